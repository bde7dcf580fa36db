"""Applies the config's `openapi.transforms`, changes of the document before generation."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from specloom.api.build.room import TransformBudget, TransformTooLargeError
from specloom.api.config import SdkConfig
from specloom.api.config.root import Transform
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array, as_object, as_str, strings_in
from specloom.base.pointers import child, join
from specloom.base.records import dataclass
from specloom.document.nodes import JsonPathError, Tokens, removal_order
from specloom.document.nodes import find_pointers as locations_of

_LAST_STEP = re.compile(r"""(\$.*?)(?:\.([\w$-]+)|\[["']([^"']+)["']\])""")
"""A JSONPath that ends in a member's name, plain or quoted in brackets."""


@dataclass(frozen=True, slots=True)
class _TargetMatch:
    """One match of a target: the value, its parent, and its key there."""

    value: JsonValue
    holder: JsonObject | JsonArray | None
    key: str | int


@dataclass(frozen=True, slots=True)
class _TransformRun:
    """The state that all transforms share: the diagnostics, and how much they may still add."""

    diagnostics: Diagnostics
    room: TransformBudget


def transformed(document: JsonObject, config: SdkConfig, diagnostics: Diagnostics) -> JsonObject:
    """Return `document` with the config's transforms applied in order; the input is not changed."""
    transforms = config.root.openapi.transforms
    if not transforms:
        return document
    result = deepcopy(document)
    work = _TransformRun(diagnostics, TransformBudget())
    for index, transform in enumerate(transforms):
        pointer = join("/openapi/transforms", index)
        try:
            _apply_transform(result, transform, config.location_of(pointer), work)
        except TransformTooLargeError:
            message = f"the transform `{transform.command}` makes the document too large or too deep"
            hint = "write a more specific target"
            diagnostics.error("config-transform-size", message, location=config.location_of(pointer), hint=hint)
            break
    return result


def _apply_transform(document: JsonObject, transform: Transform, location: SourceLocation, work: _TransformRun) -> None:
    command = _COMMANDS.get(transform.command)
    copies = transform.command in ("copy", "move")
    if command is None and not copies:
        message = f"the transform `{transform.command}` is unknown; it has no effect"
        hint = work.diagnostics.suggestions.hint(transform.command, [*_COMMANDS, "copy", "move"])
        work.diagnostics.warning("config-unknown-transform", message, location=location, hint=hint)
        return
    given = transform.args.get("from" if copies else "target")
    if not all(isinstance(item, str) for item in (given if isinstance(given, list) else [given or ""])):
        message = f"a target of the transform `{transform.command}` is not a string; such targets are not supported"
        work.diagnostics.warning("config-transform-idle", message, location=location, hint="write JSONPaths")
    targets = _target_paths(given, transform.args)
    locations = [
        tokens for target in targets for tokens in _target_pointers(document, target, location, work.diagnostics)
    ]
    matches = [_match_at(document, tokens) for tokens in removal_order(dict.fromkeys(locations))]
    if command is not None:
        work.room.bring(transform.args.get("value", transform.args.get("object")), locations)
        if transform.args.get("template") is True:
            work.room.fill(transform.args.get("value"), (match.value for match in matches))
        command(matches, transform.args)
    elif matches:
        _set_at(document, matches[-1].value, transform.args, location, work)
        if transform.command == "move":
            _remove_keys(matches, {})


def _target_paths(given: JsonValue, args: JsonObject) -> list[str]:
    """Return the JSONPaths of a transform; without a target it applies to the whole document."""
    only = [path for path in strings_in(as_object(args.get("filter")).get("only")) if path.startswith("$")]
    if given is None:
        return only or ["$..*"]
    return [given] if isinstance(given, str) else strings_in(given)


def _target_pointers(
    document: JsonObject, target: str, location: SourceLocation, diagnostics: Diagnostics
) -> list[Tokens]:
    """Return the pointers that a target matches; report a target that matches nothing."""
    try:
        found = locations_of(target, document)
    except JsonPathError as error:
        diagnostics.error("config-jsonpath", f"`{target[:120]}` {error}", location=location)
        return []
    if not found:
        diagnostics.warning("config-transform-idle", f"`{target}` matches nothing in the document", location=location)
    return found


def _match_at(document: JsonObject, tokens: Tokens) -> _TargetMatch:
    """Return the match at a pointer that is known to exist."""
    holder: JsonValue = None
    value: JsonValue = document
    for token in tokens:
        holder, value = value, child(value, str(token))
    return _TargetMatch(value, holder if isinstance(holder, (dict, list)) else None, tokens[-1] if tokens else "")


def _set_at(
    document: JsonObject, value: JsonValue, args: JsonObject, location: SourceLocation, work: _TransformRun
) -> None:
    """Set `value` at each match of `to`; the member need not exist, its parent must."""
    given = args.get("to")
    for path in [given] if isinstance(given, str) else strings_in(given):
        steps = _LAST_STEP.fullmatch(path)
        if steps is None:
            message = f"`{path[:120]}` matches nothing that can hold the value"
            work.diagnostics.error("config-jsonpath", message, location=location)
            continue
        locations = _target_pointers(document, steps[1], location, work.diagnostics)
        work.room.bring(value, locations)
        brought = deepcopy(value)  # which may contain one of the targets
        for tokens in locations:
            holder = _match_at(document, tokens).value
            if isinstance(holder, dict):
                holder[steps[2] or steps[3]] = deepcopy(brought)


def _remove_keys(matches: list[_TargetMatch], args: JsonObject) -> None:
    keys = [as_str(args.get("keys"))] if isinstance(args.get("keys"), str) else strings_in(args.get("keys"))
    for match in matches:
        if keys and isinstance(match.value, dict):
            for key in keys:
                match.value.pop(key or "", None)
        elif keys and isinstance(match.value, list):
            match.value[:] = [item for item in match.value if item not in keys]
        elif isinstance(match.holder, dict):
            match.holder.pop(str(match.key), None)
        elif isinstance(match.holder, list) and isinstance(match.key, int):
            del match.holder[match.key]


def _merge_values(matches: list[_TargetMatch], args: JsonObject) -> None:
    for value in _transform_values(args):
        for match in matches:
            if isinstance(match.value, dict) and isinstance(value, dict):
                _deep_merge(match.value, value)
            elif isinstance(match.value, list):
                match.value.extend(deepcopy(value if isinstance(value, list) else [value]))
            else:
                _set_value(match, value)


def _transform_values(args: JsonObject) -> list[JsonValue]:
    given = args.get("value", args.get("object"))
    return [] if given is None else [given]


def _deep_merge(target: JsonObject, value: JsonObject) -> None:
    for key, item in value.items():
        old = target.get(key)
        if isinstance(old, dict) and isinstance(item, dict):
            _deep_merge(old, item)
        else:
            target[key] = deepcopy(item)


def _replace_references(matches: list[_TargetMatch], args: JsonObject) -> None:
    for match in matches:
        for value in _transform_values(args):
            template = args.get("template") is True and isinstance(value, str) and isinstance(match.value, str)
            _set_value(match, str(value).replace("{{value}}", str(match.value)) if template else value)


def _replace_properties(matches: list[_TargetMatch], args: JsonObject) -> None:
    """Set the members in `value` on every match that `filter.only` selects; JSONPaths there mean whole values."""
    names = strings_in(as_object(args.get("filter")).get("only")) or None
    if names is not None and all(name.startswith("$") for name in names):
        _replace_references(matches, args)
        return
    for match in matches:
        if isinstance(match.value, dict):
            for key, item in as_object(args.get("value")).items():
                if names is None or key in names or any(name in match.value for name in names):
                    match.value[key] = deepcopy(item)


def _set_value(match: _TargetMatch, value: JsonValue) -> None:
    if isinstance(match.holder, dict):
        match.holder[str(match.key)] = deepcopy(value)
    elif isinstance(match.holder, list) and isinstance(match.key, int):
        match.holder[match.key] = deepcopy(value)


def _rename_keys(matches: list[_TargetMatch], args: JsonObject) -> None:
    names = as_object(args.get("rename") or args.get("keys"))
    for match in matches:
        if isinstance(match.value, dict):
            renamed = {as_str(names.get(key)) or key: item for key, item in match.value.items()}
            match.value.clear()
            match.value.update(renamed)


def _one_of_to_any_of(matches: list[_TargetMatch], args: JsonObject) -> None:
    del args
    for match in matches:
        value = match.value
        if isinstance(value, dict) and isinstance(value.get("oneOf"), list):
            value["anyOf"] = [*as_array(value.get("anyOf")), *as_array(value.pop("oneOf"))]


_COMMANDS: dict[str, Callable[[list[_TargetMatch], JsonObject], None]] = {
    "remove": _remove_keys,
    "merge": _merge_values,
    "mergeObject": _merge_values,
    "append": _merge_values,
    "update": _replace_references,
    "replace": _replace_references,
    "replaceProperties": _replace_properties,
    "renameKeys": _rename_keys,
    "oneOfToAnyOf": _one_of_to_any_of,
}
