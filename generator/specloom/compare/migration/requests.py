"""Compares the requests that the methods of two packages make, read in their sources."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSubject
from specloom.compare.clients import own_methods
from specloom.compare.migration.endpoints import SourceMethods, readable_request, same_path
from specloom.compare.source.foreign_source import SourceError, parse_foreign
from specloom.compare.surface import ClientSurface, SurfaceMethod, SurfaceResource

_WIRE = Change(ChangeSeverity.WIRE, ChangeKind.WIRE_CHANGED, ChangeSubject.METHOD, "")
_SCHEMES = ("https://", "http://")


class RequestPair(NamedTuple):
    """A method and the request lines that it has in both packages."""

    where: str
    method: SurfaceMethod
    old: str
    new: str


def request_changes(
    old: ClientSurface, old_files: Mapping[str, str], new: ClientSurface, new_files: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the methods that send another request, and another default base URL.

    A part of the path that one package has in its base URL and the other in all its paths is no difference.
    """
    before, after = sent_requests(old, old_files), sent_requests(new, new_files)
    pairs = [
        RequestPair(where, method, line, after[where][1]) for where, (method, line) in before.items() if where in after
    ]
    shift = common_shift(pairs)
    was, now = default_url(old_files), default_url(new_files)
    if was and now and was + shift[0] != now + shift[1]:
        yield replace(_WIRE, subject=ChangeSubject.CLIENT, where="client", rule="base-url", old=was, new=now)
    for each in pairs:
        if without_start(each.old, shift[0]) != without_start(each.new, shift[1]):
            found = replace(_WIRE, where=each.where, rule="wire-request-line", fact="request line")
            yield replace(found, old=each.old, new=each.new, location=each.method.location)


def sent_requests(surface: ClientSurface, files: Mapping[str, str]) -> dict[str, tuple[SurfaceMethod, str]]:
    """Return the methods of the sync client by dotted name, each with its request line, as far as it can be read."""
    reader = SourceMethods(files, readable_request)
    found: dict[str, tuple[SurfaceMethod, str]] = {}
    client = surface.sync_client
    for where, resource in client.walk_resources("client") if client is not None else ():
        for name, method in own_methods(resource).items():
            line = line_of(reader, resource, name)
            if line:
                found[f"{where}.{name}"] = method, line
    return found


def line_of(reader: SourceMethods[str], resource: SurfaceResource, name: str) -> str:
    """Return the request line of a method, which its class has or inherits: `POST /trees/{}/leaves`."""
    calls = (reader.methods_of(path).get(name, "") for path in (resource.cls.path, *resource.cls.ancestors))
    verb, _, path = same_path(next(filter(None, calls), "")).partition(" ")
    return f"{verb.upper()} /{path.lstrip('/')}" if path and "://" not in path else ""


def common_shift(pairs: list[RequestPair]) -> tuple[str, str]:
    """Return what most paths have in front in the old and in the new package only."""
    counts = Counter(filter(None, (shift_between(each.old, each.new) for each in pairs)))
    return counts.most_common(1)[0][0] if counts else ("", "")


def shift_between(old: str, new: str) -> tuple[str, str] | None:
    """Return the starts without which two paths are the same, None if they differ otherwise."""
    one, other = (each.partition(" ")[2] for each in (old, new))
    if one.endswith(other):
        return one.removesuffix(other), ""
    return ("", other.removesuffix(one)) if other.endswith(one) else None


def without_start(line: str, start: str) -> str:
    """Return a request line without the start of its path."""
    verb, _, path = line.partition(" ")
    return f"{verb} {path.removeprefix(start)}"


def default_url(files: Mapping[str, str]) -> str:
    """Return the first URL in the module of the client, which is the default base URL, "" if there is none."""
    try:
        tree = parse_foreign(files.get("_client.py", ""))
    except SourceError:  # reported when the surface is read
        return ""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and is_url(node.value)]
    first = min(found, key=lambda node: (node.lineno, node.col_offset), default=None)
    return str(first.value).rstrip("/") if first is not None else ""


def is_url(value: object) -> bool:
    """Return whether a constant is a URL and nothing else."""
    return isinstance(value, str) and value.startswith(_SCHEMES) and not any(char.isspace() for char in value)
