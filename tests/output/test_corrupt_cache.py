"""A cache that rots under a run, or is used by several at once, never changes what is written.

`SPECLOOM_ENTRIES=1000` (`make test-faults`) damages more entries.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from specloom.cache.store import SUFFIX, EntryStore
from specloom.output.manifest import sha256_hex
from tests.support.cli import MINIMAL, environment

ENTRIES = int(os.environ.get("SPECLOOM_ENTRIES", "60"))
ROUNDS = ENTRIES // 60


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Flip one to three bits of the content, its seal included, or cut it short."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed[: chance.randrange(len(changed))]) if chance.random() < 0.2 else bytes(changed)


def test_no_damaged_entry_is_ever_read(tmp_path: Path) -> None:
    chance, cache = random.Random(11), EntryStore(tmp_path)
    keys = [sha256_hex(str(number).encode()) for number in range(ENTRIES)]
    for key in keys:
        cache.put(key, chance.randbytes(chance.randint(1, 4000)))
    for path in sorted(tmp_path.rglob(f"*{SUFFIX}")):
        old = path.read_bytes()
        path.write_bytes(flipped(old, chance))
        assert path.read_bytes() == old or cache.get(path.stem) is None
    assert len([key for key in keys if cache.get(key) is None]) >= ENTRIES - 2


def start(directory: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "specloom", *words, "-q", "-o", "out"]
    variables = environment(SPECLOOM_CACHE_DIR=str(directory / "cache"))
    return subprocess.Popen(command, cwd=directory, env=variables, stderr=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=300)
    return process.returncode, errors


def content(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted((directory / "out").rglob("*"))
        if path.is_file()
    }


def test_a_rotten_cache_and_runs_at_once_give_what_no_cache_gives(tmp_path: Path) -> None:
    chance = random.Random(5)
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    assert outcome(start(tmp_path, "generate", "openapi.yaml", "--no-cache")) == (0, "")
    wanted = content(tmp_path)
    assert outcome(start(tmp_path, "generate", "openapi.yaml")) == (0, "")
    for _ in range(ROUNDS):
        entries = sorted((tmp_path / "cache").rglob(f"*{SUFFIX}"))
        assert entries
        for path in entries:
            path.write_bytes(flipped(path.read_bytes(), chance))
        at_once = [start(tmp_path, "generate", "openapi.yaml"), start(tmp_path, "check", "openapi.yaml")]
        assert [outcome(process) for process in at_once] == [(0, ""), (0, "")]
        assert content(tmp_path) == wanted
    assert outcome(start(tmp_path, "check", "openapi.yaml")) == (0, "")


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert outcome(start(tmp_path, "generate", "openapi.yaml")) == (0, "")
    assert content(tmp_path)
