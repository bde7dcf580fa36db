"""Whatever a document, a config or the user calls things: the package parses, imports, and hides nothing of others."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.base import reserved
from specloom.base.packagenames import LONGEST, importable_name, package_fault
from specloom.emit import parsed, render
from specloom.emit.resources.root import _EAGER, _LAZY
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.cli import MINIMAL, Runner, runner

TITLES = [
    *("None", "True", "False", "class", "match", "case", "type", "_", "list", "print", "map", "typing", "json", "http"),
    *("re", "test", "email", "calendar", "pydantic", "httpx", "httpx2", "httpcore", "anyio", "typing_extensions"),
    *("sitecustomize", "usercustomize", "conftest", "tests", "con", "nul", "Any", "Mapping", "Self", "Security"),
    *("Stream", "Timeout", "BaseModel", "Connection", "Value", "Key", "Type", "Exception", "__debug__", "木", "1"),
    *("3scale", "ﬁle", "ª", "Authentication API", "Rate Limit", "Not Found", "NoneType", "APIClient", "a" * 5000),
    *("", "API", "../../x"),
]
CHECK = """
import builtins, importlib, pkgutil, sys
sys.path.insert(0, "out")
import httpx2
for info in sorted(pkgutil.iter_modules(["out"]), key=lambda info: info.name):
    module = importlib.import_module(info.name)
    for inner in pkgutil.walk_packages(module.__path__, info.name + "."):
        importlib.import_module(inner.name)
    space = {}
    exec(f"from {info.name} import *", space)
    hidden = set(space) & set(dir(builtins)) - {"__builtins__", "__doc__", "__name__"}
    assert not hidden, (info.name, hidden)
    errors = importlib.import_module(info.name + "._exceptions")
    base = importlib.import_module(info.name + "._runtime.settings").BaseError
    for name in set(errors.__all__) - {"APIWebhookValidationError"}:  # which clients with webhooks alone export
        assert getattr(module, name) is getattr(errors, name), (info.name, name)
        assert getattr(module, name) is not base, (info.name, name)
    for name, home in (("Stream", "_streaming"), ("BaseModel", "_models"), ("Timeout", "_types")):
        assert getattr(module, name) is getattr(importlib.import_module(f"{info.name}.{home}"), name), info.name
    answer = httpx2.MockTransport(lambda request: httpx2.Response(200, json={"id": "7"}))
    client = module.Client(base_url="https://x.test", http_client=httpx2.Client(transport=answer))
    assert client.trees.retrieve("7").id == "7", info.name
    module.AsyncClient(base_url="https://x.test")
    print(info.name)
"""


def titled(title: str) -> str:
    return MINIMAL.replace("title: Orchard", f"title: {json.dumps(title)}")


def made_of(directory: Path, text: str) -> tuple[str, Run]:
    """Generate below `out` and return the name of the package, and the run."""
    (directory / "openapi.yaml").write_text(text)
    run = Run()
    result = generate(Options(str(directory / "openapi.yaml"), jobs=1, cache=False), run)
    for path, content in result.files.items():
        file = directory / "out" / result.package / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return result.package, run


@pytest.mark.slow
def test_any_title_gives_a_package_that_works(tmp_path: Path) -> None:
    names = [made_of(tmp_path, titled(title))[0] for title in TITLES]
    assert not {*names} & {*sys.stdlib_module_names, *dir(builtins), *reserved.REQUIRED_PACKAGES, "tests", "con"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", CHECK], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == sorted({*names})


@pytest.mark.parametrize(
    ("title", "package", "client", "error"),
    [
        ("None", "none", "NoneClient", "NoneError"),
        ("typing", "typing_client", "Typing", "TypingError"),
        ("match", "match_client", "Match", "MatchError"),
        ("Authentication API", "authentication", "Authentication", "AuthenticationClientError"),
        ("Connection", "connection", "Connection", "ConnectionClientError"),
        ("Stream", "stream", "StreamClient", "StreamError"),
        ("APIClient", "client", "Client", "ClientError"),
        ("Orchard", "orchard", "Orchard", "OrchardError"),
    ],
)
def test_a_name_that_would_hide_another_is_changed_by_a_rule_with_a_note(
    title: str, package: str, client: str, error: str, tmp_path: Path
) -> None:
    name, run = made_of(tmp_path, titled(title))
    text = (tmp_path / "out" / name / "__init__.py").read_text()
    assert (name, f'"{client}"' in text, f'"{error}"' in text) == (package, True, True)
    noted = [item for item in run.diagnostics if item.code == "name-changed"]
    assert (len(noted) > 0) is (title not in ("Orchard", "APIClient"))
    assert {(item.severity.value, item.line) for item in noted} <= {("info", 2)}


def test_a_config_of_init_gives_the_same_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.yaml").write_text(titled("typing"))
    assert specloom("generate", "openapi.yaml", "-q").code == 0
    assert specloom("init", "openapi.yaml", "-q").code == 0
    checked = specloom("check", "openapi.yaml")
    assert {line for line in checked.out.splitlines() if line.startswith("+++")} == {
        "+++ b/typing_client/.specloom.json"
    }


FAULTY = ["None", "class", "typing", "json", "pydantic", "httpx2", "_", "print", "../x", "a.b", "a-b", "ﬁle", "", "con"]
FAULTY += ["sitecustomize", "a" * (LONGEST + 1), "/etc/x", "a\n", "__debug__", "__main__"]


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    return runner(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("name", FAULTY, ids=ascii)
def test_a_package_name_that_is_given_and_cant_work_is_refused(name: str, specloom: Runner, tmp_path: Path) -> None:
    before = {"openapi.yaml", "pyproject.toml", "stainless.yml"}
    flag = specloom("generate", "openapi.yaml", "-q", "-o", "out", "--package", name)
    (tmp_path / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "openapi.yaml"\npackage = {json.dumps(name)}\n')
    table = specloom("generate", "-q")
    config = {"organization": {"name": "orchard"}, "targets": {"python": {"package_name": name}}}
    (tmp_path / "stainless.yml").write_text(json.dumps(config, indent=1))
    given = specloom("generate", "openapi.yaml", "-q", "-o", "out")
    assert (flag.code, table.code, given.code) == (2, 2, 2)
    assert "error[package-name]: " in flag.err
    assert "pyproject.toml:3:1: error[project-key]: " in table.err
    assert "stainless.yml:7:" in given.err
    assert "error[package-name]: " in given.err
    assert all("hint: use a name such as `" in done.err for done in (flag, table, given))
    assert {path.name for path in tmp_path.iterdir()} <= before


@pytest.mark.parametrize("name", ["None", "class", "Stream", "APIError", "ValueError", "Any", "__debug__", "__name__"])
def test_a_client_name_that_is_given_and_cant_work_is_refused(name: str, specloom: Runner, tmp_path: Path) -> None:
    config = {"organization": {"name": "orchard"}, "client_settings": {"default_client_name": name}}
    (tmp_path / "stainless.yml").write_text(json.dumps(config, indent=1))
    refused = specloom("generate", "openapi.yaml", "-q")
    assert (refused.code, "stainless.yml:6:" in refused.err) == (2, True)
    assert f"error[client-name]: `{name}`" in refused.err
    assert f"hint: write `{name}Client`" in refused.err


def test_the_client_and_its_resources_have_names_of_their_own(specloom: Runner, tmp_path: Path) -> None:
    config = {
        "organization": {"name": "trees"},
        "targets": {"python": {"package_name": "orchard", "resource_class_infix": False}},
        "resources": {"trees": {"methods": {"retrieve": "get /trees/{tree_id}"}}},
    }
    (tmp_path / "stainless.yml").write_text(json.dumps(config))
    assert specloom("generate", "openapi.yaml", "-q").code == 0
    text = (tmp_path / "orchard" / "_client.py").read_text()
    assert "class TreesClient(SyncAPIClient):" in text
    assert "import AsyncTrees, AsyncTreesWithRawResponse" in text or "        Trees," in text


def test_kinds_of_errors_hide_nothing(specloom: Runner, tmp_path: Path) -> None:
    names = ["ValueError", "Stream", "Timeout", "types", "Mapping", "None"]
    variants = {str(index): {"name": name, "status_code": 404} for index, name in enumerate(names)}
    config = {"organization": {"name": "orchard"}, "errors": {"union": {"discriminator": "code", "variants": variants}}}
    (tmp_path / "stainless.yml").write_text(json.dumps(config))
    assert specloom("generate", "openapi.yaml", "-q").code == 0
    code = (
        "import builtins, orchard\nfrom orchard import *\n"
        "assert ValueError is builtins.ValueError and Stream is orchard._streaming.Stream\n"
        "assert issubclass(ValueError_2, NotFoundError)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)


def test_the_tables_hold_what_is_printed_and_what_python_has() -> None:
    exports = {name for names in _EAGER.values() for name in names if not name.startswith("__")}
    assert exports | _LAZY.keys() <= reserved.PACKAGE_EXPORTS
    public = {name for name in dir(builtins) if not name.startswith("_")}
    assert public - {"copyright", "credits", "exit", "help", "license", "quit"} <= reserved.BUILTINS
    assert {name for name in sys.stdlib_module_names if not name.startswith("_")} <= reserved.STDLIB_MODULES
    for name in reserved.STDLIB_MODULES | reserved.BUILTINS | reserved.REQUIRED_PACKAGES:
        assert package_fault(name) is not None
        assert package_fault(importable_name(name)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("class None: ...\n", "line 1: "),
        ("def f(a, a): ...\n", "line 1: duplicate argument 'a'"),
        ("x = (\n", "line 1: "),
        ("x = '\x00'\n", "null byte"),
        ("x = " + "[" * 500 + "]" * 500 + "\n", "too many nested parentheses"),
        ("x = '\ud800'\n", "UnicodeEncodeError"),
        ("  x = 1\n", "line 1: unexpected indent"),
    ],
    ids=ascii,
)
def test_what_does_not_parse_is_told(text: str, reason: str) -> None:
    with pytest.raises(parsed.ModuleError) as raised:
        parsed.check_modules({"a.txt": text, "b.py": "x = 1\n", "c.py": text})
    assert raised.value.path == "c.py"
    assert reason in raised.value.reason


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("path", ["_client.py", "types/tree_retrieve_response.py", "_version.py"])
def test_a_run_that_would_write_what_does_not_parse_fails_and_writes_nothing(
    path: str, jobs: str, specloom: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = render.render_views

    def broken(*given: object) -> dict[str, str]:
        return {name: text + "\n\nclass None: ...\n" * (name == path) for name, text in real(*given).items()}

    monkeypatch.setattr("specloom.pipeline.printing.render_views", broken)
    monkeypatch.setattr("specloom.emit.render.render_views", broken)
    monkeypatch.setattr("specloom.pipeline.printing.MANY_TYPES", 0)
    specloom("generate", "openapi.yaml", "-q", "--no-cache", "--jobs", jobs)
    failed = specloom("generate", "openapi.yaml", "-q", "--no-cache", "--jobs", jobs)
    assert failed.code == 70
    assert f"the generated file {path} is not valid Python: line " in failed.err
    assert [each.name for each in tmp_path.iterdir()] == ["openapi.yaml"]


def test_templates_that_print_no_python_are_at_fault_themselves(specloom: Runner, tmp_path: Path) -> None:
    for name, text in (
        ("package/_version.py.jinja", "class None: ...\n"),
        ("package/_version.py.jinja", "x = (\n"),
        ("runtime/_qs.py", "class None: ...\n"),
    ):
        directory = tmp_path / "mine"
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)
        refused = specloom("generate", "openapi.yaml", "-q", "--templates", "mine")
        (directory / name).unlink()
        assert refused.code == 2
        assert ".py: error[template-output]: the templates print invalid Python here: line 1: " in refused.err
        assert not (tmp_path / "orchard").exists()
