"""Writes query strings (and form fields) in the formats that the configuration names."""

from __future__ import annotations

from typing import Iterable, List, Mapping, Tuple, Union, cast
from urllib.parse import quote_plus

from ._runtime.settings import ARRAY_FORMAT, MULTIPART_ARRAY_FORMAT, MULTIPART_NESTED_FORMAT, NESTED_FORMAT
from ._runtime.styles import Styled
from ._runtime.texts import NoTextError, given_items, item_text, plain, scalar_text, unsendable
from ._runtime.values import is_mapping
from ._types import ArrayFormat, NestedFormat, NotGiven, NotGivenOr, not_given

Pair = Tuple[str, str]
_ARRAY_FORMATS = ("comma", "repeat", "indices", "brackets")


class Querystring:
    """Writes mappings as query strings, in one array format and one nested format."""

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self,
        *,
        array_format: ArrayFormat = "repeat",
        nested_format: NestedFormat = "brackets",
    ) -> None:
        self.array_format = array_format
        self.nested_format = nested_format

    def stringify(
        self,
        params: Union[Mapping[str, object], Iterable[Tuple[str, object]]],
        *,
        array_format: NotGivenOr[ArrayFormat] = not_given,
        nested_format: NotGivenOr[NestedFormat] = not_given,
    ) -> str:
        """The encoded query string; `None` and omitted values are left out.

        Raises `ValueError` for a value that is nested too deep or holds itself, `TypeError` for one that has no text.
        """
        writer = self._variant(array_format, nested_format)
        parts: List[str] = []
        for key, value in _pairs(params):
            try:
                if isinstance(value, Styled):
                    parts.extend(value.query(key))
                else:
                    parts.extend(f"{quote_plus(name)}={quote_plus(text)}" for name, text in writer.flatten(key, value))
            except (RecursionError, NoTextError) as error:
                raise unsendable(f"The parameter `{key}`", error) from None
        return "&".join(parts)

    def stringify_items(
        self,
        params: Union[Mapping[str, object], Iterable[Tuple[str, object]]],
        *,
        array_format: NotGivenOr[ArrayFormat] = not_given,
        nested_format: NotGivenOr[NestedFormat] = not_given,
    ) -> List[Pair]:
        """The name and text of every field, not encoded."""
        writer = self._variant(array_format, nested_format)
        return [pair for key, value in _pairs(params) for pair in writer.flatten(key, value)]

    def _variant(self, arrays: NotGivenOr[ArrayFormat], nested: NotGivenOr[NestedFormat]) -> Querystring:
        if isinstance(arrays, NotGiven) and isinstance(nested, NotGiven):
            return self
        return Querystring(
            array_format=self.array_format if isinstance(arrays, NotGiven) else arrays,
            nested_format=self.nested_format if isinstance(nested, NotGiven) else nested,
        )

    def flatten(self, key: str, value: object) -> List[Pair]:
        """The fields that a value becomes under a key. Raises `NoTextError`."""
        held = plain(value)
        if isinstance(held, str):
            return [(key, held)]
        if isinstance(held, dict):
            return [pair for name, item in held.items() for pair in self.flatten(self._nested(key, name), item)]
        return [] if held is None else self._array(key, held)

    def _nested(self, key: str, name: str) -> str:
        return f"{key}.{name}" if self.nested_format == "dots" else f"{key}[{name}]"

    def _array(self, key: str, values: List[object]) -> List[Pair]:
        if self.array_format == "comma":
            return [(key, ",".join(map(item_text, given_items(values))))]
        if self.array_format == "repeat":
            return [pair for value in values for pair in self.flatten(key, value)]
        if self.array_format == "brackets":
            return [pair for value in values for pair in self.flatten(f"{key}[]", value)]
        if self.array_format == "indices":
            return [pair for at, value in enumerate(values) for pair in self.flatten(f"{key}[{at}]", value)]
        raise NotImplementedError(
            f"Unknown array_format value: {self.array_format}, choose from {', '.join(_ARRAY_FORMATS)}"
        )


def _pairs(params: Union[Mapping[str, object], Iterable[Tuple[str, object]]]) -> Iterable[Tuple[str, object]]:
    return params.items() if is_mapping(params) else cast(Iterable[Tuple[str, object]], params)


primitive_text = scalar_text
default_querystring = Querystring(
    array_format=ARRAY_FORMAT,
    nested_format=NESTED_FORMAT,
)
multipart_fields = Querystring(
    array_format=MULTIPART_ARRAY_FORMAT,
    nested_format=MULTIPART_NESTED_FORMAT,
)
_plain = Querystring()
stringify = _plain.stringify
stringify_items = _plain.stringify_items
