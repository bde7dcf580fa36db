"""Builds the examples beside a method: programs, commands, and what the API sends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from specloom.api.ir import Operation, ResultKind, StreamFormat
from specloom.api.ir.contents import Content, NamedExample, OperationContents
from specloom.api.ir.project import ReadmeExample
from specloom.api.samples import Sampler
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.plan.planned import PlannedMethod, PlannedResource, PlannedStream
from specloom.site.code import command_html, example_json, json_html, python_html, shell_html
from specloom.site.examples import SnippetSource
from specloom.site.prose import cleaned
from specloom.site.requests import CurlWriter
from specloom.site.views import CodeView, MethodExamples

LONGEST_EXAMPLE = 12_000
"""Characters of an example of a response; a longer one is made again with the required properties alone."""
_MOST_COMMANDS = 6
"""The most further media types with a command of their own."""
_PYTHON_WORDS = frozenset({"python", "py", "python3"})
_SHELL_WORDS = frozenset({"bash", "curl", "shell", "sh"})


@dataclass(frozen=True, slots=True)
class MethodSamples:
    """Builds the examples of methods; `received` makes values of responses."""

    snippets: SnippetSource
    received: Sampler
    examples: tuple[ReadmeExample, ...]
    curl: CurlWriter

    def examples_of(
        self,
        resource: PlannedResource,
        steps: tuple[str, ...],
        method: PlannedMethod,
        operation: Operation,
        contents: OperationContents,
    ) -> MethodExamples:
        """Return all examples of a method."""
        return MethodExamples(
            tuple(self._calls(resource, steps, method, operation, contents)),
            tuple(self._requests(contents)),
            tuple(self._responses(method, operation, contents)),
        )

    def _calls(
        self,
        resource: PlannedResource,
        steps: tuple[str, ...],
        method: PlannedMethod,
        operation: Operation,
        contents: OperationContents,
    ) -> Iterator[CodeView]:
        """Yield programs and commands that call a method."""
        made = self.snippets(resource, steps, method)
        yield CodeView("Python", "python", python_html(made.sync), made.sync)
        yield CodeView("Async", "python", python_html(made.awaited), made.awaited)
        if made.streamed:
            yield CodeView("Streaming", "python", python_html(made.streamed), made.streamed)
        given = self._given(operation)
        yield _command_view("curl", self.curl.command_for(operation, given))
        sent = {each.media_type: each for each in contents.request.others}
        wanted = dict.fromkeys([*sent, *(each.media_type for each in contents.response.others)])
        for name in list(wanted)[:_MOST_COMMANDS]:
            accept = "" if name not in [each.media_type for each in contents.response.others] else name
            command = self.curl.command_for(operation, given, sent.get(name), accept)
            yield _command_view(f"curl ({cleaned(name).removeprefix('application/')})", command)
        for sample in operation.notes.code_samples:
            source = cleaned(sample.source).rstrip("\n") + "\n"
            label = cleaned(sample.label or sample.language or "Example")
            yield CodeView(label, _language(sample.language), _highlighted(sample.language, source), source)

    def _given(self, operation: Operation) -> JsonObject:
        nothing: JsonObject = {}
        return next((each.arguments for each in self.examples if each.operation_key == operation.key), nothing)

    def _requests(self, contents: OperationContents) -> Iterator[CodeView]:
        """Yield the examples that the document has of a request, if there are several."""
        request = contents.request
        yield from _named_views(request.examples)
        for content in request.others:
            yield from _content_views(content, content.examples)

    def _responses(
        self, method: PlannedMethod, operation: Operation, contents: OperationContents
    ) -> Iterator[CodeView]:
        """Yield examples of what the API sends: the success response, its other types, and the errors."""
        result, response = operation.result, contents.response
        if method.stream is not None and method.stream.param is None:
            yield self._event_view(method.stream, operation)
        elif response.examples:
            yield from _named_views(response.examples)
        elif result.kind is ResultKind.JSON and result.schema is not None:
            value = result.example
            if value is None:
                value = self.received.sample_for(result.schema, "result", full=True)
            text = example_json(value)
            if len(text) > LONGEST_EXAMPLE:
                text = example_json(self.received.sample_for(result.schema, "result", full=False))
            yield _json_view("Response", text)
        for content in response.others:
            yield from _content_views(content, content.examples[:1])
        for error in operation.errors:
            named = contents.of_error(error.status).examples
            if named:
                yield from _named_views(named, f"{error.status}: ")
            elif error.example is not None:
                yield _json_view(error.status, example_json(error.example))

    def _event_view(self, stream: PlannedStream, operation: Operation) -> CodeView:
        """Return an example of one event, as it is sent."""
        schema = operation.result.schema
        value: JsonValue = {} if schema is None else self.received.sample_for(schema, "event", full=True)
        text = cleaned(json.dumps(value, ensure_ascii=False, default=str))
        text = f"data: {text}\n\n" if stream.format is StreamFormat.SSE else f"{text}\n"
        return CodeView("Events", "text", Markup.escape(text), text)


def _named_views(examples: Sequence[NamedExample], before: str = "") -> Iterator[CodeView]:
    for each in examples:
        yield _json_view(before + " ".join(cleaned(each.label).split()), example_json(each.value))


def _content_views(content: Content, examples: Sequence[NamedExample]) -> Iterator[CodeView]:
    """Yield the document's examples of another media type: text as it is sent, other values as JSON."""
    for each in examples:
        label = cleaned(content.media_type)
        label = f"{label}: {' '.join(cleaned(each.label).split())}" if len(examples) > 1 else label
        if isinstance(each.value, str):
            text = cleaned(each.value)[:LONGEST_EXAMPLE].rstrip("\n") + "\n"
            yield CodeView(label, "text", Markup.escape(text), text)
        else:
            yield _json_view(label, example_json(each.value))


def _command_view(label: str, command: str) -> CodeView:
    return CodeView(label, "sh", command_html(command), command)


def _json_view(label: str, text: str) -> CodeView:
    shown = text if len(text) <= LONGEST_EXAMPLE * 2 else text[:LONGEST_EXAMPLE] + "\n..."
    return CodeView(label, "json", json_html(shown), shown + "\n")


def _language(word: str) -> str:
    lower = word.lower()
    return "python" if lower in _PYTHON_WORDS else "sh" if lower in _SHELL_WORDS else "text"


def _highlighted(word: str, source: str) -> Markup:
    match _language(word):
        case "python":
            return python_html(source)
        case "sh":
            return shell_html(source)
        case _:
            return Markup.escape(source)
