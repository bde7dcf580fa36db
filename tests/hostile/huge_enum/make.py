"""A million listed values."""

import json
from pathlib import Path


def make(directory: Path) -> None:
    schema = {"type": "string", "enum": [f"v{n}" for n in range(1_000_000)]}
    content = {"application/json": {"schema": {"type": "object", "properties": {"a": schema}}}}
    paths = {"/trees": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    info = {"title": "Orchard", "version": "1"}
    document = {"openapi": "3.1.0", "info": info, "servers": [{"url": "https://a.test"}], "paths": paths}
    (directory / "openapi.json").write_text(json.dumps(document))
