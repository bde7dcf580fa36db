"""The parameter styles of OpenAPI for values that do not follow the client's own format."""

from __future__ import annotations

from typing import Iterable, List, Literal, Mapping, cast
from urllib.parse import quote

from .._types import NotGiven, Omit
from .json_text import encode_json, too_deep
from .path import quote_segment
from .values import is_iterable, is_list, is_mapping

QueryStyle = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject"]
PathStyle = Literal["simple", "label", "matrix", "segments"]

_DELIMITERS: Mapping[str, str] = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C", "simple": ","}
_SAFE = "-._~"
_COOKIE_NAME = "!#$%&'*+-.^_`|~"
_COOKIE = _COOKIE_NAME + "()/:<=>?@[]{}"
_UNSET = (Omit, NotGiven, type(None))


class Styled:
    """A value with the way it is written. In a header the `simple` style is used."""

    __slots__ = ("allow_reserved", "explode", "style", "value")

    def __init__(self, value: object, style: QueryStyle, explode: bool, allow_reserved: bool = False) -> None:
        self.value = value
        self.style: QueryStyle = style
        self.explode = explode
        self.allow_reserved = allow_reserved

    def with_value(self, value: object) -> Styled:
        """Another value, written in the same way."""
        return Styled(value, self.style, self.explode, self.allow_reserved)

    def query(self, name: str) -> List[str]:
        """The encoded `name=value` pieces of the query string."""
        value = plain(self.value)
        if value is None:
            return []
        key, delimiter = _quote(name), _DELIMITERS.get(self.style, ",")
        if isinstance(value, dict):
            return self._query_object(key, value, delimiter)
        if isinstance(value, list):
            texts = [self._text(item) for item in value if not isinstance(item, _UNSET)]
            if self.explode:
                return [f"{key}={text}" for text in texts]
            return [f"{key}={delimiter.join(texts)}"] if texts else []
        return [f"{key}={self._text(value)}"]

    def _query_object(self, key: str, value: dict[str, object], delimiter: str) -> List[str]:
        given = {name: item for name, item in value.items() if not isinstance(item, _UNSET)}
        if self.style == "deepObject":
            return [piece for name, item in given.items() for piece in _deep(f"{key}%5B{_quote(name)}%5D", item)]
        if self.explode:
            return [f"{_quote(name)}={self._text(item)}" for name, item in given.items()]
        flat = [text for name, item in given.items() for text in (_quote(name), self._text(item))]
        return [f"{key}={delimiter.join(flat)}"] if flat else []

    def _text(self, value: object) -> str:
        return quote(scalar(value), safe=_SAFE + ":/?[]@!$'()*,;" if self.allow_reserved else _SAFE)

    def header(self) -> str:
        """The value of a header, in the `simple` style."""
        return _simple(plain(self.value), self.explode, ",", "=", quoted=False)

    def path(self) -> str:
        """The encoded text for a path, in the `simple` style."""
        return PathParam(self.value, "simple", self.explode, "").render()


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

    def header(self) -> str:
        """The JSON text."""
        return encode_json(self.value, "A parameter").decode()

    def path(self) -> str:
        """The encoded JSON; empty if there is no value."""
        return "" if isinstance(self.value, _UNSET) else quote(encode_json(self.value, "A parameter"), safe=_SAFE)


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
        return [_quote(encode_json(self.value, what).decode() if self.is_json else scalar(self.value))]


class PathParam:
    """A path parameter with its style."""

    __slots__ = ("explode", "name", "style", "value")

    def __init__(self, value: object, style: PathStyle, explode: bool, name: str) -> None:
        self.value = value
        self.style = style
        self.explode = explode
        self.name = name

    def render(self) -> str:
        """The encoded text, with the style's prefix; empty if there is no value."""
        value = plain(self.value)
        if value is None or value == "" or value == []:
            return ""
        if self.style == "simple":
            return _simple(value, self.explode, ",", "=", quoted=True)
        if self.style == "segments":
            parts = value if is_list(value) else scalar(value).split("/")
            return "/".join(quote_segment(scalar(part)) for part in parts if not isinstance(part, _UNSET))
        if self.style == "label":
            return "." + _simple(value, self.explode, "." if self.explode else ",", "=", quoted=True)
        return self._matrix(value)

    def _matrix(self, value: object) -> str:
        name = _quote(self.name)
        if self.explode and is_list(value):
            return "".join(f";{name}={_quote(scalar(item))}" for item in value)
        if self.explode and is_mapping(value):
            return "".join(f";{_quote(key)}={_quote(scalar(item))}" for key, item in value.items())
        return f";{name}={_simple(value, False, ',', '=', quoted=True)}"


def styled(value: object, style: QueryStyle = "form", *, explode: bool = True, allow_reserved: bool = False) -> object:
    """A query or header value in one of OpenAPI's styles; `omit` stays `omit`."""
    if isinstance(value, (Omit, NotGiven)) or value is None:
        return value
    return Styled(value, style, explode, allow_reserved)


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


def path_param(value: object, style: PathStyle = "simple", *, explode: bool = False, name: str = "") -> PathParam:
    """A path value in one of OpenAPI's styles; `name` is the wire name, which `matrix` writes.

    With `segments` the value may have slashes, and the items of a list are segments.
    """
    return PathParam(value, style, explode, name)


def cookie_pairs(name: str, value: object) -> List[str]:
    """The `name=value` pairs of a cookie; what no cookie can hold is percent-encoded.

    Raises `ValueError` for a value that is nested too deep, or holds itself.
    """
    if isinstance(value, _UNSET):
        return []
    try:
        if isinstance(value, Styled):
            return value.query(name)
        text = value if isinstance(value, str) else _simple(plain(value), False, ",", ",", quoted=False)
    except RecursionError:
        raise too_deep(f"The cookie `{name}`") from None
    return [f"{quote(name, safe=_COOKIE_NAME)}={quote(text, safe=_COOKIE)}"]


def header_text(value: object, name: str = "") -> str:
    """A header's value as text: lists joined with commas, booleans in lower case.

    Raises `ValueError` for a value that is nested too deep, or holds itself.
    """
    if isinstance(value, str):
        return value
    try:
        return value.header() if isinstance(value, Styled) else _simple(plain(value), False, ",", "=", quoted=False)
    except RecursionError:
        raise too_deep(f"The header `{name}`") from None


def plain(value: object) -> str | List[object] | dict[str, object] | None:
    """A list, a dict or text of the value; `None` for no value."""
    if isinstance(value, str):
        return value
    if isinstance(value, _UNSET):
        return None
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        value = dump(mode="json", by_alias=True, exclude_unset=True)
    if is_mapping(value):
        return {str(key): item for key, item in value.items()}
    if is_iterable(value) and not _is_scalar(value):
        return list(value)
    return scalar(value)


def _is_scalar(value: object) -> bool:
    return isinstance(value, (bytes, bytearray)) or hasattr(value, "value")


def scalar(value: object) -> str:
    """A scalar as text: lower-case booleans, ISO 8601 dates, the value of an enum member."""
    if isinstance(value, bool):
        return "true" if value else "false"
    isoformat = getattr(value, "isoformat", None)
    if isoformat is not None:
        return str(isoformat())
    return str(getattr(value, "value", value))


def _quote(text: str) -> str:
    return quote(text, safe=_SAFE)


def _deep(prefix: str, value: object) -> List[str]:
    held = plain(value)
    if isinstance(held, dict):
        return [piece for name, item in held.items() for piece in _deep(f"{prefix}%5B{_quote(name)}%5D", item)]
    if isinstance(held, list):
        return [f"{prefix}={_quote(scalar(item))}" for item in held if not isinstance(item, _UNSET)]
    return [] if held is None else [f"{prefix}={_quote(held)}"]


def _simple(value: object, explode: bool, delimiter: str, equals: str, *, quoted: bool) -> str:
    write = _quote if quoted else str
    if is_list(value):
        return delimiter.join(write(scalar(item)) for item in value if not isinstance(item, _UNSET))
    if is_mapping(value):
        joint = equals if explode else ","
        given = [(name, item) for name, item in value.items() if not isinstance(item, _UNSET)]
        return delimiter.join(f"{write(name)}{joint}{write(scalar(item))}" for name, item in given)
    return "" if value is None else write(scalar(value))
