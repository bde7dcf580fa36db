"""The parameter styles of OpenAPI for values that do not follow the client's own format."""

from __future__ import annotations

from typing import Iterable, List, Literal, Mapping, cast
from urllib.parse import quote

from .._types import NotGiven, Omit
from .json_text import ascii_json, encode_json
from .path import quote_segment
from .texts import UNSET, NoTextError, given_items, item_text, plain, scalar_text, unsendable
from .values import is_list, is_mapping

QueryStyle = Literal["form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"]
PathStyle = Literal["simple", "label", "matrix", "segments", "spaceDelimited", "pipeDelimited", "tabDelimited"]

_DELIMITERS: Mapping[str, str] = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
"""What is between the items of a list; a comma in all other styles."""
_SAFE = "-._~"
_COOKIE_NAME = "!#$%&'*+-.^_`|~"
_COOKIE = _COOKIE_NAME + "()/:<=>?@[]{}"


class Styled:
    """A value with the way it is written; `nested` are the delimiters of lists in the list, the outermost first."""

    __slots__ = ("allow_reserved", "explode", "nested", "style", "value")

    def __init__(
        self, value: object, style: QueryStyle, explode: bool, allow_reserved: bool = False, nested: str = ""
    ) -> None:
        self.value = value
        self.style: QueryStyle = style
        self.explode = explode
        self.allow_reserved = allow_reserved
        self.nested = nested

    def with_value(self, value: object) -> Styled:
        """Another value, written in the same way."""
        return Styled(value, self.style, self.explode, self.allow_reserved, self.nested)

    def query(self, name: str) -> List[str]:
        """The encoded `name=value` pieces of the query string."""
        value = plain(self.value)
        if value is None:
            return []
        key = _quote(name)
        if isinstance(value, dict):
            return self._query_object(key, value)
        if isinstance(value, list):
            if self.style == "deepObject" and any(isinstance(plain(item), (dict, list)) for item in given_items(value)):
                return _deep(key, value)
            texts = [self._text(item) for item in given_items(value)]
            if self.explode:
                return [f"{key}={text}" for text in texts]
            return [f"{key}={self._delimiter().join(texts)}"] if texts else []
        return [f"{key}={self._text(value)}"]

    def _query_object(self, key: str, value: dict[str, object]) -> List[str]:
        given = {name: item for name, item in value.items() if not isinstance(item, UNSET)}
        if self.style == "deepObject":
            return [piece for name, item in given.items() for piece in _deep(f"{key}%5B{_quote(name)}%5D", item)]
        if self.explode:
            return [piece for name, item in given.items() for piece in self._repeated(_quote(name), item)]
        flat = [text for name, item in given.items() for text in (_quote(name), self._text(item))]
        return [f"{key}={self._delimiter().join(flat)}"] if flat else []

    def _repeated(self, key: str, value: object) -> List[str]:
        """A property of an object that has its own name: a list has it once for each item."""
        held = plain(value)
        items = given_items(held) if isinstance(held, list) else [held]
        return [f"{key}={self._text(item)}" for item in items]

    def _delimiter(self) -> str:
        delimiter = _DELIMITERS.get(self.style, ",")
        return delimiter if delimiter == "," else quote(delimiter)

    def _text(self, value: object) -> str:
        safe = _SAFE + ":/?[]@!$'()*,;" if self.allow_reserved else _SAFE
        return quote(item_text(value, self.nested), safe=safe)

    def header(self, name: str) -> str:
        """The value of the header `name`, in the `simple` style or with the delimiter of another one."""
        del name
        delimiter = _DELIMITERS.get(self.style, ",")
        return _simple(plain(self.value), self.explode, delimiter, "=", quoted=False, nested=self.nested)

    def path(self, name: str) -> str:
        """The encoded text for a path, in the `simple` style."""
        return PathParam(self.value, "simple", self.explode, name).render()


class JsonParam(Styled):
    """A value that is written as JSON text."""

    __slots__ = ()

    def __init__(self, value: object) -> None:
        super().__init__(value, "form", explode=False)

    def with_value(self, value: object) -> JsonParam:
        """Another value, written in the same way."""
        return JsonParam(value)

    def query(self, name: str) -> List[str]:
        """`name=` and the encoded JSON."""
        if isinstance(self.value, (Omit, NotGiven)):
            return []
        return [f"{_quote(name)}={quote(encode_json(self.value, f'The parameter `{name}`'), safe=_SAFE)}"]

    def header(self, name: str) -> str:
        """The JSON text; what a header cannot hold is escaped."""
        text = encode_json(self.value, f"The parameter `{name}`").decode()
        return text if text.isascii() else ascii_json(text)

    def path(self, name: str) -> str:
        """The encoded JSON; empty if there is no value."""
        what = f"The parameter `{name}`"
        return "" if isinstance(self.value, UNSET) else quote(encode_json(self.value, what), safe=_SAFE)


class WholeQuery(Styled):
    """A value that is the whole query string: a text, or JSON text."""

    __slots__ = ("is_json",)

    def __init__(self, value: object, is_json: bool) -> None:
        super().__init__(value, "form", explode=False)
        self.is_json = is_json

    def with_value(self, value: object) -> WholeQuery:
        """Another value, written in the same way."""
        return WholeQuery(value, self.is_json)

    def query(self, name: str) -> List[str]:
        """The encoded text; `name` is not sent."""
        what = f"The parameter `{name}`"
        return [_quote(encode_json(self.value, what).decode() if self.is_json else scalar_text(self.value))]


class PathParam:
    """A path parameter with its style."""

    __slots__ = ("explode", "name", "nested", "style", "value")

    def __init__(self, value: object, style: PathStyle, explode: bool, name: str, nested: str = "") -> None:
        self.value = value
        self.style = style
        self.explode = explode
        self.name = name
        self.nested = nested

    def render(self) -> str:
        """The encoded text, with the style's prefix; empty if there is no value."""
        value = plain(self.value)
        if value is None or value == "" or value == []:
            return ""
        if self.style == "segments":
            parts = value if is_list(value) else scalar_text(value).split("/")
            return "/".join(quote_segment(item_text(part)) for part in given_items(parts))
        if self.style == "label":
            return "." + self._written(value, "." if self.explode else ",")
        if self.style == "matrix":
            return self._matrix(value)
        return self._written(value, _DELIMITERS.get(self.style, ","))

    def _written(self, value: object, delimiter: str, *, exploded: bool = True) -> str:
        delimiter = delimiter if delimiter in ".," else quote(delimiter)
        return _simple(value, self.explode and exploded, delimiter, "=", quoted=True, nested=self.nested)

    def _matrix(self, value: object) -> str:
        name = _quote(self.name)
        if self.explode and is_list(value):
            return "".join(f";{name}={_quote(item_text(item, self.nested))}" for item in given_items(value))
        if self.explode and is_mapping(value):
            given = {key: item for key, item in value.items() if not isinstance(item, UNSET)}
            return "".join(f";{_quote(key)}={_quote(item_text(item))}" for key, item in given.items())
        return f";{name}={self._written(value, ',', exploded=False)}"


def styled(
    value: object,
    style: QueryStyle = "form",
    *,
    explode: bool = True,
    allow_reserved: bool = False,
    nested: str = "",
) -> object:
    """A query or header value in one of OpenAPI's styles; `omit` stays `omit`.

    `nested=",|"` are the delimiters of lists in the list and of those in these; without them they are JSON.
    """
    if isinstance(value, (Omit, NotGiven)) or value is None:
        return value
    return Styled(value, style, explode, allow_reserved, nested)


def extended(value: object, always: List[str]) -> object:
    """A list with what is sent in any case, which comes last; `omit` leaves that alone."""
    if isinstance(value, (Omit, NotGiven)) or value is None:
        return always
    given = list(cast(Iterable[object], value))
    return given + [item for item in always if item not in given]


def json_param(value: object) -> object:
    """A query or header value written as JSON text; `omit` stays `omit`."""
    return value if isinstance(value, (Omit, NotGiven)) else JsonParam(value)


def whole_query(value: object, *, json: bool) -> object:
    """A value that is the whole query string; `omit` stays `omit`."""
    return value if isinstance(value, (Omit, NotGiven)) else WholeQuery(value, json)


def path_param(
    value: object, style: PathStyle = "simple", *, explode: bool = False, name: str = "", nested: str = ""
) -> PathParam:
    """A path value in one of OpenAPI's styles; `name` is the wire name, which `matrix` writes.

    With `segments` the value may have slashes, and the items of a list are segments. `nested` are the delimiters of
    lists in the list, the outermost first.
    """
    return PathParam(value, style, explode, name, nested)


def cookie_pairs(name: str, value: object) -> List[str]:
    """The `name=value` pairs of a cookie; what no cookie can hold is percent-encoded.

    Raises `ValueError` for a value that is nested too deep or holds itself, `TypeError` for one that has no text.
    """
    if isinstance(value, UNSET):
        return []
    try:
        if isinstance(value, Styled):
            return value.query(name)
        text = _simple(plain(value), False, ",", ",", quoted=False)
    except (RecursionError, NoTextError) as error:
        raise unsendable(f"The cookie `{name}`", error) from None
    return [f"{quote(name, safe=_COOKIE_NAME)}={quote(text, safe=_COOKIE)}"]


def header_text(value: object, name: str = "") -> str:
    """A header's value as text: lists joined with commas, booleans in lower case.

    Raises `ValueError` for a value that is nested too deep or holds itself, `TypeError` for one that has no text.
    """
    if type(value) is str:
        return value
    try:
        return value.header(name) if isinstance(value, Styled) else _simple(plain(value), False, ",", "=", quoted=False)
    except (RecursionError, NoTextError) as error:
        raise unsendable(f"The header `{name}`", error) from None


def _quote(text: str) -> str:
    return quote(text, safe=_SAFE)


def _deep(prefix: str, value: object) -> List[str]:
    """The pieces of a property of an object in brackets; lists of objects have indices."""
    held = plain(value)
    if isinstance(held, dict):
        return [piece for name, item in held.items() for piece in _deep(f"{prefix}%5B{_quote(name)}%5D", item)]
    if isinstance(held, list):
        return [piece for at, item in enumerate(given_items(held)) for piece in _deep_item(prefix, at, item)]
    return [] if held is None else [f"{prefix}={_quote(held)}"]


def _deep_item(prefix: str, at: int, item: object) -> List[str]:
    held = plain(item)
    return [f"{prefix}={_quote(held)}"] if isinstance(held, str) else _deep(f"{prefix}%5B{at}%5D", held)


def _simple(value: object, explode: bool, delimiter: str, equals: str, *, quoted: bool, nested: str = "") -> str:
    write = _quote if quoted else _unchanged
    if is_list(value):
        return delimiter.join(write(item_text(item, nested)) for item in given_items(value))
    if is_mapping(value):
        joint = equals if explode else ","
        given = [(name, item) for name, item in value.items() if not isinstance(item, UNSET)]
        return delimiter.join(f"{write(name)}{joint}{write(item_text(item))}" for name, item in given)
    return "" if value is None else write(scalar_text(value))


def _unchanged(text: str) -> str:
    return text
