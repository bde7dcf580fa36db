"""Writes an inferred configuration as the text of a file: commented, stable, ready to be edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from specloom.api.infer.comments import HEAD, SECTIONS
from specloom.base.json import JsonObject, JsonValue, as_object

_PLAIN = re.compile(r"[A-Za-z$][\w$-]*(?:[ /.]{1,2}[\w{}$-]+)*", re.ASCII)
"""Text that needs no quotes in YAML, and none inside braces if it has no braces itself."""
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_WIDTH = 100
_COMMENT = 90


def config_as_yaml(
    config: JsonObject, summaries: Mapping[str, str], head: str = HEAD, notes: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Return `config` as YAML.

    `summaries` has the summary of each operation (`get /path`), for the comments, `head` is the comment at the top, and
    `notes` are texts about each section that become comments.
    """
    lines = [*_comment_lines(head)]
    for key, value in config.items():
        lines += ["", *_comment_lines(SECTIONS.get(key, "") if head == HEAD else "")]
        lines += [f"# - {_printable(note)}" for note in (notes or {}).get(key, ())]
        if isinstance(value, dict) and value:
            inner = [line for name, item in value.items() for line in _entry_lines(name, item, "  ", summaries)]
            lines += [f"{_yaml_text(key)}:", *inner]
        else:
            lines += _entry_lines(key, value, "", summaries)
    return "\n".join(lines) + "\n"


def _entry_lines(key: str, value: JsonValue, indent: str, summaries: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a key: on one line where it fits, else its content below."""
    head = f"{indent}{_yaml_text(key)}:"
    operation = value if isinstance(value, str) else as_object(value).get("endpoint")
    summary = summaries.get(operation, "") if isinstance(operation, str) else ""
    note = f"  # {_first_line(summary)}" if summary else ""
    flat = _flow_value(value)
    if not isinstance(value, dict | list) or not value or (_is_leaf(value) and len(head) + len(flat) < _WIDTH):
        yield f"{head} {_yaml_text(value) if isinstance(value, str) else flat}{note}"
        return
    yield f"{head}{note}"
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _entry_lines(name, item, f"{indent}  ", summaries)
        return
    for item in value:
        nested = [line for name, each in as_object(item).items() for line in _entry_lines(name, each, "", summaries)]
        yield from _item_lines(nested or [_flow_value(item)], indent)


def _item_lines(lines: list[str], indent: str) -> Iterator[str]:
    """Yield the lines of one element of a list."""
    for number, line in enumerate(lines):
        yield f"{indent}  {'  ' if number else '- '}{line}"


def _is_leaf(value: JsonValue) -> bool:
    """Return whether a mapping or list contains only scalars, or mappings of scalars."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return all(not isinstance(item, dict | list) or not _has_content(item) for item in inner)


def _has_content(value: JsonValue) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(isinstance(item, dict | list) and item for item in inner)


def _flow_value(value: JsonValue) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow_text(key)}: {_flow_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow_value, value)) + "]"
    if isinstance(value, str):
        return _flow_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else repr(value)


def _flow_text(text: str) -> str:
    """Return text for use inside braces."""
    return _quote_text(text) if set(text) & set("{}[],") else _yaml_text(text)


def _yaml_text(text: str) -> str:
    """Return text as YAML, quoted if it could be read as something else."""
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _WORDS
    return text if plain else _quote_text(text)


def _quote_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def _comment_lines(text: str) -> Iterator[str]:
    for line in text.strip().splitlines():
        yield f"# {line}"


def _printable(text: str) -> str:
    """Return a text without characters that a comment can't contain, in one line."""
    return "".join(c if c.isprintable() else " " for c in text)


def _first_line(text: str) -> str:
    """Return the first line of a text, shortened and without characters that a comment can't contain."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    clean = _printable(first)
    return clean if len(clean) <= _COMMENT else clean[: _COMMENT - 3].rstrip() + "..."
