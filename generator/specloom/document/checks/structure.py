"""Turns the errors of a meta schema into findings that people can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from jsonschema_rs import ValidationError, ValidationErrorKind

from specloom.base import pointers
from specloom.base.suggestions import suggestion
from specloom.document.checks.finding import Finding
from specloom.document.checks.known_keys import KnownKeys
from specloom.document.checks.schemas import listed_items_finding
from specloom.document.references import ValueLocation

_SHOWN = 120
_DETAIL_KEYS = """allowReserved contact default deprecated description email example examples explode externalDocs
    externalValue license name operationId summary tags termsOfService title url value variables version xml style
    collectionFormat openIdConnectUrl scopes authorizationUrl tokenUrl refreshUrl bearerFormat schemes consumes
    produces format operationRef links enum required readOnly writeOnly nullable uniqueItems pattern
    exclusiveMinimum exclusiveMaximum minimum maximum multipleOf minLength maxLength minItems maxItems minProperties
    maxProperties discriminator"""
_DETAILS = frozenset(_DETAIL_KEYS.split())
"""Keys whose faults affect only a detail of the client: documentation, hints, limits."""
_ANSWERS = "add its responses"
_BESIDE = re.compile(r"/(?:responses/[^/]+|components)/links/")
"""Keys from which nothing is generated."""
_MILD = frozenset(["format", "pattern", "minItems", "uniqueItems", "not", "propertyNames"])
"""Rules of the meta schema that don't affect the client."""
_NEEDED = frozenset(["paths", "in", "name"])
"""Keys without which nothing can be generated, or the meaning is unclear."""
_SCHEMAS = frozenset(["components", "definitions"])
"""Keys of a document from which types can be generated, with or without paths."""
_IN_SCHEMA = re.compile(
    r"/(?:schema|items|not|additionalProperties|(?:allOf|anyOf|oneOf|prefixItems)/\d+"
    r"|(?:properties|patternProperties|\$defs|schemas|definitions)/[^/]+)$"
)
_MEMBER = re.compile(r"/type/\d+$")
_NEWER = """additionalItems oneOf anyOf not const if then else $defs $id $anchor $comment prefixItems patternProperties
    examples nullable contentEncoding contentMediaType deprecated writeOnly dependentSchemas propertyNames contains"""
_KEYWORDS = frozenset(_NEWER.split())
_ELSEWHERE = re.compile(
    r"^/webhooks$|/(?:requestBody|itemSchema|additionalOperations|query|responses/[^/]+/content|parameters/[^/]+/schema)$"
)
"""Keys of other versions, in schemas and elsewhere, that are supported in every version."""


def structure_findings(errors: Iterable[ValidationError], file: str, known: KnownKeys) -> list[Finding]:
    """Return a finding for each fault behind ``errors``, alternatives resolved to the one that was meant.

    A meta schema calls a known key unknown if there is a fault in or beside its value: then only the fault is
    returned.
    """
    found: dict[Finding, None] = {}
    doubtful: set[Finding] = set()
    for error in errors:
        for inner in _explaining_errors(error):
            for finding in _findings_of_error(inner, file, known):
                found[finding] = None
                if finding.rule == "unknown-key" and _last_key(finding) in known.keys_at(inner.schema_path):
                    doubtful.add(finding)
    sure = [finding.location.pointer + "/" for finding in found.keys() - doubtful] if doubtful else []
    return [finding for finding in found if finding not in doubtful or not _is_below_any(finding, sure)]


def _last_key(finding: Finding) -> str:
    return pointers.split(finding.location.pointer)[-1]


def _is_below_any(finding: Finding, others: list[str]) -> bool:
    """Whether one of the other pointers is below the object that holds the key of ``finding``."""
    holder = pointers.parent(finding.location.pointer) + "/"
    return any(other.startswith(holder) for other in others)


def _explaining_errors(error: ValidationError) -> Iterator[ValidationError]:
    """Yield the errors that explain ``error``: those of the alternative that is closest."""
    kind = error.kind
    if not isinstance(kind, ValidationErrorKind.OneOfNotValid | ValidationErrorKind.AnyOf):
        yield error
        return
    branches = [[cause for inner in branch for cause in _explaining_errors(inner)] for branch in kind.context]
    meant = [branch for branch in branches if branch and not _refused_reference(branch)]
    if not meant or (len(meant) > 1 and all(_only_lacks(branch, error.instance_path) for branch in meant)):
        yield error
        return
    yield from min(meant, key=lambda branch: _branch_distance(branch, error.instance_path))


def _refused_reference(branch: list[ValidationError]) -> bool:
    """Whether the branch is for references, and the value has no ``$ref``."""
    return any(isinstance(e.kind, ValidationErrorKind.Required) and e.kind.property == "$ref" for e in branch)


def _only_lacks(branch: list[ValidationError], path: list[str | int]) -> bool:
    return all(isinstance(e.kind, ValidationErrorKind.Required) and e.instance_path == path for e in branch)


def _branch_distance(branch: list[ValidationError], path: list[str | int]) -> tuple[bool, bool, int, int]:
    """Return the distance of a branch: a branch for another JSON type than that of the value at ``path`` is farthest,
    then one that fails on the value of ``in`` or ``type``.
    """
    other_type = any(isinstance(e.kind, ValidationErrorKind.Type) and e.instance_path == path for e in branch)
    tags = ("in", "type", "scheme", "flow")
    shallow = min(len(error.instance_path) for error in branch)
    wrong_tag = any(e.instance_path[-1:] and e.instance_path[-1] in tags and _is_fixed_value(e) for e in branch)
    return other_type, wrong_tag, len(branch), -shallow


def _is_fixed_value(error: ValidationError) -> bool:
    return isinstance(error.kind, ValidationErrorKind.Enum | ValidationErrorKind.Constant)


def _findings_of_error(error: ValidationError, file: str, known: KnownKeys) -> Iterator[Finding]:
    kind = error.kind
    pointer = pointers.from_tokens(error.instance_path)
    if isinstance(kind, ValidationErrorKind.AdditionalProperties | ValidationErrorKind.UnevaluatedProperties):
        for key in kind.unexpected:
            yield _unexpected_key_finding(pointer, key, file, lambda key: known.suggest_key(error.schema_path, key))
    elif pointer.endswith("/responses") and not error.instance:
        yield Finding("responses-missing", "the operation lists no response", ValueLocation(file, pointer), _ANSWERS)
    elif isinstance(kind, ValidationErrorKind.Required):
        key = str(kind.property)
        holds = set(error.instance) if isinstance(error.instance, dict) else set[str]()
        whole = key == "name" and isinstance(error.instance, dict) and error.instance.get("in") == "querystring"
        needed = key in _NEEDED and not whole and not (key == "paths" and holds & _SCHEMAS)
        rule = "missing-key" if needed else "missing-detail"
        yield Finding(rule, f"`{key}` is missing", ValueLocation(file, pointer), f"add `{key}`")
    else:
        yield _value_finding(error, pointer, file)


def _unexpected_key_finding(pointer: str, key: str, file: str, suggest: Callable[[str], str | None]) -> Finding:
    location = ValueLocation(file, pointers.join(pointer, key))
    if re.fullmatch(r"[1-5](?:[0-9]{2}|[xX]{2})", key):
        hint = f"write `{key.upper()}`"
        return Finding("response-key", f"`{key}` is not a status code or range of OpenAPI", location, hint)
    if pointer == "/paths":
        return Finding(
            "path-slash", f"the path `{_shown_value(key)}` does not begin with a slash", location, "put `/` before it"
        )
    if (key in _KEYWORDS and _IN_SCHEMA.search(pointer)) or _ELSEWHERE.search(f"{pointer}/{key}"):
        message = f"the key `{key}` belongs to another version of OpenAPI; it has its meaning of that version"
        return Finding("key-version", message, location, "change the version of the document, or remove the key")
    message = f"the key `{_shown_value(key)}` is not known here and is ignored"
    return Finding("unknown-key", message, location, suggest(key) or "remove it, or begin it with `x-`")


def _value_finding(error: ValidationError, pointer: str, file: str) -> Finding:
    location = ValueLocation(file, pointer)
    tokens = [str(token) for token in error.instance_path if isinstance(token, str)]
    detail = error.instance is None or _BESIDE.search(pointer) is not None
    detail = detail or any(token in _DETAILS or token[:1] == "$" for token in tokens[-2:])
    kind = error.kind
    if isinstance(kind, ValidationErrorKind.Type | ValidationErrorKind.Enum):
        newer = _newer_type_syntax(tokens, pointer, error.instance)
        if newer is not None:
            message = f"{newer} requires OpenAPI 3.1; it has its meaning of 3.1"
            return Finding("schema-version", message, location, "write `openapi: 3.1.0`, or use the 3.0 syntax")
    if isinstance(kind, ValidationErrorKind.Type):
        if tokens[-1:] == ["items"] and _IN_SCHEMA.search(pointer) and isinstance(error.instance, list):
            return listed_items_finding(location)
        wanted = " or ".join(_with_article(name) for name in kind.types)
        if error.instance == [] and "object" in kind.types:
            return Finding("empty-array", f"must be {wanted}; the empty array is read as an empty object", location)
        rule = "wrong-detail" if detail else "wrong-type"
        return Finding(rule, f"must be {wanted}, not {_with_article(_kind_of(error.instance))}", location)
    if isinstance(kind, ValidationErrorKind.Enum):
        holder = pointers.parent(_MEMBER.sub("/type", pointer))
        if tokens[-1:] == ["type"] and _IN_SCHEMA.search(holder):
            return _bad_choice(
                "schema-type", kind.options, error.instance, ValueLocation(file, _MEMBER.sub("/type", pointer))
            )
        return _bad_choice("bad-detail" if detail else "structure", kind.options, error.instance, location)
    if isinstance(kind, ValidationErrorKind.Constant) and isinstance(kind.expected_value, str):
        return _bad_choice("bad-detail" if detail else "structure", [kind.expected_value], error.instance, location)
    if isinstance(kind, ValidationErrorKind.MaxProperties) and tokens[-1:] == ["content"]:
        return Finding("bad-detail", "must have one media type; the first one is used", location)
    rule = "bad-detail" if detail or kind.name in _MILD else "structure"
    return Finding(rule, _plain_message(error), location)


def _bad_choice(rule: str, allowed: Iterable[object], value: object, location: ValueLocation) -> Finding:
    """Return the finding about a value that is not allowed, with the allowed value most similar to it."""
    names = [str(each) for each in allowed]
    message = (
        f"must be {_shown_value(', '.join(names))}"
        if len(names) == 1
        else f"must be one of {_shown_value(', '.join(names))}"
    )
    if rule == "bad-detail":
        default = location.pointer.endswith(("/style", "/collectionFormat"))
        message += "; the default is used" if default else "; it is ignored"
    return Finding(rule, message, location, suggestion(value, names) if isinstance(value, str) else None)


def _newer_type_syntax(tokens: list[str], pointer: str, value: object) -> str | None:
    """Return what a value is that only schemas of 3.1 may have: a list of types, or a boolean schema."""
    if isinstance(value, list):
        items = cast("list[object]", value)
        types = tokens[-1:] == ["type"] and _IN_SCHEMA.search(pointers.parent(pointer))
        return "a list of types" if types and all(isinstance(each, str) for each in items) else None
    if value == "null" and tokens[-1:] == ["type"]:
        return "the type `null`"
    schema = isinstance(value, bool) and _IN_SCHEMA.search(pointer)
    return f"{str(value).lower()} as a schema" if schema else None


def _plain_message(error: ValidationError) -> str:
    kind = error.kind
    if isinstance(kind, ValidationErrorKind.OneOfNotValid | ValidationErrorKind.AnyOf):
        lacking = dict.fromkeys(name for branch in kind.context for inner in branch for name in _missing_keys(inner))
        if lacking:
            return f"needs one of {', '.join(f'`{name}`' for name in lacking)}"
        return "matches none of the forms that are allowed here"
    return _shown_value(error.message)


def _missing_keys(error: ValidationError) -> list[str]:
    return [str(error.kind.property)] if isinstance(error.kind, ValidationErrorKind.Required) else []


def _kind_of(value: object) -> str:
    """Return the JSON type name of a value from the validator."""
    names = {
        "dict": "object",
        "list": "array",
        "str": "string",
        "bool": "boolean",
        "int": "integer",
        "NoneType": "null",
    }
    return names.get(type(value).__name__, "number")


def _with_article(name: str) -> str:
    return name if name == "null" else f"an {name}" if name[0] in "aoi" else f"a {name}"


def _shown_value(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
