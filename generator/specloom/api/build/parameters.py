"""Builds the parameters outside the body: those of path and operation together, with their styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specloom.api.build.info import python_naming, with_example
from specloom.api.build.media import is_json
from specloom.api.build.nodes import DocumentNode, is_skipped
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.shapes import type_names
from specloom.api.build.styles import STYLES, read_style
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    Info,
    Location,
    MapSchema,
    ObjectSchema,
    Parameter,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    Style,
    UnionSchema,
)
from specloom.base.json import JsonObject, as_object, as_str, strings_in
from specloom.base.records import dataclass
from specloom.document.normalise.swagger2_parts import NESTED_DELIMITERS

_IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})


@dataclass(frozen=True, slots=True)
class ParameterBuilder:
    """Builds parameters. `honour_form` keeps the document's array format if the client has none of its own."""

    schemas: SchemaBuilder
    components: Mapping[str, Schema]
    honour_form: bool
    sent: frozenset[tuple[str, str]] = frozenset()

    def build_parameters(self, path_item: DocumentNode, operation: DocumentNode) -> tuple[Parameter, ...]:
        """Return the parameters of an operation; its own override those of the path with the same name and location."""
        found: dict[tuple[str, str], DocumentNode] = {}
        for node in [*path_item.items("parameters"), *operation.items("parameters")]:
            name, declared_in = as_str(node.raw.get("name")), as_str(node.raw.get("in"))
            if name is None or declared_in is None or is_skipped(node.raw.get("x-stainless-skip")):
                continue
            key = (declared_in, name.lower() if declared_in == "header" else name)
            if key not in self.sent:
                found[key] = node
        built = [self._build_parameter(node) for node in found.values()]
        return tuple(parameter for parameter in built if parameter is not None)

    def _build_parameter(self, node: DocumentNode) -> Parameter | None:
        raw = node.raw
        name, declared_in = as_str(raw.get("name")) or "", as_str(raw.get("in")) or ""
        context = self.schemas.context
        whole = declared_in == "querystring"
        if declared_in not in list(Location) and not whole:
            message = (
                f"the parameter `{name}` is in `{declared_in}`, which is no location of parameters; it is left out"
            )
            context.diagnostics.warning("parameter-place", message, location=context.source.location_of(node.pointer))
            return None
        location = Location.QUERY if whole else Location(declared_in)
        if location is Location.HEADER and name.lower() in _IGNORED_HEADERS:
            return None
        schema, json_content = self._parameter_schema(node)
        schema = with_example(schema, raw)
        style, explode = self._serialization_style(node, location, schema) if not whole else (Style.WHOLE, False)
        if json_content:
            style = Style.WHOLE_JSON if whole else Style.JSON
        return Parameter(
            wire_name=name,
            location=location,
            schema=_as_text(schema) if location is Location.PATH else schema,
            required=raw.get("required") is True or location is Location.PATH,
            style=style,
            explode=explode,
            reserved=location is Location.QUERY and raw.get("allowReserved") is True and not json_content,
            description=as_str(raw.get("description")) or schema.info.description,
            deprecated=raw.get("deprecated") is True or schema.info.deprecated,
            name_hint=self._name_hint(node),
            extends=self._extended_default(node, schema),
            nested=nested_delimiters(raw),
            pointer=node.pointer,
        )

    def _name_hint(self, node: DocumentNode) -> str | None:
        """Return the name that the parameter or its schema requests."""
        for holder in self._extension_holders(node):
            name = as_str(holder.raw.get("x-stainless-param")) or python_naming(holder.raw).get("method_argument")
            if name:
                return name
        return python_naming(node.raw).get("property_name")

    def _extension_holders(self, node: DocumentNode) -> tuple[DocumentNode, ...]:
        """Return the objects that may hold keys about a parameter, the nearest first."""
        schema = node.at("schema")
        target = self.schemas.context.component(schema.ref) if schema.ref is not None else schema
        return (node, schema, target, target.at("x-stainless-override-schema"))

    def _extended_default(self, node: DocumentNode, schema: Schema) -> tuple[str, ...]:
        """Return the default of a list that callers extend (`x-stainless-extend-default`), strings split at commas."""
        holders = self._extension_holders(node)
        if not any(holder.raw.get("x-stainless-extend-default") is True for holder in holders):
            return ()
        default = next((holder.raw["default"] for holder in holders if "default" in holder.raw), None)
        is_list = any(isinstance(part, ArraySchema) for part in self._schema_variants(schema))
        values = default.split(",") if isinstance(default, str) else strings_in(default)
        return tuple(value.strip() for value in values) if is_list else ()

    def _parameter_schema(self, node: DocumentNode) -> tuple[Schema, bool]:
        """Return the schema, and whether the value is sent as JSON text (`content`)."""
        content = as_object(node.raw.get("content"))
        if "schema" in node.raw or not content:
            inner = node.at("schema")
            if not inner.raw and not isinstance(inner.value, bool):
                return ScalarSchema(Info(pointer=node.pointer), ScalarKind.STRING), False
            return self.schemas.build(inner), False
        media_type = next(iter(content))
        return self.schemas.build(node.at("content", media_type, "schema")), is_json(media_type)

    def _serialization_style(self, node: DocumentNode, location: Location, schema: Schema) -> tuple[Style | None, bool]:
        """Return the style if it differs from the client's own."""
        raw = node.raw
        style, exploded = read_style(raw, location)
        if nested_delimiters(raw):
            return style, exploded
        if location is Location.QUERY and raw.get("allowReserved") is True:
            return style, exploded
        if style is STYLES[location][0] and location in (Location.PATH, Location.HEADER):
            return (style, True) if exploded and self._is_object(schema) else (None, False)
        if style is not Style.FORM or location is Location.COOKIE:
            return (None, False) if location is Location.COOKIE and not self._is_composed(schema) else (style, exploded)
        if self.honour_form and isinstance(schema, AnySchema) and _is_free_object(node):
            return style, exploded
        if not self.honour_form or not self._is_composed(schema):
            return None, False
        if self._is_object(schema):
            return style, exploded
        return (None, False) if exploded else (style, False)

    def _is_composed(self, schema: Schema) -> bool:
        return self._is_object(schema) or any(isinstance(part, ArraySchema) for part in self._schema_variants(schema))

    def _is_object(self, schema: Schema) -> bool:
        return any(isinstance(part, (ObjectSchema, MapSchema)) for part in self._schema_variants(schema))

    def _schema_variants(self, schema: Schema) -> list[Schema]:
        """Return the schema or its variants, references resolved."""
        seen: set[str] = set()
        while isinstance(schema, RefSchema) and schema.name not in seen and schema.name in self.components:
            seen.add(schema.name)
            schema = self.components[schema.name]
        if isinstance(schema, UnionSchema):
            return [part for variant in schema.variants for part in self._shallow_parts(variant.schema)]
        return [schema]

    def _shallow_parts(self, schema: Schema) -> list[Schema]:
        return [self.components.get(schema.name, schema)] if isinstance(schema, RefSchema) else [schema]


def _is_free_object(node: DocumentNode) -> bool:
    """Return whether a parameter is an object of any properties."""
    return "object" in type_names(node.at("schema").raw.get("type"))


def nested_delimiters(raw: JsonObject) -> str:
    """Return the delimiters of lists in the list that a parameter or a part of a form is, in Swagger 2."""
    return "".join(mark for mark in as_str(raw.get(NESTED_DELIMITERS)) or "" if mark in ", |\t")


def _as_text(schema: Schema) -> Schema:
    """Return the schema of a path parameter, which is always present and never null."""
    return replace(schema, info=replace(schema.info, nullable=False)) if schema.info.nullable else schema
