"""Models that no method leads to: their schemas are found by what is in them, and their resources by `api.md`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from specloom.base.json import JsonObject, as_object
from tests.reproduction.nursery_sdk import AROUND, DOCUMENT, PACKAGE
from tests.support.cli import Runner, runner

SCHEMAS = """\
    SoilDelta: {type: object, required: [type, depth], properties: {type: {const: soil_delta}, depth: {type: number}}}
    SoilStop: {type: object, required: [type], properties: {type: {const: soil_stop}}}
    OtherSoilStop: {type: object, required: [type], properties: {type: {const: soil_stop}}}
    SoilEvent: {anyOf: [{$ref: '#/components/schemas/SoilDelta'}, {$ref: '#/components/schemas/SoilStop'}]}
    Pebble: {type: object, properties: {a: {type: string}, b: {type: string}}}
"""
HEAD = "from typing_extensions import Literal\nfrom ..._models import BaseModel\n"
TYPES = {
    "raw_soil_delta": f'{HEAD}class RawSoilDelta(BaseModel):\n    type: Literal["soil_delta"]\n    depth: float\n',
    "raw_soil_stop": f'{HEAD}class RawSoilStop(BaseModel):\n    type: Literal["soil_stop"]\n',
    "raw_soil_event": "from typing import Union\nfrom typing_extensions import TypeAlias\n"
    "from .raw_soil_delta import RawSoilDelta\nfrom .raw_soil_stop import RawSoilStop\n"
    "RawSoilEvent: TypeAlias = Union[RawSoilDelta, RawSoilStop]\n",
    "raw_stone": f"{HEAD}class RawStone(BaseModel):\n    a: str\n    b: str\n",
}
NAMES = {"raw_soil_delta": "RawSoilDelta", "raw_soil_stop": "RawSoilStop", "raw_soil_event": "RawSoilEvent"}
NAMES |= {"raw_stone": "RawStone"}
API = f"""
# Ground

## Soils

Types:

```python
from nursery.types.ground import {", ".join(NAMES.values())}
```
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a runner in a folder with the document, and the SDK with types in `types/ground`."""
    exported = "".join(f"from .{module} import {name} as {name}\n" for module, name in NAMES.items())
    package = {**PACKAGE, "types/ground/__init__.py": exported}
    package |= {f"types/ground/{module}.py": text for module, text in TYPES.items()}
    around = {**AROUND, "api.md": AROUND["api.md"] + API}
    files = {"openapi.yaml": DOCUMENT + SCHEMAS, **{f"sdk/{path}": text for path, text in around.items()}}
    for path, text in {**files, **{f"sdk/src/nursery/{path}": text for path, text in package.items()}}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return runner(tmp_path, monkeypatch, capsys)


def config_of(run: Runner) -> tuple[JsonObject, str]:
    """Return the config that is read in the SDK, and its text."""
    done = run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "-", "-q")
    assert done.code == 0, done.err
    return as_object(yaml.safe_load(done.out)), done.out


def test_types_under_another_name_are_found_by_fields_constants_and_members(run: Runner) -> None:
    config, text = config_of(run)
    ground = as_object(as_object(config["resources"])["ground"])
    assert as_object(as_object(ground["subresources"])["soils"])["models"] == {
        "raw_soil_delta": "SoilDelta",
        "raw_soil_stop": "SoilStop",
        "raw_soil_event": "SoilEvent",
    }
    assert "methods" not in ground
    assert "types `types.ground.raw_stone.RawStone`: no schema of the document was found for it" in text


def test_a_resource_of_only_models_has_its_types_and_no_property(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "stainless.yml").write_text(config_of(run)[1])
    assert run("generate", "openapi.yaml", "-o", "new", "-q").code == 0
    types = tmp_path / "new/nursery/types"
    assert "RawSoilEvent" in (types / "ground/__init__.py").read_text()
    assert not (types / "raw_soil_event.py").exists()
    assert "def ground(" not in (tmp_path / "new/nursery/_client.py").read_text()


def test_a_response_named_after_its_method_is_shared_if_its_module_is(run: Runner, tmp_path: Path) -> None:
    sdk = tmp_path / "sdk/src/nursery"
    shared = "from ..._models import BaseModel\nclass PlantWaterResponse(BaseModel):\n    litres: float\n"
    plants = (sdk / "resources/plants.py").read_text()
    for start in ("", "async "):
        before = f"    {start}def card(self, plant_id: str, *,"
        assert before in plants
        water = f'    {start}def water(self) -> PlantWaterResponse:\n        return self._get("/water")\n\n'
        plants = plants.replace(before, water + before, 1)
    imported = "from ..types.shared.plant_water_response import PlantWaterResponse\n"
    (sdk / "resources/plants.py").write_text(plants.replace("from ..types.plant ", f"{imported}from ..types.plant ", 1))
    (sdk / "types/shared").mkdir()
    name = "PlantWaterResponse"
    (sdk / "types/shared/__init__.py").write_text(f"from .plant_water_response import {name} as {name}\n")
    (sdk / "types/shared/plant_water_response.py").write_text(shared)
    path = "  /water: {get: {responses: {'200': {$ref: '#/components/responses/Water'}}}}\n"
    schema = "{$ref: '#/components/schemas/Water'}"
    water = f"    Water: {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}\n"
    text = (tmp_path / "openapi.yaml").read_text()
    text = text.replace("paths:\n", f"paths:\n{path}", 1)
    text = text.replace("  responses:\n    Card", f"  responses:\n{water}    Card", 1)
    model = "    Water: {type: object, required: [litres], properties: {litres: {type: number}}}\n"
    (tmp_path / "openapi.yaml").write_text(text + model)
    resources = as_object(config_of(run)[0]["resources"])
    assert as_object(resources["$shared"])["models"] == {"plant_water_response": "Water"}
