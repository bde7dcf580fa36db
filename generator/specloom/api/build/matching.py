"""Matches methods with pagination schemes: a scheme fits if the operation has all that it needs."""

from __future__ import annotations

from specloom.api.build.lookup import Lookup
from specloom.api.ir import ArraySchema, Location, Operation, PaginationScheme, Purpose, ResultKind, Schema
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class PaginationMatcher:
    """Matches operations with pagination schemes."""

    schemes: tuple[PaginationScheme, ...]
    lookup: Lookup

    def find_scheme(self, operation: Operation, *, forced: bool = False) -> PaginationScheme | None:
        """Return the first scheme that fits; `forced` also accepts one with missing parameters."""
        found = next((scheme for scheme in self.schemes if self.matches_scheme(operation, scheme)), None)
        if found is None and forced:
            return next((scheme for scheme in self.schemes if self._has_items(operation, scheme)), None)
        return found

    def matches_scheme(self, operation: Operation, scheme: PaginationScheme) -> bool:
        """Return whether the operation has every parameter and every response field of `scheme`."""
        if operation.verb not in ("get", "post") or operation.result.kind is not ResultKind.JSON:
            return False
        if operation.verb == "post" and not scheme.request:
            return False
        return (
            self._has_params(operation, scheme)
            and self._has_items(operation, scheme)
            and self._has_fields(operation, scheme)
        )

    def _has_params(self, operation: Operation, scheme: PaginationScheme) -> bool:
        names = {field.wire_name for field in scheme.request if field.required}
        if scheme.in_body:
            return operation.body is not None and names <= set(self.lookup.fields_of(operation.body.schema))
        return names <= {p.wire_name for p in operation.parameters if p.location is Location.QUERY}

    def _has_fields(self, operation: Operation, scheme: PaginationScheme) -> bool:
        if scheme.top_level_array or operation.result.schema is None:
            return True
        headers = {role.path[0] for role in scheme.response_roles if role.from_header is not None}
        names = {field.wire_name for field in scheme.response if field.required} - headers
        return names <= set(self.lookup.fields_of(operation.result.schema))

    def _has_items(self, operation: Operation, scheme: PaginationScheme) -> bool:
        schema = operation.result.schema
        if schema is None:
            return False
        if scheme.top_level_array:
            return isinstance(self.lookup.resolve_fully(schema), ArraySchema)
        path = next((role.path for role in scheme.response_roles if role.purpose is Purpose.ITEMS), ())
        found = self.property_at(schema, path)
        return found is not None and isinstance(self.lookup.resolve_fully(found), ArraySchema)

    def property_at(self, schema: Schema, path: tuple[str, ...]) -> Schema | None:
        """Return the schema of the property at `path`."""
        for name in path:
            field = self.lookup.fields_of(schema).get(name)
            if field is None:
                return None
            schema = field.schema
        return schema if path else None
