"""Spellings of common frameworks that used to give odd names: brackets, IPv6, numbered components."""

from __future__ import annotations

from types import ModuleType

from tests.support.loopback import Loopback, Reply


def test_a_list_beside_a_single_value_is_called_a_list(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[]))
    with package.Netbook(base_url=server.url) as client:
        client.hosts.list(size=1, size_list=[2, 3], enable_ipv6=True)
    assert sorted(server.last.query) == [("EnableIPv6", "true"), ("size", "1"), ("size[]", "2"), ("size[]", "3")]


def test_numbered_components_have_the_names_of_their_titles(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json={"id": 1, "publicIPv4Address": "192.0.2.1", "network": {"cidr": "192.0.2.0/24"}}))
    with package.Netbook(base_url=server.url) as client:
        host = client.hosts.create(name="a")
    assert type(host) is package.types.Host
    assert host.public_ipv4_address == "192.0.2.1"
    assert type(host.network) is package.types.Network
    assert host.network.cidr == "192.0.2.0/24"
