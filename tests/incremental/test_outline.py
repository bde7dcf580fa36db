"""What a later text has of the objects of an earlier one is what reading both as a whole tells."""

from __future__ import annotations

import json
import random

import pytest

from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.document.limits import DEFAULT_OPTIONS
from specloom.document.textfault import TextError
from specloom.document.yaml_text import parse_yaml
from specloom.incremental.json_objects import ChangedObjects, find_changed_objects, find_json_objects
from specloom.incremental.spans import Span
from specloom.incremental.yaml_blocks import find_yaml_blocks

ROOT: JsonObject = {
    "info": {"title": 'Bäume 🌳 "quoted" {', "x": []},
    "paths": {"/a/{b}": {"get": {"x": "}"}, "post": {"deep": [{"a": {}}]}, "summary": "s"}, "/c~d": {"put": {}}},
    "components": {"schemas": {"A": {"type": "string"}, "Ü": {"enum": ["\\", "\n"]}}},
}
WANTED = (
    "/paths/~1a~1{b}/get",
    "/paths/~1a~1{b}/post",
    "/paths/~1c~0d/put",
    "/components/schemas/A",
    "/components/schemas/Ü",
)


def value_at(root: JsonValue, pointer: str) -> JsonObject:
    """Return the object at a pointer."""
    for token in pointer.split("/")[1:]:
        root = as_object(root)[token.replace("~1", "/").replace("~0", "~")]
    return as_object(root)


def written(root: JsonValue, chance: random.Random) -> bytes:
    """Return a text of the data, in one of many layouts."""
    return json.dumps(root, indent=chance.choice([None, 1, "\t"]), ensure_ascii=chance.random() < 0.5).encode()


@pytest.mark.parametrize("seed", range(20))
def test_objects_that_have_changed_are_found_and_all_others_stand_where_they_stand(seed: int) -> None:
    chance, root = random.Random(seed), json.loads(json.dumps(ROOT))
    old = written(root, random.Random(seed))
    spans = find_json_objects(old.decode(), WANTED)
    assert [json.loads(old[span.begin : span.end]) for span in spans.values()] == [
        value_at(ROOT, each) for each in WANTED
    ]
    changed = chance.sample(WANTED, chance.randint(0, 3))
    for pointer in changed:
        value_at(root, pointer).update({chance.choice(["é", '"', "}{"]): chance.choice([1, "🌳", [], {"x": {}}])})
    new = written(root, random.Random(seed))
    amendment = find_changed_objects(old, new, spans)
    assert amendment is not None
    assert {key: json.loads(text) for key, text in amendment.texts.items()} == {
        pointer: value_at(root, pointer) for pointer in changed
    }
    assert dict(amendment.spans) == find_json_objects(new.decode(), WANTED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"summary": "s"', '"summary": "t"'),
        ('"info"', '"Info"'),
        ('{"type": "string"}', "[]"),
        ('{"type": "string"}', '"type"'),
        ('{"type": "string"}', '{"type": "string"}, "B": {}'),
        ('{"type": "string"}', '{"type": "string"'),
        ('{"type": "string"}', '{"type": "string"}}'),
        ('"A": {"type": "string"}, ', ""),
        ('"get"', '"head"'),
        ('{"enum": ["\\\\", "\\n"]}}}}', "}}}"),
        ('"Ü": {"enum": ["\\\\", "\\n"]}}}}', '"Ü": {"enum": []}}}} '),
    ],
)
def test_anything_else_is_for_those_who_read_the_whole(old: str, new: str) -> None:
    text = json.dumps(ROOT, ensure_ascii=False)
    assert text.count(old) == 1
    spans = find_json_objects(text, WANTED)
    assert len(spans) == len(WANTED)
    assert find_changed_objects(text.encode(), text.replace(old, new).encode(), spans) is None


BLOCKS = """\
# an example
info: {title: "paths: # not yet", x: []}
paths:
  /a/{b}:
    get:
      x: "}"
      y: |
        post:

    # of the next one
    post:
      deep: [{a: {}},
  {b: 1}]
    summary: s

  "/c~d":
    put: {}
components:
  schemas:
    A:
      type: string
    Ü:
      - no object
"""
IN_BLOCKS = WANTED[:4]


def blocks(text: str) -> dict[str, Span]:
    """Return where the objects of a YAML text stand."""
    _, positions = parse_yaml(text, DEFAULT_OPTIONS)
    return find_yaml_blocks(text.encode(), positions, IN_BLOCKS)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("    Ü:\n", "      more: 1\n    Ü:\n", [3]),
        ('x: "}"', "x: 'é'", [0]),
        ("        post:\n", "        post:\n        more\n\n          text # here\n", [0]),
        ("\n    # of the next one\n", "\n      z: added at the end\n    # of the next one\n", [0]),
        ("    summary: s\n", "      more: 1\n    summary: s\n", None),
        ("{b: 1}]", "{b: 2}]", None),
        ("put: {}", "put: {a: b}", None),
        ("      type: string\n", "      type:\n      - string\n      z: 1\n", [3]),
        ("      type: string\n", "      type: string\n    B:\n      type: string\n", None),
        ("      type: string\n", "      type: integer\n\n\n", [3]),
        ("    A:\n", "    B:\n", None),
        ("    Ü:\n", "     Ü:\n", None),
        ("      type: string\n", "      type: string", None),
        ("      type: string\n", "      type: string\n  ", None),
        ("    get:\n", "    get: # with a word\n", None),
        ("    summary: s\n", "    summary: t\n", None),
        ("    summary: s\n", "", None),
    ],
)
def test_lines_of_yaml_are_told_apart(old: str, new: str, changed: list[int] | None) -> None:
    assert BLOCKS.count(old) == 1
    text = BLOCKS.replace(old, new)
    amendment = find_changed_objects(BLOCKS.encode(), text.encode(), blocks(BLOCKS))
    if changed is None:
        assert amendment is None or not texts_are_good(amendment, text)
    else:
        assert amendment is not None
        assert [*amendment.texts] == [WANTED[index] for index in changed]
        assert texts_are_good(amendment, text)
        assert dict(amendment.spans) == blocks(text)


def texts_are_good(amendment: ChangedObjects, text: str) -> bool:
    """Whether the lines that were found say what the whole text says there."""
    root, _ = parse_yaml(text, DEFAULT_OPTIONS)
    try:
        found = {key: parse_yaml(lines, DEFAULT_OPTIONS)[0] for key, lines in amendment.texts.items()}
    except TextError:
        return False
    return all(
        lines == {key.rpartition("/")[2].replace("~1", "/").replace("~0", "~"): value_at(root, key)}
        for key, lines in found.items()
    )


@pytest.mark.parametrize("text", ["", "{", "a: 1", '{"paths": []}', '{"paths": {"/a/{b}": {"get": 1}}}', "\ufeff{}"])
def test_a_text_without_the_objects_has_no_outline(text: str) -> None:
    assert find_json_objects(text, WANTED) == {}
