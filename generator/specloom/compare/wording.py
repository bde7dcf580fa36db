"""The texts for changes, shared by `diff` and `migrate`, and the stable names that programs rely on."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.compare.changes import TYPE_KINDS, Change, ChangeKind, ChangeSide, ChangeSubject, ChangeValue
from specloom.compare.dotted import last_part
from specloom.compare.surface_types import REST, SurfaceType, TypeNotation, contrast_types, spell_type, spell_values

_SENTENCES: Mapping[ChangeKind, str] = {
    ChangeKind.REMOVED: "is gone",
    ChangeKind.RENAMED: "is now called `{new}`",
    ChangeKind.MOVED: "is now `{new}`",
    ChangeKind.REQUIRED_ADDED: "is new and required",
    ChangeKind.NOW_REQUIRED: "is now required",
    ChangeKind.KEYWORD_ONLY: "has to be named in the call now",
    ChangeKind.REORDERED: "the positional parameters are now {new}, were {old}",
    ChangeKind.TYPE_CHANGED: "is now `{new}`, was `{old}`",
    ChangeKind.TYPE_WIDENED: "is now the wider `{new}`, was `{old}`",
    ChangeKind.TYPE_NARROWED: "is now the narrower `{new}`, was `{old}`",
    ChangeKind.NULL_ADDED: "may now take `None`",
    ChangeKind.NULL_REMOVED: "no longer takes `None`",
    ChangeKind.VALUES_REMOVED: "takes {values} no more",
    ChangeKind.VALUES_ADDED: "also takes {values}",
    ChangeKind.OVERLOAD_REMOVED: "can't be called with {old} alone any more",
    ChangeKind.ASYNC_CHANGED: "is now `{new}`, was `{old}`",
    ChangeKind.DEFINITION_CHANGED: "is now {new}, was {old}",
    ChangeKind.ADDED: "is new",
    ChangeKind.NOW_OPTIONAL: "is now optional",
    ChangeKind.DEPRECATED: "is deprecated",
    ChangeKind.UNDEPRECATED: "is no longer deprecated",
    ChangeKind.UNION_REORDERED: "is tried as `{new}` in this order, was `{old}`",
    ChangeKind.DOCUMENTED: "has different documentation",
}
"""The texts after the thing that has changed."""
_RECEIVED: Mapping[ChangeKind, str] = {
    ChangeKind.NOW_REQUIRED: "is now always there",
    ChangeKind.NOW_OPTIONAL: "may now be missing (`None`)",
    ChangeKind.NULL_ADDED: "may now be `None`",
    ChangeKind.NULL_REMOVED: "is never `None`",
    ChangeKind.VALUES_REMOVED: "is never {values} any more",
    ChangeKind.VALUES_ADDED: "may now be {values}",
}
"""The same for values that are received."""
FACT_WORDS: Mapping[str, str] = {
    "parameter-place": "is now sent in {new}, not in {old}",
    "parameter-wire-name": "is now sent as {new}, not as {old}",
    "parameter-style": "is now written {new}, was {old}",
    "option-variable": "is now read from {new}, was {old}",
    "option-type": "is now a {new}, was a {old}",
    "option-default": "is {new} by default, was {old}",
    "option-place": "is sent as {new}, was as {old}",
    "field-wire-name": "is now {new} in JSON, was {old}",
    "field-absence": "is now {new} in JSON where it is `None`, was {old}",
    "constant-changed": "{fact} is always sent as {new}, was {old}",
    "client-http-library": "is built on `{new}`, was on `{old}`",
    "client-version": "has the version `{new}`, had `{old}`",
    "client-user-agent": "sends the User-Agent `{new}`, sent `{old}`",
    "client-raw-parse": "`with_raw_response` of the async client: `parse()` is called {new}, was {old}",
    "variables-renamed": "reads {new} from the environment, was {old}",
    "base-url": "requests go to {new}, went to {old}",
    "default-environment": "environment {new!r} is the one by default, was {old!r}",
    "streaming-changed": "{new}",
    "webhooks-added": "is new, with {new} of them",
    "known-values-added": "also lists {new} as known",
    "known-values-removed": "no longer lists {new} as known",
    "method-documentation": "has other headers of its response described",
    "layout": "{new}",
}
_PARTS: Mapping[ChangeSubject, str] = {
    ChangeSubject.PACKAGE: "the package ",
    ChangeSubject.CLIENT: "the client class ",
    ChangeSubject.ERROR_BASE: "the base of all errors ",
    ChangeSubject.OPTION: "option `{}` ",
    ChangeSubject.PARAMETER: "parameter `{}` ",
    ChangeSubject.FIELD: "field `{}` ",
    ChangeSubject.ATTRIBUTE: "attribute `{}` ",
    ChangeSubject.EXTRA: "any other field ",
}
OUTCOME_WORDS: Mapping[str, str] = {
    "removed": "gone",
    "renamed": "now called {new}",
    "moved": "to be imported as {new}",
    "required": "has to be given",
    "named-only": "can be given by name only",
    "reordered": "other positions: {old} -> {new}",
    "retyped": "other type: {old} -> {new}",
    "async": "{old} -> {new}",
    "kind": "{old} -> {new}",
    "added": "new",
    "optional": "need not be given any more",
    "widened": "takes more: {old} -> {new}",
    "narrowed": "more exact: {old} -> {new}",
    "default": "other default: {old} -> {new}",
    "deprecated": "deprecated",
}
"""The texts after a thing and a colon."""
_ORDER, _SUBJECTS = list(OUTCOME_WORDS), list(ChangeSubject)
_EXACT = {*TYPE_KINDS} - {ChangeKind.TYPE_CHANGED, ChangeKind.TYPE_NARROWED, ChangeKind.TYPE_WIDENED}
_OUTCOMES: Mapping[ChangeKind, str] = {
    ChangeKind.REQUIRED_ADDED: "required",
    ChangeKind.NOW_REQUIRED: "required",
    ChangeKind.NOW_OPTIONAL: "optional",
    ChangeKind.KEYWORD_ONLY: "named-only",
    ChangeKind.DEFINITION_CHANGED: "kind",
}
_WIDER = {ChangeKind.TYPE_WIDENED, ChangeKind.NULL_ADDED, ChangeKind.VALUES_ADDED}
_RENAMED: Mapping[ChangeSubject, str] = {
    **dict.fromkeys((ChangeSubject.TYPE, ChangeSubject.NAME), "is now `{new}`"),
    ChangeSubject.METHOD: "is now called `{new}()`",
    **dict.fromkeys(
        (ChangeSubject.PACKAGE, ChangeSubject.CLIENT, ChangeSubject.ERROR_BASE), "is now called `{new}`, was `{old}`"
    ),
}
_DEFINITIONS = {"class": "a class with fields", "alias": "another name for a type", "TypedDict": "a TypedDict"}
COUNTED = {ChangeSubject.RESOURCE: "methods", ChangeSubject.MODULE: "names"}
"""What is counted in a thing that was added or removed as a whole."""
_SHOWN_LENGTH = 80


def sentence_of(change: Change) -> str:
    """Return the change as a text that follows the heading with the thing."""
    old, new = texts_of(change, TypeNotation.TYPING)
    subject, received = change.subject, change.side is ChangeSide.RESPONSE
    if change.kind is ChangeKind.WIRE_CHANGED:
        return part_of(change) + fact_words(change, old, new)
    if subject is ChangeSubject.ERROR:
        return error_words(change, old, new)
    if subject is ChangeSubject.BASE:
        return f"is no longer a `{last_part(change.name)}`"
    if subject is ChangeSubject.ENVIRONMENT:
        words = f"environment {change.name!r} " if change.name else "option `environment` "
        return words + _SENTENCES[change.kind] + (f": {new}" if new else "")
    if subject is ChangeSubject.RESULT and change.fact == "page":
        return f"returns `{new}`, was `{old}`"
    template = (_RECEIVED if received else _SENTENCES).get(change.kind) or _SENTENCES.get(change.kind, "")
    words = own_words(change, old, new) or template.format(old=old, new=new, values=spell_values(change.values))
    if subject is ChangeSubject.RESULT and change.fact:
        words = words.replace("is now", "are now", 1)
    return part_of(change) + words


def part_of(change: Change) -> str:
    """Return the part of the thing that a sentence is about, with a trailing space; empty for the thing itself."""
    if change.subject is ChangeSubject.RESULT:
        return f"the {change.fact or 'result'} "
    is_client = change.subject is ChangeSubject.CLIENT and change.kind is not ChangeKind.RENAMED
    return "" if is_client else _PARTS.get(change.subject, "").format(change.name)


def own_words(change: Change, old: str, new: str) -> str | None:
    """Return the texts of kinds with more than one text."""
    match change.kind:
        case ChangeKind.RENAMED:
            return _RENAMED.get(change.subject, _SENTENCES[change.kind]).format(old=old, new=new)
        case ChangeKind.REMOVED | ChangeKind.ADDED if isinstance(change.new, str):
            return f"{_SENTENCES[change.kind]}: {new}"
        case ChangeKind.TYPE_WIDENED if old == REST:
            return f"is now wider: also `{new.removesuffix(f' | {REST}')}`"
        case ChangeKind.TYPE_NARROWED if new == REST:
            return f"is now narrower: no longer `{old.removesuffix(f' | {REST}')}`"
        case ChangeKind.DEFINITION_CHANGED:
            return f"is now {_DEFINITIONS.get(new, new)}, was {_DEFINITIONS.get(old, old)}"
        case ChangeKind.DEFAULT_CHANGED | ChangeKind.LIMITS_CHANGED | ChangeKind.DISCRIMINATOR_CHANGED:
            return one_sided_words(change, old, new)
        case _:
            return None


def one_sided_words(change: Change, old: str, new: str) -> str:
    """Return the texts of kinds in which one of the two sides may be missing."""
    if change.kind is ChangeKind.DISCRIMINATOR_CHANGED:
        return f"is distinguished by {new}" + (f", was by {old}" if old else "")
    old, new = shortened_text(old), shortened_text(new)
    if change.kind is ChangeKind.LIMITS_CHANGED:
        return f"is limited otherwise: {new} (was: {old or 'no limit'})" if new else f"is limited no more: {old}"
    if change.new is None:
        return f"has no default any more, was {old}"
    return f"is {new} by default, " + ("there was none" if change.old is None else f"was {old}")


def fact_words(change: Change, old: str, new: str) -> str:
    """Return the text for a changed fact about requests and responses."""
    if change.rule == "parameter-option":
        return f"is taken from the option `{new}` of the client where it is absent" if new else "has no option"
    template = FACT_WORDS.get(change.rule) or ("{fact}: {new}, was {old}" if old else "{fact}: {new}")
    empty = {"option-variable": ("none", "no variable")}.get(change.rule, ("", ""))
    return template.format(fact=change.fact, old=old or empty[0], new=new or empty[1])


def error_words(change: Change, old: str, new: str) -> str:
    """Return the text for a changed documented error."""
    if change.kind is ChangeKind.ADDED:
        return f"may now fail with {change.name}"
    if change.kind is ChangeKind.REMOVED:
        return f"is no longer said to fail with {change.name}"
    was, now = (
        f"`{text}`" if isinstance(value, SurfaceType) else text
        for value, text in ((change.old, old), (change.new, new))
    )
    return f"failing with {change.name} it carries {now}, was {was}"


def label_of(change: Change) -> str:
    """Return the change as a text that follows the thing and a colon."""
    received = change.side is ChangeSide.RESPONSE and change.kind in _RECEIVED
    outcome = outcome_of(change)
    if change.kind in _EXACT or received or outcome not in OUTCOME_WORDS:
        return sentence_of(change).removeprefix(part_of(change))
    old, new = texts_of(change)
    label = OUTCOME_WORDS[outcome].format(old=old, new=new)
    if change.kind is ChangeKind.REMOVED and new:
        return f"{label} ({new})"
    return f"new, and {label}: {new}" if change.kind is ChangeKind.REQUIRED_ADDED and new else label


def outcome_of(change: Change) -> str:
    """Return the stable name of a change, whatever the thing."""
    received = change.side is ChangeSide.RESPONSE and change.kind in {ChangeKind.NOW_REQUIRED, ChangeKind.NOW_OPTIONAL}
    if change.kind in TYPE_KINDS or received:
        return "retyped" if change.is_breaking else "widened" if change.kind in _WIDER else "narrowed"
    return _OUTCOMES.get(change.kind, change.kind.value)


def sort_key(change: Change) -> tuple[bool, int, int, str, str, str]:
    """Return the sort key: breaking changes first, then removals, then by name."""
    outcome = outcome_of(change)
    location = _ORDER.index(outcome) if outcome in OUTCOME_WORDS else len(_ORDER)
    key = not change.is_breaking, _SUBJECTS.index(change.subject), location
    return (*key, change.where, change.name, change.client)


def rule_of(change: Change) -> str:
    """Return the stable name of a change, made from its subject and its kind."""
    subject, kind = change.subject, change.kind
    if change.rule:
        return change.rule
    suffix = "type-changed" if kind.value.startswith("type-") else kind.value
    match subject, kind:
        case ((ChangeSubject.PACKAGE | ChangeSubject.CLIENT | ChangeSubject.ERROR_BASE), ChangeKind.RENAMED):
            return "name-changed"
        case ((ChangeSubject.PARAMETER | ChangeSubject.FIELD), ChangeKind.REQUIRED_ADDED):
            return f"required-{subject}-added"
        case _, (ChangeKind.REORDERED | ChangeKind.OVERLOAD_REMOVED):
            return "parameters-reordered" if kind is ChangeKind.REORDERED else kind.value
        case ChangeSubject.TYPE, ChangeKind.MOVED:
            return "type-renamed"
        case ChangeSubject.TYPE, _ if kind in TYPE_KINDS or kind in {
            ChangeKind.DISCRIMINATOR_CHANGED,
            ChangeKind.UNION_REORDERED,
        }:
            return suffix
        case ChangeSubject.OPTION, ChangeKind.REQUIRED_ADDED:
            return "option-added"
        case _:
            words = {ChangeSubject.OPTION: "option", ChangeSubject.BASE: "base", ChangeSubject.EXTRA: "extra"}
            return f"{words.get(subject, subject).replace(' ', '-')}-{suffix}"


def texts_of(change: Change, notation: TypeNotation = TypeNotation.PIPES) -> tuple[str, str]:
    """Return the old and the new state as text; empty if there is none."""
    if isinstance(change.old, SurfaceType) and isinstance(change.new, SurfaceType):
        return contrast_types(change.old, change.new, notation)
    return value_text(change.old, notation), value_text(change.new, notation)


def value_text(value: ChangeValue, notation: TypeNotation) -> str:
    """Return one value as text."""
    return spell_type(value, notation) if isinstance(value, SurfaceType) else value or ""


def shortened_text(text: str) -> str:
    """Return a text in one line, its end cut off if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[: _SHOWN_LENGTH - 1]}…"
