"""Run by the kill tests: `specloom WORD...`, killed (SIGKILL) by itself just before the nth change to what is below the
working directory. It tells how many changes came on the last line of stdout, if it is still there at the end.

python doomed.py NUMBER WORD...
"""

from __future__ import annotations

import atexit
import os
import signal
import sys

from specloom.__main__ import main

CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"})
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(last: int) -> None:
    """Count the changes of this process and of those that it forks, each for itself; kill this one at the `last`."""
    here, process, seen = os.getcwd() + os.sep, os.getpid(), 0

    def notice(event: str, details: tuple[object, ...]) -> None:
        nonlocal seen
        opened = event == "open" and isinstance(details[2], int) and details[2] & WRITES
        if not (opened or event in CHANGES):
            return
        path = details[1] if event == "os.link" or event == "os.symlink" else details[0]
        if isinstance(path, (str, os.PathLike)) and os.path.abspath(path).startswith(here):
            seen += 1
            if seen == last:
                os.kill(process, signal.SIGKILL)

    def tell() -> None:
        if os.getpid() == process:
            print(seen, flush=True)

    atexit.register(tell)
    sys.addaudithook(notice)


if __name__ == "__main__":
    watch(int(sys.argv[1]))
    sys.argv = ["specloom", *sys.argv[2:]]
    main()
