"""A config with one error of each kind gives every diagnostic, with its place, in one run."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from specloom.api.build.package import package_of
from specloom.api.config import SdkConfig, parse_config
from specloom.api.config.durations import Duration
from specloom.base.diagnostics import Diagnostics, UserError


def parse(text: str) -> tuple[SdkConfig, list[str]]:
    found = Diagnostics()
    config = parse_config(text, "stainless.yml", found)
    return config, [f"{item.line}:{item.column} {item.severity.value} {item.code}" for item in found.sorted()]


FAULTY = """\
organisation: {name: acme}
organization: {name: acme, colour: red}
environments: {production: [1]}
client_settings:
  default_timeout: soon
  response_headers: {}
  opts:
    key: {type: text}
resources:
  trees:
    methods:
      list: the /trees path
      get: {endpoint: get /trees/{id}, type: socket}
      plant: {endpoint: post /trees, params: {}}
pagination: {name: p, type: endless}
"""


def test_every_fault_of_one_run_has_its_place() -> None:
    config, found = parse(FAULTY.replace("{endpoint: get /trees/{id}", "{endpoint: 'get /trees/{id}'"))
    assert found == [
        "1:1 warning config-unknown-key",
        "2:28 warning config-unknown-key",
        "3:16 error config-value",
        "5:3 error config-value",
        "6:3 warning config-unsupported-key",
        "8:11 error config-value",
        "12:7 error config-value",
        "13:42 error config-value",
        "14:38 warning config-unsupported-key",
        "15:23 error config-value",
    ]
    assert config.root.organization.name == "acme"


def test_the_nearest_known_key_is_named() -> None:
    found = Diagnostics()
    parse_config("resourses: {}\n", "c.yml", found)
    assert [item.hint for item in found] == ["did you mean `resources`?"]


def test_both_spellings_and_other_casings_of_keys() -> None:
    config, found = parse(
        "organization: {name: a}\npackage: {python: {packageName: orchard}}\nquery-settings: {arrayFormat: repeat}\n"
        "openapi: {transformations: [{command: remove}]}\npagination: {name: p, type: cursor}\n"
    )
    assert found == []
    assert config.root.targets.python is not None
    assert config.root.targets.python.package_name == "orchard"
    assert config.root.query_settings.array_format == "repeat"
    assert [item.command for item in config.root.openapi.transforms] == ["remove"]
    assert [item.name for item in config.root.pagination] == ["p"]


def test_keys_of_other_languages_have_no_effect_and_no_warning() -> None:
    _, found = parse(
        "targets: {node: {package_name: x}, go: {}, terraform: null}\ncodeflow: {x: 1}\nedition: 2026-05-06\n"
    )
    assert found == []


def test_an_endpoint_over_two_lines() -> None:
    config, found = parse("resources:\n  a:\n    methods:\n      m: >\n        GET\n        /a/{b}\n")
    assert found == []
    assert config.root.resources is not None
    assert config.root.resources["a"].methods["m"].endpoint == "get /a/{b}"


def test_a_syntax_error_has_its_position() -> None:
    with pytest.raises(UserError) as error:
        parse("a: [1\nb: 2\n")
    assert error.value.diagnostics[0].line > 0


@pytest.mark.parametrize("text", ["", "{}", "# nothing\n"])
def test_an_empty_config_is_a_config(text: str) -> None:
    assert parse(text)[1] == []


@pytest.mark.parametrize(
    ("given", "seconds"), [(1500, 1.5), ("PT1M30S", 90.0), ("PT0.5S", 0.5), ("P1DT1H", 90000.0), ("P1W", 604800.0)]
)
def test_durations(given: object, seconds: float) -> None:
    assert TypeAdapter(Duration).validate_python(given) == seconds


@pytest.mark.parametrize("given", ["soon", "P", "PT", True, None])
def test_no_durations(given: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Duration).validate_python(given)


@pytest.mark.parametrize(
    ("text", "library"),
    [
        ("", "httpx2"),
        ("targets: {python: {production_repo: null, publish: {pypi: false}}}", "httpx2"),
        ("targets: {python: {production_repo: acme/orchard}}", "httpx"),
        ("targets: {python: {publish: {pypi: true}}}", "httpx"),
        ("edition: 2026-05-06", "httpx"),
        ("targets: {python: {edition: python.2025-11-20}}", "httpx"),
        ("edition: 2026-05-06\nhttp_library: httpx2", "httpx2"),
        ("targets: {python: {http_library: httpx, publish: {pypi: false}}}", "httpx"),
    ],
)
def test_an_sdk_that_exists_keeps_the_library_of_its_users(text: str, library: str) -> None:
    config, found = parse(f"organization: {{name: a}}\n{text}\n")
    assert found == []
    assert package_of(config, {}).http_library == library


def test_a_place_is_found_under_the_spelling_of_the_file() -> None:
    config, _ = parse("openapi:\n  transformations: [{command: a}]\nclient-settings:\n  default-headers: {X-A: b}\n")
    assert config.location_of("/openapi/transforms/0/command").line == 2
    assert config.location_of("/client_settings/default_headers/X-A").line == 4


def test_words_that_are_no_languages_are_named() -> None:
    _, found = parse(
        "resources: {a: {skip: [pyton, go], methods: {b: {endpoint: get /b, deprecated: {ruby: x, jva: y}}}}}\n"
    )
    assert found == ["1:24 warning config-unknown-language", "1:90 warning config-unknown-language"]
