"""Names don't depend on the order of the HTTP verbs of a path: Flask-RESTX serves them in another one at each start."""

from __future__ import annotations

from tests.names.skeletons import Skeleton, inferred_names, read_skeletons


def test_names_are_the_same_in_any_order_of_verbs() -> None:
    for skeletons in read_skeletons().values():
        expected = inferred_names(skeletons)
        by_path: dict[str, list[Skeleton]] = {}
        for each in skeletons:
            by_path.setdefault(each.path, []).insert(0, each)
        found = inferred_names([each for together in by_path.values() for each in together])
        assert {key: (expected[key], name) for key, name in found.items() if name != expected[key]} == {}
