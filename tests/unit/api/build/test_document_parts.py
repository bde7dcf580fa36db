"""Inference reads the schemas and operations that the build goes on with: the result is that of a build of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.api.build import build_api
from specloom.api.infer import infer_config_and_parts
from specloom.base.diagnostics import Diagnostics
from specloom.document.load import load
from specloom.document.normalise import normalise

FEATURES = sorted((Path(__file__).parents[3] / "features").glob("*/openapi.yaml"))


@pytest.mark.parametrize("spec", FEATURES, ids=lambda spec: spec.parent.name)
def test_shared_parts_change_nothing(spec: Path) -> None:
    canonical = normalise(load(str(spec)), Diagnostics())
    config, parts = infer_config_and_parts(canonical)
    shared, own = Diagnostics(), Diagnostics()
    assert build_api(canonical, config, shared, parts) == build_api(canonical, config, own)
    assert set(shared) == set(own)


def test_most_documents_are_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    canonical = normalise(load(str(FEATURES[0])), Diagnostics())
    config, parts = infer_config_and_parts(canonical)
    built: list[str] = []
    monkeypatch.setattr("specloom.api.build.build_operations", lambda *_, **__: built.append("operations"))
    build_api(canonical, config, Diagnostics(), parts)
    assert built == []
