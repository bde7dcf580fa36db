"""OpenAPI Overlay 1.0 and 1.1: documents of changes that are made to a description before anything else is.

Loaded only where there are overlays, because the JSONPath library takes its time to load.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import jsonpath

from generator.base import pointers
from generator.base.diagnostics import Diagnostic, Diagnostics
from generator.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from generator.document.limits import LoadOptions
from generator.document.source import SourceFile
from generator.document.traced import Origin, Traced

_VERSION = re.compile(r"1\.[01](?:\.\d+)?")
_KEYS = frozenset(["overlay", "info", "extends", "actions"])
_ACTION_KEYS = frozenset(["target", "description", "update", "remove", "copy"])
_EFFECTS = ("remove", "update", "copy")


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A description with its overlays applied, and what was found on the way."""

    file: SourceFile
    findings: tuple[Diagnostic, ...]


def overlaid(base: SourceFile, overlays: Sequence[SourceFile], options: LoadOptions) -> Overlaid:
    """Return the main file ``base`` with ``overlays`` applied in order. Raises ``UserError`` if one is at fault.

    Places of what an overlay brought are places in the overlay.
    """
    found = Diagnostics()
    traced = Traced(base)
    work = _Work(traced, found, options)
    for overlay in overlays:
        for number in _actions(overlay, found):
            work.action(Origin(overlay, pointers.join("/actions", number)))
    found.raise_errors()
    has_ids = any(file.has_ids for file in (base, *overlays))
    file = replace(base, root=traced.root, has_ids=has_ids, placed=traced.place)
    return Overlaid(file, tuple(found))


def _actions(overlay: SourceFile, found: Diagnostics) -> range:
    """Return the numbers of the actions of an overlay; what is wrong with its frame is reported."""
    root = as_object(overlay.root)
    version = root.get("overlay")
    if version is None:
        hint = "an overlay begins with `overlay: 1.0.0`"
        found.error(
            "overlay-version", "this is no overlay: it has no key `overlay`", place=overlay.place(""), hint=hint
        )
        return range(0)
    if not _VERSION.fullmatch(str(version)):
        message = f"version {str(version)[:40]!r} of overlays is not supported"
        found.error("overlay-version", message, place=overlay.place("/overlay"), hint="supported are 1.0 and 1.1")
        return range(0)
    for key in ("title", "version"):
        if not isinstance(as_object(root.get("info")).get(key), str):
            message = f"the overlay has no `{key}` in its `info`"
            found.warning("overlay-info", message, place=overlay.place("/info"), hint=f"add `{key}`")
    for key in root:
        if key not in _KEYS and not key.startswith("x-"):
            place = overlay.place(pointers.join("", key))
            found.warning("overlay-key", f"the key `{key[:60]}` of an overlay is not known, and ignored", place=place)
    actions = root.get("actions")
    if not isinstance(actions, list) or not actions:
        found.error("overlay-actions", "the overlay lists no actions", place=overlay.place("/actions"), hint="add some")
    return range(len(as_array(actions)))


class _Work:
    """Applies actions to one description."""

    def __init__(self, traced: Traced, found: Diagnostics, options: LoadOptions) -> None:
        self._traced = traced
        self._found = found
        self._options = options
        self._room = options.max_nodes

    def action(self, at: Origin) -> None:
        """Apply one action, or report what is wrong with it."""
        action = as_object(pointers.resolve(at.file.root, at.pointer))
        target = as_str(action.get("target"))
        if target is None:
            self._error("overlay-action", "an action needs a `target`, a JSONPath", at)
            return
        for key in action:
            if key not in _ACTION_KEYS and not key.startswith("x-"):
                place = at.below(key).file.place(at.below(key).pointer)
                self._found.warning("overlay-key", f"the key `{key[:60]}` of an action is not known", place=place)
        effects = [key for key in _EFFECTS if key in action and not (key == "remove" and action[key] is not True)]
        if len(effects) != 1:
            self._several(effects, at)
        if not effects:
            return
        matches = self._matches(target, at.below("target"))
        if matches == []:
            place = at.file.place(at.below("target").pointer)
            message = f"`{target}` names nothing in the description; the action has no effect"
            self._found.warning("overlay-idle", message, place=place, hint="correct the JSONPath, or remove the action")
        change = self._change(effects[0], action, at) if matches else None
        if not matches or change is None:
            return
        value, origin = change
        for tokens in matches[::-1] if effects[0] == "remove" else matches:
            if not self._apply(tokens, value, origin, at):
                return

    def _several(self, effects: list[str], at: Origin) -> None:
        if effects:
            message = f"an action does one thing: `{effects[0]}` counts, {' and '.join(effects[1:])} does not"
        else:
            message = "the action has neither `update` nor `remove: true` nor `copy`, and no effect"
        self._found.warning("overlay-action", message, place=at.file.place(at.pointer))

    def _matches(self, path: str, at: Origin) -> list[tuple[str | int, ...]] | None:
        """Return the places that a JSONPath names in the description, in its order; ``None`` if it is none."""
        try:
            if not path.lstrip().startswith("$"):
                self._error("overlay-jsonpath", f"`{path[:120]}` is no JSONPath: it does not begin with `$`", at)
                return None
            found = jsonpath.finditer(path, self._traced.root)
            return list(dict.fromkeys(match.parts for match in found))
        except (jsonpath.JSONPathError, RecursionError) as error:
            reason = str(error).splitlines()[0] if str(error) else "it is too deep"
            self._error("overlay-jsonpath", f"`{path[:120]}` is no JSONPath: {reason}", at)
            return None

    def _change(self, effect: str, action: JsonObject, at: Origin) -> tuple[JsonValue, Origin | None] | None:
        """Return the value that an action brings with its origin (none: it removes), ``None`` where it is at fault."""
        here = at.below(effect)
        if effect == "remove":
            return None, None
        if effect == "update":
            return action["update"], here
        if str(as_object(at.file.root).get("overlay")).startswith("1.0"):
            self._error("overlay-version", "`copy` came with version 1.1 of overlays", here, "write `overlay: 1.1.0`")
            return None
        sources = self._matches(as_str(action["copy"]) or "", here)
        if sources is None:
            return None
        if len(sources) != 1:
            message = f"`copy` must name one value of the description, not {len(sources) or 'none'}"
            self._error("overlay-copy", message, here)
            return None
        return self._traced.detached(sources[0]), self._traced.origin(sources[0])

    def _apply(self, tokens: tuple[str | int, ...], value: JsonValue, origin: Origin | None, at: Origin) -> bool:
        """Change one place; return whether to go on."""
        try:
            if origin is not None:
                nodes, depth = measure(value)
                self._room -= nodes
                if self._room < 0 or depth + len(tokens) > self._options.max_depth:
                    self._error("too-large", "the action makes the description too large or too deep", at)
                    return False
                if not self._traced.update(tokens, value, origin):
                    self._error("overlay-update", "what an object is merged with must be an object, and no other", at)
                    return False
            elif tokens:
                self._traced.remove(tokens)
            else:
                self._error("overlay-remove", "the description itself can't be removed", at.below("target"))
                return False
        except (KeyError, IndexError):  # an earlier match of the same action has taken it away
            return True
        return True

    def _error(self, code: str, message: str, at: Origin, hint: str | None = None) -> None:
        self._found.error(code, message, place=at.file.place(at.pointer), hint=hint)


def measure(value: JsonValue) -> tuple[int, int]:
    """Return how many values a value consists of, and how deep it is."""
    nodes, depth, level = 0, 0, [value]
    while level:
        nodes, depth = nodes + len(level), depth + 1
        level = [
            member
            for held in level
            for member in (held.values() if isinstance(held, dict) else held if isinstance(held, list) else ())
        ]
    return nodes, depth
