"""Reads the files around the package of an existing SDK: `pyproject.toml`, `api.md`, and the licence in its README."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from specloom.base.bounded_read import FileTooLargeError, read_regular
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.records import dataclass
from specloom.base.words import Casing

_LIMIT = 4_000_000
_CASING = Casing()
_HEADING = re.compile(r"(#+) +\[?([^\]\n]+)")
_IMPORT = re.compile(r"from +([\w.]+) +import +(\(([^)]*)\)|[^\n(]*)", re.DOTALL)
_CALL = re.compile(r'title="(\w+) ([^"]*)">client\.([\w.]*)<a [^>]*>(\w+)</a>')
_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?$")


@dataclass(slots=True)
class ProjectFiles:
    """What the files around a package say. `types` maps each type in `api.md` to the resource whose section has it.
    The section of a resource without methods is named by its headings: `#parks.trees` for `## Trees` below `# Parks`.

    `standalone` are the resources with an `api.md` of their own.
    """

    project: JsonObject = field(default_factory=dict[str, JsonValue])
    types: dict[str, str] = field(default_factory=dict[str, str])
    calls: dict[str, str] = field(default_factory=dict[str, str])
    standalone: set[str] = field(default_factory=set[str])

    @property
    def repository(self) -> str | None:
        """The GitHub repository, as `owner/name`."""
        for value in as_object(self.project.get("urls")).values():
            found = _GITHUB.match(as_str(value) or "")
            if found:
                return found.group(1)
        return None


def read_project(package: Path) -> ProjectFiles:
    """Return what the files around the package in the directory `package` say; what can't be read is left out."""
    found = ProjectFiles()
    above = package.resolve().parent
    homes = [above, above.parent] if above.name == "src" else [above]
    home = next((each for each in homes if (each / "pyproject.toml").is_file()), None)
    if home is not None:
        found.project = read_toml(home / "pyproject.toml")
        read_api(read_text(home / "api.md"), found)
    resources = package / "resources"
    for each in sorted(resources.iterdir()) if resources.is_dir() and not resources.is_symlink() else ():
        if each.is_dir() and not each.is_symlink():
            text = read_text(each / "api.md")
            if text:
                found.standalone.add(each.name)
                read_api(text, found)
    return found


def read_text(path: Path) -> str:
    """Return the text of a file, "" if it can't be read."""
    try:
        return read_regular(path, _LIMIT, follow_links=False).decode("utf-8", "replace")
    except (OSError, FileTooLargeError):
        return ""


def read_toml(path: Path) -> JsonObject:
    """Return the table `project` of a `pyproject.toml`."""
    try:
        return as_object(tomllib.loads(read_text(path)).get("project"))
    except tomllib.TOMLDecodeError:
        return {}


def read_api(text: str, found: ProjectFiles) -> None:
    """Read the types and methods by section of an `api.md`."""
    for dotted, title, body in sections_of(text):
        names = [f"{module}.{name}" for module, listed in types_listed(body) for name in listed]
        calls = [(f"{match[0]} {match[1]}", match[2].rstrip("."), match[3]) for match in _CALL.findall(body)]
        found.calls.update({f"{owner}.{name}".lstrip("."): endpoint for endpoint, owner, name in calls})
        owner = calls[0][1] if calls else None
        if title == "Shared Types":
            owner = "$shared"
        for name in names:
            found.types[name] = owner if owner else f"#{dotted}"
            if owner == "":
                found.types[name] = "$client"


def sections_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the dotted name of the resource that each section is about, its title, and its text."""
    headings = list(re.finditer(r"^#+ .*$", text, re.MULTILINE))
    above: list[str] = []
    for number, match in enumerate(headings):
        heading = _HEADING.match(match.group())
        end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        if heading is not None:
            title = heading.group(2).strip()
            above = [*above[: len(heading.group(1)) - 1], _CASING.snake(title)]
            yield ".".join(above), title, text[match.end() : end]


def types_listed(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the module and the names of each import in a section."""
    for module, listed, inner in _IMPORT.findall(body):
        names = (inner or listed).replace("\n", ",").split(",")
        yield module, [name.strip() for name in names if name.strip().isidentifier()]
