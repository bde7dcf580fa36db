"""Changes at random to an OpenAPI document, of the kinds that the next version of a real one brings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from specloom.base.json import JsonObject, JsonValue, as_array, as_object

VERBS = ("get", "put", "post", "delete", "patch")


class Mutator:
    """Changes a document in place; the same seed makes the same changes."""

    def __init__(self, root: JsonObject, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.number = 0

    def mutate(self) -> str:
        """Make one change and return its kind."""
        kinds: list[Callable[[], bool]] = [
            *[self.text, self.query, self.parameter, self.field, self.component] * 3,
            *[self.without_parameter, self.required, self.enum, self.answer, self.example, self.page],
            *[self.without_field, self.rename, self.retype, self.status, self.header, self.body],
            *[self.operation_id, self.without_operation, self.reorder],
        ]
        while True:
            kind = self.random.choice(kinds)
            if kind():
                return kind.__name__

    def fresh(self, word: str) -> str:
        """Return a name that is likely new, or one of a few that clash."""
        self.number += 1
        usual = ["id", "type", "name", "data", "class", "items", "cursor", "X-Name", "fooBar", "2nd"]
        return self.random.choice([f"{word}_{self.number}", f"{word}{self.number}", self.random.choice(usual)])

    def operations(self) -> list[JsonObject]:
        """Return all operations."""
        items = [item for item in as_object(self.root.get("paths")).values() if isinstance(item, dict)]
        return [item for each in items for verb, item in each.items() if verb in VERBS and isinstance(item, dict)]

    def operation(self) -> JsonObject:
        """Return one operation."""
        return self.random.choice(self.operations())

    def named(self) -> JsonObject:
        """Return the named schemas."""
        return as_object(as_object(self.root.get("components")).get("schemas")) or as_object(
            self.root.get("definitions")
        )

    def schema(self) -> JsonValue:
        """Return some schema."""
        section = "components/schemas" if "components" in self.root else "definitions"
        usable = [name for name in self.named() if "/" not in name and "~" not in name]
        named: list[JsonObject] = [{"$ref": f"#/{section}/{name}"} for name in usable]
        plain: list[JsonObject] = [
            {"type": "string"},
            {"type": "integer", "description": "How many."},
            {"type": "array", "items": {"type": "string"}},
            {"type": "string", "enum": ["a", "b"]},
            {"type": "string", "format": "date-time"},
            {"type": "object", "properties": {"inner": {"type": "boolean"}, "fooBar": {"type": "number"}}},
            {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"deep": {"type": "string"}}}]},
        ]
        if named and self.random.random() < 0.4:
            one = self.random.choice(named)
            return self.random.choice([one, {"type": "array", "items": one}, {"anyOf": [one, {"type": "string"}]}])
        return self.random.choice(plain)

    def objects(self, *, inline: bool) -> list[JsonObject]:
        """Return the schemas that have properties, of operations or of components."""
        start: list[JsonValue] = [*self.operations()] if inline else [*self.named().values()]
        return [found for value in start for found in _with_properties(value)]

    def some_object(self, *, inline: bool) -> JsonObject | None:
        """Return one of them."""
        found = self.objects(inline=inline)
        return self.random.choice(found) if found else None

    def text(self) -> bool:
        """Change what an operation says of itself."""
        key = self.random.choice(["summary", "description"])
        self.operation()[key] = self.fresh("Does") + " *something* else."
        return True

    def query(self) -> bool:
        """Add a query parameter."""
        self._add({"name": self.fresh("q"), "in": "query", "schema": self.schema()})
        return True

    def header(self) -> bool:
        """Add a header."""
        self._add({"name": self.fresh("X-H"), "in": "header", "required": True, "schema": {"type": "string"}})
        return True

    def page(self) -> bool:
        """Add what pages have."""
        for name in self.random.choice([("cursor", "limit"), ("page", "per_page"), ("offset", "limit")]):
            self._add({"name": name, "in": "query", "schema": {"type": "integer"}})
        return True

    def _add(self, parameter: JsonObject) -> None:
        operation = self.operation()
        if "swagger" in self.root:
            parameter = {**{key: value for key, value in parameter.items() if key != "schema"}, "type": "string"}
        operation["parameters"] = [*as_array(operation.get("parameters")), parameter]

    def parameters(self) -> list[JsonObject]:
        """Return the parameters that operations state themselves, those of paths left out."""
        found = [value for operation in self.operations() for value in as_array(operation.get("parameters"))]
        return [value for value in found if isinstance(value, dict) and value.get("in") in ("query", "header")]

    def parameter(self) -> bool:
        """Change a parameter."""
        found = self.parameters()
        if found:
            one = self.random.choice(found)
            key = self.random.choice(["description", "required", "deprecated"])
            one[key] = "Another text." if key == "description" else not one.get(key)
        return bool(found)

    def rename(self) -> bool:
        """Rename a parameter."""
        found = self.parameters()
        if found:
            self.random.choice(found)["name"] = self.fresh("renamed")
        return bool(found)

    def retype(self) -> bool:
        """Give a parameter another schema."""
        found = [value for value in self.parameters() if "schema" in value]
        if found:
            self.random.choice(found)["schema"] = self.schema()
        return bool(found)

    def without_parameter(self) -> bool:
        """Remove a parameter."""
        operation = self.operation()
        kept = as_array(operation.get("parameters"))
        if kept and as_object(kept[-1]).get("in") == "query":
            operation["parameters"] = kept[:-1]
            return True
        return False

    def field(self) -> bool:
        """Add a property to a schema inside an operation."""
        return self._field(inline=True)

    def component(self) -> bool:
        """Add a property to a component."""
        return self._field(inline=False)

    def _field(self, *, inline: bool) -> bool:
        found = self.some_object(inline=inline)
        if found is None:
            return False
        as_object(found["properties"])[self.fresh("field")] = self.schema()
        return True

    def without_field(self) -> bool:
        """Remove a property."""
        found = self.some_object(inline=self.random.random() < 0.5)
        if found is None or not as_object(found["properties"]):
            return False
        as_object(found["properties"]).popitem()
        return True

    def required(self) -> bool:
        """Require a property, or no longer."""
        found = self.some_object(inline=self.random.random() < 0.5)
        if found is None or not as_object(found["properties"]):
            return False
        name = self.random.choice(list(as_object(found["properties"])))
        old = as_array(found.get("required"))
        found["required"] = [*old, name] if name not in old else [item for item in old if item != name]
        if not found["required"]:
            del found["required"]
        return True

    def enum(self) -> bool:
        """Add a value to an enumeration."""
        found = [each for value in (*self.operations(), *self.named().values()) for each in _with(value, "enum")]
        texts = [each for each in found if as_array(each["enum"]) and isinstance(as_array(each["enum"])[0], str)]
        if texts:
            one = self.random.choice(texts)
            one["enum"] = [*as_array(one["enum"]), self.fresh("value")]
        return bool(texts)

    def answer(self) -> bool:
        """Let an operation answer with something else."""
        responses = as_object(self.operation().get("responses"))
        content = as_object(as_object(as_object(responses.get("200")).get("content")).get("application/json"))
        if "schema" in content:
            content["schema"] = self.schema()
        return "schema" in content

    def status(self) -> bool:
        """Add a status."""
        as_object(self.operation().setdefault("responses", {}))["418"] = {"description": "No coffee."}
        return True

    def body(self) -> bool:
        """Give an operation another body."""
        operation = self.operation()
        if "swagger" in self.root or "requestBody" not in operation:
            return False
        operation["requestBody"] = {"content": {"application/json": {"schema": self.schema()}}}
        return True

    def example(self) -> bool:
        """Add an example that does not fit."""
        found = self.some_object(inline=self.random.random() < 0.5)
        if found is not None:
            found["example"] = {"wrong": 1} if self.random.random() < 0.5 else 17
        return found is not None

    def operation_id(self) -> bool:
        """Rename an operation."""
        self.operation()["operationId"] = self.fresh("operation")
        return True

    def without_operation(self) -> bool:
        """Remove an operation."""
        items = [item for item in as_object(self.root.get("paths")).values() if isinstance(item, dict)]
        item = self.random.choice(items)
        verbs = [verb for verb in item if verb in VERBS]
        if len(verbs) < 2:
            return False
        del item[verbs[-1]]
        return True

    def reorder(self) -> bool:
        """Put the last property of a schema first."""
        found = self.some_object(inline=False)
        if found is None:
            return False
        properties = as_object(found["properties"])
        found["properties"] = dict(reversed(properties.items()))
        return True


def _with_properties(value: JsonValue) -> Iterator[JsonObject]:
    return (found for found in _with(value, "properties") if isinstance(found["properties"], dict))


def _with(value: JsonValue, key: str) -> Iterator[JsonObject]:
    """Yield the objects below a value that have a key."""
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack += part
        elif isinstance(part, dict):
            if key in part and "in" not in part:
                yield part
            stack += [member for name, member in part.items() if name not in ("example", "examples", "default")]
