"""A schema nested as deep as a document may be: it still becomes a client."""

from pathlib import Path


def make(directory: Path) -> None:
    schema = '{"type": "string"}'
    for _ in range(60):
        schema = '{"type": "object", "properties": {"a": ' + schema + "}}"
    content = '{"application/json": {"schema": ' + schema + "}}"
    paths = '{"/trees": {"get": {"responses": {"200": {"description": "ok", "content": ' + content + "}}}}}"
    head = '{"openapi": "3.1.0", "info": {"title": "Orchard", "version": "1"}, "servers": [{"url": "https://a.test"}]'
    (directory / "openapi.json").write_text(head + ', "paths": ' + paths + "}")
