"""Builds the pagination schemes of the config: their fields, and the role of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specloom.api.build.nodes import DocumentNode
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.config import SdkConfig
from specloom.api.config.client import Pagination
from specloom.api.ir import Field, PaginationKind, PaginationRole, PaginationScheme, Purpose
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.pointers import join

_MARK = "x-stainless-pagination-property"
_CURSOR_PARAMS = ("cursor", "page_token", "pageToken", "next_cursor", "after", "starting_after", "next_page", "token")
_CURSOR_FIELDS = (
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "cursor",
    "next_page",
    "next",
    "after",
)
_PAGES = ("page", "page_number", "pageNumber", "page_num")
_OFFSETS = ("offset", "skip", "start")

_PARAM_NAMES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.NEXT_CURSOR_PARAM: _CURSOR_PARAMS,
    Purpose.NEXT_CURSOR_ID_PARAM: ("after", "after_id", "starting_after", *_CURSOR_PARAMS),
    Purpose.PREVIOUS_CURSOR_ID_PARAM: ("before", "before_id", "ending_before"),
    Purpose.PAGE_NUMBER_PARAM: _PAGES,
    Purpose.OFFSET_COUNT_PARAM: _OFFSETS,
}
_FIELD_NAMES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.NEXT_CURSOR_FIELD: _CURSOR_FIELDS,
    Purpose.CURSOR_URL_FIELD: ("next", "next_url", "next_page_url", "nextUrl", "next_page"),
    Purpose.HAS_NEXT_PAGE: ("has_more", "hasMore", "has_next_page", "hasNextPage", "has_next"),
    Purpose.CURRENT_PAGE_NUMBER_FIELD: ("page", "current_page", "page_number", "currentPage"),
    Purpose.TOTAL_PAGE_COUNT_FIELD: ("total_pages", "totalPages", "page_count", "pages", "last_page"),
    Purpose.OFFSET_COUNT_START_FIELD: ("offset",),
    Purpose.OFFSET_TOTAL_COUNT_FIELD: ("total", "total_count", "totalCount", "count"),
}
_USUAL: Mapping[PaginationKind, tuple[Purpose, ...]] = {
    PaginationKind.CURSOR: (Purpose.NEXT_CURSOR_PARAM, Purpose.NEXT_CURSOR_FIELD),
    PaginationKind.CURSOR_ID: (Purpose.NEXT_CURSOR_ID_PARAM, Purpose.PREVIOUS_CURSOR_ID_PARAM),
    PaginationKind.CURSOR_URL: (Purpose.CURSOR_URL_FIELD,),
    PaginationKind.PAGE_NUMBER: (Purpose.PAGE_NUMBER_PARAM,),
    PaginationKind.OFFSET: (Purpose.OFFSET_COUNT_PARAM,),
    PaginationKind.FAKE: (),
}
_NEEDED: Mapping[PaginationKind, tuple[Purpose, ...]] = {
    **{kind: purposes[:1] for kind, purposes in _USUAL.items()},
    PaginationKind.CURSOR: (Purpose.NEXT_CURSOR_PARAM, Purpose.NEXT_CURSOR_FIELD),
}


def schemes_of(config: SdkConfig, schemas: SchemaBuilder) -> tuple[PaginationScheme, ...]:
    """Return the pagination schemes; one that lacks a property is left out with a warning."""
    found: dict[str, PaginationScheme] = {}
    for index, spec in enumerate(config.root.pagination):
        pointer = f"/pagination/{index}"
        if spec.name in found:
            message = f"the pagination scheme `{spec.name}` is defined twice; the first one is used"
            schemas.context.diagnostics.warning("config-pagination", message, location=config.location_of(pointer))
            continue
        scheme = _build_scheme(spec, pointer, config, schemas)
        if _is_whole(scheme, config, pointer, schemas):
            found[spec.name] = scheme
    return tuple(found.values())


def _build_scheme(spec: Pagination, pointer: str, config: SdkConfig, schemas: SchemaBuilder) -> PaginationScheme:
    kind = PaginationKind(spec.type)
    response: JsonObject = dict(spec.response)
    request: JsonObject = dict(spec.request)
    request_roles = _with_usual(_marked_roles(request), kind, request, _PARAM_NAMES)
    response_roles = _with_usual(_marked_roles(response), kind, response, _FIELD_NAMES)
    items = next((role for role in response_roles if role.purpose is Purpose.ITEMS), None)
    if items is None:
        path = _usual_items(response)
        response_roles += [PaginationRole(Purpose.ITEMS, path)] if path else []
    scheme = PaginationScheme(
        name=spec.name,
        kind=kind,
        request=_build_fields(request, join(pointer, "request"), schemas),
        response=_build_fields(response, join(pointer, "response"), schemas),
        request_roles=tuple(request_roles),
        response_roles=tuple(response_roles),
        in_body=spec.param_location == "body",
        top_level_array=any(
            _pagination_mark(as_object(value)).get("is_top_level_array") is True for value in response.values()
        ),
        continue_on_empty_items=spec.continue_on_empty_items,
        description=spec.description,
        as_documented=config.inferred,
        sure=tuple(
            name for name, value in response.items() if _pagination_mark(as_object(value)).get("required") is True
        ),
    )
    for word, at in (
        *_unknown_purposes(request, f"{pointer}/request"),
        *_unknown_purposes(response, f"{pointer}/response"),
    ):
        location = config.location_of(join(at, _MARK, "purpose"))
        hint = schemas.context.diagnostics.suggestions.hint(word, [purpose.value for purpose in Purpose])
        message = f"`{word}` is not a purpose of a pagination property; it has no effect"
        schemas.context.diagnostics.warning("config-pagination", message, location=location, hint=hint)
    return scheme


def _unknown_purposes(properties: JsonObject, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each unknown purpose with the pointer of its property."""
    for name, value in properties.items():
        raw = as_object(value)
        word = as_str(_pagination_mark(raw).get("purpose"))
        if word is not None and word not in list(Purpose):
            yield word, join(pointer, name)
        yield from _unknown_purposes(as_object(raw.get("properties")), join(pointer, name, "properties"))


def _is_whole(scheme: PaginationScheme, config: SdkConfig, pointer: str, schemas: SchemaBuilder) -> bool:
    """Return whether the scheme has a property for each purpose that its kind needs."""
    have = {role.purpose for role in (*scheme.request_roles, *scheme.response_roles)}
    lacking = [purpose for purpose in (Purpose.ITEMS, *_NEEDED[scheme.kind]) if purpose not in have]
    for purpose in lacking:
        message = f"the pagination scheme `{scheme.name}` has no property for `{purpose.value}`; it is left out"
        hint = f"write `{_MARK}: {{purpose: {purpose.value}}}` at that property"
        schemas.context.diagnostics.warning(
            "config-pagination", message, location=config.location_of(pointer), hint=hint
        )
    return not lacking


def _build_fields(properties: JsonObject, pointer: str, schemas: SchemaBuilder) -> tuple[Field, ...]:
    return tuple(
        Field(
            name,
            schemas.build(DocumentNode(value, join(pointer, name))),
            as_object(_pagination_mark(as_object(value))).get("required") is not False,
        )
        for name, value in properties.items()
    )


def _pagination_mark(raw: JsonObject) -> JsonObject:
    return as_object(raw.get(_MARK))


def _marked_roles(properties: JsonObject, path: tuple[str, ...] = ()) -> list[PaginationRole]:
    """Return the roles that properties are marked with, nested ones included."""
    found: list[PaginationRole] = []
    for name, value in properties.items():
        raw = as_object(value)
        word = as_str(_pagination_mark(raw).get("purpose"))
        if word in list(Purpose):
            found.append(PaginationRole(Purpose(word), (*path, name), as_str(_pagination_mark(raw).get("from_header"))))
        found += _marked_roles(as_object(raw.get("properties")), (*path, name))
    return found


def _with_usual(
    roles: list[PaginationRole], kind: PaginationKind, properties: JsonObject, usual: Mapping[Purpose, tuple[str, ...]]
) -> list[PaginationRole]:
    """Return `roles` with missing ones inferred from the usual names of properties."""
    have = {role.purpose for role in roles}
    for purpose in _USUAL[kind]:
        names = [name for name in usual.get(purpose, ()) if name in properties]
        if purpose not in have and names:
            roles = [*roles, PaginationRole(purpose, (names[0],))]
    return roles


def _usual_items(properties: JsonObject) -> tuple[str, ...] | None:
    """Return the path of the only array among the properties."""
    arrays = [name for name, value in properties.items() if _is_array(value)]
    return (arrays[0],) if arrays else None


def _is_array(value: JsonValue) -> bool:
    return as_object(value).get("type") == "array"
