"""A secret of this user: data sealed with it was made by the user's own runs.

It is in the user's state directory, not in the cache: whoever can write cache entries, as in a cache that CI copies
from run to run, must not be able to add a key. For a shared cache, `SPECLOOM_CACHE_KEY` is the secret.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

import platformdirs

from specloom.base.bounded_read import read_regular

VARIABLE = "SPECLOOM_CACHE_KEY"
SHORTEST_SECRET = 16
"""The shortest secret in the environment, in characters; a shorter one can be guessed."""
NAME = "key"
SIZE = 32
SEAL_SIZE = 64
"""The length of a seal: hexadecimal digits."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFaultError(Exception):
    """There is no usable key; the message says why, and how to fix it."""


def make_seal(purpose: str, *parts: bytes) -> bytes:
    """Return the seal (hexadecimal) over `parts`, in order; seals of other purposes differ.

    Raises:
        KeyFaultError: there is no key.
    """
    state = hmac.new(user_key(), f"{purpose}\0".encode(), "sha256")
    for part in parts:
        state.update(part)
    return state.hexdigest().encode()


def is_sealed(found: bytes, purpose: str, *parts: bytes) -> bool:
    """Return whether `found` is the seal over `parts`; False if there is no key."""
    try:
        return hmac.compare_digest(make_seal(purpose, *parts), found)
    except KeyFaultError:
        return False


def user_key() -> bytes:
    """Return the key, which is created if there is none yet.

    Raises:
        KeyFaultError: it can't be made or read, or others could have read or written it.
    """
    secret = os.environ.get(VARIABLE)
    if not secret:
        return _key_in(Path(platformdirs.user_state_dir("specloom", appauthor=False)))
    if len(secret) < SHORTEST_SECRET:
        raise KeyFaultError(
            f"{VARIABLE} is shorter than {SHORTEST_SECRET} characters: set a longer random value, or unset it"
        )
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


@lru_cache(maxsize=8)
def _key_in(directory: Path) -> bytes:
    """Return the key in a directory of the user."""
    path = directory / NAME
    try:
        if not os.path.lexists(path):
            _make_key(directory, path)
        state = os.lstat(path)
        content = read_regular(path, SIZE, follow_links=False)
    except OSError as error:
        raise KeyFaultError(f"the key {path} can't be used: {error.strerror or error}") from None
    if state.st_uid != os.geteuid() or state.st_mode & _OTHERS or len(content) != SIZE:
        raise KeyFaultError(f"the key {path} is damaged or not private to you: remove it, and a new one is created")
    return content


def _make_key(directory: Path, path: Path) -> None:
    """Write a new key, unless another process has done so meanwhile: the first one is used."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=directory)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        with contextlib.suppress(FileExistsError):
            os.link(name, path, follow_symlinks=False)
    finally:
        os.unlink(name)
