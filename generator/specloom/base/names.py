"""Python names from wire names: any text becomes a valid, safe identifier."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

from specloom.base.reserved import KEYWORDS, METHOD_LOCALS, METHOD_PARAMETERS, MODEL_MEMBERS, MODULE_STEMS, TYPE_NAMES
from specloom.base.words import Casing, to_ascii_words

MAX_LENGTH = 160
"""Longest identifier, in characters; a longer name is cut and ends in a digest of the whole."""

_DIGIT_SIGN = re.compile(r"^\s*([+-])(?=\d)")
_LEADING_UNDERSCORE = re.compile(r"^[^\w]*_+[^\W_]")
PROJECT_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
"""Allowed names of a published distribution."""
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""Allowed names of an environment variable."""
_NO_VARIABLE = re.compile(r"[^A-Z0-9_]+")
_SIGNS = {"+": "plus ", "-": "minus "}


def _signs_as_words(wire: str) -> str:
    """Return ``wire`` with the signs before digits, and signs on their own, spelled as words."""
    text = _DIGIT_SIGN.sub(lambda match: _SIGNS[match[1]], wire)
    if any(char.isalnum() for char in to_ascii_words(text)):
        return text
    words = [unicodedata.name(char, f"u{ord(char):x}") for char in text[:4] if not char.isspace() and char != "_"]
    return " ".join(words).lower() or "empty"


def shorten_name(name: str, limit: int = MAX_LENGTH) -> str:
    """Return ``name``, cut to ``limit`` characters with a digest at the end if it is longer."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: limit - 9]}_{digest}"


def _to_snake_case(wire: str, casing: Casing) -> str:
    return shorten_name(casing.snake(_signs_as_words(wire)) or "empty")


def _to_identifier(name: str, taken: Collection[str] = ()) -> str:
    return name + "_" if name in KEYWORDS or name in taken else name


def model_field_name(wire: str, casing: Casing) -> str:
    """Return the attribute name of a property of a response model (``600`` -> ``api_600``)."""
    name = _to_snake_case(wire, casing)
    if name[0].isdigit() or name.startswith("model_") or _LEADING_UNDERSCORE.match(wire):
        return "api_" + name
    return _to_identifier(name, MODEL_MEMBERS)


def param_field_name(wire: str, casing: Casing) -> str:
    """Return the key of a property in a params TypedDict (``600`` -> ``_600``, ``_count`` stays)."""
    name = _to_snake_case(wire, casing)
    if name[0].isdigit() or _LEADING_UNDERSCORE.match(wire):
        return "_" + name
    return _to_identifier(name)


def argument_name(wire: str, casing: Casing) -> str:
    """Return the parameter name of a method; the names of its fixed parameters get ``api_`` in front."""
    name = param_field_name(wire, casing)
    if name in METHOD_PARAMETERS:
        return "api_" + name
    return _to_identifier(name, METHOD_LOCALS)


def method_name(text: str, casing: Casing, reserved: Collection[str] = ()) -> str:
    """Return a method or resource attribute name; keywords and ``reserved`` get a trailing underscore."""
    name = _to_snake_case(text, casing)
    return "api_" + name if name[0].isdigit() else _to_identifier(name, reserved)


def class_name(text: str, casing: Casing) -> str:
    """Return a class name in Pascal case (``api_key`` -> ``APIKey``, ``true`` -> ``True_``)."""
    name = shorten_name(casing.pascal(_signs_as_words(text)) or "Empty")
    return "API" + name if name[0].isdigit() else _to_identifier(name, TYPE_NAMES)


def class_name_start(name: str) -> str:
    """Return a class name that can't be an attribute name: scripts without capitals get the suffix `Model`
    (``名前Model``)."""
    return name if any(map(str.isupper, name)) else name + "Model"


def module_name(text: str, casing: Casing) -> str:
    """Return an ASCII module name in snake case, safe as a file name on every system."""
    name = _to_snake_case(text, casing)
    if not name.isascii():
        name = "".join(char if char.isascii() else f"u{ord(char):x}" for char in name)
    name = shorten_name(name)
    return "api_" + name if name[0].isdigit() else _to_identifier(name, MODULE_STEMS)


def environment_name(text: str, casing: Casing) -> str:
    """Return the name of an environment variable: ASCII capitals, digits and underscores (``木 key`` -> ``KEY``)."""
    ascii_only = casing.snake(text).encode("ascii", "ignore").decode("ascii").upper()
    name = shorten_name(_NO_VARIABLE.sub("_", ascii_only).strip("_") or "CLIENT").upper()
    return f"API_{name}" if name[0].isdigit() else name


class NameScope:
    """A scope in which names are unique. Names are claimed in a fixed order, so the result is deterministic."""

    def __init__(self, reserved: Collection[str] = (), *, fold_case: bool = False) -> None:
        """Start with ``reserved`` names taken; ``fold_case`` for file names, where ``A`` and ``a`` clash."""
        self._fold_case = fold_case
        self._taken = {self._comparison_key(name) for name in reserved}
        self._tried: dict[str, int] = {}

    def _comparison_key(self, name: str) -> str:
        return name.casefold() if self._fold_case else name

    def __contains__(self, name: str) -> bool:
        return self._comparison_key(name) in self._taken

    def claim_name(self, intended: str, *alternatives: str) -> str:
        """Claim and return the first free name of ``intended``, ``alternatives``, ``intended_2``, ``..._3``, ..."""
        for name in (intended, *alternatives):
            if name not in self:
                return self._take_name(name)
        number = self._tried.get(intended, 2)
        separator = "" if intended.endswith("_") else "_"
        while f"{intended}{separator}{number}" in self:
            number += 1
        self._tried[intended] = number  # all before it stay taken
        return self._take_name(f"{intended}{separator}{number}")

    def _take_name(self, name: str) -> str:
        self._taken.add(self._comparison_key(name))
        return name
