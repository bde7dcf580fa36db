"""The pages of the keys of `stainless.yml` and of `[tool.specloom]`, read off their models."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo

from docs.tools.commandline import escaped
from specloom.api.config.node import IgnoredKey, UnsupportedKey
from specloom.api.config.root import ConfigRoot
from specloom.commands.project import SHARED, ClientTable, ProjectTable

STAINLESS = """\
# stainless.yml

The config says what the document does not: names of resources and methods, client options, pagination. It has the
dialect of Stainless, so an existing file works as it is. specloom finds `stainless.yml` or `stainless.yaml` beside the
document; `-c` names another file. Without a config, resources are inferred from paths and tags; `specloom init` writes
down what is inferred.

Keys may be written in snake case, kebab case or camel case. An unknown key is a
[warning](messages.md#config-unknown-key). Keys of other languages, of hosted automation and of documentation are
accepted and have no effect; each section lists them.

A small config:

```yaml
organization:
  name: orchard
environments:
  production: https://api.orchard.example/v1
client_settings:
  opts:
    api_key: {type: string, nullable: true, read_env: ORCHARD_API_KEY, auth: {security_scheme: bearer}}
resources:
  trees:
    models:
      tree: Tree
    methods:
      list: get /trees
      retrieve: get /trees/{tree_id}
    subresources:
      photos:
        methods:
          create: post /trees/{tree_id}/photos
```

The resource `$client` has methods of the client itself, `$shared` has models of the whole package.
"""
PYPROJECT = """\
# pyproject.toml

Without a document on the command line, specloom reads `[tool.specloom]` of the nearest `pyproject.toml`. Paths are
relative to its directory. Flags take precedence.

```toml
[tool.specloom]
spec = "spec/openapi.yaml"
config = "spec/stainless.yml"
out = "src"
overlays = ["spec/fixes.yaml"]
```

Unknown keys and values of the wrong type are [errors](messages.md#project-key).
"""
DOCUMENT = """
## Extensions in the document

These keys of the document have an effect, too. Another key that begins with `x-stainless-` is a
[warning](messages.md#document-unknown-key), unless it concerns other languages.

| key | meaning |
|---|---|
{rows}
"""
CLIENTS = """
## Several clients

Each client is a table in `clients`. It has the keys above, except `jobs`, `cache` and `clients`. What the main table
says of {shared} holds for all that do not say it themselves.
See [Generate several clients](../how-to/several-clients.md).

```toml
[tool.specloom]
out = "clients"

[[tool.specloom.clients]]
name = "orders"
spec = "apis/orders.yaml"

[[tool.specloom.clients]]
name = "stock"
spec = "apis/stock/openapi.json"
package = "stock_client"
```
"""
EXTENSIONS = {
    "any": "A schema with `true` takes any value.",
    "auth": "How a security scheme writes its credentials into the header.",
    "deprecation-message": "The deprecation message of an operation.",
    "empty-object": "An object without properties becomes a class of its own.",
    "extend-default": "A parameter sends the values of its default along with the given ones.",
    "method": "The method of an operation: `resource.name`, or an object with `path` and the keys of a method.",
    "naming": "Names in Python: `{python: {property_name, type_name, method_argument}}`.",
    "override-schema": "A schema in place of the one that has the key.",
    "pagination-property": "The purpose of a property in a pagination scheme: `{purpose: next_cursor_param}`.",
    "param": "The name of the argument for a parameter.",
    "skip": "An operation, parameter or property is left out: `true`, or a list of languages.",
    "variantName": "The name of a member of a union.",
}
"""Keys of documents that begin with `x-stainless-`, and what they do."""
WORDS: dict[type, str] = {str: "text", bool: "true or false", int: "whole number", float: "number"}
"""What types are called in YAML and TOML."""
LOCATIONS = {
    "Resource": "resources.NAME",
    "Method": "resources.NAME.methods.NAME",
    "Model": "resources.NAME.models.NAME",
}


def stainless_page() -> str:
    """Return the page of the config."""
    parts = [STAINLESS]
    for where, model in sections(ConfigRoot, "", []):
        title = f"## {where}" if where else "## The whole file"
        parts.append("\n".join([f"{title}\n", *table(model)]))
    rows = "\n".join(f"| `x-stainless-{name}` | {text} |" for name, text in EXTENSIONS.items())
    return "\n".join(parts) + DOCUMENT.format(rows=rows)


def pyproject_page() -> str:
    """Return the page of `[tool.specloom]`."""
    own = [*documented(ClientTable).items(), *documented(ProjectTable).items()]
    types = {**ClientTable.model_fields, **ProjectTable.model_fields}
    rows = [f"| `{name}` | {spelled(types[name].annotation)} | {escaped(text)} |" for name, text in own]
    head = ["\n## Keys\n", "| key | value | meaning |", "|---|---|---|"]
    shared = ", ".join(f"`{name}`" for name in SHARED)
    return PYPROJECT + "\n".join([*head, *rows]) + "\n" + CLIENTS.format(shared=shared)


def sections(model: type[BaseModel], where: str, seen: list[type[BaseModel]]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield each model of the config with the path that leads to it, each once."""
    seen.append(model)
    yield where, model
    for name, info in model.model_fields.items():
        inner = next((each for each in parts(info.annotation) if is_model(each)), None)
        if inner is not None and inner not in seen:
            below = LOCATIONS.get(inner.__name__) or f"{where}.{name}".lstrip(".")
            below = below if inner.__name__ in LOCATIONS or dict not in containers(info.annotation) else f"{below}.NAME"
            yield from sections(inner, below, seen)


def table(model: type[BaseModel]) -> Iterator[str]:
    """Yield the lines of one section: the keys with an effect, and then the others."""
    texts = documented(model)
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    ignored: list[str] = []
    for name, info in model.model_fields.items():
        mark = next((item for item in info.metadata if isinstance(item, IgnoredKey | UnsupportedKey)), None)
        if isinstance(mark, IgnoredKey):
            ignored.append(f"`{key(name, info)}`")
        elif isinstance(mark, UnsupportedKey):
            ignored.append(f"`{key(name, info)}` ({mark.hint})")
        else:
            yield f"| `{key(name, info)}` | {spelled(info.annotation)} | {escaped(texts[name])} |"
    if ignored:
        yield f"\nAccepted without effect: {', '.join(ignored)}."
    yield ""


def documented(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field of a model."""
    [body] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            found[field.target.id] = str(ast.literal_eval(below.value))
    return found


def key(name: str, info: FieldInfo) -> str:
    """Return how a field is written in the file."""
    alias = info.validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    return alias if isinstance(alias, str) else name


def spelled(annotation: object) -> str:
    """Return a type in the words of YAML and TOML."""
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    if get_origin(annotation) in (dict, list, tuple):
        inner = [each for each in get_args(annotation) if each is not ...]
        kind = "mapping" if get_origin(annotation) is dict else "list"
        return f"{kind} of {spelled(inner[-1])}" if kind == "list" else kind
    if is_model(annotation):
        return "mapping"
    if get_args(annotation) and get_origin(annotation) is not None:
        names = [spelled(each) for each in get_args(annotation) if each is not type(None) and not hasattr(each, "func")]
        return " or ".join(dict.fromkeys(names))
    return WORDS.get(annotation, "any value") if isinstance(annotation, type) else "any value"


def is_model(value: object) -> bool:
    """Tell whether a type is one of the models."""
    return isinstance(value, type) and issubclass(value, BaseModel)


def parts(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the types that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def containers(annotation: object) -> set[object]:
    """Return the containers of an annotation."""
    found = {get_origin(annotation)}
    return found.union(*(containers(inner) for inner in get_args(annotation)))
