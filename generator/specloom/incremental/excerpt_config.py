"""The part of a config that applies to an excerpt of its document."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from specloom.api.build.endpoints import plain_endpoint
from specloom.api.config import SdkConfig
from specloom.api.config.resources import Method, Model, Resource
from specloom.base.pointers import join, split

_STEP = re.compile(r"""[^.\[\]'"]+|(?<=\[['"])[^'"]+""")


def config_for_excerpt(config: SdkConfig, pieces: Collection[str]) -> SdkConfig:
    """Return the config without methods and models of operations and components that are not among `pieces`."""
    operations = {_endpoint_at(pointer) for pointer in pieces if pointer.startswith("/paths/")}

    def has_method(method: Method) -> bool:
        return method.endpoint is None or plain_endpoint(method.endpoint) in operations

    def has_model(model: Model) -> bool:
        return model.openapi_uri is None or any(
            location in pieces for location in _components_of_uri(model.openapi_uri)
        )

    resources = {
        name: _prune_resource(each, has_method, has_model) for name, each in (config.root.resources or {}).items()
    }
    root = config.root.model_copy(update={"resources": resources, "unspecified_endpoints": []})
    return SdkConfig(root, config.source)


def stream_events_of(config: SdkConfig, operations: Iterable[str]) -> list[str]:
    """Return the components that the config names as the stream events of some operations."""
    wanted = {_endpoint_at(pointer) for pointer in operations}
    found: list[str] = []
    models = dict(_models_of(config.root.resources or {}, ()))
    for method in _methods_of((config.root.resources or {}).values()):
        event = method.streaming.stream_event_model if method.streaming is not None else None
        if event in models and plain_endpoint(method.endpoint or "") in wanted:
            found += _components_of_uri(models[event])
    return found


def _prune_resource(
    resource: Resource, has_method: Callable[[Method], bool], has_model: Callable[[Model], bool]
) -> Resource:
    methods = {name: method for name, method in resource.methods.items() if has_method(method)}
    methods = {name: each for name, each in methods.items() if each.type != "alias" or each.to in methods}
    models = {name: model for name, model in resource.models.items() if has_model(model)}
    models = {name: each for name, each in models.items() if each.to is None or each.to.rpartition(".")[2] in models}
    below = {name: _prune_resource(each, has_method, has_model) for name, each in resource.subresources.items()}
    return resource.model_copy(update={"methods": methods, "models": models, "subresources": below})


def _endpoint_at(pointer: str) -> str:
    """Return the plain endpoint of an operation, or of its path item, by its pointer."""
    _, path, verb = (*split(pointer), "")[:3]
    return plain_endpoint(f"{verb} {path}")


def _components_of_uri(uri: str) -> list[str]:
    """Return the pointers of the components or operations that may hold the schema that a model names."""
    tokens = split(uri) if uri.startswith(("#", "/")) else _STEP.findall(uri.removeprefix("$"))
    found = [join("/components/schemas", uri), join("/definitions", uri)]
    if tokens[:2] == ["components", "schemas"] and len(tokens) > 2:
        found += [join("/components/schemas", tokens[2]), join("/definitions", tokens[2])]
    if tokens[:1] == ["definitions"] and len(tokens) > 1:
        found.append(join("/definitions", tokens[1]))
    if tokens[:1] == ["paths"] and len(tokens) > 2:
        found.append(join("/paths", tokens[1], tokens[2]))
    return found


def _methods_of(resources: Iterable[Resource]) -> Iterator[Method]:
    for resource in resources:
        yield from resource.methods.values()
        yield from _methods_of(resource.subresources.values())


def _models_of(resources: dict[str, Resource], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, resource in resources.items():
        for name, model in resource.models.items():
            if model.openapi_uri is not None:
                yield ".".join((*path, key, name)), model.openapi_uri
        yield from _models_of(resource.subresources, (*path, key))
