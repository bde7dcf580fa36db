"""Makes datamodel-code-generator's models, TypedDicts and aliases, and prints them with our templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from datamodel_code_generator.imports import Import
from datamodel_code_generator.model import DataModel, DataModelFieldBase
from datamodel_code_generator.model.base import BaseClassDataType
from datamodel_code_generator.model.pydantic_v2 import BaseModel
from datamodel_code_generator.model.type_alias import TypeAlias
from datamodel_code_generator.model.typed_dict import TypedDict
from datamodel_code_generator.reference import Reference
from typing_extensions import override

from specloom.emit.datatypes import SpelledType
from specloom.emit.fields import AliasValue, KeyField, ModelField
from specloom.emit.layout import lay_out_class_head
from specloom.emit.render import TemplatePrinter, template_printer
from specloom.emit.views import FieldView

_VALUES = frozenset({"base_class", "checked", "checked_imports", "class_name", "doc", "extra", "hidden", "recursive"})
"""The data of a type that templates get, beside its fields."""


class PrintedType(DataModel):
    """A type of the library that is printed by our template, or by the user's instead."""

    print_values: TemplatePrinter

    @override
    def _render(self, *args: object, **kwargs: object) -> str:
        """Print from plain texts: with access to objects of the library, a user's template could run any code."""
        docs = self.extra_template_data.get("docs") or ("",) * len(self.fields)
        values = {name: value for name, value in kwargs.items() if name in _VALUES}
        if self.base_classes:
            values["base_class"] = lay_out_class_head(str(values["class_name"]), str(values["base_class"]))
        values["fields"] = tuple(map(_field_view, self.fields, docs))
        return self.print_values(f"models/{self.TEMPLATE_FILE_PATH}", values)


def _field_view(field: DataModelFieldBase, doc: str) -> FieldView:
    if not isinstance(field, ModelField | KeyField | AliasValue):
        raise TypeError(f"no template prints {type(field)}")
    return FieldView(field.name or "", field.annotation, field.assignment, doc)


class PrintedModel(PrintedType, BaseModel):
    """A pydantic model with given base classes."""

    BASE_CLASS: ClassVar[str] = ""


class PrintedDict(PrintedType, TypedDict):
    """A TypedDict with given base classes."""

    BASE_CLASS: ClassVar[str] = ""
    DEFAULT_IMPORTS: ClassVar[tuple[Import, ...]] = ()


class PrintedAlias(PrintedType, TypeAlias):
    """A named alias."""


def make_model(name: str, bases: Sequence[str], fields: Sequence[ModelField], **data: object) -> PrintedType:
    """Return a pydantic model; the template sees `data` too."""
    made = PrintedModel(reference=_reference_to(name), fields=[*fields], extra_template_data=_template_data(name, data))
    made.base_classes = [BaseClassDataType(type=base) for base in bases]
    return made


def typed_dict(
    name: str, bases: Sequence[str], keys: Sequence[KeyField], *, partial: bool, **data: object
) -> PrintedType:
    """Return a TypedDict; with `partial`, its keys may be absent unless they are required."""
    data["use_total_false_for_typed_dict"] = partial
    made = PrintedDict(reference=_reference_to(name), fields=[*keys], extra_template_data=_template_data(name, data))
    made.base_classes = [BaseClassDataType(type=base) for base in bases]
    return made


def make_alias(name: str, value: SpelledType, *, recursive: bool, **data: object) -> PrintedType:
    """Return a named alias of a type."""
    field = AliasValue(name=name, data_type=value, required=True, recursive=recursive)
    data["recursive"] = recursive
    return PrintedAlias(reference=_reference_to(name), fields=[field], extra_template_data=_template_data(name, data))


def _reference_to(name: str) -> Reference:
    return Reference(path=name, name=name)


def _template_data(name: str, data: Mapping[str, object]) -> defaultdict[str, dict[str, object]]:
    return defaultdict(dict[str, object], {name: {**data}})


class TypePrinter:
    """Prints types with the templates in `roots`; earlier directories take precedence, the last is ours."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._print_values = template_printer(roots)
        self._directory = roots[-1] / "models"

    def print_type(self, item: PrintedType) -> str:
        """Return the source of a type.

        Raises:
            UserError: a user's template fails.
        """
        item.print_values = self._print_values
        item.template_file_path = (self._directory / item.TEMPLATE_FILE_PATH).absolute()
        return item.render().strip()
