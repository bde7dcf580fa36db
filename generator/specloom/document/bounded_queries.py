"""JSONPath queries with a limit on their steps, and patterns in linear time.

The library compiles a query and applies its selectors; here each step is counted, paths are kept as tuples, and a value
that is found twice is followed once. Loaded only if there are overlays or transforms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeGuard

import jsonpath
from jsonpath.filter import BaseExpression, FilterExpressionLiteral, FunctionExtension, StringLiteral
from jsonpath.function_extensions import ExpressionType, FilterFunction
from jsonpath.match import JSONPathMatch
from jsonpath.parse import Parser
from jsonpath.segments import JSONPathChildSegment, JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath.selectors import (
    Filter,
    JSONPathSelector,
    KeySelector,
    KeysFilter,
    KeysSelector,
    SliceSelector,
    WildcardSelector,
)
from jsonpath.stream import TokenStream
from jsonpath.token import TOKEN_RE_FLAGS, Token

from specloom.base.json import JsonArray, JsonObject, JsonValue
from specloom.base.linear import linear_pattern
from specloom.base.records import dataclass
from specloom.document.limits import measure_value

Query: TypeAlias = jsonpath.JSONPath | jsonpath.CompoundJSONPath
_FREE_STEPS = 250_000
_STEPS_FOR_EACH_VALUE = 40
"""How often a query may visit each value of the document: once for `$..x`, once for each level above in `$..*..x`."""
_LETTERS = 4
"""Letters that a pattern reads in one step, at least."""
_QUICK = 100
"""Letters or members that are compared in one step."""


class CostlyQueryError(Exception):
    """A query takes more steps than allowed."""


class BoundedEnvironment(jsonpath.JSONPathEnvironment):
    """The rules by which queries are read and applied, with the steps that the current query has left."""

    def __init__(self, *, strict: bool) -> None:
        super().__init__(strict=strict)
        self.parser = _BoundedParser(env=self)
        self._left = 0
        self._root: JsonValue = None

    def begin(self, root: JsonValue) -> None:
        """Start to apply a query to ``root``."""
        self._left, self._root = _FREE_STEPS, root

    def spend(self, steps: int) -> None:
        """Count steps. Raises ``CostlyQueryError``."""
        self._left -= steps
        if self._left < 0 and self._root is not None:
            self._left += _STEPS_FOR_EACH_VALUE * measure_value(self._root)[0]
            self._root = None
        if self._left < 0:
            raise CostlyQueryError

    def setup_function_extensions(self) -> None:
        """Replace the functions that take patterns."""
        super().setup_function_extensions()
        self.function_extensions["match"] = _PatternFunction(self, whole=True)
        self.function_extensions["search"] = _PatternFunction(self, whole=False)

    def compare(self, left: object, operator: str, right: object) -> bool:
        """Compare two values of a filter, and count the steps."""
        if operator == "=~":
            return isinstance(right, _Pattern) and isinstance(left, str) and self.has_match(left, right, whole=True)
        sizes = _member_count(left), _member_count(right)
        self.spend(max(sizes) if operator in ("in", "contains") else 1 + min(sizes) // _QUICK)
        return super().compare(left, operator, right)

    def has_match(self, text: str, pattern: _Pattern, *, whole: bool) -> bool:
        """Tell whether a text matches; an invalid pattern matches nothing, as in RFC 9535."""
        self.spend(1 + (len(text) + len(pattern.text)) // _LETTERS)
        matches = linear_pattern(pattern.text, whole=whole, flags=pattern.flags)
        return matches is not None and matches(text)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of a query, not compiled."""

    text: str
    flags: str = ""


class _PatternLiteral(FilterExpressionLiteral[_Pattern]):
    """A pattern between slashes."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"/{self.value.text}/{self.value.flags}"


class _PatternFunction(FilterFunction):
    """The functions `match` and `search`."""

    def __init__(self, env: BoundedEnvironment, *, whole: bool) -> None:
        self._env = env
        self._whole = whole

    @property
    def arg_types(self) -> list[ExpressionType]:
        """The types of the arguments: a text and a pattern."""
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        """The type of the result: whether it matches."""
        return ExpressionType.LOGICAL

    def __call__(self, value: object, pattern: object) -> bool:
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        return self._env.has_match(value, _Pattern(pattern), whole=self._whole)


class _BoundedParser(Parser):
    """The library's parser; the queries that it returns count their steps."""

    def __init__(self, *, env: BoundedEnvironment) -> None:
        super().__init__(env=env)
        self._counting = env

    def parse_query(self, stream: TokenStream) -> Iterator[JSONPathSegment]:
        """Yield the segments of a query."""
        for segment in super().parse_query(stream):
            for selector in segment.selectors:
                if isinstance(selector, KeySelector | KeysSelector | KeysFilter):
                    raise jsonpath.JSONPathSyntaxError(
                        "selecting names instead of values is not supported", token=segment.token
                    )
            kind = _Descendants if isinstance(segment, JSONPathRecursiveDescentSegment) else _Children
            yield kind(self._counting, segment)

    def parse_regex(self, stream: TokenStream) -> BaseExpression:
        """Read a pattern between slashes, and its flags."""
        token, flags = stream.current(), ""
        if stream.peek().kind == TOKEN_RE_FLAGS:
            stream.next()
            flags = "".join(sorted(set(stream.next().value) & set("ims")))
        return _PatternLiteral(value=_checked_pattern(token.value, token, flags))

    def parse_function_extension(self, stream: TokenStream) -> BaseExpression:
        """Read a function call; literal patterns must be valid."""
        token = stream.current()
        call = super().parse_function_extension(stream)
        if isinstance(call, FunctionExtension) and call.name in ("match", "search"):
            for given in call.args[1:]:
                if isinstance(given, StringLiteral):
                    _checked_pattern(given.value, token)
        return call


def _checked_pattern(text: str, token: Token, flags: str = "") -> _Pattern:
    if linear_pattern(text, flags=flags) is None:
        message = (
            f"the pattern {text[:60]!r} is not supported by RFC 9485 (no lookaround or back references), or too large"
        )
        raise jsonpath.JSONPathSyntaxError(message, token=token)
    return _Pattern(text, flags)


class BoundedNode(JSONPathMatch):
    """A value that a query selects. Only the parts of its path are kept, and nothing of the values below it."""

    __slots__ = ()

    @classmethod
    def root_node(cls, root: JsonValue) -> BoundedNode:
        """Return the node of the document root."""
        whole = root if isinstance(root, dict | list) else []
        return cls(filter_context={}, obj=root, parent=None, path="", parts=(), root=whole)

    @classmethod
    def lean_copy(cls, node: JSONPathMatch) -> BoundedNode:
        """Convert a node of the library."""
        if isinstance(node, BoundedNode):
            return node
        return cls(filter_context={}, obj=node.obj, parent=None, path="", parts=node.parts, root=node.root)

    @property
    def names(self) -> JsonObject:
        """The members of an object; empty for any other value."""
        return self.obj if _is_object(self.obj) else {}

    def members(self) -> Iterable[tuple[str | int, JsonValue]]:
        """Return the keys and values of an object or array."""
        return enumerate(self.obj) if _is_array(self.obj) else self.names.items()

    def new_child(self, obj: object, key: int | str) -> BoundedNode:
        """Return the node of a member; an array index of the query may be a name in the document."""
        name = str(key) if _is_object(self.obj) else key
        return BoundedNode(filter_context={}, obj=obj, parent=None, path="", parts=(*self.parts, name), root=self.root)

    def add_child(self, *children: JSONPathMatch) -> None:
        """Do nothing: children are not kept."""


class _CountedSegment:
    """What both kinds of segments share."""

    def __init__(self, env: BoundedEnvironment, segment: JSONPathSegment) -> None:
        self.env = env
        self._selectors = [(selector, _selector_weight(selector)) for selector in segment.selectors]

    def selected_members(self, node: JSONPathMatch) -> Iterator[JSONPathMatch]:
        """Yield the values that the selectors select in a value."""
        for selector, weight in self._selectors:
            if _is_object(node.obj) or _is_array(node.obj):
                self.env.spend(1 + weight * len(node.obj))
                yield from selector.resolve(node)


class _Children(JSONPathChildSegment):
    """Selects members."""

    __slots__ = ("_counted",)

    def __init__(self, env: BoundedEnvironment, segment: JSONPathSegment) -> None:
        super().__init__(env=env, token=segment.token, selectors=segment.selectors)
        self._counted = _CountedSegment(env, segment)

    def resolve(self, nodes: Iterable[JSONPathMatch]) -> Iterator[JSONPathMatch]:
        """Yield the selected members of each node."""
        for node in nodes:
            yield from self._counted.selected_members(BoundedNode.lean_copy(node))


class _Descendants(JSONPathRecursiveDescentSegment):
    """Selects members of a value and of all values in it, at any depth."""

    __slots__ = ("_counted",)

    def __init__(self, env: BoundedEnvironment, segment: JSONPathSegment) -> None:
        super().__init__(env=env, token=segment.token, selectors=segment.selectors)
        self._counted = _CountedSegment(env, segment)

    def resolve(self, nodes: Iterable[JSONPathMatch]) -> Iterator[JSONPathMatch]:
        """Yield the selected members of each node and of those below it, outer ones first."""
        for node in nodes:
            waiting = [BoundedNode.lean_copy(node)]
            while waiting:
                here = waiting.pop()
                yield from self._counted.selected_members(here)
                inner = [here.new_child(value, key) for key, value in here.members() if isinstance(value, dict | list)]
                self._counted.env.spend(len(inner))
                waiting += reversed(inner)


def _selector_weight(selector: JSONPathSelector) -> int:
    """Return how many steps a selector takes for each member of a value."""
    if isinstance(selector, WildcardSelector | SliceSelector):
        return 1
    if not isinstance(selector, Filter):
        return 0
    found, waiting = 0, [selector.expression.expression]
    while waiting:
        found += 1
        waiting += waiting.pop().children()
    return found


def _member_count(value: object) -> int:
    return len(value) if isinstance(value, str) or _is_object(value) or _is_array(value) else 1


def _is_object(value: object) -> TypeGuard[JsonObject]:
    return isinstance(value, dict)


def _is_array(value: object) -> TypeGuard[JsonArray]:
    return isinstance(value, list)
