"""`specloom migrate` on the source of an SDK that somebody else has written: it ends, and says what it can't read."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from specloom.compare import compare_surfaces
from specloom.compare.source import package as reading_packages
from specloom.compare.source import wildcards
from specloom.compare.source.package import SourcePackage, find_package
from specloom.compare.source.read_surface import read_surface
from specloom.compare.wording import outcome_of
from tests.compare.test_compare import BASE
from tests.support.cli import MINIMAL, environment

MANY = 12_000
DEEP = {
    "sum": "x = " + " + ".join(["a"] * MANY),
    "attributes": "x = a" + ".b" * 30_000,
    "attributes_in_annotation": "class A:\n    x: a" + ".b" * 30_000,
    "base": "class A(a" + ".b" * 30_000 + "): ...",
    "decorator": "@a" + ".b" * 30_000 + "\ndef f(): ...",
    "exports": "__all__ = " + " + ".join(["['a']"] * MANY),
    "parentheses": "x = " + "(" * 5_000 + "1" + ")" * 5_000,
    "lists": "x = " + "[" * 5_000 + "]" * 5_000,
    "texts": "x = " + " + ".join(["'a'"] * MANY),
    "unions": "X = " + " | ".join(["int"] * MANY),
    "calls": "x = a" + "()" * MANY,
    "subscripts": "x: a" + "[0]" * MANY,
    "nots": "x = " + "not " * MANY + "1",
    "powers": "x = " + " ** ".join(["a"] * MANY),
    "lambdas": "x = " + "lambda: " * MANY + "1",
    "conditions": "x = " + "1 if a else " * MANY + "1",
    "elifs": "if a: pass\n" + "elif a: pass\n" * MANY,
    "classes": "".join(" " * level + "class C:\n" for level in range(MANY)) + " " * MANY + "pass",
    "request": "class R:\n    def get(self):\n        return self._get(f'/x/{" + " + ".join(["a"] * MANY) + "}')",
    "nul": "x = 1\0",
    "surrogate": "x = '\\ud800'\n(",
}
"""Modules that can't be read; each is left out, and named."""
BOUNDED = {
    "attributes_in_text": "class A:\n    x: 'a" + ".b" * 30_000 + "'",
    "sum_of_700": "def f(x: int = " + " + ".join(["1"] * 700) + "): ...",
    "nested_99": "".join(" " * level + "class C:\n" for level in range(99)) + " " * 99 + "pass",
    "side_by_side": "x = 1;" * 20_000,
    "adjacent_texts": "x = " + " ".join(["'a'"] * MANY),
    "comparisons": "x = " + " < ".join(["a"] * MANY),
    "escapes": "x = '\\d \\q'",
    "half_of_a_pair": "X = Literal['\\ud800']",
    "odd_exports": "__all__ = [1, None, b'', *a.__all__] + list(x) + __all__\n__all__ += 5",
}
"""Modules that look bad and are not: they are compared."""


def migrate(directory: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `specloom migrate sdk openapi.yaml` in a process that may use a minute of the processor."""
    (directory / "openapi.yaml").write_text(MINIMAL)
    command = [sys.executable, "-m", "specloom", "migrate", "sdk", "openapi.yaml", *more]
    process = subprocess.Popen(
        command, cwd=directory, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (60, 60))
    out, err = process.communicate(timeout=1_200)
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def written(directory: Path, files: Mapping[str, str]) -> Path:
    """Write a package that also holds `files`; return its folder."""
    package = directory / "sdk" / "acme"
    for path, text in {**BASE, **files}.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text)
    return package


def surfaces(files: Mapping[str, str]) -> list[str]:
    """Compare a package that also holds `files` with the plain one; return what differs, shortly."""
    old = read_surface(SourcePackage("acme", "old", {**BASE, **files}))
    new = read_surface(SourcePackage("acme", "new", BASE))
    return [f"{outcome_of(item)} {item.where} {item.name}".rstrip() for item in compare_surfaces(old, new)]


def test_modules_that_are_too_deep_are_named_and_the_rest_is_compared(tmp_path: Path) -> None:
    files = {f"types/{name}.py": text for name, text in {**DEEP, **BOUNDED}.items()}
    files["resources/deep.py"] = DEEP["request"]
    written(tmp_path, files)
    done = migrate(tmp_path, "--format", "json")
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    unread = [each.removeprefix("sdk/acme/").partition(":")[0] for each in found["unread"]]
    assert sorted(set(unread)) == sorted(["resources/deep.py", *(f"types/{name}.py" for name in DEEP)])
    assert "warning[module-unread]: not compared: it is nested too deeply" in done.stderr
    assert "Warning:" not in done.stderr
    assert "client.trees" in done.stdout


def test_what_is_no_module_is_named_and_never_waited_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.py"
    secret.write_text("class Secret: ...\n")
    package = written(
        tmp_path, {"types/two-words.py": "", "types/long.py": "#" * 4_000_001, "types/fine.py": "X = 1\n"}
    )
    (package / "types/latin.py").write_bytes(b"# \xe9\n")
    os.mkfifo(package / "types/pipe.py")
    (package / "types/away.py").symlink_to(secret)
    (package / "types/device.py").symlink_to("/dev/zero")
    (package / "types/itself.py").symlink_to("itself.py")
    (package / "types/folder").symlink_to(tmp_path)
    os.mkdir(os.fsencode(package / "types") + b"/\xff")
    Path(os.fsdecode(os.fsencode(package / "types") + b"/\xff/bytes.py")).write_text("Y = 1\n")
    deep = package.joinpath(*["deep"] * 300)
    deep.mkdir(parents=True)
    (deep / "here.py").write_text("")
    done = migrate(tmp_path, "--format", "json")
    assert done.returncode == 1, done.stderr
    unread = {path.removeprefix("sdk/acme/") for path in json.loads(done.stdout)["unread"]}
    surface = read_surface(find_package(tmp_path / "sdk"))
    whys = {
        str(item.file).removeprefix(f"{package}/"): item.message.removeprefix("not compared: ")
        for item in surface.unread
    }
    assert unread == set(whys)
    assert whys == {
        "deep/" * 39 + "deep": "all below more than 40 levels of directories",
        "types/away.py": "it is a link",
        "types/device.py": "it is a link",
        "types/itself.py": "it is a link",
        "types/latin.py": "the file is not UTF-8 text",
        "types/long.py": "the file is longer than 4000000 bytes",
        "types/pipe.py": "it is a pipe, a socket or a device",
        "types/two-words.py": "Python can't import its name",
        "types/\udcff/bytes.py": "Python can't import its name",
    }
    assert "Secret" not in done.stdout


def test_there_is_an_end_to_how_much_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {f"types/more_{number}.py": "X = 1\n" for number in range(9)})
    whole = find_package(tmp_path / "sdk")
    assert whole.unread == ()
    monkeypatch.setattr(reading_packages, "PACKAGE_LIMIT", sum(map(len, whole.files.values())) - 1)
    package = find_package(tmp_path / "sdk")
    assert [Path(item.file or "").name for item in package.unread] == [Path(list(whole.files)[-1]).name]
    assert "the package is longer than" in package.unread[0].message
    monkeypatch.setattr(reading_packages, "MODULE_LIMIT", 4)
    package = find_package(tmp_path / "sdk")
    assert (len(package.files), [item.message for item in package.unread]) == (
        4,
        ["not compared: all after the first 4 modules"],
    )


def lattice(levels: int, *, back: bool = False) -> dict[str, str]:
    """Return resources R0, R1, ... of which each leads to the next by two properties, and by a third to the first."""
    lines = ["from .._compat import cached_property"]
    for level in range(levels):
        lines.append(f"class R{level}:\n    def call{level}(self) -> None: ...")
        for name in ("a", "b"):
            lines.append(f"    @cached_property\n    def {name}(self) -> R{level + 1}: ...")
        if back:
            lines.append("    @cached_property\n    def back(self) -> R0: ...")
    lines.append(f"class R{levels}:\n    def last(self) -> None: ...")
    client = BASE["_client.py"].replace(
        "class AsyncAcme", "    @cached_property\n    def lattice(self) -> R0: ...\nclass AsyncAcme"
    )
    return {
        "resources/lattice.py": "\n".join(lines) + "\n",
        "_client.py": "from .resources.lattice import R0\n" + client,
    }


@pytest.mark.parametrize("back", [False, True])
def test_resources_that_lead_to_each_other_many_times_are_read_once(back: bool) -> None:
    files = lattice(25, back=back)
    surface = read_surface(SourcePackage("acme", "old", {**BASE, **files}))
    found = surface.clients["Acme"].children["lattice"]
    assert len(list(found.methods_below())) == 26
    assert found.children["a"] is found.children["b"]
    assert "removed client.lattice" in surfaces(files)


def test_two_ways_to_a_resource_are_both_ways() -> None:
    one = lattice(1)
    old = read_surface(SourcePackage("acme", "old", {**BASE, **one}))
    found = old.clients["Acme"].children["lattice"]
    assert {name: list(child.methods_below()) for name, child in found.children.items()} == {
        "a": ["last"],
        "b": ["last"],
    }
    text = one["resources/lattice.py"].replace("def last(", "def final(")
    new = read_surface(SourcePackage("acme", "new", {**BASE, **one, "resources/lattice.py": text}))
    told = [item.where for item in compare_surfaces(old, new) if item.kind == "removed"]
    assert told == ["client.lattice.a.last"]


def test_a_long_row_of_resources_ends() -> None:
    lines = [f"class R{n}:\n    @property\n    def next(self) -> R{n + 1}: ..." for n in range(3_000)]
    files = {**lattice(0), "resources/lattice.py": "\n".join([*lines, "class R3000: ..."]) + "\n"}
    assert "removed client.lattice" in surfaces(files)


def test_a_lattice_of_base_classes_is_read_once() -> None:
    lines = ["class A40: ...\nclass B40: ..."]
    lines += [f"class {name}{n}(A{n + 1}, B{n + 1}): ..." for n in reversed(range(40)) for name in "AB"]
    found = surfaces({"types/bases.py": "\n".join(lines) + "\n"})
    assert "removed types.bases.A0" in found


def test_named_types_that_hold_each_other_many_times_are_compared_once() -> None:
    levels = range(19)
    lines = [f"{name}{n} = Union[T{n + 1}, U{n + 1}, V{n + 1}]" for n in levels for name in "TUV"]
    lines = ["from typing import Union", *lines, *(f"{name}{len(levels)} = Union[int, bytes]" for name in "TUV")]
    tree = BASE["types/tree.py"].replace("    id: str", "    id: T0").replace("import Optional", "import Optional\n")
    files = {"types/tower.py": "\n".join(lines) + "\n", "types/tree.py": "from .tower import T0\n" + tree}
    assert "retyped types.Tree id" in surfaces(files)


def test_imports_of_everything_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "\n".join(f"N{number} = 1" for number in range(500))
    files = {"types/all.py": names, **{f"types/m{n}.py": "from .all import *\n" for n in range(50)}}
    monkeypatch.setattr(wildcards, "_MOST", 5_000)
    surface = read_surface(SourcePackage("acme", "old", {**BASE, **files}))
    messages = [item.message for item in surface.unread]
    assert messages == ["not compared: some imports between modules: `import *` brings in more than 5000 names"]


def test_lists_of_exports_are_added_up_once() -> None:
    names = ", ".join(f"'a{number}'" for number in range(100_000))
    more = ", ".join(["*names.__all__"] * 4)
    files = {
        "types/names.py": f"from . import again\n__all__ = [{names}, *again.__all__]\n",
        "types/__init__.py": BASE["types/__init__.py"] + "__all__ = ['Tree', 'TreeListParams']\n",
        "types/again.py": f"from . import names\n__all__ = [{more}]\n",
    }
    assert read_surface(SourcePackage("acme", "old", {**BASE, **files})).unread == ()
