"""Builds the views of planned methods, one for the sync and one for the async class."""

from __future__ import annotations

from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.emit.layout import laid_out, lay_out_signature
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.resources.calls import CallWriter
from specloom.emit.resources.docs import method_docstring
from specloom.emit.resources.overloads import reachable_overloads
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.signature import parameter_declarations
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import MethodView, SignatureView
from specloom.plan.planned import PlannedMethod, PlannedOverload, PlannedParameter, TypeExpr


@dataclass(frozen=True, slots=True)
class Flavour:
    """Sync or async: the words that differ."""

    awaited: bool

    @property
    def prefix(self) -> str:
        """The prefix of class names."""
        return "Async" if self.awaited else ""


SYNC, ASYNC = Flavour(awaited=False), Flavour(awaited=True)


def method_view(
    scope: ResourceScope, facts: TypeFacts, method: PlannedMethod, flavour: Flavour, *, on_client: bool = False
) -> MethodView:
    """Return the view of one method."""
    writer = CallWriter(scope, facts, method, flavour.awaited, on_client)
    signatures = Signatures(scope, method, flavour, writer)
    return MethodView(
        name=method.name,
        overloads=tuple(signatures.overload_signature(overload) for overload in reachable_overloads(method, facts)),
        implementation=signatures.implementation_signature(),
        statement=laid_out(f"return {writer.write_call()}", 8),
    )


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of one method in one flavour."""

    scope: ResourceScope
    method: PlannedMethod
    flavour: Flavour
    writer: CallWriter

    def overload_signature(self, overload: PlannedOverload) -> SignatureView:
        """Return an overload; the implementation has the docstring for all."""
        decorators = [
            *self._deprecation_decorators(),
            f"@{self.scope.imports.add_name('typing_extensions', 'overload')}",
        ]
        return self._signature_view(
            decorators, overload.parameters, self._return_annotation(overload.stream), documented=False
        )

    def implementation_signature(self) -> SignatureView:
        """Return the signature of the implementation; overloaded methods check their arguments at run time."""
        decorators = self._deprecation_decorators()
        if needed := self.method.required_sets:
            sets: list[JsonValue] = [list(names) for names in needed]
            function = self.scope.import_for_class_body("_utils", "required_args")
            decorators.append(laid_out(f"@{function}({', '.join(map(python_literal, sets))})", 4))
        returns = self._return_annotation(self.always_streams)
        return self._signature_view(decorators, self.method.parameters, returns, documented=True)

    @property
    def always_streams(self) -> bool | None:
        """True if every call streams; None if a flag decides."""
        return True if self.method.stream is not None and self.method.stream.param is None else None

    def _signature_view(
        self, decorators: list[str], parameters: tuple[PlannedParameter, ...], returns: str, *, documented: bool
    ) -> SignatureView:
        plain = self.method.result.page is not None or not self.flavour.awaited
        return SignatureView(
            decorators=tuple(decorators),
            head=lay_out_signature(
                f"{'def' if plain else 'async def'} {self.method.name}",
                ("self", *parameter_declarations(self.scope, self.method, parameters, awaited=self.flavour.awaited)),
                returns,
                ":" if documented else ": ...",
                4,
            ),
            doc=method_docstring(self.method, parameters) if documented else "",
        )

    def _deprecation_decorators(self) -> list[str]:
        if self.method.doc.deprecated is None:
            return []
        module = self.scope.imports.add_module("typing_extensions")
        return [laid_out(f"@{module}.deprecated({string_literal(self.method.doc.deprecated)})", 4)]

    def _return_annotation(self, stream: bool | None) -> str:
        """Return the annotation of a call's result; async lists can be awaited or iterated."""
        page = self.method.result.page
        value = self.awaited_value(stream)
        if page is None or not self.flavour.awaited:
            return value
        return (
            f"{self.scope.import_runtime('_base_client', 'AsyncPaginator')}[{self._annotation_of(page.item)}, {value}]"
        )

    def awaited_value(self, stream: bool | None) -> str:
        """Return the annotation of the result itself: the page, the parsed value, a stream, or either."""
        page = self.method.result.page
        if page is not None:
            return f"{self.writer.page_class(page)}[{self._annotation_of(page.item)}]"
        value = self._annotation_of(self.method.result.type)
        if self.method.stream is None or stream is False:
            return value
        events = self.writer.stream_class()
        return events if stream else f"{value} | {events}"

    def _annotation_of(self, expr: TypeExpr) -> str:
        return self.scope.annotation_of(expr, awaited=self.flavour.awaited)
