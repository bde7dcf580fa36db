"""The names of operations of published documents, each judged by a person; a new rule shows here as a difference.

`make golden` accepts the names as they are now: read every one that changes.
"""

from __future__ import annotations

import pytest

from tests.names.skeletons import JUDGED, inferred_names, read_skeletons


def test_names_are_as_judged(pytestconfig: pytest.Config) -> None:
    found: list[str] = []
    for document, skeletons in read_skeletons().items():
        names = inferred_names(skeletons)
        for each in skeletons:
            fields = [document, each.verb, each.path, each.operation_id, each.tag, each.summary]
            found.append("\t".join([*fields, each.statuses, each.form, names[each.key]]))
    if pytestconfig.getoption("--golden"):
        JUDGED.write_text("\n".join(found) + "\n", "utf-8")
    assert found == JUDGED.read_text("utf-8").splitlines()


def test_the_file_is_long_enough() -> None:
    documents = read_skeletons()
    assert len(documents) >= 12
    assert sum(map(len, documents.values())) >= 400
