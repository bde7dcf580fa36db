"""A client has one surface, whether it is built from its plan or read from its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.compare.clients import find_methods
from specloom.compare.from_plan.plan_surface import surface_of_plan
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.read_surface import read_surface
from specloom.compare.surface import ClientSurface, SurfaceClass, SurfaceMethod
from specloom.compare.surface_types import NULL, spell_type, union_type
from specloom.pipeline.generate import generate_unformatted
from specloom.pipeline.options import Options, config_beside
from specloom.pipeline.run import Run

CHANGES = Path(__file__).parents[1] / "changes"
PER_CALL = {"extra_headers", "extra_query", "extra_body", "timeout", "stream"}
"""Parameters that every method has; a plan does not name them. `stream` selects the overload."""


@pytest.fixture(scope="module", params=["everything", "kinds"])
def surfaces(request: pytest.FixtureRequest) -> tuple[ClientSurface, ClientSurface]:
    """Return the surface of a client from its plan, and from its source."""
    document = str(CHANGES / request.param / "new/openapi.yaml")
    package = generate_unformatted(Options(document, config=config_beside(document)), Run(Diagnostics()))
    name = package.plan.package.package_name
    modules = {path: text for path, text in package.files.items() if path.endswith(".py")}
    return surface_of_plan(package.plan, package.api), read_surface(SourcePackage(name, name, modules))


def parameters(method: SurfaceMethod) -> dict[str, str]:
    """Return the parameters of all ways to call a method with their types."""
    found = {each.name: each.type for signature in method.signatures for each in signature.parameters}
    return {
        name: spell_type(union_type((type_, NULL))) for name, type_ in found.items() if type_ and name not in PER_CALL
    }


def test_methods_and_their_parameters_are_the_same(surfaces: tuple[ClientSurface, ClientSurface]) -> None:
    planned, read = (find_methods(each.sync_client) for each in surfaces)
    own = {name: method for name, method in read.items() if name in planned}
    assert planned.keys() == own.keys() != set()
    calls = {name: method for name, method in planned.items() if method.operation}
    for name, method in calls.items():
        assert parameters(method) == parameters(own[name]), name


def test_types_and_their_fields_are_the_same(surfaces: tuple[ClientSurface, ClientSurface]) -> None:
    planned, read = surfaces
    types = {name: location for name, location in planned.names.items() if name.startswith("types.")}
    assert types.items() <= read.names.items()
    models = [each for each in planned.definitions.values() if isinstance(each, SurfaceClass) and not each.ancestors]
    assert models
    for model in models:
        twin = read.definitions[model.path]
        assert isinstance(twin, SurfaceClass)
        assert model.is_params == twin.is_params
        assert model.fields.keys() <= twin.fields.keys()
