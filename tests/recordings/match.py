"""Does an exchange fit a description? Every misfit is told with the JSON pointer of the schema that it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import openapi_schema_validator
from jsonschema.exceptions import ValidationError

from tests.recordings.cassettes import Interaction, Json, as_json, target

Document = dict[str, Json]


@dataclass(frozen=True)
class Misfit:
    """One place of a body that a schema does not allow."""

    pointer: str
    """Where the schema stands in the description."""

    place: str
    """Where in the body."""

    message: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.place or 'the body'}: {self.message}"


class Validator(Protocol):
    """What is used of a JSON Schema validator."""

    def iter_errors(self, instance: Json) -> Iterator[ValidationError]: ...


class MakeValidator(Protocol):
    """Makes one for a schema."""

    def __call__(self, schema: Document, *, format_checker: object) -> Validator: ...


READ = cast("MakeValidator", openapi_schema_validator.OAS30ReadValidator)
WRITE = cast("MakeValidator", openapi_schema_validator.OAS30WriteValidator)
FORMATS = cast("object", openapi_schema_validator.oas30_format_checker)


class Description:
    """An OpenAPI document that exchanges are held against."""

    def __init__(self, document: Document, *, prefix: str = "") -> None:
        self._document = document
        plain_first = sorted(self._table("paths"), key=lambda path: path.count("{"))
        self._paths = [(template(path), path) for path in plain_first]
        self._prefix = prefix

    def misfits(self, interaction: Interaction) -> list[Misfit]:
        """What is wrong with the bodies; an operation or a status that is not described is a misfit too."""
        request, response = interaction["request"], interaction["response"]
        path = target(request).partition("?")[0].removeprefix(self._prefix)
        method = request["method"].lower()
        known = next((name for pattern, name in self._paths if pattern.fullmatch(path)), None)
        if known is None or method not in self._table("paths", known):
            return [Misfit("/paths", "", f"{method.upper()} {path} is not described")]
        place = ("paths", known, method)
        found = [*self._body(request["body"], (*place, "requestBody"), WRITE)]
        answer = self._answer(place, str(response["status"]["code"]))
        if answer is None:
            return [*found, Misfit(pointer(place), "", f"status {response['status']['code']} is not described")]
        return [*found, *self._body(response["body"]["string"], answer, READ)]

    def _answer(self, operation: Sequence[str], status: str) -> Sequence[str] | None:
        described = self._table(*operation, "responses")
        return next(((*operation, "responses", key) for key in (status, f"{status[0]}XX") if key in described), None)

    def _body(self, body: str | bytes | None, place: Sequence[str], validator: MakeValidator) -> Iterator[Misfit]:
        """The misfits of a JSON body; other bodies and media types are not looked into."""
        media = (*self._settled(place), "content", "application/json", "schema")
        schema = self._find(media)
        value = as_json(body)
        if not isinstance(schema, dict) or value is None:
            return
        with_components = {**schema, "components": self._document["components"]}
        check = validator(with_components, format_checker=FORMATS)
        for error in check.iter_errors(value):
            for cause in causes(error):
                where = "/".join(str(part) for part in cause.absolute_path)
                yield Misfit(self._pointer(media, cause.absolute_schema_path), where, message(cause))

    def _pointer(self, media: Sequence[str], schema_path: Iterable[str | int]) -> str:
        """The pointer of a keyword, with the references on the way followed."""
        place = media
        for part in schema_path:
            place = [*self._settled(place), str(part)]
        return pointer(place)

    def _settled(self, place: Sequence[str]) -> Sequence[str]:
        """The place itself, or the one that it refers to."""
        found = self._find(place)
        return reference(cast("str", found["$ref"])) if isinstance(found, dict) and "$ref" in found else place

    def _find(self, place: Sequence[str]) -> Json:
        """What stands at a place; None where there is nothing."""
        found: Json = self._document
        for part in place:
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list):
                found = found[int(part)]
            else:
                return None
        return found

    def _table(self, *place: str) -> dict[str, Json]:
        return cast("dict[str, Json]", self._find(place))


def causes(error: ValidationError) -> Iterator[ValidationError]:
    """What is behind an error: in a union, the errors of the variant whose tag fits, if there is one."""
    variants: dict[str | int, list[ValidationError]] = {}
    for inner in error.context or ():
        variants.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [errors for errors in variants.values() if not any(map(is_about_tag, errors))]
    if len(meant) != 1:
        yield error
        return
    for inner in meant[0]:
        yield from causes(inner)


def is_about_tag(error: ValidationError) -> bool:
    """Whether an error in a variant says that its tag, a property with listed values, is another one."""
    return error.validator == "enum" and len(error.relative_path) == 1


def message(error: ValidationError) -> str:
    """What is wrong, without a copy of a whole object or list."""
    if isinstance(error.instance, dict | list) and error.validator in ("oneOf", "anyOf"):
        return "fits none of the variants"
    return error.message


def template(path: str) -> re.Pattern[str]:
    """A pattern for the paths that a path template stands for."""
    parts = re.split(r"\{[^}]*\}", path)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def reference(text: str) -> list[str]:
    """The place that a local `$ref` names."""
    return [part.replace("~1", "/").replace("~0", "~") for part in text.removeprefix("#/").split("/")]


def pointer(place: Iterable[str]) -> str:
    """A place as a JSON pointer."""
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in place)
