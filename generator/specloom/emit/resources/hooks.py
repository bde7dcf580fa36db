"""Makes `webhooks.py`: the webhooks of the API, checked and typed."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.emit.docs import doc_lines
from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import docstring_literal
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import FileView, HooksView
from specloom.plan.planned import Plan, TypeExpr, UnionType

EVENT = "WebhookEvent"


def hook_files(plan: Plan, facts: TypeFacts) -> Iterator[FileView]:
    """Return `webhooks.py`, if the document has webhooks or callbacks."""
    if plan.webhooks:
        yield FileView("webhooks.py", "package/webhooks.py.jinja", _hooks_view(plan, facts))


def _hooks_view(plan: Plan, facts: TypeFacts) -> HooksView:
    scope = ResourceScope(("webhooks",), facts.exports, (), facts.reached)
    payloads: tuple[TypeExpr, ...] = tuple(dict.fromkeys(hook.type for hook in plan.webhooks))
    event = scope.annotation_of(UnionType(payloads), awaited=False)
    is_class = len(payloads) == 1 and facts.is_class(payloads[0])
    modules = (
        ("typing", "Mapping"),
        ("typing_extensions", "TypeAlias"),
        *((("typing", "cast"),) if not is_class else ()),
    )
    for module, name in modules:
        scope.imports.add_name(module, name)
    for name in ("WebhookVerificationError", "parse_webhook", "verify_webhook"):
        scope.imports.add_own(("_runtime", "webhooks"), name)
    names = [line for hook in plan.webhooks for line in _webhook_list_item(hook.name, doc_lines(hook.doc, 4))]
    return HooksView(
        import_block(scope.imports.import_groups()),
        laid_out(event, 0, prefix=len(f"{EVENT}: TypeAlias = ")),
        docstring_literal(["One of:", "", *names], 0),
        _cast_argument(is_class=is_class),
    )


def _cast_argument(*, is_class: bool) -> str:
    """Return the type of all payloads as an argument: a union is not a class for type checkers."""
    return EVENT if is_class else f'cast("type[{EVENT}]", {EVENT})'


def _webhook_list_item(name: str, text: list[str]) -> list[str]:
    """Return a webhook as an item of a list: its name and the first line of the document's text."""
    return [f"- `{name}`: {text[0]}" if text else f"- `{name}`"]
