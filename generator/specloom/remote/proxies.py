"""Connects through a proxy that the environment names."""

from __future__ import annotations

import base64
import http.client
import socket
import urllib.request
from urllib.parse import SplitResult, unquote, urlsplit

PORTS = {"http": 80, "https": 443}


def open_tunnel(sock: socket.socket, host: str, port: int, headers: dict[str, str]) -> None:
    """Have a proxy connect ``sock`` to a host."""
    shown = f"[{host}]" if ":" in host else host
    lines = [f"CONNECT {shown}:{port} HTTP/1.1", f"Host: {shown}:{port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    sock.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    response = http.client.HTTPResponse(sock, method="CONNECT")
    response.begin()
    if response.status != 200:
        raise OSError(0, f"the proxy responds with HTTP status {response.status}")


def proxy_for(parts: SplitResult) -> SplitResult | None:
    """Return the proxy that the environment names for a URL."""
    host = parts.hostname or ""
    text = urllib.request.getproxies().get(parts.scheme)
    if not text or urllib.request.proxy_bypass(host):
        return None
    proxy = urlsplit(text if "://" in text else f"http://{text}")
    if proxy.scheme != "http" or not proxy.hostname:
        raise OSError(0, f"proxies with {proxy.scheme[:20]}://, as in the environment, are not supported")
    return proxy


def proxy_credentials(proxy: SplitResult | None) -> dict[str, str]:
    """Return the header that authenticates us to a proxy."""
    if proxy is None or proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def port_of(parts: SplitResult) -> int:
    """Return the port of a URL."""
    return parts.port or PORTS.get(parts.scheme, 80)
