"""Makes strings that a schema allows by format, pattern and length, and checks given ones."""

from __future__ import annotations

from functools import lru_cache

import jsonschema_rs

from specloom.api.ir import Constraints, ScalarKind, ScalarSchema
from specloom.api.samples.patterns import sample_for_pattern

DATE = "2019-12-27"
DATE_TIME = "2019-12-27T18:11:19.117Z"
BASE64 = "U2FtcGxl"
_FORMATS = {
    "date": DATE,
    "date-time": DATE_TIME,
    "time": "18:11:19.117Z",
    "duration": "P1D",
    "uuid": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uri-reference": "https://example.com",
    "iri": "https://example.com",
    "email": "user@example.com",
    "idn-email": "user@example.com",
    "hostname": "example.com",
    "ipv4": "203.0.113.7",
    "ipv6": "2001:db8::1",
    "byte": BASE64,
    "base64": BASE64,
    "base64url": BASE64,
    "json-pointer": "/name",
    "regex": "^name$",
}
_LONGEST = 4096
"""The most characters of a sample; a schema that requires more gets an invalid one."""


def text_sample(schema: ScalarSchema, name: str) -> str:
    """Return a string for a property called `name`: by format, else by pattern, else the name in an allowed length."""
    limits = schema.info.constraints or Constraints()
    form = schema.format or schema.kind.value
    for text in (_FORMATS.get(form), name, _fit_length(name, limits)):
        if text is not None and text_fits(text, schema) and not (text == name and form in _FORMATS):
            return text
    return (sample_for_pattern(limits.pattern, limits.min_length or 0) if limits.pattern else None) or _fit_length(
        name, limits
    )


def text_fits(text: str, schema: ScalarSchema) -> bool:
    """Return whether a string satisfies format, pattern and length, as JSON Schema defines them."""
    limits = schema.info.constraints or Constraints()
    form = schema.format if schema.kind is ScalarKind.STRING else schema.kind.value
    if len(text) > (_LONGEST if limits.max_length is None else limits.max_length):
        return False
    if len(text) < (limits.min_length or 0):
        return False
    return _is_valid_string(text, form, limits.pattern)


@lru_cache(maxsize=4096)
def _is_valid_string(text: str, form: str | None, pattern: str | None) -> bool:
    """Check format and pattern with the validator's linear regex engine; unsupported patterns count as satisfied."""
    schema = {"format": form or "", "pattern": pattern or ""}
    options = jsonschema_rs.RegexOptions()
    try:
        return jsonschema_rs.is_valid(schema, text, validate_formats=True, pattern_options=options)
    except (ValueError, jsonschema_rs.ReferencingError):
        return True


def _fit_length(name: str, limits: Constraints) -> str:
    """Return the name cut to the longest allowed length, or letters of the shortest allowed length."""
    least = limits.min_length or 0
    text = name if len(name) >= least else "x" * min(least, _LONGEST)
    return text if limits.max_length is None else text[: limits.max_length]
