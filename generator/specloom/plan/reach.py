"""Finds the components that responses contain."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import (
    Api,
    ArraySchema,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ResourceSpec,
    Schema,
    TupleSchema,
    UnionSchema,
)


def in_responses(api: Api) -> set[str]:
    """Return the components that results, events, payloads of webhooks and models that nothing uses contain."""
    found = _components_in(api, [*_result_schemas(api.root), *(hook.payload for hook in api.webhooks)])
    bodies = (operation.body.schema for operation in api.operations if operation.body is not None)
    parameters = (parameter.schema for operation in api.operations for parameter in operation.parameters)
    used = found | _components_in(api, [*bodies, *parameters])
    unused = [key for key in _model_schemas(api) if key in api.schemas and key not in used]
    return found | {*unused} | _components_in(api, [api.schemas[key] for key in unused])


def _model_schemas(api: Api) -> Iterator[str]:
    """Yield the component of each model."""
    yield from (model.schema for model in api.shared)
    waiting = [api.root]
    while waiting:
        resource = waiting.pop()
        yield from (model.schema for model in resource.models)
        waiting += resource.children


def _components_in(api: Api, stack: list[Schema]) -> set[str]:
    """Return the components that schemas contain."""
    found: set[str] = set()
    while stack:
        schema = stack.pop()
        if isinstance(schema, RefSchema) and schema.name not in found:
            found.add(schema.name)
            stack.append(api.schemas[schema.name])
        stack.extend(child_schemas(schema))
    return found


def whole_bodies(api: Api) -> set[str]:
    """Return the components that are the whole body of a request, or a member of a union that is."""
    stack = [operation.body.schema for operation in api.operations if operation.body is not None]
    found: set[str] = set()
    while stack:
        schema = stack.pop()
        if isinstance(schema, UnionSchema):
            stack.extend(variant.schema for variant in schema.variants)
        elif isinstance(schema, RefSchema) and schema.name not in found:
            found.add(schema.name)
            stack.append(api.schemas[schema.name])
    return found


def _result_schemas(resource: ResourceSpec) -> Iterator[Schema]:
    for method in resource.methods:
        if method.operation.result.schema is not None:
            yield method.operation.result.schema
        if method.streaming is not None:
            yield method.streaming.event
    for child in resource.children:
        yield from _result_schemas(child)


def child_schemas(schema: Schema) -> tuple[Schema, ...]:
    """Return the schemas directly inside `schema`; references are not followed."""
    match schema:
        case ArraySchema(items=inner) | MapSchema(values=inner):
            return (inner,)
        case TupleSchema(prefix=prefix, rest=rest):
            return prefix if rest is None else (*prefix, rest)
        case ObjectSchema(fields=fields, extra=extra, bases=bases):
            own = tuple(field.schema for field in fields)
            return (*bases, *own) if extra is None else (*bases, *own, extra)
        case UnionSchema(variants=variants):
            return tuple(variant.schema for variant in variants)
        case _:
            return ()
