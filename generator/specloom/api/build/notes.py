"""Builds what only a reference shows: permissions, badges, code samples, tags, links to further documentation."""

from __future__ import annotations

from specloom.api.ir import CodeSample, ExternalDocs, OperationNotes, Tag
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings_in

_PERMISSIONS = "x-api-token-group"
_SAMPLES = ("x-codeSamples", "x-code-samples")
_STABILITY = ("x-stability-level", "x-stability", "x-badges")
_STABLE = "stable"


def operation_notes(raw: JsonObject) -> OperationNotes:
    """Return the notes of one operation."""
    return OperationNotes(
        permissions=tuple(dict.fromkeys(_texts_in(raw.get(_PERMISSIONS)))),
        badges=tuple(dict.fromkeys(word for key in _STABILITY for word in _badges_in(raw.get(key)))),
        code_samples=tuple(sample for key in _SAMPLES for sample in _code_samples(raw.get(key))),
        external_docs=external_docs(raw.get("externalDocs")),
    )


def external_docs(value: JsonValue) -> ExternalDocs | None:
    """Return the link of an `externalDocs` object, if it has a URL."""
    docs = as_object(value)
    url = as_str(docs.get("url"))
    return ExternalDocs(url, as_str(docs.get("description"))) if url else None


def tags_of(document: JsonObject) -> tuple[Tag, ...]:
    """Return the tags that the document describes, in its order."""
    found: dict[str, Tag] = {}
    for item in map(as_object, as_array(document.get("tags"))):
        name = as_str(item.get("name"))
        if name:
            found.setdefault(name, Tag(name, as_str(item.get("description")), external_docs(item.get("externalDocs"))))
    return tuple(found.values())


def _texts_in(value: JsonValue) -> list[str]:
    return [value] if isinstance(value, str) else strings_in(value)


def _badges_in(value: JsonValue) -> list[str]:
    """Return badges: words, or objects with a name or a label. What is stable needs no badge."""
    if isinstance(value, str):
        return [] if value.lower() == _STABLE else [value]
    objects = map(as_object, as_array(value))
    named = [as_str(item.get("name")) or as_str(item.get("label")) for item in objects]
    return [*strings_in(value), *(name for name in named if name)]


def _code_samples(value: JsonValue) -> list[CodeSample]:
    samples = map(as_object, as_array(value))
    return [
        CodeSample(as_str(sample.get("lang")) or "", source, as_str(sample.get("label")))
        for sample in samples
        if (source := as_str(sample.get("source")))
    ]
