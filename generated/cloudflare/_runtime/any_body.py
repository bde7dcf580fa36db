"""The body of a response that the document does not describe: by its media type, or else by what it is."""

from __future__ import annotations

import re

from .content import json_of, text_of
from .http_library import httpx
from .misfit import not_json

ANY_MEDIA_TYPE = "*/*"
_TEXT = re.compile(
    r"text/|application/(?:.*\+)?(?:xml|xhtml|yaml|x-yaml|javascript|graphql|sql|x-www-form-urlencoded)$"
)


def any_body(response: httpx.Response, *, strict: bool) -> object:
    """JSON as its value, text as `str`, all else as `bytes`; `None` where there is no body.

    Raises `APIResponseValidationError`, with a strict client, for a body that says that it is JSON and is not.
    """
    if not response.content:
        return None
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind or kind.endswith("json"):
        try:
            return json_of(response)
        except ValueError:
            if kind and strict:
                raise not_json(response, strict) from None
    if kind and (kind.endswith("json") or _TEXT.match(kind) or "charset=" in response.headers["content-type"].lower()):
        return text_of(response)
    return response.content if kind else _text_or_bytes(response.content)


def _text_or_bytes(content: bytes) -> str | bytes:
    try:
        return content.decode("utf-8")
    except ValueError:
        return content
