"""The only user of datamodel-code-generator: small JSON Schemas in, printed classes out.

Every name is final before it comes here and every annotation is settled text, so a schema says only which kind of type
to make, under a key that means nothing: as a class of its own making the printer would rename `Any` or `Model`, and
fields such as `_600` or `copy`. Our templates print the type from a view, in one call for hundreds of them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.model import get_data_model_types
from datamodel_code_generator.parser.jsonschema import JsonSchemaParser

from specloom.base.json import JsonObject
from specloom.base.templatefolder import template_files
from specloom.emit.render import printed_alone
from specloom.emit.views import AliasView, ClassKind, ClassView

MARK = "\ue000"
"""Begins each printed type. No text of a document can hold it: literals escape private characters."""

BATCH = 300
"""Types in one call: a call costs about 5 ms, and its time grows a little more than linearly."""

_SECTION = re.compile(rf"^#{MARK} (\S+)\n", re.MULTILINE)
_KINDS = {
    ClassKind.MODEL: DataModelType.PydanticV2BaseModel,
    ClassKind.TYPED_DICT: DataModelType.TypingTypedDict,
}

TypeView: TypeAlias = ClassView | AliasView


_EVERY_TYPE = "#all#"
_ROOT: TypeView = AliasView("document", "None", "")
"""Stands for the document itself, which the printer takes for a type as well; nobody reads its text."""


def print_types(views: Iterable[TypeView], roots: Sequence[Path]) -> dict[int, str]:
    """Print types and return the source of each by the `id` of its view.

    Templates of the user print them in the sandbox, without the library, which knows none.

    Raises:
        UserError: they fail.
    """
    printed: dict[int, str] = {}
    own = any(name.startswith("models/") for root in roots[:-1] for name in template_files(root))
    for kind, batch in _batches(views):
        sections = _print_by_templates(batch, roots) if own else _print_batch(batch, kind, roots[-1] / "models")
        printed.update({id(view): sections[key] for key, view in batch.items()})
    return printed


def _print_by_templates(batch: Mapping[str, TypeView], roots: Sequence[Path]) -> Mapping[str, str]:
    """Print one batch with the templates of the user, and ours where there is none, each type by its key."""
    values = {"planned_types": MappingProxyType(batch), "mark": MARK}
    return {
        key: _SECTION.sub("", printed_alone(_template(view), roots, {**values, "class_name": key})).strip()
        for key, view in batch.items()
    }


def _template(view: TypeView) -> str:
    if isinstance(view, AliasView):
        return "models/TypeAliasAnnotation.jinja2"
    return "models/pydantic_v2/BaseModel.jinja2" if view.kind is ClassKind.MODEL else "models/TypedDict.jinja2"


def _batches(views: Iterable[TypeView]) -> Iterator[tuple[DataModelType, Mapping[str, TypeView]]]:
    """Divide types into batches of one kind, under keys that mean nothing."""
    kinds: dict[DataModelType, list[TypeView]] = defaultdict(list)
    for view in views:
        kinds[_KINDS[view.kind] if isinstance(view, ClassView) else DataModelType.TypingTypedDict].append(view)
    for kind, members in kinds.items():
        for start in range(0, len(members), BATCH):
            yield kind, {f"Planned{index}": view for index, view in enumerate(members[start : start + BATCH])}


def _print_batch(batch: Mapping[str, TypeView], kind: DataModelType, templates: Path) -> Mapping[str, str]:
    """Print one batch in one call and return the source of each type by its key."""
    planned = defaultdict(lambda: _ROOT, batch)
    data = defaultdict[str, dict[str, object]](dict)
    data[_EVERY_TYPE] = {"planned_types": MappingProxyType(planned), "mark": MARK}
    types = get_data_model_types(kind, PythonVersion.PY_310)
    parser = JsonSchemaParser(
        json.dumps({"$defs": {key: _schema(view) for key, view in batch.items()}}),
        data_model_type=types.data_model,
        data_model_root_type=types.root_model,
        data_model_field_type=types.field_model,
        data_type_manager_type=types.data_type_manager,
        custom_template_dir=templates,
        extra_template_data=data,
        target_python_version=PythonVersion.PY_310,
        formatters=[],
    )
    source = parser.parse(with_import=False, format_=False)
    parts = _SECTION.split(str(source) + "\n")
    sections = dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True))
    if not sections.keys() >= batch.keys():
        raise AssertionError(f"the model printer lost {sorted(batch.keys() - sections.keys())[:3]}")
    return sections


def _schema(view: TypeView) -> JsonObject:
    """Return the JSON Schema of a type: an object of settled fields, or a plain value for an alias.

    The fields stand in the view alone: passed as properties each would cost 0.2 ms more, and a new name at times.
    """
    if isinstance(view, AliasView):
        return {"type": "string"}
    return {"type": "object", "properties": {"planned": {}}}
