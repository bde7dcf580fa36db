"""Pagination schemes and the roles of their properties."""

from __future__ import annotations

from enum import StrEnum

from specloom.api.ir.schemas import Field
from specloom.base.records import dataclass


class PaginationKind(StrEnum):
    """How the next page is found."""

    CURSOR = "cursor"
    CURSOR_ID = "cursor_id"
    CURSOR_URL = "cursor_url"
    PAGE_NUMBER = "page_number"
    OFFSET = "offset"
    FAKE = "fake_page"


class Purpose(StrEnum):
    """The role of a property in a pagination scheme."""

    ITEMS = "items"
    HAS_NEXT_PAGE = "has_next_page"
    NEXT_CURSOR_PARAM = "next_cursor_param"
    PREVIOUS_CURSOR_PARAM = "previous_cursor_param"
    NEXT_CURSOR_FIELD = "next_cursor_field"
    PREVIOUS_CURSOR_FIELD = "previous_cursor_field"
    CURSOR_ITEM_ID = "cursor_item_id"
    NEXT_CURSOR_ID_PARAM = "next_cursor_id_param"
    PREVIOUS_CURSOR_ID_PARAM = "previous_cursor_id_param"
    CURSOR_URL_FIELD = "cursor_url_field"
    PAGE_NUMBER_PARAM = "page_number_param"
    CURRENT_PAGE_NUMBER_FIELD = "current_page_number_field"
    TOTAL_PAGE_COUNT_FIELD = "total_page_count_field"
    LAST_PAGE_NUMBER_FIELD = "last_page_number_field"
    """The number of the last page, where that is not the number of pages."""
    PAGE_SIZE_FIELD = "page_size_field"
    IS_LAST_PAGE = "is_last_page"
    ITEM_COUNT_FIELD = "item_count_field"
    """A number of items that may be those of one page, or of all."""
    OFFSET_COUNT_PARAM = "offset_count_param"
    OFFSET_COUNT_START_FIELD = "offset_count_start_field"
    OFFSET_TOTAL_COUNT_FIELD = "offset_total_count_field"


@dataclass(frozen=True, slots=True)
class PaginationRole:
    """`path` has the names from the outermost property to this one; `from_header` reads a response header instead."""

    purpose: Purpose
    path: tuple[str, ...]
    from_header: str | None = None


@dataclass(frozen=True, slots=True)
class PaginationScheme:
    """A pagination scheme: request and response fields and their roles. Items inside are `AnySchema`.

    A field is required if an operation must have it to match the scheme; `sure` are those that every page has.
    `as_documented`: the document and the responses decide where the list begins and ends, not the dialect.
    """

    name: str
    kind: PaginationKind
    request: tuple[Field, ...]
    response: tuple[Field, ...]
    request_roles: tuple[PaginationRole, ...]
    response_roles: tuple[PaginationRole, ...]
    in_body: bool = False
    top_level_array: bool = False
    continue_on_empty_items: bool = False
    description: str | None = None
    sure: tuple[str, ...] = ()
    as_documented: bool = False
