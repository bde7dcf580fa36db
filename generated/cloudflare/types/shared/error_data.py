# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from ..._models import BaseModel

__all__ = ["ErrorData"]


class ErrorData(BaseModel):
    code: int
    """Number of the problem or notice."""

    message: str
    """The same in words."""
