"""The classes of parameters in pydantic: a `TypeAdapter`, or a route of a framework, reads and describes them."""

from __future__ import annotations

import importlib
import io
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pydantic
import pytest

from tests.support.generated import generate_directory, import_from, write
from tests.support.loopback import Loopback, Reply

HERE = Path(__file__).parent
FEATURES = ["bodies", "whole_surface", "multipart_parts", "recursive_models", "recursive_unions"]


@pytest.fixture(scope="module", params=FEATURES)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported(request.param, tmp_path_factory.mktemp("params"))


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported("whole_surface", tmp_path_factory.mktemp("orchard"), "orchard")


def imported(feature: str, out: Path, suffix: str = "params") -> ModuleType:
    made = generate_directory(HERE / feature, package=f"{suffix}_{feature}")
    write(made, out)
    return import_from(out, made.package)


def params_of(package: ModuleType) -> Iterator[Any]:
    """Yield what modules of parameters export: the `Params` classes, which may be aliases of a list or a union."""
    types = importlib.import_module(f"{package.__name__}.types")
    for found in pkgutil.walk_packages(types.__path__, f"{types.__name__}."):
        if found.name.endswith("_params"):
            module = importlib.import_module(found.name)
            yield from (getattr(module, name) for name in module.__all__)


def test_pydantic_reads_and_describes_every_class_of_parameters(package: ModuleType) -> None:
    adapters = [pydantic.TypeAdapter(params) for params in params_of(package)]
    assert adapters
    for adapter in adapters:
        assert adapter.json_schema(mode="validation")


def adapter_of(orchard: ModuleType, name: str) -> Any:
    types = importlib.import_module(f"{orchard.__name__}._types")
    return pydantic.TypeAdapter(eval(name, vars(types)))


CONTENTS = [b"x", io.BytesIO(b"x"), Path("photo.png"), io.BufferedReader(io.BytesIO(b"x"))]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_files_come_out_as_they_went_in(orchard: ModuleType, content: Any) -> None:
    adapter = adapter_of(orchard, "FileTypes")
    assert adapter.validate_python(content) is content
    for file in (("n", content), ("n", content, "image/png"), (None, content, None, {"X-Part": "1"})):
        assert adapter.validate_python(file) == file


def test_text_of_a_body_never_names_a_file_of_the_server(orchard: ModuleType) -> None:
    for name in ("FileTypes", "FileContent"):
        assert adapter_of(orchard, name).validate_json('"/etc/passwd"') == b"/etc/passwd"
    assert adapter_of(orchard, "FileTypes").validate_json('["a", "/etc/passwd"]') == ("a", b"/etc/passwd")
    assert adapter_of(orchard, "Union[str, Base64FileInput]").validate_json('"/etc/passwd"') == "/etc/passwd"


@pytest.mark.parametrize("wrong", [io.StringIO("x"), 3, None, {}])
def test_what_is_no_file_is_refused(orchard: ModuleType, wrong: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match="opened in binary mode"):
        adapter_of(orchard, "FileTypes").validate_python(wrong)


def test_a_sequence_is_any_but_text(orchard: ModuleType) -> None:
    adapter = adapter_of(orchard, "SequenceNotStr[str]")
    assert adapter.validate_python(("a", "b")) == ("a", "b")
    assert adapter.validate_json('["a"]') == ["a"]
    assert adapter.json_schema() == {"type": "array", "items": {"type": "string"}}
    for wrong in ("ab", 3, [3]):
        with pytest.raises(pydantic.ValidationError):
            adapter.validate_python(wrong)


def test_checked_parameters_go_to_a_method(orchard: ModuleType, server: Loopback) -> None:
    module = importlib.import_module(f"{orchard.__name__}.types.trees.photo_upload_params")
    checked = pydantic.TypeAdapter(module.PhotoUploadParams).validate_python(
        {"file": ("a.png", io.BytesIO(b"content")), "extras": [b"one", b"two"], "meta": {"taken_on": "2024-05-06"}}
    )
    server.reply(Reply(json={"id": "p"}))
    with orchard.Orchard(token="t", org_id="acme", base_url=server.url, max_retries=0) as client:
        client.trees.photo.upload("t1", **checked)
    body = server.last.body
    assert all(piece in body for piece in (b'filename="a.png"', b"content", b"one", b"two", b"2024-05-06"))


def test_the_types_do_not_import_pydantic(orchard: ModuleType) -> None:
    code = f"import sys, {orchard.__name__}._runtime.pydantic_hooks; print('pydantic' in sys.modules)"
    where = Path(orchard.__path__[0]).parent
    done = subprocess.run([sys.executable, "-c", code], cwd=where, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
