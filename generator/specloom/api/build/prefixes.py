"""Finds the word before a credential in the `Authorization` header, where only a text of the document says it."""

from __future__ import annotations

import re

from specloom.base.suggestions import suggestion

_TEXTS = (
    re.compile(r"""prefix\s+["'`“]([A-Za-z][\w-]*)["'`”]""", re.IGNORECASE),
    re.compile(
        r"""(?:enter|type|use|write|with)\s+["'`“]?([A-Za-z][\w-]*)["'`”]?\s+(?:\[space\]|followed by a space)""",
        re.IGNORECASE,
    ),
    re.compile(r"""Authorization:\s*["'`“]?([A-Za-z][\w-]*)\s+[<{\["'`]""", re.IGNORECASE),
    re.compile(r"""["'`“]?\b(Bearer|Token|JWT|ApiKey|Api-Key)\s+[<{\[]""", re.IGNORECASE),
    re.compile(r"""\b(Bearer|Token|JWT|ApiKey|Api-Key)["'`”]?\s+scheme""", re.IGNORECASE),
)
"""What drf-spectacular, Swashbuckle, swaggo and people write."""
_COMPUTED = re.compile(
    r"digest|hmac|signature|scram|ntlm|negotiate|kerberos|aws4|hawk|dpop|gnap|hoba|mutual|vapid|concealed|^oauth$"
)
"""HTTP schemes whose credential is computed for each request."""


def prefix_of_key(scheme: str, header: str | None, description: str | None) -> str | None:
    """Return the word before a key in a header, None if the key stands alone."""
    if (header or "").lower() != "authorization":
        return None
    for pattern in _TEXTS:
        found = pattern.search(description or "")
        if found is not None:
            word = found[1]
            return "Bearer" if word.lower() == "bearer" else word
    return "Bearer" if "bearer" in scheme.lower() and not description else None


def keyword_of_http_scheme(word: str, registered: tuple[str, ...]) -> str | None:
    """Return the word before the credential for an HTTP scheme of a name of its own; None for one that is not sent so.

    A name that is close to a registered one is taken for a mistake.
    """
    lowered = word.lower()
    if not word or lowered in registered or _COMPUTED.search(lowered) or suggestion(lowered, registered) is not None:
        return None
    return word if re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", word) else None
