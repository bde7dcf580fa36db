"""Builds the views of methods that check and read webhooks."""

from __future__ import annotations

from specloom.emit.docs import doc_lines, join_paragraphs
from specloom.emit.layout import laid_out, lay_out_signature
from specloom.emit.literals import docstring_literal, string_literal
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import MethodView, SignatureView
from specloom.plan.planned import BasicKind, BasicType, PlannedUnwrap, UnionType

_TEXT = UnionType((BasicType(BasicKind.STR), BasicType(BasicKind.BYTES)))
_ARGUMENTS = (
    "payload: The body of the request as it came, not parsed.",
    "headers: The headers of the request.",
)


def unwrap_view(
    scope: ResourceScope, facts: TypeFacts, unwrap: PlannedUnwrap, client: str = "self._client"
) -> MethodView:
    """Return the view of one of these methods; `client` is the expression for the client there."""
    text, event = scope.annotation_of(_TEXT, awaited=False), scope.annotation_of(unwrap.event, awaited=False)
    headers = f"{scope.imports.add_name('typing', 'Mapping')}[str, str]"
    option = facts.options.get(unwrap.option or "")
    given = f"headers: {headers}" if option is not None else f"headers: {headers} | None = None"
    parameters = ("self", f"payload: {text}", given, "*", f"key: {text} | None = None")
    function = scope.imports.add_own(("_runtime", "webhooks"), "unwrap_webhook")
    where = f"{client}, {string_literal(option)}" if option is not None else f"{client}, None"
    return MethodView(
        name=unwrap.name,
        overloads=(),
        implementation=SignatureView(
            (), lay_out_signature(f"def {unwrap.name}", parameters, event, ":", 4), _method_docstring(unwrap, option)
        ),
        statement=laid_out(
            f"return {function}(payload, headers, key, {where}, {_event_type_argument(scope, facts, unwrap)})", 8
        ),
    )


def _event_type_argument(scope: ResourceScope, facts: TypeFacts, unwrap: PlannedUnwrap) -> str:
    event = scope.type_expression(unwrap.event, ("payload", "headers", "key"), awaited=False)
    if facts.is_class(unwrap.event):
        return event
    function, kind = (scope.imports.add_name("typing", name) for name in ("cast", "Type"))
    return f"{function}({string_literal(f'{kind}[{event}]')}, {event})"


def _method_docstring(unwrap: PlannedUnwrap, option: str | None) -> str:
    text = doc_lines(unwrap.doc, 8) or ["Check that a webhook was signed with your key, and return its event."]
    source = f"the client's `{option}` if absent" if option is not None else "without one nothing is checked"
    arguments = [f"    {line}" for line in (*_ARGUMENTS, f"key: The key that it was signed with; {source}.")]
    raises = ["    WebhookVerificationError: The signature is wrong, missing, or more than five minutes old."]
    return docstring_literal(join_paragraphs([text, ["Args:", *arguments], ["Raises:", *raises]]), 8)
