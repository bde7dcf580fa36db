"""Reads answers: from bytes to typed values in one pass, and what happens when an answer does not fit."""

from __future__ import annotations

import contextlib
import json
import threading
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional, Tuple, Type, cast

import pydantic
from pydantic_core import SchemaValidator, from_json
from typing_extensions import NotRequired, Required, TypedDict, get_args, get_origin

from ._construct import adapter_for, construct_type
from ._content import text_of
from ._exceptions import APIResponseValidationError
from ._http import httpx
from ._models import BaseModel
from ._pagination import BasePage
from ._request import FinalRequestOptions
from ._settings import PACKAGE_NAME, SUCCESS_FIELD
from ._streaming import AsyncStream, Stream, open_stream
from ._types import NotGiven
from ._utils._typing import is_annotated_type, is_union, resolve_alias
from ._utils._values import is_list, is_mapping

if TYPE_CHECKING:
    from ._calls import BaseClient

_readers: Dict[Tuple[Any, str | None], Reader] = {}
_building = threading.RLock()
_SUCCESS = SUCCESS_FIELD
_UNREADABLE = object()
_INVALID = "Data returned by API invalid for expected schema."


class Reader:
    """Reads answers of one type (inside one property of an envelope, if `unwrap` names one)."""

    __slots__ = ("_lenient", "_strict", "is_object", "is_page", "takes_nothing", "takes_text", "type_", "unwrap")

    def __init__(self, type_: Any, unwrap: str | None) -> None:
        self.type_ = type_
        self.unwrap = unwrap
        bare = get_origin(type_) or type_
        self.is_page = isinstance(bare, type) and issubclass(bare, BasePage)
        self.is_object = unwrap is not None or self.is_page or _holds_models(type_)
        whole = resolve_alias(type_)
        variants = get_args(whole) if is_union(get_origin(whole)) and unwrap is None else ()
        self.takes_nothing = type(None) in variants
        self.takes_text = str in variants
        self._lenient: SchemaValidator | None = None
        self._strict: SchemaValidator | None = None

    def validator(self, *, strict: bool) -> SchemaValidator:
        """The validator: that of strict clients insists on the envelope's property."""
        known = self._strict if strict else self._lenient
        if known is not None:
            return known
        with _building:
            built = cast(SchemaValidator, adapter_for(self._whole(strict=strict)).validator)
            if strict:
                self._strict = built
            else:
                self._lenient = built
            return built

    def _whole(self, *, strict: bool) -> Any:
        if self.is_page and self.type_.array_field is not None:
            return self.type_.model_fields[self.type_.array_field].annotation
        if self.unwrap is None:
            return self.type_
        inner: Any = self.type_
        field: Any = Required[inner] if strict else NotRequired[Optional[inner]]
        fields: Dict[str, Any] = {self.unwrap: field}
        if _SUCCESS is not None and self.unwrap != _SUCCESS:
            fields[_SUCCESS] = NotRequired[object]
        make: Any = TypedDict
        return make("Envelope", fields)


def reader_for(type_: Any, unwrap: str | None) -> Reader:
    """The reader of a type, built once."""
    try:
        known = _readers.get((type_, unwrap))
    except TypeError:
        return Reader(type_, unwrap)
    if known is None:
        known = _readers[(type_, unwrap)] = Reader(type_, unwrap)
    return known


def _holds_models(type_: Any) -> bool:
    type_ = resolve_alias(type_)
    if is_annotated_type(type_):
        return _holds_models(get_args(type_)[0])
    if is_union(get_origin(type_)):
        return any(_holds_models(variant) for variant in get_args(type_))
    bare = get_origin(type_) or type_
    return isinstance(bare, type) and issubclass(bare, pydantic.BaseModel)


def parse(client: BaseClient[Any, Any], response: httpx.Response, cast_to: Any, options: FinalRequestOptions) -> Any:
    """The value of a method's answer.

    Raises `APIResponseValidationError` for an answer that is no JSON where JSON must be, or, with a strict client,
    does not fit; `APIStatusError` for an envelope that says that the call failed.
    """
    if options.unwrap is None and cast_to in _PLAIN:
        return _PLAIN[cast_to](response)
    reader = reader_for(cast_to, options.unwrap)
    value = _read(client, reader, response)
    if reader.is_page and isinstance(value, BasePage):
        page: BasePage[Any] = cast(Any, value)
        if _SUCCESS is not None and (page.model_extra or {}).get(_SUCCESS) is False:
            raise client.status_error(response)
        page.bind(client=client, options=options, response=response)
        return page
    if not isinstance(options.post_parser, NotGiven):
        return options.post_parser(value)
    return value


def _read(client: BaseClient[Any, Any], reader: Reader, response: httpx.Response) -> Any:
    strict = client.is_strict
    content = response.content
    if not content and (
        reader.takes_nothing or response.status_code in (204, 205) or response.request.method == "HEAD"
    ):
        return None
    if reader.takes_text and not _is_json(response):
        return text_of(response)
    if not reader.is_object and not _is_json(response):
        return _text(response, strict)
    try:
        value = reader.validator(strict=strict).validate_json(content, strict=None if strict else True)
    except pydantic.ValidationError as error:
        return _read_misfit(client, reader, response, error)
    if reader.unwrap is not None:
        if _SUCCESS is not None and value.get(_SUCCESS) is False:
            raise client.status_error(response)
        return value.get(reader.unwrap)
    return _page_of(reader, value) if reader.is_page else value


def _read_misfit(
    client: BaseClient[Any, Any], reader: Reader, response: httpx.Response, error: pydantic.ValidationError
) -> Any:
    """What an answer that is not valid becomes."""
    strict = client.is_strict
    body = _decode(response)
    if body is _UNREADABLE:
        if not strict and not _is_json(response) and reader.unwrap is None and not reader.is_page:
            return text_of(response)
        raise _not_json(response, strict) from error
    envelope = body if is_mapping(body) and (reader.unwrap is not None or reader.is_page) else None
    if envelope is not None and _SUCCESS is not None and envelope.get(_SUCCESS) is False:
        raise client.status_error(response)
    if strict:
        raise APIResponseValidationError(response, body, message=f"{_INVALID} {_places(error)}") from error
    if reader.is_page and is_list(body) and reader.type_.array_field is not None:
        built = construct_type(type_=reader.type_.model_fields[reader.type_.array_field].annotation, value=body)
        return _page_of(reader, built)
    if reader.unwrap is None and not reader.is_page:
        return construct_type(type_=reader.type_, value=body)
    if envelope is None:
        raise APIResponseValidationError(response, body, message=f"{_INVALID} {_places(error)}") from error
    inner = envelope if reader.unwrap is None else envelope.get(reader.unwrap)
    value: Any = None if inner is None else construct_type(type_=reader.type_, value=inner)
    if reader.is_page and not value.is_list():
        raise APIResponseValidationError(response, body, message=f"{_INVALID} {_places(error)}") from error
    return value


def _page_of(reader: Reader, value: Any) -> Any:
    field = reader.type_.array_field
    return value if field is None else reader.type_.model_construct(**{field: value})


def _decode(response: httpx.Response) -> object:
    try:
        return from_json(response.content)
    except ValueError:
        pass
    text = text_of(response).lstrip("\ufeff")
    for read in (from_json, json.loads):
        with contextlib.suppress(ValueError, RecursionError):
            return cast(object, read(text))
    return _UNREADABLE


def _is_json(response: httpx.Response) -> bool:
    declared: str = response.headers.get("content-type", "*")
    kind = declared.partition(";")[0].strip().lower()
    return kind.endswith("json") or kind == "*"


def _text(response: httpx.Response, strict: bool) -> str:
    if strict:
        raise _not_json(response, strict)
    return text_of(response)


def _not_json(response: httpx.Response, strict: bool) -> APIResponseValidationError:
    kind = response.headers.get("content-type", "*")
    if strict and not _is_json(response):
        return APIResponseValidationError(
            response,
            text_of(response),
            message=f"Expected Content-Type response header to be `application/json` but received `{kind}` instead.",
        )
    what = "The body is empty." if not response.content.strip() else "The body is not valid JSON."
    return APIResponseValidationError(response, text_of(response) or None, message=f"{_INVALID} {what}")


def _places(error: pydantic.ValidationError) -> str:
    """Where data does not fit, and why: at most three places."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    places = [f"{'.'.join(str(part) for part in one['loc']) or '(body)'}: {one['msg']}" for one in found[:3]]
    more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
    return "; ".join(places) + more


def parse_to(client: BaseClient[Any, Any], response: httpx.Response, to: Any, options: FinalRequestOptions) -> Any:
    """The whole body as a type that the caller chose; the envelope is not taken off."""
    to = resolve_alias(to)
    if is_annotated_type(to):
        to = resolve_alias(get_args(to)[0])
    bare = get_origin(to) or to
    if isinstance(bare, type):
        if issubclass(bare, (Stream, AsyncStream)):
            return open_stream(client, response, to, options)
        if issubclass(bare, pydantic.BaseModel) and not issubclass(bare, BaseModel):
            raise TypeError(
                "Pydantic models must subclass our base model type, " f"e.g. `from {PACKAGE_NAME} import BaseModel`"
            )
    return parse(client, response, to, options.copy(unwrap=None))


def parse_event(data: str, type_: Any, response: httpx.Response, *, strict: bool) -> Any:
    """The value of one event of a stream; text need not be JSON text."""
    if type_ is str and not data.startswith('"'):
        return data
    reader = reader_for(type_, None)
    try:
        return reader.validator(strict=strict).validate_json(data, strict=None if strict else True)
    except pydantic.ValidationError as error:
        try:
            body: object = from_json(data)
        except ValueError:
            return _text_event(data, reader, response, strict=strict)
        if strict:
            raise APIResponseValidationError(response, body, message=f"{_INVALID} {_places(error)}") from error
        return construct_type(type_=type_, value=body)


def _text_event(data: str, reader: Reader, response: httpx.Response, *, strict: bool) -> object:
    """The text of an event, if the type allows text."""
    try:
        return reader.validator(strict=strict).validate_python(data, strict=True)
    except pydantic.ValidationError as error:
        raise APIResponseValidationError(response, data, message=f"{_INVALID} The event is not valid JSON.") from error


def _nothing(_response: httpx.Response) -> None:
    return None


def _plain_text(response: httpx.Response) -> str:
    """The text; a JSON document that is one string stands for that string."""
    text = text_of(response)
    if text[:1] == '"' and _is_json(response):
        with contextlib.suppress(ValueError):
            value = from_json(text)
            return value if isinstance(value, str) else text
    return text


def _number(response: httpx.Response, kind: Type[int] | Type[float]) -> int | float:
    try:
        return kind(text_of(response))
    except ValueError as error:
        message = f"{_INVALID} The body is no {kind.__name__}."
        raise APIResponseValidationError(response, text_of(response) or None, message=message) from error


_PLAIN: Dict[Any, Callable[[httpx.Response], object]] = {
    None: _nothing,
    type(None): _nothing,
    str: _plain_text,
    bytes: lambda response: response.content,
    int: lambda response: _number(response, int),
    float: lambda response: _number(response, float),
    bool: lambda response: text_of(response).strip().lower() == "true",
    httpx.Response: lambda response: response,
}
