"""Re-exported for code that imports it from here."""

from .._runtime.json_text import openapi_dumps as openapi_dumps
