"""Builds the methods of the config: endpoint, pagination, unwrapping and streaming are decided here."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build.endpoints import DocumentOperations
from specloom.api.build.lookup import Lookup
from specloom.api.build.matching import PaginationMatcher
from specloom.api.build.operations import BuiltOperation
from specloom.api.build.streams import StreamBuilder
from specloom.api.build.tree import ResourceEntry, deprecation_text
from specloom.api.config import SdkConfig
from specloom.api.config.resources import Method
from specloom.api.ir import MethodSpec, Operation, ResultKind
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import as_str
from specloom.base.pointers import join
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class MethodBuilder:
    """Builds the methods of resources."""

    config: SdkConfig
    diagnostics: Diagnostics
    endpoints: DocumentOperations
    matcher: PaginationMatcher
    lookup: Lookup
    streams: StreamBuilder

    def of_entry(self, entry: ResourceEntry) -> tuple[MethodSpec, ...]:
        """Return the methods of one resource, aliases included, in config order."""
        found: dict[str, MethodSpec] = {}
        given = entry.methods()
        for name, method, pointer in given:
            if method.type == "http":
                built = self.endpoints.find_operation(method.endpoint, name, pointer)
                if built is not None and not self._is_taken(name, found, pointer):
                    found[name] = self._build_method(name, method, built, pointer)
        for name, method, pointer in given:
            if method.type == "alias" and not self._is_taken(name, found, pointer):
                alias = self._build_alias(name, method, found, pointer)
                found.update({name: alias} if alias is not None else {})
        order = [name for name, _, _ in given if name in found]
        return tuple(found[name] for name in dict.fromkeys(order))

    def _is_taken(self, name: str, found: dict[str, MethodSpec], pointer: str) -> bool:
        if name in found:
            message = f"the method `{name}` is defined twice in one resource; the first one is used"
            self.diagnostics.warning("config-method-twice", message, location=self.config.location_of(pointer))
            self.endpoints.missing.append((name, pointer, "a method before it in the resource has the same name"))
        return name in found

    def _build_alias(self, name: str, method: Method, found: dict[str, MethodSpec], pointer: str) -> MethodSpec | None:
        target = found.get(method.to or "")
        if target is None:
            message = f"the method `{name}` is left out: it is an alias of `{method.to}`, which the resource lacks"
            hint = self.diagnostics.suggestions.hint(method.to or "", found) or "name a method of the same resource"
            self.diagnostics.warning(
                "config-unknown-method", message, location=self.config.location_of(pointer), hint=hint
            )
            reason = "the target of the alias is no method of the resource"
            self.endpoints.missing.append((f"alias {method.to or name}", pointer, reason))
            return None
        return replace(target, name=name, alias_of=target.name, deprecated=deprecation_text(method.deprecated))

    def _build_method(self, name: str, method: Method, built: BuiltOperation, pointer: str) -> MethodSpec:
        operation = built.operation
        if method.description is not None:
            built = replace(built, operation=replace(operation, description=method.description))
        streaming, operation = self.streams.of(method.streaming, built, pointer)
        forced = isinstance(method.paginated, str)
        paginated = self._pagination_scheme(method, operation, pointer) if streaming is None or forced else None
        paginated = None if streaming is not None else paginated
        defaults = method.default_request_options
        skip_reason = method.skip_test_reason
        return MethodSpec(
            name=name,
            operation=operation,
            paginated=paginated if paginated is not None else False,
            unwrap=None if paginated is not None else self._unwrapped_property(method, operation, pointer),
            positional=self._positional_parameters(method, operation, pointer),
            body_param_name=method.body_param_name,
            streaming=streaming,
            deprecated=deprecation_text(method.deprecated)
            or as_str(built.node.raw.get("x-stainless-deprecation-message")),
            max_retries=defaults.max_retries if defaults is not None else None,
            timeout_seconds=defaults.timeout if defaults is not None else None,
            skip_test_reason=skip_reason.get("python") if isinstance(skip_reason, dict) else skip_reason,
        )

    def _pagination_scheme(self, method: Method, operation: Operation, pointer: str) -> str | None:
        """Return the name of the scheme that pages through the results, or None."""
        wanted = method.paginated
        if wanted is False:
            return None
        if isinstance(wanted, str):
            names = dict.fromkeys(scheme.name for scheme in self.matcher.schemes)
            if wanted in names:
                return wanted
            location = self.config.location_of(join(pointer, "paginated"))
            message = f"`{wanted}` is not a pagination scheme; it has no effect"
            hint = self.diagnostics.suggestions.hint(wanted, names)
            self.diagnostics.warning("config-unknown-pagination", message, location=location, hint=hint)
        found = self.matcher.find_scheme(operation, forced=wanted is True)
        if found is None and wanted is True:
            location = self.config.location_of(join(pointer, "paginated"))
            message = f"`{operation.key}` matches no pagination scheme; it is not paginated"
            hint = "a scheme matches if the operation has its request parameters and the response has its fields"
            self.diagnostics.warning("config-pagination-mismatch", message, location=location, hint=hint)
        return found.name if found is not None else None

    def _unwrapped_property(self, method: Method, operation: Operation, pointer: str) -> str | None:
        """Return the property that holds the unwrapped result."""
        wanted, schema = method.unwrap_response, operation.result.schema
        settings = self.config.root.settings
        if wanted is False or operation.result.kind is not ResultKind.JSON or schema is None:
            return None
        fields = self.lookup.fields_of(schema)
        if isinstance(wanted, str):
            if wanted not in fields:
                location = self.config.location_of(join(pointer, "unwrap_response"))
                message = f"the response of `{operation.key}` has no property `{wanted}`; the method returns all of it"
                hint = self.diagnostics.suggestions.hint(wanted, fields)
                self.diagnostics.warning("config-unwrap", message, location=location, hint=hint)
                return None
            return wanted
        if len(fields) > 1 and not settings.unwrap_multiproperty_response_fields:
            return None
        return next((name for name in settings.unwrap_response_fields if name in fields), None)

    def _positional_parameters(self, method: Method, operation: Operation, pointer: str) -> tuple[str, ...] | None:
        wanted = method.positional_params
        if wanted is None:
            return None if self.config.root.settings.positional_params else ()
        if isinstance(wanted, bool):
            return None if wanted else ()
        known = dict.fromkeys(parameter.wire_name for parameter in operation.parameters)
        listed = frozenset(wanted)
        for name in wanted:
            if name not in known:
                message = f"`{operation.key}` has no parameter `{name}`; the name has no effect"
                location = self.config.location_of(join(pointer, "positional_params"))
                hint = self.diagnostics.suggestions.hint(name, (other for other in known if other not in listed))
                self.diagnostics.warning("config-unknown-parameter", message, location=location, hint=hint)
        return tuple(name for name in wanted if name in known)
