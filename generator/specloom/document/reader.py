"""Opens the files of a document, all of them below one directory; no other code does."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from specloom.base.bounded_read import MEGABYTE, FileTooLargeError, NotRegularError, read_regular
from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.locked_copies import CopiesByUrl
from specloom.base.webaddress import refuse_other_address
from specloom.document.limits import LoadOptions

_KEEP = "keep all files of a document in the directory of its main file, and refer to them by relative paths"
_ROOT = "to allow that, set --root to the directory of all files"
_NAME_FILE = "pass the file of the document"


class DocumentReader(Protocol):
    """The source of the files of one document. Keys identify files, names are for people."""

    def main(self) -> str:
        """Return the key of the main file."""
        ...

    def key(self, base: str, reference: str) -> str:
        """Return the key of a reference without its fragment. Raises ``UserError`` if it may not be followed."""
        ...

    def name(self, key: str) -> str:
        """Return the name of the file in diagnostics."""
        ...

    def short_name(self, key: str) -> str:
        """Return the name relative to the directory of the main file, with ``/`` on every system."""
        ...

    def beside(self, path: str) -> str:
        """Return the path of an overlay relative to the directory of the main file, if there is one."""
        ...

    def read(self, key: str) -> bytes:
        """Return the bytes of a file. Raises ``UserError``."""
        ...


def _refuse_scheme(reference: str) -> None:
    parts = _split_url(reference)
    if len(parts.scheme) > 1 or parts.netloc:
        message = f"it is a URL ({parts.scheme or '//'})"
        raise user_error(
            "ref-remote", message, hint="copy that file beside this one and refer to it by a relative path"
        )


def _split_url(reference: str) -> SplitResult:
    try:
        return urlsplit(reference)
    except ValueError:
        raise user_error("ref-syntax", "it is not a valid URL") from None


class LocalFileReader:
    """Reads regular files in the directory of the main file or below it; links are resolved before the check."""

    def __init__(self, spec: str, options: LoadOptions) -> None:
        refuse_other_address(spec)
        self._options = options
        self._spec = spec
        if "\x00" in spec:
            raise user_error("not-found", "a file name can't contain a NUL character", hint="check the path")
        path = Path(spec)
        self._shown_directory = path.parent
        self._directory = os.path.realpath(path.parent)
        self._root = self._directory if options.root is None else os.path.realpath(options.root)
        self._main = os.path.join(self._directory, path.name)
        self._copies = CopiesByUrl(self._root, options.copies)

    def main(self) -> str:
        """Return the key of the main file."""
        return self._main

    def key(self, base: str, reference: str) -> str:
        """Return the real path of a relative reference; absolute paths and URLs are refused."""
        copy = self._copies.find(base, reference)
        if copy is not None:
            return copy
        _refuse_scheme(reference)
        relative = unquote(reference)
        if relative.startswith(("/", "\\")) or "\x00" in relative or relative[1:2] == ":":
            raise user_error("ref-outside", "it is an absolute path", hint=_KEEP)
        target = os.path.realpath(os.path.join(os.path.dirname(base), relative))
        if target == os.path.realpath(self._main):
            return self._main
        if not target.startswith(self._root.rstrip(os.sep) + os.sep):
            message = f"it is outside the directory of {self._spec}"
            message = message if self._options.root is None else f"it is outside {self._options.root}"
            raise user_error("ref-outside", message, hint=_ROOT)
        return target

    def name(self, key: str) -> str:
        """Return the path relative to the main file as the user named it."""
        if key == self._main:
            return self._spec
        return str(self._shown_directory / os.path.relpath(key, self._directory))

    def short_name(self, key: str) -> str:
        """Return the path relative to the directory of the main file."""
        return os.path.relpath(key, self._directory if key != self._main else os.path.dirname(key)).replace(os.sep, "/")

    def beside(self, path: str) -> str:
        """Return the path relative to the directory of the main file."""
        return os.path.relpath(path, self._directory).replace(os.sep, "/")

    def read(self, key: str) -> bytes:
        """Return the bytes of a regular file within the size limit."""
        name = self.name(key)
        most = self._options.max_bytes
        try:
            return read_regular(key, most)
        except FileNotFoundError:
            hint = "check the path: it is relative to the working directory"
            raise user_error("not-found", "the file does not exist", location=SourceLocation(name), hint=hint) from None
        except NotRegularError as error:
            kind = "directory" if error.errno == errno.EISDIR else "device or pipe"
            message = f"this is a {kind}, not a file"
            raise user_error("not-a-file", message, location=SourceLocation(name), hint=_NAME_FILE) from None
        except FileTooLargeError:
            raise _too_large(name, self._options) from None
        except (OSError, ValueError) as error:
            hint = "check the permissions of the file and its directories"
            message = f"the file can't be read: {_error_reason(error)}"
            raise user_error("unreadable", message, location=SourceLocation(name), hint=hint) from None


class StandardInputReader(LocalFileReader):
    """Reads the main file from standard input, and the files that it refers to from the working directory."""

    NAME = "-"
    """The argument for standard input."""
    SHOWN = "<stdin>"
    """Its name in diagnostics."""

    def __init__(self, _spec: str, options: LoadOptions) -> None:
        super().__init__(self.SHOWN, options)
        self._limits = options
        self._content: bytes | None = None

    def read(self, key: str) -> bytes:
        """Return the bytes of standard input, which can be read once, or those of a file."""
        if key != self.main():
            return super().read(key)
        content = self._content
        if content is None:
            content = self._content = sys.stdin.buffer.read(self._limits.max_bytes + 1)
        if len(content) > self._limits.max_bytes:
            raise _too_large(self.SHOWN, self._limits)
        return content


def _error_reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def _too_large(name: str, options: LoadOptions) -> UserError:
    message = f"the file is larger than {options.max_bytes // MEGABYTE} MiB"
    return user_error(
        "too-large", message, location=SourceLocation(name), hint="check the path: no document needs that much"
    )
