# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Final, Literal

PACKAGE_NAME: Final = "orchard"
PACKAGE_TITLE: Final = "orchard"
PACKAGE_VERSION: Final = "1.2"
ENV_PREFIX: Final = "ORCHARD"
REPOSITORY_URL: Final = "https://github.com/acme/orchard-python"
FILE_UPLOAD_HELP: Final = "https://github.com/acme/orchard-python#file-uploads"
DEFAULT_TIMEOUT_SECONDS: Final[float | None] = 60.0
DEFAULT_MAX_RETRIES: Final[int] = 2
INITIAL_RETRY_DELAY: Final[float] = 0.5
MAX_RETRY_DELAY: Final[float] = 8.0
MAX_RETRY_AFTER: Final[float] = 60.0
RETRY_UNSAFE_REQUESTS: Final[bool] = False
IDEMPOTENCY_HEADER: Final[str | None] = "Idempotency-Key"
ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "comma"
NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "brackets"
MULTIPART_ARRAY_FORMAT: Final[Literal["comma", "repeat", "brackets", "indices"]] = "brackets"
MULTIPART_NESTED_FORMAT: Final[Literal["brackets", "dots"]] = "brackets"
ERRORS_FIELD: Final[str | None] = None
ERROR_MESSAGE_FIELD: Final[str | None] = None
SUCCESS_FIELD: Final[str | None] = None
STREAM_RULES: Final[tuple[tuple[str, str, str, str | None], ...]] = (
    ("data_starts_with", "[DONE]", "done", None),
    ("fallthrough", "", "yield", "error"),
)


class OrchardError(Exception):
    """The base of every error that this package raises."""


BaseError = OrchardError
