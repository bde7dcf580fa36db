from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.base.names import (
    MAX_LENGTH,
    NameScope,
    argument_name,
    class_name,
    method_name,
    model_field_name,
    module_name,
    param_field_name,
)
from specloom.base.words import Casing

PLAIN = Casing()


@pytest.mark.parametrize(
    ("wire", "model", "param"),
    [
        ("from", "from_", "from_"),
        ("schema", "schema_", "schema"),
        ("json", "json_", "json"),
        ("model_type", "api_model_type", "model_type"),
        ("600", "api_600", "_600"),
        ("_count", "api_count", "_count"),
        ("__count", "api_count", "_count"),
        ("_firstSeen", "api_first_seen", "_first_seen"),
        ("_worker.js", "api_worker_js", "_worker_js"),
        ("10_or_greater", "api_10_or_greater", "_10_or_greater"),
        ("PASS", "pass_", "pass_"),
        ("@type", "type", "type"),
        ("+1", "plus_1", "plus_1"),
        ("-1", "minus_1", "minus_1"),
        ("", "empty", "empty"),
        ("\U0001f34e", "red_apple", "red_apple"),
        ("名前", "名前", "名前"),
        ("\u3164", "hangul_filler", "hangul_filler"),
        ("\x00", "u0", "u0"),
    ],
)
def test_fields(wire: str, model: str, param: str) -> None:
    assert (model_field_name(wire, PLAIN), param_field_name(wire, PLAIN)) == (model, param)


def test_arguments_leave_the_method_its_own_names() -> None:
    assert argument_name("timeout", PLAIN) == "api_timeout"
    assert argument_name("extra_headers", PLAIN) == "api_extra_headers"
    assert argument_name("self", PLAIN) == "self_"
    assert argument_name("httpx", PLAIN) == "httpx_"
    assert argument_name("type", PLAIN) == "type"


def test_methods_classes_and_modules() -> None:
    assert method_name("import", PLAIN) == "import_"
    assert method_name("list", PLAIN) == "list"
    assert method_name("with_raw_response", PLAIN, ["with_raw_response"]) == "with_raw_response_"
    assert class_name("true", PLAIN) == "True_"
    assert class_name("3d-model", PLAIN) == "API3dModel"
    assert module_name("class", PLAIN) == "class_"
    assert module_name("con", PLAIN) == "con_"
    assert module_name("名前", PLAIN).isascii()
    assert module_name("../../etc/passwd", PLAIN) == "etc_passwd"


@given(st.text(st.characters(codec=None, categories=None), max_size=300))
def test_any_text_becomes_a_name(text: str) -> None:
    makers = (model_field_name, param_field_name, argument_name, method_name, class_name, module_name)
    for make in makers:
        name = make(text, PLAIN)
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert name == make(text, PLAIN)
        assert len(name) <= MAX_LENGTH + len("api_")
        assert not name.startswith("__")
    assert module_name(text, PLAIN).isascii()


def test_long_names_stay_apart() -> None:
    first, second = "a" * 5000 + "x", "a" * 5000 + "y"
    assert class_name(first, PLAIN) != class_name(second, PLAIN)


def test_a_scope_gives_each_name_once() -> None:
    scope = NameScope(["taken"])
    assert scope.claim_name("tree") == "tree"
    assert scope.claim_name("tree", "forest_tree") == "forest_tree"
    assert scope.claim_name("tree") == "tree_2"
    assert scope.claim_name("tree") == "tree_3"
    assert scope.claim_name("taken") == "taken_2"
    assert scope.claim_name("class_") == "class_"
    assert scope.claim_name("class_") == "class_2"
    assert NameScope(["Tree"], fold_case=True).claim_name("tree") == "tree_2"
