"""What each key of a config does: a line a key, its effect in the output, and no key without a line.

Both configs name the same operations of one API; an effect is there with `stainless.yml` and not with `plain.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from specloom.api.config.node import IgnoredKey, known_keys
from specloom.api.config.root import ConfigRoot
from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run

FOLDER = Path(__file__).parent
ABSENT = "ABSENT "
"""In front of a text that `plain.yml` brings and `stainless.yml` does not."""

EFFECTS = (FOLDER / "effects.txt").read_text()
"""Each line: a key, a file, and a pattern that the file matches with `stainless.yml` alone."""

ELSEWHERE = {
    "organization.title": "a name for a document without one",
    "resources.methods.discriminator": "features/webhooks",
    "resources.methods.webhook_key_opt": "features/webhooks",
    "resources.methods.skip_test_reason": "make test-project",
    "settings.as_documented": "tests of init",
    "settings.python.license_classifier": "for a licence that has no SPDX name and no text: make test-project",
    "settings.disable_mock_tests": "make test-project",
    "client_settings.opts.enum": "features/servers",
    "client_settings.opts.example": "features/whole_surface",
    "client_settings.opts.required_in_tests": "make test-project",
    "client_settings.opts.send_as_body_param": "features/client_options",
    "client_settings.opts.send_as_path_param": "features/client_options",
    "client_settings.idempotency_header": "another spelling of client_settings.idempotency.header",
    "client_settings.response_headers": "features of answers",
    "errors.union": "features/client_options",
    "errors.union.source": "features/client_options",
    "errors.union.discriminator": "features/client_options",
    "errors.union.variants": "features/client_options",
    "errors.union.variants.name": "features/client_options",
    "errors.union.variants.status_code": "features/client_options",
    "errors.union.status_property": "none, and a warning",
    "pagination.param_location": "features/paging",
    "settings.positional_params": "unit/api/build/test_operations.py",
    "errors.errors_field": "runtime/test_errors.py",
    "security_schemes.scheme": "features/whole_surface",
    "security_schemes.flows": "features/whole_surface",
    "security_schemes.x-stainless-auth": "features/whole_surface",
    "unspecified_endpoints": "unit/api/build/test_operations.py",
    "targets.python.publish": "with it, a package speaks httpx: unit/api/config/test_config.py",
    "targets.python.publish.pypi": "with it, a package speaks httpx: unit/api/config/test_config.py",
    "targets.python.http_library": "another place of http_library",
}
"""Keys whose effect shows better in another test, or that are other spellings."""


@cache
def output(config: str) -> Mapping[str, str]:
    """Return the package's files, those of the project below `project/`, and its names as `project/`."""
    found = Diagnostics()
    options = Options(str(FOLDER / "openapi.yaml"), config=FOLDER / config, jobs=1, with_project=True)
    result = generate(options, Run(found))
    assert [item.render() for item in found] == []
    around = {f"project/{name}": text for name, text in result.project.items()}
    return {**result.files, **around, "project/": "\n".join(around)}


def rows() -> list[tuple[str, str, str]]:
    lines = [line.split("|", 2) for line in EFFECTS.splitlines()]
    return [(key.strip(), file.strip(), text.strip()) for key, file, text in lines]


@pytest.mark.parametrize(("key", "file", "text"), rows(), ids=[row[0] for row in rows()])
def test_a_key_has_its_effect(key: str, file: str, text: str) -> None:
    with_it, without = output("stainless.yml"), output("plain.yml")
    if text.startswith(ABSENT):
        assert not re.search(text.removeprefix(ABSENT), with_it[file])
    else:
        assert re.search(text, with_it[file]), with_it[file]
        assert not re.search(text, without.get(file, "")), f"`{text}` is there without `{key}` too"


def keys(model: type[BaseModel] = ConfigRoot, path: str = "", seen: frozenset[type] = frozenset()) -> Iterator[str]:
    """Yield every key of the dialect that may have an effect; the first spelling of each."""
    first: dict[int, str] = {}
    for key, field in known_keys(model).items():
        if id(field) in first or any(isinstance(item, IgnoredKey) for item in field.metadata) or is_foreign(field):
            continue
        first[id(field)] = key
        here = f"{path}{key}"
        yield here
        for inner in models(field):
            if inner not in seen | {model}:
                yield from keys(inner, f"{here}.", seen | {model})


def is_foreign(field: FieldInfo) -> bool:
    return any(isinstance(item, IgnoredKey) for item in getattr(field.annotation, "__metadata__", ()))


def models(field: FieldInfo) -> list[type[BaseModel]]:
    pending: list[object] = [field.annotation]
    found: list[type[BaseModel]] = []
    while pending:
        item = pending.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            found.append(item)
        pending.extend(get_args(item))
    return found


def test_no_key_is_without_a_line() -> None:
    table = {row[0] for row in rows()} | set(ELSEWHERE)
    faults = (FOLDER.parents[1] / "failures" / "config_faults" / "stderr.txt").read_text()
    silent = [
        key for key in keys() if key not in table and f"the key `{key.rpartition('.')[2]}` is known but" not in faults
    ]
    assert [key for key in silent if not any(other.startswith(f"{key}.") for other in table)] == []


def test_the_config_names_every_key_of_its_table() -> None:
    text = (FOLDER / "stainless.yml").read_text()
    assert [key for key, _, _ in rows() if not re.search(casings(key.rpartition(".")[2]), text)] == []


def casings(key: str) -> str:
    return rf"\b{key.replace('_', '[-_]?')}(?i:\b)" if "_" not in key else rf"(?i)\b{key.replace('_', '[-_]?')}\b"
