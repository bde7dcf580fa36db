"""Logging: what `<PREFIX>_LOG` switches on, and what is kept out of it."""

from __future__ import annotations

import logging
import os
from typing import Mapping

from .settings import ENV_PREFIX, PACKAGE_NAME
from .shown import shown
from .values import is_mapping

logger: logging.Logger = logging.getLogger(PACKAGE_NAME)

_LONGEST_URL = 400
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_PUBLIC_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "cache-control",
        "cf-ray",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "request-id",
        "retry-after",
        "retry-after-ms",
        "server",
        "transfer-encoding",
        "user-agent",
        "vary",
        "x-request-id",
    }
)


def setup_logging() -> None:
    """Obey `<PREFIX>_LOG` (`debug`, `info`, ...): this package's logger alone, the root logger is not touched."""
    level = _LEVELS.get(os.environ.get(f"{ENV_PREFIX}_LOG", "").strip().lower())
    if level is None:
        return
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(
            logging.Formatter("[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s", "%Y-%m-%d %H:%M:%S")
        )
        logger.addHandler(handler)


def public_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers for a log: only those that are known to hold no secret keep their value."""
    return {key: value if key.lower() in _PUBLIC_HEADERS else "<hidden>" for key, value in headers.items()}


def public_url(url: str) -> str:
    """A URL for a log or a message: without query and user, which may hold secrets, and on one line."""
    head = url.partition("?")[0].partition("#")[0]
    scheme, mark, rest = head.partition("://")
    if not mark:
        return shown(head, _LONGEST_URL)
    host, slash, path = rest.partition("/")
    return shown(f"{scheme}://{host.rpartition('@')[2]}{slash}{path}", _LONGEST_URL)


class SensitiveHeadersFilter(logging.Filter):
    """Hides the values of headers in records whose arguments are `{"headers": {...}}`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        args = record.args
        headers = args.get("headers") if is_mapping(args) else None
        if is_mapping(args) and is_mapping(headers):
            shown = public_headers({str(key): str(value) for key, value in headers.items()})
            record.args = {**args, "headers": shown}
        return True
