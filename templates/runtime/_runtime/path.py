"""Puts values into a URL path so that no value can leave its segment."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Callable, Literal, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from .texts import scalar_text

Component = Literal["path", "query", "fragment"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SEGMENT_SAFE = "!$&'()*+,;=:@-._~"
_SAFE = {"path": _SEGMENT_SAFE, "query": "!$'()*+,;:@-._~/?", "fragment": "!$&'()*+,;=:@-._~/?"}
_MOST_SHOWN = 400
_MOST_DECODINGS = 8
"""How often a chain of proxies and servers may decode a path."""
_SEPARATORS = re.compile(r"[/\\]")
_SUFFIX = re.compile(r"[;?#\0].*", re.DOTALL)
"""What servers cut off a decoded segment: its parameters, and what would begin another part of the URL."""
_CODE = re.compile(r"%u([0-9a-fA-F]{4})")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_OVERLONG = {b"\xc0\xae": b".", b"\xe0\x80\xae": b".", b"\xc0\xaf": b"/", b"\xe0\x80\xaf": b"/", b"\xc1\x9c": b"\\"}
"""Forms of `.`, `/` and `\\` that UTF-8 forbids and some decoders take."""


class Slot(NamedTuple):
    """One placeholder for a value: the literal text before it, the parameter's name, the part of the URL it is in."""

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
    """Percent-encode text for one path segment; a `;` in front would leave the segment empty for some servers."""
    quoted = quote(text, safe=_SEGMENT_SAFE)
    return f"%3B{quoted[1:]}" if quoted.startswith(";") else quoted


def quote_value(value: object, component: Component) -> str:
    """A plain value as text for that part of a URL."""
    text = value if type(value) is str else scalar_text(value)
    return quote_segment(text) if component == "path" else quote(text, safe=_SAFE[component])


def refuse_dot_segments(path: str) -> None:
    """Raise `ValueError` if a segment is `.` or `..`, however it is written, or if a server could make it one."""
    if "." not in path and "%" not in path:
        return
    end = len(path)
    for mark in "?#":
        found = path.find(mark)
        end = found if 0 <= found < end else end
    for segment in path[:end].split("/"):
        if ("." in segment or "%" in segment) and _holds_dots(segment):
            shown = f"Constructed path {path[:_MOST_SHOWN]!r} contains dot-segment {segment[:_MOST_SHOWN]!r}"
            raise ValueError(f"{shown} which is not allowed")


@lru_cache(maxsize=2048)
def _holds_dots(segment: str) -> bool:
    """Whether a segment is, or has in it, a dot segment for a server that decodes it before it takes the path apart."""
    for _ in range(_MOST_DECODINGS):
        for part in _SEPARATORS.split(unicodedata.normalize("NFKC", segment)):
            if _UNSEEN.sub("", _SUFFIX.sub("", part)) in (".", ".."):
                return True
        decoded = unquote_to_bytes(_CODE.sub(lambda code: chr(int(code[1], 16)), segment).encode("utf-8", "replace"))
        for overlong, meant in _OVERLONG.items():
            decoded = decoded.replace(overlong, meant)
        before, segment = segment, decoded.decode("utf-8", "replace")
        if segment == before:
            break
    return False


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
