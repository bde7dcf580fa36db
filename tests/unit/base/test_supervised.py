"""A process that works for another ends with it, whatever either of them does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from specloom.base.supervised import StoppedError, supervised_items
from tests.support.cli import environment
from tests.support.supervised_work import break_down, count_up, list_a_set, match_for_ever


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for_end(process: int) -> None:
    """Wait until a process is gone; the time-out is there for the case that it never ends."""
    until = time.monotonic() + 120
    while is_running(process):
        assert time.monotonic() < until, "the process goes on"
        time.sleep(0.05)


def test_all_items_arrive_in_order() -> None:
    with supervised_items(count_up, 5_000, cpu_seconds=60) as items:
        assert list(items) == list(range(5_000))


def test_sets_have_the_same_order_each_time() -> None:
    orders: set[tuple[int, ...]] = set()
    for _ in range(3):
        with supervised_items(list_a_set, 0, cpu_seconds=60) as items:
            orders.add(tuple(items))
    assert len(orders) == 1


def test_what_was_sent_before_a_failure_counts(capfd: pytest.CaptureFixture[str]) -> None:
    found: list[int] = []
    with pytest.raises(StoppedError), supervised_items(break_down, 3, cpu_seconds=60) as items:
        found.extend(items)
    assert found == [0, 1, 2]
    assert capfd.readouterr().err == ""


def test_processor_time_is_limited() -> None:
    with pytest.raises(StoppedError), supervised_items(match_for_ever, 0, cpu_seconds=1) as items:
        assert len(list(items)) == 1


def test_the_process_ends_with_the_block() -> None:
    with supervised_items(match_for_ever, 0, cpu_seconds=36_000) as items:
        worker = next(items)
        assert is_running(worker)
    assert not is_running(worker)


def asking_process(directory: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from tests.support.supervised_work import ask_for_ever; ask_for_ever()"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment(), cwd=directory, stdout=pipe, stderr=pipe, start_new_session=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_process_ends_with_the_one_that_asked(number: signal.Signals, tmp_path: Path) -> None:
    with asking_process(tmp_path) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(number)
    wait_for_end(worker)


def test_an_interrupt_of_the_terminal_is_for_the_process_that_asked(tmp_path: Path) -> None:
    with asking_process(tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        worker = int(process.stdout.readline())
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
    wait_for_end(worker)
    assert said.count(b"Traceback") == 1  # that of the one that asked
