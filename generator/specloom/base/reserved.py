"""Names that generated code can't use, by place. Tables only."""

from __future__ import annotations

import keyword


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = frozenset(keyword.kwlist)
"""Hard keywords of every supported Python (soft ones such as ``match`` and ``type`` are fine as names)."""

MODEL_MEMBERS = _words(
    """construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json to_dict to_json
    update_forward_refs validate"""
)
"""Attributes of the generated ``BaseModel``; those that start with ``model_`` are a rule of their own."""

METHOD_PARAMETERS = _words("extra_body extra_headers extra_query idempotency_key timeout")
"""Parameters that every generated method has: an API's own one of that name gets the prefix ``api_``."""

METHOD_LOCALS = _words(
    """api_types async_maybe_transform body_option cls form_body httpx json_lines_body json_param maybe_transform
    multipart_body not_given omit path_option path_param path_template request_options required_args self styled"""
)
"""Names that the body of a generated method reads: a parameter of that name gets a trailing underscore."""

RESOURCE_MEMBERS = _words("with_raw_response with_streaming_response")
"""Attributes of every generated resource class."""

PRIVATE_MEMBERS = _words("_client _delete _get _get_api_list _patch _post _put _request _resource")
"""Private attributes of every resource and of its raw and streaming twins."""

CLIENT_MEMBERS = _words(
    """auth_headers base_url close copy custom_auth default_headers default_query delete get get_api_list is_closed
    max_retries patch platform_headers post put qs request timeout user_agent with_options with_raw_response
    with_streaming_response"""
)
"""Attributes of every generated client class."""

TYPE_NAMES = _words(
    """Annotated Any BaseModel Base64FileInput Dict ExtraItems False FieldInfo FileTypes Generic Iterable List Literal
    None Optional PropertyInfo Protocol Required SequenceNotStr True Type TypeAlias TypeAliasType TypedDict Union
    TYPE_CHECKING"""
)
"""Names that a generated type module imports: a class of that name gets a trailing underscore."""

BUILTIN_TYPES = _words("bool bytes date datetime dict float int list object set str tuple type")
"""Types that annotations name: an attribute of that name hides the type in its own class body."""

MODULE_STEMS = frozenset(
    ["aux", "con", "nul", "prn", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10))]
)
"""File names that an operating system keeps for itself."""

DEVICE_NAMES = MODULE_STEMS | {"conin$", "conout$", *(f"{device}{mark}" for device in ("com", "lpt") for mark in "¹²³")}
"""The same with those that no module can have. Windows takes such a file for a device, whatever its suffix is."""
