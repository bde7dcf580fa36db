"""Builds the project around the package: its metadata, and the document for the mock server of its tests."""

from __future__ import annotations

import json

from specloom.api.build.mock import mock_document
from specloom.api.build.nodes import CanonicalSource
from specloom.api.build.ownnames import organization_of
from specloom.api.build.transformed import transformed
from specloom.api.config import SdkConfig
from specloom.api.config.resources import endpoint
from specloom.api.ir.project import ProjectSpec, ReadmeExample
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.terminal import visible_json

DEFAULT_LICENSE = "Apache-2.0"
"""The default of the dialect."""


def project_of(canonical: CanonicalSource, config: SdkConfig) -> ProjectSpec:
    """Build the project from the canonical document and the config."""
    settings = config.root.settings
    document = transformed(canonical.document, config, Diagnostics())
    given = settings.license
    license_name = given.name if given is not None else _project_license(document, config)
    return ProjectSpec(
        document=visible_json(json.dumps(mock_document(document), indent=1, ensure_ascii=False, default=str)) + "\n",
        organization=config.root.organization.title or organization_of(config, document),
        license=license_name,
        license_text=given.contents if given is not None else None,
        license_suffix=(given.extension or "").lstrip(".") if given is not None else "",
        license_classifier=as_str(settings.python.license_classifier) if settings.python is not None else None,
        published=_is_published(config),
        examples=tuple(_readme_examples(config.root.readme.example_requests)),
        tests=not settings.disable_tests,
        mock_tests=not settings.disable_mock_tests,
    )


def documented_project(config: SdkConfig) -> ProjectSpec:
    """Return what the reference site says about the project: examples, and where the package comes from."""
    return ProjectSpec(
        document="",
        organization="",
        published=_is_published(config),
        examples=tuple(_readme_examples(config.root.readme.example_requests)),
        tests=False,
    )


def _is_published(config: SdkConfig) -> bool:
    target = config.root.targets.python
    return target is not None and target.publish is not None and bool(target.publish.pypi)


def _project_license(document: JsonObject, config: SdkConfig) -> str | None:
    """Return the licence if the config names none: the dialect's, or the document's if there is no config."""
    if not config.inferred:
        return DEFAULT_LICENSE
    return as_str(as_object(as_object(document.get("info")).get("license")).get("identifier"))


def _readme_examples(requests: JsonObject) -> list[ReadmeExample]:
    found: list[ReadmeExample] = []
    for section, value in requests.items():
        request = as_object(value)
        try:
            key = endpoint(as_str(request.get("endpoint")) or "")
        except ValueError:
            continue
        prop: JsonValue = request.get("response_property")
        found.append(ReadmeExample(section, key, as_object(request.get("params")), as_str(prop)))
    return found
