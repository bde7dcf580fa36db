"""Makes the tests of a project: every method, sync and async, with only the required and with all arguments."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import OptionKind
from specloom.api.ir.project import ProjectSpec
from specloom.api.samples import Sampler
from specloom.base.records import dataclass
from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.project.arguments import ArgumentSpeller, empty_message, empty_paths
from specloom.emit.project.calls import ExampleCall, calls_of, kind_of, methods_of
from specloom.emit.project.typenames import TypeNames
from specloom.emit.project.values import SampleSpeller
from specloom.emit.project.views import ConftestView, PathTest, TestCase, TestClass, TestFile, TextView
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import FileView
from specloom.plan.planned import Plan, PlannedResource

_NO_MOCK = "the config disables tests against a mock server"


def test_files(plan: Plan, spec: ProjectSpec, sampler: Sampler, facts: TypeFacts) -> Iterator[FileView]:
    """Return the tests, their shared files, and the document for the mock server."""
    yield FileView("tests/openapi.json", "project/text.jinja", TextView(spec.document))
    yield FileView("scripts/test.py", "project/tests/run.py.jinja", None)
    yield FileView("tests/conftest.py", "project/tests/conftest.py.jinja", _conftest_view(plan))
    yield FileView("tests/utils.py", "project/tests/utils.py.jinja", TextView(plan.package.package_name))
    directories = {"tests", "tests/api_resources"}
    for resource, path in methods_of(plan.client.root):
        if not resource.methods:
            continue
        directory = "/".join(("tests/api_resources", *path[:-1]))
        directories |= {"/".join(("tests/api_resources", *path[:end])) for end in range(len(path))}
        name = path[-1] if path else "client"
        view = _TestFileBuilder(plan, spec, sampler, facts, resource, path).build_view()
        yield FileView(f"{directory}/test_{name}.py", "project/tests/test_resource.py.jinja", view)
    for directory in sorted(directories):
        yield FileView(f"{directory}/__init__.py", "project/tests/__init__.py.jinja", None)


def _conftest_view(plan: Plan) -> ConftestView:
    """Return how all tests create clients: with a value for each option that credentials may need."""
    arguments: list[tuple[str, str]] = []
    for option in plan.client.options:
        spec = plan.client_spec.options[option.index]
        needed = spec.required_in_tests or spec.scheme is not None or not (spec.nullable or spec.has_default)
        if needed:
            arguments.append((option.name, _option_value(spec.kind, spec.example, option.name)))
    names = plan.client
    return ConftestView(plan.package.package_name, names.class_name, names.async_class_name, tuple(arguments))


def _option_value(kind: OptionKind, example: str | None, name: str) -> str:
    match kind:
        case OptionKind.STRING | OptionKind.NULL:
            return string_literal(example or "My " + name.strip("_").replace("_", " "))
        case OptionKind.BOOLEAN:
            return python_literal((example or "true").lower() == "true")
        case OptionKind.INTEGER | OptionKind.NUMBER:
            number = (example or "").strip()
            return number if number.isdecimal() and number == str(int(number)) else "1"


@dataclass(frozen=True, slots=True)
class _TestFileBuilder:
    """Builds the tests of one resource."""

    plan: Plan
    spec: ProjectSpec
    sampler: Sampler
    facts: TypeFacts
    resource: PlannedResource
    path: tuple[str, ...]

    def build_view(self) -> TestFile:
        """Return the file."""
        title = (self.resource.heading or "Client").replace("[", "").replace("]", "")
        title = title if title.isidentifier() else "Resource"
        client, async_client = self.plan.client.class_name, self.plan.client.async_class_name
        names = TypeNames(self.plan.package.package_name, self.facts, {f"Test{title}", f"TestAsync{title}"})
        for name in (client, async_client):
            names.imports.add_name(self.plan.package.package_name, name)
        classes = tuple(
            TestClass(f"Test{prefix}{title}", awaited, client_class, tuple(self._test_cases(names, awaited=awaited)))
            for prefix, awaited, client_class in (("", False, client), ("Async", True, async_client))
        )
        if any(case.kind == "value" for tests in classes for case in tests.cases):
            names.import_matcher()
        return TestFile(import_block(names.imports.import_groups()), classes)

    def _test_cases(self, names: TypeNames, *, awaited: bool) -> Iterator[TestCase]:
        arguments = ArgumentSpeller(self.sampler, SampleSpeller(self.facts, names.import_helper))
        for method in self.resource.methods:
            for call in calls_of(self.resource, self.path, method, self.facts):
                yield self._test_case(call, arguments, names, awaited=awaited)

    def _test_case(self, call: ExampleCall, arguments: ArgumentSpeller, names: TypeNames, *, awaited: bool) -> TestCase:
        method, kind = call.method, kind_of(call)
        client = "async_client" if awaited else "client"
        receiver = ".".join((client, *call.path))
        required, full = arguments.required_arguments(call.parameters), arguments.all_arguments(call.parameters)
        reason = method.skip_test_reason or ("" if self.spec.mock_tests else _NO_MOCK)
        return TestCase(
            name=method.name,
            suffix=f"_overload_{call.number}" if call.number is not None else "",
            receiver=receiver,
            raw=f"{receiver}.with_raw_response",
            streamed=f"{receiver}.with_streaming_response",
            method=method.name,
            verb=string_literal(method.verb.upper()),
            variable="stream" if kind == "stream" else call.variable,
            required=_lay_out_arguments(required),
            full=_lay_out_arguments(full) if full != required else "",
            paths=tuple(self._empty_paths(call, arguments)),
            kind=kind,
            type=names.result_type(method, awaited=awaited) if kind in ("value", "binary") else "",
            skip=string_literal(reason) if reason else "",
            deprecated=method.doc.deprecated is not None,
            streamed_type=names.streamed_class(awaited=awaited) if kind == "binary" else "",
        )

    def _empty_paths(self, call: ExampleCall, arguments: ArgumentSpeller) -> Iterator[PathTest]:
        for parameter in empty_paths(call.method):
            text = arguments.required_arguments(call.parameters, {parameter.name: '""'})
            yield PathTest(empty_message(parameter), _lay_out_arguments(text))


def _lay_out_arguments(arguments: str) -> str:
    """Return the arguments of a call in the body of a test, one per line if they are long."""
    return laid_out(f"({arguments})", 8, prefix=48)
