"""Puts growing texts to patterns and tells those whose time grows faster than the text; run as a process of its own.

It reads lines of JSON, `{"pattern", "flags", "method", "kinds": [[start, again, end], ...]}`, and answers each with a
line: `null`, or the text that took too long. A process that is ended before it answers has met an exponential one.
"""

from __future__ import annotations

import collections
import json
import re
import resource
import sys
import time

REPEATS = range(4, 34, 2)
LETTERS = (250, 1_000, 4_000, 16_000, 64_000)
SLOW_SECONDS = 0.15
"""Of the processor. A linear pattern reads 64,000 letters in a tenth of it; a quadratic one takes several times."""
LIMIT_SECONDS = 3
"""After which the process is ended: within one text, `re` can't be stopped in another way."""


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return how long a text takes."""
    begin = time.process_time()
    if method == "finditer":
        collections.deque(pattern.finditer(text), 0)
    else:
        getattr(pattern, method)(text)
    return time.process_time() - begin


def slow_text(pattern: re.Pattern[str], method: str, kinds: list[list[str]]) -> str | None:
    """Return the first text that takes too long."""
    for start, again, end in kinds:
        for count in (*REPEATS, *(-(-size // len(again)) for size in LETTERS)):
            text = start + again * count + end
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + LIMIT_SECONDS, -1))
            if seconds(pattern, method, text) > SLOW_SECONDS and seconds(pattern, method, text) > SLOW_SECONDS:
                return f"{start!r} + {again!r} * {count} + {end!r}"
    return None


def main() -> None:
    """Answer until there is nothing more to read."""
    for line in sys.stdin:
        question = json.loads(line)
        pattern = re.compile(question["pattern"], question["flags"])
        print(json.dumps(slow_text(pattern, question["method"], question["kinds"])), flush=True)


if __name__ == "__main__":
    main()
