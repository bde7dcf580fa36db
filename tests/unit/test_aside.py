"""Work aside gives what it gives here, and is done here where the other process fails."""

from __future__ import annotations

import os

import pytest

from specloom.base.aside import begin_work


def test_it_runs_in_another_process() -> None:
    here, there = begin_work(os.getpid, aside=False), begin_work(os.getpid, aside=True)
    assert here.result() == os.getpid()
    assert there.result() != os.getpid()


def test_a_process_that_dies_is_made_up_for() -> None:
    own = os.getpid()

    def work() -> int:
        if os.getpid() != own:
            os._exit(9)
        return 5

    assert begin_work(work, aside=True).result() == 5


def test_what_fails_there_is_raised_here() -> None:
    def work() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        begin_work(work, aside=True).result()
