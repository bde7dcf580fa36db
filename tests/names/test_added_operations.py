"""An operation that is added to a published document renames hardly any other."""

from __future__ import annotations

import random

from tests.names.skeletons import inferred_names, read_skeletons

DRAWN = 12
"""Operations of each document that are left out, one at a time, and so added."""


def test_an_added_operation_renames_hardly_any_other() -> None:
    chosen = random.Random(7)
    added, renaming, renamed = 0, 0, 0
    for skeletons in read_skeletons().values():
        whole = inferred_names(skeletons)
        for one in chosen.sample(skeletons, min(DRAWN, len(skeletons))):
            rest = inferred_names([other for other in skeletons if other is not one])
            changed = sum(whole[key] != name for key, name in rest.items())
            added, renaming, renamed = added + 1, renaming + bool(changed), renamed + changed
    assert added >= 200
    assert renaming <= 7
    assert renamed <= 8
