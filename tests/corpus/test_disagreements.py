"""openapi-spec-validator and our own checks agree on the documents of this repository, or the reason is listed."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.corpus.disagreements import listed, unexplained
from tests.corpus.fetch import documents_in, packages

ROOT = Path(__file__).parents[2]
OTHERS = {"expected", "node_modules"}
DOCUMENTS = {
    document.path.relative_to(ROOT).as_posix(): document.path
    for directory in ("tests", "spec")
    for document in documents_in(ROOT / directory)
    if not OTHERS & {*document.path.parts} and document.path.name != "stainless.yml"
}


@pytest.mark.one_in(25)
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_disagreement_has_a_reason(name: str) -> None:
    assert unexplained(name, DOCUMENTS[name]) == []


def test_documents_are_many() -> None:
    assert len(DOCUMENTS) > 60


def test_the_list_names_documents_that_are_checked() -> None:
    """Those of the corpus are checked by `make test-corpus`."""
    corpus = {f"{each.name}@{each.version}": (*each.documents, *each.more) for each in packages()}
    for name in {name for kind in ("finding", "refusal") for entry in listed(kind) for name in entry.documents}:
        package, _, path = name.partition(" ")
        patterns = corpus.get(package, ())
        assert name in DOCUMENTS or any(fnmatchcase(path, pattern.replace("**/", "")) for pattern in patterns), name
