"""pyproject.toml, the licence and the small files that a project starts with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.api.ir.project import ProjectSpec
from specloom.emit.literals import toml_string
from specloom.emit.project.views import MetadataView, TextView
from specloom.emit.views import FileView
from specloom.plan.planned import Plan

LICENSE_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENSE.rst")
_TEXTS = frozenset({"MIT", "Apache-2.0"})
"""Licences whose texts we bring."""
_KNOWN = frozenset(
    {
        *_TEXTS,
        *(
            "0BSD",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSL-1.0",
            "CC0-1.0",
            "EPL-2.0",
        ),
        *("EUPL-1.2", "GPL-2.0-only", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-3.0-only", "LGPL-3.0-or-later"),
        *("MPL-2.0", "PostgreSQL", "Unlicense", "Zlib"),
    }
)
"""Identifiers that packaging tools accept; others become references to the text."""
_PROJECT_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+")
_CLASSIFIER = re.compile(r"[\w .:;/()+-]+ :: [\w .:;/()+-]+")
_REQUIREMENTS = {"httpx": "httpx>=0.28,<1", "httpx2": "httpx2>=2,<3"}


def metadata_files(plan: Plan, spec: ProjectSpec) -> Iterator[FileView]:
    """Return pyproject.toml, the licence, the changelog, .gitignore, the Makefile."""
    view = _metadata(plan, spec)
    yield FileView("pyproject.toml", "project/pyproject.toml.jinja", view)
    yield FileView("Makefile", "project/Makefile.jinja", view)
    yield FileView("CHANGELOG.md", "project/CHANGELOG.md.jinja", view)
    yield FileView(".gitignore", "project/gitignore.jinja", view)
    text = _license_template(spec)
    if text is not None and view.license_file:
        yield FileView(view.license_file, text, TextView(spec.license_text or "", view.organization, view.license))


def _metadata(plan: Plan, spec: ProjectSpec) -> MetadataView:
    package = plan.package
    urls = [("Homepage", package.repository or package.docs_url), ("Documentation", package.docs_url)]
    urls += [("Repository", package.repository)]
    return MetadataView(
        package=package.package_name,
        name=toml_string(project_name(package.project_name, package.package_name)),
        version=toml_string(package.version),
        description=toml_string(" ".join(f"The Python client for {package.title}".split())),
        license=toml_string(_identifier(spec.license)) if spec.license else "",
        license_file=license_file(spec),
        author=_author(spec, package.contact),
        requirement=toml_string(_REQUIREMENTS[package.http_library]),
        urls=tuple((name, toml_string(url)) for name, url in urls if url and "://" in url),
        classifier=_classifier(spec),
        tests=spec.tests,
        organization=" ".join(spec.organization.split()),
    )


def project_name(wanted: str, package: str) -> str:
    """Return the name under which the project is published: the config's if it is one, else the package's."""
    return wanted if _PROJECT_NAME.fullmatch(wanted) else package.strip("_").replace("_", "-") or "client"


def license_file(spec: ProjectSpec) -> str:
    """Return the name of the licence's file, nothing where there is no licence."""
    if not spec.license:
        return ""
    name = f"LICENSE.{spec.license_suffix}" if spec.license_suffix else "LICENSE"
    return name if name in LICENSE_NAMES else "LICENSE"


def _identifier(name: str) -> str:
    """Return an SPDX identifier, or a reference to a licence that has none."""
    if name in _KNOWN:
        return name
    return "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.") or "Own")


def _license_template(spec: ProjectSpec) -> str | None:
    if spec.license is None:
        return None
    if spec.license_text is None and spec.license in _TEXTS:
        return f"project/licenses/{spec.license}.jinja"
    return "project/licenses/other.jinja"


def _author(spec: ProjectSpec, contact: str | None) -> str:
    name = f"name = {toml_string(' '.join(spec.organization.split()))}"
    email = f", email = {toml_string(contact)}" if contact and _EMAIL.fullmatch(contact) else ""
    return f"{{ {name}{email} }}"


def _classifier(spec: ProjectSpec) -> str:
    """Return the classifier of the config; one for a licence can't stand beside an SPDX identifier."""
    given = spec.license_classifier
    plain = given is not None and _CLASSIFIER.fullmatch(given) and not given.startswith("License ::")
    return toml_string(given) if plain and given is not None else ""
