"""What a document, a file name or a file on disk says is printed so that no terminal and no CI service obeys it."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from specloom.base.markdown import code_span, escape_text
from specloom.base.terminal import json_text, shown_text
from specloom.commands.live import Live
from tests.support.cli import MINIMAL, ROOT, Outcome, runner

ATTACKS = [
    "::error file=x::pwned",
    "  \t::add-mask::pwned",
    "##[error]pwned",
    "x ###[group]pwned",
    "##vso[task.setvariable variable=PATH]pwned",
    "##teamcity[buildStatus text='pwned']",
    "\x1b]0;pwned\x07",
    "\x1b[0Ksection_start:1:pwned\r\x1b[0K",
    "\x9b31m",
    "\u202epwned",
    "\u2066pwned",
    "x\r::error::pwned",
    "x\u2028::error::pwned",
    "x\x85::error::pwned",
    "x\x0c::error::pwned",
    "\x7f",
    "\u200bpwned",
    "\ud800pwned",
]
COMMAND = re.compile(r"##\w*\[")
ALLOWED = ("::error file=", "::warning file=", "::notice file=")


def assert_harmless(text: str) -> None:
    """No line is a command, and no character but tabs is anything but visible."""
    for line in text.split("\n"):
        assert line.replace("\t", "").isprintable(), ascii(line)
        assert not line.lstrip().startswith("::"), line
        assert not COMMAND.search(line), line


def printed(done: Outcome) -> str:
    return done.out + done.err


def document(attacks: list[str]) -> str:
    """Return a document that says each attack wherever it may say something, as JSON, so that it can say anything."""
    every = "\n".join(attacks)
    leaf = {"type": "string", "description": every, "enum": [*attacks, "plain"], "default": attacks[0]}
    tree = {"type": "object", "description": f"A tree.\n{every}", "properties": dict.fromkeys(attacks, leaf)}
    answer = {"description": every, "content": {"application/json": {"schema": tree}}}
    get = {"summary": every, "description": f"{every}\n\n{every}", "tags": attacks, "responses": {"200": answer}}
    get["parameters"] = [{"name": attack, "in": "query", "schema": leaf} for attack in attacks]
    post = {"post": {"responses": {"204": {"description": every}}}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": f"Orchard {attacks[0]}", "version": every, "description": every},
            "servers": [{"url": "https://orchard.example", "description": every}],
            "paths": {"/trees": {"get": get}, **{f"/{attack}": post for attack in attacks}},
        }
    )


@pytest.mark.slow
@pytest.mark.parametrize("attacks", [ATTACKS[:-1], ATTACKS[-1:]], ids=["whole", "surrogate"])
def test_no_command_prints_what_a_document_says_as_it_is(
    attacks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.json").write_text(document(["tame"]))
    assert specloom("generate", "openapi.json", "--package", "orchard").code == 0
    (tmp_path / "new.json").write_text(document(attacks))
    checked = specloom("check", "new.json", "--package", "orchard")
    refused = attacks[-1].startswith("\ud800")
    assert (checked.code, "+++ b/orchard/_client.py" in checked.out) == ((2, False) if refused else (1, True))
    outcomes = [
        checked,
        specloom("validate", "new.json"),
        specloom("dump-ir", "new.json"),
        specloom("init", "new.json", "-o", "-"),
        *(specloom("diff", "openapi.json", "new.json", "--format", form) for form in ("text", "markdown", "json")),
        *(specloom("migrate", "orchard", "new.json", "--format", form) for form in ("text", "markdown", "json")),
    ]
    for done in outcomes:
        assert done.code in (0, 1, 2), printed(done)
        assert_harmless(printed(done))


def test_a_file_on_disk_is_shown_as_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    specloom("generate", "openapi.yaml")
    for attack in ATTACKS:
        content = f"{attack}\nx = 1  # {attack}\n".encode("utf-8", "replace")
        (tmp_path / "orchard" / "_version.py").write_bytes(content)
        checked = specloom("check", "openapi.yaml")
        assert (checked.code, "-x = 1  # " in checked.out) == (1, True), ascii(attack)
        assert_harmless(printed(checked))


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "attack", ["\x1b[31m", "\x9b31m", "\u202e", "::error::x", "##vso[x]", "\n::error::x"], ids=ascii
)
def test_a_file_name_is_text(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    name = f"{attack}.yaml"
    (tmp_path / name).write_text(MINIMAL.replace("title: Orchard", "titel: Orchard"))
    for words in ("validate", "generate x -c", "check x --jobs", "no-such", "diff", "validate too many", "check --"):
        done = specloom(*words.split(), name)
        assert (done.code, len((done.out + done.err).strip()) > 0) == (
            {"validate": 0, "check --": 1}.get(words, 2),
            True,
        ), words
        assert_harmless(printed(done))


def test_names_of_clients_are_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    clients = [
        f"[[tool.specloom.clients]]\nname = {json.dumps(name)}\nspec = 'openapi.yaml'\npackage = 'p{index}'\n"
        for index, name in enumerate(["\x1b[31m[bold]::error::x", "::error::y ##[z]"])
    ]
    (tmp_path / "pyproject.toml").write_text("".join(clients))
    for words in (["generate", "--no-cache"], ["check", "--client", "\x1b[31m"], ["dump-ir"]):
        assert_harmless(printed(specloom(*words)))


def test_annotations_are_the_only_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    text = MINIMAL.replace("operationId: getTree", 'operationId: "::error::x \\e[31m ##[error]"')
    (tmp_path / "openapi.yaml").write_text(text + text.partition("paths:\n")[2].replace("/trees/", "/leaves/"))
    checked = specloom("check", "openapi.yaml", "--annotations", "github", "--strict")
    commands = [line for line in checked.out.splitlines() if line.startswith("::")]
    assert commands
    assert [line for line in commands if not line.startswith(ALLOWED)] == []
    assert_harmless("\n".join(line.removeprefix("::") for line in checked.out.splitlines()) + checked.err)


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_json_says_the_same_as_before(attack: str) -> None:
    value = {"x": [attack, {attack: "##[##[##vso["}]}
    for text in (json_text(value), json_text(value, ascii_only=True)):
        assert json.loads(text) == value
        assert_harmless(text)
    assert json_text(value, ascii_only=True).isascii()


@pytest.mark.parametrize("attack", [*ATTACKS, "`", "``", "x`", "` `` ```", "<script>", "[x](javascript:y)", "a\n\n# b"])
def test_markdown_keeps_text_and_code_on_their_line(attack: str) -> None:
    for made in (code_span(attack), escape_text(attack)):
        assert made.isprintable()
    fence = re.match("`+", code_span(attack))
    assert fence is not None
    assert fence[0] not in code_span(attack)[len(fence[0]) : -len(fence[0])]


def test_ordinary_lines_stay_as_they_are() -> None:
    text = "\t@echo x\n+    key: Optional[str] = None  # a: b::c\n-::-1\n# [x] ## heading\nObstgärten 木\n"
    assert shown_text(text) == text


def test_a_live_display_shows_markup_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    display = Live()
    stream = io.StringIO()
    display.status.console.file = stream
    display.show_stage("[bold]x[/bold]\x1b[31m\u202e")
    display.status.console.print(display.status.renderable)
    display.close()
    assert "[bold]x[/bold]\\x1b[31m\\u202e" in stream.getvalue()


def test_only_the_console_prints() -> None:
    found: list[str] = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            name = ast.unparse(node) if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if name in {"sys.stdout", "sys.stderr", "print", "typer.echo", "typer.secho"}:
                found.append(f"{path.relative_to(ROOT)}: {name}")
    assert set(found) == {
        "generator/specloom/__main__.py: sys.stdout",
        "generator/specloom/__main__.py: sys.stderr",
        "generator/specloom/cli.py: typer.echo",
        "generator/specloom/commands/console.py: sys.stdout",
        "generator/specloom/commands/console.py: sys.stderr",
    }


def test_a_repository_may_hold_any_file_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    specloom("generate", "openapi.yaml", "-o", "out", "--with-project")
    project = tmp_path / "out" / "src" / "orchard"
    manifest = json.loads((project / ".specloom.json").read_text())
    names = ["\x1b[31m.py", "::error::x.py", "##vso[x].py"]
    for name in names:
        (project / name).write_text("mine\n")
        manifest["files"][name] = "0" * 64
    (project / ".specloom.json").write_text(json.dumps(manifest))
    checked = specloom("check", "openapi.yaml", "-o", "out", "--with-project")
    assert_harmless(printed(checked))
    os.rename(project, tmp_path / names[0])
    shutil.rmtree(tmp_path / "out")
    assert_harmless(printed(specloom("migrate", names[0], "openapi.yaml")))
