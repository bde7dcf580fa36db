"""What pyproject.toml asks for: one version of what decides the bytes, ranges that are tried for what does not."""

from __future__ import annotations

import tomllib

from packaging.requirements import Requirement

from specloom.pipeline.manifest_text import PINNED_LIBRARIES
from tests.support.cli import ROOT
from tests.versions.run import LIBRARIES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
REQUIREMENTS = {each.name: each for each in map(Requirement, PROJECT["dependencies"])}


def bounds(name: str, operator: str) -> list[str]:
    return [each.version for each in REQUIREMENTS[name].specifier if each.operator == operator]


def test_the_manifest_names_what_is_pinned_exactly() -> None:
    assert [name for name in REQUIREMENTS if bounds(name, "==")] == list(PINNED_LIBRARIES)


def test_the_lower_bounds_of_the_printers_are_tried() -> None:
    assert {name: bounds(name, ">=") for name in LIBRARIES} == {name: [each[0]] for name, each in LIBRARIES.items()}


def test_black_25_and_26_are_both_allowed() -> None:
    assert all(REQUIREMENTS["black"].specifier.contains(version) for version in ("25.1.0", "25.12.0", "26.10.1"))
