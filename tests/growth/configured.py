"""Families of configs and overlays, on a small document."""

from __future__ import annotations

import json

from tests.growth.building import TEXT, Files, Json, document, operation, ref, written


def _document(size: int) -> Json:
    found: Json = {f"Model{n}": {"type": "object", "properties": {f"p{n}": TEXT}} for n in range(size)}
    return document({f"/things/{n}": {"get": operation(ref(f"Model{n}"))} for n in range(size)}, schemas=found)


def _configured(size: int, **more: object) -> Files:
    head: Json = {"edition": "2025-01-01", "organization": {"name": "orchard"}}
    return {**written(_document(size)), "stainless.yml": json.dumps({**head, **more})}


def config_methods(size: int) -> Files:
    """Many methods and models of one resource."""
    methods = {f"get{n}": f"get /things/{n}" for n in range(size)}
    models = {f"model{n}": f"Model{n}" for n in range(size)}
    return _configured(size, resources={"things": {"methods": methods, "models": models}})


def config_resources(size: int) -> Files:
    """Many resources in each other and beside each other."""
    found = {f"r{n}": {"methods": {"get": f"get /things/{n}"}, "models": {"m": f"Model{n}"}} for n in range(size)}
    return _configured(size, resources=found)


def config_deep(size: int) -> Files:
    """Resources in each other."""
    inner: Json = {"methods": {"get": "get /things/0"}}
    for n in range(size):
        inner = {"subresources": {f"r{n}": inner}}
    return _configured(1, resources={"top": inner})


def config_unknown(size: int) -> Files:
    """Methods and models that the document does not have."""
    methods = {f"get{n}": f"get /thing/{n}" for n in range(size)}
    models = {f"model{n}": f"Modell{n}" for n in range(size)}
    return _configured(size, resources={"things": {"methods": methods, "models": models}})


def config_long_unknown(size: int) -> Files:
    """Long names that the document does not have."""
    name = "Model" * (size // 5)
    more = {"resources": {"things": {"models": {"a": name}, "methods": {"b": f"get /{name}"}, name: 1}}}
    return {**_configured(5, **more, **{name: 1})}


def config_paths(size: int) -> Files:
    """Models at inner schemas by their paths."""
    models = {f"model{n}": f"#/components/schemas/Model{n}/properties/p{n}" for n in range(size)}
    return _configured(size, resources={"things": {"models": models}})


def config_path_length(size: int) -> Files:
    """A model by a path of many steps."""
    models = {"a": "$.components" + ".a" * size, "b": "$" + "['a']" * size, "c": "$['" + "a" * size}
    return _configured(1, resources={"things": {"models": models}})


def config_aliases(size: int) -> Files:
    """Aliases of models."""
    models: Json = {"model0": "Model0", **{f"m{n}": {"type": "alias", "to": "model0"} for n in range(1, size)}}
    return _configured(1, resources={"things": {"models": models}})


def config_transforms(size: int) -> Files:
    """Many transforms."""
    made = [
        {
            "command": "merge",
            "reason": "r",
            "args": {"target": [f"$.components.schemas.Model{n}"], "object": {"title": f"T{n}"}},
        }
        for n in range(size)
    ]
    return _configured(size, openapi={"transforms": made}, resources={})


def config_pagination(size: int) -> Files:
    """Many schemes of pagination."""
    schemes = [
        {
            "name": f"page{n}",
            "type": "cursor",
            "request": {
                f"cursor{n}": {"type": "string", "x-stainless-pagination-property": {"purpose": "next_cursor_param"}}
            },
            "response": {"data": {"type": "array", "items": {}}},
        }
        for n in range(size)
    ]
    methods = {f"get{n}": f"get /things/{n}" for n in range(size)}
    return _configured(size, pagination=schemes, resources={"things": {"methods": methods}})


def config_options(size: int) -> Files:
    """Many options of the client."""
    opts = {f"opt{n}": {"type": "string", "nullable": True, "send_in_header": f"X-{n}"} for n in range(size)}
    return _configured(3, client_settings={"opts": opts}, resources={})


def _overlaid(size: int, actions: list[Json]) -> Files:
    overlay = {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": actions}
    return {**written(_document(size)), "overlay.json": json.dumps(overlay)}


def overlay_actions(size: int) -> Files:
    """An overlay of many actions, each at one place."""
    return _overlaid(
        size, [{"target": f"$.components.schemas.Model{n}", "update": {"title": "t"}} for n in range(size)]
    )


def overlay_removals(size: int) -> Files:
    """An overlay that removes much at once."""
    return _overlaid(size, [{"target": "$.components.schemas.*.properties.*", "remove": True}])


def overlay_everywhere(size: int) -> Files:
    """An overlay that updates everything at once."""
    return _overlaid(size, [{"target": "$..get", "update": {"description": "d"}}])


def overlay_idle(size: int) -> Files:
    """An overlay of many actions that name nothing."""
    return _overlaid(size, [{"target": f"$.components.schemas.Modell{n}", "update": {"a": 1}} for n in range(size)])


def overlay_long(size: int) -> Files:
    """An overlay whose targets have many steps and long names."""
    name = "Model" * (size // 5)
    targets = ["$" + ".a" * size, f"$.components.schemas.{name}", f"$.components.schemas['{name}']"]
    return _overlaid(3, [{"target": target, "update": {"a": 1}} for target in targets])
