"""Plans the results of methods: the unwrapped type, the page, or nothing."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.ir import (
    AnySchema,
    ErrorResponse,
    MethodSpec,
    PaginationScheme,
    RefSchema,
    Result,
    ResultKind,
    Schema,
)
from specloom.plan.context import PlanContext
from specloom.plan.exprs import NONE, OBJECT, STRING, make_optional
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.paging import items_of, matching_scheme
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    Direction,
    NamedType,
    PlannedAlias,
    PlannedPage,
    PlannedResult,
    PlannedTypeModule,
    TypeExpr,
)
from specloom.plan.roots import root_module
from specloom.plan.shapes import is_free, object_shape
from specloom.plan.structure import is_same_class


class ResultPlanner:
    """Plans the results of methods and the modules of their types."""

    def __init__(self, context: PlanContext) -> None:
        """Start with no modules."""
        self.context = context
        self.modules: list[PlannedTypeModule] = []
        self._in_models: dict[tuple[str, str], TypeExpr] = {}
        self._aliases: dict[int, NamedType] = {}
        self._errors: dict[frozenset[str], list[tuple[Schema, NamedType]]] = {}
        """The inline schemas of errors that have a type, by the names of their properties."""
        self._with_errors: set[int] = set()
        """Methods that an error's type is named after."""

    def plan_result(self, location: ResourceLocation, method: MethodSpec) -> PlannedResult:
        """Return the result of `method` of the resource in `location`."""
        found = self._plan_result(location, method)
        return replace(found, alias=self._aliases.get(id(method)))

    def _plan_result(self, location: ResourceLocation, method: MethodSpec) -> PlannedResult:
        result = method.operation.result
        if method.streaming is not None and method.streaming.param is None:
            event = self._named_result(location, method, method.streaming.event)
            return PlannedResult(ResultKind.JSON, event, event, accept=result.media_type)
        match result.kind:
            case ResultKind.NONE:
                return PlannedResult(result.kind, NONE, NONE, accept="*/*")
            case ResultKind.TEXT:
                return PlannedResult(result.kind, STRING, STRING, accept=result.media_type)
            case ResultKind.BINARY:
                binary = BasicType(BasicKind.BINARY_RESPONSE)
                return PlannedResult(result.kind, binary, binary, accept=self._file_types(result.media_type))
            case ResultKind.JSON:
                return self._json_result(location, method, result)

    def _file_types(self, media_type: str | None) -> str | None:
        """Return the media types to request of a file: where the document decides, those that it does not name too."""
        if media_type is None or "*/*" in media_type or not self.context.api.client.as_documented:
            return media_type
        return f"{media_type}, */*"

    def _json_result(self, location: ResourceLocation, method: MethodSpec, result: Result) -> PlannedResult:
        if result.schema is None:
            return PlannedResult(result.kind, OBJECT, OBJECT)
        self._note_envelope(result.schema)
        scheme = matching_scheme(method, self.context)
        if scheme is not None:
            return self._page_result(location, method, result.schema, scheme)
        schema, missing, unwrap = self._unwrap_schema(method, result.schema)
        expr = self._result_type(location, method, schema, unwrap)
        null = self.context.catalogue.nullable(schema)
        nullable = missing or result.empty_too or null
        cast = make_optional(expr) if null or (result.empty_body and unwrap is None) else expr
        return PlannedResult(
            result.kind, make_optional(expr) if nullable else expr, cast, unwrap=unwrap, accept=result.media_type
        )

    def event_type(
        self, location: ResourceLocation, method: MethodSpec, schema: Schema, result: PlannedResult
    ) -> TypeExpr:
        """Return the type of one streamed event: that of the response if both have the same schema."""
        always = method.streaming is not None and method.streaming.param is None
        whole = method.operation.result
        same = whole.schema is not None and is_same_class(whole.schema, schema)
        if always or (whole.kind is ResultKind.JSON and same and result.page is None):
            return result.cast
        return self._named_result(location, method, schema, "event")

    def error_type(self, location: ResourceLocation, method: MethodSpec, error: ErrorResponse) -> NamedType | None:
        """Return the type of an error's body that the document describes inline; equal ones share the first name."""
        shape = object_shape(error.schema, self.context.catalogue) if error.schema is not None else None
        if error.schema is None or shape is None:
            return None
        alike = self._errors.setdefault(frozenset(field.wire_name for field in shape.fields), [])
        for known, named in alike:
            if is_same_class(known, error.schema):
                return named
        suffix = "error" if id(method) not in self._with_errors else f"{error.status.lower()}_error"
        self._with_errors.add(id(method))
        found = self._named_result(location, method, error.schema, suffix)
        if not isinstance(found, NamedType):
            return None
        alike.append((error.schema, found))
        return found

    def _page_result(
        self, location: ResourceLocation, method: MethodSpec, schema: Schema, scheme: PaginationScheme
    ) -> PlannedResult:
        item = self._named_result(location, method, items_of(schema, scheme, self.context))
        page = PlannedPage(self.context.words.pascal(scheme.name), item, scheme.in_body)
        return PlannedResult(ResultKind.JSON, item, item, accept=method.operation.result.media_type, page=page)

    def _note_envelope(self, schema: Schema) -> None:
        """Count a model that only wraps the result (an envelope, a page) as used."""
        home = self.context.catalogue.target(schema).home if isinstance(schema, RefSchema) else None
        if home is not None:
            self.context.model(home, Direction.RESPONSE)

    def _result_type(
        self, location: ResourceLocation, method: MethodSpec, schema: Schema, unwrap: str | None
    ) -> TypeExpr:
        """Return the type of a result; a schema inside a model has one name, given by the first method."""
        whole = method.operation.result.schema
        home = self.context.catalogue.target(whole).home if isinstance(whole, RefSchema) else None
        if home is None or unwrap is None:
            return self._named_result(location, method, schema)
        key = (home.spec.schema, unwrap)
        known = self._in_models.get(key)
        if known is None:
            known = self._in_models[key] = self._named_result(location, method, schema)
        return known

    def _unwrap_schema(self, method: MethodSpec, schema: Schema) -> tuple[Schema, bool, str | None]:
        """Return the schema inside the envelope, whether it may be missing, and the envelope's property."""
        envelope = object_shape(schema, self.context.catalogue) if method.unwrap is not None else None
        for field in envelope.fields if envelope is not None else ():
            if field.wire_name == method.unwrap:
                return field.schema, not field.required, method.unwrap
        return schema, False, None

    def _named_result(
        self, location: ResourceLocation, method: MethodSpec, schema: Schema, suffix: str = "response"
    ) -> TypeExpr:
        """Return the model of a response, or a type named after the method in a module of its own."""
        if isinstance(schema, AnySchema) or is_free(schema, self.context.catalogue):
            return OBJECT
        if not isinstance(schema, RefSchema):
            return self._module_type(location, method, schema, suffix)
        home = self.context.catalogue.target(schema).home
        if home is not None:
            return self.context.model(home, Direction.RESPONSE)
        return self._module_type(location, method, schema, suffix)

    def _module_type(self, location: ResourceLocation, method: MethodSpec, schema: Schema, suffix: str) -> TypeExpr:
        named = self.context.method_type(location, method, suffix)
        module = root_module(self.context, named, schema, Direction.RESPONSE)
        self.modules.append(module)
        plain = _plain_string_type(module)
        if plain is not None and suffix == "response":
            self._aliases[id(method)] = named
        return plain or named


def _plain_string_type(module: PlannedTypeModule) -> TypeExpr | None:
    """Return `str` if the only type of a module is an alias of it: methods are then annotated with `str`."""
    alone = module.types[0] if len(module.types) == 1 else None
    return STRING if isinstance(alone, PlannedAlias) and alone.type == STRING else None
