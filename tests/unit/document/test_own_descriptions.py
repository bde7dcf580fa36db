"""The descriptions that we publish are valid by the reference validator itself, not only by our compiled rules."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

SPEC = Path(__file__).parents[3] / "spec"


@pytest.mark.parametrize("path", sorted(SPEC.glob("*/openapi.yaml")), ids=lambda path: path.parent.name)
def test_the_reference_validator_accepts_it(path: Path) -> None:
    validate(yaml.safe_load(path.read_text(encoding="utf-8")))
