"""Plans streaming: the flag and the type of one event."""

from __future__ import annotations

from specloom.api.ir import MethodSpec, StreamFormat
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.planned import PlannedResult, PlannedStream
from specloom.plan.results import ResultPlanner


def planned_stream(
    location: ResourceLocation, method: MethodSpec, flag: str | None, result: PlannedResult, results: ResultPlanner
) -> PlannedStream | None:
    """Return how `method` streams; None if it doesn't, or if its flag is not an argument (which is reported)."""
    streaming = method.streaming
    if streaming is None:
        return None
    if streaming.param is not None and flag is None:
        results.context.diagnostics.warning(
            "stream-flag-missing",
            f"`{method.operation.key}` does not stream: it has no parameter `{streaming.param}` to request a stream",
        )
        return None
    event = results.event_type(location, method, streaming.event, result)
    own = flag is not None and streaming.format is StreamFormat.SSE and results.context.api.client.as_documented
    return PlannedStream(streaming.format, event, flag, "text/event-stream" if own else None)
