"""Writes the expression that finds the next page where the document and the responses decide, not a config."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.api.ir import PaginationKind, Purpose
from specloom.emit.imports import Imports
from specloom.emit.literals import string_literal
from specloom.emit.resources.pagepaths import PagePaths
from specloom.plan.planned import PlannedPageClass

_NUMBERED = {
    "current": Purpose.CURRENT_PAGE_NUMBER_FIELD,
    "total_pages": Purpose.TOTAL_PAGE_COUNT_FIELD,
    "last_page": Purpose.LAST_PAGE_NUMBER_FIELD,
    "total": Purpose.OFFSET_TOTAL_COUNT_FIELD,
    "count": Purpose.ITEM_COUNT_FIELD,
    "per_page": Purpose.PAGE_SIZE_FIELD,
}
_COUNTED = {
    "start": Purpose.OFFSET_COUNT_START_FIELD,
    "total": Purpose.OFFSET_TOTAL_COUNT_FIELD,
    "count": Purpose.ITEM_COUNT_FIELD,
}
_ENDS = {"more": Purpose.HAS_NEXT_PAGE, "last": Purpose.IS_LAST_PAGE}


def documented_next_page(page: PlannedPageClass, paths: PagePaths, imports: Imports) -> str:
    """Return the expression of `next_page_info`; `None` if the scheme lacks properties for it."""
    writer = _ExpressionWriter(page, paths, imports)
    match page.scheme.kind:
        case PaginationKind.PAGE_NUMBER:
            return writer.numbered_page(Purpose.PAGE_NUMBER_PARAM)
        case PaginationKind.OFFSET:
            return writer.counted_page("next_counted_offset", Purpose.OFFSET_COUNT_PARAM, _COUNTED)
        case PaginationKind.CURSOR:
            return writer.cursor_page()
        case PaginationKind.CURSOR_ID:
            return writer.item_page()
        case PaginationKind.CURSOR_URL:
            return writer.linked_page()
        case PaginationKind.FAKE:
            return "None"


class _ExpressionWriter:
    """Writes calls of the runtime, and imports what they need."""

    def __init__(self, page: PlannedPageClass, paths: PagePaths, imports: Imports) -> None:
        self.page = page
        self.paths = paths
        self.imports = imports

    def numbered_page(self, purpose: Purpose) -> str:
        """Return the call for a page that is found by its number."""
        return self.counted_page("next_numbered_page", purpose, _NUMBERED)

    def counted_page(self, function: str, purpose: Purpose, facts: dict[str, Purpose]) -> str:
        """Return the call for a page that is found by counting."""
        param = self.paths.request_param(purpose)
        if param is None:
            return "None"
        arguments = ["self", "self._get_page_items()", string_literal(param), *self._limits(param)]
        return self._call("counted_pages", function, [*arguments, *self._facts({**facts, **_ENDS}), *self._location()])

    def cursor_page(self) -> str:
        """Return the call for a page that is found by a cursor."""
        pairs = (
            (Purpose.NEXT_CURSOR_FIELD, Purpose.NEXT_CURSOR_PARAM),
            (Purpose.PREVIOUS_CURSOR_FIELD, Purpose.PREVIOUS_CURSOR_PARAM),
        )
        for field, request in pairs:
            value, param = self.paths.value_expression(field), self.paths.request_param(request)
            if value is not None and param is not None:
                call = self._call("next_page", "next_cursor", [value, string_literal(param), *self._location()])
                return f"{self._unless_ended()}{call}"
        return "None"

    def item_page(self) -> str:
        """Return the call for a page that is found by the id of the last item."""
        after = self.paths.request_param(Purpose.NEXT_CURSOR_ID_PARAM)
        if after is None:
            return "None"
        arguments = ["self", "self._get_page_items()", string_literal(after)]
        before = self.paths.request_param(Purpose.PREVIOUS_CURSOR_ID_PARAM)
        if before is not None:
            arguments.append(f"before={string_literal(before)}")
        role = self.paths.response_role(Purpose.CURSOR_ITEM_ID)
        if role is not None and role.path and role.path[-1] != "id":
            arguments.append(f"id_field={string_literal(role.path[-1])}")
        return self._call("counted_pages", "next_after_item", [*arguments, *self._facts(_ENDS), *self._location()])

    def linked_page(self) -> str:
        """Return the call for a page that is found by a URL; without one, totals may still say that there are more."""
        role = self.paths.response_role(Purpose.CURSOR_URL_FIELD)
        if role is not None and role.from_header is not None and role.from_header.lower() == "link":
            return self._call("next_page", "next_link", ["self"])
        value = self.paths.value_expression(Purpose.CURSOR_URL_FIELD)
        if value is None or role is None:
            return "None"
        reference = self._call("page_facts", "next_reference", [value])
        number = self.paths.request_param(Purpose.PAGE_NUMBER_PARAM)
        if number is None:
            param = self.paths.request_param(Purpose.NEXT_CURSOR_PARAM)
            arguments = [] if param is None else [string_literal(param)]
            call = self._call("next_page", "following_page", ["self", reference, *arguments])
            return f"{self._unless_ended()}{call}"
        field = string_literal(self.paths.python_names(role.path)[0])
        counted = f"counted={self.numbered_page(Purpose.PAGE_NUMBER_PARAM)}"
        arguments = ["self", reference, string_literal(number), f"field={field}", counted]
        return self._call("counted_pages", "linked_or_counted", arguments)

    def _call(self, module: str, function: str, arguments: Iterable[str]) -> str:
        self.imports.add_own(("_runtime", module), function)
        return f"{function}({', '.join(arguments)})"

    def _facts(self, facts: dict[str, Purpose]) -> list[str]:
        values = {name: self.paths.value_expression(purpose) for name, purpose in facts.items()}
        return [f"{name}={value}" for name, value in values.items() if value is not None]

    def _limits(self, param: str) -> list[str]:
        """Return what the document declares about the number of the first page."""
        info = next((field.schema.info for field in self.page.scheme.request if field.wire_name == param), None)
        if info is None:
            return []
        found = [f"default={info.default}"] if isinstance(info.default, int) else []
        least = info.constraints.minimum if info.constraints is not None else None
        return [*found, f"minimum={int(least)}"] if least is not None else found

    def _location(self) -> list[str]:
        return ['location="body"'] if self.page.scheme.in_body else []

    def _unless_ended(self) -> str:
        """Return the beginning of an expression that is `None` if the response says that this is the last page."""
        more, last = (self.paths.value_expression(purpose) for purpose in _ENDS.values())
        tests = ([f"({more}) is False"] if more else []) + ([f"({last}) is True"] if last else [])
        return f"None if {' or '.join(tests)} else " if tests else ""
