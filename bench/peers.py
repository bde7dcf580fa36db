"""`make bench-peers`: specloom and other generators on the same documents, each in an environment of its own.

Prints a Markdown table. Seconds are of the wall clock, without any cache; memory is the largest process of a run. The
environments are made once, in the user's cache folder. datamodel-code-generator writes models only, no client.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.fetch import HOME, documents

ROOT = Path(__file__).parents[1]
CACHE = HOME / "specloom-peers"
LIMIT = 1200
"""Seconds after which a run counts as failed."""
HEADINGS = [
    *["generator", "seconds", "peak MB", "lines", "operations left out", "responses left out"],
    *["modules that fail to import", "import and first call, s (CPU s)"],
]
VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
DEFAULT = ["3.1/json/train-travel.json", "3.0/json/star-trek.json", "generated/api.github.com.json"]
IMPORT_ALL = """
import importlib, sys
from pathlib import Path
out, failed = Path(sys.argv[1]), 0
sys.path.insert(0, str(out))
for path in sorted(out.glob("peer/**/*.py")) + sorted(out.glob("peer.py")):
    parts = path.relative_to(out).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    try:
        importlib.import_module(name)
    except Exception as error:
        failed += parts[-2:] != ("_runtime", "aiohttp_transport")
        print(name, repr(error)[:200], file=sys.stderr)
print(failed)
"""
START = """
import sys, threading, time
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")
        answered.append(self.path)
    def log_message(self, *_):
        pass
answered = []
server = HTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
sys.path.insert(0, sys.argv[1])
started, worked = time.perf_counter(), time.process_time()
import peer
{use}
seconds, worked = time.perf_counter() - started, time.process_time() - worked
assert answered or not {calls}, "nothing was asked for"
print(f"{seconds:.2f} ({worked:.2f})")
"""
CALLS = {
    "train-travel": {
        "specloom": "peer.Client(base_url=url, api_key='x').bookings.list()",
        "openapi-python-client 0.29.1": "from peer.api.bookings import get_bookings as call",
        "OpenAPI Generator 7.26.0": "peer.BookingsApi(client).get_bookings()",
    },
    "star-trek": {
        "specloom": "peer.Client(base_url=url).animal.search()",
        "openapi-python-client 0.29.1": "from peer.api.animal import get_animal_search as call",
        "OpenAPI Generator 7.26.0": "peer.AnimalApi(client).animal_search_get()",
    },
    "api.github.com": {
        "specloom": "peer.Client(base_url=url).emojis.get()",
        "openapi-python-client 0.29.1": "from peer.api.emojis import emojisget as call",
        "OpenAPI Generator 7.26.0": "peer.EmojisApi(client).emojis_get()",
    },
}
"""Document -> generator -> how a method without arguments is called."""


@dataclass(frozen=True)
class Peer:
    """A generator: what to install, its command, how its client is made (`{call}`: and asked), what it leaves out.

    `endpoint` finds an operation in its files; `left_out` a response that it could not make, in what it prints.
    """

    name: str
    requirements: tuple[str, ...]
    command: Callable[[Path, Path, Path], list[str]]
    use: str
    endpoint: re.Pattern[str] | None
    left_out: re.Pattern[str] | None


def specloom(python: Path, spec: Path, out: Path) -> list[str]:
    """Return our own command."""
    flags = ["--package", "peer", "--no-cache", "--report", f"{out}.json", "-q"]
    return [str(python), "-m", "specloom", "generate", str(spec), "-o", str(out), *flags]


def openapi_python_client(python: Path, spec: Path, out: Path) -> list[str]:
    """Return its command; a config names the package."""
    config = Path(f"{out}.yaml")
    config.write_text("package_name_override: peer\n")
    where = ["--meta", "none", "--output-path", str(out / "peer"), "--config", str(config)]
    return [str(python.with_name("openapi-python-client")), "generate", "--path", str(spec), *where]


def datamodel_code_generator(python: Path, spec: Path, out: Path) -> list[str]:
    """Return its command: one module of pydantic models."""
    flags = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
    return [str(python.with_name("datamodel-codegen")), "--input", str(spec), "--output", str(out / "peer.py"), *flags]


def openapi_generator(python: Path, spec: Path, out: Path) -> list[str]:
    """Return its command, with the checks of the document off, as it needs for many."""
    jar = next(python.parents[1].glob("lib/*/site-packages/openapi_generator_cli/*.jar"), None)
    if jar is None:
        raise FileNotFoundError("the jar is not in the package")
    flags = ["-g", "python", "--package-name", "peer", "--skip-validate-spec"]
    return ["java", "-jar", str(jar), "generate", "-i", str(spec), "-o", str(out), *flags]


PEERS = (
    Peer("specloom", (), specloom, "{call}", None, None),
    Peer(
        "openapi-python-client 0.29.1",
        ("openapi-python-client==0.29.1",),
        openapi_python_client,
        "{call}\ncall.sync(client=peer.AuthenticatedClient(base_url=url, token='x'))",
        re.compile(r"^def sync_detailed\(", re.M),
        re.compile(r"Cannot parse response", re.M),
    ),
    Peer(
        "datamodel-code-generator 0.89.0",
        ("datamodel-code-generator==0.89.0", "pydantic[email]"),
        datamodel_code_generator,
        "",
        None,
        None,
    ),
    Peer(
        "OpenAPI Generator 7.26.0",
        ("openapi-generator-cli==7.26.0", "pydantic[email]", "urllib3", "python-dateutil"),
        openapi_generator,
        "client = peer.ApiClient(peer.Configuration(host=url))\n{call}",
        re.compile(r"^    def \w+_without_preload_content\(", re.M),
        None,
    ),
)


def environment(peer: Peer) -> Path:
    """Return the Python of the peer's own environment, made if it is not there."""
    if not peer.requirements:
        return Path(sys.executable)
    directory = CACHE / re.sub(r"[^\w.]+", "-", peer.name.lower())
    python = directory / "bin" / "python"
    marker = directory / "complete"
    wanted = "\n".join(peer.requirements)
    if not marker.is_file() or marker.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(directory)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *peer.requirements], check=True)
        marker.write_text(wanted)
    return python


def measured(command: list[str], directory: Path) -> tuple[int, float, int, str]:
    """Run a command; return its exit code, seconds, peak memory in MB and what it printed."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "1"}
    variables["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{variables['PATH']}"
    script = (
        "import json, resource, subprocess, sys\n"
        f"done = subprocess.run(sys.argv[1:], timeout={LIMIT}, stdout=sys.stderr)\n"
        "print(json.dumps([done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))"
    )
    started = time.monotonic()
    wrapped = [sys.executable, "-c", script, *command]
    done = subprocess.run(wrapped, cwd=directory, env=variables, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    code, memory = json.loads(done.stdout or "[1, 0]")
    return code, seconds, memory, done.stderr


def printed(python: Path, code: str, out: Path) -> str:
    """Return the last line that `code` prints in the peer's environment, or that it fails."""
    command = [str(python), "-c", code, str(out)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT, cwd=out)
    except subprocess.TimeoutExpired:
        return "too long"
    for line in done.stderr.strip().splitlines()[-1:]:
        print(f"{python.parents[1].name}: {line[:300]}", file=sys.stderr, flush=True)
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout.strip() else "fails"


def operations_of(spec: Path) -> int:
    """Return how many operations the document has."""
    document = json.loads(spec.read_text())
    return sum(verb in VERBS for item in document["paths"].values() for verb in item)


def left_out(peer: Peer, spec: Path, out: Path, texts: list[str], said: str) -> tuple[str, str]:
    """Return how many operations and how many responses the peer has left out."""
    if peer.name == "specloom":
        report = json.loads(Path(f"{out}.json").read_text())
        operations = report["operations"]
        return f"{operations['total'] - operations['generated']} of {operations['total']:,}", "0"
    if peer.endpoint is None:
        return "all (models only)", "all"
    made, total = sum(len(peer.endpoint.findall(text)) for text in texts), operations_of(spec)
    return f"{total - made} of {total:,}", str(len(peer.left_out.findall(said))) if peer.left_out else "not said"


def row(peer: Peer, spec: Path, work: Path) -> list[str]:
    """Return the cells of a peer's line."""
    python = environment(peer)
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    try:
        code, seconds, memory, said = measured(peer.command(python, spec, out), work)
    except FileNotFoundError as error:
        return [peer.name, f"**NOT RUN: {error}**", *["-"] * 6]
    files = [*(out / "peer").rglob("*.py"), *out.glob("peer.py")]
    if code or not files:
        return [peer.name, f"**exit {code}** after {seconds:.1f}", str(memory), *["-"] * 5]
    texts = [path.read_text() for path in files]
    lines = sum(text.count("\n") for text in texts)
    failing = printed(python, IMPORT_ALL, out)
    call = next((calls.get(peer.name, "") for name, calls in CALLS.items() if name in spec.name), "")
    script = START.replace("{use}", peer.use if call or not peer.use else "").replace("{call}", call)
    start = printed(python, script.replace("{calls}", str(bool(call))), out)
    lost = left_out(peer, spec, out, texts, said)
    return [peer.name, f"{seconds:.1f}", str(memory), f"{lines:,}", *lost, failing, start]


def main() -> None:
    """Measure every peer on every document, one after the other."""
    parser = argparse.ArgumentParser(description="specloom and its peers on the same documents")
    parser.add_argument("--only", action="append", metavar="TEXT", help="a document by a part of its title")
    parser.add_argument("--peer", default="", metavar="TEXT", help="a generator by a part of its name")
    arguments = parser.parse_args()
    wanted = arguments.only or DEFAULT
    found = [document for document in documents(everything=True) if any(text in document.title for text in wanted)]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="specloom-peers-") as work:
        for document in found:
            print(f"\n{document.title}:\n")
            print(f"| {' | '.join(HEADINGS)} |\n{'|---' * len(HEADINGS)}|", flush=True)
            for peer in [each for each in PEERS if arguments.peer in each.name]:
                print(f"| {' | '.join(row(peer, document.path, Path(work)))} |", flush=True)


if __name__ == "__main__":
    main()
