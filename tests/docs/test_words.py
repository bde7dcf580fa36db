"""What the documentation names exists: commands, flags, codes, links. And it says it in common words."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup, TyperOption

from docs.tools.commandline import leaves
from docs.tools.messages import entries
from specloom.cli import app
from tests.docs.pages import PAGES, ROOT, blocks, prose

GROUP = typer.main.get_command(app)
assert isinstance(GROUP, TyperGroup)
FLAGS = {
    name: {flag for item in command.params if isinstance(item, TyperOption) for flag in item.opts} | {"--help"}
    for name, command in leaves(GROUP)
}
ALL_FLAGS = set().union(*FLAGS.values()) | {"--version"}
FOREIGN = {
    "--from",
    "--no-deps",
    "--no-binary",
    "--diff3",
    "--hidden-import",
    "--golden",
    "--snapshot-update",
    "--strict-markers",
}
"""Flags of other programs that the documentation mentions."""
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
RETIRED = (
    *(
        "leads nowhere",
        "stands for",
        "stands in for",
        "anew",
        "web address",
        "says otherwise",
        "are none",
        "goes first",
    ),
    *("wanted", "round the", "description of the API", "by hand to", "folder", "shelf", "renewal", "his own"),
)
"""Words that we do not use: each has a common one."""
GENERATED = re.compile(r"docs/reference/(?:messages|command-line)\.md")
"""Pages that quote the code."""
LATER = {"specloom.lock"}
"""Files that pages name and that are not in the repository, or not yet."""


def commands_of(text: str) -> list[list[str]]:
    """Return the words of each call of specloom in the code of a page."""
    shown = [command.text for block in blocks(text) if block.language == "console" for command in block.commands]
    lines = [block.text for block in blocks(text) if block.language in ("yaml", "text")]
    shown += re.findall(r"(?:run: |^\$ )(specloom .*)$", "\n".join(lines), re.M)
    shown += [span for span in SPAN.findall(prose(text)) if span.startswith("specloom ")]
    return [shlex.split(each.partition("  #")[0], comments=True)[1:] for each in shown if each.startswith("specloom ")]


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_flags_exist(name: str) -> None:
    for words in commands_of(PAGES[name]):
        if words[0] in ("COMMAND", "--version", "--help"):
            continue
        command = " ".join(words[:2]) if words[0] == "cache" else words[0]
        assert command in FLAGS, f"there is no `specloom {command}`"
        flags = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert flags - FLAGS[command] == set(), f"specloom {' '.join(words)}"
    mentioned = {
        word for span in SPAN.findall(prose(PAGES[name])) for word in re.findall(r"(?<!\S)--[a-z][\w-]*", span)
    }
    assert mentioned - ALL_FLAGS - FOREIGN == set()


def anchors(page: str) -> set[str]:
    """Return the anchors of the headings of a page."""
    plain = [
        re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title)
        for title in HEADING.findall(re.sub(r"```.*?```", "", page, flags=re.S))
    ]
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files_and_headings(name: str) -> None:
    for found in LINK.finditer(prose(PAGES[name])):
        target, _, anchor = (found[1] or found[2]).partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        path = ((ROOT / name).parent / target).resolve() if target else ROOT / name
        assert path.exists(), f"{name}: {target}"
        if anchor:
            assert anchor in anchors(path.read_text()), f"{name}: {target}#{anchor}"


@pytest.mark.parametrize("name", [name for name in PAGES if not GENERATED.fullmatch(name)])
def test_pages_use_common_words(name: str) -> None:
    text = " ".join(SPAN.sub("", prose(PAGES[name])).split()).lower()
    assert [word for word in RETIRED if re.search(rf"\b{re.escape(word)}", text)] == []


def test_codes_that_pages_link_to_exist() -> None:
    known = {code for group in entries().values() for code in group}
    linked = {code for page in PAGES.values() for code in re.findall(r"messages\.md#([a-z-]+)", page)}
    assert linked - known == set()


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/explanation/architecture.md"])
def test_paths_in_the_map_exist(name: str) -> None:
    spans = {
        span for span in SPAN.findall(PAGES[name]) if re.fullmatch(r"[\w./-]+/[\w.-]*|[\w.-]+\.(?:py|md|lock)", span)
    }
    roots = (ROOT, ROOT / "generator/specloom", ROOT / "generated/cloudflare", *(ROOT / "tests/features").iterdir())
    assert sorted(span for span in spans - LATER if not any((root / span).exists() for root in roots)) == []
    assert len(spans) > 10


def test_tests_that_hold_the_promises_of_safety_exist() -> None:
    directory = ROOT / "tests" / "hostile"
    named = SPAN.findall((directory / "README.md").read_text())
    tests = [name for name in named if name.endswith((".py", "/"))]
    assert [name for name in tests if not any((root / name).exists() for root in (ROOT, directory))] == []
    assert len(tests) > 20


@pytest.mark.parametrize("name", PAGES)
def test_no_page_installs_a_distribution_that_nobody_published(name: str) -> None:
    installers = r"(?:pip3? install|pipx (?:install|run)|uvx|uv (?:add|pip install|tool (?:install|run))|poetry add)"
    assert re.findall(rf"\b{installers}(?: -\S+)* [\"']?specloom\b(?![\w ]*@)", PAGES[name]) == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().split()) <= 700


def test_the_example_of_the_repository_is_the_one_of_the_page() -> None:
    seed = Path(__file__).parents[1] / "commands/seed/snippet.txt"
    example = (ROOT / "examples/example.py").read_text().partition('"""\n\n')[2]
    assert example.replace("import os\n\nfrom", "import os\nfrom") == seed.read_text()
