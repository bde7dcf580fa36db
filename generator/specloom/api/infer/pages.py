"""Recognises how an operation pages, from its parameters and its response, if there is no doubt."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build.lookup import Lookup
from specloom.api.infer.lexicon import ASKING
from specloom.api.infer.page_request import PageRequest, page_requests
from specloom.api.infer.page_response import (
    Path,
    ResponseItems,
    ResponsePage,
    is_whole_page,
    response_items,
    response_page,
)
from specloom.api.infer.page_styles import (
    InferredPage,
    by_cursor,
    by_item,
    by_link,
    by_links,
    by_number,
    by_offset,
)
from specloom.api.infer.page_words import has_identity, squashed
from specloom.api.infer.paths import usual_steps
from specloom.api.infer.segments import PathStep
from specloom.api.ir import ArraySchema, Operation, PaginationKind, ResultKind, Schema
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()


@dataclass(frozen=True, slots=True)
class PageInference:
    """Recognises pages. It looks at one operation at a time, so that no other operation changes what it finds."""

    lookup: Lookup

    def infer_page(self, operation: Operation) -> InferredPage | None:
        """Return how the operation pages, or None if there is any doubt."""
        schema = operation.result.schema
        if operation.verb not in ("get", "post") or schema is None or operation.result.kind is not ResultKind.JSON:
            return None
        target = self.lookup.resolve_fully(schema)
        for request in page_requests(operation, self.lookup):
            if isinstance(target, ArraySchema):
                found = self._infer_array(operation, target, request)
            else:
                found = self._infer_object(operation, schema, request)
            if found is not None:
                return replace(found, in_body=request.in_body)
        return None

    def _infer_array(self, operation: Operation, target: ArraySchema, request: PageRequest) -> InferredPage | None:
        """Return how an array pages: the response says nothing about it, but for its headers."""
        if operation.verb == "post" and not _is_question(operation):
            return None
        nothing = ResponsePage(self.lookup, ())
        found = by_number(request, nothing) or by_offset(request, nothing)
        found = found or by_item(request, nothing, self._item_id(target))
        linked = any(header.name.lower() == "link" for header in operation.result.headers)
        if found is None and linked and not request.in_body:
            found = InferredPage(PaginationKind.CURSOR_URL, (), header=True)
        return found

    def _infer_object(self, operation: Operation, schema: Schema, request: PageRequest) -> InferredPage | None:
        items = response_items(schema, _resource_words(operation), self.lookup)
        if items is None or not self._is_list(operation, schema, items):
            return None
        facts = response_page(schema, items.path[:-1], self.lookup)
        item_id = self._item_id(self._list_at(schema, items.path))
        found = [
            by_cursor(request, facts),
            by_link(request, facts) if operation.verb == "get" else None,
            by_item(request, facts, item_id),
        ]
        counted = [by_number(request, facts), by_offset(request, facts)]
        found += [each for each in counted if each is not None and each.roles]
        found += [by_links(request, facts), *counted] if operation.verb == "get" else []
        page = next((each for each in found if each is not None and (each.roles or items.usual)), None)
        return replace(page, items=items.path) if page is not None else None

    def _is_list(self, operation: Operation, schema: Schema, items: ResponseItems) -> bool:
        """Return whether the response is a list, and no single thing that contains one."""
        if has_identity(self.lookup.fields_of(schema)):
            return False
        steps = usual_steps(operation.path)
        if not steps or is_whole_page(schema, items.path, self.lookup):
            return True
        if operation.verb == "post" and not _is_question(operation):
            return False
        last = steps[-1]
        return not last.is_parameter and (_names_many(last) or squashed(items.path[-1]) == squashed(last.name))

    def _list_at(self, schema: Schema, path: Path) -> Schema:
        for name in path:
            schema = self.lookup.fields_of(schema)[name].schema
        return self.lookup.resolve_fully(schema)

    def _item_id(self, target: Schema) -> Schema | None:
        field = self.lookup.fields_of(target.items).get("id") if isinstance(target, ArraySchema) else None
        return self.lookup.resolve_fully(field.schema) if field is not None else None


def _names_many(step: PathStep) -> bool:
    return _CASING.is_plural(step.name) or step.name.partition("_")[0] in ASKING


def _is_question(operation: Operation) -> bool:
    """Return whether a POST only reads: its path ends in a word such as `search`."""
    steps = usual_steps(operation.path)
    return bool(steps) and steps[-1].name.partition("_")[0] in ASKING | {"query"}


def _resource_words(operation: Operation) -> list[str]:
    """Return the names under which a response may have the items: words of the path, also without their beginning."""
    words = [step.name for step in usual_steps(operation.path) if not step.is_parameter][-2:]
    return [found for word in words for found in (word, word.partition("_")[2], f"{word}_list") if found]
