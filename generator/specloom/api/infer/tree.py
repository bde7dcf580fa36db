"""Builds the inferred tree from the proposals in document order, each name used once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from specloom.api.infer.proposals import NameProposal
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass

_MEMBERS = """
    get post put patch delete copy close aclose request with_options is_closed auth_headers base_url timeout max_retries
    default_headers default_query custom_auth qs user_agent platform_headers with_raw_response with_streaming_response
    get_api_list
"""
_CLIENT_MEMBERS = frozenset(_MEMBERS.split())


@dataclass(slots=True)
class ResourceBranch:
    """A resource that is being filled. A name is a method or a child, never both."""

    methods: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    children: dict[str, ResourceBranch] = field(default_factory=dict[str, "ResourceBranch"])
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    reserved: frozenset[str] = frozenset()
    tried: dict[str, int] = field(default_factory=dict[str, int])
    """The first number that may be free, by the name that it is appended to."""

    def child(self, word: str) -> ResourceBranch:
        """Return the child for `word`, created if it is new."""
        name = self.aliases.get(word)
        if name is None:
            name = word if self._is_free(word) else f"{word}_resource"
            while not self._is_free(name):
                name += "_"
            self.aliases[word] = name
            self.children[name] = ResourceBranch()
        return self.children[name]

    def descend(self, chain: Iterable[str]) -> ResourceBranch:
        """Return the resource at the end of `chain`, created with all above it."""
        branch = self
        for word in chain:
            branch = branch.child(word)
        return branch

    def add(self, names: Iterable[str], method: JsonValue) -> str:
        """Add a method under the first free name; return it."""
        candidates = list(names)
        name = next((name for name in candidates if self._is_free(name)), None)
        number = self.tried.get(candidates[-1], 2)
        while name is None:
            longer = f"{candidates[-1]}_{number}"
            name, number = (longer, number) if self._is_free(longer) else (None, number + 1)
            self.tried[candidates[-1]] = number  # all lower numbers stay taken
        self.methods[name] = method
        return name

    def _is_free(self, name: str) -> bool:
        return name not in self.methods and name not in self.children and name not in self.reserved

    def as_config(self) -> JsonObject:
        """Return the resource in the structure of the config."""
        found: JsonObject = {}
        if self.methods:
            found["methods"] = dict(self.methods)
        if self.children:
            found["subresources"] = {name: child.as_config() for name, child in self.children.items()}
        return found


def new_root() -> ResourceBranch:
    """Return an empty tree; its own methods will be those of the client."""
    return ResourceBranch(reserved=_CLIENT_MEMBERS)


def settle_proposals(proposals: Iterable[NameProposal]) -> list[NameProposal]:
    """Return the proposals with one choice each: a method of the resource above, unless the resource exists."""
    found = list(proposals)
    resources = {each.chain[:end] for each in found if not each.method for end in range(1, len(each.chain) + 1)}
    above = {each.above[:end] for each in found if each.method for end in range(1, len(each.above) + 1)}
    resources |= above
    return [
        each
        if not each.method or each.chain in resources
        else replace(each, chain=each.above, names=(each.method, *each.names[1:]), rank=max(each.rank, 1))
        for each in found
    ]


def add_operations(root: ResourceBranch, operations: Iterable[tuple[NameProposal, JsonValue]]) -> None:
    """Add operations to the tree: their resources first, then their methods by rank; both stay in the given order."""
    assigned = [(root.descend(proposal.chain), proposal, method) for proposal, method in operations]
    names: dict[int, str] = {}
    for at in sorted(range(len(assigned)), key=lambda at: assigned[at][1].rank):
        branch, proposal, method = assigned[at]
        names[at] = branch.add(proposal.names, method)
    for at, (branch, _, _) in enumerate(assigned):
        branch.methods[names[at]] = branch.methods.pop(names[at])
