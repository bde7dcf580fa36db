"""Fetches a document from a URL, with limits on size and time, from the named host only."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from specloom.base.records import dataclass
from specloom.remote.addresses import SocketAddress, is_private_name, is_public, look_up
from specloom.remote.body import BodyTooLargeError, read_body
from specloom.remote.proxies import PORTS, open_tunnel, port_of, proxy_credentials, proxy_for

_MAX_REDIRECTS = 10
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_NAME_FILE = "use the URL of the JSON or YAML file itself"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEGINNING = 4096
"""The number of bytes of a response that are searched for HTML."""
_ETAG = re.compile(r"[\x20-\x7e\x80-\xff]{1,500}")
"""ETags that can be sent back unchanged."""
_LONGEST_REASON = 120
_HEADERS = {
    "Accept": "application/json, application/yaml, application/vnd.oai.openapi, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "User-Agent": "specloom",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What a fetch may do. ``redirects``: follow them to other hosts; ``private``: contact private networks; ``named``:
    the host that the user typed, which may be private."""

    max_bytes: int
    timeout_seconds: float
    redirects: bool = False
    private: bool = False
    named: str | None = None


Hosts: TypeAlias = dict[tuple[str, int], list[SocketAddress]]
"""The IP addresses of each host and port, as first looked up."""


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A fetched file. ``url`` is the URL after redirects; ``unchanged``: the caller has the content already."""

    url: str
    content: bytes = b""
    etag: str | None = None
    unchanged: bool = False


class FetchError(Exception):
    """A URL from which no document can be fetched. ``code`` is the rule, ``hint`` the remedy."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def fetch_url(url: str, policy: FetchPolicy, hosts: Hosts, etag: str | None = None) -> FetchedFile:
    """Fetch ``url``, following redirects as far as the policy allows. Raises ``FetchError``.

    ``hosts`` keeps the IP addresses of hosts between fetches: each host is looked up once.
    """
    deadline = time.monotonic() + policy.timeout_seconds
    known = etag if etag is not None and _ETAG.fullmatch(etag) else None
    first = parse_url(url)
    for _ in range(_MAX_REDIRECTS):
        parts = parse_url(url)
        answer = _HostRequest(parts, policy, hosts, deadline).send_request(known)
        if isinstance(answer, FetchedFile):
            return answer
        url = urljoin(url, answer)
        _check_redirect(first, parse_url(url), policy)
    raise FetchError("fetch-redirect", f"more than {_MAX_REDIRECTS} redirects", "check the URL")


def parse_url(url: str) -> SplitResult:
    """Return the parts of a URL that can be fetched. Raises ``FetchError``."""
    hint = "write it as https://host/path/openapi.yaml"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise FetchError("fetch-address", "this is not a valid URL", hint) from None
    if parts.scheme not in PORTS or not host or port == 0 or not url.isprintable() or " " in url or not _is_host(host):
        raise FetchError("fetch-address", "this is not a valid URL", hint)
    if parts.username is not None or parts.password is not None:
        message = "the URL contains a user name or password, which would end up in files and logs"
        raise FetchError("fetch-address", message, "download the document and pass the file")
    return parts


def _is_host(host: str) -> bool:
    """Return whether the host has no percent-encoding, so that a proxy reads it as we do."""
    marks = "-._:%" if ":" in host else "-._"
    return all(letter.isalnum() or letter in marks for letter in host)


def _check_redirect(first: SplitResult, to: SplitResult, policy: FetchPolicy) -> None:
    if first.scheme == "https" and to.scheme == "http":
        raise FetchError("fetch-redirect", f"it redirects to {to.hostname} without encryption", "use another URL")
    if to.hostname != first.hostname and not policy.redirects:
        message = f"it redirects to another host, {to.hostname}"
        raise FetchError("fetch-redirect", message, "use that URL, or allow it with --allow-redirects")


@dataclass(slots=True)
class _HostRequest:
    """One request to one host."""

    parts: SplitResult
    policy: FetchPolicy
    hosts: Hosts
    deadline: float
    expired: threading.Event = field(default_factory=threading.Event)
    sock: socket.socket | None = None
    """The connection, encrypted or not: closed when the time is up."""

    def send_request(self, etag: str | None) -> FetchedFile | str:
        """Return the response, or the URL to which it redirects."""
        timer: threading.Timer | None = None
        try:
            proxy = proxy_for(self.parts)
            self.sock = self._connect_socket(proxy)
            timer = threading.Timer(max(self.deadline - time.monotonic(), 0.001), self._close_socket)
            timer.daemon = True
            timer.start()
            return self._exchange_messages(self._open_connection(self.sock, proxy), etag, proxy)
        except BodyTooLargeError:
            hint = "check the URL: no document needs that much"
            raise FetchError("too-large", "the response exceeds the size limit of a document", hint) from None
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if self.expired.is_set() or isinstance(error, TimeoutError):
                raise self._too_slow() from None
            raise _connection_error(_error_reason(error)) from None
        finally:
            if timer is not None:
                timer.cancel()
            if self.sock is not None:
                self.sock.close()

    def _close_socket(self) -> None:
        self.expired.set()
        with contextlib.suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)

    def _open_connection(self, sock: socket.socket, proxy: SplitResult | None) -> http.client.HTTPConnection:
        """Return an HTTP connection over an open socket; through a proxy and encrypted where needed."""
        host = self.parts.hostname or ""
        connection = http.client.HTTPConnection(host, port_of(self.parts))
        if self.parts.scheme == "https":
            if proxy is not None:
                open_tunnel(sock, host, port_of(self.parts), proxy_credentials(proxy))
            context = ssl.create_default_context()
            encrypted = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            self.sock = sock = encrypted
            encrypted.do_handshake()
            connection.default_port = 443
        connection.sock = sock
        return connection

    def _too_slow(self) -> FetchError:
        message = f"the server did not respond within {self.policy.timeout_seconds:g} seconds"
        return FetchError("fetch-timeout", message, "try again later, or download the document and pass the file")

    def _connect_socket(self, proxy: SplitResult | None) -> socket.socket:
        """Return a connection to the host, or to the proxy, at the IP address that was looked up and checked."""
        host = self.parts.hostname or ""
        if proxy is not None:
            if not self._may_be_private(host) and is_private_name(host):
                raise _private_address_error(host)
            endpoints = look_up(proxy.hostname or "", port_of(proxy), self._seconds_left())
        else:
            known = (host, port_of(self.parts))
            found = self.hosts.get(known) or look_up(*known, self._seconds_left())
            self.hosts[known] = found
            allowed = self._may_be_private(host)
            endpoints = [end for end in found if allowed or is_public(end.address[0])]
            if found and not endpoints:
                raise _private_address_error(host)
        return _open_socket(endpoints, self._seconds_left)

    def _may_be_private(self, host: str) -> bool:
        return self.policy.private or host == self.policy.named

    def _seconds_left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _exchange_messages(
        self, connection: http.client.HTTPConnection, etag: str | None, proxy: SplitResult | None
    ) -> FetchedFile | str:
        path = urlunsplit(("", "", self.parts.path or "/", self.parts.query, ""))
        whole = urlunsplit((self.parts.scheme, self.parts.netloc, self.parts.path or "/", self.parts.query, ""))
        plain_proxy = proxy is not None and self.parts.scheme == "http"
        headers = {
            **_HEADERS,
            **({"If-None-Match": etag} if etag else {}),
            **(proxy_credentials(proxy) if plain_proxy else {}),
        }
        connection.request("GET", whole if plain_proxy else path, headers=headers)
        with contextlib.closing(connection), connection.getresponse() as response:
            if response.status in _REDIRECTS and response.getheader("location"):
                return str(response.getheader("location"))
            if response.status == 304 and etag:
                return FetchedFile(whole, unchanged=True, etag=etag)
            if response.status != 200:
                raise _status_error(response.status)
            content = read_body(response, self.policy.max_bytes)
            if self.expired.is_set():
                raise self._too_slow()
            _check_kind(response.getheader("content-type") or "", content)
            found = response.getheader("etag") or ""
            return FetchedFile(whole, content, found if _ETAG.fullmatch(found) else None)


def _open_socket(endpoints: list[SocketAddress], left: Callable[[], float]) -> socket.socket:
    failure: OSError = OSError(0, "the host has no IP address")
    for endpoint in endpoints:
        sock = socket.socket(endpoint.family, socket.SOCK_STREAM)
        try:
            sock.settimeout(left())
            sock.connect(endpoint.address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


def _check_kind(content_type: str, content: bytes) -> None:
    if "html" in content_type.lower() or _is_web_page(content):
        message = "the server responds with a web page, not with a document"
        raise FetchError("fetch-html", message, _NAME_FILE)


def _is_web_page(content: bytes) -> bool:
    """Return whether a response begins with an HTML tag, comments skipped."""
    rest = content[:_BEGINNING].lstrip()
    while rest.startswith(b"<!--"):
        rest = rest[len(b"<!--") :].partition(b"-->")[2].lstrip()
    return _HTML.match(rest) is not None


def _private_address_error(host: str) -> FetchError:
    message = f"{host} is in a private network"
    return FetchError("fetch-private", message, "to allow that, use --allow-private")


def _status_error(status: int) -> FetchError:
    hint = _NAME_FILE
    if status in (401, 403, 407):
        hint = "specloom sends no credentials: download the document with another tool and pass the file"
    elif status == 429 or status >= 500:
        hint = "try again later, or download the document and pass the file"
    return FetchError("fetch-status", f"the server responds with HTTP status {status}", hint)


def _connection_error(reason: str) -> FetchError:
    hint = "check the URL and the network, or download the document and pass the file"
    return FetchError("fetch-failed", f"the URL can't be fetched: {reason}", hint)


def _error_reason(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the response ends too early"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted ({error.verify_message})"
    if isinstance(error, http.client.BadStatusLine) and not isinstance(error, http.client.RemoteDisconnected):
        return "the response is not HTTP"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:_LONGEST_REASON] or type(error).__name__
