"""Fields of models, keys of TypedDicts and values of aliases as datamodel-code-generator's own fields."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from datamodel_code_generator.imports import Import
from datamodel_code_generator.model import DataModelFieldBase
from datamodel_code_generator.model.pydantic_v2 import DataModelField
from datamodel_code_generator.model.typed_dict import DataModelFieldBackport
from typing_extensions import override

from specloom.emit.datatypes import SpelledType
from specloom.emit.layout import laid_out
from specloom.emit.literals import string_literal
from specloom.plan.planned import OptionalType, PlannedField


class ModelField(DataModelField):
    """A field of pydantic models, spelled once."""

    @property
    @override
    def field(self) -> str | None:
        """The call that says the name in JSON, where that is another one."""
        if self.alias is None:
            return None
        default = "" if self.required else f", default={self.represented_default}"
        return f"FieldInfo(alias={string_literal(self.alias)}{default})"

    @cached_property
    def assignment(self) -> str:
        """What stands behind the annotation."""
        value = self.field or (None if self.required else self.represented_default)
        return "" if value is None else f" = {value}"

    @cached_property
    def annotation(self) -> str:
        """The annotation, on several lines where it is long."""
        if "(" in self.assignment:
            return self.type_hint
        return laid_out(self.type_hint, 4, len(self.assignment), len(f"{self.name}: "))

    @cached_property
    def _needed_imports(self) -> tuple[Import, ...]:
        spelled = f"{self.type_hint}{self.assignment}"  # of a field that is always None the library would say more
        return tuple(each for each in super().imports if each.import_ in spelled)

    @property
    @override
    def imports(self) -> tuple[Import, ...]:
        """The imports of the annotation and of what is assigned."""
        return self._needed_imports


class KeyField(DataModelFieldBackport):
    """A key of TypedDicts, spelled once."""

    assignment: ClassVar[str] = ""

    @cached_property
    def annotation(self) -> str:
        """The annotation, on several lines where it is long."""
        return laid_out(self.type_hint, 4, 0, len(f"{self.name}: "))

    @cached_property
    def _needed_imports(self) -> tuple[Import, ...]:
        return super().imports

    @property
    @override
    def imports(self) -> tuple[Import, ...]:
        """The imports of the annotation."""
        return self._needed_imports


class AliasValue(DataModelFieldBase):
    """What an alias of a `name` stands for; with `recursive` the name may occur in it."""

    assignment: ClassVar[str] = ""
    recursive: bool = False

    @cached_property
    def annotation(self) -> str:
        """The type, on several lines where it is long; as a string where it may name what is not yet defined."""
        if self.recursive:
            return string_literal(self.type_hint)
        return laid_out(self.type_hint, 0, prefix=len(f"{self.name}: TypeAlias = "))


class FieldTable:
    """The fields of some files, each made once."""

    def __init__(self) -> None:
        self._fields: dict[tuple[object, ...], ModelField] = {}
        self._keys: dict[tuple[object, ...], KeyField] = {}

    def model_field(self, planned: PlannedField, data_type: SpelledType) -> ModelField:
        """Return the field of a model; one that may be missing or null is `None` then."""
        name, alias = planned.name, None if planned.wire_name == planned.name else planned.wire_name
        required = planned.required and not isinstance(planned.type, OptionalType)
        key = (name, alias, id(data_type), required)
        made = self._fields.get(key)
        if made is None:
            made = self._fields[key] = ModelField(name=name, alias=alias, data_type=data_type, required=required)
        return made

    def typed_dict_key(self, planned: PlannedField, data_type: SpelledType, *, partial: bool) -> KeyField:
        """Return a key of TypedDicts whose keys may be absent unless they are required, or of such that have all."""
        key = (planned.name, id(data_type), planned.required, partial)
        made = self._keys.get(key)
        if made is None:
            made = self._keys[key] = KeyField(name=planned.name, data_type=data_type, required=planned.required)
        return made
