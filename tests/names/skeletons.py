"""Documents of which only what names are chosen from is left: one line an operation, in `judged.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specloom.api.infer import infer_config_data
from specloom.base.diagnostics import SourceLocation
from specloom.base.json import JsonObject, JsonValue, as_object, as_str

JUDGED = Path(__file__).with_name("judged.tsv")
SCHEMAS: dict[str, JsonObject] = {
    "list": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
    "one": {"type": "object", "properties": {"id": {"type": "string"}}},
    "unknown": {},
}


@dataclass(frozen=True)
class Skeleton:
    """An operation: a line of the file."""

    document: str
    verb: str
    path: str
    operation_id: str
    tag: str
    summary: str
    statuses: str
    form: str
    name: str

    @property
    def key(self) -> str:
        """The operation in a config."""
        return f"{self.verb} {self.path}"

    def as_operation(self) -> JsonObject:
        """Return the operation as an object of a document."""
        schema = SCHEMAS.get(self.form)
        content: JsonObject = {} if schema is None else {"content": {"application/json": {"schema": schema}}}
        responses: JsonObject = {code: {"description": "-", **content} for code in self.statuses.split()}
        parameters: list[JsonValue] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", self.path))
        ]
        found: JsonObject = {"responses": responses, "parameters": parameters, "tags": [self.tag] if self.tag else []}
        texts = {"operationId": self.operation_id, "summary": self.summary}
        return {**found, **{key: text for key, text in texts.items() if text}}


@dataclass(frozen=True)
class SkeletonDocument:
    """A document that is built from skeletons."""

    document: JsonObject
    values: int = 0

    def location_of(self, pointer: str) -> SourceLocation:
        """Return a location."""
        return SourceLocation("skeleton", pointer)


def read_skeletons() -> dict[str, list[Skeleton]]:
    """Return the operations of the file by document."""
    found: dict[str, list[Skeleton]] = {}
    for line in JUDGED.read_text("utf-8").splitlines():
        skeleton = Skeleton(*line.split("\t"))
        found.setdefault(skeleton.document, []).append(skeleton)
    return found


def inferred_names(skeletons: list[Skeleton]) -> dict[str, str]:
    """Return the name of each operation of a document, by its key."""
    paths: dict[str, JsonObject] = {}
    for each in skeletons:
        paths.setdefault(each.path, {})[each.verb] = each.as_operation()
    document: JsonObject = {"openapi": "3.1.0", "info": {"title": "Skeleton", "version": "1"}, "paths": {**paths}}
    config = infer_config_data(SkeletonDocument(document))
    return dict(_methods_of(as_object(config["resources"]), ""))


def _methods_of(resources: JsonObject, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in resources.items():
        resource = as_object(value)
        path = prefix if name == "$client" else f"{prefix}{name}."
        for method, wanted in as_object(resource.get("methods")).items():
            yield as_str(wanted) or as_str(as_object(wanted).get("endpoint")) or "", f"{path}{method}"
        yield from _methods_of(as_object(resource.get("subresources")), path)
