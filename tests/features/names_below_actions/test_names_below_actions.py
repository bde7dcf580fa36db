"""Lists by something, and paths that go on after an action: methods of the resource that the path names."""

from __future__ import annotations

from types import ModuleType

from tests.support.loopback import Loopback, Reply

BOAT = {"name": "Argo"}


def test_a_list_by_something_is_a_method_of_the_resource(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[BOAT]))
    with package.Harbour(base_url=server.url) as client:
        assert [boat.name for boat in client.boats.list_by_page(number=2)] == ["Argo"]
    assert server.last.target == "/boats/by-page?number=2"


def test_what_follows_an_action_is_a_method_beside_it(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=BOAT), Reply(json=[BOAT]), Reply(json=BOAT), Reply(json=BOAT))
    with package.Harbour(base_url=server.url) as client:
        client.boats.create_voyage("b1")
        client.boats.bulk_create_voyage("b1")
        client.boats.launch("b1")
        client.boats.retrieve_launch_status("b1")
    assert [request.target for request in server.requests] == [
        "/boats/b1/create_voyage",
        "/boats/b1/create_voyage/bulk",
        "/boats/b1/launch",
        "/boats/b1/launch/status",
    ]
