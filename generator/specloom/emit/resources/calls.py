"""Writes the call in a generated method as one expression: path, body, options and the type of the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.api.ir import ResultKind, StreamFormat, Style
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.resources.auth import security_expression
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.signature import IDEMPOTENCY
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    BodyEncoding,
    PlannedBody,
    PlannedMethod,
    PlannedPage,
    PlannedParameter,
    TypeExpr,
)

_VERBS = frozenset({"get", "post", "put", "patch", "delete"})
_MEDIA_TYPES = {
    BodyEncoding.JSON: "application/json",
    BodyEncoding.FORM: "application/x-www-form-urlencoded",
    BodyEncoding.MULTIPART: "multipart/form-data",
    BodyEncoding.LINES: "application/x-ndjson",
}
"""The media type that the runtime sends for an encoding by default."""
_WHOLE = (Style.WHOLE, Style.WHOLE_JSON)
_STREAMS = {
    StreamFormat.SSE: "Stream",
    StreamFormat.JSON_LINES: "JSONLStream",
    StreamFormat.RESULT_LINES: "ResultLinesStream",
}


@dataclass(slots=True)
class CallWriter:
    """Writes the call of one method, in one flavour. `on_client`: the method belongs to the client itself."""

    scope: ResourceScope
    facts: TypeFacts
    method: PlannedMethod
    awaited: bool
    on_client: bool = False

    def write_call(self) -> str:
        """Return the whole expression."""
        if self.method.result.page is not None:
            return self._list_call(self.method.result.page)
        arguments = [
            self._path_expression(),
            *self._body_arguments(),
            f"options={self._options_expression()}",
            f"cast_to={self.cast_argument(self.method.result.cast)}",
            *self._stream_arguments(),
        ]
        return f"{'await ' if self.awaited else ''}{self._verb_method()}({', '.join(arguments)})"

    # ---- the parts -----------------------------------------------------------------------------------------------

    def _list_call(self, page: PlannedPage) -> str:
        arguments = [
            self._path_expression(),
            *self._body_arguments(),
            f"page={self.page_class(page)}[{self._type_expression(page.item)}]",
            f"model={self._type_expression(page.item)}",
            f"options={self._options_expression()}",
        ]
        if self.method.verb != "get":
            arguments.append(f"method={string_literal(self.method.verb)}")
        function = "self.get_api_list" if self.on_client else "self._get_api_list"
        return f"{function}({', '.join(arguments)})"

    def page_class(self, page: PlannedPage) -> str:
        """Return the page class of this flavour."""
        module = self.scope.imports.add_own(("_runtime",), "pages", "api_pages")
        return f"{module}.{'Async' if self.awaited else 'Sync'}{page.class_name}"

    def stream_class(self) -> str:
        """Return the stream class of this flavour, over the method's events."""
        stream = self.method.stream
        if stream is None:
            raise AssertionError(f"{self.method.name} does not stream")
        name = ("Async" if self.awaited else "") + _STREAMS[stream.format]
        return f"{self.scope.imports.add_own(('_streaming',), name)}[{self._type_expression(stream.event)}]"

    def _verb_method(self) -> str:
        verb = self.method.verb
        if self.on_client:
            name = self.scope.imports.add_own(("_resource",), "AsyncVerb" if self.awaited else "SyncVerb")
            return f"{name}(self, {string_literal(verb)})"
        return f"self._{verb}" if verb in _VERBS else f"self._verb({string_literal(verb)})"

    def _path_expression(self) -> str:
        styled = {item.name: item for item in self.method.path_styles}
        values = sorted(
            self._parameters_in(ArgumentLocation.PATH), key=lambda item: self.method.path.find("{" + item.name + "}")
        )
        if not values:
            return string_literal(self.method.path)
        arguments = ", ".join(f"{item.name}={self._path_value(styled.get(item.name), item)}" for item in values)
        return f"{self._import_request_helper('path_template')}({string_literal(self.method.path)}, {arguments})"

    def _path_value(self, styled: PlannedParameter | None, item: PlannedParameter) -> str:
        value = self._value_or_option(item, item.name, "path_option")
        if item.transformed:
            value = self._transform_value(value, item.type)
        if styled is None or styled.style is None:
            return value
        if styled.style is Style.JSON:
            return f"{self._import_request_helper('json_param')}({value})"
        style, name = string_literal(styled.style.value), string_literal(styled.wire_name)
        if styled.style is Style.SEGMENTS:
            return f"{self._import_request_helper('path_param')}({value}, {style})"
        more = _nested_argument(styled)
        function = self._import_request_helper("path_param")
        return f"{function}({value}, {style}, explode={styled.explode}, name={name}{more})"

    def _body_arguments(self) -> Iterator[str]:
        body = self.method.body
        if body.encoding is BodyEncoding.NONE:
            return
        whole = [item for item in self._parameters_in(ArgumentLocation.WHOLE_BODY) if not item.is_fixed]
        value = (
            self._sent_value(whole[0])
            if whole
            else self._mapping_expression(self._parameters_in(ArgumentLocation.BODY))
        )
        if body.encoding is BodyEncoding.CONTENT:
            yield f"content={value}"
            return
        if body.transform is not None:
            value = self._transform_value(value, body.transform)
        if body.encoding is BodyEncoding.FORM:
            value = f"{self._import_request_helper('form_body')}({value})"
        elif body.encoding is BodyEncoding.LINES:
            value = f"{self._import_request_helper('json_lines_body')}({value})"
        elif body.encoding is BodyEncoding.MULTIPART:
            value = f"{self._import_request_helper('multipart_body')}({value}, {', '.join(_multipart_arguments(body))})"
        elif body.may_be_null:
            value = f"{self._import_request_helper('json_body')}({value})"
        yield f"body={value}"

    def _value_or_option(self, item: PlannedParameter, value: str, function: str) -> str:
        """Return the caller's value, else a client option if one fills the parameter."""
        attribute = self.facts.options.get(item.option or "")
        if attribute is None:
            return value
        client = "self" if self.on_client else "self._client"
        return f"{self._import_request_helper(function)}({client}, {string_literal(attribute)}, {value})"

    def _transform_value(self, value: str, params: TypeExpr) -> str:
        awaited = self.awaited and self.method.result.page is None
        name = "async_maybe_transform" if awaited else "maybe_transform"
        call = f"{self._import_request_helper(name)}({value}, {self._type_expression(params, formats=True)})"
        return f"await {call}" if awaited else call

    def _mapping_expression(self, parameters: Iterable[PlannedParameter]) -> str:
        """Return `{wire name: argument}`."""
        pairs = (f"{string_literal(item.wire_name)}: {self._sent_value(item)}" for item in parameters)
        return "{" + ", ".join(pairs) + "}"

    def _sent_value(self, item: PlannedParameter) -> str:
        """Return the sent value of an argument, wrapped with its style if it has one."""
        value = self._value_or_option(
            item, python_literal(item.fixed_value) if item.is_fixed else item.name, "body_option"
        )
        if item.transformed:
            value = self._transform_value(value, item.type)
        if item.extends:
            value = f"{self._import_request_helper('extended')}({value}, {python_literal([*item.extends])})"
        if item.style is None:
            return value
        if item.style is Style.JSON:
            return f"{self._import_request_helper('json_param')}({value})"
        if item.style in _WHOLE:
            return f"{self._import_request_helper('whole_query')}({value}, json={item.style is Style.WHOLE_JSON})"
        more = (", allow_reserved=True" if item.reserved else "") + _nested_argument(item)
        if item.style is Style.SIMPLE:
            return f"{self._import_request_helper('styled')}({value}, explode={item.explode}{more})"
        style = string_literal(item.style.value)
        return f"{self._import_request_helper('styled')}({value}, {style}, explode={item.explode}{more})"

    def _options_expression(self) -> str:
        method = self.method
        names = ["extra_headers", "extra_query", "extra_body", "timeout"]
        arguments = [f"{name}={name}" for name in names]
        for location, keyword in (
            (ArgumentLocation.QUERY, "query"),
            (ArgumentLocation.HEADER, "headers"),
            (ArgumentLocation.COOKIE, "cookies"),
        ):
            if sent := self._parameters_in(location):
                arguments.append(f"{keyword}={self._sent_mapping(location, sent)}")
        if method.idempotent_key:
            arguments.append(f"{IDEMPOTENCY}={IDEMPOTENCY}")
        arguments += [f"{name}={value}" for name, value in self._operation_settings()]
        return f"{self._import_request_helper('request_options')}({', '.join(arguments)})"

    def _sent_mapping(self, location: ArgumentLocation, parameters: list[PlannedParameter]) -> str:
        mapping = self._mapping_expression(parameters)
        if location is ArgumentLocation.QUERY and self.method.query_transform is not None:
            return self._transform_value(mapping, self.method.query_transform)
        return mapping

    def _operation_settings(self) -> Iterator[tuple[str, str]]:
        method = self.method
        if method.max_retries is not None:
            yield "max_retries", python_literal(method.max_retries)
        if method.result.unwrap is not None:
            yield "unwrap", string_literal(method.result.unwrap)
        if method.security is not None:
            yield "security", security_expression(self.scope, method.security, self.facts.schemes)
        if method.server is not None:
            yield "base_url", string_literal(method.server)
        accept = method.result.accept or _accepted_media_type(method)
        if method.stream is not None and method.stream.accept is not None:
            other = python_literal(accept)
            yield "accept", f"{string_literal(method.stream.accept)} if {method.stream.param} else {other}"
        elif accept is not None:
            yield "accept", string_literal(accept)
        if (media_type := method.body.media_type) not in (None, _MEDIA_TYPES.get(method.body.encoding)):
            yield "content_type", python_literal(media_type)

    def _stream_arguments(self) -> Iterator[str]:
        stream = self.method.stream
        if stream is not None:
            yield f"stream={stream.param} or False" if stream.param else "stream=True"
            yield f"stream_cls={self.stream_class()}"

    # ---- types ---------------------------------------------------------------------------------------------------

    def cast_argument(self, expr: TypeExpr) -> str:
        """Return a type as the argument `cast_to`: a union needs a cast, as it is not a class for type checkers."""
        if isinstance(expr, BasicType) and expr.basic is BasicKind.NONE:
            return self.scope.imports.add_own(("_types",), "NoneType")
        text = self._type_expression(expr)
        if self.facts.is_class(expr):
            return text
        function, kind = (self.scope.imports.add_name("typing", name) for name in ("cast", "Type"))
        value = f'{function}("object", {text})' if self.facts.is_annotated_class(expr) else text
        return f"{function}({string_literal(f'{kind}[{text}]')}, {value})"

    def _type_expression(self, expr: TypeExpr, *, formats: bool = False) -> str:
        return self.scope.type_expression(expr, self._local_names(), awaited=self.awaited, formats=formats)

    def _local_names(self) -> set[str]:
        return {item.name for item in self.method.parameters}

    def _parameters_in(self, location: ArgumentLocation) -> list[PlannedParameter]:
        return [item for item in self.method.parameters if item.location is location]

    def _import_request_helper(self, name: str) -> str:
        return self.scope.imports.add_own(("_runtime", "request"), name)

    @property
    def is_binary(self) -> bool:
        """Return whether the response is bytes, in a wrapper of its own."""
        return self.method.result.kind is ResultKind.BINARY


def _multipart_arguments(body: PlannedBody) -> Iterator[str]:
    """Yield the arguments for the parts of a multipart body."""
    files: list[JsonValue] = [list(path) for path in body.file_paths]
    yield f"files={python_literal(files)}"
    if body.json_without_files:
        yield "or_json=True"
    if body.part_types:
        yield f"types={python_literal({name: ', '.join(types) for name, types in body.part_types})}"
    if body.part_headers:
        yield f"headers={python_literal({name: dict(headers) for name, headers in body.part_headers})}"


def _nested_argument(item: PlannedParameter) -> str:
    return f", nested={string_literal(item.nested)}" if item.nested else ""


def _accepted_media_type(method: PlannedMethod) -> str | None:
    """Return the media type to request if no response body is read."""
    return "*/*" if method.result.kind is ResultKind.NONE and method.stream is None else None
