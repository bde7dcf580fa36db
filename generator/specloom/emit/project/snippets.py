"""Makes the Python examples of the reference site: one call of each method, sync and async."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from specloom.api.ir.project import ReadmeExample
from specloom.api.samples import Sampler
from specloom.base.json import JsonObject
from specloom.emit.layout import laid_out
from specloom.emit.project.arguments import ArgumentSpeller
from specloom.emit.project.calls import ExampleCall, Steps, calls_of, kind_of
from specloom.emit.project.shown import client_arguments, field_to_print
from specloom.emit.project.values import SampleSpeller
from specloom.emit.resources.types import TypeFacts, type_facts
from specloom.plan.planned import OptionalType, Plan, PlannedMethod, PlannedParameter, PlannedResource, TypeExpr
from specloom.site.examples import MethodSnippets

_ASYNC_INDENT = 4


@dataclass
class SnippetWriter:
    """Writes the examples of one package; `examples` are those that the config asks for."""

    plan: Plan
    sampler: Sampler
    examples: tuple[ReadmeExample, ...] = ()

    @cached_property
    def facts(self) -> TypeFacts:
        """The planned types by name."""
        return type_facts(self.plan)

    @cached_property
    def arguments(self) -> ArgumentSpeller:
        """The writer of arguments."""
        return ArgumentSpeller(self.sampler, SampleSpeller(self.facts))

    def snippets_for(self, resource: PlannedResource, path: Steps, method: PlannedMethod) -> MethodSnippets:
        """Return the examples of a method; a method that can stream as an option has one more."""
        calls = list(calls_of(resource, path, method, self.facts))
        plain = next((call for call in calls if not call.stream), calls[0])
        target = self._target(plain)
        streamed = next((call for call in calls if call.stream and call is not plain), None)
        return MethodSnippets(
            sync=self._program(plain, target, awaited=False),
            awaited=self._program(plain, target, awaited=True),
            streamed=self._program(streamed, self._target(streamed), awaited=False) if streamed is not None else "",
        )

    @cached_property
    def _client_arguments(self) -> str:
        return client_arguments(self.plan)

    def _target(self, call: ExampleCall) -> str:
        """Return the call without what is done with its result."""
        return f"{'.'.join(('client', *call.path, call.method.name))}{self._argument_lines(call)}"

    def _program(self, call: ExampleCall, target: str, *, awaited: bool) -> str:
        names = self.plan.client
        class_name = names.async_class_name if awaited else names.class_name
        given = self._client_arguments
        imports = (["import asyncio"] if awaited else []) + (["import os"] if "os.environ" in given else [])
        imports.append(f"from {self.plan.package.package_name} import {class_name}")
        client = f"client = {class_name}(\n{given})" if given else f"client = {class_name}()"
        statement = self._statement(call, target, awaited=awaited)
        if not awaited:
            return "\n".join([*imports, "", client, statement]) + "\n"
        body = "\n".join(f"    {line}" if line else line for line in statement.splitlines())
        main = f"async def main() -> None:\n{body}\n\n\nasyncio.run(main())"
        return "\n".join([*imports, "", client, "", "", main]) + "\n"

    def _statement(self, call: ExampleCall, target: str, *, awaited: bool) -> str:
        """Return the call, and what is done with its result."""
        method, kind = call.method, kind_of(call)
        wait, loop = ("await ", "async for") if awaited else ("", "for")
        if method.result.page is not None and not call.stream:
            shown = _shown(call.variable, method.result.page.item, self.facts)
            return f"{loop} {call.variable} in {target}:\n    print({shown})"
        match kind:
            case "none":
                return f"{wait}{target}"
            case "stream":
                return f"stream = {wait}{target}\n{loop} event in stream:\n    print(event)"
            case "binary":
                read = f"{wait}{call.variable}.read()"
                return f"{call.variable} = {wait}{target}\nprint(len({read}))"
            case _:
                shown = _shown(call.variable, method.result.type, self.facts)
                return f"{call.variable} = {wait}{target}\nprint({shown})"

    def _argument_lines(self, call: ExampleCall) -> str:
        """Return the arguments in parentheses, one per line."""
        given = self._given_values(call)
        passed = [item for item in call.parameters if (item.required or item.wire_name in given) and not item.is_fixed]
        values = [self._argument(item, given) for item in passed]
        if len(passed) == 1 and passed[0].positional and len(values[0]) < _SHORT:
            return f"({values[0]})"
        lines = [
            f"    {item.name}={laid_out(value, _ASYNC_INDENT, prefix=len(item.name) + _MARGIN)},"
            for item, value in zip(passed, values, strict=True)
        ]
        return "(\n" + "\n".join(lines) + "\n)" if lines else "()"

    def _argument(self, item: PlannedParameter, given: JsonObject) -> str:
        if item.wire_name in given:
            return self.arguments.speller.spell_value(given[item.wire_name], item.type)
        return self.arguments.sample_argument(item, full=False)

    def _given_values(self, call: ExampleCall) -> JsonObject:
        """Return the arguments by wire name that the config gives for an example of this method."""
        wanted = call.method.operation_key
        found = (example.arguments for example in self.examples if example.operation_key == wanted)
        names = {item.wire_name for item in call.parameters}
        nothing: JsonObject = {}
        return next((values for values in found if values.keys() <= names), nothing)


_SHORT = 60
_MARGIN = 40
"""Columns that an example leaves free: the column beside the text is narrow."""


def _shown(variable: str, expr: TypeExpr, facts: TypeFacts) -> str:
    inner = expr.item if isinstance(expr, OptionalType) else expr
    name = field_to_print(inner, facts)
    return f"{variable}.{name}" if name and inner is expr else variable
