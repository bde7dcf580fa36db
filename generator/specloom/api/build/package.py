"""Builds the metadata of the package: its names and texts."""

from __future__ import annotations

import re

from specloom.api.build.ownnames import package_name
from specloom.api.config import SdkConfig
from specloom.api.config.root import ConfigRoot, HttpLibrary, PythonTarget
from specloom.api.ir import PackageSpec
from specloom.base.json import JsonObject, as_object, as_str

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?)")


def package_of(config: SdkConfig, document: JsonObject) -> PackageSpec:
    """Return the names and metadata of the package."""
    root, info = config.root, as_object(document.get("info"))
    target = root.targets.python or PythonTarget()
    name = package_name(config, document)
    repository = target.production_repo.partition("#")[0] if target.production_repo else None
    title = as_str(info.get("title")) or root.organization.title or name
    return PackageSpec(
        package_name=name,
        project_name=target.project_name or name,
        version=target.version or _python_version(as_str(info.get("version"))),
        title=target.readme_title or title,
        description=as_str(info.get("description")),
        repository=f"https://github.com/{repository}" if repository and "://" not in repository else repository,
        docs_url=root.organization.docs or as_str(as_object(document.get("externalDocs")).get("url")),
        contact=root.organization.contact or as_str(as_object(info.get("contact")).get("email")),
        license=root.settings.license.name if root.settings.license is not None else None,
        http_library=root.http_library or target.http_library or _http_library(root, target),
        file_header=root.settings.file_header,
        resource_class_infix=target.resource_class_infix,
        sort_properties=root.settings.sort_schema_properties,
        protect_model_namespace=not target.options.disable_pydantic_namespace_protection,
    )


def _http_library(root: ConfigRoot, target: PythonTarget) -> HttpLibrary:
    """Return `httpx` for an existing SDK, because its users pass clients and timeouts of that library.

    Its config sets where it is published, or the edition of its generator.
    """
    published = target.production_repo or (target.publish is not None and target.publish.pypi)
    return "httpx" if published or root.edition or target.edition else "httpx2"


def _python_version(text: str | None) -> str:
    """Return the document's version if it is a valid version in Python."""
    match = _VERSION.fullmatch(text.strip()) if text is not None else None
    return match[1] if match is not None else "0.1.0"
