"""Names of packages: what Python can import, and what would shadow another module."""

from __future__ import annotations

import re
import sys
import unicodedata

from specloom.base.diagnostics import user_error
from specloom.base.names import shorten_name
from specloom.base.reserved import (
    BUILTINS,
    KEYWORDS,
    MODULE_STEMS,
    REQUIRED_PACKAGES,
    SOFT_KEYWORDS,
    STARTUP_MODULES,
    STDLIB_MODULES,
)
from specloom.base.words import Casing

LONGEST = 100
"""The longest name, in characters. File systems allow 255, including the suffixes of temporary names."""
SUFFIX = "_client"


def package_fault(name: str) -> str | None:
    """Return why a name can't be used for a package; None if it can."""
    if not name.isidentifier() or name in KEYWORDS or not name.strip("_"):
        return "can't be imported: it is not a Python identifier"
    if unicodedata.normalize("NFKC", name) != name:
        return "can't be imported: Python reads some of its letters as others"
    if len(name) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if name.startswith("__") or name in STDLIB_MODULES or name in sys.stdlib_module_names or name in STARTUP_MODULES:
        return "would shadow a module that Python itself or its tools import"
    if name in REQUIRED_PACKAGES:
        return "would shadow a package that the client needs"
    if name in BUILTINS:
        return "would shadow a Python builtin wherever it is imported"
    if name.lower() in MODULE_STEMS:
        return "can't be a directory on every system"
    return None


def package_hint(name: str) -> str:
    """Return a suggestion for a package name, instead of one that can't be used."""
    near = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name)).strip("_0123456789").lower()
    rules = "letters, digits and underscores, and no Python keyword"
    return f"use a name such as `{importable_name(near or 'acme')}`: {rules}"


def importable_name(text: str) -> str:
    """Return a package name for any text, with the suffix `_client` if it would shadow another module."""
    name = wanted_name(text)
    return f"{name}{SUFFIX}" if name in _AVOIDED else name


def wanted_name(text: str) -> str:
    """Return the name for a text, ASCII and in snake case, even if it would shadow a module."""
    name = Casing().snake(text).encode("ascii", "ignore").decode("ascii").strip("_") or "client"
    return shorten_name(f"api_{name}" if name[0].isdigit() else name, LONGEST - len(SUFFIX))


def checked_package(name: str) -> str:
    """Return the name that the user chose.

    Raises:
        UserError: it can't be the name of a package (`package-name`).
    """
    fault = package_fault(name)
    if fault is not None:
        raise user_error("package-name", f"{name!r} {fault}", hint=package_hint(name))
    return name


_AVOIDED = KEYWORDS | SOFT_KEYWORDS | BUILTINS | STDLIB_MODULES | REQUIRED_PACKAGES | STARTUP_MODULES | MODULE_STEMS
