"""Builds the client classes: constructor, copies, credentials, resources, own methods."""

from __future__ import annotations

from specloom.emit.docs import join_paragraphs
from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import DOC_WIDTH, docstring_literal, python_literal, string_literal, wrap_text
from specloom.emit.resources.auth import security_expression
from specloom.emit.resources.client_signatures import constructor_signature, copy_signature
from specloom.emit.resources.methods import ASYNC, SYNC, Flavour, method_view
from specloom.emit.resources.modules import (
    MODES,
    all_class_names,
    all_methods,
    checked_imports,
    child_views,
    class_name,
    member_names,
    wrapper_class,
)
from specloom.emit.resources.options import (
    NamedOption,
    client_options,
    environments_expression,
    sent_headers,
    sent_query,
    server_variables,
)
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.types import TypeFacts
from specloom.emit.resources.unwraps import unwrap_view
from specloom.emit.views import ClientClassView, ClientFileView, FileView, WrapperClassView
from specloom.plan.planned import Plan

_SUFFIXES = {"raw": "RawResponse", "streamed": "StreamedResponse"}
_RUNTIME = {
    "_runtime.auth": ("Security",),
    "_constants": ("DEFAULT_MAX_RETRIES",),
    "_runtime.http_library": ("httpx",),
    "_types": ("Headers", "NotGiven", "Query", "Timeout", "not_given"),
    "_version": ("__version__",),
}


def client_file(plan: Plan, facts: TypeFacts) -> FileView:
    """Return `_client.py`."""
    root = plan.client.root
    used = {name for child in root.children for name in all_class_names(child)}
    defined = {plan.client.class_name, plan.client.async_class_name}
    scope = ResourceScope(("_client",), facts.exports, member_names(root), facts.reached, defined, used)
    options = client_options(plan)
    classes = tuple(_ClientViewBuilder(plan, scope, facts, options, flavour).build_view() for flavour in (SYNC, ASYNC))
    wrappers = tuple(
        _client_wrapper(plan, scope, facts, flavour, mode) for mode, _ in MODES for flavour in (SYNC, ASYNC)
    )
    security = laid_out(
        security_expression(scope, plan.client_spec.security, facts.schemes), 0, prefix=len("_SECURITY: Security = ")
    )
    _runtime_imports(scope, options)
    names = [plan.client.class_name, plan.client.async_class_name]
    environments = plan.client_spec.environments
    checked = checked_imports(scope, root)
    view = ClientFileView(
        imports=import_block(scope.imports.import_groups()),
        checked_imports=checked,
        all_names=python_literal([*names, "Client", "AsyncClient"]),
        environments=environments_expression(environments) if len(environments) > 1 else "",
        security=security,
        classes=classes,
        wrappers=wrappers,
        aliases=(("Client", names[0]), ("AsyncClient", names[1])),
    )
    return FileView("_client.py", "package/_client.py.jinja", view)


def _runtime_imports(scope: ResourceScope, options: tuple[NamedOption, ...]) -> None:
    for module, names in _RUNTIME.items():
        for name in names:
            scope.imports.add_own((module,), name)
    for name in ("Any", "Mapping"):
        scope.imports.add_name("typing", name)
    scope.imports.add_name("typing_extensions", "Self")
    if options:
        scope.imports.add_own(("_types",), "Omit")
    if any(option.spec.values for option in options):
        scope.imports.add_name("typing_extensions", "Literal")


def client_class_name(plan: Plan, flavour: Flavour) -> str:
    """Return the name of a client class."""
    return plan.client.async_class_name if flavour.awaited else plan.client.class_name


def _client_wrapper(
    plan: Plan, scope: ResourceScope, facts: TypeFacts, flavour: Flavour, mode: str
) -> WrapperClassView:
    name = client_class_name(plan, flavour)
    return wrapper_class(scope, facts, plan.client.root, flavour, mode, name, f"{name}With{_SUFFIXES[mode]}")


class _ClientViewBuilder:
    """Builds the view of one client class."""

    def __init__(
        self, plan: Plan, scope: ResourceScope, facts: TypeFacts, options: tuple[NamedOption, ...], flavour: Flavour
    ):
        self.plan = plan
        self.scope = scope
        self.facts = facts
        self.options = options
        self.environments = plan.client_spec.environments
        self.flavour = flavour

    def build_view(self) -> ClientClassView:
        """Return the view."""
        scope, plan, root, name = (
            self.scope,
            self.plan,
            self.plan.client.root,
            client_class_name(self.plan, self.flavour),
        )
        base = "AsyncAPIClient" if self.flavour.awaited else "SyncAPIClient"
        http_client = "httpx.AsyncClient" if self.flavour.awaited else "httpx.Client"
        return ClientClassView(
            name=name,
            base=scope.imports.add_own(("_base_client",), base),
            doc=self._class_docstring(),
            init_doc=self._init_doc(),
            sent_headers=python_literal(dict(plan.client_spec.default_headers))
            if plan.client_spec.default_headers
            else "",
            option_headers=self._with_override_import(sent_headers(self.options)),
            option_query=self._with_override_import(sent_query(self.options)),
            signature=constructor_signature(self.options, self.environments, http_client),
            options=tuple(
                (option.name, option.annotation, option.reading_expression(scope)) for option in self.options
            ),
            base_url=self._base_url(),
            server_variables=server_variables(self.options),
            described_servers=self._server_urls(),
            copy_signature=copy_signature(self.options, self.environments, http_client),
            copied="{" + ", ".join(f"{string_literal(option.name)}: {option.name}" for option in self.options) + "}",
            raw_class=f"{name}WithRawResponse",
            streaming_class=f"{name}WithStreamedResponse",
            cached_property=scope.import_for_class_body("_compat", "cached_property"),
            children=child_views(scope, root, lambda child: class_name(child, self.flavour)),
            methods=(
                *(method_view(scope, self.facts, method, self.flavour, on_client=True) for method in root.methods),
                *(unwrap_view(scope, self.facts, unwrap, "self") for unwrap in root.unwraps),
            ),
        )

    def _with_override_import(self, items: str) -> str:
        if items:
            self.scope.imports.add_name("typing_extensions", "override")
        return items

    def _base_url(self) -> str:
        environments = self.environments
        if len(environments) > 1:
            self.scope.imports.add_own(("_base_client",), "select_environment")
            self.scope.imports.add_name("typing_extensions", "Literal")
            return "ENVIRONMENTS"
        function = self.scope.imports.add_own(("_base_client",), "select_base_url")
        url = environments[0].url if environments else ""
        return f"{function}(base_url, {string_literal(url)})"

    def _server_urls(self) -> str:
        """Return the URLs of the servers if operations have others, because a caller's own URL replaces those too."""
        if not any(method.server is not None for method in all_methods(self.plan.client.root)):
            return ""
        urls = [environment.url for environment in self.plan.client_spec.environments]
        return "frozenset({" + ", ".join(map(string_literal, dict.fromkeys(urls))) + "})"

    def _class_docstring(self) -> str:
        package = self.plan.package
        kind = "An asynchronous client" if self.flavour.awaited else "A client"
        paragraphs = [wrap_text(f"{kind} for {package.title}.", DOC_WIDTH - 4)]
        if package.description:
            paragraphs.append(wrap_text(package.description, DOC_WIDTH - 4))
        return docstring_literal(join_paragraphs(paragraphs), 4)

    def _init_doc(self) -> str:
        lines = ["Configure the client. Nothing is sent before the first call."]
        described = [line for option in self.options for line in self._option_lines(option)]
        if described:
            lines += ["", "Args:", *described]
        return docstring_literal(lines, 8)

    def _option_lines(self, option: NamedOption) -> list[str]:
        parts = [
            option.spec.description or "",
            f"Read from `{option.spec.read_env}` if absent." if option.spec.read_env else "",
        ]
        text = " ".join(part for part in parts if part)
        wrapped = wrap_text(f"{option.name}: {text}", DOC_WIDTH - 20) if text else []
        return [("    " if not index else "        ") + line for index, line in enumerate(wrapped)]
