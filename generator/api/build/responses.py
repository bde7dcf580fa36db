"""Responses: what success gives, how it streams, and which failures are documented."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.api.build import media
from generator.api.build.nodes import Node
from generator.api.build.schemas import SchemaBuilder
from generator.api.ir import (
    AnySchema,
    ErrorResponse,
    Info,
    Result,
    ResultKind,
    Schema,
    StreamFormat,
    UnionSchema,
    Variant,
)
from generator.base.json import as_object, as_str

_FAILURE = re.compile(r"error|fail|problem|unexpected", re.IGNORECASE)
_SUCCESS = re.compile(r"2(?:\d\d|xx)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StreamedResponse:
    """A response that comes in pieces."""

    format: StreamFormat
    event: Schema


@dataclass(frozen=True, slots=True)
class ResponseBuilder:
    """Builds results, streams and failures."""

    schemas: SchemaBuilder

    def result(self, operation: Node) -> tuple[Result, StreamedResponse | None]:
        """Return what success gives, and how it streams if it can."""
        responses = [node for _, node in self._successes(operation)]
        bodies: list[tuple[str, Node]] = []
        empty = False
        for node in responses:
            content = [(name, inner) for name, inner in node.entries("content")]
            bodies += content
            empty = empty or not content
        description = next((as_str(node.raw.get("description")) for node in responses), None)
        return self._chosen(bodies, empty=empty, description=description), self._stream(bodies)

    def _successes(self, operation: Node) -> list[tuple[str, Node]]:
        """Return the responses that mean success; `default` is one only where no other is documented."""
        responses = operation.entries("responses")
        found = [(status, node) for status, node in responses if _SUCCESS.fullmatch(status)]
        if found:
            return found
        words = as_str(operation.at("responses", "default").raw.get("description")) or ""
        if len(responses) > 1 and _FAILURE.search(words):
            return []
        return [(status, node) for status, node in responses if status == "default"]

    def _chosen(self, bodies: list[tuple[str, Node]], *, empty: bool, description: str | None) -> Result:
        json_bodies = [node for name, node in bodies if media.is_json(name) and not self._is_file(node)]
        if json_bodies:
            name = next(name for name, _ in bodies if media.is_json(name))
            accept = None if media.plain(name) in ("application/json", "*/*", "application/*", "") else name
            return Result(ResultKind.JSON, self._union(json_bodies), accept, empty, description)
        others = [(name, node) for name, node in bodies if not media.is_event_stream(name)]
        if not others and bodies:
            return Result(ResultKind.JSON, self._union([bodies[0][1]]), bodies[0][0], empty, description)
        if not others:
            return Result(ResultKind.NONE, None, None, True, description)
        lines = next(((name, node) for name, node in others if media.is_json_lines(name)), None)
        if lines is not None:
            return Result(ResultKind.JSON, self._union([lines[1]]), lines[0], empty, description)
        text = next((name for name, _ in others if media.is_text(name)), None)
        if text is not None:
            return Result(ResultKind.TEXT, None, text, empty, description)
        return Result(ResultKind.BINARY, None, others[0][0], empty, description)

    def _is_file(self, node: Node) -> bool:
        schema = as_object(node.raw.get("schema"))
        return schema.get("type") == "string" and schema.get("format") == "binary"

    def _union(self, nodes: list[Node]) -> Schema:
        """Return the schema of one body, or the union of several different ones."""
        schemas = [node.at("schema") for node in nodes]
        unique: list[Node] = []
        for node in schemas:
            if not any(node.value == other.value for other in unique):
                unique.append(node)
        parts = [self.schemas.build(node) for node in unique]
        if len(parts) == 1 or any(isinstance(part, AnySchema) for part in parts):
            return parts[0] if len(parts) == 1 else AnySchema(Info(pointer=unique[0].pointer))
        return UnionSchema(Info(pointer=unique[0].pointer), tuple(map(Variant, parts)))

    def _stream(self, bodies: list[tuple[str, Node]]) -> StreamedResponse | None:
        for name, node in bodies:
            if media.is_event_stream(name) or media.is_json_lines(name):
                form = StreamFormat.SSE if media.is_event_stream(name) else StreamFormat.JSON_LINES
                inner = node.at("itemSchema") if "itemSchema" in node.raw else node.at("schema")
                return StreamedResponse(form, self.schemas.build(inner))
        return None

    def errors(self, operation: Node) -> tuple[ErrorResponse, ...]:
        """Return the documented failures."""
        found: list[ErrorResponse] = []
        successes = {status for status, _ in self._successes(operation)}
        for status, node in operation.entries("responses"):
            if status in successes:
                continue
            body = next((inner for name, inner in node.entries("content") if media.is_json(name)), None)
            schema = self.schemas.build(body.at("schema")) if body is not None else None
            word = status if status == "default" else status.upper()
            found.append(ErrorResponse(word, schema, as_str(node.raw.get("description"))))
        return tuple(found)
