"""Plain YAML scalars as the 1.2 core schema reads them: ``no``, ``on`` and dates are strings."""

from __future__ import annotations

import re

from specloom.base.json import JsonScalar

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_TRUE = frozenset(["true", "True", "TRUE"])
_FALSE = frozenset(["false", "False", "FALSE"])
_INTEGER = re.compile(r"[-+]?[0-9]{1,400}")
_OCTAL = re.compile(r"0o[0-7]{1,400}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,400}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,400}|[0-9]{1,400}(?:\.[0-9]{0,400})?)(?:[eE][-+]?[0-9]{1,4})?")
_BEGINS_NUMBER = frozenset("+-.0123456789")


def plain_scalar(text: str) -> JsonScalar:
    """Return the value of an unquoted scalar. Numbers that JSON can't represent (``.inf``) stay strings."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return _parse_number(text) if text[0] in _BEGINS_NUMBER else text


def _parse_number(text: str) -> JsonScalar:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return text if value in (float("inf"), float("-inf")) else value
    return text
