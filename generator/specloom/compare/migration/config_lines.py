"""Checks whether a line of advice is in the config already."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from specloom.api.config.spelling import spell_key
from specloom.base.json import JsonValue, as_object

_REST = "..., "
_PREFIXES = ("resources.", "client_settings.", "targets.", "pagination: ", "environments: ")


def missing_lines(advice: str, config: JsonValue) -> str | None:
    """Return the lines of advice that `config`, as read from its file, does not have; None if it has them all."""
    lines = [line for line in advice.splitlines() if not is_there(line, config)]
    return "\n".join(lines) or None


def is_there(line: str, config: JsonValue) -> bool:
    """Return whether a config has a line such as `resources.trees.methods.list: get /trees`."""
    if not line.startswith(_PREFIXES):
        return False
    key, _, text = line.partition("  #")[0].partition(": ")
    if ".models." in key:
        return text in named_schemas(config)
    found = value_at(config, key.split("."))
    wanted = read_value(text)
    if isinstance(found, Mapping) and isinstance(wanted, str):  # the long form of a method
        found = found.get("endpoint")
    if isinstance(found, str) and isinstance(wanted, str):
        return " ".join(found.split()).lower() == wanted.lower()
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return bool(wanted) and all(name in found and found[name] == value for name, value in wanted.items())
    return found is not None and found == wanted


def named_schemas(config: JsonValue) -> set[str]:
    """Return the names of the components that a config names as models, in any resource."""
    found: set[str] = set()
    waiting = [as_object(value_at(config, ["resources"]))]
    while waiting:
        for resource in map(as_object, waiting.pop().values()):
            models = as_object(value_at(resource, ["models"])).values()
            uris = [value_at(each, ["openapi_uri"]) if isinstance(each, dict) else each for each in models]
            found |= {uri.rpartition("/")[2] for uri in uris if isinstance(uri, str)}
            waiting.append(as_object(value_at(resource, ["subresources"])))
    return found


def read_value(text: str) -> JsonValue:
    """Return the value in a line of advice, without the dots that mean the rest of a mapping."""
    try:
        value: JsonValue = yaml.safe_load(text.replace(_REST, ""))
    except yaml.YAMLError:
        return None
    return value


def value_at(config: JsonValue, keys: list[str]) -> JsonValue:
    """Return the value at a path of keys, in whatever casing the file has them."""
    for key in keys:
        if not isinstance(config, dict):
            return None
        spelled = spell_key(config, key)
        config = config.get(spelled) if spelled is not None else None
    return config
