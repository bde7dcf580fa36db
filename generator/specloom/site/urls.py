"""Decides where each page of a site is: paths that speak, stay the same, and differ in more than case."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.plan.planned import ModulePath, NamedType, PlannedMethod, PlannedResource

PAGE_FILE = "index.html"
TWIN_FILE = "index.md"


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
    numbers: dict[str, int] = field(default_factory=dict[str, int])

    @staticmethod
    def for_resources(root: PlannedResource) -> PagePaths:
        """Return the paths with those of all resources and methods."""
        paths = PagePaths()
        paths._add_resource(root, (), "")
        paths.type_root = paths.claim("", "types", "data-types")
        return paths

    def _add_resource(self, resource: PlannedResource, steps: tuple[str, ...], path: str) -> None:
        self.resources[steps] = path
        for method in resource.methods:
            self.methods[(steps, method.name)] = self.claim(path, method.name)
        for child in resource.children:
            self._add_resource(child, (*steps, child.attribute), self.claim(path, child.attribute))

    def claim(self, above: str, *names: str) -> str:
        """Return a new path below `above`: the first free one of the names, or the last one with a number.

        A name is taken if it differs from another in case only: some file systems and servers ignore that.
        """
        for name in names:
            path = f"{above}{name}/"
            if path.casefold() not in self.taken:
                break
        else:
            path = self._numbered(f"{above}{names[-1]}")
        self.taken.add(path.casefold())
        return path

    def _numbered(self, path: str) -> str:
        """Return a free path with the next number of this name."""
        key = path.casefold()
        while True:
            self.numbers[key] = number = self.numbers.get(key, 1) + 1
            if f"{key}-{number}/" not in self.taken:
                return f"{path}-{number}/"

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


def root_of(path: str) -> str:
    """Return the relative way from a page to the top of the site, such as `../../`."""
    return "../" * path.count("/")
