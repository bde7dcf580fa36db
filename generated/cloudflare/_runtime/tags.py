"""The tag by which the models of a union can be told apart: its wire name, and which value belongs to which model."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Tuple, Type

import pydantic
from typing_extensions import get_args, get_origin

from .settings import AS_DOCUMENTED
from .type_hints import is_annotated_type, is_literal_type, is_union, resolve_alias


class Discriminator:
    """The tag of a union: its wire name, and which value belongs to which variant."""

    __slots__ = ("_by_spelling", "key", "variants")

    def __init__(self, key: str, variants: Mapping[Any, Any]) -> None:
        self.key = key
        self.variants = variants
        self._by_spelling: Dict[str, Any] = {}
        if AS_DOCUMENTED and is_implied(variants):
            self._by_spelling = {_spelling(str(tag)): tag for tag in variants}

    def known_tag(self, tag: object) -> Any:
        """The tag of a variant that is meant; `None` if there is none.

        Where the names of the classes are the tags, case and separators do not count.
        """
        try:
            if tag in self.variants:
                return tag
        except TypeError:
            return None
        return self._by_spelling.get(_spelling(tag)) if isinstance(tag, str) else None

    def variant_of(self, tag: object) -> Any:
        """The variant of a tag, or the one for unknown tags; `None` if there is none."""
        return self.variants.get(self.known_tag(tag)) or self.variants.get(None)


def is_implied(variants: Mapping[Any, Any]) -> bool:
    """Whether all tags are the names of their classes: then a server may well send others."""
    return all(tag == variant.__name__ for tag, variant in variants.items())


def _spelling(tag: str) -> str:
    return "".join(filter(str.isalnum, tag)).lower()


def members_of(type_: Any) -> List[Any]:
    """The members of a union, each once, those of nested unions instead of these."""
    type_ = resolve_alias(type_)
    if is_annotated_type(type_):
        return members_of(get_args(type_)[0])
    if is_union(get_origin(type_)):
        return list(dict.fromkeys(member for variant in get_args(type_) for member in members_of(variant)))
    return [type_]


def models_of(type_: Any) -> List[Type[pydantic.BaseModel]]:
    """The models among the members of a union, each once, those of nested unions included."""
    return [member for member in members_of(type_) if is_model(member)]


def is_model(type_: Any) -> bool:
    """Whether it is a model, or a generic model with its arguments."""
    origin = get_origin(type_) or type_
    return isinstance(origin, type) and issubclass(origin, pydantic.BaseModel)


def discriminator_by_field(models: List[Type[pydantic.BaseModel]], name: str) -> Discriminator | None:
    """The tag that is known by its name, Python's or the wire's; `None` where no model limits its values."""
    key = name
    variants: Dict[object, Any] = {}
    for model in models:
        model.model_rebuild(raise_errors=False)
        tags = _tags(model, name) or _tags_by_alias(model, name)
        if tags is not None:
            key = tags[0]
            variants.update(dict.fromkeys(tags[1], model))
    return Discriminator(key, variants) if variants else None


def implicit_discriminator(models: List[Type[pydantic.BaseModel]]) -> Discriminator | None:
    """A `Literal` field that every variant has, no two with the same value, tells them apart too."""
    if len(models) < 2:
        return None
    for model in models:
        model.model_rebuild(raise_errors=False)
    for name in models[0].model_fields:
        variants: Dict[object, Any] = {}
        key, count = name, 0
        for model in models:
            tags = _tags(model, name)
            if tags is None:
                break
            key, count = tags[0], count + len(tags[1])
            variants.update(dict.fromkeys(tags[1], model))
        else:
            if count == len(variants):
                return Discriminator(key, variants)
    return None


def _tags(model: Type[pydantic.BaseModel], field_name: str) -> Tuple[str, Tuple[object, ...]] | None:
    """The wire name of a field and the values that its `Literal` allows."""
    field = model.model_fields.get(field_name)
    if field is None:
        return None
    values = allowed_values(field.annotation)
    if values is None:
        return None
    return field_name if field.alias is None else field.alias, values


def allowed_values(annotation: Any) -> Tuple[object, ...] | None:
    """The values of a `Literal`, of an optional one too; `None` for another type."""
    annotation = resolve_alias(annotation)
    if is_annotated_type(annotation):
        annotation = resolve_alias(get_args(annotation)[0])
    if AS_DOCUMENTED and is_union(get_origin(annotation)):
        inner = [resolve_alias(member) for member in get_args(annotation) if member is not type(None)]
        annotation = inner[0] if len(inner) == 1 else annotation
    return get_args(annotation) if is_literal_type(annotation) else None


def _tags_by_alias(model: Type[pydantic.BaseModel], alias: str) -> Tuple[str, Tuple[object, ...]] | None:
    name = next((name for name, field in model.model_fields.items() if field.alias == alias), None)
    return None if name is None else _tags(model, name)
