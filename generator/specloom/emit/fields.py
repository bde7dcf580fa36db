"""Makes datamodel-code-generator's fields for the fields of models, keys of TypedDicts and values of aliases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from datamodel_code_generator.imports import Import
from datamodel_code_generator.model import DataModelFieldBase
from datamodel_code_generator.model.pydantic_v2 import DataModelField
from datamodel_code_generator.model.typed_dict import DataModelFieldBackport
from typing_extensions import override

from specloom.emit.datatypes import SpelledType
from specloom.emit.layout import laid_out, lay_out_annotated
from specloom.emit.literals import string_literal
from specloom.plan.planned import OptionalType, PlannedField

_INDENT = 4
"""The indent of fields in a class."""


def used_imports(imports: Iterable[Import], code: str) -> tuple[Import, ...]:
    """Return the imports whose names are in `code`: the library adds others, such as `Union` to a tuple."""
    return tuple(each for each in imports if each.import_ in code)


class ModelField(DataModelField):
    """A field of pydantic models, whose source is made once."""

    @property
    @override
    def field(self) -> str | None:
        """The call that sets the name in JSON, if that is different."""
        if self.alias is None:
            return None
        default = "" if self.required else f", default={self.represented_default}"
        return f"FieldInfo(alias={string_literal(self.alias)}{default})"

    @cached_property
    def _annotation_and_assignment(self) -> tuple[str, str]:
        value = self.field or (None if self.required else self.represented_default)
        if value is None:
            return laid_out(self.type_hint, _INDENT, prefix=len(f"{self.name}: ")), ""
        annotation, value = lay_out_annotated(self.name or "", self.type_hint, value, _INDENT)
        return annotation, f" = {value}"

    @property
    def assignment(self) -> str:
        """The code after the annotation, on several lines if it is long."""
        return self._annotation_and_assignment[1]

    @property
    def annotation(self) -> str:
        """The annotation, on several lines if it is long."""
        return self._annotation_and_assignment[0]

    @cached_property
    def _needed_imports(self) -> tuple[Import, ...]:
        return used_imports(super().imports, f"{self.type_hint}{self.assignment}")

    @property
    @override
    def imports(self) -> tuple[Import, ...]:
        """The imports of the annotation and of the assigned value."""
        return self._needed_imports


class KeyField(DataModelFieldBackport):
    """A key of TypedDicts, whose source is made once."""

    assignment: ClassVar[str] = ""

    @cached_property
    def annotation(self) -> str:
        """The annotation, on several lines if it is long."""
        return laid_out(self.type_hint, _INDENT, prefix=len(f"{self.name}: "))

    @cached_property
    def _needed_imports(self) -> tuple[Import, ...]:
        return used_imports(super().imports, self.type_hint)

    @property
    @override
    def imports(self) -> tuple[Import, ...]:
        """The imports of the annotation."""
        return self._needed_imports


class AliasValue(DataModelFieldBase):
    """The value of an alias called `name`; with `recursive`, it may contain that name."""

    assignment: ClassVar[str] = ""
    recursive: bool = False

    @cached_property
    def annotation(self) -> str:
        """The type, on several lines if it is long; as a string if it may use names that are defined later."""
        if self.recursive:
            return string_literal(self.type_hint)
        return laid_out(self.type_hint, 0, prefix=len(f"{self.name}: TypeAlias = "))

    @property
    @override
    def imports(self) -> tuple[Import, ...]:
        """The imports of the annotation."""
        return used_imports(super().imports, self.type_hint)


class FieldTable:
    """The fields of some files, each made once."""

    def __init__(self) -> None:
        self._fields: dict[tuple[object, ...], ModelField] = {}
        self._keys: dict[tuple[object, ...], KeyField] = {}

    def model_field(self, planned: PlannedField, data_type: SpelledType) -> ModelField:
        """Return the field of a model; it is `None` by default if it may be missing or null."""
        name, alias = planned.name, None if planned.wire_name == planned.name else planned.wire_name
        required = planned.required and not isinstance(planned.type, OptionalType)
        key = (name, alias, id(data_type), required)
        made = self._fields.get(key)
        if made is None:
            made = self._fields[key] = ModelField(name=name, alias=alias, data_type=data_type, required=required)
        return made

    def typed_dict_key(self, planned: PlannedField, data_type: SpelledType, *, partial: bool) -> KeyField:
        """Return a key of TypedDicts, with `Required` or `NotRequired` if it differs from their `total`."""
        key = (planned.name, id(data_type), planned.required, partial)
        made = self._keys.get(key)
        if made is None:
            made = self._keys[key] = KeyField(name=planned.name, data_type=data_type, required=planned.required)
        return made
