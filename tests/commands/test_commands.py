"""The contract of the command line: what each command does, prints and ends with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from specloom import __version__
from specloom.pipeline import analysis
from tests.support.cli import MINIMAL, ROOT, Runner

BOTH = ("generate", "check")
COMMANDS = (*BOTH, "validate", "dump-ir")


def test_generate_writes_and_check_agrees(specloom: Runner, orchard: Path) -> None:
    made = specloom("generate", "openapi.yaml")
    assert (made.code, made.out.split(":")[0]) == (0, "orchard")
    assert made.out.endswith(" changed\n")
    assert (orchard / "orchard" / "__init__.py").is_file()
    again = specloom("generate", "openapi.yaml")
    assert (again.code, again.out.endswith(", unchanged\n")) == (0, True)
    checked = specloom("check", "openapi.yaml")
    assert (checked.code, checked.out.endswith(", up to date\n")) == (0, True)


def test_out_and_package_say_where(specloom: Runner, orchard: Path) -> None:
    assert specloom("generate", "openapi.yaml", "-o", "vendor/acme", "--package", "trees").code == 0
    assert (orchard / "vendor" / "acme" / "trees" / "_client.py").is_file()
    assert specloom("check", "openapi.yaml", "-o", "vendor/acme", "--package", "trees").code == 0
    assert specloom("check", "openapi.yaml", "-o", "vendor/acme").code == 1


def test_check_shows_a_hand_edit(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "openapi.yaml")
    file = orchard / "orchard" / "_version.py"
    file.write_text(file.read_text() + "# edited\n")
    checked = specloom("check", "openapi.yaml")
    assert checked.code == 1
    assert checked.out.startswith("--- a/orchard/_version.py\n+++ b/orchard/_version.py\n@@ ")
    assert checked.out.endswith("-# edited\n")
    assert specloom("check", "-q", "openapi.yaml").out == ""


def test_of_many_warnings_of_a_rule_the_first_are_printed(specloom: Runner, orchard: Path) -> None:
    arrays = ", ".join(f"p{n}: {{type: array}}" for n in range(10))
    (orchard / "openapi.yaml").write_text(MINIMAL.replace("height: {type: number}", arrays))
    more = "warning[items-missing]: 7 more of these; `specloom validate` and --report list all\n"
    made = specloom("generate", "openapi.yaml", "--report", "report.json")
    assert made.code == 0
    assert made.err.count(": warning[items-missing]: ") == 3
    assert made.err.endswith(more)
    assert len(json.loads((orchard / "report.json").read_text())["diagnostics"]) == 10
    whole = specloom("validate", "openapi.yaml").err
    assert (whole.count(": warning[items-missing]: "), more in whole) == (10, False)
    strict = specloom("generate", "openapi.yaml", "--strict").err
    assert (strict.count(": error[items-missing]: "), "more of these" in strict) == (10, False)
    assert "items-missing" not in specloom("check", "openapi.yaml", "-q").err


def test_check_shows_a_change_of_the_document(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "openapi.yaml")
    (orchard / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    checked = specloom("check", "openapi.yaml")
    assert checked.code == 1
    assert "\n-    height: " in checked.out
    assert "\n+    girth: " in checked.out


def test_check_shows_a_change_of_a_template(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "openapi.yaml")
    override = orchard / "mine" / "runtime" / "_constants.py"
    override.parent.mkdir(parents=True)
    override.write_text((ROOT / "templates" / "runtime" / "_constants.py").read_text() + "EXTRA = 1\n")
    checked = specloom("check", "openapi.yaml", "--templates", "mine")
    assert checked.code == 1
    assert "\n+EXTRA = 1\n" in checked.out


def test_check_of_nothing_shows_everything(specloom: Runner, orchard: Path) -> None:
    checked = specloom("check", "openapi.yaml")
    assert checked.code == 1
    assert "--- /dev/null\n+++ b/orchard/_client.py\n" in checked.out
    assert [path.name for path in orchard.iterdir()] == ["openapi.yaml"]


def test_an_edited_file_is_named_and_kept(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "openapi.yaml")
    file = orchard / "orchard" / "_version.py"
    file.write_text("edited\n")
    refused = specloom("generate", "-q", "openapi.yaml")
    assert refused.code == 2
    assert refused.err == (
        "orchard/_version.py: error[output-edited]: the file was edited by hand since it was generated\n"
        "  hint: undo the edit, move it to another file, merge it with --three-way, or discard it with --force\n"
    )
    assert file.read_text() == "edited\n"
    assert specloom("generate", "openapi.yaml", "--force").code == 0
    assert file.read_text() != "edited\n"


def test_validate_writes_nothing(specloom: Runner, orchard: Path) -> None:
    validated = specloom("validate", "openapi.yaml")
    assert (validated.code, validated.out) == (0, "openapi.yaml: no warnings, no errors\n")
    assert [path.name for path in orchard.iterdir()] == ["openapi.yaml"]


def test_files_may_lie_beside_the_directory_of_the_document_if_their_root_is_named(
    specloom: Runner, orchard: Path
) -> None:
    (orchard / "spec").mkdir()
    (orchard / "common").mkdir()
    (orchard / "common" / "height.yaml").write_text("{type: number}")
    (orchard / "spec" / "a.yaml").write_text(MINIMAL.replace("{type: number}", "{$ref: ../common/height.yaml}"))
    alone = specloom("validate", "spec/a.yaml")
    assert (alone.code, "set --root to the directory of all files" in alone.err) == (2, True)
    assert specloom("validate", "spec/a.yaml", "--root", ".").code == 0
    assert specloom("validate", "spec/a.yaml", "--root", "spec").code == 2
    (orchard / "pyproject.toml").write_text('[tool.specloom]\nspec = "spec/a.yaml"\nroot = "."\n')
    assert specloom("validate").code == 0


def test_dump_ir_is_json(specloom: Runner) -> None:
    dumped = specloom("dump-ir", "openapi.yaml")
    assert dumped.code == 0
    data = json.loads(dumped.out)
    assert data["kind"] == "Api"
    assert [operation["key"] for operation in data["operations"]] == ["get /trees/{tree_id}"]


def test_stages_are_lines_with_verbose_and_quiet_is_silent(specloom: Runner) -> None:
    stages = [
        "load",
        "validate",
        "normalise",
        "build",
        "plan",
        "models",
        "resources",
        "render",
        "format",
        "write",
    ]
    plain = specloom("generate", "--no-cache", "-v", "openapi.yaml")
    assert plain.err == "".join(f"specloom: {stage}\n" for stage in stages)
    assert specloom("generate", "--no-cache", "openapi.yaml").err == ""
    for command in COMMANDS[:3]:
        silent = specloom(command, "-q", "openapi.yaml")
        assert (silent.code, silent.out, silent.err) == (0, "", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_report_has_its_keys(specloom: Runner, orchard: Path, command: str) -> None:
    assert specloom(command, "openapi.yaml", "--report", "report.json").code == (1 if command == "check" else 0)
    report = json.loads((orchard / "report.json").read_text())
    digest = hashlib.sha256(MINIMAL.encode()).hexdigest()
    assert report["spec"] == {"title": "Orchard", "openapi": "3.0.3", "sha256": digest}
    assert report["operations"] == {"total": 1, "generated": 1, "skipped": []}
    keys = ["spec", "operations", "models", "models_skipped", "files", "lines", "diagnostics", "timings", "cache"]
    assert list(report) == ([*keys, "differences"] if command == "check" else keys)
    assert set(report["cache"]) == {"hits", "misses"}
    assert all(seconds >= 0 for seconds in report["timings"].values())
    if command in BOTH:
        assert report["files"] > 10
        assert report["lines"] > 100
        assert report["models"] >= 1


def test_the_report_of_a_failed_run_holds_its_findings(specloom: Runner, orchard: Path) -> None:
    (orchard / "openapi.yaml").write_text("openapi: 3.0.3\ninfo: [\n")
    assert specloom("generate", "openapi.yaml", "--report", "report.json").code == 2
    [finding] = json.loads((orchard / "report.json").read_text())["diagnostics"]
    assert {"code", "severity", "pointer", "line", "message"} <= set(finding)
    assert (finding["severity"], finding["file"]) == ("error", "openapi.yaml")


def test_a_report_that_cannot_be_written_is_an_error(specloom: Runner) -> None:
    refused = specloom("validate", "openapi.yaml", "--report", "no/such/report.json")
    assert refused.code == 2
    assert refused.err.splitlines()[-2].startswith("no/such/report.json: error[file-unwritable]: ")


def test_the_manifest_is_one_line_below_the_diffs_of_files(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "-q", "openapi.yaml")
    (orchard / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    shown = specloom("check", "openapi.yaml").out.splitlines()
    assert shown[0].startswith("--- a/orchard/types/")
    assert shown[-1] == "orchard/.specloom.json: changed too"
    assert not any("sha256" in line or ".specloom.json" in line for line in shown[:-1])


def test_a_manifest_that_alone_differs_is_shown(specloom: Runner, orchard: Path) -> None:
    specloom("generate", "-q", "openapi.yaml")
    (orchard / "openapi.yaml").write_text(MINIMAL + "# a comment changes the digest of the input, and no file\n")
    shown = specloom("check", "openapi.yaml").out
    assert shown.startswith("--- a/orchard/.specloom.json\n")


def test_infos_warnings_and_errors_are_counted_by_their_names(specloom: Runner, orchard: Path) -> None:
    second = "          content:\n            text/plain: {schema: {type: string}}\n"
    assert specloom("validate", "openapi.yaml").out == "openapi.yaml: no warnings, no errors\n"
    (orchard / "openapi.yaml").write_text(MINIMAL.replace("          content:\n", second))
    assert specloom("validate", "openapi.yaml").out == "openapi.yaml: 1 info, no warnings, no errors\n"
    assert specloom("generate", "openapi.yaml").err == "specloom: 1 info about the document: see `specloom validate`\n"


def test_what_was_made_once_is_not_made_again(
    specloom: Runner, orchard: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    first = specloom("generate", "openapi.yaml", "--report", "first.json")
    again = specloom("check", "openapi.yaml", "-v", "--report", "again.json")
    assert (first.code, again.code) == (0, 0)
    assert again.err == "specloom: cache\nspecloom: compare\n"
    old, new = (json.loads((orchard / name).read_text()) for name in ("first.json", "again.json"))
    assert new["cache"] == {"hits": 1, "misses": 0}
    assert old["cache"]["hits"] == 0
    same = ("spec", "operations", "models", "models_skipped", "files", "lines", "diagnostics")
    assert [new[key] for key in same] == [old[key] for key in same]
    assert specloom("cache", "clear").out.endswith(" entries removed\n")
    assert specloom("cache", "clear").out.endswith(": 0 entries removed\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_our_bugs_end_with_70_and_no_traceback(
    specloom: Runner, command: str, monkeypatch: pytest.MonkeyPatch, orchard: Path
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("colour")

    monkeypatch.setattr(analysis, "normalise", broken)
    text = MINIMAL + f"    # {command}, which nobody has seen yet\n"
    (orchard / "openapi.yaml").write_text(text)
    failed = specloom(command, "-q", "openapi.yaml")
    assert failed.code == 70
    assert failed.err.startswith(f"specloom {__version__} failed: KeyError: 'colour' (test_commands.py:")
    assert "Please report it" in failed.err
    assert "Traceback" not in failed.err
    assert "Traceback" in specloom(command, "--debug", "openapi.yaml").err
    assert [path.name for path in orchard.iterdir()] == ["openapi.yaml"]
