"""The typed entries of an error body's list of errors."""

from __future__ import annotations

from typing import List, Optional, Union

from ._models import BaseModel, construct_type
from ._settings import ERRORS_FIELD
from ._utils._values import is_list, is_mapping


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
