"""Tells URLs from paths."""

from __future__ import annotations

import re

from specloom.base.diagnostics import SourceLocation, user_error


def is_url(spec: str) -> bool:
    """Return whether ``spec`` is a URL rather than a path."""
    return spec.lower().startswith(("http://", "https://"))


_PLAIN = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]+", re.IGNORECASE)


def is_plain_url(text: str) -> bool:
    """Return whether a text is a URL made only of characters that URLs may contain."""
    return _PLAIN.fullmatch(text) is not None


SITE_URL_HINT = "give the whole URL without a query, such as https://docs.example.com/api/"


def is_site_url(text: str) -> bool:
    """Return whether a text is the URL at which a site can be: without a query and a fragment."""
    return is_plain_url(text) and not set(text) & set("?#'")


def refuse_other_address(spec: str) -> None:
    """Raise ``UserError`` if ``spec`` is a URL of a scheme that can't be fetched."""
    scheme, colon, _ = spec.partition("://")
    if colon and scheme.isalnum() and not is_url(spec):
        hint = "download the document and pass the file"
        if scheme.lower() == "file":
            hint = "pass the path of the file, without file://"
        message = f"{scheme}:// is not supported: the document must be a file, or a URL with http:// or https://"
        raise user_error("fetch-address", message, location=SourceLocation(spec), hint=hint)
