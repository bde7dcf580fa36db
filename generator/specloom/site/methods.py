"""Builds the page of a method: what the plan calls it and its arguments, and what the document says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from specloom.api.ir import Operation, ResponseHeader
from specloom.api.ir.contents import NO_CONTENTS, Contents, OperationContents
from specloom.base.records import dataclass
from specloom.plan.error_classes import STATUS_ERRORS
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    NamedType,
    PlannedClass,
    PlannedField,
    PlannedMethod,
    PlannedParameter,
    PlannedResource,
    TypeExpr,
)
from specloom.site.bodies import BodyTabs, alike_note
from specloom.site.markup import plain_text
from specloom.site.prose import cleaned, deprecation_of, html_of, markdown_of
from specloom.site.samples import MethodSamples
from specloom.site.security import SecurityWriter, title_of
from specloom.site.spelling import core_of, spell_type
from specloom.site.tags import docs_link
from specloom.site.trees import EMPTY, TypeTrees, anchored_below
from specloom.site.typenames import plain
from specloom.site.views import ErrorView, MethodPage, TreePart

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_NO_NEWS = re.compile(
    r"20\d|2xx|accepted|an?|content|created|default|executed|no|normal|ok|okay|operation|request|response|result"
    r"|success|successful|successfully|succeeded|the|was|were|is"
)
"""A word of a text that says no more than the status of its response."""
_LABELS = {
    ArgumentLocation.PATH: "path",
    ArgumentLocation.QUERY: "query",
    ArgumentLocation.HEADER: "header",
    ArgumentLocation.COOKIE: "cookie",
    ArgumentLocation.BODY: "body",
    ArgumentLocation.WHOLE_BODY: "body",
}


@dataclass(frozen=True, slots=True)
class MethodPages:
    """Builds the pages of methods."""

    trees: TypeTrees
    samples: MethodSamples
    bodies: BodyTabs
    security: SecurityWriter
    contents: Mapping[str, OperationContents]

    def page_of(
        self, resource: PlannedResource, steps: tuple[str, ...], method: PlannedMethod, operation: Operation
    ) -> MethodPage:
        """Return the page of a method, which calls `operation`."""
        contents = self.contents.get(operation.key, NO_CONTENTS)
        title, note = self._returns_title(method), _returns_note(method, operation, contents.response)
        returns = anchored_below(self._tree_of_result(method), "returns.")
        arguments = [item for item in method.parameters if not item.is_fixed]
        result = self._result_text(method)
        notes, deprecated = operation.notes, deprecation_of(method.doc.deprecated)
        text, stream = operation.description or "", method.stream
        return MethodPage(
            call=".".join((*steps, method.name)),
            arguments=tuple(self._signature(method, arguments)),
            result=result,
            plain_signature=self._plain_signature(steps, method, arguments, result),
            verb=cleaned(operation.verb.upper()),
            url_path=cleaned(operation.path),
            text=html_of(text),
            markdown=markdown_of(text),
            badges=tuple(map(cleaned, notes.badges)),
            deprecated=html_of(deprecated),
            deprecated_markdown=markdown_of(deprecated),
            security=self.security.views_of(operation.security),
            permissions=tuple(map(cleaned, notes.permissions)),
            parameters=anchored_below(self._parameter_tree(method, arguments), "params."),
            returns_title=title,
            returns_note=html_of(note),
            returns_note_markdown=markdown_of(note),
            returns=returns,
            events_title=self._type_title(stream.event) if stream is not None else "",
            events=anchored_below(self.trees.tree_of(stream.event), "events.") if stream is not None else EMPTY,
            headers=tuple(map(_header, operation.result.headers)),
            errors=tuple(self._errors(method, operation, contents)),
            media_types=_media_types(contents.request),
            examples=self.samples.examples_of(resource, steps, method, operation, contents),
            request_media=self.bodies.requests(operation, contents.request),
            response_media=self.bodies.responses(contents.response, title, returns, note),
            external=docs_link(operation.notes.external_docs),
        )

    def _signature(self, method: PlannedMethod, arguments: list[PlannedParameter]) -> Iterator[tuple[str, str]]:
        """Yield the type and the name of each argument as the head of the page has them."""
        for item in arguments:
            if item.positional:
                yield spell_type(item.type, _name), item.name
        if method.params_type is not None:
            yield method.params_type.name, "**kwargs"
        else:
            yield from ((spell_type(item.type, _name), item.name) for item in arguments if not item.positional)

    def _plain_signature(
        self, steps: tuple[str, ...], method: PlannedMethod, arguments: list[PlannedParameter], result: str
    ) -> str:
        """Return the whole signature in Python."""
        words = [self._argument_text(item) for item in arguments if item.positional]
        keywords = [self._argument_text(item) for item in arguments if not item.positional]
        whole = ", ".join([*words, *(["*", *keywords] if keywords else [])])
        return f"{'.'.join(('client', *steps, method.name))}({whole}) -> {result}"

    def _argument_text(self, item: PlannedParameter) -> str:
        return f"{item.name}: {spell_type(item.type, _name, valid=True)}{'' if item.required else ' = ...'}"

    def _result_text(self, method: PlannedMethod) -> str:
        page, stream = method.result.page, method.stream
        if stream is not None and stream.param is None:
            return f"Stream[{spell_type(stream.event, _name)}]"
        if page is not None:
            return f"Sync{page.class_name}[{spell_type(page.item, _name)}]"
        return spell_type(method.result.type, _name)

    def _result_type(self, method: PlannedMethod) -> TypeExpr:
        return method.result.page.item if method.result.page is not None else method.result.type

    def _tree_of_result(self, method: PlannedMethod) -> TreePart:
        if method.stream is not None and method.stream.param is None:
            return EMPTY
        return self.trees.tree_of(self._result_type(method))

    def _returns_title(self, method: PlannedMethod) -> str:
        return self._type_title(self._result_type(method))

    def _type_title(self, expr: TypeExpr) -> str:
        """Return the head of the tree of a type: `class Tree:`, or the type itself."""
        core = core_of(expr)
        if isinstance(core, NamedType) and core == expr and isinstance(self.trees.types.get(plain(core)), PlannedClass):
            return f"class {core.name}:"
        return spell_type(expr, _name)

    def _parameter_tree(self, method: PlannedMethod, arguments: list[PlannedParameter]) -> TreePart:
        """Return the tree of the arguments: those of the path in its order, then the others as in the signature."""
        order = {name: number for number, name in enumerate(_PLACEHOLDER.findall(method.path))}
        sorted_arguments = sorted(arguments, key=lambda item: order.get(item.name, len(order)))
        return self.trees.tree_of_rows(
            [
                (PlannedField(item.name, item.wire_name, item.type, item.required, item.doc), (_LABELS[item.location],))
                for item in sorted_arguments
            ]
        )

    def _errors(self, method: PlannedMethod, operation: Operation, contents: OperationContents) -> Iterator[ErrorView]:
        models = dict(method.errors)
        for error in operation.errors:
            model = models.get(error.status)
            known = plain(model) if model is not None and plain(model) in self.trees.types else None
            yield ErrorView(
                status=error.status,
                name=error_class(error.status),
                text=html_of(error.description or ""),
                markdown=markdown_of(error.description or ""),
                type=known,
                link=self.trees.link_to(known) if known is not None else "",
                media_types=tuple(map(cleaned, contents.of_error(error.status).media_types)),
            )


def _name(named: NamedType) -> str:
    return named.name


def error_class(status: str) -> str:
    """Return the class of the error for a documented status, which may be a range or `default`."""
    if status.isdecimal() and int(status) in STATUS_ERRORS:
        return STATUS_ERRORS[int(status)]
    return "InternalServerError" if status[:1] == "5" else "APIStatusError"


def method_title(method: PlannedMethod, operation: Operation) -> str:
    """Return the title of a page: the summary of the operation, or the name of the method."""
    return plain_text(cleaned(operation.summary or "")) or title_of(method.name)


def _header(header: ResponseHeader) -> tuple[str, Markup, str]:
    text = header.description or ""
    return cleaned(header.name), html_of(text), markdown_of(text)


def _returns_note(method: PlannedMethod, operation: Operation, contents: Contents) -> str:
    """Return what the document says of the response, if it says anything, and what is special about the result."""
    described = operation.result.description or ""
    text = "" if all(map(_NO_NEWS.fullmatch, re.findall(r"\w+", described.lower()))) else described
    return "\n\n".join(filter(None, (text, " ".join(filter(None, (_kind_note(method), alike_note(contents)))))))


def _kind_note(method: PlannedMethod) -> str:
    if method.result.page is not None:
        return "The first page; iterating over it yields the items of all pages."
    if method.stream is not None and method.stream.param is None:
        return "The events as they arrive."
    if method.result.unwrap is not None:
        return f"The `{method.result.unwrap}` of the response."
    if method.result.type == BasicType(BasicKind.BINARY_RESPONSE):
        return "The response, whose bytes can be read or written to a file."
    return ""


def _media_types(contents: Contents) -> tuple[str, ...]:
    """Return the media types of the request if all are described alike, the one that the method sends first."""
    return () if contents.others or not contents.alike else tuple(map(cleaned, (contents.used[0], *contents.alike)))
