"""Every regular expression of ours is read off the source, and takes about linear time for the worst text it can get.

The worst texts are derived from each pattern (`tests/support/backtracking.py`), and some are written by hand.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.support.backtracking import Worst, is_ambiguous, worst_texts
from tests.support.cli import environment
from tests.support.regexes import Source, UnreadableError, Use

ROOT = Path(__file__).parents[2]
PATHS = [path for name in ("generator", "templates") for path in sorted((ROOT / name).rglob("*.py"))]
EXAMPLES = {
    "generator/specloom/incremental/yaml_blocks.py": {"indent": "8"},
    "generator/specloom/commands/project.py": {"key": "spec"},
    "templates/runtime/_runtime/json_text.py": {"mark": "0f"},
}
"""Names in patterns whose values are known at run time alone."""
BY_HAND = (
    "<!---->",
    "<!--",
    "{",
    '"\\"',
    '\\"',
    "a",
    "A",
    "0",
    " ",
    "\t \n",
    ".a",
    " :: ",
    " (at ",
    "[['",
    "<>;",
    "--",
    "::",
)
ENDS = ("", "\x00", "!\n", "a", "\\")
PLANTED = [
    (r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL, "match"),
    (r"(a+)+$", 0, "fullmatch"),
    (r"(a|a)*b", 0, "match"),
    (r"(?:a*)*b", 0, "match"),
    (r"(?:ab?b?)*c", 0, "match"),
    (r"([a-z]+[0-9]?)*!", re.IGNORECASE, "match"),
    (r"a*a*b", 0, "match"),
    (r"\d+\d*\.", 0, "match"),
    (r"[\w .:;/()+-]+ :: [\w .:;/()+-]+", 0, "fullmatch"),
    (r"\s+$", 0, "finditer"),
    (r"\{[^}]*\}", 0, "finditer"),
    (r" \(at .*\)$", 0, "finditer"),
    (r'"(?:[^"\\]|\\.)*"', re.DOTALL, "finditer"),
    (r"([A-Z]+)([A-Z][a-z])", 0, "finditer"),
    (r"(?=.*x)y", 0, "finditer"),
    (r"[^@\s]+@[^@\s]+$", 0, "finditer"),
    (r"\[*[^\]]+\]", 0, "match"),
]


def kinds(pattern: str, flags: int, method: str) -> list[list[str]]:
    """Return the texts to try, each as what it begins with, what is repeated, and what it ends with."""
    worst = worst_texts(pattern, flags, anchored=method != "finditer", whole=method == "fullmatch")
    worst += [Worst("", again) for again in BY_HAND]
    unique = sorted({(item.start, item.again) for item in worst}, key=lambda item: (len(item[1]), item))
    return [[start, again, end] for start, again in unique for end in ENDS]


class Clock:
    """A process that measures patterns; one that does not come back is a slow pattern."""

    def slow(self, patterns: Iterable[tuple[str, int, str]]) -> Iterator[str | None]:
        """Yield for each pattern the text that takes too long, None if none does."""
        waiting = [
            json.dumps({"pattern": pattern, "flags": flags, "method": method, "kinds": kinds(pattern, flags, method)})
            for pattern, flags, method in patterns
        ]
        while waiting:
            done = subprocess.run(
                [sys.executable, "-m", "tests.support.timed_patterns"],
                input="\n".join(waiting),
                cwd=ROOT,
                env=environment(),
                text=True,
                capture_output=True,
                check=False,
                timeout=1_800,
            )
            answers = [json.loads(line) for line in done.stdout.splitlines()]
            if len(answers) < len(waiting):
                assert done.returncode < 0, done.stderr
                answers.append("no answer at all")
            yield from answers
            waiting = waiting[len(answers) :]


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 16])
def test_every_pattern_of_the_source_is_linear(step: int) -> None:
    all_uses = list(Source(ROOT, PATHS, EXAMPLES).uses())
    uses = all_uses[::step]
    found = Clock().slow((use.text, use.flags, use.method) for use in uses)
    slow = [
        f"{use.where}: {use.pattern!r} by {text}" for use, text in zip(uses, found, strict=True) if text is not None
    ]
    assert slow == []
    assert len(all_uses) > 120


@pytest.mark.parametrize("planted", [pytest.param(PLANTED[1:], marks=pytest.mark.slow), PLANTED[:1]], ids=len)
def test_a_slow_pattern_is_found(planted: list[tuple[str, int, str]]) -> None:
    found = list(Clock().slow(planted))
    assert [pattern for (pattern, _, _), text in zip(planted, found, strict=True) if text is None] == []


@pytest.mark.parametrize(("pattern", "flags", "method"), PLANTED)
def test_a_slow_pattern_is_seen_without_a_clock(pattern: str, flags: int, method: str) -> None:
    assert is_ambiguous(pattern, flags, anchored=method != "finditer", whole=method == "fullmatch")


@pytest.mark.parametrize("pattern", [r"\{[^{}]*\}", r"\W+", r"v\d+(?:\.\d+)*", r"[^@\s]@[^@\s]", r"(?:a|b)*c?"])
def test_a_linear_pattern_is_let_through(pattern: str) -> None:
    assert not is_ambiguous(pattern)


@pytest.mark.parametrize(
    "source",
    [
        "import re\nre.compile(made())",
        "import re\nre.sub(pattern, '', text)",
        "import re\nre.compile(f'{name!r}+')",
        "import re\nre.Scanner([])",
        "import re as other",
        "from re import compile",
        "import regex",
    ],
)
def test_a_pattern_that_the_reader_does_not_know_is_no_pattern_of_ours(source: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(source)
    with pytest.raises(UnreadableError):
        list(Source(tmp_path, [tmp_path / "module.py"], {}).uses())


def test_patterns_are_read_off_any_call(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        "import re\nPART = 'a'\n_ONE = re.compile(f'{PART}+b', re.IGNORECASE | re.DOTALL)\n_ONE.fullmatch('')\n"
        "re.sub('c', '', '')\nif re.match(re.escape(PART) + 'd', ''): pass\n"
    )
    uses = list(Source(tmp_path, [tmp_path / "module.py"], {}).uses())
    assert uses == [
        Use("module.py:3", "a+b", int(re.IGNORECASE | re.DOTALL), True, True),
        Use("module.py:5", "c", 0, False, False),
        Use("module.py:6", "ad", 0, True, False),
    ]


def test_no_template_holds_a_pattern() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.jinja*")}
    assert len(texts) > 40
    assert [name for name, text in texts.items() if re.search(r"\bre\.[a-z]+\(|import re\b|from re\b", text)] == []
