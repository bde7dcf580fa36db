"""Returns memory that libraries have freed to the system, so that the process does not keep it beside its own."""

from __future__ import annotations

import contextlib
import ctypes
import sys


def return_freed_memory() -> None:
    """Return what the C library keeps of freed memory; do nothing where it can't be asked for that."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # only glibc has the function
            ctypes.CDLL(None).malloc_trim(0)
