"""The base of the config's models: frozen, closed, and each key marked with its effect for Python."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AliasChoices, BaseModel, ConfigDict, JsonValue, model_validator
from pydantic.fields import FieldInfo

from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()


@dataclass(frozen=True, slots=True)
class UnsupportedKey:
    """A key of the dialect that has no effect, although Python users might expect one.

    `idle` are the values that request nothing.
    """

    hint: str
    idle: tuple[JsonValue, ...] = (None,)


@dataclass(frozen=True, slots=True)
class IgnoredKey:
    """A key that concerns other languages, hosted automation or documentation: accepted and ignored."""


Ignored: TypeAlias = Annotated[JsonValue, IgnoredKey()]


def known_keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return every key that ``model`` accepts, alternative spellings included, with its field."""
    found: dict[str, FieldInfo] = {}
    for name, info in model.model_fields.items():
        alias = info.validation_alias
        if isinstance(alias, AliasChoices):
            found.update({choice: info for choice in alias.choices if isinstance(choice, str)})
        else:
            found[alias if isinstance(alias, str) else name] = info
    return found


class ConfigNode(BaseModel):
    """A mapping of the config. Keys may also be written in kebab or camel case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _accept_other_casings(cls, data: JsonValue) -> JsonValue:
        if not isinstance(data, dict):
            return data
        keys = known_keys(cls)
        result: dict[str, JsonValue] = {}
        for key, value in data.items():
            normal = key if key in keys else _CASING.snake(key)
            result[normal if normal in keys and normal not in data else key] = value
        return result
