"""Templates of the user: those without effect are named, with the name that may be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import ROOT, Runner

VERSION = (ROOT / "templates" / "package" / "_version.py.jinja").read_text()
UNUSED = "warning[template-unused]: this template replaces no template of specloom, and no other template uses it\n"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("_version.py.jinja", "did you mean `package/_version.py.jinja`?"),
        ("templates/package/_version.py.jinja", "did you mean `package/_version.py.jinja`?"),
        ("package/_verson.py.jinja", "did you mean `package/_version.py.jinja`?"),
        ("package/_version.py.j2", "did you mean `package/_version.py.jinja`?"),
        ("project/Readme.md.jinja", "did you mean `project/README.md.jinja`?"),
        ("runtime/_base_clients.py", "did you mean `runtime/_base_client.py`?"),
        ("zzz.jinja", "rename it to a template of specloom: see docs/how-to/templates.md"),
    ],
)
def test_a_template_without_effect_is_named(name: str, hint: str, specloom: Runner, tmp_path: Path) -> None:
    put(tmp_path / "mine" / name, "")
    for _ in range(2):  # the second run has the result of the first from the cache
        done = specloom("generate", "openapi.yaml", "--templates", "mine")
        assert (done.code, done.err) == (0, f"mine/{name}: {UNUSED}  hint: {hint}\n")
    openapi = tmp_path / "openapi.yaml"
    openapi.write_text(openapi.read_text() + "# changed\n")
    again = specloom("generate", "openapi.yaml", "--templates", "mine")
    assert (again.code, again.err) == (0, f"mine/{name}: {UNUSED}  hint: {hint}\n")
    assert specloom("generate", "openapi.yaml", "--templates", "mine", "--strict").code == 2


def test_templates_with_an_effect_are_not(specloom: Runner, tmp_path: Path) -> None:
    put(tmp_path / "mine/package/_version.py.jinja", VERSION + "{% include 'shared/team.jinja' %}")
    put(tmp_path / "mine/shared/team.jinja", "__team__ = 'orchard'\n")
    put(tmp_path / "mine/project/README.md.jinja", "for projects alone\n")
    put(tmp_path / "mine/runtime/_greetings.py", "HELLO = 'hello'\n")
    put(tmp_path / "mine/notes.txt", "no template\n")
    done = specloom("generate", "openapi.yaml", "-o", "out", "--templates", "mine")
    assert (done.code, done.err) == (0, "")
    assert '__team__ = "orchard"' in (tmp_path / "out/orchard/_version.py").read_text()
    assert (tmp_path / "out/orchard/_greetings.py").is_file()
