"""The TLS settings that HTTP clients share."""

from __future__ import annotations

import os
import ssl
import threading
from typing import Dict, Tuple

from .http_library import httpx

_contexts: Dict[Tuple[object, ...], ssl.SSLContext] = {}
_contexts_lock = threading.Lock()


def shared_tls_context() -> ssl.SSLContext:
    """The TLS settings of all default clients of this process: reading the certificates takes most of the time
    that a client needs to start."""
    key = (os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"), os.environ.get("SSLKEYLOGFILE"))
    with _contexts_lock:
        context = _contexts.get(key)
        if context is None:
            context = _contexts[key] = httpx.create_ssl_context()
        return context
