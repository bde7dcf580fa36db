"""What stands round a package says what documents and configs say, and nothing of that becomes markup or code."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from specloom.api.ir import PackageSpec
from specloom.emit.header import header_comment
from specloom.emit.literals import toml_string
from specloom.emit.parsed import ModuleError, check_modules
from tests.support.cli import MINIMAL, Outcome, Runner, runner

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "http://evil.example/x",
    "```\n# pwned\n```",
    "\n\n# pwned\n\n",
    "\n~~~\npwned",
    "<!-- pwned",
    "--> pwned",
    "\x1b]0;pwned\x07",
    "\u202epwned",
    "` pwned `` ```",
    "| a | b |\n|---|---|",
    "*pwned* **pwned** _pwned_",
    "&lt;script&gt;",
    '"""\nimport os',
    "{{ 7 * 7 }}{% raw %}",
    "\\`<b>",
    "x\r# pwned",
    "x\u2028# pwned",
]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
ALLOWED_HTML = re.compile(r'</?code(?: title="[^"<>]*")?>|</a>|<a href="(?:\./)?src/[\w./]+">')
ALLOWED_LINKS = re.compile(
    r"api\.md|LICENSE|https://docs\.pydantic\.dev|https://pypi\.org/project/httpx2?/|https://docs\.orchard\.example/.*"
)


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(tmp_path, monkeypatch, capsys)


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for token in MARKDOWN.parse(text):
        found += [token, *(token.children or [])]
    return found


def shape(text: str) -> list[str]:
    """Return the kinds of blocks of a Markdown file, in order."""
    return [token.type + token.tag for token in MARKDOWN.parse(text) if token.type not in ("inline",)]


def check_markdown(text: str, *, html: bool) -> None:
    for line in text.split("\n"):
        assert line.replace("\t", "").isprintable(), ascii(line)
    for token in tokens(text):
        if token.type in ("html_inline", "html_block"):
            assert html, token.content
            assert ALLOWED_HTML.fullmatch(token.content), token.content
        assert token.type not in ("image", "em_open", "s_open"), token
        if token.type == "link_open":
            assert ALLOWED_LINKS.fullmatch(str(token.attrGet("href"))), token
        if token.type == "fence" and token.info == "python":
            ast.parse(token.content)
        if token.type == "inline" and token.level == 1 and html and token.content.startswith("pwned"):
            raise AssertionError(token.content)


def document(attack: str) -> str:
    """Return a document that says `attack` wherever the texts round a package could say it."""
    answer = {"description": attack, "content": {"application/json": {"schema": {"enum": [attack, "x", "y"]}}}}
    operation = {"summary": attack, "description": attack, "tags": ["trees"], "responses": {"200": answer}}
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {"kind": {"enum": [attack]}}}}}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": f"Orchard {attack} API",
                "version": f"1.0{attack}",
                "description": attack,
                "license": {"name": attack, "identifier": attack},
                "contact": {"name": attack, "email": f"a@b{attack}", "url": attack},
                "termsOfService": attack,
            },
            "externalDocs": {"url": f"https://docs.orchard.example/{attack}", "description": attack},
            "servers": [
                {"url": "https://a.example", "description": attack, "x-name": attack},
                {"url": "https://b.example", "description": f"b {attack}"},
            ],
            "paths": {
                "/trees": {"get": operation, "post": {**operation, "requestBody": body}},
                f"/odd/{attack}": {"get": operation},
            },
            "webhooks": {attack: {"post": {"requestBody": body, "responses": {"200": {"description": "x"}}}}},
            "components": {"securitySchemes": {attack: {"type": "http", "scheme": "bearer", "description": attack}}},
            "security": [{attack: []}],
        }
    )


def config(attack: str) -> str:
    """Return a config that says `attack` wherever it may say anything."""
    return json.dumps(
        {
            "organization": {"name": "orchard", "title": attack, "contact": attack},
            "targets": {"python": {"package_name": "orchard", "readme_title": attack}},
            "environments": {f"a{attack}": "https://a.example", f"b{attack}": "https://b.example"},
            "settings": {"license": {"name": attack, "contents": f"A licence.\n{attack}\n"}, "file_header": attack},
            "client_settings": {
                "idempotency": {"header": attack},
                "opts": {"key": {"type": "string", "example": attack, "description": attack, "default": attack}},
            },
            "readme": {"example_requests": {"default": {"endpoint": "get /trees", "response_property": attack}}},
            "resources": {"trees": {"description": attack, "methods": {"list": "get /trees", "grow": "post /trees"}}},
        }
    )


def project(specloom: Runner, directory: Path, attack: str, *, with_config: bool) -> tuple[Outcome, Path]:
    """Make a project of a document, and of a config if one is asked for."""
    (directory / "openapi.json").write_text(document(attack))
    if with_config:
        (directory / "mine.yml").write_text(config(attack))
    flags = ["-c", str(directory / "mine.yml")] if with_config else ["--package", "orchard"]
    out, spec = directory / f"out{with_config}", str(directory / "openapi.json")
    return specloom("generate", spec, "-q", "-o", str(out), "--with-project", "--no-cache", *flags), out


SOME_ATTACKS = ATTACKS[::5]


@pytest.mark.parametrize(
    ("with_config", "attacks"),
    [
        pytest.param(True, SOME_ATTACKS, id="some"),
        pytest.param(False, ATTACKS, id="document", marks=pytest.mark.slow),
        pytest.param(True, ATTACKS, id="config", marks=pytest.mark.slow),
    ],
)
def test_no_text_becomes_markup(with_config: bool, attacks: list[str], specloom: Runner, tmp_path: Path) -> None:
    tame = tmp_path / "tame"
    tame.mkdir()
    done, calm = project(specloom, tame, "tame", with_config=with_config)
    assert done.code == 0, done.err
    for number, attack in enumerate(attacks):
        directory = tmp_path / str(number)
        directory.mkdir()
        done, out = project(specloom, directory, attack, with_config=with_config)
        assert done.code == 0, (attack, done.err)
        readme, api = (out / "README.md").read_text(), (out / "api.md").read_text()
        check_markdown(readme, html=False)
        check_markdown(api, html=True)
        assert shape(readme) == shape((calm / "README.md").read_text()), attack
        data = tomllib.loads((out / "pyproject.toml").read_text())
        assert set(data["project"].get("urls", {})) <= {"Homepage", "Documentation"}
        for name in ("LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", "tests/openapi.json"):
            text = (out / name).read_text() if (out / name).is_file() else ""
            assert all(line.replace("\t", "").isprintable() for line in text.split("\n")), (attack, name)
        for path in out.rglob("*.py"):
            compile(path.read_bytes(), str(path), "exec")


def test_a_wheel_can_be_made_of_any_of_it(specloom: Runner, tmp_path: Path) -> None:
    done, out = project(specloom, tmp_path, "<x> \u202e \x1b[31m ``` é 木", with_config=True)
    assert done.code == 0
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    made = subprocess.run(build, cwd=out, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def test_half_a_character_is_no_bug_of_ours(specloom: Runner, tmp_path: Path) -> None:
    text = json.dumps(document("x")).replace("Orchard x", "Orchard \\\\ud800")
    (tmp_path / "openapi.json").write_text(json.loads(text))
    done = specloom("generate", "openapi.json", "-q", "-o", "out", "--with-project", "--package", "orchard")
    assert done.code in (0, 2), done.err


VALUES = {
    "targets.python.version": ["1.0\n", "1.0; import os", "<b>", "latest", "", " 1.0", "1.0 "],
    "targets.python.project_name": ["../x", "a b", "-x", "x-", "<b>", "", "a" * 300, "x\n"],
    "targets.python.production_repo": ["javascript:alert(1)", "a/b/c", "a b/c", "<b>", "../x", "file:///etc", "a/b\n"],
    "client_settings.default_env_prefix": ["a b", "x-y", "1X", "X\n", "`X`", "", "X-Y", "<b>"],
    "client_settings.opts.key.read_env": ["a b", "x-y", "1X", "X\n", "`X`", "", "$(x)", "|"],
    "organization.docs": [
        "javascript:alert(1)",
        "https://x y",
        "https://<b>",
        "file:///etc/passwd",
        "https://x\n",
        "data://x",
    ],
}
SOUND = {
    "targets.python.version": ["1.0", "2.0.0rc1", "1!2.0", "0.1.0a1.dev3+local", "v1.2"],
    "targets.python.project_name": ["orchard", "Orchard.SDK", "orchard-sdk", "o"],
    "targets.python.production_repo": ["acme/orchard-python", "acme/orchard#main", "https://gitlab.com/a/b/c", ""],
    "client_settings.default_env_prefix": ["ORCHARD", "_X", "X9", "x"],
    "client_settings.opts.key.read_env": ["ORCHARD_KEY", "_X", "X9", "x"],
    "organization.docs": ["https://docs.orchard.example", "docs.orchard.example/x", "http://x:8080/a?b=c#d", ""],
}


def config_with(*settings: tuple[str, str]) -> str:
    """Return a config with some values set, each on a line of its own."""
    data: dict[str, object] = {}
    for key, value in settings:
        *parents, last = key.split(".")
        table: dict[str, Any] = data
        for word in parents:
            table = table.setdefault(word, {})
        table[last] = value
    return json.dumps(data, indent=1)


def in_turns(values: dict[str, list[str]]) -> list[list[tuple[str, str]]]:
    """Return settings such that each value is in one of them, and each key at most once in each."""
    longest = max(map(len, values.values()))
    return [[(key, each[number]) for key, each in values.items() if number < len(each)] for number in range(longest)]


@pytest.mark.one_in(4)
@pytest.mark.parametrize("settings", in_turns(VALUES))
def test_values_with_a_syntax_of_their_own_are_checked(
    settings: list[tuple[str, str]], specloom: Runner, tmp_path: Path
) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    text = config_with(*settings)
    (tmp_path / "stainless.yml").write_text(text)
    refused = specloom("validate", "openapi.yaml", "-q")
    assert refused.code == 2
    for key, value in settings:
        member = f"{json.dumps(key.rpartition('.')[2])}: {json.dumps(value)}"
        line = next(number for number, each in enumerate(text.splitlines(), 1) if member in each)
        assert re.search(rf"stainless\.yml:{line}:\d+: error\[config-value\]: {key}: ", refused.err), refused.err


@pytest.mark.one_in(5)
@pytest.mark.parametrize("settings", in_turns(SOUND))
def test_sound_values_are_taken(settings: list[tuple[str, str]], specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    (tmp_path / "stainless.yml").write_text(config_with(*settings))
    assert specloom("validate", "openapi.yaml", "-q").code == 0


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("MIT", "MIT"),
        ("mit OR apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("Our Own <b>", "LicenseRef-Our-Own-b"),
        ("x" * 500, "LicenseRef-" + "x" * 100),
    ],
)
def test_a_licence_is_an_expression_or_a_reference(given: str, wanted: str, specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    (tmp_path / "stainless.yml").write_text(config_with(("settings.license.name", given)))
    assert specloom("generate", "openapi.yaml", "-q", "-o", "out", "--with-project").code == 0
    assert tomllib.loads((tmp_path / "out" / "pyproject.toml").read_text())["project"]["license"] == wanted


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ({"publish": {"pypi": True}, "production_repo": "acme/orchard"}, "pip install orchard\n"),
        ({"production_repo": "acme/orchard"}, "pip install git+https://github.com/acme/orchard\n"),
        ({"production_repo": "https://x.example/a$(id)"}, "pip install .\n"),
        ({"publish": {"pypi": False}}, "pip install .\n"),
    ],
)
def test_nobody_is_sent_to_an_index_where_it_is_not_published(
    target: dict[str, object], command: str, specloom: Runner, tmp_path: Path
) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    config = {"organization": {"name": "orchard"}, "targets": {"python": {"package_name": "orchard", **target}}}
    (tmp_path / "stainless.yml").write_text(json.dumps(config))
    assert specloom("generate", "openapi.yaml", "-q", "-o", "out", "--with-project").code == 0
    readme = (tmp_path / "out" / "README.md").read_text()
    assert re.findall("pip install.*\n", readme) == [command]


@pytest.mark.parametrize(
    "text", ["coding: utf-7", "x\ncoding=raw_unicode_escape", "Encoding: secret", "vim: fileencoding=x"]
)
def test_a_header_names_no_encoding(text: str) -> None:
    head = header_comment(PackageSpec("p", "p", "1", "t", file_header=text))
    source = f"{head}\nx = '+AAo-pwned = 1'\n"
    check_modules({"x.py": source})
    space: dict[str, object] = {}
    exec(compile(source.encode(), "x.py", "exec"), space)
    assert "pwned" not in space


def test_a_module_in_another_encoding_is_none_of_ours() -> None:
    for name in ("utf-7", "nonsense", "latin-1"):
        with pytest.raises(ModuleError):
            check_modules({"x.py": f"# coding: {name}\nx = 1\n"})
    check_modules({"x.py": "# coding: utf-8\nx = 1\n", "y.py": "x = 1\n\n# coding: nonsense\n"})


@pytest.mark.parametrize("text", [*ATTACKS, "\x00\x7f\x85\ufeff", "\U000e0001", 'a"b\\c\n\t', "木"])
def test_toml_says_the_same(text: str) -> None:
    written = toml_string(text)
    assert written.isprintable()
    assert tomllib.loads(f"x = {written}")["x"] == text
