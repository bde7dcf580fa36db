"""Builds the operations of the document."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.api.build.bodies import BodyBuilder
from specloom.api.build.logins import obtains_credential, token_paths
from specloom.api.build.lookup import Lookup
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.notes import operation_notes
from specloom.api.build.parameters import ParameterBuilder
from specloom.api.build.pathstyles import in_path_order
from specloom.api.build.responses import ResponseBuilder, StreamedResponse
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.security import security_alternatives
from specloom.api.build.servers import server_url
from specloom.api.ir import Operation, Schema, SecurityAlternative
from specloom.base.json import JsonObject, as_object, as_str, strings_in
from specloom.base.pathtemplates import plain_path
from specloom.base.records import dataclass
from specloom.document.grammar import VERBS


@dataclass(frozen=True, slots=True)
class BuiltOperation:
    """An operation, its streamed response, and its node."""

    operation: Operation
    stream: StreamedResponse | None
    node: DocumentNode


@dataclass(frozen=True, slots=True)
class OperationBuilder:
    """Builds every operation of a document."""

    context: BuildContext
    parameters: ParameterBuilder
    bodies: BodyBuilder
    responses: ResponseBuilder
    variables: frozenset[str]
    as_documented: bool = False
    token_paths: frozenset[str] = frozenset()

    def build_operations(self) -> dict[str, BuiltOperation]:
        """Return the operations by key (`verb /path`), in document order."""
        found: dict[str, BuiltOperation] = {}
        for path, item in DocumentNode(self.context.document, "").entries("paths"):
            for verb, node in operations_of(item):
                built = self._build_operation(path, verb, item, node)
                found[built.operation.key] = built
        return found

    def _build_operation(self, path: str, verb: str, item: DocumentNode, node: DocumentNode) -> BuiltOperation:
        raw = node.raw
        parameters = self.parameters.build_parameters(item, node)
        names = {parameter.wire_name for parameter in parameters}
        result, stream = self.responses.build_result(node, f"{verb} {path}")
        operation = Operation(
            key=f"{verb} {path}",
            verb=verb,
            path=plain_path(path, names),
            operation_id=as_str(raw.get("operationId")),
            tags=tuple(strings_in(raw.get("tags"))),
            summary=as_str(raw.get("summary")) or as_str(item.raw.get("summary")),
            description=as_str(raw.get("description")) or as_str(item.raw.get("description")),
            deprecated=raw.get("deprecated") is True,
            parameters=in_path_order(path, parameters),
            body=self.bodies.build_request_body(node, f"{verb} {path}", result.schema),
            result=result,
            errors=self.responses.build_errors(node),
            server=server_url(node, self.variables) or server_url(item, self.variables),
            security=self._security_of(verb, path, raw),
            pointer=node.pointer,
            notes=operation_notes(raw),
        )
        return BuiltOperation(operation, stream, node)

    def _security_of(self, verb: str, path: str, raw: JsonObject) -> tuple[SecurityAlternative, ...] | None:
        """Return what an operation requires, None for what all do; one that obtains a credential requires none."""
        declared = security_alternatives(raw.get("security")) if "security" in raw else None
        if not self.as_documented or not obtains_credential(verb, path, self.token_paths):
            return declared
        found = security_alternatives(self.context.document.get("security")) if declared is None else declared
        anonymous = SecurityAlternative(())
        return declared if not found or anonymous in found else (*found, anonymous)


def build_operations(
    schemas: SchemaBuilder,
    components: Mapping[str, Schema],
    *,
    honour_form: bool,
    sent: frozenset[tuple[str, str]] = frozenset(),
    variables: frozenset[str] = frozenset(),
) -> dict[str, BuiltOperation]:
    """Return the operations of the document by key; `honour_form` keeps its array formats.

    `sent` are the parameters (location, name) that the client sends by itself, `variables` the server variables that
    its options fill.
    """
    parameters = ParameterBuilder(schemas, components, honour_form, sent)
    bodies = BodyBuilder(schemas, Lookup(components), as_documented=honour_form)
    responses = ResponseBuilder(schemas, as_documented=honour_form)
    tokens = token_paths(schemas.context.document) if honour_form else frozenset[str]()
    builder = OperationBuilder(schemas.context, parameters, bodies, responses, variables, honour_form, tokens)
    return builder.build_operations()


def operations_of(item: DocumentNode) -> list[tuple[str, DocumentNode]]:
    """Return the operations of a path item by verb; those of `additionalOperations` keep their spelling."""
    found = [(verb, item.at(verb)) for verb, value in item.raw.items() if verb in VERBS and isinstance(value, dict)]
    more: JsonObject = as_object(item.raw.get("additionalOperations"))
    return found + [(verb, item.at("additionalOperations", verb)) for verb in more]
