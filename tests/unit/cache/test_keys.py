"""The key of a result holds every option that decides it: one that is added to `Options` is in it without a list."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from specloom.base.locked_copies import LockedCopy
from specloom.base.records import dataclass
from specloom.cache.keys import INPUTS, IRRELEVANT, keys_of, printing_key
from specloom.pipeline.caching import CacheKeys
from specloom.pipeline.options import Options

FIELDS = [field.name for field in fields(Options)]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """Return options whose document, config and overlay exist."""
    for name in ("openapi.yaml", "stainless.yml", "overlay.yaml"):
        (tmp_path / name).write_text("first")
    return Options(
        str(tmp_path / "openapi.yaml"), config=tmp_path / "stainless.yml", overlays=(tmp_path / "overlay.yaml",)
    )


def keys(options: Options, identity: str = "code") -> CacheKeys:
    found = keys_of(options, identity)
    assert found is not None
    return found


def changed(options: Options, name: str, directory: Path) -> Options:
    """Return options with another value in the field `name`."""
    (directory / "other").write_text("first")
    value = getattr(options, name)
    others: dict[str, object] = {
        "spec": str(directory / "other"),
        "copies": (LockedCopy("openapi.yaml", "https://orchard.test/openapi.yaml", None),),
        "overlays": (*options.overlays, directory / "other"),
        "strict": not options.strict,
        "with_project": not options.with_project,
        "with_workflows": not options.with_workflows,
    }
    if name not in others:
        assert value is None or isinstance(value, Path), f"say here how {name} changes"
    usual = "other" if name == "package" else directory / "other"
    return replace(options, **{name: others.get(name, usual)})


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in IRRELEVANT])
def test_each_option_is_in_the_key(name: str, options: Options, tmp_path: Path) -> None:
    assert keys(changed(options, name, tmp_path)).result != keys(options).result


@pytest.mark.parametrize("name", ["openapi.yaml", "stainless.yml", "overlay.yaml"])
def test_the_content_of_each_file_is_in_the_key(name: str, options: Options, tmp_path: Path) -> None:
    before = keys(options)
    (tmp_path / name).write_text("second")
    assert keys(options).result != before.result
    assert (keys(options).inputs == before.inputs) is (name == "openapi.yaml")


def test_the_code_is_in_the_key(options: Options) -> None:
    assert keys(options, "other code") != keys(options)


def test_an_option_of_tomorrow_is_in_the_key(options: Options) -> None:
    @dataclass(frozen=True, slots=True)
    class Tomorrow(Options):
        style: str = "plain"

    values = {name: getattr(options, name) for name in FIELDS}
    assert keys(Tomorrow(**values)).result != keys(Tomorrow(**values, style="fancy")).result


def test_an_option_of_tomorrow_is_in_the_key_of_printed_texts(options: Options) -> None:
    @dataclass(frozen=True, slots=True)
    class Tomorrow(Options):
        docstrings: bool = True

    values = {name: getattr(options, name) for name in FIELDS}
    assert printing_key(Tomorrow(**values), "code") != printing_key(Tomorrow(**values, docstrings=False), "code")


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in IRRELEVANT])
def test_texts_are_kept_while_only_inputs_change(name: str, options: Options, tmp_path: Path) -> None:
    same = printing_key(changed(options, name, tmp_path), "code") == printing_key(options, "code")
    assert same is (name in INPUTS)


def test_the_code_is_in_the_key_of_printed_texts(options: Options) -> None:
    assert printing_key(options, "code") != printing_key(options, "other code")


def test_an_option_without_a_rule_is_no_silent_hole(options: Options) -> None:
    @dataclass(frozen=True, slots=True)
    class Tomorrow(Options):
        styles: frozenset[str] = frozenset({"plain"})

    with pytest.raises(TypeError, match="frozenset"):
        keys(Tomorrow(**{name: getattr(options, name) for name in FIELDS}))


def test_the_irrelevant_options_exist() -> None:
    assert set(IRRELEVANT) <= set(FIELDS)
    assert set(INPUTS) <= set(FIELDS) - set(IRRELEVANT)


def test_a_document_from_the_network_has_no_key() -> None:
    assert keys_of(Options("https://orchard.test/openapi.yaml"), "code") is None
