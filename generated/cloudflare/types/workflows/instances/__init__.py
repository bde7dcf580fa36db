# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...._runtime.exports import lazy_names

if TYPE_CHECKING:
    from . import status_edit_params as status_edit_params
    from .event_create_params import EventCreateParams as EventCreateParams
    from .event_create_response import EventCreateResponse as EventCreateResponse
    from .status_edit_params import StatusEditParams as StatusEditParams
    from .status_edit_response import StatusEditResponse as StatusEditResponse
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "status_edit_params": "",
            "EventCreateParams": ".event_create_params",
            "EventCreateResponse": ".event_create_response",
            "StatusEditParams": ".status_edit_params",
            "StatusEditResponse": ".status_edit_response",
        },
    )
