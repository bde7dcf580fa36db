"""Finds the operations for the endpoints of the config, and the operations that the config leaves out."""

from __future__ import annotations

import re
from dataclasses import field

from specloom.api.build.nodes import is_skipped
from specloom.api.build.operations import BuiltOperation
from specloom.api.config import SdkConfig
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.pointers import join
from specloom.base.records import dataclass

_PARAMETER = re.compile(r"\{[^{}]*\}")


@dataclass(slots=True)
class DocumentOperations:
    """The operations of the document by `verb /path`; remembers which were used and which are `missing`."""

    operations: dict[str, BuiltOperation]
    config: SdkConfig
    diagnostics: Diagnostics
    used: dict[str, None] = field(default_factory=dict[str, None])
    missing: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    _alike: dict[str, list[BuiltOperation]] = field(default_factory=dict[str, list[BuiltOperation]])
    """The operations by endpoint without parameter names; made on first use."""

    def find_operation(self, key: str | None, name: str, pointer: str) -> BuiltOperation | None:
        """Return the operation of a method; if the document does not have it, the method is left out."""
        if key is None:
            message = f"the method `{name}` has no endpoint"
            self.diagnostics.error("config-no-endpoint", message, location=self.config.location_of(pointer))
            return None
        found = self._similar_operation(key)
        if found is None:
            location = self.config.location_of(join(pointer, "endpoint"))
            message = f"the method `{name}` names `{key}`, which does not exist in the document; the method is left out"
            hint = self.diagnostics.suggestions.hint(key, self.operations)
            self.diagnostics.warning("config-unknown-endpoint", message, location=location, hint=hint)
            self.missing.append((key, pointer, "the operation of the method does not exist in the document"))
            return None
        self.used[found.operation.key] = None
        return found

    def _similar_operation(self, key: str) -> BuiltOperation | None:
        """Return the operation `key`, or the only one that differs from it just in the names of path parameters."""
        if key in self.operations:
            return self.operations[key]
        if not self._alike:
            for other, built in self.operations.items():
                self._alike.setdefault(plain_endpoint(other), []).append(built)
        found = self._alike.get(plain_endpoint(key), [])
        return found[0] if len(found) == 1 else None

    def left_out(self, location: SourceLocation) -> list[tuple[str, str, str]]:
        """Return (key, pointer, reason) of the operations without a method, then of the methods without an operation.

        Unexpected ones are reported.
        """
        intended = dict.fromkeys(self.config.root.unspecified_endpoints)
        for index, key in enumerate(intended):
            if key not in self.operations:
                where = self.config.location_of(f"/unspecified_endpoints/{index}")
                message = f"`{key}` is listed in `unspecified_endpoints`, but does not exist in the document"
                hint = self.diagnostics.suggestions.hint(key, self.operations)
                self.diagnostics.warning("config-unknown-endpoint", message, location=where, hint=hint)
        found: list[tuple[str, str, str]] = []
        for key, built in self.operations.items():
            if key in self.used:
                continue
            if key in intended:
                reason = "left out by `unspecified_endpoints`"
            elif is_skipped(built.node.raw.get("x-stainless-skip")):
                reason = "left out by `x-stainless-skip`"
            else:
                reason = "no method in the config names it"
                hint = "add a method, or list it under `unspecified_endpoints`"
                self.diagnostics.warning(
                    "endpoint-without-method", f"`{key}` has no method: {reason}", location=location, hint=hint
                )
            found.append((key, built.operation.pointer, reason))
        return [*found, *self.missing]


def plain_endpoint(key: str) -> str:
    """Return an endpoint without parameter names, its verb in lower case."""
    verb, _, path = key.partition(" ")
    return f"{verb.lower()} {_PARAMETER.sub('{}', path.rstrip('/'))}"
