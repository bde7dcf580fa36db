"""The cache never gives a wrong answer: damaged, misplaced and half-written entries are none at all."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from specloom.cache.store import ABANDONED_SECONDS, SUFFIX, UNFINISHED_SUFFIX, EntryStore, TextCollection
from specloom.output.manifest import sha256_hex

KEYS = [sha256_hex(str(number).encode()) for number in range(200)]


def filled(directory: Path) -> EntryStore:
    cache = EntryStore(directory)
    for key in KEYS:
        cache.put(key, f"content of {key}".encode() * 5)
    return cache


def wrong(cache: EntryStore) -> list[str]:
    return [key for key in KEYS if cache.get(key) not in (None, f"content of {key}".encode() * 5)]


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    assert cache.get(KEYS[0]) == f"content of {KEYS[0]}".encode() * 5
    assert cache.get("f" * 64) is None
    assert cache.clear() == len(KEYS)
    assert cache.get(KEYS[0]) is None


def test_rotten_entries_are_no_entries(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    chance = random.Random(7)
    for path in sorted(tmp_path.rglob(f"*{SUFFIX}")):
        data = bytearray(path.read_bytes())
        if chance.random() < 0.2:
            data = data[: chance.randrange(len(data))]
        elif chance.random() < 0.5:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    assert wrong(cache) == []
    assert sum(cache.get(key) is None for key in KEYS) > 50


def test_an_entry_under_another_name_is_no_entry(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    one, other = (tmp_path / key[:2] / (key + SUFFIX) for key in KEYS[:2])
    one.write_bytes(other.read_bytes())
    assert cache.get(KEYS[0]) is None


def test_what_a_killed_process_has_left_goes_in_time(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    left = [tmp_path / KEYS[0][:2] / f"{name}{UNFINISHED_SUFFIX}" for name in ("old", "new")]
    for path in left:
        path.write_bytes(b"half an entry")
    begun = time.time() - ABANDONED_SECONDS - 1
    os.utime(left[0], (begun, begun))
    cache.prune()
    assert [path.exists() for path in left] == [False, True]
    cache.clear()
    assert not left[1].exists()


def test_it_keeps_to_its_limit_and_forgets_the_oldest(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    size = sum(path.stat().st_size for path in tmp_path.rglob(f"*{SUFFIX}"))
    EntryStore(tmp_path, limit=size // 2).prune()
    assert 90 <= sum(cache.get(key) is not None for key in KEYS) <= 100


def test_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: filled(tmp_path), range(8)))
    assert wrong(EntryStore(tmp_path)) == []
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {SUFFIX}


def test_a_directory_that_cannot_be_used_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = EntryStore(tmp_path / "file")
    cache.put(KEYS[0], b"x")
    assert cache.get(KEYS[0]) is None


def test_a_pack_keeps_what_the_last_run_used(tmp_path: Path) -> None:
    cache = EntryStore(tmp_path)
    first = TextCollection(cache, KEYS[0])
    assert first.get("a") is None
    first.put("a", "A")
    first.put("b", "B")
    first.save()
    second = TextCollection(cache, KEYS[0])
    assert (second.get("a"), second.get("c"), second.hits) == ("A", None, 1)
    second.put("c", "C")
    second.save()
    third = TextCollection(cache, KEYS[0])
    assert [third.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_damaged_pack_is_empty(tmp_path: Path) -> None:
    cache = EntryStore(tmp_path)
    pack = TextCollection(cache, KEYS[0])
    pack.put("a", "A")
    pack.save()
    path = next(tmp_path.rglob(f"*{SUFFIX}"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert TextCollection(cache, KEYS[0]).get("a") is None
