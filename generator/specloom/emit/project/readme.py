"""Makes README.md: how to use the package, with calls of its API."""

from __future__ import annotations

import re
from collections.abc import Callable

from specloom.api.ir import ClientSpec
from specloom.api.ir.project import ProjectSpec, ReadmeExample
from specloom.api.samples import Sampler
from specloom.base.markdown import code_span, escape_text
from specloom.base.records import dataclass
from specloom.base.webaddress import is_plain_url
from specloom.emit.layout import laid_out
from specloom.emit.literals import string_literal
from specloom.emit.project.arguments import ArgumentSpeller
from specloom.emit.project.calls import ExampleCall, calls_of, kind_of, methods_of
from specloom.emit.project.metadata import license_file, project_name
from specloom.emit.project.shown import client_arguments, field_to_print
from specloom.emit.project.values import SampleSpeller
from specloom.emit.project.views import ExampleView, ReadmeView, WebhookView
from specloom.emit.resources.types import TypeFacts
from specloom.emit.views import FileView
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    BodyEncoding,
    NamedType,
    OptionalType,
    Plan,
    PlannedClass,
    TypeExpr,
)

_SHELL_SAFE = re.compile(r"[A-Za-z0-9._~:/@%+-]+")
_SECTIONS = {
    "default": ("default", "headline"),
    "page": ("pagination",),
    "stream": ("streaming", "stream"),
    "upload": ("file_uploads", "files", "file_upload"),
    "nested": ("params", "nested_params"),
}


def readme_file(plan: Plan, spec: ProjectSpec, sampler: Sampler, facts: TypeFacts) -> FileView:
    """Return README.md."""
    return FileView("README.md", "project/README.md.jinja", readme_view(plan, spec, sampler, facts))


def readme_view(plan: Plan, spec: ProjectSpec, sampler: Sampler, facts: TypeFacts) -> ReadmeView:
    """Return what the templates of a README get."""
    return _ReadmeBuilder(plan, spec, sampler, facts).build_view()


@dataclass(frozen=True, slots=True)
class _ReadmeBuilder:
    """Chooses the examples and builds the view."""

    plan: Plan
    spec: ProjectSpec
    sampler: Sampler
    facts: TypeFacts

    def build_view(self) -> ReadmeView:
        """Return the view."""
        plan, client, docs = self.plan, self.plan.client_spec, self.plan.package.docs_url or ""
        calls = self._all_calls()
        plain = [call for call in calls if kind_of(call) == "value" and call.method.result.page is None]
        return ReadmeView(
            title=escape_text(_readme_title(plan.package.title)),
            package=plan.package.package_name,
            install=self._install_target(),
            client=plan.client.class_name,
            async_client=plan.client.async_class_name,
            error=plan.client.error_name,
            arguments=client_arguments(self.plan),
            example=self._choose_example("default", sorted(plain, key=_call_sort_key) or calls, bool),
            page=self._choose_example("page", calls, lambda call: call.method.result.page is not None),
            stream=self._choose_example("stream", calls, lambda call: call.stream),
            upload=self._choose_example("upload", calls, _uploads_file),
            nested=self._choose_example("nested", calls, self._is_nested),
            binary=self._choose_example("binary", calls, lambda call: kind_of(call) == "binary"),
            retries=client.max_retries,
            timeout=f"{client.timeout_seconds:g}",
            prefix=plan.client.env_prefix,
            license=self._license_link(),
            docs_url=docs if is_plain_url(docs) else "",
            environments=_environment_snippets(client),
            webhook=self._webhook_view(),
            idempotency=code_span(client.idempotency_header) if client.idempotency_header else "",
            tests=self.spec.tests,
            uses_env="os.environ" in client_arguments(self.plan),
            http_library=plan.package.http_library,
            variables=self._environment_variables(),
        )

    def _install_target(self) -> str:
        """Return what pip installs: the project's name only if it is published, else its repository."""
        package = self.plan.package
        if self.spec.published:
            return project_name(package.project_name, package.package_name)
        url = package.repository or ""
        return f"git+{url}" if is_plain_url(url) and _SHELL_SAFE.fullmatch(url) else "."

    def _license_link(self) -> str:
        name = self.spec.license
        return f"[{escape_text(' '.join(name.split()))}]({license_file(self.spec)})" if name else ""

    def _all_calls(self) -> list[ExampleCall]:
        return [
            call
            for resource, path in methods_of(self.plan.client.root)
            for method in resource.methods
            if method.alias_of is None and method.doc.deprecated is None
            for call in calls_of(resource, path, method, self.facts)
        ]

    def _webhook_view(self) -> WebhookView | None:
        """Return how webhooks are read: by the first such method, which checks signatures if there is a key."""
        found = [
            (".".join(("client", *path, unwrap.name)), unwrap.option)
            for resource, path in methods_of(self.plan.client.root)
            for unwrap in resource.unwraps
        ]
        if not found:
            return WebhookView("", "", "") if self.plan.webhooks else None
        call, wanted = next(((call, option) for call, option in found if option), found[0])
        for option in self.plan.client.options:
            spec = self.plan.client_spec.options[option.index]
            if wanted is not None and spec.name == wanted:
                return WebhookView(call, option.name, spec.read_env or "")
        return WebhookView(call, "", "")

    def _environment_variables(self) -> tuple[tuple[str, str], ...]:
        """Return the environment variables that client options are read from, each with its option."""
        options = [(self.plan.client_spec.options[option.index], option.name) for option in self.plan.client.options]
        return tuple((code_span(spec.read_env), name) for spec, name in options if spec.read_env is not None)

    def _choose_example(
        self, section: str, calls: list[ExampleCall], suits: Callable[[ExampleCall], bool]
    ) -> ExampleView | None:
        """Return the example from the config, else the first suitable call."""
        asked = [
            (call, example)
            for name in _SECTIONS.get(section, ())
            for example in self.spec.examples
            if example.section == name
            for call in self._all_calls()
            if call.method.operation_key == example.operation_key
        ]
        for call, example in asked:
            if suits(call) and self._call_covers_example(call, example):
                return self._example_view(call, example)
        found = next((call for call in calls if suits(call)), None)
        if found is None:
            return None
        return self._example_view(found, None, full=section == "nested", files=section == "upload")

    def _call_covers_example(self, call: ExampleCall, example: ReadmeExample) -> bool:
        return {item.wire_name for item in call.parameters} >= example.arguments.keys()

    def _example_view(
        self, call: ExampleCall, example: ReadmeExample | None, *, full: bool = False, files: bool = False
    ) -> ExampleView:
        speller = SampleSpeller(self.facts)
        arguments = ArgumentSpeller(self.sampler, speller)
        given = example.arguments if example is not None else {}
        passed = [item for item in call.parameters if item.required or item.wire_name in given]
        if full:
            passed = [item for item in call.parameters if item.required or self._holds_object(item.type)]
        passed = [item for item in call.parameters if item in passed or (files and _is_file(item.type))]
        asked = [item for item in passed if item.wire_name in given]
        values = {item.name: speller.spell_value(given[item.wire_name], item.type) for item in asked}
        values |= {item.name: 'Path("photo.png")' for item in passed if _is_file(item.type)}
        text = arguments.join_arguments(passed, values, full=False)
        target = ".".join(("client", *call.path, call.method.name))
        raw = ".".join(("client", *call.path, "with_raw_response", call.method.name))
        shown = (example.response_property if example is not None else None) or field_to_print(
            call.method.result.type, self.facts
        )
        return ExampleView(
            call=laid_out(f"{target}({text})", 0, prefix=len(call.variable) + 3),
            async_call=laid_out(f"{target}({text})", 4, prefix=len(call.variable) + 9),
            raw_call=laid_out(f"{raw}({text})", 0, prefix=11),
            variable=call.variable,
            shown=f"{call.variable}.{shown}" if shown and shown.isidentifier() else call.variable,
        )

    def _is_nested(self, call: ExampleCall) -> bool:
        return not call.stream and any(self._holds_object(item.type) for item in call.parameters)

    def _holds_object(self, expr: TypeExpr) -> bool:
        inner = expr.item if isinstance(expr, OptionalType) else expr
        return isinstance(inner, NamedType) and isinstance(self.facts.planned_type(inner), PlannedClass)


def _environment_snippets(client: ClientSpec) -> tuple[str, ...]:
    """Return the default environment and how to select the next one, both as code; nothing if there is only one."""
    if len(client.environments) < 2:
        return ()
    first, second = (environment.name for environment in client.environments[:2])
    return code_span(first), code_span(f"environment={string_literal(second)}")


def _readme_title(title: str) -> str:
    """Return the title on one line, without the words that the README adds itself."""
    words = title.split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1].lower() == "api" else words)


def _call_sort_key(call: ExampleCall) -> tuple[bool, int, bool]:
    """Sort calls by how well they show the package: best a creation with few arguments."""
    needed = sum(item.required for item in call.parameters)
    return (call.method.name != "create", max(needed - 3, 0), needed == 0 and call.method.name != "create")


def _uploads_file(call: ExampleCall) -> bool:
    return call.method.body.encoding is BodyEncoding.MULTIPART and any(_is_file(item.type) for item in call.parameters)


def _is_file(expr: TypeExpr) -> bool:
    inner = expr.item if isinstance(expr, OptionalType) else expr
    return isinstance(inner, BasicType) and inner.basic in (BasicKind.FILE, BasicKind.BINARY_BODY)
