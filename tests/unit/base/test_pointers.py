from __future__ import annotations

import pytest

from specloom.base import pointers


def test_tokens_and_pointers() -> None:
    pointer = pointers.join("", "paths", "/a~b/{id}", 0)
    assert pointer == "/paths/~1a~0b~1{id}/0"
    assert pointers.split("#" + pointer) == ["paths", "/a~b/{id}", "0"]
    assert pointers.parent(pointer) == "/paths/~1a~0b~1{id}"
    assert pointers.from_fragment("#/a%20b") == "/a b"


def test_a_pointer_that_leads_nowhere_says_how_far_it_got() -> None:
    assert pointers.resolve({"a": [{"b": 1}]}, "/a/0/b") == 1
    for wrong in ("/a/1/b", "/a/-1", "/a/00", "/a/x"):
        with pytest.raises(pointers.MissingError) as raised:
            pointers.resolve({"a": [{"b": 1}]}, wrong)
        assert raised.value.deepest == "/a"
