"""A chain of versions of one document: each is generated from the one before, and as a whole, and both must agree."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from specloom.base.diagnostics import Diagnostic, Diagnostics, UserError
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.cache.generate import generate
from specloom.pipeline.generate import generate as whole
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from tests.incremental.mutations import Mutator


@dataclass
class Tally:
    """What a chain did: kinds of changes, and those of them that were renewed."""

    made: Counter[str] = field(default_factory=Counter[str])
    renewed: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Outcome:
    """What a run gave: files, findings in order, and the report but for times; no files where the input is at fault."""

    files: dict[str, str]
    findings: list[Diagnostic]
    report: JsonValue

    def __sub__(self, other: Outcome) -> list[str]:
        """Return where two outcomes differ."""
        paths = sorted(self.files.keys() | other.files.keys())
        found = [path for path in paths if self.files.get(path) != other.files.get(path)]
        found += ["findings"] if self.findings != other.findings else []
        return [*found, "report"] if self.report != other.report else found


def outcome(options: Options, *, cached: bool) -> tuple[Outcome, bool]:
    """Return the outcome of a run, by way of the cache or as a whole, and whether it was renewed."""
    run = Run(Diagnostics())
    try:
        result: GenerationResult = generate(options, run) if cached else whole(options, run)
    except UserError as error:
        return Outcome({}, [*run.diagnostics, *error.diagnostics], None), False
    report = as_object(run.report.as_json(run.diagnostics))
    kept: JsonObject = {key: value for key, value in report.items() if key not in ("timings", "cache")}
    return Outcome(dict(result.files), list(run.diagnostics), kept), cached and "plan" not in run.report.timings


def json_text(root: JsonObject) -> str:
    """Return a document as JSON."""
    return json.dumps(root, indent=1, ensure_ascii=False)


def yaml_text(root: JsonObject) -> str:
    """Return a document as YAML, nothing in it shared."""
    return yaml.safe_dump(json.loads(json.dumps(root)), sort_keys=False, allow_unicode=True)


def follow(
    source: JsonObject,
    config: Path | None,
    directory: Path,
    seed: int,
    length: int,
    written: Callable[[JsonObject], str] = json_text,
) -> Tally:
    """Make `length` versions of a document and compare both ways for each; the cache is that of the environment."""
    tally = Tally()
    root: JsonObject = copy.deepcopy(source)
    spec = directory / f"openapi.{written.__name__.partition('_')[0]}"
    options = Options(spec=str(spec), config=config, jobs=1)
    spec.write_text(written(root), "utf-8")
    outcome(options, cached=True)
    for step in range(length):
        before = copy.deepcopy(root)
        kind = Mutator(root, seed * 1_000 + step).mutate()
        spec.write_text(written(root), "utf-8")
        found, is_renewed = outcome(options, cached=True)
        expected, _ = outcome(Options(spec=str(spec), config=config, jobs=1, cache=False), cached=False)
        tally.made[kind] += 1
        tally.renewed[kind] += is_renewed
        if found - expected:
            tally.wrong.append(f"seed {seed}, step {step}, {kind}: {(found - expected)[:5]}")
        if not expected.files:
            root = before
            spec.write_text(written(root), "utf-8")
            outcome(options, cached=True)
    return tally
