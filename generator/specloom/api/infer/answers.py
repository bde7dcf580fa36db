"""Recognises lists, single things, envelopes and pages in responses, if there is no doubt."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.api.build.lookup import Lookup
from specloom.api.infer.naming import ResponseForm
from specloom.api.ir import (
    ArraySchema,
    Field,
    Location,
    ObjectSchema,
    Operation,
    PaginationKind,
    ResultKind,
    ScalarKind,
    ScalarSchema,
    Schema,
)
from specloom.base.json import JsonObject
from specloom.base.words import Casing

_ITEMS = ("data", "items", "results", "result", "records", "entries", "values", "content", "list", "rows")
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
_CURSOR_PARAMS = (
    "cursor",
    "page_token",
    "pageToken",
    "next_cursor",
    "next_token",
    "nextToken",
    "starting_after",
    "after",
)
_CURSOR_FIELDS = (
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "cursor",
    "after",
)
_PAGE_PARAMS = ("page", "page_number", "pageNumber")
_SIZES = ("per_page", "perPage", "page_size", "pageSize", "limit", "size", "count")
_TOTALS = ("total_pages", "totalPages", "page_count", "pageCount", "pages", "last_page")
_COUNTS = ("total_count", "totalCount", "total", "count")
_OFFSETS = ("offset", "skip")


@dataclass(frozen=True, slots=True)
class InferredPage:
    """How an operation pages: its parameter, its items, and the response property that leads to the next page."""

    kind: PaginationKind
    param: str
    items: tuple[str, ...]
    field: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """Inspects results."""

    lookup: Lookup

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
        if self.items_property(schema) is not None:
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

    def items_property(self, schema: Schema) -> str | None:
        """Return the property that holds the items of a page, if there is just one list with a usual name."""
        fields = self.lookup.fields_of(schema)
        lists = [
            name
            for name, field in fields.items()
            if self._is_list(field) and name not in ("errors", "messages", "warnings")
        ]
        return lists[0] if len(lists) == 1 and lists[0] in _ITEMS else None

    def infer_page(self, operation: Operation) -> InferredPage | None:
        """Return how the operation pages, or None if there is any doubt."""
        schema = operation.result.schema
        if operation.verb != "get" or schema is None or operation.result.kind is not ResultKind.JSON:
            return None
        params = {p.wire_name: p.schema for p in operation.parameters if p.location is Location.QUERY}
        sized = any(name in params for name in _SIZES)
        if isinstance(self.lookup.resolve_fully(schema), ArraySchema):
            param = next(
                (
                    name
                    for name in _PAGE_PARAMS
                    if name in params and _is_number(self.lookup.resolve_fully(params[name]))
                ),
                None,
            )
            return InferredPage(PaginationKind.PAGE_NUMBER, param, ()) if param is not None and sized else None
        items = self.items_property(schema)
        return self._infer_page(schema, params, items, sized=sized) if items is not None else None

    def _infer_page(self, schema: Schema, params: dict[str, Schema], items: str, *, sized: bool) -> InferredPage | None:
        cursor = next((name for name in _CURSOR_PARAMS if name in params), None)
        following = self._find_property(schema, _CURSOR_FIELDS, text=True)
        if cursor is not None and following and not (cursor == "after" and following == ("after",)):
            return InferredPage(PaginationKind.CURSOR, cursor, (items,), following)
        number = next(
            (name for name in _PAGE_PARAMS if name in params and _is_number(self.lookup.resolve_fully(params[name]))),
            None,
        )
        if number is not None:
            current, total = self._find_property(schema, _PAGE_PARAMS), self._find_property(schema, _TOTALS)
            if sized or total:
                return InferredPage(PaginationKind.PAGE_NUMBER, number, (items,), current, total)
        offset = next((name for name in _OFFSETS if name in params), None)
        count = self._find_property(schema, _COUNTS)
        if offset is not None and sized and count:
            return InferredPage(PaginationKind.OFFSET, offset, (items,), self._find_property(schema, _OFFSETS), count)
        return None

    def _find_property(self, schema: Schema, names: tuple[str, ...], *, text: bool = False) -> tuple[str, ...]:
        """Return the path to the first scalar property with one of `names`, also in an object of page facts."""
        fields = self.lookup.fields_of(schema)
        for name in names:
            if name in fields and self._is_scalar(fields[name], text=text):
                return (name,)
        for info in _INFOS:
            inner = self.lookup.fields_of(fields[info].schema) if info in fields else {}
            for name in names:
                if name in inner and self._is_scalar(inner[name], text=text):
                    return (info, name)
        return ()

    def _is_scalar(self, field: Field, *, text: bool) -> bool:
        target = self.lookup.resolve_fully(field.schema)
        return isinstance(target, ScalarSchema) and (target.kind is ScalarKind.STRING or not text)

    def _is_list(self, field: Field) -> bool:
        return isinstance(self.lookup.resolve_fully(field.schema), ArraySchema)

    def _field_schema(self, schema: Schema, name: str) -> Schema:
        return self.lookup.fields_of(schema)[name].schema


def _is_number(schema: Schema) -> bool:
    return isinstance(schema, ScalarSchema) and schema.kind in (ScalarKind.INTEGER, ScalarKind.NUMBER)


def scheme_config(page: InferredPage, name: str) -> JsonObject:
    """Return a pagination scheme of the config for `infer_page`."""
    purposes = {
        PaginationKind.CURSOR: ("next_cursor_param", "next_cursor_field", ""),
        PaginationKind.PAGE_NUMBER: ("page_number_param", "current_page_number_field", "total_page_count_field"),
        PaginationKind.OFFSET: ("offset_count_param", "offset_count_start_field", "offset_total_count_field"),
    }[page.kind]
    number = "string" if page.kind is PaginationKind.CURSOR else "integer"
    response: JsonObject = {}
    items_mark: JsonObject = {"purpose": "items"}
    if not page.items:
        items_mark["is_top_level_array"] = True
    _describe_property(response, page.items or ("items",), {"type": "array", "items": {}}, items_mark)
    for path, purpose in ((page.field, purposes[1]), (page.total, purposes[2])):
        if path and purpose:
            _describe_property(response, path, {"type": number}, {"purpose": purpose})
    request: JsonObject = {page.param: {"type": number, _MARK: {"purpose": purposes[0]}}}
    return {"name": name, "type": page.kind.value, "request": request, "response": response}


_MARK = "x-stainless-pagination-property"


def _describe_property(target: JsonObject, path: tuple[str, ...], schema: JsonObject, mark: JsonObject) -> None:
    """Describe the property at `path`, inside objects where it is nested."""
    for name in path[:-1]:
        holder = target.setdefault(name, {"type": "object", "properties": {}})
        inner = holder.get("properties") if isinstance(holder, dict) else None
        target = inner if isinstance(inner, dict) else {}
    target[path[-1]] = {**schema, _MARK: mark}


def scheme_name(page: InferredPage) -> str:
    """Return the name of the scheme, made from its own properties only, so that other schemes never change it."""
    base = {PaginationKind.CURSOR: "cursor", PaginationKind.PAGE_NUMBER: "page_number"}.get(page.kind, page.kind.value)
    words = [base, "page"]
    if page.items not in (("data",), ("items",)):
        words.append(page.items[-1] if page.items else "array")
    usual = {PaginationKind.CURSOR: "cursor", PaginationKind.PAGE_NUMBER: "page", PaginationKind.OFFSET: "offset"}
    param = Casing().snake(page.param)
    if param not in (usual[page.kind], base):
        words.insert(0, param)
    return Casing().snake("_".join(words))
