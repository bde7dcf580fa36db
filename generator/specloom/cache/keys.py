"""Cache keys: digests of everything that decides a result, derived from the fields of `Options`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast

from specloom.base.json import JsonObject, JsonValue
from specloom.cache.code_identity import file_digest
from specloom.output.manifest import sha256_hex
from specloom.pipeline.caching import CacheKeys
from specloom.pipeline.options import Options

IRRELEVANT = {
    "out": "the result doesn't depend on the directory that receives it",
    "jobs": "the number of processes doesn't change what they make",
    "cache": "it decides whether there is a key at all",
    "network": "results of documents from the network are not cached",
    "site": "the package doesn't depend on its reference site",
    "custom_code_budget": "the result doesn't depend on what was edited",
    "templates": "their content is part of the code identity",
}
"""The fields of `Options` that don't decide the result, each with the reason. All other fields are in the key."""

INPUTS = {
    "spec": "its content is in the plan",
    "root": "it is about finding files of the document",
    "overlays": "their content is in the plan",
    "config": "its content is in the plan",
    "copies": "their content is in the plan",
    "package": "the name is in the plan",
    "published": "the version is in the plan",
}
"""Fields that decide what is planned. The key of a text that is printed from a part of a plan contains all others."""


def printing_key(options: Options, code_identity: str) -> str:
    """Return the digest of the code and of each option that may decide how a plan is printed."""
    found = {name: value for name, value in _relevant_fields(options) if name not in INPUTS}
    return _digest_of({"identity": code_identity, **found})


def keys_of(options: Options, code_identity: str) -> CacheKeys | None:
    """Return the keys for a run with `options`; None if the document is no local file, or an input can't be read.

    `code_identity` is the digest of the code, templates and libraries in use.
    """
    spec = Path(options.spec)
    known = file_digest(spec) if spec.is_file() else None
    if known is None or not _are_readable(options):
        return None
    relevant: JsonObject = {"identity": code_identity, **dict(_relevant_fields(options))}
    result: JsonObject = {**relevant, "spec": [options.spec, known]}
    inputs: JsonObject = {**relevant, "spec": [str(spec.resolve())]}
    return CacheKeys(_digest_of(result), _digest_of(inputs))


def _are_readable(options: Options) -> bool:
    """Tell whether config and overlays can be read within the limits: without their digests there is no key."""
    paths = [*options.overlays, *([] if options.config is None else [options.config])]
    return all(file_digest(path) is not None for path in paths)


def _relevant_fields(options: Options) -> Iterator[tuple[str, JsonValue]]:
    """Yield the fields that decide the result as JSON: files with their digests, everything else by value."""
    for field in fields(options):
        if field.name not in IRRELEVANT:
            yield field.name, _as_json(getattr(options, field.name))


def _as_json(value: object) -> JsonValue:
    """Return the value of a field as JSON.

    Raises:
        TypeError: the type of the field has no rule here, so that a key can't leave it out in silence.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Path):
        return [str(value), file_digest(value) if value.is_file() else None]
    if isinstance(value, tuple):
        return [_as_json(item) for item in cast("tuple[object, ...]", value)]
    if is_dataclass(value) and not isinstance(value, type):
        return [_as_json(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(f"no rule for {type(value).__name__} in a cache key")


def _digest_of(key: JsonValue) -> str:
    return sha256_hex(json.dumps(key, sort_keys=True).encode())
