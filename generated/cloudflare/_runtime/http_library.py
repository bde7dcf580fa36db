# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

import httpx2 as httpx

__all__ = ["httpx"]
