"""Overlays: changes to a description that is not yours, applied in order before anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloom.base import pointers
from specloom.base.diagnostics import UserError
from specloom.base.json import JsonValue
from specloom.document.document import Document
from specloom.document.limits import LoadOptions
from specloom.document.load import load
from tests.support.cli import MINIMAL, Runner
from tests.support.documents import put

HEAD = "overlay: 1.1.0\ninfo: {title: Changes, version: '1'}\nactions:\n"
TREE = "/paths/~1trees~1{tree_id}/get/responses/200/content/application~1json/schema"


def overlaid(directory: Path, actions: str, text: str = MINIMAL, **limits: int) -> Document:
    put(directory, {"openapi.yaml": text, "overlay.yaml": HEAD + actions})
    return load(directory / "openapi.yaml", LoadOptions(**limits), [directory / "overlay.yaml"])


def at(document: Document, pointer: str) -> JsonValue:
    return pointers.resolve(document.root, pointer)


def where(document: Document, pointer: str) -> tuple[str, int]:
    location = document.location_of(pointer)
    return Path(location.file or "").name, location.line


def test_objects_are_merged_and_places_are_kept(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "  - target: $.info\n    update: {x-team: 1}\n"
        "  - target: $.paths.*.get.responses.*.content.*.schema\n"
        "    update:\n"
        "      required: [height]\n"
        "      properties:\n"
        "        height: {minimum: 0}\n"
        "        girth: {type: integer}\n",
    )
    assert at(document, TREE + "/required") == ["id", "height"]
    assert at(document, TREE + "/properties/height") == {"type": "number", "minimum": 0}
    assert where(document, TREE + "/required/0") == ("openapi.yaml", 18)
    assert where(document, TREE + "/required/1") == ("overlay.yaml", 8)
    assert where(document, TREE + "/properties/height/type") == ("openapi.yaml", 19)
    assert where(document, TREE + "/properties/height/minimum") == ("overlay.yaml", 10)
    assert where(document, TREE + "/properties/girth/type") == ("overlay.yaml", 11)
    assert document.location_of(TREE + "/properties/girth").pointer == "/actions/1/update/properties/girth"


def test_what_follows_a_removed_item_keeps_its_place(tmp_path: Path) -> None:
    text = MINIMAL + "tags:\n  - {name: a}\n  - {name: b}\n  - {name: c}\n  - {name: d}\n"
    document = overlaid(
        tmp_path, "  - {target: \"$.tags[?@.name == 'a' || @.name == 'c']\", remove: true}\n", text=text
    )
    assert at(document, "/tags") == [{"name": "b"}, {"name": "d"}]
    assert [where(document, f"/tags/{n}/name")[1] for n in range(2)] == [22, 24]


def test_arrays_grow_and_values_are_replaced(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "  - {target: $.servers, update: {url: 'https://two.test'}}\n"
        "  - {target: $.servers, update: [{url: 'https://three.test'}]}\n"
        "  - {target: '$.servers[0].url', update: 'https://one.test'}\n"
        "  - {target: $.paths.*.get.operationId, remove: true}\n",
    )
    assert at(document, "/servers") == [{"url": f"https://{word}.test"} for word in ("one", "two", "three")]
    assert where(document, "/servers/0/url") == ("overlay.yaml", 6)
    assert where(document, "/servers/2/url") == ("overlay.yaml", 5)
    with pytest.raises(LookupError):
        at(document, "/paths/~1trees~1{tree_id}/get/operationId")


def test_a_part_is_copied_with_its_places(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "  - {target: $.paths, update: {/twigs: {get: {operationId: getTwig}}}}\n"
        "  - {target: \"$.paths['/trees/{tree_id}'].get\", update: {deprecated: true}}\n"
        "  - {target: \"$.paths['/twigs'].get\", copy: \"$.paths['/trees/{tree_id}'].get\"}\n"
        "  - {target: \"$.paths['/twigs'].get.operationId\", update: getTwig}\n",
    )
    assert at(document, "/paths/~1twigs/get/operationId") == "getTwig"
    assert at(document, "/paths/~1trees~1{tree_id}/get/operationId") == "getTree"
    assert where(document, "/paths/~1twigs/get/deprecated") == ("overlay.yaml", 5)
    assert where(document, "/paths/~1twigs/get/responses") == ("openapi.yaml", 11)


def test_parts_that_yaml_shares_are_changed_alone(tmp_path: Path) -> None:
    text = MINIMAL + "x-a: &a {n: {m: 1}}\nx-b: *a\n"
    document = overlaid(tmp_path, "  - {target: $.x-a.n, update: {m: 2}}\n", text=text)
    assert (at(document, "/x-a/n/m"), at(document, "/x-b/n/m")) == (2, 1)


def test_files_that_an_overlay_refers_to_are_read(tmp_path: Path) -> None:
    put(tmp_path, {"tree.yaml": "type: object\n"})
    document = overlaid(tmp_path, "  - {target: $, update: {components: {schemas: {T: {$ref: tree.yaml}}}}}\n")
    assert [name for name, _ in document.inputs] == ["openapi.yaml", "tree.yaml", "overlay.yaml"]


@pytest.mark.parametrize("limits", [{"max_nodes": 100_000}, {"max_depth": 60}])
def test_copies_of_copies_end(tmp_path: Path, limits: dict[str, int]) -> None:
    grow = "".join("  - {target: $.info, update: {a: {}}}\n  - {target: $.info.a, copy: $.info}\n" for _ in range(60))
    wide = "".join(f"  - {{target: $, update: {{x{n}: {{}}}}}}\n  - {{target: $.x{n}, copy: $}}\n" for n in range(60))
    with pytest.raises(UserError, match="too-large"):
        overlaid(tmp_path, wide if "max_nodes" in limits else grow, **limits)


def test_the_command_takes_overlays_in_order(specloom: Runner, orchard: Path) -> None:
    for name, title in (("one", "Forest"), ("two", "Wood")):
        (orchard / f"{name}.yaml").write_text(HEAD + f"  - {{target: $.info.title, update: {title}}}\n")
    made = specloom("generate", "openapi.yaml", "--overlay", "one.yaml", "--overlay", "two.yaml")
    assert (made.code, made.out.split(":")[0]) == (0, "wood")
    assert list(json.loads((orchard / "wood/.specloom.json").read_text())["inputs"]) == [
        "one.yaml",
        "openapi.yaml",
        "two.yaml",
    ]
    assert specloom("check", "openapi.yaml", "--overlay", "two.yaml", "--overlay", "one.yaml").code == 1
    assert specloom("check", "openapi.yaml", "--overlay", "one.yaml", "--overlay", "two.yaml").code == 0
    (orchard / "two.yaml").write_text((orchard / "two.yaml").read_text().replace("Wood", "Grove"))
    assert specloom("check", "openapi.yaml", "--overlay", "one.yaml", "--overlay", "two.yaml").code == 1
    missing = specloom("generate", "openapi.yaml", "--overlay", "none.yaml")
    assert (missing.code, "the overlay does not exist" in missing.err) == (2, True)


def test_the_table_of_the_project_takes_overlays(specloom: Runner, orchard: Path) -> None:
    (orchard / "one.yaml").write_text(HEAD + "  - {target: $.info.title, update: Forest}\n")
    (orchard / "pyproject.toml").write_text('[tool.specloom]\nspec = "openapi.yaml"\noverlays = ["one.yaml"]\n')
    made = specloom("generate")
    assert (made.code, made.out.split(":")[0]) == (0, "forest")


def test_findings_point_into_the_overlay(specloom: Runner, orchard: Path) -> None:
    (orchard / "one.yaml").write_text(HEAD + "  - target: $.paths.*.get\n    update: {requestBody: 5}\n")
    outcome = specloom("generate", "openapi.yaml", "--overlay", "one.yaml", "-q")
    assert outcome.err == (
        "one.yaml:5:14: error[wrong-type]: must be an object, not an integer\n  at #/actions/0/update/requestBody\n"
    )


KINDS = """\
openapi: 3.1.0
info: {title: Kinds, version: '1', x-null: null}
paths: {/items: {get: {parameters: [{name: in, in: query}], and: 1}}}
x-list: [1, 2, 3, 2]
x-items: [{name: a}, {name: b}, {name: c}]
"""


@pytest.mark.parametrize(
    ("actions", "pointer", "value"),
    [
        ("{target: $.x-list, update: 9}", "/x-list", [1, 2, 3, 2, 9]),
        ("{target: '$.x-list[?@ == 2]', update: 7}", "/x-list", [1, 7, 3, 7]),
        ("{target: '$.x-list[3, 0, 0]', remove: true}", "/x-list", [2, 3]),
        ("{target: '$.x-list[::-2]', remove: true}", "/x-list", [1, 3]),
        ("{target: '$.x-list[-1:-3:-1]', remove: true}", "/x-list", [1, 2]),
        ("{target: $.x-list, copy: $.x-list}", "/x-list", [1, 2, 3, 2] * 2),
        ("{target: \"$.x-items[?match(@.name, '[ab]')]\", remove: true}", "/x-items", [{"name": "c"}]),
        ("{target: \"$.x-items[?value(@..name) == 'b']\", remove: true}", "/x-items", [{"name": "a"}, {"name": "c"}]),
        ("{target: \"$..[?@.in == 'query' && length(@) == 2]\", remove: true}", "/paths/~1items/get/parameters", []),
        ("{target: $..and, remove: true}", "/paths/~1items/get", {"parameters": [{"name": "in", "in": "query"}]}),
        ("{target: $.paths..*, remove: true}", "/paths", {}),
        ("{target: $.info.x-null, update: {a: [1]}}", "/info/x-null", {"a": [1]}),
        ("{target: $.info, remove: false, update: {x-null: 1}}", "/info/x-null", 1),
    ],
)
def test_what_an_action_makes(tmp_path: Path, actions: str, pointer: str, value: JsonValue) -> None:
    document = overlaid(tmp_path, f"  - {actions}\n", KINDS)
    assert at(document, pointer) == value
    assert document.remarks == ()


def test_an_action_may_be_shared(tmp_path: Path) -> None:
    text = (
        "  - {$ref: '#/components/actions/a~1b', target: '$.x-items[1]'}\n"
        "  - {$ref: '#/components/actions/a~1b', target: $.info, update: {x: own}}\n"
        "$self: https://orchard.test/overlay\n"
        "components:\n"
        "  actions:\n"
        "    a/b:\n"
        "      fields: {update: {x: shared}}\n"
    )
    put(tmp_path, {"openapi.yaml": KINDS, "overlay.yaml": (HEAD + text).replace("1.1.0", "1.2.0")})
    document = load(tmp_path / "openapi.yaml", overlays=[tmp_path / "overlay.yaml"])
    assert (at(document, "/x-items/1/x"), at(document, "/info/x")) == ("shared", "own")
    assert where(document, "/x-items/1/x") == ("overlay.yaml", 10)
    assert document.remarks == ()


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("$.paths['/item'].get", "`$['paths']` has no ['/item']; did you mean `/items`?"),
        ("$.path", "the document has no ['path']; did you mean `paths`?"),
        ("$.x-ref.type", "`$['x-ref']` is a reference to #/info: use the JSONPath of its target"),
        ("$.x-far.type", "`$['x-far']` is a reference to far.yaml: overlays change only the main file"),
    ],
)
def test_how_far_an_idle_target_leads_is_told(tmp_path: Path, target: str, hint: str) -> None:
    put(tmp_path, {"far.yaml": "{}"})
    text = KINDS + "x-ref: {$ref: '#/info'}\nx-far: {$ref: far.yaml}\n"
    document = overlaid(tmp_path, f'  - {{target: "{target}", remove: true}}\n', text)
    assert [(item.code, item.hint) for item in document.remarks] == [("overlay-idle", hint)]
