"""Which names of a description are web addresses."""

from __future__ import annotations

from specloom.base.diagnostics import Place, user_error


def is_url(spec: str) -> bool:
    """Return whether ``spec`` is a web address rather than a path."""
    return spec.lower().startswith(("http://", "https://"))


def refuse_other_address(spec: str) -> None:
    """Raise ``UserError`` if ``spec`` is an address of a kind that can't be fetched."""
    scheme, colon, _ = spec.partition("://")
    if colon and scheme.isalnum() and not is_url(spec):
        hint = "download the description and name the file"
        if scheme.lower() == "file":
            hint = "name the file by its path, without file://"
        message = f"{scheme}:// can't be fetched: a description is a file or an address of http:// or https://"
        raise user_error("fetch-address", message, place=Place(spec), hint=hint)
