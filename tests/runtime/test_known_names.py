"""What test suites of existing SDKs import from private modules: it is no promise, but cheap to serve."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

NAMES = {
    "_base_client": "DEFAULT_TIMEOUT HTTPX_DEFAULT_TIMEOUT BaseClient DefaultHttpxClient DefaultAsyncHttpxClient"
    " FinalRequestOptions OtherPlatform get_platform make_request_options",
    "_compat": "PYDANTIC_V1 field_outer_type get_model_fields model_dump model_json parse_obj",
    "_exceptions": "APIResponseValidationError APIStatusError APITimeoutError OrchardError",
    "_files": "async_to_httpx_files deepcopy_with_paths to_httpx_files",
    "_models": "DISCRIMINATOR_CACHE BaseModel EagerIterable FinalRequestOptions construct_type",
    "_qs": "Querystring stringify",
    "_response": "APIResponse AsyncAPIResponse AsyncBinaryAPIResponse BaseAPIResponse BinaryAPIResponse",
    "_streaming": "AsyncStream ServerSentEvent Stream",
    "_types": "ArrayFormat Base64FileInput FileTypes NoneType Omit not_given omit",
    "_utils": "LazyProxy PropertyInfo asyncify deepcopy_minimal extract_files extract_type_arg is_dict is_list"
    " extract_type_var_from_base is_annotated_type is_list_type is_union_type parse_date parse_datetime required_args"
    " async_transform transform",
    "_utils._json": "openapi_dumps",
    "_utils._path": "path_template",
}


@pytest.mark.parametrize("module", NAMES)
def test_known_names_are_there(kit: Any, module: str) -> None:
    assert [name for name in NAMES[module].split() if not hasattr(kit.module(module), name)] == []


def test_the_base_error_has_its_name_everywhere(kit: Any) -> None:
    assert kit.module("_exceptions").OrchardError is kit.package.OrchardError


def test_copies_are_as_deep_as_mappings_and_lists(kit: Any) -> None:
    kept = object()
    old = {"a": [{"b": kept}], "c": (1,)}
    new = kit.module("_utils").deepcopy_minimal(old)
    assert new == old
    assert new["a"] is not old["a"]
    assert new["a"][0] is not old["a"][0]
    assert new["c"] is old["c"]


def test_checks_of_headers_take_what_newer_suites_give(kit: Any) -> None:
    kit.module("_base_client").BaseClient._validate_headers(None, {}, {}, {})


def test_blocking_work_is_done_in_threads_of_the_loop_itself(kit: Any) -> None:
    """Those of anyio keep a process alive whose loop `nest_asyncio` has patched."""
    name = kit.module("_utils").asyncify(lambda: threading.current_thread().name)
    assert asyncio.run(name()).startswith("asyncio_")
