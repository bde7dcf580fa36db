"""Builds the config of an SDK of another generator: its resources and methods, as far as they can be read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, make
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.migration.endpoints import Function
from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign
from specloom.compare.source.package import SourcePackage
from specloom.reproduce.document_index import DocumentIndex
from specloom.reproduce.others.naming import FoundFunction, usable
from specloom.reproduce.others.requests import Request, assigned_requests, requests_of
from specloom.reproduce.tree import mapping_in

FOREIGN = "sdk-foreign"
_CASING = Casing()
_LOSSES = (
    "the SDK was not made by Stainless: its resources and methods have their names here, with what they request",
    "not kept: how the client is made, its options and URLs, names of types, signatures of methods, pages",
)
_TESTS = re.compile(r"(?:^|/)(?:tests?/|test_|conftest\.py)|_test\.py$")
_LISTED = 200
"""How many operations that no method calls are listed."""


@dataclass(slots=True)
class OtherSdk:
    """The resources of an SDK of another generator; `notes` are what could not be resolved, with the reason."""

    root: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    losses: tuple[str, ...] = _LOSSES
    notes: list[str] = field(default_factory=list[str])
    named: int = 0
    total: int = 0

    @property
    def summary(self) -> str:
        """How much of the document has the names of the SDK."""
        return f"{self.named} of {self.total} operations of the document have the names of the SDK"

    def warning(self, shown: str) -> Diagnostic:
        """Return the warning that most of the SDK is not kept; `shown` is its directory for the user."""
        message = f"it was not made by Stainless: {self.summary}, and types, signatures and options are not kept"
        hint = "read the comments in the config, and see what your users have to change"
        return make(Severity.WARNING, FOREIGN, message, SourceLocation(shown), hint)


def read_other_sdk(package: SourcePackage, index: DocumentIndex) -> OtherSdk:
    """Return the resources of a package, whose source is only parsed."""
    calls = dict(functions_with_requests(package.files))
    index.align_paths(f"{verb} {path}" for requests in calls.values() for verb, path in requests)
    builder = _TreeBuilder(index, _CASING.snake(package.name), OtherSdk(total=len(index.operations)))
    for function, requests in sorted(calls.items(), key=lambda pair: pair[0].rank):
        builder.add_function(function, requests)
    builder.note_rest()
    return builder.sdk


def functions_with_requests(files: Mapping[str, str]) -> Iterator[tuple[FoundFunction, list[Request]]]:
    """Yield each function of a package that makes requests, sync ones first, with these."""
    for path, text in sorted(files.items()):
        if _TESTS.search(path):
            continue
        try:
            tree = parse_foreign(text)
            with bounded_reading():
                module = tuple(part for part in path.removesuffix(".py").split("/") if part != "__init__")
                for cls, function in functions_in(tree):
                    made = assigned_requests(function) if function.name == "__init__" else {}
                    for name, requests in (made or {function.name: requests_of(function)}).items():
                        if requests:
                            yield FoundFunction(module, cls, name), requests
        except SourceError:  # reported when the surface is read
            continue


def functions_in(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """Yield the functions of a module with their class, "" if they have none."""
    for node in tree.body:
        if isinstance(node, Function):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, each) for each in node.body if isinstance(each, Function))


@dataclass(slots=True)
class _TreeBuilder:
    index: DocumentIndex
    client: str
    sdk: OtherSdk
    owners: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict[str, "tuple[tuple[str, ...], str]"])
    """The resource and method of each operation that has one."""
    missing: set[Request] = field(default_factory=set[Request])

    def add_function(self, function: FoundFunction, requests: list[Request]) -> None:
        """Add the method of a function to the tree, if the document has the operation that it calls."""
        known = [self.index.find_operation(f"{verb} {path}") for verb, path in requests]
        operations = list(dict.fromkeys(each for each in known if each is not None))
        where, name = function.resource(self.client), function.method
        if not operations:
            verb, path = requests[0]
            if self.is_specific(requests) and (verb, path) not in self.missing:
                self.missing.add((verb, path))
                self.sdk.notes.append(f"{function.location}: the document has no `{verb} {path}`")
        elif len(operations) > 1:
            listed = ", ".join(f"`{each}`" for each in operations)
            self.sdk.notes.append(f"{function.location}: it makes several requests: {listed}")
        elif not usable((*where, name)):
            self.sdk.notes.append(f"{function.location}: its name can't be that of a method")
        else:
            self.add_method(function, where, name, operations[0])

    def is_specific(self, requests: list[Request]) -> bool:
        """Return whether a path has a constant part, so that it is a request to the API and no helper."""
        return any(part and part != "{}" for _, path in requests for part in path.split("/"))

    def add_method(self, function: FoundFunction, where: tuple[str, ...], name: str, operation: str) -> None:
        """Add a method, unless its name is taken or its operation has one already."""
        if operation in self.owners:
            if self.owners[operation] != (where, name) and function.is_public:
                other = ".".join((*self.owners[operation][0], self.owners[operation][1]))
                self.sdk.notes.append(f"{function.location}: it calls `{operation}`, as `{other}` does")
            return
        methods = mapping_in(self.node_at(where), "methods")
        if name in methods:
            self.sdk.notes.append(f"{function.location}: it calls `{operation}`, but `{name}` calls `{methods[name]}`")
            return
        methods[name] = operation
        self.owners[operation] = where, name
        self.sdk.named += 1

    def node_at(self, where: tuple[str, ...]) -> dict[str, JsonValue]:
        """Return the node of a resource, made if it is not there."""
        if not where:
            return mapping_in(self.sdk.root, "$client")
        node = mapping_in(self.sdk.root, where[0])
        for part in where[1:]:
            node = mapping_in(mapping_in(node, "subresources"), part)
        return node

    def note_rest(self) -> None:
        """Note the operations that no method of the SDK calls."""
        rest = sorted(set(self.index.operations.values()) - self.owners.keys())
        self.sdk.notes.append(self.sdk.summary)
        self.sdk.notes += [f"`{each}`: no method of the SDK calls it" for each in rest[:_LISTED]]
        if len(rest) > _LISTED:
            self.sdk.notes.append(f"{len(rest) - _LISTED} more operations are called by no method of the SDK")
