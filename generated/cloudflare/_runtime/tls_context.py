"""The TLS settings that HTTP clients share."""

from __future__ import annotations

import os
import ssl
from typing import Dict, List, Tuple

from .forks import ForkSafeLock, after_fork_in_child
from .http_library import httpx

_contexts: Dict[Tuple[object, ...], ssl.SSLContext] = {}
_all: List[ssl.SSLContext] = []
_lock = ForkSafeLock()


def shared_tls_context() -> ssl.SSLContext:
    """The TLS settings of all default clients of this process: reading the certificates takes most of the time
    that a client needs to start."""
    key = (os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"), os.environ.get("SSLKEYLOGFILE"))
    with _lock:
        context = _contexts.get(key)
        if context is None:
            context = _contexts[key] = httpx.create_ssl_context()
            _all.append(context)
        return context


def is_shared(context: object) -> bool:
    """Whether these are settings that `shared_tls_context` made, in this process or its parent."""
    return any(context is one for one in _all)


after_fork_in_child(_contexts.clear)
