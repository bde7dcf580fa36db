"""OpenAPI Overlay 1.0 to 1.2: changes that are made to a document before anything else.

Loaded only if there are overlays, because the JSONPath library is slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from specloom.base import pointers
from specloom.base.diagnostics import Diagnostic, Diagnostics
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from specloom.base.records import dataclass
from specloom.document.limits import LoadOptions, measure_value
from specloom.document.nodes import JsonPathError, explain_no_match, find_pointers, removal_order
from specloom.document.source import SourceFile
from specloom.document.traced import MisfitError, TracedData, ValueOrigin, kind_of

_VERSION = re.compile(r"(1\.[0-2])(?:\.\d+)?")
_KEYS = frozenset(["overlay", "info", "extends", "actions"])
_ACTION_KEYS = frozenset(["target", "description", "update", "remove", "copy"])
_EFFECTS = ("remove", "update", "copy")
_SHARED = "/components/actions/"
"""The location of actions that others refer to (1.2)."""


@dataclass(frozen=True, slots=True)
class OverlaidDocument:
    """A document with its overlays applied, and their findings."""

    file: SourceFile
    findings: tuple[Diagnostic, ...]


def apply_overlays(base: SourceFile, overlays: Sequence[SourceFile], options: LoadOptions) -> OverlaidDocument:
    """Return the main file ``base`` with ``overlays`` applied in order. Raises ``UserError`` if one is at fault.

    Values that an overlay adds have their locations in the overlay.
    """
    found = Diagnostics()
    traced = TracedData(base)
    work = _OverlayRun(traced, found, options)
    for overlay in overlays:
        for number in _action_numbers(overlay, found):
            work.apply_action(ValueOrigin(overlay, pointers.join("/actions", number)))
    found.raise_errors()
    has_ids = any(file.has_ids for file in (base, *overlays))
    file = replace(base, root=traced.root, has_ids=has_ids, locate=traced.location_of)
    return OverlaidDocument(file, tuple(found))


def _action_numbers(overlay: SourceFile, found: Diagnostics) -> range:
    """Return the numbers of the actions of an overlay; faults around them are reported."""
    root = as_object(overlay.root)
    version = root.get("overlay")
    if version is None:
        hint = "begin it with `overlay: 1.0.0`"
        found.error(
            "overlay-version",
            "this is not an overlay: it has no key `overlay`",
            location=overlay.location_of(""),
            hint=hint,
        )
        return range(0)
    if not _VERSION.fullmatch(str(version)):
        message = f"version {str(version)[:40]!r} of overlays is not supported"
        found.error("overlay-version", message, location=overlay.location_of("/overlay"), hint="use 1.0, 1.1 or 1.2")
        return range(0)
    for key in ("title", "version"):
        if not isinstance(as_object(root.get("info")).get(key), str):
            message = f"the overlay has no `{key}` in its `info`"
            found.warning("overlay-info", message, location=overlay.location_of("/info"), hint=f"add `{key}`")
    known = _KEYS | {"$self", "components"} if _overlay_version(overlay) == "1.2" else _KEYS
    for key in root:
        if key not in known and not key.startswith("x-"):
            location = overlay.location_of(pointers.join("", key))
            found.warning(
                "overlay-key", f"the key `{key[:60]}` of an overlay is not known and is ignored", location=location
            )
    actions = root.get("actions")
    if not isinstance(actions, list) or not actions:
        found.error(
            "overlay-actions", "the overlay lists no actions", location=overlay.location_of("/actions"), hint="add some"
        )
    return range(len(as_array(actions)))


def _overlay_version(overlay: SourceFile) -> str:
    """Return the first two numbers of the version of an overlay."""
    found = _VERSION.match(str(as_object(overlay.root).get("overlay")))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class _OverlayAction:
    """What to do, and the location of each part: in the action itself or in one that it refers to."""

    at: ValueOrigin
    target: str
    parts: dict[str, tuple[JsonValue, ValueOrigin]]
    """The members ``remove``, ``update`` and ``copy``, as far as they exist."""


class _OverlayRun:
    """Applies actions to one document."""

    def __init__(self, traced: TracedData, found: Diagnostics, options: LoadOptions) -> None:
        self._traced = traced
        self._found = found
        self._options = options
        self._room = options.nodes_left

    def apply_action(self, at: ValueOrigin) -> None:
        """Apply one action, or report what is wrong with it."""
        action = self._read_action(at)
        effect = self._action_effect(action) if action is not None else None
        if action is None or effect is None:
            return
        locations = self._target_pointers(action.target, at.origin_at("target"))
        if locations == []:
            message = f"`{action.target[:120]}` selects nothing in the document; the action has no effect"
            hint = explain_no_match(action.target, self._traced.root, self._found.suggestions)
            hint = hint or "correct the JSONPath, or remove the action"
            self._add_warning("overlay-idle", message, at.origin_at("target"), hint)
        if not locations or (effect != "remove" and self._are_mixed(locations, at)):
            return
        change = self._changed_value(effect, *action.parts[effect])
        if change is None:
            return
        value, origin = change
        blamed = action.parts[effect][1] if effect == "copy" else None
        for tokens in removal_order(locations) if effect == "remove" else locations:
            try:
                if not self._apply_at(tokens, value, origin, at):
                    return
            except MisfitError as misfit:
                message = f"{misfit.given} can't be merged with {misfit.there} in the document"
                hint = "to replace it, `remove` it in an earlier action"
                self._add_error("overlay-update", message, blamed or misfit.origin, hint)
                return

    def _read_action(self, at: ValueOrigin) -> _OverlayAction | None:
        """Return the action at a location, merged with the one that it refers to; ``None`` if it is at fault."""
        action = as_object(pointers.resolve(at.file.root, at.pointer))
        target = as_str(action.get("target"))
        if target is None:
            self._add_error("overlay-action", "an action needs a `target`, a JSONPath", at)
            return None
        refers = "$ref" in action and _overlay_version(at.file) == "1.2"
        self._check_keys(action, at, _ACTION_KEYS | {"$ref"} if refers else _ACTION_KEYS)
        parts = {key: (action[key], at.origin_at(key)) for key in _EFFECTS if key in action}
        if refers and not parts:
            pointer = pointers.from_fragment(as_str(action["$ref"]) or "")
            shared = ValueOrigin(at.file, pointers.join(pointer, "fields"))
            try:
                if not pointer.startswith(_SHARED):
                    raise LookupError
                fields = as_object(pointers.resolve(at.file.root, shared.pointer))
            except LookupError:
                message, hint = "it does not exist among the actions of this overlay", f"write `#{_SHARED}NAME`"
                self._add_error("overlay-ref", message, at.origin_at("$ref"), hint)
                return None
            self._check_keys(fields, shared, _ACTION_KEYS - {"target"})
            parts = {key: (fields[key], shared.origin_at(key)) for key in _EFFECTS if key in fields}
        return _OverlayAction(at, target, parts)

    def _check_keys(self, action: JsonObject, at: ValueOrigin, known: frozenset[str]) -> None:
        for key in action:
            if key not in known and not key.startswith("x-"):
                self._add_warning("overlay-key", f"the key `{key[:60]}` of an action is not known", at.origin_at(key))

    def _action_effect(self, action: _OverlayAction) -> str | None:
        """Return the effect of an action, ``None`` if it has none; none or several are reported."""
        remove, location = action.parts.get("remove", (False, action.at))
        if not isinstance(remove, bool):
            self._add_error("overlay-action", "`remove` must be true or false", location)
            return None
        effects = [key for key in action.parts if key != "remove" or remove]
        if not effects:
            message = "the action has no `update`, `remove: true` or `copy`, so it has no effect"
            self._add_warning("overlay-action", message, action.at)
        elif len(effects) > 1:
            message = (
                f"an action can have only one effect: `{effects[0]}` is used, {' and '.join(effects[1:])} is ignored"
            )
            self._add_warning("overlay-action", message, action.at)
        return effects[0] if effects else None

    def _target_pointers(self, path: str, at: ValueOrigin) -> list[tuple[str | int, ...]] | None:
        """Return the pointers that a JSONPath selects in the document, in its order; ``None`` if it is invalid."""
        try:
            return find_pointers(path, self._traced.root)
        except JsonPathError as error:
            self._add_error("overlay-jsonpath", f"`{path[:120]}` {error}", at)
            return None

    def _are_mixed(self, locations: list[tuple[str | int, ...]], at: ValueOrigin) -> bool:
        """Report locations that contain values of different kinds: no change fits all of them."""
        kinds = sorted({kind_of(self._traced.value_at(tokens)) for tokens in locations})
        if len(kinds) > 1:
            message = f"the JSONPath selects {' and '.join(kinds)}, but an action changes values of one kind"
            self._add_error(
                "overlay-target",
                message,
                at.origin_at("target"),
                "make it more specific, or write several actions",
            )
        return len(kinds) > 1

    def _changed_value(
        self, effect: str, given: JsonValue, here: ValueOrigin
    ) -> tuple[JsonValue, ValueOrigin | None] | None:
        """Return the new value of an action with its origin (none: it removes), ``None`` if it is at fault."""
        if effect == "remove":
            return None, None
        if effect == "update":
            return given, here
        if _overlay_version(here.file) == "1.0":
            self._add_error(
                "overlay-version", "`copy` requires version 1.1 of overlays", here, "write `overlay: 1.1.0`"
            )
            return None
        if not isinstance(given, str):
            self._add_error("overlay-action", "`copy` must be a JSONPath", here)
            return None
        sources = self._target_pointers(given, here)
        if sources is None:
            return None
        if len(sources) != 1:
            message = f"`copy` must select one value of the document, not {len(sources) or 'none'}"
            hint = None if sources else explain_no_match(given, self._traced.root, self._found.suggestions)
            self._add_error("overlay-copy", message, here, hint)
            return None
        return self._traced.copy_at(sources[0]), self._traced.origin_at(sources[0])

    def _apply_at(
        self, tokens: tuple[str | int, ...], value: JsonValue, origin: ValueOrigin | None, at: ValueOrigin
    ) -> bool:
        """Change one location; return whether to continue. Raises ``MisfitError``."""
        try:
            if origin is not None:
                nodes, depth = measure_value(value)
                self._room -= nodes
                if self._room < 0 or depth + len(tokens) > self._options.max_depth:
                    self._add_error("too-large", "the action makes the document too large or too deep", at)
                    return False
                self._traced.merge_at(tokens, value, origin)
            elif tokens:
                self._traced.remove_at(tokens)
            else:
                self._add_error("overlay-remove", "the root of the document can't be removed", at.origin_at("target"))
                return False
        except (KeyError, IndexError):  # an earlier match of the same action has removed it
            return True
        return True

    def _add_warning(self, code: str, message: str, at: ValueOrigin, hint: str | None = None) -> None:
        self._found.warning(code, message, location=at.file.location_of(at.pointer), hint=hint)

    def _add_error(self, code: str, message: str, at: ValueOrigin, hint: str | None = None) -> None:
        self._found.error(code, message, location=at.file.location_of(at.pointer), hint=hint)
