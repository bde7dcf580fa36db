"""specloom: from an OpenAPI document to a typed Python client package."""

import time

__version__ = "0.1.0"
LOADED_NS = time.time_ns()
"""When this process began to load the package, in nanoseconds since 1970: code that changes later is not its code."""
