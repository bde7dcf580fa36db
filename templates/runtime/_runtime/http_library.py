"""The HTTP library behind the client. A generated package replaces this file to pick another one."""

import httpx2 as httpx

__all__ = ["httpx"]
