"""Hole 18: what others have put into the cache is none of ours, whatever it looks like.

Entries are sealed with a key of the user; a directory that others may write to is not used; and should a sealed entry
name a file elsewhere all the same, it counts as none.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.base.bundles import bundle_files, unbundle_files
from specloom.cache.store import SUFFIX, EntryStore
from specloom.output import user_key
from specloom.output.user_key import NAME, SEAL_SIZE, KeyFaultError
from tests.support.cli import MINIMAL, Runner, environment, run_process

WORDS = ("generate", "openapi.yaml", "-o", "out", "-q")


@pytest.fixture
def cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (project / "openapi.yaml").write_text(MINIMAL)
    directory = project.parent / "cache"
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(directory))
    monkeypatch.setenv("XDG_STATE_HOME", str(project.parent / "state"))
    return directory


def result_entry(cache: Path) -> Path:
    """Return the entry that holds the whole result of a run."""
    for path in cache.rglob(f"*{SUFFIX}"):
        if b'"package": "orchard"' in path.read_bytes():
            return path
    raise AssertionError("no result is kept")


def with_file(content: bytes, name: str, text: str) -> bytes:
    """Return the content of an entry with one file more."""
    head, texts = unbundle_files(content)
    files = head["files"]
    assert isinstance(files, list)
    head = {key: value for key, value in head.items() if not key.startswith("#")}
    return b"".join(bundle_files({**head, "files": [name, *files]}, [text, *texts]))


def old_seal(key: str, content: bytes) -> bytes:
    """Return the seal that needed no key."""
    return hashlib.sha256(key.encode() + content).hexdigest().encode()


def test_a_planted_entry_is_not_used(cache: Path, project: Path, specloom: Runner) -> None:
    """The attack as it was found: the seal was a digest that anybody can make."""
    assert specloom(*WORDS).code == 0
    path, target = result_entry(cache), project.parent / "planted.py"
    content = with_file(path.read_bytes()[SEAL_SIZE:], str(target), "planted\n")
    path.write_bytes(old_seal(path.stem, content) + content)
    assert specloom(*WORDS).code == 0
    assert not target.exists()
    assert specloom("check", *WORDS[1:]).code == 0


def test_an_entry_with_another_content_is_not_used(cache: Path, project: Path, specloom: Runner) -> None:
    """No path leads out: the entry says that the package on the disk, with a line of the attacker's, is right."""
    assert specloom(*WORDS).code == 0
    path = result_entry(cache)
    content = path.read_bytes()[SEAL_SIZE:].replace(b"class Orchard", b"class Orchidd")
    for sealed in (old_seal(path.stem, content), path.read_bytes()[:SEAL_SIZE], b"0" * SEAL_SIZE, b""):
        path.write_bytes(sealed + content)
        assert specloom(*WORDS).code == 0
        assert "class Orchidd" not in (project / "out/orchard/_client.py").read_text()


@pytest.mark.parametrize(
    "name", ["/{outside}", "../../planted.py", "types/../../../planted.py", ".git/hooks/x", "a\\b"]
)
def test_the_names_of_a_sealed_entry_are_looked_at_too(cache: Path, project: Path, specloom: Runner, name: str) -> None:
    assert specloom(*WORDS).code == 0
    path = result_entry(cache)
    planted = with_file(path.read_bytes()[SEAL_SIZE:], name.replace("{outside}", f"{project.parent}/planted.py"), "x\n")
    EntryStore(cache).put(path.stem, planted)
    assert EntryStore(cache).get(path.stem) == planted
    before = sorted(project.rglob("*"))
    assert specloom(*WORDS).code == 0
    assert sorted(project.rglob("*")) == before
    assert not (project.parent / "planted.py").exists()


def test_entries_of_another_user_are_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EntryStore(cache).put("ab" * 32, b"content")
    monkeypatch.setenv("XDG_STATE_HOME", str(cache.parent / "another"))
    assert EntryStore(cache).get("ab" * 32) is None


def test_the_key_is_private(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EntryStore(cache).put("ab" * 32, b"content")
    key = cache.parent / "state/specloom" / NAME
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert not list(cache.rglob(NAME))


@pytest.mark.parametrize("fault", ["readable", "short", "link", "fifo", "secret"])
def test_a_key_that_is_not_private_is_not_used(
    cache: Path, project: Path, monkeypatch: pytest.MonkeyPatch, specloom: Runner, fault: str
) -> None:
    directory = project.parent / "other-state"
    monkeypatch.setenv("XDG_STATE_HOME", str(directory))
    key = directory / "specloom" / NAME
    key.parent.mkdir(parents=True)
    if fault == "fifo":
        os.mkfifo(key, 0o600)
    elif fault == "link":
        key.with_name("elsewhere").write_bytes(bytes(32))
        key.symlink_to(key.with_name("elsewhere"))
    elif fault == "secret":
        monkeypatch.setenv("SPECLOOM_CACHE_KEY", "short")
    else:
        key.write_bytes(bytes(32 if fault == "readable" else 31))
        key.chmod(0o644 if fault == "readable" else 0o600)
    with pytest.raises(KeyFaultError):
        user_key.user_key()
    outcome = specloom(*WORDS[:-1])
    assert outcome.code == 0
    assert outcome.err.count("warning[cache-unused]: the cache is not used: ") == 1
    assert not cache.exists()
    assert specloom(*WORDS[:-1], "--no-cache").err.count("cache-unused") == 0


def test_a_shared_cache_needs_a_shared_secret(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_KEY", "a secret of the project")
    EntryStore(cache).put("ab" * 32, b"content")
    monkeypatch.setenv("XDG_STATE_HOME", str(cache.parent / "another-machine"))
    assert EntryStore(cache).get("ab" * 32) == b"content"
    monkeypatch.setenv("SPECLOOM_CACHE_KEY", "another secret, as of a fork")
    assert EntryStore(cache).get("ab" * 32) is None


def test_a_directory_that_others_may_write_to_is_not_used(cache: Path, project: Path, specloom: Runner) -> None:
    assert specloom(*WORDS).code == 0
    before = {path: path.read_bytes() for path in cache.rglob(f"*{SUFFIX}")}
    cache.chmod(0o777)
    (project / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    outcome = specloom("generate", "openapi.yaml", "-o", "out", "--strict")
    assert outcome.code == 0
    lines = [line for line in outcome.err.splitlines() if "cache" in line and not line.startswith("specloom: ")]
    assert lines == [
        f"{cache}: warning[cache-unused]: the cache is not used: others may write to it",
        "  hint: run `chmod go-w` on it, name another directory with SPECLOOM_CACHE_DIR, or use --no-cache",
    ]
    assert {path: path.read_bytes() for path in cache.rglob(f"*{SUFFIX}")} == before
    cache.chmod(0o700)
    assert "cache-unused" not in specloom("check", "openapi.yaml", "-o", "out").err


def test_a_directory_of_another_user_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EntryStore(cache).put("ab" * 32, b"content")
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    assert EntryStore(cache).get("ab" * 32) is None
    EntryStore(cache).put("cd" * 32, b"content")
    monkeypatch.undo()
    assert not (cache / "cd").exists()


def test_a_link_in_the_cache_is_not_followed(cache: Path, project: Path) -> None:
    away = project.parent / "away"
    away.mkdir()
    (away / f"x{SUFFIX}").write_text("the user's")
    cache.mkdir(mode=0o700)
    (cache / "ab").symlink_to(away)
    EntryStore(cache).put("ab" * 32, b"content")
    EntryStore(cache, limit=0).prune()
    assert EntryStore(cache).clear() == 0
    assert [path.name for path in away.iterdir()] == [f"x{SUFFIX}"]


def test_what_is_no_file_is_no_entry(cache: Path) -> None:
    EntryStore(cache).put("ab" * 32, b"content")
    entry = cache / "ab" / ("ab" * 32 + SUFFIX)
    entry.unlink()
    os.mkfifo(entry)
    assert EntryStore(cache).get("ab" * 32) is None
    entry.unlink()
    entry.touch()
    os.truncate(entry, 3 << 30)
    assert EntryStore(cache).get("ab" * 32) is None


RACE = "from specloom.output.user_key import user_key; print(user_key().hex())"


def test_runs_at_once_agree_on_a_key(cache: Path, project: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", RACE], env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    keys = {run.communicate()[0] for run in runs}
    assert len(keys) == 1
    assert [path.name for path in (project.parent / "state/specloom").iterdir()] == [NAME]


def test_a_home_that_can_not_be_written_needs_no_cache(cache: Path, project: Path) -> None:
    (project.parent / "state").write_text("a file where the directory should be")
    outcome = run_process(*WORDS[:-1], cwd=project)
    assert outcome.code == 0
    assert outcome.err.count("cache-unused") == 1
