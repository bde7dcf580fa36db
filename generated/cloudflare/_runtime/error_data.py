"""What an error's body holds, typed: the list of errors, or the whole of it."""

from __future__ import annotations

from typing import Any, List, Optional, Union

from .._models import BaseModel, construct_type
from .json_text import encode_json
from .reader import reader_for
from .settings import ERRORS_FIELD
from .values import is_list, is_mapping


class ErrorData(BaseModel):
    """One error as the server lists it; other fields are attributes too."""

    code: Union[int, str, None] = None

    message: Optional[str] = None


def read_errors(body: object) -> List[ErrorData]:
    """The errors listed in a decoded error body; empty where there are none."""
    field = ERRORS_FIELD
    listed = body.get(field) if field is not None and is_mapping(body) else None
    if not is_list(listed):
        return []
    built = [construct_type(type_=ErrorData, value=entry) for entry in listed if is_mapping(entry)]
    return [entry for entry in built if isinstance(entry, ErrorData)]


def read_body(body: object, to: Any) -> Any:
    """A decoded error body as a type; `None` where it is something else."""
    if body is None:
        return None
    try:
        return reader_for(to, None).read(encode_json(body), strict=False)
    except (ValueError, RecursionError) as error:
        built = construct_type(type_=to, value=body, is_deep=isinstance(error, RecursionError))
        return None if built is body or not (is_mapping(body) or is_list(body)) else built
