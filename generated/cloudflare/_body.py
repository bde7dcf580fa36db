"""Request bodies: JSON, forms, multipart and raw bytes, and whether a body can be sent a second time."""

from __future__ import annotations

import os
from typing import Any, AsyncIterable, AsyncIterator, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Tuple, cast

from ._files import deepcopy_with_paths, extract_files, has_path, to_httpx_files
from ._qs import Querystring, multipart_fields
from ._request import FinalRequestOptions, FormBody, MultipartBody
from ._settings import MULTIPART_ARRAY_FORMAT
from ._styles import JsonParam
from ._types import FileTypes, NotGiven, Omit
from ._utils._json import encode_json
from ._utils._sync import to_thread

_CHUNK = 65_536
_FORM = "application/x-www-form-urlencoded"
_OCTETS = "application/octet-stream"


class EncodedBody(NamedTuple):
    """A body as the HTTP library takes it, and the media type that it has unless a header says otherwise."""

    content: object = None
    content_type: str | None = None
    multipart: List[Tuple[str, Any]] | None = None
    length: int | None = None


NO_BODY = EncodedBody()


class SourceBody:
    """A file, an iterator or an async iterator as a body. It goes back to its start if it can."""

    def __init__(self, source: object) -> None:
        self.source = source
        self.start, self.length = _position(source)
        self.started = False

    @property
    def replayable(self) -> bool:
        """Whether the whole body can be sent now."""
        return not self.started or self.start is not None or isinstance(self.source, (list, tuple))

    def _rewind(self) -> None:
        if self.started and self.start is not None:
            cast(Any, self.source).seek(self.start)
        elif not self.replayable:
            raise RuntimeError("The request body was consumed already and cannot be sent a second time.")
        self.started = True


class SyncSourceBody(SourceBody):
    """The body for a sync client."""

    def __iter__(self) -> Iterator[bytes]:
        self._rewind()
        read = getattr(self.source, "read", None)
        if read is None:
            yield from cast(Iterable[bytes], self.source)
            return
        while chunk := read(_CHUNK):
            yield chunk


class AsyncSourceBody(SourceBody):
    """The body for an async client: files are read in a worker thread."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._rewind()
        read = getattr(self.source, "read", None)
        if read is not None:
            while chunk := await to_thread(read, _CHUNK):
                yield chunk
        elif isinstance(self.source, AsyncIterable):
            async for chunk in cast(AsyncIterable[bytes], self.source):
                yield chunk
        else:
            for chunk in cast(Iterable[bytes], self.source):
                yield chunk


def _position(source: object) -> Tuple[int | None, int | None]:
    """Where a file stands, and how many bytes are left in it."""
    try:
        file = cast(Any, source)
        start: int = file.tell()
        end: int = file.seek(0, os.SEEK_END)
        file.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, end - start


def encode_body(options: FinalRequestOptions, content_type: str | None, qs: Querystring) -> EncodedBody:
    """The body of a request; `content_type` is what a header says about it."""
    data = options.json_data
    if isinstance(data, (Omit, NotGiven)):
        data = None
    if options.content is not None:
        if data is not None:
            raise TypeError("Passing both `content` and `body` is not supported")
        return _raw(options.content, options.content_type)
    extra = options.extra_json if options.method.lower() != "get" else None
    if data is None and not extra and not options.files:
        return NO_BODY
    if isinstance(data, FormBody):
        return EncodedBody(qs.stringify({**data.fields, **(extra or {})}).encode(), options.content_type or _FORM)
    if isinstance(data, MultipartBody):
        return _multipart({**data.fields, **(extra or {})}, data, options)
    if options.files is not None or (content_type is not None and content_type.startswith("multipart/form-data")):
        fields = _merge_extra(data, extra)
        return _multipart(cast(Mapping[str, object], fields or {}), MultipartBody({}, ()), options)
    if isinstance(data, (bytes, bytearray)):
        return _raw(data, options.content_type)
    return EncodedBody(encode_json(_merge_extra(data, extra)), options.content_type or "application/json")


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
    if isinstance(content, (bytes, bytearray)):
        return EncodedBody(bytes(content), content_type or _OCTETS)
    length = content.length if isinstance(content, SourceBody) else None
    return EncodedBody(content, content_type or _OCTETS, length=length)


def _multipart(fields: Mapping[str, object], body: MultipartBody, options: FinalRequestOptions) -> EncodedBody:
    rest = deepcopy_with_paths(dict(fields), body.files)
    files: List[Tuple[str, FileTypes]] = extract_files(
        rest, paths=body.files, array_format=MULTIPART_ARRAY_FORMAT, text_allowed=True
    )
    parts: List[Tuple[str, Any]] = []
    for name, value in rest.items():
        if isinstance(value, JsonParam):
            parts.append((name, (None, encode_json(value.value), "application/json")))
            continue
        parts.extend((key, (None, text)) for key, text in multipart_fields.flatten(name, value))
    if options.files is not None:
        files.extend(options.files.items() if isinstance(options.files, Mapping) else options.files)
    parts.extend(cast(List[Tuple[str, Any]], to_httpx_files(files)))
    return EncodedBody(content_type=options.content_type or "multipart/form-data", multipart=parts)


class AlwaysTrue(List[Tuple[str, Any]]):
    """A list of parts that counts as true when it is empty: the body is multipart even without a part."""

    def __bool__(self) -> bool:
        return True


def reads_files(options: FinalRequestOptions) -> bool:
    """Whether encoding the body reads files by their path, which an async client does in a worker thread."""
    data = options.json_data
    if isinstance(data, MultipartBody):
        copied = deepcopy_with_paths(dict(data.fields), data.files)
        files = extract_files(copied, paths=data.files, text_allowed=True)
        if any(has_path(file) for _, file in files):
            return True
    if options.files is None:
        return False
    given = options.files.values() if isinstance(options.files, Mapping) else [file for _, file in options.files]
    return any(has_path(file) for file in given)


def is_replayable(options: FinalRequestOptions) -> bool:
    """Whether the body of these options can be sent again."""
    if isinstance(options.content, SourceBody):
        return options.content.replayable
    data = options.json_data
    if isinstance(data, MultipartBody):
        copied = deepcopy_with_paths(dict(data.fields), data.files)
        files = extract_files(copied, paths=data.files, text_allowed=True)
        return all(_can_seek(file) for _, file in files)
    files_option = options.files
    if files_option is None:
        return True
    values = files_option.values() if isinstance(files_option, Mapping) else [file for _, file in files_option]
    return all(_can_seek(file) for file in values)


def _can_seek(file: object) -> bool:
    content = cast(Tuple[object, ...], file)[1] if isinstance(file, tuple) else file
    if not hasattr(content, "read"):
        return True
    seekable = getattr(content, "seekable", None)
    return bool(seekable()) if seekable is not None else hasattr(content, "seek")
