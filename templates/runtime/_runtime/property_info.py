"""What the generator knows about a property beyond its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Literal, Mapping, Type, Union

import pydantic
from pydantic_core import CoreSchema, core_schema
from typing_extensions import get_args, get_origin

from .lazy import lazy_callable
from .tags import models_of
from .type_hints import is_union
from .values import is_mapping

PropertyFormat = Literal["iso8601", "base64", "custom"]
if TYPE_CHECKING:
    from .exact_dates import exact_dates
    from .unions import read_once
else:
    exact_dates = lazy_callable(".exact_dates", "exact_dates", __package__)
    read_once = lazy_callable(".unions", "read_once", __package__)
_UNKNOWN = ""


class PropertyInfo:
    """Metadata of `Annotated[..., PropertyInfo(...)]`: the wire name, how a value is written, the tag of a union.

    `mapping` tells the class of each tag by name where the classes themselves don't limit it; the class under None is
    for tags that it does not know. `recursive` says that several members of a union lead back to it.
    """

    __slots__ = ("alias", "discriminator", "format", "format_template", "mapping", "recursive")

    def __init__(
        self,
        *,
        alias: Union[str, None] = None,
        format: Union[PropertyFormat, None] = None,
        format_template: Union[str, None] = None,
        discriminator: Union[str, None] = None,
        mapping: Union[Mapping[Union[str, None], str], None] = None,
        recursive: bool = False,
    ) -> None:
        self.alias = alias
        self.format: Union[PropertyFormat, None] = format
        self.format_template = format_template
        self.discriminator = discriminator
        self.mapping = mapping
        self.recursive = recursive

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(alias={self.alias!r}, format={self.format!r}, "
            f"format_template={self.format_template!r}, discriminator={self.discriminator!r})"
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        """Let the tag choose the variant where `mapping` says which; read text as a date only if it is written so;
        read each value of a recursive union once."""
        if self.format == "iso8601" and is_union(get_origin(source)):
            made: CoreSchema = exact_dates(get_args(source), handler)
            return made
        variants = self.variants(source)
        plain = handler(source)
        if self.recursive:
            once: CoreSchema = read_once(source, self.discriminator, variants, plain)
            return once
        if not variants or self.discriminator is None:
            return plain
        key = self.discriminator
        choices: Dict[Any, CoreSchema] = {tag: handler.generate_schema(model) for tag, model in variants.items()}
        unknown = choices.pop(None, plain)

        def tag_of(value: object) -> str:
            tag = value.get(key) if is_mapping(value) else _UNKNOWN
            return tag if isinstance(tag, str) and tag in choices else _UNKNOWN

        whole: Dict[Any, CoreSchema] = {_UNKNOWN: unknown, **choices}
        return core_schema.tagged_union_schema(whole, tag_of)

    def variants(self, union: Any) -> Dict[Union[str, None], Type[pydantic.BaseModel]]:
        """The class for each tag in `mapping` that is a variant of `union`."""
        if self.mapping is None:
            return {}
        known = {model.__name__: model for model in models_of(union)}
        return {tag: known[name] for tag, name in self.mapping.items() if name in known}
