"""Recognises lists, single things and envelopes in responses, if there is no doubt."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.api.build.lookup import Lookup
from specloom.api.infer.page_response import response_items
from specloom.api.infer.page_words import has_identity
from specloom.api.infer.proposals import ResponseForm
from specloom.api.ir import (
    ArraySchema,
    Field,
    ObjectSchema,
    Operation,
    RefSchema,
    ResultKind,
    Schema,
)
from specloom.base.records import dataclass

_ENVELOPES = ("result", "data", "payload", "response")
_SIGNS = ("success", "ok", "errors", "error", "messages", "status_code", "code")
_INFOS = (
    "result_info",
    "meta",
    "pagination",
    "page_info",
    "paging",
    "metadata",
    "links",
    "response_metadata",
    "cursor",
)


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """Inspects results."""

    lookup: Lookup

    def component_names(self) -> Iterable[str]:
        """Return the names of the document's components."""
        return self.lookup.components

    def is_array_response(self, operation: Operation) -> bool:
        """Return whether the result itself is an array, not an object that contains one."""
        schema = operation.result.schema
        return schema is not None and isinstance(self.lookup.resolve_fully(schema), ArraySchema)

    def is_list_response(self, operation: Operation) -> ResponseForm:
        """Return whether the result is a list."""
        schema = operation.result.schema
        if schema is None or operation.result.kind is not ResultKind.JSON:
            return ResponseForm.UNKNOWN
        target = self.lookup.resolve_fully(schema)
        if isinstance(target, ArraySchema):
            return ResponseForm.LIST
        if not isinstance(target, ObjectSchema):
            return ResponseForm.UNKNOWN
        items = response_items(schema, (), self.lookup)
        if items is not None and items.usual:
            return ResponseForm.LIST
        inner = self.envelope_property(operation)
        if inner is not None:
            return (
                ResponseForm.ONE
                if isinstance(self.lookup.resolve_fully(self._field_schema(schema, inner)), ObjectSchema)
                else ResponseForm.UNKNOWN
            )
        return (
            ResponseForm.ONE
            if not any(self._is_list(field) for field in self.lookup.fields_of(schema).values())
            else ResponseForm.UNKNOWN
        )

    def envelope_property(self, operation: Operation) -> str | None:
        """Return the property that holds the unwrapped result, if the response is clearly an envelope."""
        fields = self.lookup.fields_of(operation.result.schema) if operation.result.schema is not None else {}
        inner = next((name for name in _ENVELOPES if name in fields), None)
        signs = [name for name in _SIGNS if name in fields]
        others = [
            name for name in fields if name != inner and name not in signs and name not in _INFOS and name != "message"
        ]
        return inner if len(signs) >= 2 and not others else None

    def thing_of(self, operation: Operation) -> str | None:
        """Return the component that the result is, if it has an id, so that it can be read again later.

        The name is empty for a schema that is no component.
        """
        schema = operation.result.schema
        if schema is None or operation.result.kind is not ResultKind.JSON:
            return None
        inner = self.envelope_property(operation)
        schema = schema if inner is None else self._field_schema(schema, inner)
        known = has_identity(self.lookup.fields_of(schema))
        return (schema.name if isinstance(schema, RefSchema) else "") if known else None

    def _is_list(self, field: Field) -> bool:
        return isinstance(self.lookup.resolve_fully(field.schema), ArraySchema)

    def _field_schema(self, schema: Schema, name: str) -> Schema:
        return self.lookup.fields_of(schema)[name].schema
