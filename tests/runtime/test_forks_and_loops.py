"""Clients in forked processes, and async clients in several event loops."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path
from typing import Any

import pytest
from packages import build_package
from server import Server, tree

FORKING = """
import os, sys, threading, time
sys.path.insert(0, sys.argv[1])
library, url = sys.argv[2], sys.argv[3]
import orchard

def call(client):
    assert client.trees.get("t1", orchard_id="o", timeout=20).id == "t1"

def first_calls():
    for _ in range(3):
        call(orchard.Orchard(api_token="t", base_url=url))

given = orchard.Orchard(api_token="t", base_url=url, http_client=orchard.DefaultHttpxClient(cookies={"a": "1"}))
threads = [threading.Thread(target=first_calls, daemon=True) for _ in range(3)]
threads.append(threading.Thread(target=lambda: [call(given) for _ in range(10)], daemon=True))
children = []
for thread in threads:
    thread.start()
    for _ in range(int(sys.argv[4])):
        child = os.fork()
        if not child:
            try:
                call(orchard.Orchard(api_token="t", base_url=url))
                call(given)
            except BaseException as error:
                sys.stderr.write(repr(error) + repr(error.__cause__))
                os._exit(3)
            os._exit(0)
        children.append(child)
        time.sleep(0.004)
for thread in threads:
    thread.join(60)
end = time.monotonic() + 60
while children and time.monotonic() < end:
    for child in list(children):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            children.remove(child)
            assert status == 0, status
    time.sleep(0.05)
for child in children:
    os.kill(child, 9)
sys.exit(f"{len(children)} children hang" if children else 0)
"""


def test_a_fork_at_any_moment_leaves_a_child_that_can_call(kit: Any, server: Server, tmp_path: Path) -> None:
    server.answers(tree())
    build_package(tmp_path, library=kit.library, name="orchard")
    script = tmp_path / "forking.py"
    script.write_text(FORKING)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), str(tmp_path), kit.library, server.url, "4"],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def in_child(function: Any) -> int:
    """The status of a forked process that calls a function; one that hangs is killed."""
    child = os.fork()
    if not child:
        try:
            function()
        except BaseException:
            os._exit(1)
        os._exit(0)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


@pytest.mark.parametrize("lock", ["adapters.BUILDING", "tls_context._lock", "http_clients._making"])
def test_no_lock_is_held_in_a_child(kit: Any, server: Server, lock: str) -> None:
    server.answers(tree())
    module, name = lock.split(".")
    held, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with getattr(kit.module(f"_runtime.{module}"), name):
            held.set()
            go_on.wait(0.3)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(30)
    status = in_child(lambda: kit.client(base_url=server.url).trees.get("t1", orchard_id="o"))
    go_on.set()
    thread.join()
    assert status == 0


def test_a_fork_does_not_wait_for_ever(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forks = kit.module("_runtime.forks")
    monkeypatch.setattr(forks, "_PATIENCE", 0.05)
    go_on = threading.Event()

    def hold() -> None:
        with forks.unforkable:
            go_on.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    lock = forks.ForkSafeLock()

    def use() -> None:
        with lock:
            pass

    assert in_child(use) == 0
    go_on.set()
    thread.join()


def test_a_default_client_that_was_given_shares_no_connection_with_a_child(kit: Any, server: Server) -> None:
    server.answers(tree())
    http_client = kit.package.DefaultHttpxClient(headers={"X-Kept": "1"}, cookies={"kept": "1"})
    with kit.client(base_url=server.url, http_client=http_client) as client:
        client.trees.get("t0", orchard_id="o")
        jar_lock = http_client.cookies.jar._cookies_lock
        with jar_lock:
            status = in_child(lambda: [client.trees.get("c", orchard_id="o") for _ in range(2)])
        assert status == 0
        client.trees.get("t0", orchard_id="o")
    assert server.connections == 2
    assert {request.headers["x-kept"] for request in server.requests} == {"1"}
    assert {request.headers["cookie"] for request in server.requests} == {"kept=1"}


CLIENTS = ["own", "DefaultAsyncHttpxClient", "DefaultAioHttpClient"]


def make_client(kit: Any, server: Server, kind: str) -> Any:
    http_client = None if kind == "own" else getattr(kit.package, kind)()
    return kit.async_client(base_url=server.url, http_client=http_client, max_retries=0)


@pytest.mark.parametrize("kind", CLIENTS)
def test_one_async_client_in_one_loop_after_another(kit: Any, server: Server, kind: str) -> None:
    server.answers(tree())
    client = make_client(kit, server, kind)

    async def calls() -> list[str]:
        return [(await client.trees.get(f"t{turn}", orchard_id="o")).id for turn in range(3)]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(4):
            assert asyncio.run(calls()) == ["t1"] * 3
        asyncio.run(client.close())
        gc.collect()
    assert client.is_closed()
    assert server.connections == 4
    assert server.wait_until_idle() == 0


@pytest.mark.parametrize("kind", CLIENTS)
def test_one_async_client_in_many_threads(kit: Any, server: Server, kind: str) -> None:
    server.answers(tree())
    client = make_client(kit, server, kind)
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    async def calls() -> None:
        for turn in range(10):
            assert (await client.trees.get(f"t{turn}", orchard_id="o")).id == "t1"
            await asyncio.sleep(0)

    def work() -> None:
        start.wait()
        try:
            asyncio.run(calls())
        except BaseException as error:
            failures.append(error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        threads = [threading.Thread(target=work, daemon=True) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        asyncio.run(client.close())
        gc.collect()
    assert failures == []
    assert len(server.requests) == 60
    assert server.connections == 6


def test_closing_in_one_loop_closes_the_connections_of_another(kit: Any, server: Server) -> None:
    server.answers(tree())
    client = kit.async_client(base_url=server.url)
    called, closed = threading.Event(), threading.Event()

    async def other() -> None:
        await client.trees.get("t1", orchard_id="o")
        called.set()
        while not closed.wait(0):
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)

    thread = threading.Thread(target=lambda: asyncio.run(other()), daemon=True)
    thread.start()
    assert called.wait(30)

    async def close() -> None:
        await client.trees.get("t1", orchard_id="o")
        await client.close()

    asyncio.run(close())
    closed.set()
    thread.join()
    assert server.wait_until_idle() == 0
