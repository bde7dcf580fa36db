"""Makes the constants of the package: settings for the runtime, version, the HTTP library."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import EventRule
from specloom.base.json import JsonValue
from specloom.emit.imports import Imports, import_block
from specloom.emit.literals import python_literal, tuple_expression, tuple_literal
from specloom.emit.views import ConstantsView, FileView
from specloom.plan.planned import Plan


def settings_files(plan: Plan) -> Iterator[FileView]:
    """Return `_version.py`, and `settings.py` and `http_library.py` of `_runtime/`."""
    yield FileView("_runtime/settings.py", "package/_runtime/settings.py.jinja", _settings_constants(plan))
    yield FileView("_version.py", "package/_version.py.jinja", _version_constants(plan))
    library = ConstantsView((), _http_import(plan.package.http_library))
    yield FileView("_runtime/http_library.py", "package/_runtime/http_library.py.jinja", library)


def _version_constants(plan: Plan) -> ConstantsView:
    return ConstantsView(
        (
            ("__title__", "", python_literal(plan.package.package_name)),
            ("__version__", "", python_literal(plan.package.version)),
        ),
        "",
    )


def _http_import(library: str) -> str:
    """Return the import of the HTTP library under the one name that the package uses."""
    return "import httpx" if library == "httpx" else "import httpx2 as httpx"


def _settings_constants(plan: Plan) -> ConstantsView:
    imports = Imports(("_runtime", "settings"))
    imports.add_name("__future__", "annotations")
    for name in ("Final", "Literal"):
        imports.add_name("typing", name)
    values = {
        **_name_constants(plan),
        **_behaviour_constants(plan),
        **_format_constants(plan),
        **_error_constants(plan),
    }
    constants = tuple((name, annotation, python_literal(value)) for name, (annotation, value) in values.items())
    rules = tuple_expression(
        tuple_literal(rule) for given in plan.client_spec.event_rules for rule in _event_rule_tuples(given)
    )
    constants = (*constants, ("STREAM_RULES", "Final[tuple[tuple[str, str, str, str | None], ...]]", rules))
    return ConstantsView(
        constants,
        import_block(imports.import_groups()),
        plan.client.error_name,
    )


def _name_constants(plan: Plan) -> dict[str, tuple[str, JsonValue]]:
    package = plan.package
    repository = package.repository or package.docs_url or ""
    return {
        "PACKAGE_NAME": ("Final", package.package_name),
        "PACKAGE_TITLE": ("Final", package.package_name),
        "PACKAGE_VERSION": ("Final", package.version),
        "ENV_PREFIX": ("Final", plan.client.env_prefix),
        "REPOSITORY_URL": ("Final", repository),
        "FILE_UPLOAD_HELP": ("Final", f"{repository}#file-uploads" if repository else "the README"),
    }


def _behaviour_constants(plan: Plan) -> dict[str, tuple[str, JsonValue]]:
    client = plan.client_spec
    return {
        "DEFAULT_TIMEOUT_SECONDS": ("Final[float | None]", client.timeout_seconds),
        "DEFAULT_MAX_RETRIES": ("Final[int]", client.max_retries),
        "INITIAL_RETRY_DELAY": ("Final[float]", client.initial_delay_seconds),
        "MAX_RETRY_DELAY": ("Final[float]", client.max_delay_seconds),
        "MAX_RETRY_AFTER": ("Final[float]", 60.0),
        "RETRY_UNSAFE_REQUESTS": ("Final[bool]", False),
        "IDEMPOTENCY_HEADER": ("Final[str | None]", client.idempotency_header),
    }


def _format_constants(plan: Plan) -> dict[str, tuple[str, JsonValue]]:
    arrays = 'Final[Literal["comma", "repeat", "brackets", "indices"]]'
    nested = 'Final[Literal["brackets", "dots"]]'
    client = plan.client_spec
    return {
        "ARRAY_FORMAT": (arrays, plan.array_format.value),
        "NESTED_FORMAT": (nested, plan.nested_format.value),
        "MULTIPART_ARRAY_FORMAT": (arrays, client.multipart_array_format.value),
        "MULTIPART_NESTED_FORMAT": (nested, client.multipart_nested_format.value),
        "AS_DOCUMENTED": ("Final[bool]", client.as_documented),
    }


def _error_constants(plan: Plan) -> dict[str, tuple[str, JsonValue]]:
    client = plan.client_spec
    return {
        "ERRORS_FIELD": ("Final[str | None]", client.errors_field),
        "ERROR_MESSAGE_FIELD": ("Final[str | None]", client.error_message_field),
        "SUCCESS_FIELD": ("Final[str | None]", "success" if client.errors_field else None),
    }


def _event_rule_tuples(rule: EventRule) -> Iterator[tuple[str, str, str, str | None]]:
    """Return a streaming rule in the runtime's form: (kind, match, handle, error property)."""
    if rule.data_starts_with is not None:
        yield "data_starts_with", rule.data_starts_with, rule.handle.value, rule.error_property
    for event_type in rule.event_types:
        yield "event_type", event_type, rule.handle.value, rule.error_property
    if rule.data_starts_with is None and not rule.event_types:
        yield "fallthrough", "", rule.handle.value, rule.error_property
