"""The project round the package, where one is asked for: licence, examples of the README, tests, the document."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.base.json import JsonObject


@dataclass(frozen=True, slots=True)
class ReadmeExample:
    """A call that the config wants to see in the README; `arguments` are given by wire name."""

    section: str
    operation_key: str
    arguments: JsonObject
    response_property: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """What a project needs beyond its package. `document` is what a mock server can serve, as JSON text."""

    document: str
    organization: str
    license: str | None = None
    license_text: str | None = None
    license_suffix: str = ""
    license_classifier: str | None = None
    examples: tuple[ReadmeExample, ...] = ()
    published: bool = False
    """Whether the config says that it is published on PyPI."""
    tests: bool = True
    mock_tests: bool = True
