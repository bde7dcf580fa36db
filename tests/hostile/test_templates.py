"""Templates of the user print what they are given and reach nothing else, and a folder of them holds text alone."""

from __future__ import annotations

import dataclasses
import enum
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from specloom.base import template_directory
from specloom.base.diagnostics import Diagnostics
from specloom.emit.models import classes
from specloom.emit.render import TemplatePrinter, _jinja_environment, template_printer
from specloom.emit.sandbox import OwnTemplate
from specloom.emit.views import FileView
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options, builtin_templates
from specloom.pipeline.run import Run
from tests.support.cli import MINIMAL, ROOT, Runner, run_process, runner

RUN = "os.system('touch pwned')"
ATTACKS = {
    "cycler": f"{{{{ cycler.__init__.__globals__.{RUN} }}}}",
    "joiner": f"{{{{ joiner.__init__.__globals__.{RUN} }}}}",
    "lipsum": f"{{{{ lipsum.__globals__.{RUN} }}}}",
    "namespace": f"{{{{ namespace.__init__.__globals__.{RUN} }}}}",
    "self": f"{{{{ self.__init__.__globals__.{RUN} }}}}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr": "{{ ''|attr('__class__') }}",
    "map": "{{ (['']|map(attribute='__class__')|first).mro }}",
    "item": "{{ ''['__class__'] }}",
    "format": "{{ '{0.__class__}'.format('') }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': ''}) }}",
    "view": "{{ file.__class__.__module__ }}",
    "environment": f"{{{{ self._TemplateReference__context.environment.{RUN} }}}}",
    "macro": "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    "loop": "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "generator": "{{ ([1]|map('upper')).gi_frame.f_globals }}",
    "include": "{% include '../../secret.jinja' %}",
    "absolute": "{% include '/etc/hostname' %}",
    "import": "{% import 'notes.txt' as notes %}{{ notes }}",
    "mutation": "{% set x = [] %}{{ x.append(1) }}",
    "unknown": "{{ nothing_of_that_name }}",
    "syntax": "{% if %}",
    "fault": "{{ 1 / 0 }}",
    "range": "{{ range(99999999)|list|length }}",
}
LOCATIONS = {
    "package/_version.py.jinja": "package/_version.py.jinja",
    "models/pydantic_v2/BaseModel.jinja2": "models/pydantic_v2/BaseModel.jinja2",
    "models/TypedDict.jinja2": "models/TypedDict.jinja2",
}
PARAMETER = "        - {name: size, in: query, schema: {type: string}}\n"


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("      responses:", PARAMETER + "      responses:"))
    (tmp_path / "secret.jinja").write_text("secret")
    return runner(tmp_path, monkeypatch, capsys)


def put(directory: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_reaches_nothing(attack: str, location: str, specloom: Runner, tmp_path: Path) -> None:
    put(tmp_path / "mine", {location: f"x = 1\n{ATTACKS[attack]}\n", "notes.txt": "x"})
    refused = specloom("generate", "openapi.yaml", "-q", "--templates", "mine", "--jobs", "1")
    assert refused.code == 2, refused.err
    assert f"mine/{location}:2:1: error[template-error]: " in refused.err
    assert "hint: templates can use only the values that they get" in refused.err
    assert "secret" not in refused.err.replace("secret.jinja", "")
    assert {path.name for path in tmp_path.iterdir()} == {"openapi.yaml", "secret.jinja", "mine"}


def test_an_older_sandbox_is_not_trusted(specloom: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "mine", {"package/_version.py.jinja": "x = 1\n"})
    monkeypatch.setattr("jinja2.__version__", "3.1.5")
    refused = specloom("generate", "openapi.yaml", "-q", "--no-cache", "--templates", "mine")
    assert refused.code == 2
    assert refused.err.startswith("error[template-jinja2]: your templates need jinja2 3.1.6")
    assert specloom("generate", "openapi.yaml", "-q", "--no-cache").code == 0
    monkeypatch.setattr("jinja2.__version__", "3.2.0")
    assert specloom("generate", "openapi.yaml", "-q", "--no-cache", "--templates", "mine").code == 0


def test_our_templates_print_the_same_in_the_sandbox(specloom: Runner, tmp_path: Path) -> None:
    assert specloom("generate", "openapi.yaml", "-q", "-o", "a", "--with-project").code == 0
    (tmp_path / "none").mkdir()
    assert specloom("check", "openapi.yaml", "-q", "-o", "a", "--with-project", "--templates", "none").code == 0
    shutil.copytree(builtin_templates(), tmp_path / "ours", ignore=shutil.ignore_patterns("__pycache__"))
    assert specloom("check", "openapi.yaml", "-q", "-o", "a", "--with-project", "--templates", "ours").code == 0


def test_what_is_made_of_a_large_document_is_the_same_too(tmp_path: Path) -> None:
    shutil.copytree(builtin_templates(), tmp_path / "ours", ignore=shutil.ignore_patterns("__pycache__"))
    done = run_process("check", "--no-cache", "--templates", str(tmp_path / "ours"), cwd=ROOT)
    assert done.code == 0, done.err
    assert done.out.endswith(" files, up to date\n")


def test_a_sandbox_holds_no_more_than_is_said() -> None:
    environment = _jinja_environment(builtin_templates(), (OwnTemplate("x.jinja", "x.jinja", "x"),))
    assert environment.sandboxed
    assert set(environment.globals) == {"dict", "namespace", "range"}
    assert "random" not in environment.filters
    assert not _jinja_environment(builtin_templates(), ()).sandboxed


def values_in(value: object) -> set[type]:
    """Return the types of all that a view is made of, or the values for a template."""
    if isinstance(value, dict):
        return set().union(*map(values_in, value.values()))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return set().union(*(values_in(getattr(value, item.name)) for item in dataclasses.fields(value)))
    if isinstance(value, tuple):
        return set().union(*map(values_in, value))
    return {enum.Enum} if isinstance(value, enum.Enum) else {type(value)}


def test_views_are_texts_and_numbers(monkeypatch: pytest.MonkeyPatch, specloom: Runner) -> None:
    seen: set[type] = set()
    real = FileView.__init__

    def spy(view: FileView, path: str, template: str, content: object) -> None:
        seen.update(values_in(content))
        real(view, path, template, content)

    monkeypatch.setattr(FileView, "__init__", spy)
    assert specloom("generate", "openapi.yaml", "-q", "--no-cache", "--with-project", "--jobs", "1").code == 0
    assert seen <= {str, int, bool, type(None), enum.Enum}


def test_templates_of_types_are_given_texts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own objects can read files and unpickle."""
    given: list[dict[str, object]] = []

    def spy(roots: Sequence[Path]) -> TemplatePrinter:
        def print_values(template: str, values: Mapping[str, object]) -> str:
            given.append(dict(values))
            return template_printer(roots)(template, values)

        return print_values

    monkeypatch.setattr(classes, "template_printer", spy)
    directory = ROOT / "tests" / "features" / "whole_surface"
    generate(
        Options(str(directory / "openapi.yaml"), directory / "stainless.yml", cache=False, jobs=1), Run(Diagnostics())
    )
    assert {"fields", "extra", "recursive"} <= {name for values in given for name in values}
    assert set().union(*map(values_in, given)) <= {str, bool, type(None)}


def make(kind: str, directory: Path) -> None:
    """Put something into a template directory that is no template."""
    path = directory / "package" / "_version.py.jinja"
    path.parent.mkdir(parents=True)
    makers: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(directory.parent / "secret.jinja"),
        "dangling": lambda: path.symlink_to(directory.parent / "nowhere.jinja"),
        "folder": lambda: (directory / "resources").symlink_to(directory.parent),
        "device": lambda: path.symlink_to("/dev/zero"),
        "huge": lambda: path.write_bytes(b"x" * (template_directory.LARGEST + 1)),
        "sparse": lambda: (path.touch(), os.truncate(path, 1 << 40)),
        "binary": lambda: path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe"),
        "pipe": lambda: os.mkfifo(path),
        "many": lambda: [(directory / f"{number}.jinja").touch() for number in range(template_directory.MOST + 1)],
    }
    makers[kind]()


FAULTS = {
    "link": "mine/package/_version.py.jinja: error[template-link]: the link leads outside the template directory",
    "dangling": "mine/package/_version.py.jinja: error[template-link]: the link leads outside",
    "folder": "mine/resources: error[template-link]: this is a link to a directory",
    "device": "mine/package/_version.py.jinja: error[template-link]: the link leads outside",
    "huge": "mine/package/_version.py.jinja: error[template-file]: the file is larger than 1 MB",
    "sparse": "mine/package/_version.py.jinja: error[template-file]: the file is larger than 1 MB",
    "binary": "mine/package/_version.py.jinja: error[template-file]: the file is not UTF-8 text",
    "pipe": "mine/package/_version.py.jinja: error[template-file]: this is not a regular file",
    "many": "mine: error[template-many]: the directory has more than 2000 templates",
}


@pytest.mark.parametrize("cache", [(), ("--no-cache",)], ids=["cache", "no-cache"])
@pytest.mark.parametrize("kind", FAULTS)
def test_what_is_no_template_is_named(kind: str, cache: tuple[str, ...], specloom: Runner, tmp_path: Path) -> None:
    make(kind, tmp_path / "mine")
    refused = specloom("generate", "openapi.yaml", "-q", "--templates", "mine", *cache)
    assert refused.code == 2
    assert FAULTS[kind] in refused.err
    assert "hint: " in refused.err
    assert not (tmp_path / "orchard").exists()


def test_what_else_lies_in_the_directory_is_nobodys_business(specloom: Runner, tmp_path: Path) -> None:
    directory = tmp_path / "mine"
    put(directory, {"package/_version.py.jinja": '__version__ = "1"\n__title__ = "x"\n', "README.md": "x"})
    (directory / "logo.png").write_bytes(b"\x89PNG\xff")
    (directory / "link").symlink_to("/dev/zero")
    (directory / ".git").mkdir()
    (directory / ".git" / "x.py").symlink_to("/dev/zero")
    (directory / "package" / "again.jinja").symlink_to("_version.py.jinja")
    assert specloom("generate", "openapi.yaml", "-q", "--templates", "mine").code == 0
    assert '__title__ = "x"' in (tmp_path / "orchard" / "_version.py").read_text()


TABLE = '[tool.specloom]\nspec = "openapi.yaml"\ntemplates = "mine"\n'


@pytest.mark.parametrize("service", ["CI", "GITHUB_ACTIONS", "TF_BUILD", "JENKINS_URL", "GITLAB_CI"])
def test_in_ci_templates_of_the_table_wait_for_permission(
    service: str, specloom: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"pyproject.toml": TABLE, "mine/package/_version.py.jinja": '__version__ = "1"\n__title__ = "x"\n'})
    monkeypatch.delenv("CI")
    assert specloom("generate", "-q").code == 0
    monkeypatch.setenv(service, "true")
    for command in ("generate", "check"):
        refused = specloom(command)
        assert refused.code == 2
        assert "pyproject.toml:3:1: error[templates-not-allowed]: " in refused.err
        assert "hint: allow them with --allow-templates or SPECLOOM_ALLOW_TEMPLATES=1" in refused.err
    assert specloom("check", "-q", "--allow-templates").code == 0
    assert specloom("check", "-q", "--templates", "mine").code == 0
    for value, code in (("1", 0), ("0", 2), ("", 2), ("true", 0)):
        monkeypatch.setenv("SPECLOOM_ALLOW_TEMPLATES", value)
        assert specloom("check", "-q").code == code
    monkeypatch.setenv(service, "false")
    monkeypatch.delenv("SPECLOOM_ALLOW_TEMPLATES")
    assert specloom("check", "-q").code == 0


def test_a_template_that_is_new_takes_the_place_of_ours_in_the_same_process(specloom: Runner, tmp_path: Path) -> None:
    put(tmp_path, {"mine/package/py.typed.jinja": ""})
    for number, text in enumerate(("__title__ = 'a'\n", "__title__ = 'b'\n")):
        assert specloom("generate", "openapi.yaml", "-q", "--templates", "mine").code == 0
        put(tmp_path, {"mine/package/_version.py.jinja": f"__version__ = '1'\n{text}"})
        assert specloom("generate", "openapi.yaml", "-q", "--templates", "mine").code == 0
        assert f'"{"ab"[number]}"' in (tmp_path / "orchard" / "_version.py").read_text()


def test_commands_that_print_no_package_use_no_templates(specloom: Runner, tmp_path: Path) -> None:
    put(tmp_path, {"pyproject.toml": TABLE, "mine/package/_version.py.jinja": "{{ 1 / 0 }}"})
    assert specloom("validate", "-q").code == 0
    assert specloom("dump-ir", "-q").code == 0
    assert specloom("diff", "openapi.yaml", "-q").code == 0
