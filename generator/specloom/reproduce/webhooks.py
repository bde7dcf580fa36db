"""Finds the methods of an existing SDK that read webhooks, and makes their entries in the config."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.compare.dotted import owner_of
from specloom.compare.migration.endpoints import Function, constant_text
from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign
from specloom.compare.surface import SurfaceMethod

_BUILDERS = {"construct_type", "construct_unwrap"}
_CHECKS = "headers"


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """A method that reads a webhook: whether it checks a signature, and the option of the client with the key."""

    is_checked: bool
    key_option: str | None


def readable_webhook(function: Function) -> WebhookCall | None:
    """Return what a method that reads a webhook says, None for any other."""
    try:
        with bounded_reading():
            return webhook_of(function)
    except SourceError:
        return None


def webhook_of(function: Function) -> WebhookCall | None:
    """Return what a method says that builds a model from the JSON of its first argument."""
    names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
    nodes = list(ast.walk(function))
    called = {each.func.id for each in nodes if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}
    if "payload" not in names or not called & _BUILDERS:
        return None
    read = (each for each in nodes if isinstance(each, ast.Attribute) and ast.unparse(each.value) == "self._client")
    return WebhookCall(_CHECKS in names, next((each.attr for each in read if not each.attr.startswith("_")), None))


def webhook_entry(method: SurfaceMethod, call: WebhookCall, files: Mapping[str, str]) -> JsonObject:
    """Return the entry of a method that reads webhooks."""
    entry: dict[str, JsonValue] = {"type": "webhook_unwrap"}
    returned = method.signatures[0].returns
    found = discriminator_in(files, owner_of(returned.name)) if returned is not None else None
    if found is not None:
        entry["discriminator"] = found
    if call.is_checked and call.key_option is not None:
        entry["webhook_key_opt"] = call.key_option
    return entry


def discriminator_in(files: Mapping[str, str], module: str) -> str | None:
    """Return the discriminator of the union that a module of types defines."""
    try:
        tree = parse_foreign(files.get(f"{module.replace('.', '/')}.py", ""))
        with bounded_reading():
            for node in ast.walk(tree):
                if isinstance(node, ast.keyword) and node.arg == "discriminator":
                    return constant_text(node.value)
    except SourceError:
        return None
    return None
