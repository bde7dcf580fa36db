"""Splits paths into steps: words and parameters, without versions, tenants and file extensions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from specloom.api.infer.lexicon import NOISE, TENANTS, VERSION
from specloom.base.words import Casing

_CASING = Casing()
_PARAMETER = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"\.(?:json|xml|html?|csv|php)$|\.\{[^{}]*\}$")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a word in snake case, or the name of a parameter."""

    name: str
    is_parameter: bool = False


def usual_version(paths: Iterable[str]) -> str | None:
    """Return the version that most of `paths` contain, the older of two equally frequent ones."""
    uses = Counter(step.name for path in paths for step in all_steps(path) if _is_version(step))
    return min(uses, key=lambda version: (-uses[version], len(version), version), default=None)


def steps_of(path: str, version: str | None = None) -> list[PathStep]:
    """Return the meaningful steps of a path; a `version` that nearly all paths contain is left out."""
    return _without_tenant(_without_noise(all_steps(path), version))


def _is_version(step: PathStep) -> bool:
    return not step.is_parameter and VERSION.fullmatch(step.name.replace("_", ".")) is not None


def all_steps(path: str) -> list[PathStep]:
    """Return every step of a path."""
    found: list[PathStep] = []
    for segment in path.partition("?")[0].partition("#")[0].split("/"):
        head, _, action = segment.rpartition(":") if _is_action(segment) else (segment, "", "")
        for part in (head, action):
            found += _path_steps(part)
    return found


def _is_action(segment: str) -> bool:
    """Return whether a segment ends in `:action`."""
    return re.search(r":[A-Za-z]\w*$", segment) is not None and not segment.startswith(":")


def _path_steps(text: str) -> list[PathStep]:
    text = _ENDING.sub("", text)
    parameters = _PARAMETER.findall(text)
    words = _CASING.snake(_PARAMETER.sub(" ", text))
    fixed = [PathStep(words)] if words else []
    if not parameters:
        return fixed
    return [*fixed, *(PathStep(_CASING.snake(name) or "id", is_parameter=True) for name in parameters)]


def _without_noise(steps: list[PathStep], version: str | None) -> list[PathStep]:
    """Remove the version before other steps, and words like `api` at the start, unless nothing would be left."""
    kept = [step for step in steps[:-1] if step.is_parameter or step.name != version] + steps[-1:]
    kept = kept if any(not step.is_parameter for step in kept) else steps
    while len(kept) > 1 and kept[0].name in NOISE and not kept[0].is_parameter and not kept[1].is_parameter:
        kept = kept[1:]
    return kept


def _without_tenant(steps: list[PathStep]) -> list[PathStep]:
    """Remove `accounts/{account_id}` at the start if a fixed word follows."""
    if (
        len(steps) > 2
        and steps[0].name in TENANTS
        and [step.is_parameter for step in steps[:3]] == [False, True, False]
    ):
        return steps[2:]
    return steps
