"""Makes the package's own `__init__` file."""

from __future__ import annotations

from specloom.emit.imports import Imports, import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import docstring_literal, python_literal, wrap_text
from specloom.emit.resources.errorkinds import MODULE
from specloom.emit.resources.packages import lazy_names_call
from specloom.emit.views import FileView, RootView
from specloom.plan.error_classes import error_class_names
from specloom.plan.planned import ModulePath, Plan, PlannedResource

_EAGER: dict[ModulePath, tuple[str, ...]] = {
    ("_version",): ("__title__", "__version__"),
    ("_constants",): ("DEFAULT_CONNECTION_LIMITS", "DEFAULT_MAX_RETRIES", "DEFAULT_TIMEOUT"),
    ("_exceptions",): (
        "APIConnectionError",
        "APIError",
        "APIResponseValidationError",
        "APIStatusError",
        "APITimeoutError",
        "AuthenticationError",
        "BadRequestError",
        "ConflictError",
        "InternalServerError",
        "NotFoundError",
        "PermissionDeniedError",
        "RateLimitError",
        "UnprocessableEntityError",
    ),
    ("_base_client",): ("DefaultAioHttpClient", "DefaultAsyncHttpxClient", "DefaultHttpxClient"),
    ("_utils",): ("file_from_path",),
    ("_types",): (
        "NOT_GIVEN",
        "NoneType",
        "NotGiven",
        "Omit",
        "ProxiesTypes",
        "RequestOptions",
        "Timeout",
        "Transport",
        "not_given",
        "omit",
    ),
}
_WITH_WEBHOOKS = (*_EAGER[("_exceptions",)], "APIWebhookValidationError")
"""The exceptions of a package with methods that read webhooks."""
_LAZY: dict[str, ModulePath] = {
    "APIResponse": ("_response",),
    "AsyncAPIResponse": ("_response",),
    "AsyncStream": ("_streaming",),
    "BaseModel": ("_models",),
    "Stream": ("_streaming",),
}


def root_file(plan: Plan) -> FileView:
    """Return `__init__.py`."""
    imports = Imports((), is_package=True)
    imports.add_name("__future__", "annotations")
    imports.add_name("typing", "TYPE_CHECKING")
    names: list[str] = []
    exceptions = _WITH_WEBHOOKS if _reads_webhooks(plan.client.root) else _EAGER[("_exceptions",)]
    for module, members in {
        **_EAGER,
        ("_exceptions",): exceptions,
        ("_client",): _client_names(plan),
        ("_runtime", "settings"): (plan.client.error_name,),
        MODULE: tuple(error_class_names(plan).values()),
    }.items():
        for name in members:
            imports.add_own(module, name, None)
            names.append(name)
    imports.add_own((), "types")
    imports.add_own(("_runtime", "lazy"), "lazy_names")
    for name in ("rename_exports", "setup_logging"):
        imports.add_own(("_runtime", "exports"), name)
    checked = Imports((), is_package=True)
    modules = ("resources", *(["pagination"] if plan.pages else []), *(["webhooks"] if plan.webhooks else []))
    for name in modules:
        checked.add_own((), f"{name} as {name}")
    for name, module in _LAZY.items():
        checked.add_own(module, f"{name} as {name}")
    sources = dict.fromkeys(modules, "")
    sources.update({name: imports.relative_module(module) for name, module in _LAZY.items()})
    view = RootView(
        doc=docstring_literal(wrap_text(plan.package.description or plan.package.title, 100), 0),
        imports=import_block(imports.import_groups()),
        checked_imports=tuple(line for group in checked.import_groups(4) for line in group),
        lazy_names=lazy_names_call(sources),
        all_names=laid_out(python_literal([*sorted({*names, *_LAZY, "types"})]), 0, 10),
    )
    return FileView("__init__.py", "package/__init__.py.jinja", view)


def _reads_webhooks(resource: PlannedResource) -> bool:
    """Return whether a method reads webhooks."""
    return bool(resource.unwraps) or any(map(_reads_webhooks, resource.children))


def _client_names(plan: Plan) -> tuple[str, ...]:
    names = (plan.client.class_name, plan.client.async_class_name, "Client", "AsyncClient")
    return (*names, "ENVIRONMENTS") if len(plan.client_spec.environments) > 1 else names
