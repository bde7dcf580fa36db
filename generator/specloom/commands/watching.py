"""Repeats work whenever one of its inputs changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from watchfiles import watch

from specloom.commands.console import print_error

LOOK_AGAIN_MS = 1_000
"""Milliseconds between checks of the inputs if the system reports no change."""
State = Mapping[Path, tuple[int, int] | None]


def repeat_on_change(work: Callable[[], object], inputs: Callable[[], Iterable[Path]]) -> None:
    """Run `work` now and after each change of its inputs, until the user interrupts.

    `inputs` are files, and directories with everything in them. They are requested before and after each run of
    `work`, so that inputs found during a run are watched too, and changes meanwhile are noticed.
    """
    while True:
        before = file_states(inputs())
        work()
        gc.collect()  # a command's process collects nothing by itself, and this one lives on
        known = {**file_states(inputs()), **before}
        print_error(f"specloom: watching {len(known)} files; press Ctrl-C to stop")
        wait_for_change(inputs, known)


def wait_for_change(inputs: Callable[[], Iterable[Path]], known: State) -> None:
    """Return when the inputs differ from their known state."""
    directories = sorted({directory for path in known for directory in (path.parent,) if directory.is_dir()})
    for _ in watch(*directories, watch_filter=None, recursive=False, yield_on_timeout=True, rust_timeout=LOOK_AGAIN_MS):
        if file_states(inputs()) != known:
            return


def file_states(paths: Iterable[Path]) -> State:
    """Return time (nanoseconds) and size (bytes) of each file, and of all files in directories; None if it does not
    exist."""
    found: dict[Path, tuple[int, int] | None] = {}
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            found[each.absolute()] = file_stamp(each)
    return found


def file_stamp(path: Path) -> tuple[int, int] | None:
    """Return time and size of a file, None if it does not exist."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
