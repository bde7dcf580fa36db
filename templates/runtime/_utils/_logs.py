"""Logging: what `<PREFIX>_LOG` switches on, and what is kept out of it."""

from __future__ import annotations

import logging
import os
from typing import Iterable, Mapping

from .. import _settings

logger: logging.Logger = logging.getLogger(_settings.PACKAGE_NAME)

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_PUBLIC_HEADERS = frozenset(
    "accept accept-encoding cache-control connection content-encoding content-length content-type date server "
    "retry-after retry-after-ms transfer-encoding user-agent vary x-request-id request-id cf-ray".split()
)


def setup_logging() -> None:
    """Obey `<PREFIX>_LOG` (`debug`, `info`, ...): this package's logger alone, the root logger is not touched."""
    level = _LEVELS.get(os.environ.get(f"{_settings.ENV_PREFIX}_LOG", "").strip().lower())
    if level is None:
        return
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(
            logging.Formatter("[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s", "%Y-%m-%d %H:%M:%S")
        )
        logger.addHandler(handler)


def public_headers(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers for a log: only those that are known to hold no secret keep their value."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return {key: value if key.lower() in _PUBLIC_HEADERS else "<hidden>" for key, value in pairs}


class SensitiveHeadersFilter(logging.Filter):
    """Hides the values of headers in records whose arguments are `{"headers": {...}}`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        args = record.args
        headers = args.get("headers") if isinstance(args, Mapping) else None
        if isinstance(args, Mapping) and isinstance(headers, Mapping):
            shown = public_headers({str(key): str(value) for key, value in headers.items()})
            record.args = {**args, "headers": shown}
        return True
