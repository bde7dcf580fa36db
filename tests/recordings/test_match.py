"""Recordings and descriptions agree. Where the engine is known to differ, the difference is written down."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import yaml
from syrupy.assertion import SnapshotAssertion

from tests.engine.engine import API_PATH
from tests.recordings.cassettes import HERE, Place, load, places
from tests.recordings.match import Description, Document

SPEC = Path(__file__).parents[2] / "spec" / "cloudflare-workflows" / "openapi.yaml"


def published() -> Description:
    return Description(cast("Document", yaml.safe_load(SPEC.read_text(encoding="utf-8"))))


def adapted() -> Description:
    """The published API as the engine has it: without the account in its paths."""
    document = cast("Document", yaml.safe_load(SPEC.read_text(encoding="utf-8")))
    paths = cast("Document", document["paths"])
    moved = {path.removeprefix("/accounts/{account_id}"): item for path, item in paths.items()}
    return Description({**document, "paths": moved}, prefix=API_PATH)


def engines_own() -> Description:
    document = cast("Document", json.loads((HERE / "engine" / "openapi.json").read_text(encoding="utf-8")))
    return Description(document, prefix=API_PATH)


def misfits(description: Description, recorded: list[Place]) -> list[str]:
    """Every misfit with the recording that has it."""
    return [f"{place}: {misfit}" for place in recorded for misfit in description.misfits(place.interaction)]


def kinds(description: Description, recorded: list[Place]) -> list[str]:
    """The different misfits, however often they occur."""
    found = [misfit for place in recorded for misfit in description.misfits(place.interaction)]
    return sorted({str(replace(misfit, place=re.sub(r"\d+", "*", misfit.place))) for misfit in found})


def test_published_answers_fit_the_description() -> None:
    recorded = places("published")
    assert len(recorded) >= 14 + 8
    assert misfits(published(), recorded) == []


def test_seed_page_fits_the_description() -> None:
    place = Place(HERE / "seed_page.yaml", 0, load(HERE / "seed_page.yaml")[0])
    assert misfits(published(), [place]) == []


def test_engine_differs_from_its_document_as_we_know(snapshot: SnapshotAssertion) -> None:
    recorded = [place for place in places("engine") if not place.file.name.startswith("cf_")]
    assert kinds(engines_own(), recorded) == snapshot


def test_engine_differs_from_the_published_api_as_we_know(snapshot: SnapshotAssertion) -> None:
    recorded = [place for place in places("engine") if place.file.name.startswith("cf_")]
    assert kinds(adapted(), recorded) == snapshot


def test_a_recording_that_no_longer_fits_is_named_with_the_pointer() -> None:
    interaction = copy.deepcopy(load(HERE / "seed_page.yaml")[0])
    interaction["response"]["body"]["string"] = (
        '{"errors": [{"code": "0", "message": "m"}], "messages": [], "success": false}'
    )
    found = misfits(published(), [Place(HERE / "seed_page.yaml", 0, interaction)])
    place = "seed_page.yaml[0] POST /accounts/account_id/workflows/x/instances"
    operation = "/paths/~1accounts~1{account_id}~1workflows~1{workflow_name}~1instances/post"
    schema = f"{operation}/responses/200/content/application~1json/schema"
    messages = "/components/schemas/Messages"
    assert sorted(found) == [
        f"{place}: {messages}/items/properties/code/type: errors/0/code: '0' is not of type 'integer'",
        f"{place}: /components/schemas/Success/enum: success: False is not one of [True]",
        f"{place}: {schema}/required: the body: 'result' is a required property",
    ]
