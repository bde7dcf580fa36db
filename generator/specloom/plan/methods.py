"""Plans methods: typed arguments, overloads, the params type and the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.api.ir import AnySchema, BodyKind, MethodSpec, RefSchema, Schema, Style
from specloom.base.records import dataclass
from specloom.plan.arguments import (
    Argument,
    Key,
    in_signature_order,
    names_of,
    outside_body,
    positional_names,
    rename_placeholders,
)
from specloom.plan.bodies import ENCODINGS, BodyVariant, body_variants
from specloom.plan.context import PlanContext
from specloom.plan.docs import doc_of
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.overloads import merge_signatures, required_sets, stream_overloads, variant_overloads
from specloom.plan.paramtypes import Signature, add_params, add_streaming_params, has_params_type
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    BodyEncoding,
    Direction,
    ListForm,
    ListType,
    NamedType,
    PlannedBody,
    PlannedDoc,
    PlannedMethod,
    PlannedParameter,
    PlannedTypeModule,
    TypeExpr,
    UnionType,
)
from specloom.plan.results import ResultPlanner
from specloom.plan.shapes import is_flat
from specloom.plan.slots import NameSlot
from specloom.plan.streams import planned_stream
from specloom.plan.typefile import TypeFile
from specloom.plan.walker import TypeWalker


class MethodPlanner:
    """Plans methods and the modules of their types."""

    def __init__(self, context: PlanContext) -> None:
        """Start with no modules."""
        self.context = context
        self.results = ResultPlanner(context)
        self._modules: list[PlannedTypeModule] = []

    @property
    def modules(self) -> list[PlannedTypeModule]:
        """The modules of params and responses planned so far."""
        return [*self._modules, *self.results.modules]

    def plan_method(self, location: ResourceLocation, method: MethodSpec, name: str) -> PlannedMethod:
        """Plan one method of the resource in `location`."""
        return _MethodWriter(self.context, location, method).write_method(name, self._modules, self.results)


@dataclass(frozen=True, slots=True)
class MethodWalkers:
    """The walkers of one method's file: binary values are files in forms, except inside a JSON part."""

    plain: TypeWalker
    form: TypeWalker

    def walker_for(self, argument: Argument) -> TypeWalker:
        """Return the walker for the type of an argument."""
        in_form = (
            argument.location in (ArgumentLocation.BODY, ArgumentLocation.WHOLE_BODY)
            and argument.style is not Style.JSON
        )
        return self.form if in_form else self.plain


class _MethodWriter:
    """Plans one method."""

    def __init__(self, context: PlanContext, location: ResourceLocation, method: MethodSpec) -> None:
        self.context = context
        self.spec = method
        self.location = location
        self.operation = method.operation
        body = self.operation.body
        self.idempotent_key = context.api.client.idempotency_header is not None and self.operation.verb != "get"
        self.outside = outside_body(method, context)
        self.variants = body_variants(method, context)
        self.encoding = ENCODINGS[body.kind] if body is not None else BodyEncoding.NONE
        self.named = NamedType(location.types, "")
        if self._has_params():
            self.named = context.method_type(location, method, "params")
        arguments = [*self.outside, *(argument for variant in self.variants for argument in variant.arguments)]
        self.names = names_of(arguments, context.casing, idempotent_key=self.idempotent_key)
        self.flag = self._stream_flag()

    def _has_params(self) -> bool:
        """Return whether a module is needed: for the params type, or for the classes of path parameters."""
        inside = any(not argument.positional for variant in self.variants for argument in variant.arguments)
        return inside or any(
            argument.location is not ArgumentLocation.PATH or not is_flat(argument.schema, self.context.catalogue)
            for argument in self.outside
        )

    def _stream_flag(self) -> str | None:
        """Return the argument that switches streaming on."""
        streaming = self.spec.streaming
        if streaming is None or streaming.param is None:
            return None
        return self.names.get(("body", streaming.param)) or self.names.get(("query", streaming.param))

    def method_file(self) -> TypeFile:
        """Create the file of the params type."""
        root = self.named.name
        streaming = [root + suffix for suffix in ("Base", "NonStreaming", "Streaming")] if self.flag else []
        return TypeFile(self.named.module, Direction.REQUEST, root, *streaming)

    def write_method(self, name: str, modules: list[PlannedTypeModule], results: ResultPlanner) -> PlannedMethod:
        """Return the method and add the module of its params type to `modules`."""
        file = self.method_file()
        plain = TypeWalker(self.context, file)
        form = TypeWalker(self.context, file, files=True) if self.encoding is BodyEncoding.MULTIPART else plain
        signatures = self._plan_signatures(file, MethodWalkers(plain, form))
        params_type = self._params_type(file, signatures, modules)
        result = replace(results.plan_result(self.location, self.spec), headers=self.operation.result.headers)
        stream = planned_stream(self.location, self.spec, self.flag, result, results)
        overloads = variant_overloads(signatures)
        overloads = stream_overloads(overloads, signatures, self.flag) if self.flag is not None else overloads
        parameters = merge_signatures(signatures)
        return PlannedMethod(
            name=name,
            verb=self.operation.verb,
            path=self._plan_path(),
            path_styles=tuple(p for p in parameters if p.location is ArgumentLocation.PATH and p.style is not None),
            parameters=parameters,
            body=self._plan_body(parameters),
            result=result,
            doc=self._method_doc(),
            params_type=params_type,
            overloads=overloads,
            required_sets=required_sets(overloads),
            stream=stream,
            errors=tuple(self._documented_errors(results)),
            idempotent_key=self.idempotent_key,
            server=self.operation.server,
            security=self.operation.security,
            max_retries=self.spec.max_retries,
            timeout_seconds=self.spec.timeout_seconds,
            alias_of=self.spec.alias_of,
            operation_key=self.operation.key,
            pointer=self.operation.pointer,
            skip_test_reason=self.spec.skip_test_reason,
        )

    def _params_type(
        self, file: TypeFile, signatures: list[Signature], modules: list[PlannedTypeModule]
    ) -> NamedType | None:
        root = self.named.name
        if not has_params_type(signatures):
            if file.types:
                modules.append(file.finish(exports=()))
            return None
        if self.flag is not None and len(signatures) == 1:
            add_streaming_params(file, root, signatures[0], self.flag)
        else:
            add_params(file, root, signatures)
        modules.append(file.finish(exports=(root,)))
        return file.named(root)

    def _plan_signatures(self, file: TypeFile, walkers: MethodWalkers) -> list[Signature]:
        root = self.context.words.root_slot(self.named.name)
        types: dict[Key, TypeExpr] = {}
        signatures: list[Signature] = []
        for variant in self.variants:
            at = len(file.types)
            slot = root
            if variant.part is not None:
                slot = root.child(variant.part)
                slot = slot.claimed(file.claim(slot))
            signatures.append(self._plan_signature(walkers, variant, slot, types, at))
            if len(signatures) == 1:
                types = {
                    a.key: p.type for a, p in zip(self._order_arguments(variant), signatures[0].parameters, strict=True)
                }
                types = {key: expr for key, expr in types.items() if key[0] != "body"}
        return signatures

    def _order_arguments(self, variant: BodyVariant) -> list[Argument]:
        return in_signature_order([*self.outside, *variant.arguments], positional_names(self.spec, self.context))

    def _plan_signature(
        self, walkers: MethodWalkers, variant: BodyVariant, slot: NameSlot, types: dict[Key, TypeExpr], at: int
    ) -> Signature:
        ordered = self._order_arguments(variant)
        planned = tuple(self._plan_parameter(argument, walkers, slot, types.get(argument.key)) for argument in ordered)
        return Signature(slot.name, planned, at, variant.text)

    def _plan_parameter(
        self, argument: Argument, walkers: MethodWalkers, slot: NameSlot, known: TypeExpr | None
    ) -> PlannedParameter:
        name = self.names[argument.key]
        self.context.spend(1, argument.schema.info.pointer)
        expr = known or self._argument_type(
            argument, walkers, slot.child(self.context.words.part(argument.wire or name))
        )
        doc = self.context.documented(doc_of(argument.schema, self.context.catalogue, argument.text))
        return PlannedParameter(
            name,
            argument.wire,
            argument.location,
            expr,
            argument.required,
            argument.positional,
            replace(doc, deprecated=doc.deprecated or "deprecated") if argument.deprecated else doc,
            argument.style,
            argument.explode,
            argument.fixed,
            is_fixed=argument.fixed is not None,
            reserved=argument.reserved,
            extends=argument.extends,
            nested=argument.nested,
            option=argument.option,
            schema=argument.schema,
        )

    def _argument_type(self, argument: Argument, walkers: MethodWalkers, slot: NameSlot) -> TypeExpr:
        body = self.operation.body
        walker = walkers.walker_for(argument)
        whole = argument.location is ArgumentLocation.WHOLE_BODY
        if whole and body is not None and self.encoding is BodyEncoding.CONTENT:
            text = UnionType((BasicType(BasicKind.STR), BasicType(BasicKind.BYTES)))
            return text if body.kind is BodyKind.TEXT else BasicType(BasicKind.BINARY_BODY)
        if whole and self.encoding is BodyEncoding.LINES:
            lines = ListType(walker.type_of(argument.schema, slot), ListForm.ITERABLE)
            return UnionType((lines, BasicType(BasicKind.STR), BasicType(BasicKind.BYTES)))
        return walker.type_of(argument.schema, slot)

    def _plan_path(self) -> str:
        names = {
            argument.wire: self.names[argument.key]
            for argument in self.outside
            if argument.location is ArgumentLocation.PATH
        }
        return rename_placeholders(self.operation.path, names)

    def _plan_body(self, parameters: tuple[PlannedParameter, ...]) -> PlannedBody:
        body = self.operation.body
        if body is None or not any(variant.arguments for variant in self.variants):
            return PlannedBody(BodyEncoding.NONE)
        inside = [p for p in parameters if p.location in (ArgumentLocation.BODY, ArgumentLocation.WHOLE_BODY)]
        required = body.required or any(p.required for p in inside)
        return PlannedBody(
            self.encoding,
            body.media_type,
            required=required,
            json_without_files=body.json_without_files,
            part_types=tuple((part.name, part.media_types) for part in body.parts if part.media_types),
            may_be_null=any(p.location is ArgumentLocation.WHOLE_BODY for p in inside)
            and self._takes_null(body.schema),
            part_headers=tuple((part.name, part.headers) for part in body.parts if part.headers),
        )

    def _takes_null(self, schema: Schema) -> bool:
        """Return whether a body may be null; one of any kind may, unless a config describes the client."""
        catalogue = self.context.catalogue
        is_any = isinstance(catalogue.resolve_schema(schema), AnySchema)
        return catalogue.nullable(schema) or (is_any and self.context.api.client.as_documented)

    def _documented_errors(self, results: ResultPlanner) -> Iterator[tuple[str, NamedType]]:
        """Yield the error responses whose body has a type."""
        for error in self.operation.errors:
            target = self.context.catalogue.target(error.schema) if isinstance(error.schema, RefSchema) else None
            if target is not None and target.home is not None:
                yield error.status, self.context.model(target.home, Direction.RESPONSE)
            elif error.schema is not None and self.context.api.client.as_documented:
                found = results.error_type(self.location, self.spec, error)
                if found is not None:
                    yield error.status, found

    def _method_doc(self) -> PlannedDoc:
        operation = self.operation
        deprecated = self.spec.deprecated or ("deprecated" if operation.deprecated else None)
        text = operation.description or operation.summary
        return self.context.documented(PlannedDoc(text, (), deprecated, operation.pointer or None))
