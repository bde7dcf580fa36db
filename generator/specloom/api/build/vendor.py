"""Reports `x-stainless-*` keys of the document that have no effect, each once with its number of occurrences."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.nodes import BuildContext
from specloom.base.json import JsonValue
from specloom.base.pointers import escape

_PREFIX = "x-stainless-"
_SUPPORTED = frozenset(
    ("any", "auth", "deprecation-message", "empty-object", "method", "naming", "override-schema", "pagination-property")
) | {"param", "skip", "variantName"}
_NEEDLESS = frozenset(("const", "nominal", "renameMap", "snippets", "soft-required", "stream-helper"))
"""Keys that change nothing in Python, where an enum of one value is a constant and enums have no member names."""
_KNOWN = tuple(_PREFIX + word for word in sorted(_SUPPORTED | _NEEDLESS))
_LANGUAGES = (
    *("cli", "csharp", "go", "http", "java", "kotlin", "mcp", "node"),
    *("php", "ruby", "sql", "terraform", "typescript"),
)
_EXTEND = "extend-default"
_HINTS = {_EXTEND: "only parameters are extended; pass the schema's default together with your values"}
_WHERE_DATA_IS = frozenset(("example", "examples", "default", "enum", "const"))


def report_vendor_keys(context: BuildContext) -> None:
    """Warn of each `x-stainless-*` key of the document that is unknown or not supported."""
    found: dict[str, list[str]] = {}
    for key, pointer in _ignored_vendor_keys(context.document):
        found.setdefault(key, []).append(pointer)
    for key, pointers in found.items():
        name = key.removeprefix(_PREFIX)
        known = name in _HINTS
        locations = "1 occurrence" if len(pointers) == 1 else f"{len(pointers)} occurrences, here the first"
        what = "is known but not supported" if known else "is unknown"
        hint = _HINTS.get(name) or context.diagnostics.suggestions.hint(key, _KNOWN)
        code = "document-unsupported-key" if known else "document-unknown-key"
        message = f"the key `{key}` {what}, and has no effect ({locations})"
        context.diagnostics.warning(code, message, location=context.source.location_of(pointers[0]), hint=hint)


def _ignored_vendor_keys(document: JsonValue) -> Iterator[tuple[str, str]]:
    """Yield each vendor key that has no effect, with its pointer; shared parts of the document count once."""
    pending: list[tuple[JsonValue, str]] = [(document, "")]
    seen: set[int] = set()
    while pending:
        value, pointer = pending.pop()
        if not isinstance(value, (dict, list)) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            pending.extend((item, f"{pointer}/{index}") for index, item in reversed(list(enumerate(value))))
            continue
        yield from (
            (key, f"{pointer}/{escape(key)}")
            for key in value
            if key.startswith(_PREFIX) and _is_idle(key, in_parameter="/parameters/" in pointer)
        )
        inside = [(item, f"{pointer}/{escape(key)}") for key, item in value.items() if key not in _WHERE_DATA_IS]
        pending.extend(reversed(inside))


def _is_idle(key: str, *, in_parameter: bool) -> bool:
    name = key.removeprefix(_PREFIX)
    if name == _EXTEND and in_parameter:
        return False
    other = any(name == language or name.startswith(f"{language}-") for language in _LANGUAGES)
    return name not in _SUPPORTED and name not in _NEEDLESS and not other
