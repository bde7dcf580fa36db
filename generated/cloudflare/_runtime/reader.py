"""The validators of responses: of a type, or of a type inside one property of an envelope."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Dict, Optional, Tuple, cast

import pydantic
from pydantic_core import SchemaValidator
from typing_extensions import NotRequired, Required, TypedDict, get_args, get_origin

from .adapters import BUILDING, adapter_for
from .depth import is_nested_deeper
from .pagination import BasePage
from .settings import SUCCESS_FIELD
from .type_hints import is_annotated_type, is_union, resolve_alias
from .unions import EXACT

_readers: Dict[Tuple[Any, str | None], Reader] = {}
_SUCCESS = SUCCESS_FIELD
SHORT, _DEEP_FOR_LARGE = 16_384, 64
"""The length up to which JSON may be nested as deep as it likes, and the levels of longer JSON: each error that the
validator finds has a location of so many parts."""


class Reader:
    """Reads responses of one type (inside one property of an envelope, if `unwrap` names one)."""

    __slots__ = (
        "_lenient",
        "_may_nest",
        "_strict",
        "is_object",
        "is_page",
        "takes_nothing",
        "takes_text",
        "type_",
        "unwrap",
    )

    def __init__(self, type_: Any, unwrap: str | None) -> None:
        self.type_ = type_
        self.unwrap = unwrap
        bare = get_origin(type_) or type_
        self.is_page = isinstance(bare, type) and issubclass(bare, BasePage)
        self.is_object = unwrap is not None or self.is_page or _holds_models(type_)
        whole = resolve_alias(type_)
        variants = get_args(whole) if is_union(get_origin(whole)) and unwrap is None else ()
        self.takes_nothing = type(None) in variants
        self.takes_text = str in variants
        self._may_nest = False
        """Whether the type may hold itself; if it only has a part twice, that is no harm."""
        self._lenient: SchemaValidator | None = None
        self._strict: SchemaValidator | None = None

    def validator(self, *, strict: bool) -> SchemaValidator:
        """The validator: that of strict clients insists on the envelope's property."""
        known = self._strict if strict else self._lenient
        if known is not None:
            return known
        with BUILDING:
            adapter = adapter_for(self._whole(strict=strict))
            self._may_nest = adapter.core_schema.get("type") == "definitions"  # this builds what models put off
            built = cast(SchemaValidator, adapter.validator)
            if strict:
                self._strict = built
            else:
                self._lenient = built
            return built

    def read(self, content: bytes | str, *, strict: bool) -> Any:
        """The value of JSON, whose values keep their types unless the client is strict.

        Raises `pydantic.ValidationError`, and `RecursionError` for what is nested too deep for its length.
        """
        validator = self.validator(strict=strict)
        if self._may_nest and len(content) > SHORT and is_nested_deeper(content, _DEEP_FOR_LARGE):
            raise RecursionError("the data is too much to be nested so deep")
        if strict:
            return validator.validate_json(content)
        return validator.validate_json(content, strict=True, context=EXACT)

    def short_reader(self, *, strict: bool) -> Callable[[bytes | str], Any]:
        """A function that does what `read` does, for JSON of at most `SHORT` bytes."""
        validate = self.validator(strict=strict).validate_json
        return partial(validate) if strict else partial(validate, strict=True, context=EXACT)

    def _whole(self, *, strict: bool) -> Any:
        if self.is_page and self.type_.array_field is not None:
            return self.type_.model_fields[self.type_.array_field].annotation
        if self.unwrap is None:
            return self.type_
        inner: Any = self.type_
        field: Any = Required[inner] if strict else NotRequired[Optional[inner]]
        fields: Dict[str, Any] = {self.unwrap: field}
        if _SUCCESS is not None and self.unwrap != _SUCCESS:
            fields[_SUCCESS] = NotRequired[object]
        make: Any = TypedDict
        return make("Envelope", fields)


def reader_for(type_: Any, unwrap: str | None) -> Reader:
    """The reader of a type, built once."""
    try:
        known = _readers.get((type_, unwrap))
    except TypeError:
        return Reader(type_, unwrap)
    if known is None:
        known = _readers[(type_, unwrap)] = Reader(type_, unwrap)
    return known


def _holds_models(type_: Any) -> bool:
    type_ = resolve_alias(type_)
    if is_annotated_type(type_):
        return _holds_models(get_args(type_)[0])
    if is_union(get_origin(type_)):
        return any(_holds_models(variant) for variant in get_args(type_))
    bare = get_origin(type_) or type_
    return isinstance(bare, type) and issubclass(bare, pydantic.BaseModel)
