"""Checks that black would break statements of several lines in the same way.

Two styles are known. Items that each end with a comma keep their lines. A single line without such a
comma stays between its brackets if the whole is too long for one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.base.records import dataclass
from specloom.emit.stable.code import (
    DOTTED,
    NAME,
    STRING,
    Reader,
    read_argument,
    read_dict_item,
    read_expression,
    read_imported_name,
    read_operand,
    read_parameter,
    read_sequence,
)
from specloom.emit.stable.statements import LINE_LENGTH, StatementKind, kind_after_parameters, line_fits

_OPENERS, _CLOSERS = "([{", ")]}"
ENDLESS = 1_000_000
"""The length of code that does not fit on one line."""

_CALLED = rf"(?:await )?(?P<callee>(?:super\(\)\.)?{DOTTED})?(?P<open>[(\[{{])"
_STATEMENT = re.compile(
    rf"(?:(?P<import>from \.*(?:{DOTTED})? import )|(?P<class>class {NAME})(?=\()|(?P<function>(?:async )?def {NAME}\b)"
    rf"|(?P<target>(?P<more>(?:{NAME}, )+)?{DOTTED}(?:: (?P<type>{DOTTED}(?:\[{DOTTED}\])?))? = "
    rf"|return |{NAME}: (?=[A-Za-z])|@)?){_CALLED}"
)
_ITEM = re.compile(rf"(?P<label>{NAME}=|{NAME}: (?=[A-Za-z])|{STRING}: )?{_CALLED}")
_PAIR = re.compile(rf"{STRING}: (?:{STRING}|{DOTTED}),")
_ARGUMENT = re.compile(rf"(?:{NAME}=)?(?:{STRING}|{DOTTED}),")
"""Items that black leaves on their lines, however long, as are all imported names."""
_ALONE = re.compile(rf"{DOTTED}|{STRING}")
_DEFAULT = re.compile(r"\] = (?:None|not_given|omit)")
_UNION = re.compile(rf"{NAME}: \(")
_UNION_END = re.compile(r"\)(?: = [a-zA-Z_]+)?,")
_RETURN = re.compile(rf"\) -> {DOTTED}\[")


@dataclass(frozen=True, slots=True)
class BracketBlock:
    """Lines between brackets: where they end, and how long they are on one line with their brackets."""

    end: int
    length: int
    exploded: bool


def read_long_statement(lines: Sequence[str], start: int, indent: int) -> tuple[int, StatementKind] | None:
    """Return where a statement of several lines ends, and its kind; None if black may format it differently."""
    head = _STATEMENT.fullmatch(lines[start], indent)
    if head is None or not line_fits(lines[start], 0):
        return None
    if head.group("import"):
        return _read_import(lines, start, indent, head)
    if head.group("class"):
        return _read_class(lines, start, indent)
    if head.group("function"):
        return _read_function(lines, start, indent, head)
    if not head.group("callee") and not (head.group("target") or "").endswith("= "):
        return None
    block = read_block(lines, start, indent, _item_reader(head), alone=_allows_magic_comma(head))
    if block is None:
        return None
    tail = lines[block.end][indent:]
    if head.group("more") and not head.group("callee"):
        return None
    if not (head.group("callee") or block.exploded or _is_name_alone(lines, start, indent, head)):
        return None
    if len(tail) > 1 and not (_DEFAULT.fullmatch(tail) and head.group("open") == "["):
        return None
    spare = max(0, len(tail) - len("] = ("))  # black would put the default in parentheses instead
    long = block.exploded or indent + block.length - spare > LINE_LENGTH
    kind = StatementKind.DECORATOR if head.group("target") == "@" else StatementKind.OTHER
    return (block.end, kind) if long else None


def _is_name_alone(lines: Sequence[str], start: int, indent: int, head: re.Match[str]) -> bool:
    """Return whether a name or a string is in parentheses because it is too long for its line."""
    text = lines[start + 1][indent + 4 :]
    simple = head.group("open") == "(" and not head.group("type") and _ALONE.fullmatch(text) is not None
    return simple and text.isascii() and len(lines[start]) - 1 + len(text) > LINE_LENGTH


def _read_import(
    lines: Sequence[str], start: int, indent: int, head: re.Match[str]
) -> tuple[int, StatementKind] | None:
    if head.group("callee") or head.group("open") != "(":
        return None
    block = read_block(lines, start, indent, read_imported_name, alone=True)
    if block is None or not block.exploded or lines[block.end][indent:] != ")":
        return None
    return block.end, StatementKind.IMPORT


def _read_class(lines: Sequence[str], start: int, indent: int) -> tuple[int, StatementKind] | None:
    """Return where the base classes of a class end that share a line because they are too long for its own."""
    block = read_block(lines, start, indent, read_argument, alone=True)
    if block is None or block.exploded or indent + block.length <= LINE_LENGTH:
        return None
    return (block.end, StatementKind.CLASS) if lines[block.end][indent:] == "):" else None


def _read_function(
    lines: Sequence[str], start: int, indent: int, head: re.Match[str]
) -> tuple[int, StatementKind] | None:
    if head.group("callee") or head.group("open") != "(":
        return None
    block = read_block(lines, start, indent, read_parameter, alone=True)
    if block is None:
        return None
    tail = lines[block.end]
    if not block.exploded and not _is_long_signature(lines[start + 1], indent, block):
        return None
    if not line_fits(tail, 0):
        return None
    if _RETURN.fullmatch(tail, indent):
        return _long_return(lines, block.end, indent)
    kind = kind_after_parameters(tail, indent + 1)
    return (block.end, kind) if kind is not StatementKind.UNKNOWN else None


def _is_long_signature(parameters: str, indent: int, block: BracketBlock) -> bool:
    """Return whether several parameters share a line because the function is too long for one."""
    return indent + block.length > LINE_LENGTH and read_parameter(parameters, indent + 4) != len(parameters)


def _long_return(lines: Sequence[str], start: int, indent: int) -> tuple[int, StatementKind] | None:
    """Return where the return type of a function ends, if it is too long for one line."""
    block = read_block(lines, start, indent, read_expression, alone=False)
    if block is None or indent + block.length <= LINE_LENGTH:
        return None
    kind = {":": StatementKind.FUNCTION, ": ...": StatementKind.STUB}.get(lines[block.end][indent + 1 :])
    return None if kind is None else (block.end, kind)


def _item_reader(head: re.Match[str]) -> Reader | None:
    """Return the reader for the items in a bracket."""
    bracket, trailer = head.group("open"), head.group("callee") is not None
    if bracket == "(":
        return read_argument if trailer else read_expression
    if bracket == "[":
        return read_expression
    return None if trailer else read_dict_item


def _allows_magic_comma(head: re.Match[str]) -> bool:
    """Return whether a comma after a single item puts it on a line of its own."""
    trailer = head.group("callee") is not None
    return {"(": trailer, "[": not trailer, "{": True}[head.group("open")]


def read_block(
    lines: Sequence[str], start: int, indent: int, item: Reader | None, *, alone: bool
) -> BracketBlock | None:
    """Return the block that the last bracket of a line opens, None if black would print it differently.

    `alone`: a single item may have a comma.
    """
    if item is None:
        return None
    opener = lines[start][-1]
    inner, index, commas, length = indent + 4, start + 1, 0, len(lines[start]) - indent
    while index < len(lines):
        line = lines[index]
        text = line[inner:]
        if line[:inner].strip():
            break
        if text[:1] in ("", " ") or commas < 0:
            return None
        part = _read_part(lines, index, inner, item)
        if part is None:
            return None
        index, length = part.end + 1, length + part.length
        if part.exploded:
            commas += 1
        elif commas:
            return None
        else:
            commas = -1
    return None if commas == 1 and not alone else _close_block(lines, index, indent, opener, commas, length)


def _close_block(
    lines: Sequence[str], index: int, indent: int, opener: str, commas: int, length: int
) -> BracketBlock | None:
    """Return the block whose closing bracket must stand at `index`."""
    line = lines[index] if index < len(lines) else ""
    closer = line[indent : indent + 1]
    if line[:indent].strip() or not closer or closer not in _CLOSERS or not commas:
        return None
    if _OPENERS.index(opener) != _CLOSERS.index(closer):
        return None
    if commas > 0:
        return BracketBlock(index, ENDLESS, exploded=True)
    return BracketBlock(index, length + len(line) - indent, exploded=False)


def _read_part(lines: Sequence[str], index: int, indent: int, item: Reader) -> BracketBlock | None:
    """Return one line or one nested block among the items of a block; `exploded`: a comma ends it."""
    line = lines[index]
    last = line[-1]
    if last in _OPENERS:
        return _read_nested_block(lines, index, indent, item)
    if not line.isprintable() or not (line_fits(line, 0) or _is_unbreakable(line, indent, item)):
        return None
    text = line[indent:]
    if last == ",":
        return BracketBlock(index, ENDLESS, exploded=True) if item(text, 0) == len(text) - 1 else None
    return BracketBlock(index, len(text), exploded=False) if read_sequence(text, 0, item, "") > 0 else None


def _is_unbreakable(line: str, indent: int, item: Reader) -> bool:
    """Return whether black leaves an item on its line, however long."""
    if item is read_dict_item:
        return _PAIR.fullmatch(line, indent) is not None
    if item is read_argument:
        return _ARGUMENT.fullmatch(line, indent) is not None
    return item is read_imported_name


def _read_nested_block(lines: Sequence[str], start: int, indent: int, item: Reader) -> BracketBlock | None:
    if item is read_parameter and _UNION.fullmatch(lines[start], indent):
        return _read_union(lines, start, indent)
    head = _ITEM.fullmatch(lines[start], indent)
    if head is None or not line_fits(lines[start], 0) or not _item_suits_reader(head, item):
        return None
    block = read_block(lines, start, indent, _item_reader(head), alone=_allows_magic_comma(head))
    hugging = head.group("callee") is not None and block is not None and indent + block.length > LINE_LENGTH
    if block is None or not (block.exploded or hugging):
        return None
    tail = lines[block.end][indent + 1 :]
    if tail == ",":
        return BracketBlock(block.end, ENDLESS, exploded=True)
    return BracketBlock(block.end, block.length, exploded=False) if not tail else None


def _read_union(lines: Sequence[str], start: int, indent: int) -> BracketBlock | None:
    """Return a parameter whose type is too long for its line, and so is in parentheses."""
    inner, index, lengths = indent + 4, start + 1, [0]
    while index < len(lines) and not lines[index][:inner].strip():
        alternative = _read_alternative(lines, index, inner, first=len(lengths) == 1)
        if alternative is None:
            return None
        index, lengths = alternative.end + 1, [*lengths, alternative.length]
    end = _UNION_END.fullmatch(lines[index], indent) if index < len(lines) else None
    if end is None or lines[index][:indent].strip():
        return None
    if len(lengths) > 2:
        return BracketBlock(index, ENDLESS, exploded=True) if inner + sum(lengths) > LINE_LENGTH else None
    text = lines[start + 1]
    one_line = len(lines[start]) - 1 + lengths[-1] + len(lines[index]) - indent - 1
    plain = one_line > LINE_LENGTH and index == start + 2 and text.isascii() and " | " in text
    return BracketBlock(index, ENDLESS, exploded=True) if plain else None


def _read_alternative(lines: Sequence[str], index: int, indent: int, *, first: bool) -> BracketBlock | None:
    """Return one alternative of a union, with the sign before it."""
    text = lines[index][indent:]
    if not line_fits(lines[index], 0) or not text or text.startswith("| ") == first:
        return None
    if text[-1] in _OPENERS:
        head = _ITEM.fullmatch(text, 0 if first else 2)
        if head is None or head.group("open") != "[" or head.group("label"):
            return None
        block = read_block(lines, index, indent, read_expression, alone=False)
        long = block is not None and indent + block.length > LINE_LENGTH and len(lines[block.end]) == indent + 1
        return block if long else None
    read = read_expression if first else read_operand
    return (
        BracketBlock(index, len(text) + (not first), exploded=False)
        if read(text, 0 if first else 2) == len(text)
        else None
    )


def _item_suits_reader(head: re.Match[str], item: Reader) -> bool:
    """Return whether an item may begin like this if `item` reads the others."""
    label = (head.group("label") or "")[-1:]
    return {
        "=": item is read_argument,
        " ": item in (read_dict_item, read_parameter),
        "": item in (read_argument, read_expression),
    }[label]
