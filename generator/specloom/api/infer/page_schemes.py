"""Writes inferred pages as pagination schemes of the config: operations that page alike share a scheme."""

from __future__ import annotations

from dataclasses import field

from specloom.api.build.lookup import Lookup
from specloom.api.infer.page_properties import merged_schemas, page_properties
from specloom.api.infer.page_request import PageParameter
from specloom.api.infer.page_styles import InferredPage
from specloom.api.ir import Operation, PaginationKind, Purpose
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.names import NameScope
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_MARK = "x-stainless-pagination-property"
_WORDS = {
    PaginationKind.CURSOR: "cursor",
    PaginationKind.CURSOR_ID: "cursor_id",
    PaginationKind.CURSOR_URL: "next_url",
    PaginationKind.PAGE_NUMBER: "page_number",
    PaginationKind.OFFSET: "offset",
}
_USUAL_PARAMS = {PaginationKind.PAGE_NUMBER: "page", PaginationKind.CURSOR_ID: "starting_after"}


@dataclass(slots=True)
class _SharedScheme:
    """A scheme, with the parameters, roles and properties of all operations that share it."""

    name: str
    page: InferredPage
    params: dict[Purpose, PageParameter]
    roles: dict[Purpose, tuple[str, ...]]
    properties: JsonObject

    def takes(self, page: InferredPage) -> bool:
        """Return whether another page differs in nothing but what one of the two does not say."""
        mine = (self.page.kind, self.page.items, self.page.in_body, self.page.header, self.params.keys())
        if mine != (page.kind, page.items, page.in_body, page.header, dict(page.params).keys()):
            return False
        alike = all(self.roles.get(purpose, path) == path for purpose, path in page.roles)
        return alike and all(_are_compatible(self.params[purpose], param) for purpose, param in page.params)

    def add(self, page: InferredPage, properties: JsonObject) -> None:
        """Take over what another page says."""
        self.roles = {**dict(page.roles), **self.roles}
        self.properties = merged_schemas(self.properties, properties)

    def as_config(self) -> JsonObject:
        """Return the scheme as data of the config."""
        request: JsonObject = {
            param.wire_name: _request_schema(purpose, param) for purpose, param in self.params.items()
        }
        response: JsonObject = {**self.properties}
        if not self.page.items:
            mark: JsonObject = {"purpose": Purpose.ITEMS.value, "is_top_level_array": True}
            response = {"items": {"type": "array", "items": {}, _MARK: mark}}
        if self.page.header:
            linked: JsonObject = {"purpose": Purpose.CURSOR_URL_FIELD.value, "from_header": "Link"}
            response["next"] = {"type": "string", _MARK: linked}
        for purpose, path in {Purpose.ITEMS: self.page.items, **self.roles}.items():
            response = _with_purpose(response, path, purpose)
        scheme: JsonObject = {"name": self.name, "type": self.page.kind.value}
        if self.page.in_body:
            scheme["param_location"] = "body"
        return {**scheme, "continue_on_empty_items": True, "request": request, "response": response}


@dataclass(slots=True)
class PageSchemes:
    """The pagination schemes of a document, in the order of the operations that need them."""

    lookup: Lookup
    schemes: list[_SharedScheme] = field(default_factory=list)
    names: NameScope = field(default_factory=NameScope)

    def scheme_for(self, page: InferredPage, operation: Operation) -> str:
        """Return the name of the scheme of `operation`, which pages as `page` says."""
        schema = operation.result.schema
        properties = page_properties(schema, page.items, self.lookup) if schema is not None and page.items else {}
        for known in self.schemes:
            if known.takes(page):
                known.add(page, properties)
                return known.name
        name = self.names.claim_name(_scheme_name(page))
        self.schemes.append(_SharedScheme(name, page, dict(page.params), dict(page.roles), properties))
        return name

    def as_config(self) -> list[JsonValue]:
        """Return the value of `pagination` in the config."""
        return [scheme.as_config() for scheme in self.schemes]


def _are_compatible(one: PageParameter, other: PageParameter) -> bool:
    """Return whether two parameters are one: lists that begin at another page never share a scheme."""
    return (one.wire_name, one.is_number, one.first) == (other.wire_name, other.is_number, other.first)


def _request_schema(purpose: Purpose, param: PageParameter) -> JsonObject:
    counts = purpose in (Purpose.PAGE_NUMBER_PARAM, Purpose.OFFSET_COUNT_PARAM)
    schema: JsonObject = {"type": "integer" if counts else "string"}
    if counts and param.first is not None:
        schema[param.first[0]] = param.first[1]
    return {**schema, _MARK: {"purpose": purpose.value}}


def _with_purpose(properties: JsonObject, path: tuple[str, ...], purpose: Purpose) -> JsonObject:
    """Return `properties` with the purpose of the property at `path`."""
    name, rest = path[0] if path else "", path[1:]
    held = as_object(properties.get(name))
    if not name:
        return properties
    if rest:
        inner = _with_purpose(as_object(held.get("properties")), rest, purpose)
        return {**properties, name: {**held, "type": "object", "properties": inner}}
    return {**properties, name: {**held, _MARK: {**as_object(held.get(_MARK)), "purpose": purpose.value}}}


def _scheme_name(page: InferredPage) -> str:
    """Return the name of the scheme, made from its own properties only, so that other schemes never change it."""
    base = _WORDS[page.kind]
    words = [base, "page"]
    items = (page.items or ("array",))[-1]
    if len(page.items) != 1 or items not in ("data", "items"):
        words.append(items)
    param = _CASING.snake(page.params[0][1].wire_name) if page.params else ""
    if param not in ("", _USUAL_PARAMS.get(page.kind, base), base) and page.kind is not PaginationKind.CURSOR_URL:
        words.insert(0, param)
    return _CASING.snake("_".join(["body", *words] if page.in_body else words))
