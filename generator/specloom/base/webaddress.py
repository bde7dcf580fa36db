"""Which names of a description are web addresses."""

from __future__ import annotations

import re

from specloom.base.diagnostics import SourceLocation, user_error


def is_url(spec: str) -> bool:
    """Return whether ``spec`` is a web address rather than a path."""
    return spec.lower().startswith(("http://", "https://"))


_PLAIN = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]+", re.IGNORECASE)


def is_plain_url(text: str) -> bool:
    """Return whether a text is a web address with nothing in it but what addresses are made of."""
    return _PLAIN.fullmatch(text) is not None


def refuse_other_address(spec: str) -> None:
    """Raise ``UserError`` if ``spec`` is an address of a kind that can't be fetched."""
    scheme, colon, _ = spec.partition("://")
    if colon and scheme.isalnum() and not is_url(spec):
        hint = "download the description and name the file"
        if scheme.lower() == "file":
            hint = "name the file by its path, without file://"
        message = f"{scheme}:// can't be fetched: a description is a file or an address of http:// or https://"
        raise user_error("fetch-address", message, place=SourceLocation(spec), hint=hint)
