"""Builds the responses of operations: results, streams and documented errors."""

from __future__ import annotations

import re
from dataclasses import replace

from specloom.api.build import media
from specloom.api.build.gateway import is_gateway_stream
from specloom.api.build.info import first_example
from specloom.api.build.nodes import DocumentNode
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.shapes import type_names
from specloom.api.ir import (
    AnySchema,
    ErrorResponse,
    Info,
    ResponseHeader,
    Result,
    ResultKind,
    ScalarKind,
    ScalarSchema,
    Schema,
    StreamFormat,
    UnionSchema,
    Variant,
)
from specloom.base.json import as_str
from specloom.base.records import dataclass

_FAILURE = re.compile(r"error|fail|problem|unexpected", re.IGNORECASE)
_SUCCESS = re.compile(r"2(?:\d\d|xx)", re.IGNORECASE)
_NO_CONTENT = frozenset({"204", "205"})
_ANY_MEDIA_TYPE = "*/*"
_LONGEST_CHAIN = 20
"""References that are followed to find the type of a body."""
_USUAL = frozenset({"application/json", "*/*", "application/*", ""})
_JSON, _LINES, _TEXT, _BINARY, _EVENTS = range(5)
"""Kinds of bodies, the most specific first."""


@dataclass(frozen=True, slots=True)
class StreamedResponse:
    """A response that arrives in parts."""

    format: StreamFormat
    event: Schema
    always: bool = False
    """Whether the response has no other form, although its media type does not say so."""


@dataclass(frozen=True, slots=True)
class ResponseBuilder:
    """Builds results, streams and errors; `as_documented` keeps bodies that only the media type does not tell of."""

    schemas: SchemaBuilder
    as_documented: bool = False

    def build_result(self, operation: DocumentNode, key: str) -> tuple[Result, StreamedResponse | None]:
        """Return the result of the operation `key`, and its stream if it has one."""
        responses = self._success_responses(operation)
        read = responses if self.as_documented else self._leading_response(responses, operation, key)
        bodies = [body for _, node in responses for body in node.entries("content")]
        answers = [min(node.entries("content"), key=self._body_rank) for _, node in read if node.entries("content")]
        empty = {status for status, node in responses if not node.entries("content")}
        chosen = self._choose_bodies(answers)
        if self.as_documented and not answers and not empty & _NO_CONTENT and not key.startswith("head "):
            chosen = self._undeclared_body(operation, key)
        self._report_other_media_types(operation, key, chosen, [name for name, _ in bodies])
        result = replace(
            chosen,
            empty_too=bool(empty) or not answers,
            empty_body=not empty <= _NO_CONTENT,
            description=next((as_str(node.raw.get("description")) for _, node in responses), None),
            headers=_response_headers([node for _, node in responses]),
        )
        return result, self._build_stream(operation, responses)

    def _undeclared_body(self, operation: DocumentNode, key: str) -> Result:
        """Return any body: servers send one where the document declares none."""
        context = self.schemas.context
        location = operation.at("responses")
        if location.raw:
            message = f"`{key}` declares no content for its success response; its method returns the body as `object`"
            hint = "describe the `content`, or declare status 204 if there is no body"
            context.diagnostics.info(
                "no-content-declared", message, location=context.source.location_of(location.pointer), hint=hint
            )
        return Result(ResultKind.JSON, AnySchema(Info(pointer=location.pointer)), _ANY_MEDIA_TYPE)

    def _leading_response(
        self, responses: list[tuple[str, DocumentNode]], operation: DocumentNode, key: str
    ) -> list[tuple[str, DocumentNode]]:
        """Return the response with the lowest status that has a body: existing SDKs have one class for all."""
        found = sorted((each for each in responses if each[1].entries("content")), key=lambda each: each[0])
        schemas = [[inner.raw.get("schema") for _, inner in node.entries("content")] for _, node in found]
        if any(schema != schemas[0] for schema in schemas):
            context = self.schemas.context
            others = ", ".join(f"`{status}`" for status, _ in found[1:])
            message = f"the method of `{key}` returns the type of response `{found[0][0]}` for {others} too"
            hint = "the fields of another response are attributes of the result, too; type checkers don't know them"
            location = context.source.location_of(operation.at("responses").pointer)
            context.diagnostics.info("several-responses", message, location=location, hint=hint)
        return found[:1]

    def _success_responses(self, operation: DocumentNode) -> list[tuple[str, DocumentNode]]:
        """Return the success responses; `default` is one only if no other is documented."""
        responses = operation.entries("responses")
        found = [(status, node) for status, node in responses if _SUCCESS.fullmatch(status)]
        if found:
            return found
        words = as_str(operation.at("responses", "default").raw.get("description")) or ""
        if len(responses) > 1 and _FAILURE.search(words):
            return []
        return [(status, node) for status, node in responses if status == "default"]

    def _choose_bodies(self, answers: list[tuple[str, DocumentNode]]) -> Result:
        """Return the result from the best body of each response: a union of JSON and text, else bytes."""
        if not answers:
            return Result(ResultKind.NONE)
        best = min(map(self._body_kind, answers))
        read = [answer for answer in answers if self._body_kind(answer) == best]
        if best == _TEXT and not self.as_documented and "schema" not in read[0][1].raw:
            return self._ignored_text(*read[0])
        if best in (_TEXT, _BINARY):
            return Result(ResultKind.TEXT if best == _TEXT else ResultKind.BINARY, None, read[0][0])
        texts = [answer for answer in answers if best == _JSON and self._body_kind(answer) == _TEXT]
        names = list(dict.fromkeys(name for name, _ in [*read, *texts]))
        usual = all(media.bare_media_type(name) in _USUAL for name in names)
        return Result(
            ResultKind.JSON,
            self._union_of_bodies([node for _, node in read], texts),
            None if usual else ", ".join(names),
            example=next((example for _, node in read if (example := first_example(node.raw)) is not None), None),
        )

    def _body_rank(self, answer: tuple[str, DocumentNode]) -> tuple[int, bool, int]:
        """Return the rank of a body among those of a response: its kind, is it described, is its type specific."""
        name, node = answer
        is_described = not {"schema", "itemSchema"}.isdisjoint(node.raw)
        return self._body_kind(answer), not is_described, media.unspecific_rank(name, closely=self.as_documented)

    def _ignored_text(self, media_type: str, content: DocumentNode) -> Result:
        """Return no result for a text without a schema: methods of existing SDKs return None."""
        context = self.schemas.context
        message = f"a response in `{media_type}` has no schema: its method returns None, as in SDKs of Stainless"
        hint = "give it `schema: {type: string}`, or read the text with `with_raw_response`"
        context.diagnostics.info(
            "text-without-schema", message, location=context.source.location_of(content.pointer), hint=hint
        )
        return Result(ResultKind.NONE)

    def _body_kind(self, answer: tuple[str, DocumentNode]) -> int:
        """Return the kind of body for a media type and its node."""
        name, node = answer
        if media.is_json(name):
            return _BINARY if self._is_file(node.at("schema")) else _JSON
        if _is_streamed(name):
            return _LINES if media.is_json_lines(name) else _EVENTS
        if self.as_documented and self._is_file(node.at("schema")):
            return _BINARY
        return _TEXT if media.is_text(name) else _BINARY

    def _is_file(self, schema: DocumentNode) -> bool:
        """Return whether a body is the bytes of a file; without a config also by a reference."""
        if not self.as_documented:
            return schema.raw.get("type") == "string" and schema.raw.get("format") == "binary"
        schema = self._without_references(schema)
        return schema.raw.get("format") == "binary" and "string" in type_names(schema.raw.get("type") or "string")

    def _union_of_bodies(self, nodes: list[DocumentNode], texts: list[tuple[str, DocumentNode]]) -> Schema:
        """Return the schema of one body, or the union of several; `texts` adds a string."""
        schemas = [node.at("schema") for node in nodes]
        unique: list[DocumentNode] = []
        for node in schemas:
            if not any(node.value == other.value for other in unique):
                unique.append(node)
        parts = [self.schemas.build(node) for node in unique]
        if any(isinstance(part, AnySchema) for part in parts):
            return AnySchema(Info(pointer=unique[0].pointer))
        parts += [ScalarSchema(Info(pointer=node.pointer), ScalarKind.STRING) for _, node in texts[:1]]
        return parts[0] if len(parts) == 1 else UnionSchema(Info(pointer=unique[0].pointer), tuple(map(Variant, parts)))

    def _report_other_media_types(self, operation: DocumentNode, key: str, chosen: Result, names: list[str]) -> None:
        """Report the media types that the method does not request."""
        if chosen.kind is ResultKind.NONE or not names:
            return
        asked = (chosen.media_type or "application/json").split(", ")
        others = [name for name in names if name not in asked and not _is_streamed(name)]
        if chosen.media_type is None:
            others = [name for name in others if media.bare_media_type(name) not in _USUAL]
        if others:
            context = self.schemas.context
            also = ", ".join(f"`{name}`" for name in dict.fromkeys(others))
            message = f"`{key}` can also respond with {also}; its method requests `{', '.join(asked)}`"
            hint = 'to get another, pass `extra_headers={"Accept": ...}` and read the bytes with `with_raw_response`'
            location = context.source.location_of(operation.at("responses").pointer)
            context.diagnostics.info("media-types", message, location=location, hint=hint)

    def _build_stream(
        self, operation: DocumentNode, responses: list[tuple[str, DocumentNode]]
    ) -> StreamedResponse | None:
        for response, name, node in ((one, *body) for _, one in responses for body in one.entries("content")):
            if media.is_event_stream(name) or media.is_json_lines(name):
                form = StreamFormat.SSE if media.is_event_stream(name) else StreamFormat.JSON_LINES
                inner = node.at("itemSchema") if "itemSchema" in node.raw else self._item_of(node.at("schema"))
                return StreamedResponse(form, self.schemas.build(inner))
            inner = node.at("schema")
            context = self.schemas.context
            if self.as_documented and media.is_json(name) and is_gateway_stream(operation, response, inner, context):
                return StreamedResponse(StreamFormat.RESULT_LINES, self.schemas.build(inner), always=True)
        return None

    def _item_of(self, schema: DocumentNode) -> DocumentNode:
        """Return the items of a list: without a config, that is how springdoc describes a stream of them."""
        whole = self._without_references(schema)
        is_list = self.as_documented and type_names(whole.raw.get("type")) == ["array"] and "items" in whole.raw
        return whole.at("items") if is_list else schema

    def _without_references(self, schema: DocumentNode) -> DocumentNode:
        """Return the schema that a chain of references leads to."""
        for _ in range(_LONGEST_CHAIN):
            if schema.ref is None:
                break
            schema = self.schemas.context.component(schema.ref)
        return schema

    def build_errors(self, operation: DocumentNode) -> tuple[ErrorResponse, ...]:
        """Return the documented errors."""
        found: list[ErrorResponse] = []
        successes = {status for status, _ in self._success_responses(operation)}
        for status, node in operation.entries("responses"):
            if status in successes:
                continue
            body = next((inner for name, inner in node.entries("content") if media.is_json(name)), None)
            schema = self.schemas.build(body.at("schema")) if body is not None else None
            word = status if status == "default" else status.upper()
            example = first_example(body.raw) if body is not None else None
            found.append(ErrorResponse(word, schema, as_str(node.raw.get("description")), example))
        return tuple(found)


def _is_streamed(media_type: str) -> bool:
    return media.is_event_stream(media_type) or media.is_json_lines(media_type)


def _response_headers(responses: list[DocumentNode]) -> tuple[ResponseHeader, ...]:
    """Return the headers of the responses, each once."""
    found: dict[str, ResponseHeader] = {}
    for response in responses:
        for name, node in response.entries("headers"):
            text = as_str(node.raw.get("description"))
            if name.lower() not in _OTHER_HEADERS:
                found.setdefault(name.lower(), ResponseHeader(name, text))
    return tuple(found.values())


_OTHER_HEADERS = frozenset({"content-type"})
