"""Planned methods as views, one for the sync and one for the async class."""

from __future__ import annotations

from dataclasses import dataclass

from generator.api.ir import ResultKind
from generator.api.planned import PlannedMethod, PlannedOverload, PlannedParameter, TypeExpr
from generator.base.json import JsonValue
from generator.emit.literals import literal, string_literal
from generator.emit.resources.calls import CallWriter
from generator.emit.resources.docs import method_docstring
from generator.emit.resources.scope import Scope
from generator.emit.resources.signature import declarations
from generator.emit.resources.types import TypeFacts
from generator.emit.views import MethodView, SignatureView


@dataclass(frozen=True, slots=True)
class Flavour:
    """Sync or async: the words that differ."""

    awaited: bool

    @property
    def prefix(self) -> str:
        """What class names begin with."""
        return "Async" if self.awaited else ""


SYNC, ASYNC = Flavour(awaited=False), Flavour(awaited=True)


def method_view(
    scope: Scope, facts: TypeFacts, method: PlannedMethod, flavour: Flavour, *, on_client: bool = False
) -> MethodView:
    """Return one method as it is printed."""
    writer = CallWriter(scope, facts, method, flavour.awaited, on_client)
    signatures = _Signatures(scope, method, flavour, writer)
    return MethodView(
        name=method.name,
        overloads=tuple(signatures.overload(overload) for overload in method.overloads),
        implementation=signatures.implementation(),
        call=writer.call(),
    )


@dataclass(frozen=True, slots=True)
class _Signatures:
    """The signatures of one method in one flavour."""

    scope: Scope
    method: PlannedMethod
    flavour: Flavour
    writer: CallWriter

    def overload(self, overload: PlannedOverload) -> SignatureView:
        """Return an overload; the implementation has the docstring for all."""
        decorators = [*self._deprecated(), f"@{self.scope.imports.add('typing_extensions', 'overload')}"]
        return self._view(decorators, overload.parameters, self._returns(overload.stream), documented=False)

    def implementation(self) -> SignatureView:
        """Return the signature that has the body; overloaded methods check their arguments at run time."""
        decorators: list[str] = []
        if not self.method.overloads:
            decorators += self._deprecated()
        elif self.method.required_sets:
            sets: list[JsonValue] = [list(names) for names in self.method.required_sets]
            function = self.scope.use("_utils", "required_args")
            decorators.append(f"@{function}({', '.join(map(literal, sets))})")
        returns = self._returns(None if self.method.stream is None or self.method.stream.param else True)
        return self._view(decorators, self.method.parameters, returns, documented=True)

    def _view(
        self, decorators: list[str], parameters: tuple[PlannedParameter, ...], returns: str, *, documented: bool
    ) -> SignatureView:
        plain = self.method.result.page is not None or not self.flavour.awaited
        return SignatureView(
            decorators=tuple(decorators),
            head="def" if plain else "async def",
            parameters=", ".join(
                ("self", *declarations(self.scope, self.method, parameters, awaited=self.flavour.awaited))
            ),
            returns=returns,
            doc=method_docstring(self.method, parameters) if documented else "",
        )

    def _deprecated(self) -> list[str]:
        if self.method.doc.deprecated is None:
            return []
        module = self.scope.imports.add_module("typing_extensions")
        return [f"@{module}.deprecated({string_literal(self.method.doc.deprecated)})"]

    def _returns(self, stream: bool | None) -> str:
        """Return the result's annotation: the page, the parsed value, a stream, or either."""
        page = self.method.result.page
        if page is not None:
            item = self._annotation(page.item)
            name = self.writer.page_class(page)
            if not self.flavour.awaited:
                return f"{name}[{item}]"
            self.scope.imports.add_own(("_base_client",), "AsyncPaginator")
            return f"AsyncPaginator[{item}, {name}[{item}]]"
        value = self._annotation(self.method.result.type)
        if self.method.stream is None or stream is False:
            return value
        events = self.writer.stream_class()
        return events if stream else f"{value} | {events}"

    def _annotation(self, expr: TypeExpr) -> str:
        return self.scope.annotation(expr, awaited=self.flavour.awaited)


def wrapper_name(scope: Scope, method: PlannedMethod, flavour: Flavour, mode: str) -> tuple[str, str]:
    """Return the function that wraps a method for raw or streamed responses, and the extra argument it takes."""
    prefix = "async_" if flavour.awaited else ""
    if method.result.kind is not ResultKind.BINARY:
        return scope.imports.add_own(("_response_wrappers",), f"{prefix}to_{mode}_response_wrapper"), ""
    name = scope.imports.add_own(("_response_wrappers",), f"{prefix}to_custom_{mode}_response_wrapper")
    class_name = f"{flavour.prefix}{'Streamed' if mode == 'streamed' else ''}BinaryAPIResponse"
    return name, f", {scope.imports.add_own(('_response',), class_name)}"
