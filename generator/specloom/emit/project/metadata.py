"""Makes pyproject.toml, the licence and the small files that a project starts with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from specloom.api.ir.project import ProjectSpec
from specloom.base.names import PROJECT_NAME
from specloom.base.terminal import printable, visible_text
from specloom.base.webaddress import is_plain_url
from specloom.emit.literals import toml_string
from specloom.emit.project.views import MetadataView, TextView
from specloom.emit.views import FileView
from specloom.plan.planned import Plan

LICENSE_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENSE.rst")
_TEXTS = frozenset({"MIT", "Apache-2.0"})
"""Licences whose texts specloom contains."""
_LONGEST = 100
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_CLASSIFIER = re.compile(r"[\w .:;/()+-]+")
_REQUIREMENTS = {"httpx": "httpx>=0.28,<1", "httpx2": "httpx2>=2,<3"}


def metadata_files(plan: Plan, spec: ProjectSpec) -> Iterator[FileView]:
    """Return pyproject.toml, the licence, the changelog, .gitignore, the Makefile."""
    view = _metadata_view(plan, spec)
    yield FileView("pyproject.toml", "project/pyproject.toml.jinja", view)
    yield FileView("Makefile", "project/Makefile.jinja", view)
    yield FileView("CHANGELOG.md", "project/CHANGELOG.md.jinja", view)
    yield FileView(".gitignore", "project/gitignore.jinja", view)
    text = _license_template(spec)
    if text is not None and view.license_file:
        yield FileView(
            view.license_file, text, TextView(visible_text(spec.license_text or ""), view.organization, view.license)
        )


def _metadata_view(plan: Plan, spec: ProjectSpec) -> MetadataView:
    package = plan.package
    urls = [("Homepage", package.repository or package.docs_url), ("Documentation", package.docs_url)]
    urls += [("Repository", package.repository)]
    return MetadataView(
        package=package.package_name,
        name=toml_string(project_name(package.project_name, package.package_name)),
        version=toml_string(package.version),
        description=toml_string(" ".join(f"The Python client for {package.title}".split())),
        license=toml_string(_license_expression(spec.license)) if spec.license else "",
        license_file=license_file(spec),
        author=_author_table(spec, package.contact),
        requirement=toml_string(_REQUIREMENTS[package.http_library]),
        urls=tuple((name, toml_string(url)) for name, url in urls if url and is_plain_url(url)),
        classifier=_license_classifier(spec),
        tests=spec.tests,
        organization=printable(" ".join(spec.organization.split())),
    )


def project_name(wanted: str, package: str) -> str:
    """Return the name under which the project is published: the config's if it is valid, else the package's."""
    names = (wanted, package.strip("_").replace("_", "-"))
    return next((name for name in names if PROJECT_NAME.fullmatch(name)), "client")


def license_file(spec: ProjectSpec) -> str:
    """Return the name of the licence's file, nothing if there is no licence."""
    if not spec.license:
        return ""
    name = f"LICENSE.{spec.license_suffix}" if spec.license_suffix else "LICENSE"
    return name if name in LICENSE_NAMES else "LICENSE"


def _license_expression(name: str) -> str:
    """Return an SPDX expression, or a reference to a licence without identifier."""
    try:
        return canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", name)[:_LONGEST].strip("-.") or "Own")


def _license_template(spec: ProjectSpec) -> str | None:
    if spec.license is None:
        return None
    if spec.license_text is None and spec.license in _TEXTS:
        return f"project/licenses/{spec.license}.jinja"
    return "project/licenses/other.jinja"


def _author_table(spec: ProjectSpec, contact: str | None) -> str:
    name = f"name = {toml_string(' '.join(spec.organization.split()))}"
    email = f", email = {toml_string(contact)}" if contact and _EMAIL.fullmatch(contact) else ""
    return f"{{ {name}{email} }}"


def _license_classifier(spec: ProjectSpec) -> str:
    """Return the classifier of the config; one for a licence is not allowed beside an SPDX identifier."""
    given = spec.license_classifier
    plain = (
        given is not None
        and _CLASSIFIER.fullmatch(given)
        and " :: " in given[1:-1]
        and not given.startswith("License ::")
    )
    return toml_string(given) if plain and given is not None else ""
