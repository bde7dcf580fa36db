"""Which IP addresses may be contacted. Each host name is looked up once, and the result is kept for the run."""

from __future__ import annotations

import ipaddress
import socket
import threading

from specloom.base.records import dataclass

_IPV4_SPECIAL = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by the customers of a carrier
            "127.0.0.0/8",
            "169.254.0.0/16",  # of one link; clouds answer there with credentials
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved; broadcast
        ),
    )
)
_IPV6_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""Everything allocated as global unicast: the rest is link-local, private, of one host, or unallocated."""
_IPV6_SPECIAL = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "3fff::/20",  # documentation
        ),
    )
)
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_ISATAP = frozenset([0x00005EFE, 0x02005EFE])
"""Beginnings of the second half of an address that forwards its packets to an IPv4 address of a site (RFC 5214)."""
_PRIVATE_NAMES = (".localhost", ".localdomain", ".local", ".internal", ".home.arpa", ".ip6-localhost", ".ip6-loopback")
"""Suffixes of names that no public name server knows; a proxy may know them."""
_LOW_32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class SocketAddress:
    """One address of a host, as the socket library takes it."""

    family: int
    address: tuple[str, int]


def is_public(text: str) -> bool:
    """Return whether an IP address, as the resolver returns it, belongs to the public internet.

    An IPv6 address that embeds an IPv4 address is public if both are. The lists are ours because those of the standard
    library differ between versions of Python.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _IPV4_SPECIAL)
    inner = _embedded_address(address)
    if inner is not None and not is_public(str(inner)):
        return False
    if address in _MAPPED or address in _NAT64:
        return True
    return address in _IPV6_GLOBAL and not any(address in network for network in _IPV6_SPECIAL)


def _embedded_address(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address embedded in an IPv6 address, None if there is none."""
    number = int(address)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address(number >> 80 & _LOW_32)
    if address in _MAPPED or address in _NAT64 or number >> 32 & _LOW_32 in _ISATAP:
        return ipaddress.IPv4Address(number & _LOW_32)
    return None


def is_private_name(host: str) -> bool:
    """Return whether a host is known to be private without a resolver: a name that is never public, or an address in
    any spelling."""
    name = host.rstrip(".").lower()
    if f".{name}".endswith(_PRIVATE_NAMES):
        return True
    try:  # 127.1, 0x7f000001 and 017700000001 are addresses too
        return not is_public(name if ":" in name else socket.inet_ntoa(socket.inet_aton(name)))
    except (OSError, UnicodeError):
        return False


def look_up(host: str, port: int, seconds: float) -> list[SocketAddress]:
    """Return the addresses of a host, in the order of the resolver. Raises ``OSError``; ``TimeoutError`` is one."""
    found: list[SocketAddress] = []
    failures: list[OSError] = []

    def work() -> None:
        try:
            for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(SocketAddress(family, (str(address[0]), port)))
        except UnicodeError:
            failures.append(OSError(0, "this is not a host name"))
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
