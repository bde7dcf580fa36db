"""What a later text has of the objects of an earlier one is what reading both as a whole tells."""

from __future__ import annotations

import json
import random

import pytest

from generator.base.json import JsonObject, JsonValue, as_object
from generator.document.outline import amended, outline

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
    spans = outline(old, WANTED)
    assert [json.loads(old[span.begin : span.end]) for span in spans.values()] == [
        value_at(ROOT, each) for each in WANTED
    ]
    changed = chance.sample(WANTED, chance.randint(0, 3))
    for pointer in changed:
        value_at(root, pointer).update({chance.choice(["é", '"', "}{"]): chance.choice([1, "🌳", [], {"x": {}}])})
    new = written(root, random.Random(seed))
    amendment = amended(old, new, spans)
    assert amendment is not None
    assert {key: json.loads(text) for key, text in amendment.texts.items()} == {
        pointer: value_at(root, pointer) for pointer in changed
    }
    assert dict(amendment.spans) == outline(new, WANTED)


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
        ('"Ü": {"enum": ["\\\\", "\\n"]}}}}', '"Ü": {"enum": []}}}} '),
    ],
)
def test_anything_else_is_for_those_who_read_the_whole(old: str, new: str) -> None:
    text = json.dumps(ROOT, ensure_ascii=False)
    assert text.count(old) == 1
    spans = outline(text.encode(), WANTED)
    assert len(spans) == len(WANTED)
    assert amended(text.encode(), text.replace(old, new).encode(), spans) is None


@pytest.mark.parametrize("text", ["", "{", "a: 1", '{"paths": []}', '{"paths": {"/a/{b}": {"get": 1}}}', "\ufeff{}"])
def test_a_text_without_the_objects_has_no_outline(text: str) -> None:
    assert outline(text.encode(), WANTED) == {}
