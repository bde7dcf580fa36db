"""What the generator knows about a property beyond its type."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Callable, Dict, Literal, Mapping, Type, Union

import pydantic
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import get_args, get_origin

from .lazy import lazy_callable
from .settings import AS_DOCUMENTED
from .tags import Discriminator, is_implied, members_of, models_of
from .type_hints import is_union
from .values import is_mapping

PropertyFormat = Literal["iso8601", "base64", "base64url", "custom"]
if TYPE_CHECKING:
    from .exact_dates import exact_date, exact_dates
    from .unions import read_once
else:
    exact_date = lazy_callable(".exact_dates", "exact_date", __package__)
    exact_dates = lazy_callable(".exact_dates", "exact_dates", __package__)
    read_once = lazy_callable(".unions", "read_once", __package__)
_UNKNOWN = ""
_GUESSED = "\0"
"""The choice for a tag that no member has; there is none where the document lists all tags."""


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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PropertyInfo) and all(
            getattr(self, name) == getattr(other, name) for name in self.__slots__
        )

    def __hash__(self) -> int:
        return hash((self.alias, self.format, self.format_template, self.discriminator, self.recursive))

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
        if self.format == "iso8601" and source in (date, datetime):
            alone: CoreSchema = exact_date(source, handler)
            return alone
        variants = self.variants(source)
        plain = handler(source)
        if self.recursive:
            once: CoreSchema = read_once(source, self.discriminator, variants, plain)
            return once
        if not variants or self.discriminator is None:
            return plain
        key = self.discriminator
        choices: Dict[Any, CoreSchema] = {tag: handler.generate_schema(model) for tag, model in variants.items()}
        is_closed = AS_DOCUMENTED and None not in variants and set(members_of(source)) <= set(variants.values())
        unknown = choices.pop(None, plain)
        whole: Dict[Any, CoreSchema] = {_UNKNOWN: unknown, **choices}
        if is_closed and is_implied(variants):
            whole[_GUESSED] = core_schema.no_info_after_validator_function(_only_evident(variants), plain)

        known_tag = Discriminator(key, variants).known_tag

        def tag_of(value: object) -> str:
            tag = value.get(key) if is_mapping(value) else None
            known = known_tag(tag)
            if isinstance(known, str):
                return known
            return _GUESSED if is_closed and is_mapping(value) and tag is not None else _UNKNOWN

        return core_schema.tagged_union_schema(whole, tag_of)

    def variants(self, union: Any) -> Dict[Union[str, None], Type[pydantic.BaseModel]]:
        """The class for each tag in `mapping` that is a variant of `union`."""
        if self.mapping is None:
            return {}
        known = {model.__name__: model for model in models_of(union)}
        return {tag: known[name] for tag, name in self.mapping.items() if name in known}


def _only_evident(variants: Mapping[Any, Any]) -> Callable[[pydantic.BaseModel], pydantic.BaseModel]:
    """Refuse a member that has nothing of the object that not all members have."""
    models = tuple(dict.fromkeys(variants.values()))

    def check(value: pydantic.BaseModel) -> pydantic.BaseModel:
        fields = [frozenset[str](model.model_fields) for model in models]
        own = frozenset[str](type(value).model_fields) - fields[0].intersection(*fields[1:])
        if not value.model_fields_set & own:
            raise PydanticCustomError("unknown_tag", "Input should have the tag of a member of the union")
        return value

    return check
