"""What is taken for finished without black is finished: black itself says so, on our output and on what it could be."""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from black import format_str
from black.parsing import InvalidInput

from specloom.emit.format import MODE, format_source
from specloom.emit.parsed import ModuleError, fault_of
from specloom.emit.stable import format_without_black
from tests.support.generated import generate_directory

ROOT = Path(__file__).parents[3]
PACKAGES = sorted(
    path
    for directory in ("generated", "tests/features", "tests/runtime/sample")
    for path in (ROOT / directory).rglob("*.py")
    if "expected" in path.parts or "generated" in path.parts
)
FEATURES = sorted(
    directory for directory in (ROOT / "tests" / "features").iterdir() if (directory / "openapi.yaml").is_file()
)
ROUNDS = int(os.environ.get("SPECLOOM_ROUNDS", "150"))
NAME = re.compile(r"\b[A-Za-z_][A-Za-z_0-9]*\b")
SAVED = frozenset(
    re.findall(
        NAME,
        "from import class def async await return if else pass in not None True False self Optional List Union "
        "Literal Dict and or as omit not_given overload",
    )
)
ODD = ["", " ", "(", ")", ",", '"', "'", "=", ": ", " | ", "[", "]", "\n", "\n\n", "#", "-", "*", "\\", "\t", "é", ";"]


class BlackNeededError(Exception):
    """Raised in place of formatting a statement alone."""


def refuse(source: str) -> str:
    raise BlackNeededError(source)


def without_black(source: str) -> str | None:
    try:
        return format_without_black(source, refuse)
    except BlackNeededError:
        return None


@pytest.mark.one_in(8)
@pytest.mark.parametrize("directory", FEATURES, ids=lambda directory: directory.name)
def test_black_has_nothing_to_say_to_a_generated_package(directory: Path) -> None:
    files = generate_directory(directory).files
    runtime = {path.name for path in (ROOT / "templates" / "runtime").rglob("*.py")}
    printed = {path: text for path, text in files.items() if path.endswith(".py") and Path(path).name not in runtime}
    assert [path for path, text in printed.items() if format_str(text, mode=MODE) != text] == []


def test_our_own_output_needs_no_black() -> None:
    runtime = {path.name for path in (ROOT / "templates" / "runtime").rglob("*.py")}
    own = {path.name: path.read_text() for path in (ROOT / "generated").rglob("*.py") if path.name not in runtime}
    assert [name for name, text in own.items() if without_black(text) != text] == []


LAZY = """import httpx2 as httpx

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "Pet": ".pet",
        "%(long)s": ".%(long)s",
    },
)
"""


def test_lazy_modules_need_no_black() -> None:
    text = LAZY % {"long": "very_long_name_" * 8}
    assert without_black(text) == text == format_str(text, mode=MODE)


LONG = "long_name_" * 6
LAYOUTS = {
    "names of a lazy module": f"""__getattr__, __dir__ = lazy_names(
    __name__, {{"Pet": ".pet", "{LONG[:36]}": ".{LONG[:36]}"}}
)
""",
    "a set": '_described_servers = frozenset({"https://api.example.com"})\n',
    "a function whose parameters share a line": """def verify_signature(
    payload: str | bytes, headers: Mapping[str, str], *, secret: str | bytes, tolerance_seconds: int = 300
) -> None:
    pass
""",
    "a class whose bases share a line": f"""class Pet(
    {LONG[:47]}, Other{LONG[:47]}, total=False
):
    pass
""",
    "the arguments of a call to an annotated attribute": f"""self.{LONG}: Callable[..., A[None]] = wrapper(
    attrgetter("{LONG}")(resource)
)
""",
    "a call to an annotated attribute in parentheses": f"""self.{LONG}: Callable[..., A[{LONG[:30]}]] = (
    to_wrapper(attrgetter("{LONG}")(resource))
)
""",
    "a long annotation": f"""self.{LONG}: Callable[
    ..., A[{LONG}]
] = to_wrapper(attrgetter("{LONG}")(resource))
""",
    "None in parentheses": f"""class Pet:
    {LONG[:50]}: Optional[Literal["{LONG[:26]}", "neutral"]] = (
        None
    )
""",
    "a long argument": f"""x = f(
    "{LONG}{LONG}{LONG}",
    owner=owner,
)
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_our_templates_needs_no_black(layout: str) -> None:
    text = LAYOUTS[layout]
    assert without_black(text) == text == format_str(text, mode=MODE)


def test_a_small_package_needs_no_black() -> None:
    """Loading black takes a tenth of a run on a small document."""
    directory = ROOT / "templates" / "runtime"
    runtime = {path.relative_to(directory).as_posix() for path in directory.rglob("*.py")}
    files = generate_directory(ROOT / "tests" / "features" / "no_server").files
    printed = {path: text for path, text in files.items() if path.endswith(".py") and path not in runtime}
    assert [path for path, text in printed.items() if without_black(text) is None] == []


def statements(text: str) -> list[str]:
    """Cut a file into classes, functions and other statements at its left edge, long classes into runs of members."""
    parts = re.split(r"(?m)^(?=(?:class|def|async def|from|@|[A-Za-z_]+ [=:]))", text)
    pieces: list[str] = []
    for part in parts:
        lines = part.rstrip("\n").split("\n")
        for start in range(1, max(2, len(lines)), 50):
            body = lines[start : start + 50]
            while body and not re.match(r"    (?:async def|def|@|[a-z_]+: )", body[0]):
                body.pop(0)
            while body and not (body[-1] and re.match(r"    [A-Za-z_ ]|    \)|    \"", body[-1])):
                body.pop()
            pieces.append("\n".join([lines[0], *body]) + "\n")
    return pieces


def changed(text: str, chance: random.Random) -> str:
    """Change the length of names, drop commas that hold lines apart, or put a character where it does not belong."""

    def renamed(match: re.Match[str]) -> str:
        name = match.group()
        if name in SAVED or chance.random() > 0.25:
            return name
        size = chance.randint(-5, 14)
        return name[:size] if size < 0 and len(name) > 6 and name[:size] not in SAVED else name + "x" * max(size, 0)

    text = NAME.sub(renamed, text)
    if chance.random() < 0.3:
        text = re.sub(r",(\n *[)\]}])", lambda match: match.group(1 if chance.random() < 0.5 else 0), text)
    if chance.random() < 0.3:
        location = chance.randrange(len(text))
        text = text[:location] + chance.choice(ODD) + text[location + chance.randint(0, 1) :]
    return text


@pytest.mark.parametrize("seed", range(2))
def test_black_agrees_on_whatever_resembles_the_output(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [piece for path in PACKAGES for piece in statements(path.read_text()) if piece.count("\n") > 2]
    finished = 0
    for _ in range(ROUNDS):
        text = changed(chance.choice(pieces), chance)
        length = chance.choice([100, 110, 115, 118, 119, 120, 121, 122, 125, 130, 140])
        layout = replace(MODE, line_length=length, magic_trailing_comma=chance.random() < 0.5)
        try:
            text = format_str(text, mode=layout) if chance.random() < 0.8 else text
            wanted = format_str(text, mode=MODE)
        except InvalidInput:
            continue
        found = without_black(text)
        finished += found is not None
        assert found in (None, wanted)
        if fault_of("x.py", wanted) is None:
            assert format_source("x.py", text) == wanted
        else:  # black reads what Python does not: two parameters of one name, `total-x=False` in a call
            with pytest.raises(ModuleError):
                format_source("x.py", text)
    assert finished > ROUNDS / 4


@pytest.mark.parametrize(
    "line",
    [
        "x=1",
        "x = (1)",
        "x = f(a = 1)",
        "x = f( a)",
        "x = f(a, b,)",
        "x = [(1)]",
        "x = {'a': 1}",
        "x = 'a'",
        'x = "a\\"b"',
        'x = "\\xAB"',
        "x = 0XFF",
        "x: (int) = 1",
        "x = a[b: c]",
        "x = 1;",
        "x = not(a)",
        "def f(a=1, b: int=2): ...",
        "class A(): ...",
        "from a import (b)",
        "if (a):\n    pass",
        "return(a)",
        "x = await (a)",
        "x = lambda: (1)",
        "x = 1 # a",
        "#a",
        "x = u'a'",
        "x = a.b . c",
        "print((1))",
        "del (a)",
        "x = a ** -b",
        "x = a if b else(c)",
        'f"{a}"',
        "x = -  1",
    ],
)
def test_what_black_would_change_is_not_finished(line: str) -> None:
    assert without_black(f"{line}\n") != f"{line}\n"
