"""The media types and examples of an operation that its method does not use: only a reference shows them."""

from __future__ import annotations

from specloom.api.ir.operations import BodyKind
from specloom.api.ir.schemas import Schema
from specloom.base.json import JsonValue
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class NamedExample:
    """One of several examples of a body; `label` is its summary or its key."""

    label: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Content:
    """A body in a media type that the method does not use; `schema` is None if it has the one that the method uses.

    `examples` are those of the document.
    """

    media_type: str
    kind: BodyKind
    schema: Schema | None = None
    examples: tuple[NamedExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The bodies of a request or of its success responses. `used` are the media types that the method uses.

    `alike` are other types of JSON with the same schema, `others` all further types. `examples` are those of the used
    type if the document has several.
    """

    used: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    others: tuple[Content, ...] = ()
    examples: tuple[NamedExample, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorContents:
    """The media types of a documented error, and its examples if there are several."""

    media_types: tuple[str, ...]
    examples: tuple[NamedExample, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationContents:
    """What a reference shows of the bodies of an operation beside what its method uses; errors by status."""

    request: Contents = Contents()
    response: Contents = Contents()
    errors: tuple[tuple[str, ErrorContents], ...] = ()

    def of_error(self, status: str) -> ErrorContents:
        """Return the bodies of the error with the given status."""
        return dict(self.errors).get(status, _NO_ERROR)


_NO_ERROR = ErrorContents(())
NO_CONTENTS = OperationContents()
