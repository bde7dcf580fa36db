"""Request bodies: JSON, forms, multipart and raw bytes, and whether a body can be sent a second time."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Tuple, cast

from .._files import has_path
from .._qs import Querystring
from .._types import FileTypes, NotGiven, Omit
from .body_source import SourceBody
from .file_kinds import is_seekable, sync_file
from .json_text import encode_json
from .multipart import body_parts, files_apart
from .request import FinalRequestOptions, FormBody, LinesBody, MultipartBody
from .request_options import JSON_NULL
from .styles import Styled
from .values import is_mapping

_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_JSON = "application/json"
_LINES = "application/x-ndjson"
_OCTETS = "application/octet-stream"
_SEQUENCE = "application/json-seq"


class EncodedBody(NamedTuple):
    """A body as the HTTP library takes it, and the media type that it has unless a header names another."""

    content: object = None
    content_type: str | None = None
    multipart: List[Tuple[str, Any]] | None = None
    length: int | None = None


NO_BODY = EncodedBody()


def encode_body(options: FinalRequestOptions, content_type: str | None, qs: Querystring) -> EncodedBody:
    """The body of a request; `content_type` is what a header says about it: fields become the form that it names."""
    data = _given(options.json_data)
    content = _given(options.content)
    if content is not None:
        if data is not None:
            raise TypeError("Passing both `content` and `body` is not supported")
        return _raw(content, options.content_type)
    is_get = options.method.lower() == "get"
    extra = options.extra_json if not is_get else None
    if data is JSON_NULL and extra:
        data = None
    if data is None and not extra and not options.files:
        return NO_BODY
    form = _as_form(data, extra, options, content_type or "", qs)
    if form is not None:
        return form
    if data is JSON_NULL:
        return EncodedBody(b"null", options.content_type or _JSON)
    if isinstance(data, LinesBody):
        return _lines(data, options.content_type)
    if isinstance(data, (bytes, bytearray, memoryview)):
        return _raw(cast(object, data), options.content_type)
    merged = _merge_extra(data, extra)
    if is_get and merged == {}:
        return NO_BODY
    return EncodedBody(encode_json(merged), options.content_type or _JSON)


def _given(value: object) -> object:
    return None if isinstance(value, (Omit, NotGiven)) else value


def _as_form(
    data: object, extra: Mapping[str, object] | None, options: FinalRequestOptions, named: str, qs: Querystring
) -> EncodedBody | None:
    """The body as a form, if it is one or a header says so."""
    is_form = named.startswith(_FORM)
    multipart = options.files is not None or isinstance(data, MultipartBody) or named.startswith(_MULTIPART)
    if multipart and not is_form:
        return _multipart(data, extra, options, named)
    if is_form or isinstance(data, FormBody):
        whole = data.fields if isinstance(data, FormBody) else data
        if isinstance(whole, (str, bytes)) and not extra:
            return _raw(whole, options.content_type or _FORM)
        return EncodedBody(qs.stringify(_fields(data, extra)).encode(), options.content_type or _FORM)
    return None


def _fields(data: object, extra: Mapping[str, object] | None) -> Mapping[str, object]:
    """The fields of a form, whatever kind of body it was meant to be."""
    inner = data.fields if isinstance(data, (FormBody, MultipartBody)) else data
    merged = _merge_extra({**inner} if is_mapping(inner) else inner, extra)
    return cast(Mapping[str, object], merged or {})


def _merge_extra(data: object, extra: Mapping[str, object] | None) -> object:
    if isinstance(data, dict):
        fields = cast(Dict[str, object], data)
        given = {key: value for key, value in fields.items() if not isinstance(value, (Omit, NotGiven))}
        return {**given, **extra} if extra else given
    if not extra:
        return data
    if data is None:
        return extra
    if isinstance(data, Mapping):
        return {**cast(Mapping[str, object], data), **extra}
    dump = getattr(data, "model_dump", None)
    if dump is not None:
        return {**dump(mode="json", by_alias=True, exclude_unset=True), **extra}
    raise RuntimeError(f"Unexpected JSON data type, {type(data)}, cannot merge with `extra_body`")


def _raw(content: object, content_type: str | None) -> EncodedBody:
    if isinstance(content, str):
        return EncodedBody(content.encode(), content_type or "text/plain; charset=utf-8")
    if isinstance(content, (bytes, bytearray, memoryview)):
        return EncodedBody(bytes(cast(Any, content)), content_type or _OCTETS)
    length = content.length if isinstance(content, SourceBody) else None
    return EncodedBody(content, content_type or _OCTETS, length=length)


def _lines(data: LinesBody, content_type: str | None) -> EncodedBody:
    """JSON values, one a line; a JSON text sequence has a mark before each."""
    mark = b"\x1e" if content_type == _SEQUENCE else b""
    return EncodedBody(b"".join(mark + encode_json(item) + b"\n" for item in data.items), content_type or _LINES)


def _multipart(
    data: object, extra: Mapping[str, object] | None, options: FinalRequestOptions, named: str
) -> EncodedBody:
    body = data if isinstance(data, MultipartBody) else None
    fields = _fields(data, extra)
    given = options.files
    may_be_json = body is not None and body.or_json and given is None and not named.startswith(_MULTIPART)
    if may_be_json and not files_apart(fields, body.files if body is not None else ())[1]:
        plain = {name: value.value if isinstance(value, Styled) else value for name, value in fields.items()}
        return EncodedBody(encode_json(plain), _JSON)
    more = given.items() if isinstance(given, Mapping) else given or ()
    return EncodedBody(content_type=options.content_type or _MULTIPART, multipart=body_parts(fields, body, [*more]))


class AlwaysTrue(List[Tuple[str, Any]]):
    """A list of parts that counts as true when it is empty: the body is multipart even without a part."""

    def __bool__(self) -> bool:
        return True


def reads_files(options: FinalRequestOptions) -> bool:
    """Whether encoding the body reads paths or pipes, which an async client does in a worker thread."""
    return any(has_path(file) or not _can_seek(file) for file in _all_files(options))


def is_replayable(options: FinalRequestOptions) -> bool:
    """Whether the body of these options can be sent again."""
    if isinstance(options.content, SourceBody):
        return options.content.replayable
    return all(_can_seek(file) for file in _all_files(options))


def _all_files(options: FinalRequestOptions) -> List[FileTypes]:
    data, given = options.json_data, options.files
    found: List[FileTypes] = []
    if isinstance(data, MultipartBody):
        found += [file for _, file in files_apart(data.fields, data.files)[1]]
    if given is not None:
        found += given.values() if isinstance(given, Mapping) else [file for _, file in given]
    return found


def _can_seek(file: object) -> bool:
    content = sync_file(cast(Tuple[object, ...], file)[1] if isinstance(file, tuple) else file)
    return not hasattr(content, "read") or is_seekable(content)
