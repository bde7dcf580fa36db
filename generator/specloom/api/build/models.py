"""Finds the component of each model of the config, or makes one from an inline schema."""

from __future__ import annotations

import re
from dataclasses import field, replace

from specloom.api.build.nodes import BuildContext, DocumentNode, ref_to
from specloom.api.build.tree import ResourceEntry, all_entries, deprecation_text
from specloom.api.config import SdkConfig
from specloom.api.config.resources import Model
from specloom.api.ir import ModelSpec
from specloom.base.json import JsonObject, JsonValue
from specloom.base.pointers import join, split
from specloom.base.records import dataclass

_STEP = re.compile(r"""\.?([A-Za-z_$][\w$-]*)|\.?["'\[]++([^"'\]]+)["'\]]+""")


@dataclass(frozen=True, slots=True)
class ComponentModels:
    """The models by resource, and the context with their components."""

    by_resource: dict[str, tuple[ModelSpec, ...]]
    context: BuildContext
    components: dict[str, str]
    """The component of each model by dotted path, aliases included."""
    skipped: tuple[tuple[str, str, str], ...]
    """Models that are left out: dotted path, pointer in the config, reason."""


@dataclass(slots=True)
class _Resolution:
    """The state while models are resolved."""

    context: BuildContext
    config: SdkConfig
    moved: dict[str, str] = field(default_factory=dict[str, str])
    moved_values: dict[int, str] = field(default_factory=dict[int, str])
    taken: dict[str, str] = field(default_factory=dict[str, str])
    known: dict[str, str] = field(default_factory=dict[str, str])
    twins: dict[str, str] = field(default_factory=dict[str, str])
    skipped: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def resolve_models(context: BuildContext, config: SdkConfig) -> ComponentModels:
    """Return the models of the config; one with an unresolved reference is left out with a warning."""
    work = _Resolution(context, config)
    found = {entry.dotted: _of_entry(entry, work) for entry in all_entries(config.root)}
    found = {resource: tuple(_with_twin(model, work) for model in models) for resource, models in found.items()}
    keys = frozenset(model.schema for models in found.values() for model in models)
    context = replace(
        work.context,
        models=keys,
        moved=work.moved,
        moved_values=work.moved_values,
        keeps_bases=not config.inferred,
    )
    return ComponentModels(found, context, work.known, tuple(work.skipped))


def _of_entry(entry: ResourceEntry, work: _Resolution) -> tuple[ModelSpec, ...]:
    found: dict[str, ModelSpec] = {}
    for name, model, pointer in entry.models():
        if model.type == "alias" or model.to is not None:
            continue
        if name in found:
            message = f"the model `{name}` is defined twice in one resource; the first one is used"
            location = work.config.location_of(pointer)
            work.context.diagnostics.warning("config-model-twice", message, location=location)
            work.skipped.append((f"{entry.dotted}.{name}", pointer, "a model before it has the same name"))
            continue
        spec = _build_model(entry, name, model, pointer, work)
        if spec is not None:
            found[name] = spec
    for name, model, pointer in entry.models():
        if (model.type == "alias" or model.to is not None) and name not in found:
            alias = _build_alias(entry, name, model, pointer, found, work)
            found.update({name: alias} if alias is not None else {})
    return tuple(found.values())


def _build_model(entry: ResourceEntry, name: str, model: Model, pointer: str, work: _Resolution) -> ModelSpec | None:
    location = work.config.location_of(pointer)
    if model.openapi_uri is None:
        work.context.diagnostics.error("config-model", f"the model `{name}` names no schema", location=location)
        return None
    key = _component_of_uri(model.openapi_uri, work)
    if key is None:
        message = f"the model `{name}` names `{model.openapi_uri}`, which the document does not have; it is left out"
        hint = work.context.diagnostics.suggestions.hint(model.openapi_uri.rpartition("/")[2], work.context.components)
        work.context.diagnostics.warning("config-unknown-schema", message, location=location, hint=hint)
        work.skipped.append((f"{entry.dotted}.{name}", pointer, "its schema does not exist in the document"))
        return None
    work.known[f"{entry.dotted}.{name}"] = key
    if key in work.taken:
        message = f"the schema of model `{name}` already has the name `{work.taken[key]}`; it gets both"
        hint = "write `{type: alias, to: ...}` for a second name"
        work.context.diagnostics.warning("config-model-twice", message, location=location, hint=hint)
        first = work.taken[key]
        return ModelSpec(name, key, model.no_params_suffix, deprecation_text(model.deprecated), pointer, first)
    work.taken[key] = name
    if model.param_model is not None:
        work.twins[key] = model.param_model
    return ModelSpec(name, key, model.no_params_suffix, deprecation_text(model.deprecated), pointer)


def _with_twin(model: ModelSpec, work: _Resolution) -> ModelSpec:
    """Return `model` with the component of its request model, if `param_model` names one."""
    wanted = work.twins.get(model.schema)
    if wanted is None or model.alias_of is not None:
        return model
    key = work.known.get(wanted)
    if key is None:
        location = work.config.location_of(join(model.pointer, "param_model"))
        message = f"the model `{model.name}` names `{wanted}` as its request model, which is not a model"
        diagnostics = work.context.diagnostics
        hint = diagnostics.suggestions.hint(wanted, work.known) or "write the path of a model, such as `resource.model`"
        diagnostics.warning("config-unknown-model", message, location=location, hint=hint)
    return replace(model, param_schema=key)


def _build_alias(
    entry: ResourceEntry, name: str, model: Model, pointer: str, found: dict[str, ModelSpec], work: _Resolution
) -> ModelSpec | None:
    target = found.get((model.to or "").rpartition(".")[2])
    if target is None:
        message = f"the model `{name}` is left out: it is an alias of `{model.to}`, which the resource lacks"
        hint = work.context.diagnostics.suggestions.hint(model.to or "", found) or "name a model of the same resource"
        work.context.diagnostics.warning(
            "config-unknown-model", message, location=work.config.location_of(pointer), hint=hint
        )
        work.skipped.append((f"{entry.dotted}.{name}", pointer, "the target of the alias is no model of the resource"))
        return None
    return ModelSpec(
        name, target.schema, target.no_params_suffix, deprecation_text(model.deprecated), pointer, target.name
    )


def _component_of_uri(uri: str, work: _Resolution) -> str | None:
    """Return the component that `uri` names; an inline schema becomes a component."""
    if uri in work.context.components:
        return uri
    tokens = split(uri) if uri.startswith(("#", "/")) else _path_tokens(uri)
    if tokens is None:
        return None
    return _walk_to_component([token for token in tokens if token], work)


def _path_tokens(expression: str) -> list[str] | None:
    """Return the steps of a JSONPath or JMESPath with exactly one target, or None for any other text."""
    text = expression.removeprefix("$")
    tokens: list[str] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            return None
        tokens.append(match[1] or match[2])
        at = match.end()
    return tokens if len(tokens) > 1 else None


def _walk_to_component(tokens: list[str], work: _Resolution) -> str | None:
    """Follow `tokens` from the root, through references, and return the component there."""
    node = DocumentNode(work.context.document, "")
    pointer_keys: list[str] = []
    for token in tokens:
        if node.ref is not None:
            pointer_keys = ["components", "schemas", node.ref]
            node = work.context.component(node.ref)
        step: str | int = int(token) if isinstance(node.value, list) and token.isdigit() else token
        node = node.at(step)
        pointer_keys.append(token)
        if node.value is None:
            return None
    if node.ref is not None and len(node.raw) == 1:
        return node.ref
    if not isinstance(node.value, dict):
        return None
    if pointer_keys[:2] == ["components", "schemas"] and len(pointer_keys) == 3:
        return pointer_keys[2]
    return _extract_component(node, pointer_keys, work)


def _extract_component(node: DocumentNode, pointer_keys: list[str], work: _Resolution) -> str:
    """Make the inline schema at `pointer_keys` a component and return its key."""
    key = "/".join(pointer_keys[2:] if pointer_keys[:2] == ["components", "schemas"] else pointer_keys)
    document = _with_replacement(work.context.document, pointer_keys, ref_to(key))
    document = _with_replacement(document, ["components", "schemas", key], node.value)
    work.moved[key] = node.pointer
    work.moved_values[id(node.value)] = key
    work.context = replace(work.context, document=document, moved=work.moved)
    return key


def _with_replacement(value: JsonObject, pointer_keys: list[str], new: JsonValue) -> JsonObject:
    """Return a copy of `value` with `new` at `pointer_keys`; parts off that path are shared."""
    head, rest = pointer_keys[0], pointer_keys[1:]
    result = dict(value)
    old = result.get(head)
    if not rest:
        result[head] = new
    elif isinstance(old, list):
        items = list(old)
        inner = items[int(rest[0])]
        items[int(rest[0])] = (
            _with_replacement(inner, rest[1:], new) if len(rest) > 1 and isinstance(inner, dict) else new
        )
        result[head] = items
    else:
        result[head] = _with_replacement(old if isinstance(old, dict) else {}, rest, new)
    return result
