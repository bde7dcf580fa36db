"""What the configuration says about this package."""

from __future__ import annotations

from typing import Final, Literal

PACKAGE_NAME: Final = "orchard"
PACKAGE_TITLE: Final = "orchard"
PACKAGE_VERSION: Final = "1.2.3"
ENV_PREFIX: Final = "ORCHARD"
REPOSITORY_URL: Final = "https://example.com/orchard"
FILE_UPLOAD_HELP: Final = "https://example.com/orchard#file-uploads"

DEFAULT_TIMEOUT_SECONDS: Final[float | None] = 60.0
DEFAULT_MAX_RETRIES: Final[int] = 2
INITIAL_RETRY_DELAY: Final[float] = 0.5
MAX_RETRY_DELAY: Final[float] = 8.0
MAX_RETRY_AFTER: Final[float] = 60.0
RETRY_UNSAFE_REQUESTS: Final[bool] = False
IDEMPOTENCY_HEADER: Final[str | None] = None

ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "repeat"
NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "dots"
MULTIPART_ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "brackets"
MULTIPART_NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "dots"
AS_DOCUMENTED: Final[bool] = False

ERRORS_FIELD: Final[str | None] = "errors"
ERROR_MESSAGE_FIELD: Final[str | None] = None
SUCCESS_FIELD: Final[str | None] = "success"

STREAM_RULES: Final[tuple[tuple[str, str, str, str | None], ...]] = (
    ("data_starts_with", "[DONE]", "done", None),
    ("event_type", "error", "error", None),
    ("fallthrough", "", "yield", "error"),
)


class OrchardError(Exception):
    """The base of every error that this package raises."""


BaseError = OrchardError
