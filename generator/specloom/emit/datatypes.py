"""Makes datamodel-code-generator's `DataType`s, which print annotations; equal ones are made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from datamodel_code_generator.imports import IMPORT_UNION, Import
from datamodel_code_generator.types import DataType
from pydantic import Field
from typing_extensions import override

from specloom.emit.literals import python_literal, string_literal

Scalar: TypeAlias = str | int | bool

SPELLED_NAMES = ("Dict", "List", "Literal", "Optional", "Tuple", "Union")
"""Names of `typing` in the library's annotations."""


class SpelledType(DataType):
    """A type of the library, whose annotation is made once.

    With `is_generic` it is a generic that the library does not know, such as `Iterable`: its arguments are its types,
    then `arguments`, which are finished code. `renamed` are names of `typing` that the file imports under another name.
    """

    is_generic: bool = False
    arguments: Sequence[str] = ()
    renamed: Mapping[str, str] = Field(default_factory=dict[str, str])

    @cached_property
    def _spelled_type_hint(self) -> str:
        text = super().type_hint
        if self.is_generic:
            return f"{text}[{', '.join([*(item.type_hint for item in self.data_types), *self.arguments])}]"
        head, bracket, rest = text.partition("[")
        return self.renamed.get(head, head) + bracket + rest

    @property
    @override
    def type_hint(self) -> str:
        """The annotation."""
        return self._spelled_type_hint

    @property
    @override
    def imports(self) -> Iterator[Import]:
        """The names of `typing` in the annotation, without those of its parts.

        The library takes the several items of a tuple for members of a union.
        """
        return (each for each in super().imports if not (self.is_tuple and each == IMPORT_UNION))

    @cached_property
    def _needed_imports(self) -> tuple[Import, ...]:
        return tuple(super().all_imports)

    @property
    @override
    def all_imports(self) -> Iterator[Import]:
        """The names of `typing` in the annotation."""
        return iter(self._needed_imports)


class _LiteralText(str):
    """A string that the library writes as one of our literals: in double quotes, hidden characters escaped."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        return string_literal(str(self))


class TypeTable:
    """The types of some files, which import the names `renamed` of `typing` under another name."""

    def __init__(self, renamed: Mapping[str, str] | None = None) -> None:
        self._renamed = renamed or {}
        self._made: dict[Hashable, SpelledType] = {}

    def type_for_name(self, text: str) -> SpelledType:
        """Return the type of a name."""
        return self._get_or_make(text, lambda: SpelledType(type=text))

    def literal_type(self, values: Sequence[Scalar]) -> SpelledType:
        """Return `Literal[...]` of values, each once."""
        distinct = {python_literal(value): value for value in values}
        made = self._get_or_make(("literal", *distinct), lambda: SpelledType(renamed=self._renamed))
        made.literals = [_LiteralText(value) if isinstance(value, str) else value for value in distinct.values()]
        return made

    def list_type(self, item: SpelledType) -> SpelledType:
        """Return `List[...]`."""
        return self._get_or_make(
            ("list", id(item)), lambda: SpelledType(data_types=[item], is_list=True, renamed=self._renamed)
        )

    def dict_type(self, key: SpelledType, value: SpelledType) -> SpelledType:
        """Return `Dict[...]`."""
        return self._get_or_make(
            ("dict", id(key), id(value)),
            lambda: SpelledType(data_types=[value], is_dict=True, dict_key=key, renamed=self._renamed),
        )

    def tuple_type(self, *items: SpelledType) -> SpelledType:
        """Return `Tuple[...]`."""
        return self._get_or_make(
            ("tuple", *map(id, items)),
            lambda: SpelledType(data_types=[*items], is_tuple=True, renamed=self._renamed),
        )

    def generic_type(self, name: str, item: SpelledType, *arguments: str) -> SpelledType:
        """Return `name[item, *arguments]`; the arguments are finished code."""
        return self._get_or_make(
            ("generic", name, id(item), *arguments),
            lambda: SpelledType(type=name, is_generic=True, data_types=[item], arguments=arguments),
        )

    def union_type(self, members: Sequence[SpelledType]) -> SpelledType:
        """Return the union of one or more members, each once; a member `None` makes it optional."""
        none = self.type_for_name("None")
        distinct = [*{member.type_hint: member for member in members if member is not none}.values()]
        if len(distinct) > 1:
            made = self._get_or_make(
                ("union", *map(id, distinct)), lambda: SpelledType(data_types=[*distinct], renamed=self._renamed)
            )
        else:
            made = distinct[0] if distinct else none
        return self.optional_type(made) if any(member is none for member in members) else made

    def optional_type(self, item: SpelledType) -> SpelledType:
        """Return `Optional[...]`, unless the type is optional already."""
        if item.is_optional or item.type == "None":
            return item
        return self._get_or_make(
            ("optional", id(item)), lambda: SpelledType(data_types=[item], is_optional=True, renamed=self._renamed)
        )

    def _get_or_make(self, key: Hashable, make: Callable[[], SpelledType]) -> SpelledType:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made
