"""Runs openapi-spec-validator on a document in its own process: it recurses, and takes seconds for each MB.

The library gives the location of few of its findings, and stops at the first unexpected value. So each of its rules is
wrapped: what a rule finds, or fails with, is sent with the path of the value, and the next rule runs.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias, cast

from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.keywords import KeywordValidator
from openapi_spec_validator.validation.validators import SpecValidator

from specloom.base.json import JsonValue, as_object
from specloom.document.library_question import LibraryFinding, LibraryProgress, LibraryQuestion, shortened

Send: TypeAlias = Callable[[LibraryFinding | LibraryProgress], None]
_VALIDATORS: dict[str, type[SpecValidator]] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
_RESOLVED = 1 << 15
"""The number of paths that the library keeps resolved."""
_MESSAGE = 1_000
"""Characters of a message that are sent: the library puts whole values into some messages."""


class _LibraryError(Protocol):
    """An error of the library: the fault, and its path below the checked value."""

    @property
    def message(self) -> str: ...

    @property
    def absolute_path(self) -> Iterable[str | int]: ...


def check(question: LibraryQuestion, send: Send) -> None:
    """Send each finding of the library, and the progress."""
    warnings.simplefilter("ignore")
    document = question.files[question.url]
    rules = _ReportingRules(_VALIDATORS[question.version].keyword_validators, _step_count(document), send)
    validator = _with_rules(_VALIDATORS[question.version], rules.wrapped_rules())
    path = SchemaPath.from_dict(
        as_object(document),
        base_uri=question.url,
        handlers=_DocumentFiles(question.files),
        resolved_cache_maxsize=_RESOLVED,
    )
    try:
        for error in validator(path).iter_errors():  # errors of the meta schema; the rules send their own
            send(_library_finding("structure", error, ()))
    except Exception as error:
        send(_library_failure(error, ()))


def _with_rules(version: type[SpecValidator], rules: Mapping[str, type[KeywordValidator]]) -> type[SpecValidator]:
    """Return the validator of a version with other rules."""
    return type(version.__name__, (version,), {"keyword_validators": rules})


def _step_count(document: JsonValue) -> int:
    """Return the number of paths and named schemas."""
    root = as_object(document)
    named = as_object(as_object(root.get("components")).get("schemas"))
    return max(1, len(as_object(root.get("paths"))) + len(named))


class _DocumentFiles(dict[str, Any]):
    """Returns files of the document for URLs of every scheme, and never opens anything."""

    def __init__(self, files: Mapping[str, JsonValue]) -> None:
        super().__init__()
        self._files = files

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Callable[[str], JsonValue]:
        return self._file_content

    def _file_content(self, url: str) -> JsonValue:
        return self._files[url.partition("#")[0]]


class _ReportingRules:
    """The rules of a validator, each of which sends its findings."""

    def __init__(self, rules: Mapping[str, type[KeywordValidator]], total: int, send: Send) -> None:
        self._rules = rules
        self._total = total
        self._send = send
        self._done = 0

    def wrapped_rules(self) -> dict[str, type[KeywordValidator]]:
        """Return the rules by their names."""
        return {name: self._wrapped_rule(name, rule) for name, rule in self._rules.items()}

    def _wrapped_rule(self, name: str, rule: type[KeywordValidator]) -> type[KeywordValidator]:
        original = cast("Callable[..., Iterator[_LibraryError]]", rule.__call__)

        def apply(own: KeywordValidator, *arguments: object, **options: bool) -> Iterator[_LibraryError]:
            path = next((each.parts for each in arguments if isinstance(each, SchemaPath)), ())
            self._count_step(name, path)
            try:
                for error in original(own, *arguments, **options):
                    self._send(_library_finding(name, error, path))
            except Exception as error:
                self._send(_library_failure(error, path))
            return iter(())

        return type(rule.__name__, (rule,), {"__call__": apply})

    def _count_step(self, name: str, path: tuple[str | int, ...]) -> None:
        if name == "path" or (name == "schema" and len(path) == 3 and path[0] == "components"):
            self._done += 1
            self._send(LibraryProgress(min(99, self._done * 100 // self._total)))


def _library_finding(name: str, error: _LibraryError, path: tuple[str | int, ...]) -> LibraryFinding:
    kind = name if type(error).__name__ in ("ValidationError", "OpenAPIValidationError") else type(error).__name__
    below = (*(("default",) if name == "default" else ()), *error.absolute_path)
    return LibraryFinding(kind, shortened(error.message, _MESSAGE), path, below)


def _library_failure(error: Exception, path: tuple[str | int, ...]) -> LibraryFinding:
    return LibraryFinding(type(error).__name__, shortened(str(error), _MESSAGE), path, is_failure=True)
