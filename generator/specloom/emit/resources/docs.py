"""Builds the docstrings of generated methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.api.ir import ResultKind
from specloom.emit.docs import doc_lines, join_paragraphs
from specloom.emit.literals import DOC_WIDTH, docstring_literal, wrap_text
from specloom.emit.resources.signature import IDEMPOTENCY
from specloom.plan.planned import ArgumentLocation, PlannedDoc, PlannedMethod, PlannedParameter

_INDENT = 8
_FIXED = (
    ("extra_headers, extra_query, extra_body", "Sent in addition; they take precedence over the method's arguments."),
    ("timeout", "The timeout of this request in seconds; overrides the client's."),
)


def method_docstring(method: PlannedMethod, parameters: Iterable[PlannedParameter]) -> str:
    """Return the docstring of a method: text, arguments, result, errors and the operation that it calls."""
    paragraphs = [
        doc_lines(method.doc, _INDENT) or [f"Call `{_operation_title(method)}`."],
        ["Args:", *_argument_lines(method, parameters)],
        ["Returns:", *_hanging_lines(_result_text(method))] if method.result.kind is not ResultKind.NONE else [],
        ["Headers of the response (`with_raw_response`):", *_header_lines(method)] if method.result.headers else [],
        ["Raises:", *_error_lines(method)],
        [f"Source: `{_operation_title(method)}`"] if method.doc.text else [],
    ]
    return docstring_literal(join_paragraphs(paragraphs), _INDENT)


def _argument_lines(method: PlannedMethod, parameters: Iterable[PlannedParameter]) -> Iterator[str]:
    for item in parameters:
        if not item.is_fixed and (lines := doc_lines(item.doc, _INDENT + 4)):
            yield from _hanging_lines("\n".join(lines), f"{item.name}: ")
    for name, text in _FIXED:
        yield from _hanging_lines(text, f"{name}: ")
    if method.idempotent_key:
        yield from _hanging_lines("A key that identifies a repeated request; generated if absent.", f"{IDEMPOTENCY}: ")


def _hanging_lines(text: str, label: str = "") -> list[str]:
    """Return a text under a heading: indented, with a hanging indent."""
    lines = wrap_text(label + text, DOC_WIDTH - _INDENT - 8)
    return [line and ("    " if not index else "        ") + line for index, line in enumerate(lines)]


def _result_text(method: PlannedMethod) -> str:
    if method.result.page is not None:
        return "The first page; iterating over it yields the items of all pages."
    if method.stream is not None and method.stream.param is None:
        return "The events as they arrive."
    if method.result.kind is ResultKind.BINARY:
        return "The response, whose bytes can be read or written to a file."
    if method.result.unwrap is not None:
        return f"The `{method.result.unwrap}` of the response."
    return "The response."


def _header_lines(method: PlannedMethod) -> Iterator[str]:
    for header in method.result.headers:
        lines = doc_lines(PlannedDoc(header.description), _INDENT + 4)
        yield from _hanging_lines("\n".join(lines), f"{header.name}: ") if lines else _hanging_lines(header.name)


def _error_lines(method: PlannedMethod) -> Iterator[str]:
    if any(item.location is ArgumentLocation.PATH for item in method.parameters):
        yield "    ValueError: A path parameter is empty, or a dot segment such as `..`."
    yield from _hanging_lines(f"APIStatusError: The API returned a 4xx or 5xx status.{_error_body_types(method)}")
    yield "    APIConnectionError: The API could not be reached."


def _error_body_types(method: PlannedMethod) -> str:
    """Return the types of the bodies of error responses."""
    statuses: dict[str, list[str]] = {}
    for status, model in method.errors:
        statuses.setdefault(".".join((*model.module[:-1], model.name)), []).append(status)
    types = ", ".join(f"`{name}` ({', '.join(found)})" for name, found in statuses.items())
    return f" `body_as` reads its body: {types}." if types else ""


def _operation_title(method: PlannedMethod) -> str:
    """Return the operation as readable text: `GET /trees`."""
    verb, _, path = method.operation_key.partition(" ")
    return f"{verb.upper()} {path}"
