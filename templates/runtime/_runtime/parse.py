"""Reads responses: from bytes to typed values in one pass, and what happens when a response does not fit."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, Callable, Dict, Type, cast

import pydantic
from pydantic_core import from_json
from typing_extensions import get_args, get_origin

from .._exceptions import APIResponseValidationError
from .._models import BaseModel
from .._streaming import AsyncStream, Stream, open_stream
from .._types import NotGiven
from .any_body import ANY_MEDIA_TYPE, any_body
from .construct import construct_type
from .content import is_json, text_of
from .depth import is_nested_deeper
from .http_library import httpx
from .json_text import DEEPEST
from .misfit import INVALID, not_json, refuse_misfit, too_deep
from .pagination import BasePage
from .reader import Reader, reader_for
from .request import FinalRequestOptions
from .settings import AS_DOCUMENTED, PACKAGE_NAME, SUCCESS_FIELD
from .type_hints import is_annotated_type, resolve_alias
from .values import is_list, is_mapping
from .whole_numbers import exact_number

if TYPE_CHECKING:
    from .calls import BaseClient

_SUCCESS = SUCCESS_FIELD
_UNREADABLE = object()
_DEEP = object()


def parse(client: BaseClient[Any, Any], response: httpx.Response, cast_to: Any, options: FinalRequestOptions) -> Any:
    """The value of a method's response.

    Raises `APIResponseValidationError` for a response that is no JSON where JSON must be, or, with a strict client,
    does not fit; `APIStatusError` for an envelope that says that the call failed.
    """
    if options.unwrap is None and cast_to in _PLAIN:
        return _PLAIN[cast_to](response)
    if cast_to is object and options.accept == ANY_MEDIA_TYPE:
        return any_body(response, strict=client.is_strict)
    reader = reader_for(cast_to, options.unwrap)
    try:
        value = _read(client, reader, response)
    except RecursionError:
        raise too_deep(response, text_of(response)) from None
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
    if reader.takes_text and not is_json(response):
        return text_of(response)
    if not reader.is_object and not is_json(response):
        return _text(response, strict)
    try:
        value = reader.read(content, strict=strict)
    except (pydantic.ValidationError, RecursionError) as error:
        return _read_misfit(client, reader, response, error)
    if reader.unwrap is not None:
        if _SUCCESS is not None and value.get(_SUCCESS) is False:
            raise client.status_error(response)
        return value.get(reader.unwrap)
    return _page_of(reader, value) if reader.is_page else value


def _read_misfit(client: BaseClient[Any, Any], reader: Reader, response: httpx.Response, error: Exception) -> Any:
    """What a response that is not valid becomes, or one that is nested deeper than the validator can follow."""
    strict = client.is_strict
    body = _decode(response)
    if body is _UNREADABLE or body is _DEEP:
        if not strict and not is_json(response) and reader.unwrap is None and not reader.is_page:
            return text_of(response)
        raise (not_json(response, strict) if body is _UNREADABLE else too_deep(response, text_of(response))) from error
    envelope = body if is_mapping(body) and (reader.unwrap is not None or reader.is_page) else None
    if envelope is not None and _SUCCESS is not None and envelope.get(_SUCCESS) is False:
        raise client.status_error(response)
    if strict:
        refuse_misfit(response, body, error)
    is_deep = isinstance(error, RecursionError)
    if AS_DOCUMENTED and body is None and reader.is_page and reader.type_.array_field is not None:
        return _page_of(reader, [])  # servers in Go write an empty list so
    if reader.is_page and is_list(body) and reader.type_.array_field is not None:
        items: Any = reader.type_.model_fields[reader.type_.array_field].annotation
        return _page_of(reader, construct_type(type_=items, value=body, is_deep=is_deep))
    if reader.unwrap is None and not reader.is_page:
        return construct_type(type_=reader.type_, value=body, is_deep=is_deep)
    if envelope is None:
        refuse_misfit(response, body, error)
    inner = envelope if reader.unwrap is None else envelope.get(reader.unwrap)
    value: Any = None if inner is None else construct_type(type_=reader.type_, value=inner, is_deep=is_deep)
    if reader.is_page and not value.is_list():
        refuse_misfit(response, body, error)
    return value


def _page_of(reader: Reader, value: Any) -> Any:
    field = reader.type_.array_field
    return value if field is None else reader.type_.model_construct(**{field: value})


def _decode(response: httpx.Response) -> object:
    with contextlib.suppress(ValueError):
        return from_json(response.content)
    text = text_of(response).lstrip("\ufeff")
    with contextlib.suppress(ValueError):
        return from_json(text)
    if is_nested_deeper(text, DEEPEST):
        return _DEEP
    with contextlib.suppress(ValueError):
        return cast(object, json.loads(text))
    return _UNREADABLE


def _text(response: httpx.Response, strict: bool) -> str:
    if strict:
        raise not_json(response, strict)
    return text_of(response)


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


def _nothing(_response: httpx.Response) -> None:
    return None


def _plain_text(response: httpx.Response) -> str:
    """The text; of a JSON document that is one string, that string."""
    text = text_of(response)
    if text[:1] == '"' and is_json(response):
        with contextlib.suppress(ValueError):
            value = from_json(text)
            return value if isinstance(value, str) else text
    return text


def _number(response: httpx.Response, kind: Type[int] | Type[float]) -> int | float:
    try:
        return exact_number(text_of(response)) if kind is float else kind(text_of(response))
    except ValueError as error:
        message = f"{INVALID} The body is no {kind.__name__}."
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
