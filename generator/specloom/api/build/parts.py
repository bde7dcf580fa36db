"""Builds the encodings of form parts that differ from the client's own format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from specloom.api.build import media
from specloom.api.build.lookup import Lookup
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.parameters import nested_delimiters
from specloom.api.build.scalars import enum_values
from specloom.api.build.styles import read_style
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    BodyKind,
    Field,
    Location,
    MapSchema,
    ObjectSchema,
    PartEncoding,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    Style,
    UnionSchema,
)
from specloom.base.json import JsonObject, as_object, as_str
from specloom.base.records import dataclass

_OF_THE_PART = ("content-type", "content-disposition")
"""Headers of a part that its encoding sets already."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_TEXT = re.compile(r"[ -~]+")
_MEDIA_TYPE = re.compile(rf"{_TOKEN.pattern}/{_TOKEN.pattern}(?:\s*;{_TEXT.pattern})?")


@dataclass(frozen=True, slots=True)
class PartBuilder:
    """Builds the encodings of parts. With `as_documented`, parts without an encoding follow OpenAPI's defaults."""

    lookup: Lookup
    context: BuildContext
    as_documented: bool

    def build_encodings(self, node: DocumentNode, kind: BodyKind, schema: Schema) -> tuple[PartEncoding, ...]:
        """Return the encodings that differ from the client's own, by property name."""
        if kind not in (BodyKind.FORM, BodyKind.MULTIPART):
            return ()
        fields = self._fields_of(schema)
        described = as_object(node.raw.get("encoding"))
        implied = [field for name, field in fields.items() if name not in described]
        found = {part.name: part for part in self._implied_parts(kind, implied)}
        for name, encoding in node.entries("encoding"):
            part = self._build_encoding(name, encoding, kind, fields.get(name))
            if part is not None:
                found[name] = part
        return tuple(found.values())

    def _fields_of(self, schema: Schema) -> dict[str, Field]:
        alternatives = self.lookup.variants_of(schema)
        return {name: field for one in alternatives for name, field in self.lookup.fields_of(one).items()}

    def _implied_parts(self, kind: BodyKind, fields: Iterable[Field]) -> Iterator[PartEncoding]:
        """Yield the fields that need another form than the client's: JSON in multipart bodies, indices in forms."""
        for field in fields:
            name = field.wire_name
            if self._is_json_part(kind, field):
                yield PartEncoding(name, Style.JSON)
            elif kind is BodyKind.FORM and self.as_documented and self._lists_objects(field.schema):
                self._warn_of_form(field, f"the objects in the list in `{name}` are numbered, as in `{name}[0][...]`")
                yield PartEncoding(name, Style.DEEP, explode=True)
            elif kind is BodyKind.FORM and self.as_documented and self._is_file(field.schema):
                self._warn_of_form(field, f"the file `{name}` is sent as text")

    def _is_json_part(self, kind: BodyKind, field: Field) -> bool:
        """Return whether a field is a JSON part by default: an object, or what has no type."""
        if kind is not BodyKind.MULTIPART or not self.as_documented or self.lookup.holds_files(field.schema):
            return False
        untyped = isinstance(self.lookup.resolve_fully(field.schema), AnySchema)
        return untyped or self._is_object(field.schema)

    def _warn_of_form(self, field: Field, message: str) -> None:
        location = self.context.source.location_of(field.schema.info.pointer)
        message = f"{message}, because OpenAPI does not say how a form contains it"
        hint = "describe `multipart/form-data` or `application/json`, or a `style` in the `encoding` of the form"
        self.context.diagnostics.warning("form-value", message, location=location, hint=hint)

    def _lists_objects(self, schema: Schema) -> bool:
        """Return whether a value has objects in a list, which repeated names would mix up."""
        seen: set[str] = set()
        waiting = [(schema, False)]
        while waiting:
            one, listed = waiting.pop()
            match one:
                case RefSchema(name=name) if name not in seen and name in self.lookup.components:
                    seen.add(name)
                    waiting.append((self.lookup.components[name], listed))
                case ObjectSchema() | MapSchema() if listed:
                    return True
                case ArraySchema(items=inner):
                    waiting.append((inner, True))
                case MapSchema(values=inner):
                    waiting.append((inner, False))
                case UnionSchema(variants=variants):
                    waiting.extend((variant.schema, listed) for variant in variants)
                case ObjectSchema():
                    waiting.extend((field.schema, False) for field in self.lookup.fields_of(one).values())
                case _:
                    pass
        return False

    def _is_object(self, schema: Schema) -> bool:
        return any(isinstance(leaf, ObjectSchema | MapSchema) for leaf in self.lookup.leaf_schemas(schema))

    def _build_encoding(
        self, name: str, node: DocumentNode, kind: BodyKind, field: Field | None
    ) -> PartEncoding | None:
        raw = as_object(node.value)
        is_file = kind is BodyKind.MULTIPART and field is not None and self._is_file(field.schema)
        if {"style", "explode", "allowReserved"} & raw.keys() and not is_file:
            return _styled_encoding(name, raw)
        types = self._part_media_types(name, node)
        if types and _is_json(types[0]) and not is_file:
            own = types if kind is BodyKind.MULTIPART and media.bare_media_type(types[0]) != "application/json" else ()
            part = PartEncoding(name, Style.JSON, media_types=own)
        elif not types and field is not None and self._is_json_part(kind, field):
            part = PartEncoding(name, Style.JSON)
        else:
            part = PartEncoding(name, None, media_types=types if kind is BodyKind.MULTIPART else ())
        if kind is BodyKind.MULTIPART:
            part = replace(part, headers=tuple(self._constant_headers(name, node)))
        if any(map(media.is_xml, part.media_types)) and field is not None and self._is_object(field.schema):
            message = f"the part `{name}` is XML; the method takes text or bytes and sends them unchanged"
            self._add_info(node, "body-as-given", message)
        return part if part.style is not None or part.media_types or part.headers else None

    def _part_media_types(self, name: str, node: DocumentNode) -> tuple[str, ...]:
        """Return the valid media types that the document names for a part."""
        text = as_str(as_object(node.value).get("contentType")) or ""
        named = [each for each in map(str.strip, text.split(",")) if each]
        sound = tuple(each for each in named if _MEDIA_TYPE.fullmatch(each))
        if len(sound) < len(named):
            self._add_info(
                node.at("contentType"), "part-type", f"the `contentType` of the part `{name}` is not a media type"
            )
        return sound

    def _is_file(self, schema: Schema) -> bool:
        leaves = self.lookup.leaf_schemas(schema)
        return any(isinstance(leaf, ScalarSchema) and leaf.kind is ScalarKind.BINARY for leaf in leaves)

    def _constant_headers(self, name: str, node: DocumentNode) -> Iterator[tuple[str, str]]:
        """Yield the headers of a part that allow one value only; the caller passes others with the file."""
        for header, described in node.entries("headers"):
            if header.lower() in _OF_THE_PART:
                continue
            values = enum_values(as_object(described.at("schema").value)) or []
            value = values[0] if len(values) == 1 else None
            text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
            if _TEXT.fullmatch(text) and _TOKEN.fullmatch(header):
                yield header, text
            else:
                message = f"pass header `{header}` of the part `{name}` with its file: (name, content, type, headers)"
                self._add_info(described, "part-headers", message)

    def _add_info(self, node: DocumentNode, code: str, message: str) -> None:
        self.context.diagnostics.info(code, message, location=self.context.source.location_of(node.pointer))


def _styled_encoding(name: str, raw: JsonObject) -> PartEncoding:
    style, explode = read_style(raw, Location.QUERY)
    reserved = raw.get("allowReserved") is True
    return PartEncoding(name, style, explode, reserved, nested=nested_delimiters(raw))


def _is_json(media_type: str) -> bool:
    """Return whether a part of the type is JSON text; a range is not."""
    return "*" not in media_type and media.is_json(media_type)
