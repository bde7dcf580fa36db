"""Reports the problems of a config, found by pydantic or by our own checks, with their locations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import TypeGuard, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from specloom.api.config.node import UnsupportedKey, known_keys
from specloom.api.config.root import ConfigRoot
from specloom.api.config.spelling import spell_key
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonArray, JsonObject, JsonValue
from specloom.base.pointers import from_tokens, join
from specloom.document.source import SourceFile

_ROUNDS = 50
_QUOTED = re.compile(r"'([^']*)'")
_BY_LANGUAGE = frozenset(("skip", "only", "deprecated", "skip_test_reason"))
LANGUAGES = (
    *("node", "typescript", "python", "go", "java", "kotlin", "ruby", "terraform", "cli"),
    *("php", "csharp", "http", "openapi", "sql", "mcp", "rust", "swift"),
)
"""Every language that a key may name; only Python's have an effect."""

FindLocation = Callable[[str], SourceLocation]


def validate_config(source: SourceFile, diagnostics: Diagnostics) -> ConfigRoot:
    """Return the usable part of the config; everything else becomes a diagnostic, all in one run."""
    value = deepcopy(source.root) if source.root is not None else {}
    if not isinstance(value, dict):
        diagnostics.error("config-shape", "the config is not a mapping", location=source.location_of(""))
        return ConfigRoot()
    removed: set[tuple[int | str, ...]] = set()
    for _ in range(_ROUNDS):
        try:
            root = ConfigRoot.model_validate(value)
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False)
            for detail in details:
                if detail["type"] != "missing" or detail["loc"] not in removed:
                    _report_error(detail, source, diagnostics)
            removed.update(detail["loc"] for detail in details)
            _remove_all(value, [detail["loc"] for detail in details])
        else:
            _name_unsupported(root, value, "", source.location_of, diagnostics)
            return root
    return ConfigRoot()


def _report_error(detail: ErrorDetails, source: SourceFile, diagnostics: Diagnostics) -> None:
    location = source.location_of(from_tokens(key for _, key in _steps_to_value(source.root, detail["loc"])))
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    if detail["type"] == "extra_forbidden":
        siblings = _known_keys_at(detail["loc"])
        if spell_key(dict.fromkeys(siblings), key) is not None:
            message = f"the key `{key}` is also written in another spelling here; that one is used"
            diagnostics.warning("config-key-twice", message, location=location)
            return
        hint = diagnostics.suggestions.hint(key, siblings)
        diagnostics.warning(
            "config-unknown-key",
            f"the key `{key}` is unknown here; it has no effect",
            location=location,
            hint=hint,
        )
        return
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    if detail["type"] == "missing":
        message = f"the key `{key}` is missing"
    message = f"{_pointer_of_error(detail['loc'])}: {message[:1].lower()}{message[1:]}"
    diagnostics.error("config-value", message, location=location, hint=_value_hint(detail, diagnostics))


def _value_hint(detail: ErrorDetails, diagnostics: Diagnostics) -> str | None:
    """Return the hint with the nearest allowed value, if the allowed values are listed."""
    given: object = detail["input"]
    if detail["type"] not in ("literal_error", "enum") or not isinstance(given, str):
        return None
    return diagnostics.suggestions.hint(given, _QUOTED.findall(detail["msg"]))


def _pointer_of_error(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) or "the config"


def _known_keys_at(loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are allowed beside the one at `loc`."""
    model: type[BaseModel] | None = ConfigRoot
    for token in loc[:-1]:
        inner = known_keys(model).get(str(token)) if model is not None else None
        if inner is not None:
            model = _model_of(inner)
    return sorted(known_keys(model)) if model is not None else []


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model that values of `field` are made of, through unions, lists and mappings."""
    pending: list[object] = [field.annotation]
    while pending:
        item = pending.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            return item
        pending.extend(get_args(item))
    return None


def _remove_all(value: JsonValue, locs: list[tuple[int | str, ...]]) -> None:
    """Remove the value at each of `locs`, or its nearest existing parent."""
    all_steps = [_steps_to_value(value, loc) for loc in locs]
    ends = {(id(steps[-1][0]), steps[-1][1]): steps[-1] for steps in all_steps if steps}
    for holder, at in sorted(ends.values(), key=lambda end: str(end[1]).zfill(9), reverse=True):
        if isinstance(holder, dict):
            holder.pop(str(at), None)
        elif isinstance(at, int) and at < len(holder):
            del holder[at]


def _steps_to_value(value: JsonValue, loc: tuple[int | str, ...]) -> list[tuple[JsonObject | JsonArray, str | int]]:
    """Return the steps (holder, key) to the value at `loc`, without those that only pydantic knows."""
    steps: list[tuple[JsonObject | JsonArray, str | int]] = []
    for token in loc:
        if isinstance(value, dict) and (key := spell_key(value, str(token))) is not None:
            steps.append((value, key))
            value = value[key]
        elif isinstance(value, list) and isinstance(token, int) and token < len(value):
            steps.append((value, token))
            value = value[token]
    return steps


def _name_unsupported(
    node: object, raw: JsonValue, pointer: str, find_location: FindLocation, diagnostics: Diagnostics
) -> None:
    """Warn of each key that is known, given, and without effect."""
    if isinstance(node, BaseModel):
        for key, field, value in _given_fields(node, raw):
            mark = next((item for item in field.metadata if isinstance(item, UnsupportedKey)), None)
            at = join(pointer, key)
            if mark is not None and value not in mark.idle:
                message = f"the key `{key}` is known but not supported; it has no effect"
                diagnostics.warning("config-unsupported-key", message, location=find_location(at), hint=mark.hint)
            if key in _BY_LANGUAGE:
                _name_languages(value, at, find_location, diagnostics)
            inner = raw.get(key) if isinstance(raw, dict) else None
            _name_unsupported(value, inner, at, find_location, diagnostics)
    elif isinstance(raw, dict) and _is_mapping(node):
        for key, value in raw.items():
            _name_unsupported(node.get(key), value, join(pointer, key), find_location, diagnostics)
    elif isinstance(raw, list) and _is_list(node):
        for index, value in enumerate(raw[: len(node)]):
            _name_unsupported(node[index], value, join(pointer, index), find_location, diagnostics)


def _name_languages(value: object, pointer: str, find_location: FindLocation, diagnostics: Diagnostics) -> None:
    """Warn of each unknown language."""
    words = [*value] if _is_list(value) or _is_mapping(value) else []
    for index, word in enumerate(words):
        if isinstance(word, str) and word not in LANGUAGES:
            at = join(pointer, index if _is_list(value) else word)
            message = f"`{word}` is not a known language; it has no effect"
            hint = diagnostics.suggestions.hint(word, LANGUAGES)
            diagnostics.warning("config-unknown-language", message, location=find_location(at), hint=hint)


def _is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _given_fields(node: BaseModel, raw: JsonValue) -> Iterator[tuple[str, FieldInfo, object]]:
    keys = known_keys(type(node))
    for key in raw if isinstance(raw, dict) else ():
        normal = key if key in keys else spell_key(dict.fromkeys(keys), key)
        if normal is not None:
            field = keys[normal]
            name = next(name for name, info in type(node).model_fields.items() if info is field)
            yield key, field, getattr(node, name)
