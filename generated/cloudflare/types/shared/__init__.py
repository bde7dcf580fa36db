# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.exports import lazy_names

if TYPE_CHECKING:
    from .error_data import ErrorData as ErrorData
else:
    __getattr__ = lazy_names(__name__, {"ErrorData": ".error_data"})
