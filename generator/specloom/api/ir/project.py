"""The project around the package, if it is requested: licence, examples of the README, tests, the document."""

from __future__ import annotations

from specloom.base.json import JsonObject
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class ReadmeExample:
    """A call that the README shows, from the config; `arguments` are by wire name."""

    section: str
    operation_key: str
    arguments: JsonObject
    response_property: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """The project around a package. `document` is the document for a mock server, as JSON text."""

    document: str
    organization: str
    license: str | None = None
    license_text: str | None = None
    license_suffix: str = ""
    license_classifier: str | None = None
    examples: tuple[ReadmeExample, ...] = ()
    published: bool = False
    """Whether it is published on PyPI, according to the config."""
    tests: bool = True
    mock_tests: bool = True
