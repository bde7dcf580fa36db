"""Builds the methods behind `with_raw_response` and `with_streaming_response`."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import ResultKind
from specloom.emit.layout import laid_out, lay_out_annotated
from specloom.emit.literals import string_literal
from specloom.emit.resources.calls import CallWriter
from specloom.emit.resources.methods import Flavour, Signatures
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import WrappedMethodView
from specloom.plan.planned import PlannedMethod, PlannedResource

_INDENT = 8


def wrapped_methods(
    scope: ResourceScope, facts: TypeFacts, resource: PlannedResource, flavour: Flavour, mode: str
) -> Iterator[WrappedMethodView]:
    """Return the attributes of a wrapper class; `mode` is "raw" or "streamed"."""
    for method in resource.methods:
        function, extra = _wrapper_function(scope, method, flavour, mode)
        if method.doc.deprecated is None and not method.name.startswith("_"):
            statement = laid_out(f"self.{method.name} = {function}(resource.{method.name}{extra})", _INDENT)
            yield WrappedMethodView(statement)
            continue
        # Strict type checkers report the use of a deprecated or private method, so it is read by its name as text.
        getter = scope.imports.add_name("operator", "attrgetter")
        source = f"{getter}({string_literal(method.name)})(resource)"
        annotation = _wrapper_annotation(scope, facts, method, flavour, mode)
        target = f"self.{method.name}"
        annotation, call = lay_out_annotated(target, annotation, f"{function}({source}{extra})", _INDENT)
        yield WrappedMethodView(f"{target}: {annotation} = {call}")


def _wrapper_function(scope: ResourceScope, method: PlannedMethod, flavour: Flavour, mode: str) -> tuple[str, str]:
    """Return the runtime function that wraps a method, and its argument for binary responses."""
    prefix = "async_" if flavour.awaited else ""
    if method.result.kind is not ResultKind.BINARY:
        return scope.imports.add_own(("_runtime", "response_wrappers"), f"{prefix}to_{mode}_response_wrapper"), ""
    name = scope.imports.add_own(("_runtime", "response_wrappers"), f"{prefix}to_custom_{mode}_response_wrapper")
    return name, f", {_binary_class(scope, flavour, mode)}"


def _binary_class(scope: ResourceScope, flavour: Flavour, mode: str) -> str:
    kind = "Streamed" if mode == "streamed" else ""
    return scope.imports.add_own(("_response",), f"{flavour.prefix}{kind}BinaryAPIResponse")


def _wrapper_annotation(
    scope: ResourceScope, facts: TypeFacts, method: PlannedMethod, flavour: Flavour, mode: str
) -> str:
    """Return the type of a wrapped method, without its parameters."""
    scope.imports.add_name("typing", "Callable")
    if method.result.kind is ResultKind.BINARY:
        response = _binary_class(scope, flavour, mode)
    else:
        signatures = Signatures(scope, method, flavour, CallWriter(scope, facts, method, flavour.awaited))
        name = scope.imports.add_own(("_response",), f"{flavour.prefix}APIResponse")
        response = f"{name}[{signatures.awaited_value(signatures.always_streams)}]"
    if mode == "streamed":
        manager = scope.imports.add_own(("_runtime", "response_wrappers"), f"{flavour.prefix}ResponseContextManager")
        return f"Callable[..., {manager}[{response}]]"
    if flavour.awaited:
        return f"Callable[..., {scope.imports.add_name('typing', 'Awaitable')}[{response}]]"
    return f"Callable[..., {response}]"
