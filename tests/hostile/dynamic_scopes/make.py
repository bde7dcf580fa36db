"""Dynamic references whose meaning depends on which of 2^20 ways led to them."""

import json
from pathlib import Path

LEVELS = 20


def level(number: int, kind: str) -> dict[str, object]:
    anchor = {"$dynamicAnchor": f"a{number}", "type": kind}
    inner = {"$ref": f"x{number + 1}"}
    return {"$id": f"{kind}{number}", "type": "object", "properties": {"n": inner}, "$defs": {"a": anchor}}


def make(directory: Path) -> None:
    schemas: dict[str, object] = {}
    for number in range(LEVELS):
        variants = [{"$ref": f"{kind}{number}"} for kind in ("string", "integer")]
        schemas[f"X{number}"] = {"$id": f"x{number}", "anyOf": variants}
        schemas |= {f"{kind.title()}{number}": level(number, kind) for kind in ("string", "integer")}
    last = {f"v{number}": {"$dynamicRef": f"#a{number}"} for number in range(LEVELS)}
    defaults = {f"a{number}": {"$dynamicAnchor": f"a{number}"} for number in range(LEVELS)}
    schemas[f"X{LEVELS}"] = {"$id": f"x{LEVELS}", "type": "object", "properties": last, "$defs": defaults}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/X0"}}}
    paths = {"/trees": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "servers": [{"url": "https://a.test"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
