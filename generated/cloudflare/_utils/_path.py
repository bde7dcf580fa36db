"""Puts values into a URL path so that no value can leave its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Callable, Literal, NamedTuple
from urllib.parse import quote

Component = Literal["path", "query", "fragment"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SEGMENT_SAFE = "!$&'()*+,;=:@-._~"
_SAFE = {"path": _SEGMENT_SAFE, "query": "!$'()*+,;:@-._~/?", "fragment": "!$&'()*+,;=:@-._~/?"}
_DOTS = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)


class Slot(NamedTuple):
    """One place for a value: the literal text before it, the parameter's name, the part of the URL it is in."""

    before: str
    name: str
    component: Component


class Template(NamedTuple):
    """A path template, taken apart."""

    slots: tuple[Slot, ...]
    rest: str


@lru_cache(maxsize=4096)
def parse_template(template: str) -> Template:
    """Take `/a/{b}?c={d}` apart."""
    slots: list[Slot] = []
    position, component = 0, "path"
    for match in _PLACEHOLDER.finditer(template):
        before = template[position : match.start()]
        component = _component(component, before)
        slots.append(Slot(before, match[1], component))
        position = match.end()
    return Template(tuple(slots), template[position:])


def _component(current: str, text: str) -> Component:
    if current == "fragment" or "#" in text:
        return "fragment"
    return "query" if current == "query" or "?" in text else "path"


@lru_cache(maxsize=2048)
def quote_segment(text: str) -> str:
    """Percent-encode text for one path segment."""
    return quote(text, safe=_SEGMENT_SAFE)


def quote_value(value: object, component: Component) -> str:
    """A plain value as text for that part of a URL."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return quote_segment(text) if component == "path" else quote(text, safe=_SAFE[component])


def refuse_dot_segments(path: str) -> None:
    """Raise `ValueError` if a segment is `.` or `..`, however it is written."""
    if "." not in path and "%2" not in path:
        return
    end = len(path)
    for mark in "?#":
        found = path.find(mark)
        end = found if 0 <= found < end else end
    for segment in path[:end].split("/"):
        if segment and _DOTS.fullmatch(segment):
            raise ValueError(f"Constructed path {path!r} contains dot-segment {segment!r} which is not allowed")


def fill(template: str, values: dict[str, object], render: Callable[[str, object, Component], str]) -> str:
    """Put the values into the template; raises `KeyError` for a missing one, `ValueError` for dot segments."""
    parsed = parse_template(template)
    pieces: list[str] = []
    for before, name, component in parsed.slots:
        pieces.append(before)
        pieces.append(render(name, values[name], component))
    pieces.append(parsed.rest)
    path = "".join(pieces)
    refuse_dot_segments(path)
    return path


def path_template(template: str, /, **values: object) -> str:
    """Fill a template with plain values; empty ones are allowed here."""
    return fill(template, values, lambda _name, value, component: quote_value(value, component))
