"""Examples that stand in a description must come back from the generated client as they went in.

An example counts only if the document's own schema allows it, formats included.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any, TypeAlias

import httpx2
import jsonschema_rs
import pydantic

from specloom.api.ir import ResultKind
from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue, as_array, as_object
from specloom.plan.planned import Direction, Plan, PlannedClass, PlannedMethod, PlannedResource, PlannedType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = "application/json"


@dataclass
class Tally:
    """How many examples were tried, and what became of those that did not come back."""

    tried: int
    unfit: int
    failures: list[str]


Pair: TypeAlias = tuple[JsonValue, JsonValue]
"""A schema and an example of it."""


def allowed(root: JsonObject, pairs: list[Pair]) -> list[bool]:
    """Tell for each pair whether the document's schema allows the example; a schema that can't be used allows none.

    One validator takes all pairs as one tuple, since to read a large document's schemas for each would take hours.
    """
    named = as_object(root.get("components")).get("schemas", {})
    verdicts = [True] * len(pairs)
    stack = [range(len(pairs))] if pairs else []
    while stack:
        part = stack.pop()
        whole = {"$schema": DIALECT, "prefixItems": [pairs[n][0] for n in part], "components": {"schemas": named}}
        try:
            validator = jsonschema_rs.validator_for(whole, offline=True, validate_formats=True)
            for error in validator.iter_errors([pairs[n][1] for n in part]):
                verdicts[part[int(error.instance_path[0])]] = False
        except (ValueError, jsonschema_rs.ReferencingError):
            if len(part) > 1:
                stack += [part[len(part) // 2 :], part[: len(part) // 2]]
            else:
                verdicts[part[0]] = False
    return verdicts


def resolved(root: JsonObject, pointer: str) -> JsonObject:
    """Return the object at a pointer, an empty one if there is none."""
    try:
        return as_object(pointers.resolve(root, pointer))
    except pointers.MissingError:
        return {}


def same(first: JsonValue, second: JsonValue) -> bool:
    """Tell whether two JSON values say the same: moments may be spelled otherwise, floats are as exact as they are."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, int) and isinstance(second, float):
        return float(first) == second
    return first == second or (isinstance(first, str) and isinstance(second, str) and same_moment(first, second))


def same_moment(first: str, second: str) -> bool:
    """Tell whether two texts are one moment."""
    try:
        return pydantic.TypeAdapter(datetime).validate_python(first) == pydantic.TypeAdapter(datetime).validate_python(
            second
        )
    except (ValueError, TypeError):
        return False


def difference(first: JsonValue, second: JsonValue, location: str = "") -> str:
    """Return where two JSON values first differ."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in [*first, *second]:
            if key not in first or key not in second:
                return f"{location}/{key}: {'came new' if key in second else 'was lost'}"
            if not same(first[key], second[key]):
                return difference(first[key], second[key], f"{location}/{key}")
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        number = next(index for index, pair in enumerate(zip(first, second, strict=True)) if not same(*pair))
        return difference(first[number], second[number], f"{location}/{number}")
    return f"{location}: {first!r:.60} -> {second!r:.60}"


def verdict(sent: JsonValue, back: JsonValue) -> str | None:
    """Return what differs, None if nothing does."""
    return None if same(sent, back) else difference(sent, back)


def types_of(plan: Plan) -> Iterator[tuple[str, PlannedType]]:
    """Yield the models of answers with their modules."""
    for module in plan.type_modules:
        if module.direction is Direction.RESPONSE:
            yield from ((".".join(module.path), each) for each in module.types)


def model_samples(plan: Plan, root: JsonObject, package: str) -> Iterator[tuple[str, Any, JsonObject, JsonValue]]:
    """Yield (place, type, schema, example) of models and of their fields."""
    for module, planned in types_of(plan):
        for pointer, field in locations(planned):
            schema = resolved(root, pointer)
            whole = as_whole(root, pointer, schema)
            examples = as_array(schema.get("examples"))
            if examples:
                made = getattr(importlib.import_module(f"{package}.{module}"), planned.name)
                type_ = made.model_fields[field].annotation if field else made
                kept = [each for each in examples if field or each is not None]  # null is the field's, not the class's
                yield from ((pointer, type_, whole, example) for example in kept)


def as_whole(root: JsonObject, pointer: str, schema: JsonObject) -> JsonObject:
    """Return a property's schema with what the other members of its `allOf` say of the property."""
    found = re.fullmatch(r"(.*/allOf)/\d+/properties/([^/]+)", pointer)
    if found is None:
        return schema
    members = as_array(pointers.resolve(root, found[1]))
    owners = [
        resolved(root, str(as_object(each)["$ref"])[1:]) if "$ref" in as_object(each) else each for each in members
    ]
    name = pointers.unescape(found[2])
    said = [as_object(as_object(owner).get("properties")).get(name, True) for owner in owners]
    return {"allOf": [schema, *said]}


def locations(planned: PlannedType) -> Iterator[tuple[str, str]]:
    """Yield the pointers of a type and of its fields, with the field's name."""
    if planned.doc.pointer:
        yield planned.doc.pointer, ""
    if isinstance(planned, PlannedClass) and not planned.generic:
        yield from ((field.doc.pointer, field.name) for field in planned.fields if field.doc.pointer)


def try_models(plan: Plan, root: JsonObject, package: str, tally: Tally) -> None:
    """Parse and dump the examples of schemas."""
    samples = list(model_samples(plan, root, package))
    fits = allowed(root, [(schema, example) for _, _, schema, example in samples])
    for (pointer, type_, _, example), fit in zip(samples, fits, strict=True):
        if not fit:
            tally.unfit += 1
            continue
        tally.tried += 1
        problem: str | None
        try:
            adapter = pydantic.TypeAdapter[Any](type_)
            parsed = adapter.validate_json(json.dumps(example))
            back = adapter.dump_python(parsed, mode="json", by_alias=True, exclude_unset=True)
            problem = verdict(example, back)
        except Exception as error:
            problem = f"{type(error).__name__}: {str(error)[:200]!r}"
        if problem:
            tally.failures.append(f"example of {pointer}: {problem}")


def methods_of(resource: PlannedResource, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], PlannedMethod]]:
    """Yield the methods with the attributes that lead to them."""
    yield from ((path, method) for method in resource.methods)
    for child in resource.children:
        yield from methods_of(child, (*path, child.attribute))


def answers(operation: JsonObject) -> Iterator[tuple[int, str, JsonValue, JsonValue]]:
    """Yield (status, media type, schema, example) of an operation's successes."""
    for status, response in as_object(operation.get("responses")).items():
        if status[:1] == "2":
            contents = as_object(as_object(response).get("content"))
            for media, described in contents.items():
                if media != PLAIN and PLAIN in contents:
                    continue  # the method asks for the plain one
                content = as_object(described)
                found = [content["example"]] if "example" in content else []
                found += [
                    described["value"]
                    for each in as_object(content.get("examples")).values()
                    if "value" in (described := as_object(each))
                ]
                number = int(status) if status.isdigit() else 200
                yield from ((number, media, content.get("schema", True), example) for example in found)


class Server:
    """Answers every request with what it is told to."""

    status = 200
    media = "application/json"
    content = b""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if b"grant_type=" in request.content:
            return httpx2.Response(200, json={"access_token": "x", "token_type": "bearer", "expires_in": 3600})
        return httpx2.Response(self.status, content=self.content, headers={"content-type": self.media})


def client_of(plan: Plan, package: ModuleType, server: Server) -> Any:
    """Return a strict client that talks to `server`."""
    made = getattr(package, plan.client.class_name)
    needed = {
        name: "http://127.0.0.1" if "url" in name else "x"
        for name, parameter in inspect.signature(made).parameters.items()
        if name not in ("http_client", "timeout", "max_retries", "default_headers", "default_query")
        and not name.startswith("_")
        and parameter.kind is parameter.KEYWORD_ONLY
        and "str" in str(parameter.annotation)
        and name not in ("environment", "base_url")
    }
    http_client = httpx2.Client(transport=httpx2.MockTransport(server))
    return made(
        base_url="http://127.0.0.1", http_client=http_client, _strict_response_validation=True, max_retries=0, **needed
    )


def call(client: Any, path: tuple[str, ...], method: PlannedMethod) -> Any:
    """Call a method with something for whatever it asks for."""
    owner = client
    for name in path:
        owner = getattr(owner, name)
    bound = getattr(owner, method.name)
    needed = [
        each.name for each in inspect.signature(bound).parameters.values() if each.default is inspect.Parameter.empty
    ]
    needed += method.required_sets[0] if method.required_sets else ()
    try:
        return bound(**dict.fromkeys(needed, "x"))
    except (TypeError, AttributeError, ValueError, IndexError):
        return bound(**{name: {} for name in needed})


def dumped(method: PlannedMethod, value: Any, sent: JsonValue) -> tuple[JsonValue, JsonValue]:
    """Return what should have come back, and what did."""
    expected = as_object(sent).get(method.result.unwrap) if method.result.unwrap else sent
    if isinstance(value, pydantic.BaseModel):
        back = value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        whole_list = method.result.page is not None and isinstance(expected, list)
        return expected, back.get("items") if whole_list else back
    adapter = pydantic.TypeAdapter[Any](type(value) if isinstance(value, date) else object)
    return expected, adapter.dump_python(value, mode="json", by_alias=True, exclude_unset=True)


def try_answers(plan: Plan, root: JsonObject, package: ModuleType, tally: Tally) -> None:
    """Answer each method with the examples of its operation."""
    samples = [
        (path, method, answer)
        for path, method in methods_of(plan.client.root, ())
        if method.result.kind is ResultKind.JSON and not method.stream and not method.alias_of
        for answer in answers(resolved(root, method.pointer))
        if "json" in answer[1]
    ]
    fits = allowed(root, [(schema, example) for _, _, (_, _, schema, example) in samples])
    tally.unfit += fits.count(False)
    tally.tried += fits.count(True)
    server = Server()
    client = client_of(plan, package, server) if any(fits) else None
    for (path, method, (status, media, _, example)), fit in zip(samples, fits, strict=True):
        if not fit:
            continue
        server.status, server.content = status, json.dumps(example).encode()
        server.media = "application/json" if "*" in media else media.split(";")[0]
        try:
            problem = verdict(*dumped(method, call(client, path, method), example))
        except Exception as error:
            problem = f"{type(error).__name__}: {str(error)[:300]!r}"
        if problem:
            tally.failures.append(f"answer {status} of {'.'.join((*path, method.name))}: {problem}")


def round_trip(plan: Plan, root: JsonObject, package: ModuleType) -> Tally:
    """Try every example of the document on the imported package."""
    tally = Tally(0, 0, [])
    try_models(plan, root, package.__name__, tally)
    try_answers(plan, root, package, tally)
    return tally
