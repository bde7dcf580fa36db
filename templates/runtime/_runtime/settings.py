"""What the configuration says about this package. A generated package replaces this file."""

from __future__ import annotations

from typing import Final, Literal

PACKAGE_NAME: Final = "runtime"
PACKAGE_TITLE: Final = "runtime"
PACKAGE_VERSION: Final = "0.0.0"
ENV_PREFIX: Final = "RUNTIME"
REPOSITORY_URL: Final = "https://example.com/runtime"
FILE_UPLOAD_HELP: Final = "https://example.com/runtime#file-uploads"

DEFAULT_TIMEOUT_SECONDS: Final[float | None] = 60.0
DEFAULT_MAX_RETRIES: Final[int] = 2
INITIAL_RETRY_DELAY: Final[float] = 0.5
MAX_RETRY_DELAY: Final[float] = 8.0
MAX_RETRY_AFTER: Final[float] = 60.0
RETRY_UNSAFE_REQUESTS: Final[bool] = False
IDEMPOTENCY_HEADER: Final[str | None] = None

ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "repeat"
NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "brackets"
MULTIPART_ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "brackets"
MULTIPART_NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "brackets"

AS_DOCUMENTED: Final[bool] = False
"""Whether the document alone says how values are written, not a configuration."""

ERRORS_FIELD: Final[str | None] = "errors"
ERROR_MESSAGE_FIELD: Final[str | None] = "message"
SUCCESS_FIELD: Final[str | None] = "success"

STREAM_RULES: Final[tuple[tuple[str, str, str, str | None], ...]] = ()
"""What to do with stream events: (kind, match, handle, error property); the first that matches is obeyed.

kind: `data_starts_with`, `event_type` or `fallthrough`; handle: `yield`, `done`, `continue` or `error`.
"""


class RuntimeClientError(Exception):
    """The base of every error that this package raises."""


BaseError = RuntimeClientError
