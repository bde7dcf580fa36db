"""Builds the streaming of methods: the flag that requests it, and the schema of one event."""

from __future__ import annotations

from specloom.api.build import media
from specloom.api.build.lookup import Lookup
from specloom.api.build.operations import BuiltOperation
from specloom.api.build.responses import StreamedResponse
from specloom.api.config import SdkConfig
from specloom.api.config.resources import MethodStreaming
from specloom.api.ir import AnySchema, Info, Location, Operation, RefSchema, ResultKind, Schema, StreamFormat, Streaming
from specloom.base.diagnostics import Diagnostics
from specloom.base.pointers import join
from specloom.base.records import dataclass

_FLAGS = ("stream", "streaming")


@dataclass(frozen=True, slots=True)
class StreamBuilder:
    """Decides how methods stream. `models` are the components of the config's models by dotted path."""

    config: SdkConfig
    diagnostics: Diagnostics
    lookup: Lookup
    models: dict[str, str]

    def of(
        self, spec: MethodStreaming | None, built: BuiltOperation, pointer: str
    ) -> tuple[Streaming | None, Operation]:
        """Return the streaming of a method, and its operation with the result without streaming."""
        operation, stream = built.operation, built.stream
        if spec is None:
            return self._by_itself(operation, stream)
        param = spec.param_discriminator
        if param is not None and param not in self._stream_flags(operation):
            location = self.config.location_of(join(pointer, "streaming", "param_discriminator"))
            message = f"`{operation.key}` has no parameter `{param}` to request a stream; the setting has no effect"
            hint = self.diagnostics.suggestions.hint(param, self._stream_flags(operation))
            self.diagnostics.warning("config-streaming", message, location=location, hint=hint)
            return self._by_itself(operation, stream)
        event = self._event_schema(spec, operation, stream, join(pointer, "streaming", "stream_event_model"))
        form = stream.format if stream is not None else StreamFormat.SSE
        return Streaming(form, event, param), operation

    def _by_itself(self, operation: Operation, stream: StreamedResponse | None) -> tuple[Streaming | None, Operation]:
        """Infer the streaming if the document leaves no doubt: only an event stream, or a flag with a usual name."""
        if stream is None:
            return None, operation
        media_type = operation.result.media_type or ""
        if stream.always or media.is_event_stream(media_type) or media.is_json_lines(media_type):
            return Streaming(stream.format, stream.event), operation
        flags = self._stream_flags(operation)
        flag = next((name for name in _FLAGS if name in flags), None)
        if self.config.inferred and flag is not None and operation.result.kind is ResultKind.JSON:
            return Streaming(stream.format, stream.event, flag), operation
        return None, operation

    def _stream_flags(self, operation: Operation) -> dict[str, None]:
        names = dict.fromkeys(p.wire_name for p in operation.parameters if p.location is Location.QUERY)
        body = operation.body
        if body is not None:
            for schema in self.lookup.variants_of(body.schema):
                names.update(dict.fromkeys(self.lookup.fields_of(schema)))
        return names

    def _event_schema(
        self, spec: MethodStreaming, operation: Operation, stream: StreamedResponse | None, pointer: str
    ) -> Schema:
        if spec.stream_event_model is not None:
            wanted = spec.stream_event_model
            component = self.models.get(wanted, wanted if wanted in self.lookup.components else None)
            if component is not None:
                return RefSchema(Info(pointer=operation.pointer), component)
            message = f"`{wanted}` is not a model; it has no effect"
            hint = self.diagnostics.suggestions.hint(wanted, self.models)
            self.diagnostics.warning(
                "config-unknown-model", message, location=self.config.location_of(pointer), hint=hint
            )
        if stream is not None and not isinstance(stream.event, AnySchema):
            return stream.event
        schema = operation.result.schema
        return schema if schema is not None else AnySchema(Info(pointer=operation.pointer))
