"""Finds the operations and schemas of a document that the source of an SDK refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from specloom.base.pointers import join, split
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.migration.endpoints import same_path, without_query
from specloom.document.grammar import VERBS

_COMBINED = ("allOf", "anyOf", "oneOf")
COMPONENTS = "/components/schemas/"
_CASING = Casing()
_HOPS = 50


@dataclass(slots=True)
class DocumentIndex:
    """A canonical document; `shift` is what the paths of the SDK have in front of those of the document, or lack."""

    raw: JsonObject
    shift: tuple[str, str] = ("", "")
    operations: dict[str, str] = field(default_factory=dict[str, str])
    component_names: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    """The pointers of the components by the letters and digits of their names."""

    def __post_init__(self) -> None:
        """Index the operations by their endpoint without the names of parameters."""
        for path, item in as_object(self.raw.get("paths")).items():
            for verb in as_object(item):
                if verb in VERBS:
                    self.operations.setdefault(same_path(f"{verb} {path}"), f"{verb} {path}")
        for key in as_object(as_object(self.raw.get("components")).get("schemas")):
            plain = "".join(char for char in key.lower() if char.isalnum())
            self.component_names.setdefault(plain, []).append(f"/components/schemas{join('', key)}")

    def align_paths(self, endpoints: Iterable[str]) -> None:
        """Find the part of the path that the SDK has in its base URL and the document in its paths, or the reverse."""
        known = list(endpoints)
        starts = {"/" + "/".join(key.partition(" ")[2].split("/")[1 : 1 + count]) for key in known for count in (1, 2)}
        own = {
            "/" + "/".join(key.partition(" ")[2].split("/")[1 : 1 + count])
            for key in self.operations
            for count in (1, 2)
        }
        tries = [("", ""), *((each, "") for each in sorted(starts)), *(("", each) for each in sorted(own))]
        counts = {
            each: sum(self._shifted(without_query(key), each) in self.operations for key in known)
            for each in tries[:200]
        }
        best = max(counts.values(), default=0)
        self.shift = next((each for each, count in counts.items() if count == best), ("", ""))

    def _count_matches(self, endpoints: Iterable[str], shift: tuple[str, str]) -> int:
        return sum(self._shifted(without_query(each), shift) in self.operations for each in endpoints)

    def _shifted(self, endpoint: str, shift: tuple[str, str]) -> str:
        verb, _, path = endpoint.partition(" ")
        path = path if path.startswith("/") else f"/{path}"
        if shift[0] and path.startswith(f"{shift[0]}/"):
            path = path.removeprefix(shift[0])
        return same_path(f"{verb} {shift[1]}{path}")

    def find_operation(self, endpoint: str) -> str | None:
        """Return the operation of the document that an SDK calls, as `verb /path`."""
        if "://" in endpoint:
            return self._operation_at_url(endpoint)
        whole, plain = endpoint, without_query(endpoint)
        return self.operations.get(self._shifted(whole, self.shift)) or self.operations.get(
            self._shifted(plain, self.shift)
        )

    def _operation_at_url(self, endpoint: str) -> str | None:
        """Return the operation at a whole URL: of its path, or the end of that, as servers have paths too."""
        verb, _, url = without_query(endpoint).partition(" ")
        parts = url.partition("://")[2].split("/")[1:]
        ends = (same_path(f"{verb} /{'/'.join(parts[start:])}") for start in range(len(parts)))
        return next((self.operations[end] for end in ends if end in self.operations), None)

    def operation(self, key: str) -> tuple[str, JsonObject]:
        """Return the pointer of an operation, and the operation."""
        verb, _, path = key.partition(" ")
        return f"/paths{join('', path)}/{verb}", as_object(
            as_object(as_object(self.raw.get("paths")).get(path)).get(verb)
        )

    def response_schema(self, key: str, *, events: bool = False) -> str | None:
        """Return the pointer of the schema of a successful response, or of the events of a stream."""
        pointer, operation = self.operation(key)
        responses = as_object(operation.get("responses"))
        for status in sorted(responses, key=lambda each: (each != "200", each)):
            if status.startswith("2") or status == "default":
                found = self.media_schema(f"{pointer}/responses/{status}", events=events)
                if found is not None:
                    return found
        return None

    def request_schema(self, key: str) -> str | None:
        """Return the pointer of the schema of the request body."""
        pointer, operation = self.operation(key)
        return self.media_schema(f"{pointer}/requestBody") if "requestBody" in operation else None

    def media_schema(self, pointer: str, *, events: bool = False) -> str | None:
        """Return the pointer of the schema in the content of a request or response."""
        pointer = self.resolve(pointer)
        content = as_object(as_object(self.at(pointer)).get("content"))
        media = sorted(content, key=lambda each: (events is not ("event-stream" in each), "json" not in each))
        if not media:
            return None
        found = f"{pointer}/content{join('', media[0])}"
        return next(
            (f"{found}/{key}" for key in ("itemSchema", "schema") if self.at(f"{found}/{key}") is not None), None
        )

    def parameters(self, key: str) -> Iterator[tuple[str, str, str]]:
        """Yield each parameter of an operation: its name, where it is sent, and the pointer of its schema."""
        pointer, _ = self.operation(key)
        for owner in (pointer, pointer.rpartition("/")[0]):
            listed = as_object(self.at(owner)).get("parameters")
            for number, _ in enumerate(listed if isinstance(listed, list) else []):
                found = self.resolve(f"{owner}/parameters/{number}")
                value = as_object(self.at(found))
                yield as_str(value.get("name")) or "", as_str(value.get("in")) or "", f"{found}/schema"

    def at(self, pointer: str) -> JsonValue:
        """Return the value at a pointer, None if there is none."""
        value: JsonValue = self.raw
        for token in split(pointer):
            if isinstance(value, dict):
                value = value.get(token)
            elif isinstance(value, list):
                value = value[int(token)] if token.isdigit() and int(token) < len(value) else None
            else:
                return None
        return value

    def resolve(self, pointer: str) -> str:
        """Return the pointer of the value that references at a pointer lead to."""
        for _ in range(_HOPS):
            reference = as_str(as_object(self.at(pointer)).get("$ref"))
            if reference is None or not reference.startswith("#/"):
                return pointer
            pointer = reference[1:]
        return pointer

    def resolve_single(self, pointer: str) -> str:
        """Return the pointer of the value behind references and combinations of one schema, such as that or `null`."""
        for _ in range(_HOPS):
            pointer = self.resolve(pointer)
            value = as_object(self.at(pointer))
            listed = [
                f"{pointer}/{word}/{number}"
                for word in _COMBINED
                for number, each in enumerate(as_array(value.get(word)))
                if as_object(each).get("type") != "null"
            ]
            if len(listed) != 1 or value.get("properties") or is_component(pointer):
                return pointer
            pointer = listed[0]
        return pointer

    def members(self, pointer: str) -> Iterator[str]:
        """Yield the pointers of a schema and of what it combines, references resolved."""
        waiting, seen = [pointer], set[str]()
        while waiting:
            here = self.resolve(waiting.pop())
            if here in seen or len(seen) > _HOPS:
                continue
            seen.add(here)
            yield here
            value = as_object(self.at(here))
            for word in _COMBINED:
                listed = value.get(word)
                waiting += [
                    f"{here}/{word}/{number}" for number, _ in enumerate(listed if isinstance(listed, list) else [])
                ]

    def property_of(self, pointer: str, name: str) -> str | None:
        """Return the pointer of the schema of a property, by its name in Python."""
        plain = comparable(name)
        for here in self.members(pointer):
            for key in as_object(as_object(self.at(here)).get("properties")):
                if key == name or comparable(key) == plain:
                    return f"{here}/properties{join('', key)}"
        return None

    def property_names(self, pointer: str) -> set[str]:
        """Return the comparable names of the properties of a schema."""
        return {
            comparable(key)
            for here in self.members(pointer)
            for key in as_object(as_object(self.at(here)).get("properties"))
        }

    def below(self, pointer: str, key: str) -> str | None:
        """Return the pointer of `items` or `additionalProperties` of a schema."""
        for here in self.members(pointer):
            if isinstance(as_object(self.at(here)).get(key), dict):
                return f"{here}/{key}"
        return None


def is_component(pointer: str) -> bool:
    """Return whether a pointer is that of a whole schema in `components`."""
    return pointer.startswith(COMPONENTS) and "/" not in pointer.removeprefix(COMPONENTS)


def comparable(name: str) -> str:
    """Return a name without its casing, and without what Python adds to it."""
    return _CASING.snake(name).strip("_").removeprefix("api_").replace("_", "")
