from __future__ import annotations

import random

from specloom.base.graph import cyclic_nodes, reachable_nodes, strong_components, topological_order


def test_what_is_needed_comes_first() -> None:
    assert topological_order({"a": ["b", "c"], "b": ["c"], "c": [], "d": ["a", "elsewhere"]}) == ["c", "b", "a", "d"]


def test_cycles_stay_together_in_the_order_of_the_input() -> None:
    graph = {"x": ["c"], "a": ["b"], "b": ["c"], "c": ["a"], "y": ["y"], "z": []}
    assert strong_components(graph) == [["a", "b", "c"], ["x"], ["y"], ["z"]]
    assert cyclic_nodes(graph) == {"a", "b", "c", "y"}


def test_deep_graphs_need_no_stack() -> None:
    size = 100_000
    graph = {number: [number + 1] for number in range(size)} | {size: [0]}
    assert strong_components(graph) == [list(range(size + 1))]


def test_components_do_not_depend_on_the_order_of_targets() -> None:
    rng = random.Random(7)
    graph = {n: [rng.randrange(60) for _ in range(2)] for n in range(60)}
    shuffled = {n: list(reversed(targets)) for n, targets in graph.items()}
    as_sets = {frozenset(component) for component in strong_components(graph)}
    assert as_sets == {frozenset(component) for component in strong_components(shuffled)}


def test_reachable_lists_roots_and_what_they_need() -> None:
    assert reachable_nodes({"a": ["b"], "b": ["a", "c"], "d": []}, ["a"]) == ["a", "b", "c"]
