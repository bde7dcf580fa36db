"""Builds request bodies: chooses one media type and reports the others."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build import media
from specloom.api.build.info import with_example
from specloom.api.build.lookup import Lookup
from specloom.api.build.nodes import DocumentNode
from specloom.api.build.parts import PartBuilder
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.uploads import upload_names
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    Body,
    BodyKind,
    Info,
    MapSchema,
    ObjectSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
)
from specloom.base.json import as_str
from specloom.base.records import dataclass

_SENT_AS = {
    BodyKind.JSON: "application/json",
    BodyKind.TEXT: "text/plain",
    BodyKind.MULTIPART: "multipart/form-data",
}
"""The media type that is sent for a range such as `text/*`."""


@dataclass(frozen=True, slots=True)
class BodyBuilder:
    """Builds request bodies. With `as_documented`, only the document decides, not the
    conventions of existing clients."""

    schemas: SchemaBuilder
    lookup: Lookup
    as_documented: bool

    def build_request_body(self, operation: DocumentNode, key: str, returned: Schema | None = None) -> Body | None:
        """Return the request body of the operation `key`, which responds with `returned`, or None."""
        node = operation.at("requestBody")
        content = node.at("content")
        chosen = self._choose_media_type(content, returned)
        if chosen is None:
            return None
        required = node.raw.get("required") is True
        if key.startswith("get ") and not required and not self.as_documented:
            self._add_info(node, "body-left-out", f"`{key}` can have a body, but its method does not send one")
            return None
        others = tuple(name for name in content.raw if name != chosen)
        body = self._build_body(content.at(chosen), chosen, key)
        json_too = body.kind is BodyKind.MULTIPART and any(map(media.is_json, others))
        self._report_other_media_types(node, key, body, others)
        self._report_files(key, body)
        return replace(
            body,
            required=required,
            description=as_str(node.raw.get("description")),
            others=others,
            json_without_files=json_too,
            uploads=self._uploads_of(content.at(chosen), returned) if body.kind is BodyKind.MULTIPART else (),
        )

    def _choose_media_type(self, content: DocumentNode, returned: Schema | None) -> str | None:
        """Return the media type to send: multipart where it has files, else the preferred one."""
        for name in content.raw:
            if media.body_kind(name) is BodyKind.MULTIPART and (
                self._has_files(content.at(name)) or self._uploads_of(content.at(name), returned)
            ):
                return name
        return media.preferred_media_type(content.raw)

    def _build_body(self, node: DocumentNode, media_type: str, key: str) -> Body:
        kind = media.body_kind(media_type)
        schema = self.schemas.build(node.at("schema"))
        if kind is BodyKind.LINES:
            schema = self._json_line_schema(node, schema)
        elif kind is BodyKind.BINARY or kind is BodyKind.TEXT:
            schema = ScalarSchema(schema.info, ScalarKind.BINARY if kind is BodyKind.BINARY else ScalarKind.STRING)
        elif kind is not BodyKind.JSON:
            schema = self._form_schema(schema, node, key)
        sent = media_type if "*" not in media_type else _SENT_AS.get(kind, "application/octet-stream")
        schema = with_example(schema, node.raw) if kind is not BodyKind.LINES else schema
        parts = PartBuilder(self.lookup, self.schemas.context, self.as_documented).build_encodings(node, kind, schema)
        return Body(kind, sent, schema, required=False, parts=parts)

    def _json_line_schema(self, node: DocumentNode, schema: Schema) -> Schema:
        """Return the schema of one line; an array schema describes all lines."""
        if "itemSchema" in node.raw:
            return self.schemas.build(node.at("itemSchema"))
        whole = self.lookup.resolve_fully(schema)
        return whole.items if isinstance(whole, ArraySchema) else schema

    def _form_schema(self, schema: Schema, node: DocumentNode, key: str) -> Schema:
        """Return the schema of a form; one that does not name its fields accepts any."""
        whole = self.lookup.resolve_fully(schema)
        if isinstance(whole, ObjectSchema | MapSchema):
            return schema
        if isinstance(whole, UnionSchema) and all(map(self._is_mapping, self.lookup.variants_of(whole))):
            return schema
        if not isinstance(whole, AnySchema):
            message = f"the schema of the form that `{key}` sends is no object; the method accepts any fields"
            self.schemas.context.widened(node.pointer, message)
        return MapSchema(replace(schema.info, nullable=False), AnySchema(Info(pointer=node.pointer)))

    def _is_mapping(self, schema: Schema) -> bool:
        return isinstance(self.lookup.resolve_fully(schema), ObjectSchema | MapSchema)

    def _has_files(self, node: DocumentNode) -> bool:
        if "schema" not in node.raw:
            return False
        if self.as_documented:
            return self.lookup.holds_files(self.schemas.build(node.at("schema")))
        variants = self.lookup.variants_of(self.schemas.build(node.at("schema")))
        return any(self._is_file(field.schema) for one in variants for field in self.lookup.fields_of(one).values())

    def _uploads_of(self, node: DocumentNode, returned: Schema | None) -> tuple[str, ...]:
        """Return the properties of a multipart body that take files beside URLs; a config leaves them as described."""
        if not self.as_documented or "schema" not in node.raw:
            return ()
        return upload_names(self.schemas.build(node.at("schema")), returned, self.lookup)

    def _is_file(self, schema: Schema) -> bool:
        leaves = self.lookup.leaf_schemas(schema)
        return any(isinstance(leaf, ScalarSchema) and leaf.kind is ScalarKind.BINARY for leaf in leaves)

    def _report_other_media_types(self, node: DocumentNode, key: str, body: Body, others: tuple[str, ...]) -> None:
        if body.kind is BodyKind.MULTIPART:
            others = tuple(name for name in others if not media.is_json(name))
        if others:
            also = ", ".join(f"`{name}`" for name in others)
            self._add_info(node, "media-types", f"`{key}` also accepts {also}; its method sends `{body.media_type}`")
        if body.kind is BodyKind.TEXT and media.is_xml(body.media_type):
            message = f"`{key}` accepts XML; its method takes text or bytes and sends them unchanged"
            self._add_info(node, "body-as-given", message)

    def _report_files(self, key: str, body: Body) -> None:
        file = next(self.lookup.files_in(body.schema), None) if body.kind is BodyKind.JSON else None
        if file is not None:
            message = f"`{key}` sends JSON, which has no files (`format: binary`); its method takes text instead"
            hint = "describe `multipart/form-data`, or `format: byte` if the server reads base64"
            context = self.schemas.context
            location = context.source.location_of(file.info.pointer)
            context.diagnostics.info("file-in-json", message, location=location, hint=hint)

    def _add_info(self, node: DocumentNode, code: str, message: str) -> None:
        context = self.schemas.context
        context.diagnostics.info(code, message, location=context.source.location_of(node.pointer))
