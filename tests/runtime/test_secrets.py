"""No credential gets into a log, a repr, an exception or a pickle."""

from __future__ import annotations

import copy
import io
import logging
import pickle
import subprocess
import sys
import traceback
from typing import Any

import pytest
from server import Server, reply, then_reset, tree

SECRETS = ("secret-token", "secret-key", "hidden-body", "hidden-query", "hidden-cookie")


def hidden(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text]


@pytest.fixture
def logged(kit: Any) -> Any:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    names = [kit.package.__name__, "orchard"]
    for name in names:
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    for name in names:
        logging.getLogger(name).removeHandler(handler)
        logging.getLogger(name).setLevel(logging.NOTSET)


def failing_client(kit: Any, server: Server) -> Any:
    return kit.client(
        base_url=server.url,
        api_key="secret-key",
        default_query={"token": "hidden-query"},
        default_headers={"Cookie": "hidden-cookie"},
        max_retries=1,
    )


def test_logs(kit: Any, server: Server, logged: io.StringIO) -> None:
    server.answers(reply({}, status=503, Retry_After_Ms="1", Set_Cookie="a=hidden-cookie"), tree(owner="hidden-body"))
    with failing_client(kit, server) as client:
        client.trees.create(orchard_id="o", kind="apple", labels={"x": "hidden-body"})
    text = logged.getvalue()
    assert "Sending POST" in text
    assert "Retrying post /orchards/o/trees" in text
    hidden(text)


@pytest.mark.parametrize("answer", [reply({"errors": []}, status=403), then_reset()])
def test_exceptions(kit: Any, server: Server, answer: Any) -> None:
    server.answers(answer)
    with failing_client(kit, server) as client:
        try:
            client.trees.create(orchard_id="o", kind="apple", labels={"x": SECRETS[2]})
        except kit.package.APIError as error:
            caught = error
    hidden("".join(traceback.format_exception(caught)) + repr(caught) + str(caught))
    data = pickle.dumps(caught)
    hidden(data.decode("latin-1"))
    again = pickle.loads(data)
    assert type(again) is type(caught)
    assert (again.message, again.body, str(again)) == (caught.message, caught.body, str(caught))
    assert again.request.method == "POST"
    if hasattr(caught, "response"):
        assert (again.status_code, again.response.status_code) == (403, 403)
    assert copy.copy(caught).message == caught.message


def test_reprs(kit: Any) -> None:
    with kit.client(api_key="secret-key") as client:
        resource = client.trees
        options = kit.module("_runtime.request").FinalRequestOptions(
            method="get", url="/x?key=hidden-query", headers={"a": "secret-token"}, json_data="hidden-body"
        )
        hidden(f"{client!r} {resource!r} {client._security!r} {options!r} {client.with_raw_response!r}")


def test_a_client_is_not_pickled(kit: Any) -> None:
    for client in (kit.client(), kit.async_client()):
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(client)


@pytest.mark.parametrize(("value", "level"), [("debug", 10), ("info", 20), ("", 0)])
def test_the_environment_switches_logs_on_and_leaves_the_root_alone(kit: Any, value: str, level: int) -> None:
    code = f"""
import logging, sys
sys.path.insert(0, {str(kit.package.__path__[0].rpartition("/")[0])!r})
import {kit.package.__name__}
levels = logging.getLogger("orchard").level, logging.getLogger({kit.library!r}).level
print(*levels, logging.root.handlers, logging.root.level)
"""
    shown = subprocess.run(
        [sys.executable, "-c", code], env={"ORCHARD_LOG": value}, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == f"{level} 0 [] 30"


@pytest.mark.parametrize("key", ["secret-\nkey", "secret-key\r\nX-Evil: 1", "secret-k\xe9y", "secret-key\0"])
def test_a_key_that_no_header_can_hold(kit: Any, server: Server, key: str) -> None:
    with kit.client(base_url=server.url, api_token=key) as client:
        with pytest.raises(ValueError, match="value of the header 'Authorization' has") as caught:
            client.trees.get("t1", orchard_id="o")
        whole = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__context__)
        assert "secret-" not in whole
        for name, value in (("X-A", "a\r\nX-Evil: 1"), ("X\r\nEvil", "1"), ("X: Y", "1"), ("", "1"), ("X-A", "\u65e5")):
            with pytest.raises(ValueError, match="header"):
                client.trees.get("t1", orchard_id="o", extra_headers={name: value})
    assert server.requests == []


def test_spaces_round_a_key_are_not_sent(kit: Any, server: Server) -> None:
    server.answers(tree())
    with kit.client(base_url=server.url, api_token="secret-token ") as client:
        client.trees.get("t1", orchard_id="o")
    assert server.requests[0].headers["authorization"] == "Bearer secret-token"
