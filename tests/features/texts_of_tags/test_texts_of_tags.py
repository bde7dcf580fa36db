"""Descriptions with HTML are docstrings of plain text, and the description of a tag is that of its resource."""

from __future__ import annotations

import inspect
from types import ModuleType


def test_a_tag_describes_the_resource_of_its_name(package: ModuleType) -> None:
    with package.Nursery(base_url="https://nursery.test") as client:
        found = inspect.getdoc(type(client.seedlings))
    assert found == "Young & small plants.\n\nSee [the guide](https://nursery.test/guide)."


def test_a_tag_describes_the_only_resource_that_has_it(package: ModuleType) -> None:
    with package.Nursery(base_url="https://nursery.test") as client:
        assert inspect.getdoc(type(client.watering)) == "All that keeps plants alive."
        assert inspect.getdoc(type(client.soil)) == "The methods of `soil`."


def test_html_is_text_in_docstrings(package: ModuleType) -> None:
    with package.Nursery(base_url="https://nursery.test") as client:
        found = inspect.getdoc(client.seedlings.retrieve) or ""
    start = "First line.\n\nFilters:\n- by `height < 3`\n- by **age**\n\nSend `<p>` or <token>.\n"
    assert found.startswith(start)
    assert "form: A *form*" in found
    assert "<p>kept</p>" in found
    assert inspect.getdoc(package.types.Plant) == "A plant."
