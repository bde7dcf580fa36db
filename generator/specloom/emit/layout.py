"""Breaks long lines of printed code where black would, so that most files need no formatting.

black still decides: the result is valid code in any case, and formatting a finished file takes half the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LINE_WIDTH = 120
_OPEN, _CLOSE = "([{", ")]}"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[()\[\]{},]', re.DOTALL)


def laid_out(text: str, indent: int, suffix: int = 0, prefix: int = 0) -> str:
    """Return one line of code, indented by `indent`, broken if it is too long; its first line has no indent.

    `prefix` and `suffix` are the numbers of characters before and after it.
    """
    if indent + prefix + len(text) + suffix <= LINE_WIDTH and not _has_magic_comma(text):
        return text
    start = _last_bracket(text)
    if start is None:
        return text
    end = _closing_bracket(text, start)
    head, body, tail = text[: start + 1], text[start + 1 : end], text[end:]
    inner, pad = indent + 4, " " * indent
    if not body:
        return text
    if inner + len(body) <= LINE_WIDTH and not _must_be_apart(text, start, body):
        return f"{head}\n{pad}    {body}\n{pad}{tail}"
    items = split_items(body)
    if len(items) == 1 and not body.endswith(",") and _comma_means_more(text, start):
        return f"{head}\n{pad}    {laid_out(items[0], inner)}\n{pad}{tail}"
    return f"{head}\n{_lay_out_items(items, inner)}\n{pad}{tail}"


def lay_out_annotated(target: str, annotation: str, value: str, indent: int) -> tuple[str, str]:
    """Return the annotation and the value of an assignment, broken if the whole is too long for one line."""
    width, pad = indent + len(f"{target}: {annotation} = "), " " * indent
    if width + len(value) <= LINE_WIDTH:
        return annotation, value
    callee, bracket, _ = value.partition("(")
    if bracket and width + len(callee) < LINE_WIDTH:
        return annotation, laid_out(value, indent, prefix=width - indent)
    if width < LINE_WIDTH:
        return annotation, f"(\n{pad}    {laid_out(value, indent + 4)}\n{pad})"
    name, bracket, rest = annotation.partition("[")
    if not bracket:
        return annotation, value
    parts = f"{pad}    {rest[:-1]}"
    if len(parts) > LINE_WIDTH:
        items, inner = split_items(rest[:-1]), indent + 4
        parts = _lay_out_items(items, inner) if len(items) > 1 else f"{pad}    {laid_out(items[0], inner)}"
    return f"{name}[\n{parts}\n{pad}]", laid_out(value, indent, prefix=len("] = "))


def lay_out_name(target: str, name: str) -> str:
    """Return a name that is assigned at the left edge, in parentheses if it is too long for its line."""
    return name if len(f"{target} = {name}") <= LINE_WIDTH else f"(\n    {name}\n)"


def lay_out_class_head(name: str, bases: str) -> str:
    """Return the base classes of a class, with line breaks around them if they are too long for its line."""
    return bases if len(f"class {name}({bases}):") <= LINE_WIDTH else f"\n    {bases}\n"


def lay_out_signature(head: str, parameters: Sequence[str], returns: str, end: str, indent: int) -> str:
    """Return the first lines of a function: on one line if they fit, else one parameter per line."""
    line = f"{head}({', '.join(parameters)}) -> {returns}{end}"
    if indent + len(line) <= LINE_WIDTH:
        return line
    pad = " " * (indent + 4)
    lines = "".join(f"\n{pad}{_lay_out_parameter(parameter, indent + 4)}," for parameter in parameters)
    return f"{head}({lines}\n{pad[4:]}) -> {laid_out(returns, indent, len(end), 5)}{end}"


def _lay_out_parameter(text: str, indent: int) -> str:
    """Return a parameter; a long union goes in parentheses, one alternative per line."""
    if indent + len(text) < LINE_WIDTH or not text.endswith(" | Omit = omit"):
        return laid_out(text, indent, 1) if text != "*" else text
    name, _, rest = text.partition(": ")
    union, pad = rest.removesuffix(" = omit"), " " * (indent + 4)
    if indent + 4 + len(union) > LINE_WIDTH:
        union = f"{laid_out(union.removesuffix(' | Omit'), indent + 4)}\n{pad}| Omit"
    return f"{name}: (\n{pad}{union}\n{pad[4:]}) = omit"


def _lay_out_items(items: Sequence[str], indent: int) -> str:
    """Return items, one per line, each with its comma."""
    pad = " " * indent
    return "\n".join(f"{pad}{laid_out(item, indent, 1)}," for item in items)


def _must_be_apart(text: str, start: int, body: str) -> bool:
    """Return whether items always go on lines of their own: those of a list, a dict or the like, or before a comma."""
    is_collection = text.startswith("from ") or (not _is_trailer(text, start) and len(split_items(body)) > 1)
    return is_collection or body.endswith(",") or _has_magic_comma(body)


def _has_magic_comma(text: str) -> bool:
    """Return whether a comma before a bracket keeps the items apart: in a tuple of several items."""
    if ",)" not in text:
        return False
    for start in [index for index, char in _brackets_and_commas(text) if char == "("]:
        body = text[start + 1 : _closing_bracket(text, start)]
        if body.endswith(",") and len(split_items(body)) > 1:
            return True
    return False


def _is_trailer(text: str, start: int) -> bool:
    """Return whether a bracket belongs to the code before it: a call or a subscript."""
    before = text[start - 1 : start]
    return before.isalnum() or bool(before and before in "_)]")


def _comma_means_more(text: str, start: int) -> bool:
    """Return whether a comma after a single item would make it a tuple: in subscripts and in plain parentheses."""
    if text[start] == "[":
        return _is_trailer(text, start)
    return text[start] == "(" and not _is_trailer(text, start) and not text.startswith("from ")


def split_items(body: str) -> list[str]:
    """Return the parts of a text between its commas, except commas inside brackets and strings."""
    items: list[str] = []
    depth = begin = 0
    for index, char in _brackets_and_commas(body):
        depth += (char in _OPEN) - (char in _CLOSE)
        if char == "," and depth == 0:
            items.append(body[begin:index].strip())
            begin = index + 1
    rest = body[begin:].strip()
    return [*items, rest] if rest else items


def _last_bracket(text: str) -> int | None:
    """Return the position where the last bracket that is not inside another one opens."""
    depth = 0
    found = None
    for index, char in _brackets_and_commas(text):
        if char in _OPEN:
            found = index if depth == 0 else found
            depth += 1
        elif char in _CLOSE:
            depth -= 1
    return found


def _closing_bracket(text: str, start: int) -> int:
    """Return the position where the bracket at `start` closes."""
    depth = 0
    for index, char in _brackets_and_commas(text):
        if index >= start:
            depth += (char in _OPEN) - (char in _CLOSE)
            if depth == 0 and char in _CLOSE:
                return index
    return len(text)


def _brackets_and_commas(text: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets and commas with their positions, except those in string literals."""
    for token in _TOKEN.finditer(text):
        char = token.group()
        if len(char) == 1 and char != '"':
            yield token.start(), char
