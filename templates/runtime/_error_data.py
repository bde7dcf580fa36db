"""The typed entries of an error body's list of errors."""

from __future__ import annotations

from typing import List, Mapping, Optional, Union

from . import _settings
from ._models import BaseModel, construct_type


class ErrorData(BaseModel):
    """One error as the server lists it; other fields are attributes too."""

    code: Union[int, str, None] = None

    message: Optional[str] = None


def read_errors(body: object) -> List[ErrorData]:
    """The errors listed in a decoded error body; empty where there are none."""
    field = _settings.ERRORS_FIELD
    if field is None or not isinstance(body, Mapping):
        return []
    content: Mapping[object, object] = body
    listed = content.get(field)
    if not isinstance(listed, list):
        return []
    entries: List[object] = listed
    built = [construct_type(type_=ErrorData, value=entry) for entry in entries if isinstance(entry, Mapping)]
    return [entry for entry in built if isinstance(entry, ErrorData)]
