"""Writes the expression that finds the next page, for each kind of scheme."""

from __future__ import annotations

from specloom.api.ir import PaginationKind, Purpose
from specloom.emit.imports import Imports
from specloom.emit.literals import string_literal
from specloom.emit.resources.documented_pages import documented_next_page
from specloom.emit.resources.pagepaths import PagePaths
from specloom.plan.planned import PlannedPageClass

_PAGE_SIZES = ("per_page", "page_size", "limit", "size")


def next_page(page: PlannedPageClass, paths: PagePaths, imports: Imports) -> str:
    """Return the expression of `next_page_info`; `None` if the scheme lacks properties for it."""
    if page.scheme.as_documented:
        return documented_next_page(page, paths, imports)
    call = _next_page_call(page, paths)
    if call is None:
        return "None"
    function, arguments = call
    imports.add_own(("_runtime", "next_page"), function)
    if page.scheme.in_body and function not in ("next_url", "next_link"):
        arguments.append('location="body"')
    expression = f"{function}({', '.join(arguments)})"
    more = paths.property_names(Purpose.HAS_NEXT_PAGE)
    return f"None if ({paths.path_expression(more)}) is False else {expression}" if len(more) > 1 else expression


def _next_page_call(page: PlannedPageClass, paths: PagePaths) -> tuple[str, list[str]] | None:
    match page.scheme.kind:
        case PaginationKind.PAGE_NUMBER:
            return _page_number_call(paths)
        case PaginationKind.OFFSET:
            return _offset_call(paths)
        case PaginationKind.CURSOR:
            return _cursor_call(paths)
        case PaginationKind.CURSOR_ID:
            return _cursor_id_call(paths)
        case PaginationKind.CURSOR_URL:
            return _cursor_url_call(paths)
        case PaginationKind.FAKE:
            return None


def _page_number_call(paths: PagePaths) -> tuple[str, list[str]] | None:
    param = paths.request_param(Purpose.PAGE_NUMBER_PARAM)
    if param is None:
        return None
    totals = {
        "current": paths.value_expression(Purpose.CURRENT_PAGE_NUMBER_FIELD),
        "total_pages": paths.value_expression(Purpose.TOTAL_PAGE_COUNT_FIELD),
        "total_count": paths.value_expression(Purpose.OFFSET_TOTAL_COUNT_FIELD),
        "per_page": paths.sibling_expression(Purpose.OFFSET_TOTAL_COUNT_FIELD, *_PAGE_SIZES),
    }
    return "next_page_number", ["self", string_literal(param), *_keyword_arguments(totals)]


def _offset_call(paths: PagePaths) -> tuple[str, list[str]] | None:
    param = paths.request_param(Purpose.OFFSET_COUNT_PARAM)
    if param is None:
        return None
    totals = {
        "start": paths.value_expression(Purpose.OFFSET_COUNT_START_FIELD),
        "total": paths.value_expression(Purpose.OFFSET_TOTAL_COUNT_FIELD),
    }
    return "next_offset", [
        "self",
        string_literal(param),
        "count=len(self._get_page_items())",
        *_keyword_arguments(totals),
    ]


def _cursor_call(paths: PagePaths) -> tuple[str, list[str]] | None:
    for field, request in (
        (Purpose.NEXT_CURSOR_FIELD, Purpose.NEXT_CURSOR_PARAM),
        (Purpose.PREVIOUS_CURSOR_FIELD, Purpose.PREVIOUS_CURSOR_PARAM),
    ):
        value, param = paths.value_expression(field), paths.request_param(request)
        if value is not None and param is not None:
            return "next_cursor", [value, string_literal(param)]
    return None


def _cursor_id_call(paths: PagePaths) -> tuple[str, list[str]] | None:
    after, before = (
        paths.request_param(Purpose.NEXT_CURSOR_ID_PARAM),
        paths.request_param(Purpose.PREVIOUS_CURSOR_ID_PARAM),
    )
    if after is None:
        return None
    role = paths.response_role(Purpose.CURSOR_ITEM_ID)
    arguments = ["self", "self._get_page_items()", f"after={string_literal(after)}"]
    if before is not None:
        arguments.append(f"before={string_literal(before)}")
    if role is not None and role.path and role.path[-1] != "id":
        arguments.append(f"id_field={string_literal(role.path[-1])}")
    return "next_cursor_id", arguments


def _cursor_url_call(paths: PagePaths) -> tuple[str, list[str]] | None:
    role = paths.response_role(Purpose.CURSOR_URL_FIELD)
    if role is not None and role.from_header is not None and role.from_header.lower() == "link":
        return "next_link", ["self"]
    value = paths.value_expression(Purpose.CURSOR_URL_FIELD)
    return None if value is None else ("next_url", [value])


def _keyword_arguments(arguments: dict[str, str | None]) -> list[str]:
    return [f"{name}={value}" for name, value in arguments.items() if value is not None]
