"""Names of packages: what Python can import, and what would hide a module that others rely on."""

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
"""Characters of a name; file systems take 255, with what stands beside it while it is written."""
SUFFIX = "_client"


def package_fault(name: str) -> str | None:
    """Return what speaks against a name that the user gave to a package, None where nothing does."""
    if not name.isidentifier() or name in KEYWORDS or not name.strip("_"):
        return "is no name that Python can import"
    if unicodedata.normalize("NFKC", name) != name:
        return "is no name that Python can import: it reads some of its letters as others"
    if len(name) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if name.startswith("__") or name in STDLIB_MODULES or name in sys.stdlib_module_names or name in STARTUP_MODULES:
        return "would hide a module of that name, which Python itself or its tools import"
    if name in REQUIRED_PACKAGES:
        return "would hide the package of that name, which the client needs"
    if name in BUILTINS:
        return "would hide what Python calls so wherever it is imported"
    if name.lower() in MODULE_STEMS:
        return "can't be a folder on every system"
    return None


def package_hint(name: str) -> str:
    """Return what to call a package instead of a name that is at fault."""
    near = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name)).strip("_0123456789").lower()
    rules = "letters, digits and underscores, and no word of Python's own"
    return f"write `{importable_name(near or 'acme')}`, say: {rules}"


def importable_name(text: str) -> str:
    """Return a name for a package from any text, with `_client` behind where it would hide another one."""
    name = wanted_name(text)
    return f"{name}{SUFFIX}" if name in _AVOIDED else name


def wanted_name(text: str) -> str:
    """Return the name that a text asks for, whatever it hides: ASCII, in snake case."""
    name = Casing().snake(text).encode("ascii", "ignore").decode("ascii").strip("_") or "client"
    return shorten_name(f"api_{name}" if name[0].isdigit() else name, LONGEST - len(SUFFIX))


def checked_package(name: str) -> str:
    """Return the name that the user asks for.

    Raises:
        UserError: it can't be the name of a package (`package-name`).
    """
    fault = package_fault(name)
    if fault is not None:
        raise user_error("package-name", f"{name!r} {fault}", hint=package_hint(name))
    return name


_AVOIDED = KEYWORDS | SOFT_KEYWORDS | BUILTINS | STDLIB_MODULES | REQUIRED_PACKAGES | STARTUP_MODULES | MODULE_STEMS
