"""Reads the media types and examples that only a reference shows, when a site is made: other runs don't need them."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build import media
from specloom.api.build.nodes import BuildContext, CanonicalSource, DocumentNode
from specloom.api.build.operations import operations_of
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.texts import with_readable_texts
from specloom.api.build.work import BuildState
from specloom.api.ir import Operation
from specloom.api.ir.contents import (
    NO_CONTENTS,
    Content,
    Contents,
    ErrorContents,
    NamedExample,
    OperationContents,
)
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonValue, as_array, as_object, as_str
from specloom.base.records import dataclass

_USUAL = "application/json"
_MOST_EXAMPLES = 8
"""The most examples of one body that a page shows."""


def contents_of(canonical: CanonicalSource, operations: tuple[Operation, ...]) -> dict[str, OperationContents]:
    """Return the further media types and examples of operations by key, of those that have any."""
    context = BuildContext(canonical, canonical.document, Diagnostics(), work=BuildState(Allowance(canonical.values)))
    reader = _ContentReader(SchemaBuilder(context))
    known = {operation.key: operation for operation in operations}
    found: dict[str, OperationContents] = {}
    for path, item in DocumentNode(canonical.document, "").entries("paths"):
        for verb, node in operations_of(item):
            operation = known.get(f"{verb} {path}")
            contents = reader.read(operation, node) if operation is not None else NO_CONTENTS
            if contents != NO_CONTENTS:
                found[f"{verb} {path}"] = contents
    return found


@dataclass(frozen=True, slots=True)
class _ContentReader:
    schemas: SchemaBuilder

    def read(self, operation: Operation, node: DocumentNode) -> OperationContents:
        """Return the further bodies of an operation."""
        responses = node.entries("responses")
        failed = {error.status.upper(): error.status for error in operation.errors}
        successes = [response for status, response in responses if status.upper() not in failed]
        bodies = [body for response in successes for body in response.entries("content")]
        errors = ((failed.get(status.upper(), ""), _error_contents(response)) for status, response in responses)
        return OperationContents(
            self._request(operation, node.at("requestBody").entries("content")),
            self._contents(bodies, _requested(operation, [name for name, _ in bodies])),
            tuple((status, found) for status, found in errors if status and found != _PLAIN_ERROR),
        )

    def _request(self, operation: Operation, bodies: list[tuple[str, DocumentNode]]) -> Contents:
        body = operation.body
        if body is None:
            return Contents()
        used = [name for name, _ in bodies if name not in body.others]
        return self._contents(bodies, used)

    def _contents(self, bodies: list[tuple[str, DocumentNode]], used: list[str]) -> Contents:
        if not bodies:
            return Contents()
        main = next((node for name, node in bodies if name in used), None)
        examples = _examples_of(main) if main is not None else ()
        examples = examples if len(examples) > 1 else ()
        alike: dict[str, None] = {}
        others: dict[str, Content] = {}
        for name, node in bodies:
            if name in used or name in others:
                continue
            if media.is_json(name) and _is_alike(node, main):
                alike[name] = None
            else:
                others[name] = self._content(name, node, main)
        if not (alike or others or examples):
            return Contents()
        return Contents(tuple(dict.fromkeys(used)), tuple(alike), tuple(others.values()), examples)

    def _content(self, name: str, node: DocumentNode, main: DocumentNode | None) -> Content:
        schema = node.at("schema")
        known = main is not None and main.raw.get("schema") == schema.value
        built = None if known or schema.value is None else self.schemas.build(_readable(schema))
        return Content(name, media.body_kind(name), built, _examples_of(node))


def _readable(node: DocumentNode) -> DocumentNode:
    return DocumentNode(with_readable_texts(node.raw), node.pointer) if node.raw else node


def _is_alike(node: DocumentNode, main: DocumentNode | None) -> bool:
    """Return whether a body is described as the one that the method uses, and has no examples of its own."""
    if main is None or node.raw.get("schema") != main.raw.get("schema"):
        return False
    return not _examples_of(node) or _examples_of(node) == _examples_of(main)


def _requested(operation: Operation, names: list[str]) -> list[str]:
    """Return the media types of the success responses that the method reads."""
    asked = (operation.result.media_type or _USUAL).split(", ")
    streamed = [name for name in names if media.is_event_stream(name) or media.is_json_lines(name)]
    found = [name for name in names if name in asked] or [name for name in names if media.is_json(name)][:1]
    return [*found, *streamed]


def _error_contents(response: DocumentNode) -> ErrorContents:
    bodies = response.entries("content")
    names = tuple(name for name, _ in bodies)
    examples = next((_examples_of(node) for name, node in bodies if media.is_json(name)), ())
    return ErrorContents(names if names != (_USUAL,) else (), examples if len(examples) > 1 else ())


_PLAIN_ERROR = ErrorContents(())


def _examples_of(node: DocumentNode) -> tuple[NamedExample, ...]:
    return tuple(_examples_in(node))[:_MOST_EXAMPLES]


def _examples_in(node: DocumentNode) -> Iterator[NamedExample]:
    """Yield the examples of a media type with their labels."""
    if "example" in node.raw:
        yield NamedExample("Example", node.raw["example"])
    given: JsonValue = node.raw.get("examples")
    for number, value in enumerate(as_array(given), 1):
        yield NamedExample(f"Example {number}", value)
    for key, each in as_object(given).items():
        example = as_object(each)
        if "value" in example:
            yield NamedExample(as_str(example.get("summary")) or key, example["value"])
