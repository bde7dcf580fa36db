"""The media types and headers of the parts of a multipart body."""

from __future__ import annotations

import mimetypes
import os
from typing import Any, Dict, List, Tuple, cast

from .request_options import MultipartBody

Part = Tuple[str, Any]
_JSON = "application/json"
_TEXTS = {"text/*": "text/plain"}


def described_parts(parts: List[Part], body: MultipartBody) -> List[Part]:
    """The parts of a body as its description has them; what the caller says of a file stays."""
    if not body.types and not body.headers:
        return parts
    names = [*body.types, *body.headers]
    return [_described(key, content, _rule(key, names), body) for key, content in parts]


def refuse_line_ends(parts: List[Part]) -> None:
    """Raise `ValueError` for a media type or header of a part that would begin another line."""
    for key, content in parts:
        if isinstance(content, tuple) and len(cast(Any, content)) > 2:
            _, _, media_type, headers = _opened(content)
            for text in (media_type or "", *headers, *headers.values()):
                if "\r" in text or "\n" in text or "\0" in text:
                    raise ValueError(f"The media type or a header of the part `{key}` has a line end in it.")


def _rule(key: str, names: List[str]) -> str | None:
    """The field that a part comes from: `tags[]` and `tags[0]` come from `tags`."""
    return key if key in names else next((name for name in names if key.startswith(name + "[")), None)


def _described(key: str, content: Any, name: str | None, body: MultipartBody) -> Part:
    if name is None:
        return key, content
    filename, data, media_type, headers = _opened(content)
    types = body.types.get(name, "")
    if media_type is None and types:
        media_type = first_type(types) if filename is None else _file_type(filename, _ranges(types))
    merged = {**body.headers.get(name, {}), **headers}
    if media_type is None and not merged:
        return key, content
    return key, (filename, data, media_type, merged) if merged else (filename, data, media_type)


def _opened(content: Any) -> Tuple[str | None, Any, str | None, Dict[str, str]]:
    """The file name (none for a field), content, media type and headers of a part."""
    if isinstance(content, tuple):
        given = cast(Any, content)
        name, data, media_type, headers = (*given, *(None,) * 4)[:4]
        return name, data, media_type, dict(headers or {})
    return os.path.basename(str(getattr(content, "name", "upload"))), content, None, {}


def _ranges(types: str) -> List[str]:
    return [each.strip() for each in types.split(",") if each.strip()]


def first_type(types: str) -> str | None:
    """The first media type of a list that is one and no range; `None` if there is none."""
    named = (_TEXTS.get(each, each) for each in _ranges(types))
    return next((each for each in named if "*" not in each), None)


def json_type(types: str) -> str | None:
    """The first media type of a list that is JSON; `None` if there is none."""
    named = ((each, each.partition(";")[0].strip().lower()) for each in _ranges(types))
    return next((each for each, bare in named if bare == _JSON or bare.endswith("+json")), None)


def _file_type(filename: str, ranges: List[str]) -> str | None:
    """The type that the name of a file says, if it may have it, else the first that it may have."""
    guessed = mimetypes.guess_type(filename)[0]
    if guessed is not None and any(_covers(each, guessed) for each in ranges):
        return guessed
    return next((each for each in ranges if "*" not in each), None)


def _covers(media_range: str, media_type: str) -> bool:
    plain = media_range.partition(";")[0].strip().lower()
    return plain in ("*/*", media_type) or (plain.endswith("/*") and media_type.startswith(plain[:-1]))
