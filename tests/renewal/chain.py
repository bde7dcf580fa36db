"""A chain of versions of one document: each is generated from the one before, and as a whole, and both must agree."""

from __future__ import annotations

import copy
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from generator.base.diagnostics import Diagnostic, Diagnostics, UserError
from generator.base.json import JsonObject
from generator.cached import generate
from generator.options import Options
from generator.pipeline import generate as whole
from generator.run import Result, Run
from tests.renewal.mutations import Mutator


@dataclass
class Tally:
    """What a chain did: kinds of changes, and those of them that were renewed."""

    made: Counter[str] = field(default_factory=Counter[str])
    renewed: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])


def outcome(options: Options, *, cached: bool) -> tuple[dict[str, str], list[Diagnostic], bool]:
    """Return files, findings in order, and whether the result was renewed; no files where the input is at fault."""
    run = Run(Diagnostics())
    try:
        result: Result = generate(options, run) if cached else whole(options, run)
    except UserError as error:
        return {}, [*run.diagnostics, *error.diagnostics], False
    return dict(result.files), list(run.diagnostics), cached and "plan" not in run.report.timings


def follow(source: JsonObject, config: Path | None, folder: Path, seed: int, length: int) -> Tally:
    """Make `length` versions of a document and compare both ways for each; the cache is that of the environment."""
    tally = Tally()
    root: JsonObject = copy.deepcopy(source)
    spec = folder / "openapi.json"
    options = Options(spec=str(spec), config=config, jobs=1)
    spec.write_text(json.dumps(root, indent=1, ensure_ascii=False), "utf-8")
    outcome(options, cached=True)
    for step in range(length):
        before = copy.deepcopy(root)
        kind = Mutator(root, seed * 1_000 + step).mutate()
        spec.write_text(json.dumps(root, indent=1, ensure_ascii=False), "utf-8")
        files, findings, is_renewed = outcome(options, cached=True)
        expected, told, _ = outcome(Options(spec=str(spec), config=config, jobs=1, cache=False), cached=False)
        tally.made[kind] += 1
        tally.renewed[kind] += is_renewed
        if files != expected or findings != told:
            different = sorted(path for path in files.keys() | expected.keys() if files.get(path) != expected.get(path))
            tally.wrong.append(f"seed {seed}, step {step}, {kind}: {different[:5]}")
        if not expected:
            root = before
            spec.write_text(json.dumps(root, indent=1, ensure_ascii=False), "utf-8")
            outcome(options, cached=True)
    return tally
