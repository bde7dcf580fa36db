"""Decides where each page of a site is: paths that speak, stay the same, and differ in more than case."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.plan.planned import ModulePath, NamedType, PlannedMethod, PlannedResource

PAGE_FILE = "index.html"
TWIN_FILE = "index.md"
_SUFFIX = "page"


@dataclass
class PagePaths:
    """Paths of pages: directories below the site, with a slash at the end; the start page is ``.

    Pages of resources and methods have the attributes that lead to them; all others keep clear of these names.
    """

    taken: set[str] = field(default_factory=lambda: {""})
    resources: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    methods: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict[tuple[tuple[str, ...], str], str])
    types: dict[NamedType, str] = field(default_factory=dict[NamedType, str])
    type_root: str = ""

    @staticmethod
    def for_resources(root: PlannedResource) -> PagePaths:
        """Return the paths with those of all resources and methods."""
        paths = PagePaths()
        paths._add_resource(root, (), "")
        paths.type_root = paths.claim("", "types")
        return paths

    def _add_resource(self, resource: PlannedResource, steps: tuple[str, ...], path: str) -> None:
        self.resources[steps] = path
        for method in resource.methods:
            self.methods[(steps, method.name)] = self.claim(path, method.name)
        for child in resource.children:
            self._add_resource(child, (*steps, child.attribute), self.claim(path, child.attribute))

    def claim(self, above: str, name: str) -> str:
        """Return a new path below `above`; a number or a word is added where the name is taken in any case."""
        for number in range(1, len(self.taken) + 2):
            wanted = name if number == 1 else f"{name}-{_SUFFIX}" if number == _WORD else f"{name}-{number}"
            path = f"{above}{wanted}/"
            if path.casefold() not in self.taken:
                self.taken.add(path.casefold())
                return path
        raise AssertionError("one of that many names is free")

    def path_of_method(self, steps: tuple[str, ...], method: PlannedMethod) -> str:
        """Return the path of the page of a method."""
        return self.methods[(steps, method.name)]

    def path_of_type(self, named: NamedType, module: ModulePath) -> str:
        """Return the path of the page of a type, which `module` (below the package) exports."""
        key = NamedType(named.module, named.name)
        if key not in self.types:
            above = self.type_root + "".join(f"{part}/" for part in module[1:])
            self.types[key] = self.claim(above, named.name)
        return self.types[key]


_WORD = 2


def root_of(path: str) -> str:
    """Return the relative way from a page to the top of the site, such as `../../`."""
    return "../" * path.count("/")
