"""The pages of docs/reference that are written by `make docs-reference` say what the code says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from docs.tools.codes import PACKAGE, reported_codes
from docs.tools.keys import EXTENSIONS, documented, sections
from docs.tools.messages import entries
from docs.tools.reference import DIRECTORY, PAGES, page
from specloom.api.config.node import IgnoredKey, UnsupportedKey
from specloom.api.config.root import ConfigRoot
from specloom.commands.project import ClientTable, ProjectTable

ENTRIES = {code: example for group in entries().values() for code, example in group.items()}
RUN_AT_MOST = 3
"""Consecutive words of a message that is not run which its source must have."""


SLOW = ("messages.md",)
"""Pages for which the command runs once for each code."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in PAGES])
def test_a_page_is_what_the_code_gives(name: str) -> None:
    assert (DIRECTORY / name).read_text() == page(name), "run `make docs-reference`"


def test_every_code_has_an_entry() -> None:
    codes = reported_codes()
    missing = {code: location for code, location in codes.items() if code not in ENTRIES}
    assert missing == {}, "describe them in docs/tools/messages.yaml, then run `make docs-reference`"
    assert ENTRIES.keys() - codes.keys() == set(), "nothing reports these any more: remove them from messages.yaml"


def test_the_search_for_codes_finds_them_in_every_form() -> None:
    codes = reported_codes()
    in_a_table, by_a_function, as_a_constant, by_choice = "path-slash", "spec-missing", "merge-conflict", "bad-detail"
    assert {in_a_table, by_a_function, as_a_constant, by_choice} <= codes.keys()
    assert "method-removed" not in codes


def test_messages_that_are_not_run_are_in_the_source() -> None:
    source = " ".join(" ".join(path.read_text() for path in PACKAGE.rglob("*.py")).split())
    shown = {code: example.prints for code, example in ENTRIES.items() if example.prints is not None}
    assert [code for code, text in shown.items() if f"[{code}]: " not in text] == []
    unknown = [code for code, text in shown.items() if not any(run in source for run in runs(text.partition("]: ")[2]))]
    assert unknown == []


def test_every_extension_of_documents_is_described() -> None:
    source = "\n".join(path.read_text() for path in (PACKAGE / "api").rglob("*.py"))
    assert set(re.findall(r'"x-stainless-([A-Za-z-]+)"', source)) == EXTENSIONS.keys()


def runs(text: str) -> Iterator[str]:
    """Yield the runs of a few words in a text."""
    words = text.split()
    length = min(RUN_AT_MOST, len(words))
    yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


@pytest.mark.parametrize("model", [ClientTable, ProjectTable, *(model for _, model in sections(ConfigRoot, "", []))])
def test_every_key_with_an_effect_is_documented(model: type[BaseModel]) -> None:
    fields = (
        model.model_fields if model is not ProjectTable else model.model_fields.keys() - ClientTable.model_fields.keys()
    )
    marked = {
        name
        for name in fields
        if any(isinstance(item, IgnoredKey | UnsupportedKey) for item in model.model_fields[name].metadata)
    }
    assert set(fields) - marked - documented(model).keys() == set()
