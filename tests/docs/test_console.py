"""What README.md and docs/ show on a console is printed: a command is run here, or known to be held elsewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer.main

from specloom.cli import app
from tests.support.cli import ROOT, runner

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SECTIONS = {path.relative_to(ROOT).as_posix(): path.read_text() for path in PAGES}
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
CONSOLE = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.M)
SHOWN = {
    found[1]: found[2].splitlines()
    for page in SECTIONS.values()
    for block in BLOCK.findall(page)
    for found in CONSOLE.finditer(block)
}
RUN = {
    "specloom diff -q tests/changes/seed_page/openapi.yaml -c spec/cloudflare-workflows/stainless.yml": 1,
    "specloom validate spec/orchard/openapi.yaml": 0,
    "specloom check spec/orchard/openapi.yaml": 1,
    "specloom init spec/orchard/openapi.yaml -o mine.yml": 0,
    "specloom dump-ir spec/orchard/openapi.yaml": 0,
    "specloom generate -q --strict openapi.yaml": 2,
    "specloom generate spec/orchard/openapi.yaml -o orchard-python --with-project": 0,
}
ELSEWHERE = {
    "PYTHONPATH=generated python example.py": "tests/commands/test_newcomer.py",
    "specloom update": "tests/commands/test_update.py",
    "make test-project": "tests/projects/run.py",
    "cat ours/package/_version.py.jinja": "tests/docs/test_customise.py",
    "specloom generate openapi.yaml --templates ours": "tests/docs/test_customise.py",
    "specloom generate openapi.yaml --three-way": "tests/commands/test_three_way.py",
    "specloom migrate -q python-sdk openapi.yml": "tests/commands/test_migrate.py",
    "specloom migrate -q python-sdk openapi.yml -c broken.yml": "tests/commands/test_migrate.py",
}
FAULTY = """\
openapi: 3.1.0
info: {title: Orchard, version: '1'}
paths:
  /trees/{tree_id}:
    get:
      operationId: getTree
      responses:
        '200':
          description: The tree.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Tre'}
  /trees:
    get:
      operationId: getTree
      responses: {'204': {description: None.}}
components: {schemas: {Tree: {type: object}}}
"""


def fits(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Is this what is shown, with any number of lines for a line of dots? Sizes of a package may have moved."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n" for line in shown)
    pattern = re.sub(r"\d+(?=\\ (?:files|lines|changed))", r"\\d+", pattern)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def test_every_command_that_is_shown_is_run_or_known() -> None:
    assert SHOWN.keys() == RUN.keys() | ELSEWHERE.keys()
    assert [path for path in ELSEWHERE.values() if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("command", RUN)
def test_what_is_shown_is_what_is_printed(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("spec", "tests/changes/seed_page"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "openapi.yaml").write_text(FAULTY)
    done = runner(tmp_path, monkeypatch, capsys)(*shlex.split(command)[1:])
    assert done.code == RUN[command]
    printed = (done.err if done.code == 2 else done.out).splitlines()
    assert fits(SHOWN[command], printed), "\n".join(printed)


def test_the_readme_names_every_command_and_every_flag() -> None:
    readme = SECTIONS["README.md"]
    commands = typer.main.get_command(app).commands
    assert [name for name in commands if f"specloom {name}" not in readme] == []
    options = [item.opts for each in commands.values() for item in each.params if item.opts[0].startswith("-")]
    assert sorted({names[0] for names in options if not any(name in readme for name in names)}) == []
