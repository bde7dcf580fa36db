"""What the README promises to whoever comes first: the snippet runs, the output moves, the wheel is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from specloom import __version__
from tests.support.cli import MINIMAL, ROOT
from tests.support.loopback import Reply, serving
from tests.support.venvs import directory_with, empty_environment, lend_packages

SEED = Path(__file__).parent / "seed"
CALL = """\
import sys
from vendor.acme.cf import Cloudflare
client = Cloudflare(api_token="t", base_url=sys.argv[1])
print(client.workflows.instances.create("x", account_id="a").id)
print(sorted(name for name in sys.modules if name.split(".")[0] == "cloudflare"))
"""


def seed_reply() -> Reply:
    return Reply(json=json.loads((SEED / "response.json").read_text()))


def run(command: list[str], cwd: Path, **env: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run(command, cwd=cwd, env={**kept, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_snippet_of_the_page_prints_the_id(tmp_path: Path) -> None:
    with serving() as server:
        server.reply(seed_reply())
        env = {
            "CLOUDFLARE_API_TOKEN": "token",
            "CLOUDFLARE_BASE_URL": server.url,
            "PYTHONPATH": str(ROOT / "generated"),
        }
        assert run([sys.executable, str(SEED / "snippet.txt")], tmp_path, **env) == "x\n"
        assert (server.last.method, server.last.target) == ("POST", "/accounts/account_id/workflows/x/instances")
        assert server.last.headers["authorization"] == "Bearer token"


def test_the_output_works_elsewhere_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "vendor" / "acme").mkdir(parents=True)
    shutil.copytree(ROOT / "generated" / "cloudflare", tmp_path / "vendor" / "acme" / "cf")
    packages = directory_with(tmp_path / "packages", "pydantic", "httpx2")
    assert not (packages / "jinja2").exists()
    with serving() as server:
        server.reply(seed_reply())
        (tmp_path / "call.py").write_text(f"import sys\nsys.path.insert(0, {str(packages)!r})\n{CALL}")
        command = [sys.executable, "-S", "call.py", server.url]
        assert run(command, tmp_path, PYTHONPATH=str(tmp_path)) == "x\n[]\n"


def test_the_wheel_generates_from_any_directory(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), "."]
    run(build, ROOT)
    [wheel] = (tmp_path / "dist").glob("specloom-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"specloom", f"specloom-{__version__}.dist-info"}
    assert "specloom/py.typed" in names
    python = empty_environment(tmp_path / "env")
    lend_packages(python)
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    run([*install, str(wheel)], tmp_path)
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "openapi.yaml").write_text(MINIMAL)
    (tmp_path / "work").mkdir()
    command = [str(tmp_path / "env" / "bin" / "specloom"), "generate", "-q", "../specs/openapi.yaml", "-o", "out"]
    run(command, tmp_path / "work")
    where = run([str(python), "-c", "import specloom; print(specloom.__file__)"], tmp_path)
    assert where.startswith(str(tmp_path / "env"))
    assert run([str(python), "-m", "specloom", "--version"], tmp_path).strip().endswith(__version__)
    code = "import orchard; print(orchard.Orchard.__name__)"
    assert run([str(python), "-c", code], tmp_path / "work", PYTHONPATH="out") == "Orchard\n"
