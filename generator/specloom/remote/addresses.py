"""Which addresses of the network may be asked: the names of hosts are looked up once, and what was found is kept to."""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOW_32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of a host, as the socket library takes it."""

    family: int
    address: tuple[str, int]


def is_public(text: str) -> bool:
    """Return whether an IP address is one of the open internet, also behind the forms in which IPv6 wraps IPv4."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner: ipaddress.IPv4Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & _LOW_32)
    if inner is not None and not is_public(str(inner)):
        return False
    return address.is_global and not address.is_multicast


def is_private_name(host: str) -> bool:
    """Return whether a host needs no resolver to be known as private: localhost, or an address in any spelling."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:  # 127.1, 0x7f000001 and 017700000001 are addresses too
        return not is_public(name if ":" in name else socket.inet_ntoa(socket.inet_aton(name)))
    except (OSError, UnicodeError):
        return False


def look_up(host: str, port: int, seconds: float) -> list[Endpoint]:
    """Return the addresses of a host, in the order of the resolver. Raises ``OSError``; ``TimeoutError`` is one."""
    found: list[Endpoint] = []
    failures: list[OSError] = []

    def work() -> None:
        try:
            for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(Endpoint(family, (str(address[0]), port)))
        except UnicodeError:
            failures.append(OSError(0, "this is no name of a host"))
        except OSError as error:
            failures.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if thread.is_alive():
        raise TimeoutError
    if failures:
        raise failures[0]
    return list(dict.fromkeys(found))
