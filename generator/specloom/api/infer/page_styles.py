"""The styles of paging: each function says whether a request and a response have what its style needs."""

from __future__ import annotations

from specloom.api.infer.page_request import PageParameter, PageRequest
from specloom.api.infer.page_response import FactKind, Path, ResponsePage, has_link, is_link_list
from specloom.api.infer.page_words import (
    BACKWARDS,
    COUNTS,
    CURRENT,
    CURSOR_FIELDS,
    CURSOR_PARAMS,
    ITEM_CURSORS,
    LAST,
    LAST_PAGE,
    MORE,
    NEXT_LINKS,
    OFFSETS,
    PAGE_PARAMS,
    PAGE_SIZES,
    SIZES,
    STARTS,
    TOTAL_PAGES,
    TOTALS,
    VAGUE_CURRENT,
    VAGUE_OFFSETS,
    squashed,
)
from specloom.api.ir import AnySchema, PaginationKind, Purpose, ScalarKind, ScalarSchema, Schema
from specloom.base.records import dataclass

Roles = tuple[tuple[Purpose, Path], ...]
_NAMES_OF_URLS = ("url", "uri", "link", "href")
_TYPES_OF_IDS = (ScalarKind.STRING, ScalarKind.INTEGER)


@dataclass(frozen=True, slots=True)
class InferredPage:
    """How an operation pages: the parameters that choose a page, where the items are, and what the response says.

    `params` are pairs of purpose and parameter, `roles` pairs of purpose and path. `header`: the next page is in the
    `Link` header.
    """

    kind: PaginationKind
    params: tuple[tuple[Purpose, PageParameter], ...]
    roles: Roles = ()
    items: Path = ()
    in_body: bool = False
    header: bool = False


def by_cursor(request: PageRequest, facts: ResponsePage) -> InferredPage | None:
    """Return a page that follows a cursor of the response; a number of the next page is one, too."""
    number = request.find_parameter(PAGE_PARAMS, number=True)
    following = facts.find_fact(("nextpage", "next"), FactKind.NUMBER) if number is not None else ()
    if number is None or not following:
        number = _cursor_parameter(request)
        following = _cursor_field(facts, squashed(number.wire_name)) if number is not None else ()
    if number is None or not following:
        return None
    roles = ((Purpose.NEXT_CURSOR_FIELD, following), *_ending_roles(facts))
    return InferredPage(PaginationKind.CURSOR, ((Purpose.NEXT_CURSOR_PARAM, number),), roles)


def _cursor_parameter(request: PageRequest) -> PageParameter | None:
    """Return the parameter that takes a cursor; one called `page` or `offset` must be a text."""
    for name in CURSOR_PARAMS:
        found = request.find_parameter((name,), number=False)
        if found is not None and not (found.is_number and name in ("page", "offset")):
            return found
    return None


def _cursor_field(facts: ResponsePage, param: str) -> Path:
    for name in CURSOR_FIELDS:
        path = facts.find_fact((name,), FactKind.TEXT) or facts.find_fact((name,), FactKind.NUMBER)
        if not path or (name == "offset" and param != "offset"):
            continue
        is_beside_items = len(path) == 1
        is_echo = name == param == "after" and is_beside_items
        may_be_url = name == "next" and (is_beside_items or squashed(path[-2]) not in ("cursor", "cursors"))
        if not is_echo and not may_be_url:
            return path
    return ()


def by_item(request: PageRequest, facts: ResponsePage, item_id: Schema | None) -> InferredPage | None:
    """Return a page that follows the id of the last item."""
    param = request.find_parameter(ITEM_CURSORS, number=False)
    if param is None or not isinstance(item_id, ScalarSchema | AnySchema):
        return None
    if isinstance(item_id, ScalarSchema) and item_id.kind not in _TYPES_OF_IDS:
        return None
    ends = _ending_roles(facts)
    word = squashed(param.wire_name)
    if not (ends or word in ("startingafter", "afterid") or (word == "marker" and request.has_any(SIZES))):
        return None
    params = [(Purpose.NEXT_CURSOR_ID_PARAM, param)]
    before = request.find_parameter((BACKWARDS.get(word, ""),))
    if before is not None:
        params.append((Purpose.PREVIOUS_CURSOR_ID_PARAM, before))
    return InferredPage(PaginationKind.CURSOR_ID, tuple(params), ends)


def by_link(request: PageRequest, facts: ResponsePage) -> InferredPage | None:
    """Return a page that follows a URL of the response, under a property for that URL alone."""
    for name in NEXT_LINKS:
        for path, word, schema in facts.facts:
            if word == name and _is_link(path, schema, request, facts):
                return _linked_page(path, request, facts)
    return None


def by_links(request: PageRequest, facts: ResponsePage) -> InferredPage | None:
    """Return a page that follows one of several links, which may or may not contain one to the next page."""
    known = (*PAGE_PARAMS, *OFFSETS, *CURSOR_PARAMS, *SIZES)
    for path, word, schema in facts.facts if request.has_any(known) else ():
        if word.endswith("links") and is_link_list(schema, facts.lookup):
            return _linked_page(path, request, facts)
    return None


def _linked_page(path: Path, request: PageRequest, facts: ResponsePage) -> InferredPage:
    param = _cursor_parameter(request)
    roles: Roles = ((Purpose.CURSOR_URL_FIELD, path),)
    counted = by_number(request, facts)
    if param is not None:
        return InferredPage(PaginationKind.CURSOR_URL, ((Purpose.NEXT_CURSOR_PARAM, param),), roles)
    if counted is not None:
        return InferredPage(PaginationKind.CURSOR_URL, counted.params, (*roles, *counted.roles))
    return InferredPage(PaginationKind.CURSOR_URL, (), roles)


def _is_link(path: Path, schema: Schema, request: PageRequest, facts: ResponsePage) -> bool:
    """Return whether it is a URL, or a text that a parameter takes: by its type, its name, or what is beside it."""
    if has_link(schema, facts.lookup):
        return True
    if FactKind.TEXT not in facts.kinds_of(schema):
        return False
    target = facts.lookup.resolve_fully(schema)
    if isinstance(target, ScalarSchema) and (target.format or "").startswith(("uri", "url", "iri")):
        return True
    if any(part in squashed(path[-1]) for part in _NAMES_OF_URLS) or "links" in map(squashed, path[:-1]):
        return True
    if request.has_any((*PAGE_PARAMS, *OFFSETS, *CURSOR_PARAMS, *SIZES)):
        return True
    beside = facts.find_fact(("previous", "prev"), FactKind.TEXT) or facts.find_fact(
        (*TOTALS, *COUNTS), FactKind.NUMBER
    )
    return bool(beside)


def by_number(request: PageRequest, facts: ResponsePage) -> InferredPage | None:
    """Return a page that is found by its number."""
    param = request.find_parameter(PAGE_PARAMS, number=True)
    if param is None:
        return None
    pages = facts.find_fact(TOTAL_PAGES, FactKind.NUMBER)
    last = () if pages else facts.find_fact(LAST_PAGE, FactKind.NUMBER)
    ends = _ending_roles(facts)
    is_vague = not (pages or last or ends)
    current = facts.find_fact(CURRENT, FactKind.NUMBER) or facts.find_fact(
        VAGUE_CURRENT, FactKind.NUMBER, inside=is_vague
    )
    roles = _given_roles(
        (Purpose.CURRENT_PAGE_NUMBER_FIELD, current),
        (Purpose.TOTAL_PAGE_COUNT_FIELD, pages),
        (Purpose.LAST_PAGE_NUMBER_FIELD, last),
        *_count_roles(facts),
        *ends,
    )
    return InferredPage(PaginationKind.PAGE_NUMBER, ((Purpose.PAGE_NUMBER_PARAM, param),), roles)


def by_offset(request: PageRequest, facts: ResponsePage) -> InferredPage | None:
    """Return a page that is found by the number of items before it."""
    counts = _count_roles(facts)
    is_sized = request.has_any(SIZES)
    param = request.find_parameter((*OFFSETS, *VAGUE_OFFSETS) if is_sized else OFFSETS, number=True)
    if param is None or not (is_sized or counts):
        return None
    start = facts.find_fact(STARTS, FactKind.NUMBER)
    roles = _given_roles((Purpose.OFFSET_COUNT_START_FIELD, start), *counts, *_ending_roles(facts))
    return InferredPage(PaginationKind.OFFSET, ((Purpose.OFFSET_COUNT_PARAM, param),), roles)


def _count_roles(facts: ResponsePage) -> Roles:
    total = facts.find_fact(TOTALS, FactKind.NUMBER)
    count = () if total else facts.find_fact(COUNTS, FactKind.NUMBER)
    size = facts.find_fact(PAGE_SIZES, FactKind.NUMBER) if total or count else ()
    return _given_roles(
        (Purpose.OFFSET_TOTAL_COUNT_FIELD, total), (Purpose.ITEM_COUNT_FIELD, count), (Purpose.PAGE_SIZE_FIELD, size)
    )


def _ending_roles(facts: ResponsePage) -> Roles:
    more = facts.find_fact(MORE, FactKind.FLAG) or facts.find_fact(("next",), FactKind.FLAG)
    last = () if more else facts.find_fact(LAST, FactKind.FLAG)
    return _given_roles((Purpose.HAS_NEXT_PAGE, more), (Purpose.IS_LAST_PAGE, last))


def _given_roles(*roles: tuple[Purpose, Path]) -> Roles:
    return tuple((purpose, path) for purpose, path in roles if path)
