"""Directed graphs: components and orders that depend only on the input. No recursion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Node = TypeVar("Node", str, int)


def strong_components(graph: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Return the strongly connected components of ``graph`` (node -> nodes it needs).

    A component comes after those that it needs; nodes of one component keep the order of the
    mapping. Targets that are no keys of ``graph`` are ignored. Linear time (Tarjan's algorithm).
    """
    rank = {node: number for number, node in enumerate(graph)}
    search = _Search(graph)
    for node in graph:
        if node not in search.index:
            search.search_from(node)
    return [sorted(component, key=rank.__getitem__) for component in search.components]


def topological_order(graph: Mapping[Node, Iterable[Node]]) -> list[Node]:
    """Return the nodes so that each follows those that it needs; members of a cycle stay together."""
    return [node for component in strong_components(graph) for node in component]


def cyclic_nodes(graph: Mapping[Node, Collection[Node]]) -> set[Node]:
    """Return the nodes that are part of a cycle (a node that needs itself included)."""
    found: set[Node] = set()
    for component in strong_components(graph):
        if len(component) > 1 or component[0] in graph[component[0]]:
            found.update(component)
    return found


def reachable_nodes(graph: Mapping[Node, Iterable[Node]], roots: Iterable[Node]) -> list[Node]:
    """Return every node that can be reached from ``roots``, roots included, in order of discovery."""
    seen: dict[Node, None] = {}
    stack = list(roots)[::-1]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen[node] = None
        stack.extend(list(graph.get(node, ()))[::-1])
    return list(seen)


class _Search(Generic[Node]):
    """The state of one run of Tarjan's algorithm."""

    def __init__(self, graph: Mapping[Node, Iterable[Node]]) -> None:
        self.graph: Mapping[Node, Iterable[Node]] = graph
        self.index: dict[Node, int] = {}
        self.low: dict[Node, int] = {}
        self.path: list[Node] = []
        self.open: set[Node] = set()
        self.components: list[list[Node]] = []

    def search_from(self, root: Node) -> None:
        """Search everything that ``root`` reaches."""
        work: list[tuple[Node, Iterator[Node]]] = [self._enter_node(root)]
        while work:
            node, targets = work[-1]
            following = next(targets, None)
            if following is None:
                work.pop()
                self._leave_node(node)
                if work:
                    self.low[work[-1][0]] = min(self.low[work[-1][0]], self.low[node])
            elif following not in self.index:
                work.append(self._enter_node(following))
            elif following in self.open:
                self.low[node] = min(self.low[node], self.index[following])

    def _enter_node(self, node: Node) -> tuple[Node, Iterator[Node]]:
        self.index[node] = self.low[node] = len(self.index)
        self.path.append(node)
        self.open.add(node)
        return node, iter([target for target in self.graph[node] if target in self.graph])

    def _leave_node(self, node: Node) -> None:
        if self.low[node] != self.index[node]:
            return
        component: list[Node] = []
        while not component or component[-1] != node:
            component.append(self.path.pop())
            self.open.discard(component[-1])
        self.components.append(component)
