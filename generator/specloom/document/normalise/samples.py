"""Checks examples and defaults against their schemas, in one pass of the validator."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import jsonschema_rs

from specloom.base import pointers
from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array, as_object, as_str, kind_name
from specloom.base.records import dataclass
from specloom.document.checks.finding import Finding
from specloom.document.grammar import ObjectKind
from specloom.document.normalise.canonical import CanonicalDocument
from specloom.document.normalise.refs import SCHEMA_PREFIX
from specloom.document.normalise.walk import of_kinds
from specloom.document.siblings import is_annotation

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHOWN = 160
_HOLDERS = (ObjectKind.PARAMETER, ObjectKind.HEADER, ObjectKind.MEDIA_TYPE, ObjectKind.HEADER_MEDIA_TYPE)


@dataclass(frozen=True, slots=True)
class _Sample:
    """A value that its schema should allow. ``holder`` and ``tokens`` are its location."""

    rule: str
    schema: JsonObject
    value: JsonValue
    holder: JsonObject
    tokens: tuple[str | int, ...]


def sample_findings(canonical: CanonicalDocument) -> Iterator[Finding]:
    """Yield the examples and defaults that don't match their schemas, one finding each."""
    named = as_object(canonical.document.get("components")).get("schemas", {})
    samples = [sample for sample in _samples_in(canonical.document) if sample.value is not None]
    for sample, message in _mismatched_samples(samples, named):
        location = canonical.origin.recorded_origin(sample.holder)
        if location is not None:
            sample_location = canonical.origin.origin_below(location, _sample_tokens(canonical, sample))
            what = "default" if sample.rule == "default-mismatch" else "example"
            hint = "correct the example, or the schema if the example is right"
            yield Finding(sample.rule, f"the {what} does not match its schema: {message}", sample_location, hint)


def without_misfits(root: JsonObject) -> JsonObject:
    """Return a copy of a canonical document without the examples that don't match their schemas, formats included."""
    copy = deepcopy(root)
    named = as_object(copy.get("components")).get("schemas", {})
    samples = [sample for sample in _samples_in(copy) if sample.value is not None and sample.rule == "example-mismatch"]
    wrong = [sample for sample, _ in _mismatched_samples(samples, named, formats=True)]
    for sample in wrong:
        sample.holder.pop(str(sample.tokens[0]), None)
    return copy


def _sample_tokens(canonical: CanonicalDocument, sample: _Sample) -> tuple[str | int, ...]:
    """Return the tokens of a sample in the source, where ``example`` may be the source of the first of ``examples``."""
    location = canonical.origin.recorded_origin(sample.holder)
    if sample.tokens == ("examples", 0) and location is not None:
        alternative = canonical.origin.origin_below(location, ("example",))
        if alternative.pointer.endswith("/example"):
            return ("example",)
    return sample.tokens


def _samples_in(root: JsonObject) -> Iterator[_Sample]:
    for holder in of_kinds(root, *_HOLDERS, ObjectKind.SCHEMA):
        schema = holder.get("schema")
        if isinstance(schema, dict) and ("example" in holder or "examples" in holder):
            if "example" in holder:
                yield _Sample("example-mismatch", schema, holder["example"], holder, ("example",))
            for name, example in as_object(holder.get("examples")).items():
                key = next((key for key in ("value", "dataValue") if key in as_object(example)), None)
                if isinstance(example, dict) and key is not None:
                    yield _Sample("example-mismatch", schema, example[key], holder, ("examples", name, key))
        elif "schema" not in holder:
            for number, value in enumerate(as_array(holder.get("examples"))):
                yield _Sample("example-mismatch", holder, value, holder, ("examples", number))
            if "default" in holder:
                yield _Sample("default-mismatch", holder, holder["default"], holder, ("default",))


def _mismatched_samples(
    samples: list[_Sample], named: JsonValue, *, formats: bool = False
) -> Iterator[tuple[_Sample, str]]:
    """Yield samples that don't match, with the reason. Samples of invalid schemas are skipped."""
    needed = [sample for sample in samples if formats or not _is_evidently_valid(sample)]
    named = _reachable_components([sample.schema for sample in needed], as_object(named))
    stack = [needed] if needed else []
    while stack:
        part = stack.pop()
        try:
            yield from _validation_errors(part, named, formats=formats)
        except (ValueError, jsonschema_rs.ReferencingError):
            if len(part) > 1:
                middle = len(part) // 2
                stack += [part[middle:], part[:middle]]


def _reachable_components(schemas: JsonArray, named: JsonObject) -> JsonObject:
    """Return the components to which `schemas` refer, also through others: a validator copies all that it is given."""
    found: set[str] = set()
    stack: JsonArray = [*schemas]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            stack += value.values()
            key = pointers.unescape((as_str(value.get("$ref")) or "").removeprefix(SCHEMA_PREFIX))
            if key in named and key not in found:
                found.add(key)
                stack.append(named[key])
    return {key: schema for key, schema in named.items() if key in found}


def _is_evidently_valid(sample: _Sample) -> bool:
    """Return whether a schema asks for nothing but the type that the value has."""
    schema = sample.schema
    return schema.get("type") == kind_name(sample.value) and all(
        key in ("type", "format") or is_annotation(key) for key in schema
    )


def _validation_errors(samples: list[_Sample], named: JsonValue, *, formats: bool) -> Iterator[tuple[_Sample, str]]:
    """Yield what one validator finds, which is freed with the end of this function."""
    schemas: JsonArray = [sample.schema for sample in samples]
    whole: JsonObject = {"$schema": _DIALECT, "prefixItems": schemas, "components": {"schemas": named}}
    validator = jsonschema_rs.validator_for(whole, offline=True, mask="it", validate_formats=formats)
    seen: set[int] = set()
    for error in validator.iter_errors([sample.value for sample in samples]):
        number = error.instance_path[0] if error.instance_path else None
        if isinstance(number, int) and number not in seen:
            seen.add(number)
            where = pointers.from_tokens(error.instance_path[1:])
            message = _mismatch_message(error)
            yield samples[number], f"{message}, at {where}" if where else message


def _mismatch_message(error: jsonschema_rs.ValidationError) -> str:
    kinds = jsonschema_rs.ValidationErrorKind
    if isinstance(error.kind, kinds.OneOfNotValid | kinds.AnyOf):
        return "it matches none of the alternatives"
    if isinstance(error.kind, kinds.OneOfMultipleValid):
        return "it matches more than one of the alternatives"
    return error.message if len(error.message) <= _SHOWN else error.message[:_SHOWN] + "..."
