"""Builds the tabs of media types: a body in each type that the document describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import partial

from specloom.api.ir import Api, Operation
from specloom.api.ir.contents import Content, Contents
from specloom.base.markdown import code_span
from specloom.base.records import dataclass
from specloom.plan.planned import Direction, NamedType, TypeExpr
from specloom.site.described import SchemaTrees
from specloom.site.prose import cleaned, html_of, markdown_of
from specloom.site.spelling import core_of, spell_type
from specloom.site.trees import EMPTY, TypeTrees, anchored_below
from specloom.site.views import MediaView, TreePart

_RAW_VERBS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
"""The verbs of the methods of a client that send raw content."""
MOST_TYPES = 12
"""The most media types that a page has tabs for; the others are named."""


@dataclass(frozen=True, slots=True)
class BodyTabs:
    """Builds the tabs of requests and responses."""

    api: Api
    trees: TypeTrees
    homes: Mapping[str, tuple[NamedType, NamedType]] = field(default_factory=dict[str, tuple[NamedType, NamedType]])

    def requests(self, operation: Operation, contents: Contents) -> tuple[MediaView, ...]:
        """Return a tab for each media type of a request, nothing if there is one alone."""
        if not contents.others:
            return ()
        first = "The method sends this type: it is made of the parameters marked `body`." + _alike(contents)
        note = partial(_request_note, operation.verb.upper())
        trees = SchemaTrees(self.api.schemas, self.homes, self.trees, Direction.REQUEST)
        used = MediaView(cleaned(contents.used[0]), html_of(first), first, "", EMPTY) if contents.used else None
        others = (
            _view(each, contents, note(each), trees, f"request.{number}.") for number, each in _numbered(contents)
        )
        return (*([used] if used is not None else []), *others)

    def responses(self, contents: Contents, title: str, tree: TreePart, note: str) -> tuple[MediaView, ...]:
        """Return a tab for each media type of a response, nothing if there is one alone.

        The first has what the method returns: its `title`, `tree` and `note`.
        """
        if not contents.others:
            return ()
        text = f"{note}{_alike(contents)}".strip()
        first = MediaView(cleaned(", ".join(contents.used)) or "none", html_of(text), markdown_of(text), title, tree)
        trees = SchemaTrees(self.api.schemas, self.homes, self.trees, Direction.RESPONSE)
        others = (
            _view(each, contents, _response_note(each), trees, f"response.{number}.")
            for number, each in _numbered(contents)
        )
        return (first, *others)


def alike_note(contents: Contents) -> str:
    """Return the sentence about types of JSON that are described as the one that the method uses."""
    return _alike(contents).strip() if not contents.others else ""


def _numbered(contents: Contents) -> Iterator[tuple[int, Content]]:
    return enumerate(contents.others[:MOST_TYPES], 2)


def _view(content: Content, contents: Contents, note: str, trees: SchemaTrees, anchor: str) -> MediaView:
    schema = content.schema
    if schema is None:
        text = f"Its content is described as that of {_code(contents.used[0])}. {note}" if contents.used else note
        return MediaView(cleaned(content.media_type), html_of(text), text, "", EMPTY)
    title = trees.title_of(schema)
    return MediaView(
        cleaned(content.media_type),
        html_of(note),
        note,
        _heading(title, trees.trees),
        anchored_below(trees.tree_of(schema), anchor),
    )


def _heading(expr: TypeExpr, trees: TypeTrees) -> str:
    core = core_of(expr)
    if isinstance(core, NamedType) and core == expr:
        return f"class {core.name}:" if core in trees.types else core.name
    return spell_type(expr, lambda named: named.name)


def _request_note(verb: str, content: Content) -> str:
    media_type = _header(content.media_type)
    if verb not in _RAW_VERBS or not media_type:
        return "The method does not send this type."
    options = f'options={{"headers": {{"Content-Type": "{media_type}"}}}}'
    return f"The method does not send this type; `client.{verb.lower()}(..., content=..., {options})` does."


def _response_note(content: Content) -> str:
    media_type = _header(content.media_type)
    if not media_type:
        return "The method does not read this type."
    headers = f'extra_headers={{"Accept": "{media_type}"}}'
    return f"To get this type, pass `{headers}` and read the response with `with_raw_response`."


def _header(media_type: str) -> str:
    """Return a media type as a header has it; nothing if it can't be in one."""
    text = cleaned(media_type)
    return text if text.isascii() and text.isprintable() and not {'"', "`", "\\"} & set(text) else ""


def _alike(contents: Contents) -> str:
    if not contents.alike:
        return ""
    names = ", ".join(map(_code, contents.alike))
    return f" The document describes {names} likewise."


def _code(text: str) -> str:
    return code_span(cleaned(text))
