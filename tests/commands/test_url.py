"""A web address as SPEC: fetched only because it was named, bounded in size and time, kept to its host."""

from __future__ import annotations

import gzip
import socket
import threading
from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.document.document import Document
from specloom.document.limits import DEFAULT_OPTIONS, LoadOptions
from specloom.document.load import load
from specloom.remote import addresses
from specloom.remote import fetch as fetching
from specloom.remote.reader import UrlReader
from tests.support.cli import MINIMAL, Runner, run_process
from tests.support.loopback import Reply, serving
from tests.support.site import Site, page

PARTS = MINIMAL.replace("schema: {type: string}", "schema: {$ref: ../shared/id.yaml}")


def load_url(url: str, options: LoadOptions = DEFAULT_OPTIONS) -> Document:
    return load(url, options, open_main=UrlReader)


def fault(url: str, **options: object) -> tuple[str, str, str]:
    with pytest.raises(UserError) as raised:
        load_url(url, LoadOptions(**{"timeout_seconds": 5.0, **options}))
    item = raised.value.diagnostics[0]
    return item.code, item.message, item.hint or ""


def test_a_client_is_made_of_an_address(site: Site, specloom: Runner, tmp_path: Path) -> None:
    site.pages = {"/api/openapi.yaml": page(PARTS), "/shared/id.yaml": page("type: string\n")}
    outcome = specloom("generate", f"{site.url}/api/openapi.yaml", "-q", "-o", "out")
    assert (outcome.code, outcome.err) == (0, "")
    assert (tmp_path / "out/orchard/_client.py").is_file()
    assert [request.path for request in site.requests] == ["/api/openapi.yaml", "/shared/id.yaml"]
    assert specloom("check", f"{site.url}/api/openapi.yaml", "-q", "-o", "out").code == 0


def test_findings_name_the_address(site: Site, specloom: Runner) -> None:
    site.pages = {"/openapi.yaml": page(MINIMAL.replace("in: path,", "in: query,"))}
    outcome = specloom("generate", f"{site.url}/openapi.yaml", "-q", "--strict")
    assert outcome.code == 2
    assert outcome.err.startswith(f"{site.url}/openapi.yaml:6:5: error[path-parameter-undeclared]")


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (Reply(404, body=b"gone"), "fetch-status", "HTTP status 404"),
        (Reply(500, body=b"gone"), "fetch-status", "HTTP status 500"),
        (Reply(401), "fetch-status", "HTTP status 401"),
        (Reply(204), "fetch-status", "HTTP status 204"),
        (page("<!-- hi --> <!DOCTYPE html><html></html>"), "fetch-html", "a web page"),
        (page(MINIMAL, content_type="text/html; charset=utf-8"), "fetch-html", "a web page"),
        (page("a" * 3000), "too-large", "exceeds the size limit of a document"),
        (page(gzip.compress(b"a" * 3_000_000), content_encoding="gzip"), "too-large", "exceeds"),
        (page(gzip.compress(MINIMAL.encode())[:99], content_encoding="gzip"), "fetch-failed", "ends too early"),
        (page(gzip.compress(b"") + b"more", content_encoding="gzip"), "fetch-failed", "incorrect header"),
        (page(b"\x00\x01", content_encoding="br"), "fetch-failed", "unsupported encoding br"),
        (Reply(302, headers={"location": "http://other.test/"}), "fetch-redirect", "another host, other.test"),
        (Reply(302, headers={"location": "file:///etc/passwd"}), "fetch-address", "not a valid URL"),
        (Reply(302, headers={"location": "/openapi.yaml"}), "fetch-redirect", "more than 10 redirects"),
    ],
)
def test_an_answer_that_is_no_description(site: Site, reply: Reply, code: str, words: str) -> None:
    site.pages = {"/openapi.yaml": reply}
    found = fault(f"{site.url}/openapi.yaml", max_bytes=2000)
    assert found[0] == code
    assert words in found[1]
    assert found[2]


def test_such_an_answer_ends_in_code_2(site: Site, specloom: Runner, tmp_path: Path) -> None:
    outcome = specloom("generate", f"{site.url}/none.yaml", "-q", "-o", "out")
    assert outcome.code == 2
    assert outcome.err == (
        f"{site.url}/none.yaml: error[fetch-status]: the server responds with HTTP status 404\n"
        "  hint: use the URL of the JSON or YAML file itself\n"
    )
    assert not (tmp_path / "out").exists()


def test_packed_answers_and_redirects_on_the_host_are_taken(site: Site) -> None:
    halves = gzip.compress(PARTS[:99].encode()) + gzip.compress(PARTS[99:].encode())
    packed = page(halves, content_encoding="gzip")
    moved = Reply(302, headers={"location": "/v3/api/openapi.yaml"})
    site.pages = {"/latest": moved, "/v3/api/openapi.yaml": packed, "/v3/shared/id.yaml": page("type: string\n")}
    document = load_url(f"{site.url}/latest")
    assert document.title == "Orchard"
    assert [name for name, _ in document.inputs] == ["latest", "v3/shared/id.yaml"]
    assert document.failures == {}


def test_a_redirect_to_another_host_needs_a_flag(site: Site) -> None:
    with serving(Site({"/openapi.yaml": page(MINIMAL)})) as other:
        away = other.url.replace("127.0.0.1", "localhost")
        site.pages = {"/openapi.yaml": Reply(301, headers={"location": f"{away}/openapi.yaml"})}
        assert fault(f"{site.url}/openapi.yaml")[0] == "fetch-redirect"
        assert fault(f"{site.url}/openapi.yaml", redirects=True)[0] == "fetch-private"
        assert other.requests == []
        assert load_url(f"{site.url}/openapi.yaml", LoadOptions(redirects=True, private=True)).title == "Orchard"


@pytest.mark.parametrize("body", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nopen"])
def test_a_server_that_drips_is_not_waited_for(body: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(body)
                while not done.wait(0.05):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/openapi.yaml"
        code, message, _ = fault(url, timeout_seconds=0.4)
        done.set()
        thread.join(5)
    assert (code, message) == ("fetch-timeout", "the server did not respond within 0.4 seconds")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + MINIMAL.encode(), "the response ends too early"),
        (b"\x00\x01 nonsense" * 99, "the response is not HTTP"),
    ],
)
def test_an_answer_that_is_broken_off_or_none(answer: bytes, words: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(9999)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        found = fault(f"http://127.0.0.1:{listener.getsockname()[1]}/openapi.yaml")
        thread.join(5)
    assert found[:2] == ("fetch-failed", f"the URL can't be fetched: {words}")


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert fault(f"http://127.0.0.1:{port}/a.yaml")[1] == "the URL can't be fetched: Connection refused"


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://user:word@127.0.0.1/a",
        "http://127.0.0.1:99999/a",
        "http://127.0.0.1:0/",
        "http://[::1/",
        "ftp://127.0.0.1/openapi.yaml",
        "file:///etc/openapi.yaml",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    assert fault(url)[0] == "fetch-address"


def test_references_stay_on_the_host(site: Site) -> None:
    text = MINIMAL.replace("schema: {type: string}", "schema: {$ref: 'http://localhost:1/id.yaml'}")
    site.pages = {"/openapi.yaml": page(text), "/id.yaml": page("type: string\n")}
    document = load_url(f"{site.url}/openapi.yaml")
    with pytest.raises(UserError, match="is not on the host"):
        document.file_and_fragment(document.main, "http://localhost:1/id.yaml")
    with pytest.raises(UserError, match="is not on the host"):
        document.file_and_fragment(document.main, "file:///etc/passwd")
    assert [request.path for request in site.requests] == ["/openapi.yaml"]


def test_a_file_never_leads_to_the_web(site: Site, specloom: Runner, tmp_path: Path) -> None:
    site.pages = {"/id.yaml": page("type: string\n")}
    text = MINIMAL.replace("schema: {type: string}", f"schema: {{$ref: '{site.url}/id.yaml'}}")
    (tmp_path / "openapi.yaml").write_text(text)
    outcome = specloom("generate", "openapi.yaml", "-q")
    assert "ref-remote" in outcome.err
    assert site.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
        ("1.1.1.1", True),
        ("192.0.0.9", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("198.19.255.255", False),
        ("203.0.113.7", False),
        ("240.0.0.1", False),
        ("0.1.2.3", False),
        ("127.1", False),
        ("0177.0.0.1", False),
        ("0x7f.0.0.1", False),
        ("::", False),
        ("fec0::1", False),
        ("feff::1", False),
        ("fe80::1", False),
        ("ff0e::1", False),
        ("100::1", False),
        ("4000::1", False),
        ("5f00::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("2001:2::1", False),
        ("2001:10::1", False),
        ("2001:20::1", False),
        ("2001:0:808:808::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("::127.0.0.1", False),
        ("::8.8.8.8", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("::ffff:0:8.8.8.8", False),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::7f00:1", False),
        ("64:ff9b:1::8.8.8.8", False),
        ("64:ff9b:0:1::8.8.8.8", False),
        ("2002:808:808::1", True),
        ("2002:a9fe:a9fe::1", False),
        ("2002:c612:1::1", False),
        ("2606:4700::5efe:7f00:1", False),
        ("2606:4700::200:5efe:10.0.0.1", False),
        ("2606:4700::5efe:808:808", True),
        ("2a00::1%lo", True),
    ],
)
def test_which_addresses_are_public(address: str, *, public: bool) -> None:
    assert addresses.is_public(address) is public


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "a.localhost.",
        "127.1",
        "0x7f000001",
        "017700000001",
        "::1",
        "10.0.0.1",
        "ip6-localhost",
        "metadata.google.internal",
    ],
)
def test_names_that_are_private_without_asking(host: str) -> None:
    assert addresses.is_private_name(host)
    assert not addresses.is_private_name("orchard.test")
    assert not addresses.is_private_name("8.8.8.8")


def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert "socks5://, as in the environment, are not supported" in fault("http://orchard.test/openapi.yaml")[1]


def test_the_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url.replace("//", "//me:word@"))
    monkeypatch.setenv("no_proxy", "")
    site.pages = {"http://orchard.test/openapi.yaml": page(MINIMAL), "/openapi.yaml": page(MINIMAL)}
    assert load_url("http://orchard.test/openapi.yaml").title == "Orchard"
    assert site.last.target == "http://orchard.test/openapi.yaml"
    assert site.last.headers["proxy-authorization"] == "Basic bWU6d29yZA=="
    assert fault("http://orchard.test/none.yaml")[0] == "fetch-status"


def test_a_changed_answer_of_the_resolver_does_not_count(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look_up(host: str, port: int, seconds: float) -> list[addresses.SocketAddress]:
        asked.append(host)
        return [addresses.SocketAddress(socket.AF_INET, ("127.0.0.1" if len(asked) == 1 else "203.0.113.1", port))]

    monkeypatch.setattr(fetching, "look_up", look_up)
    port = site.url.rpartition(":")[2]
    site.pages = {"/api/openapi.yaml": page(PARTS), "/shared/id.yaml": page("type: string\n")}
    assert load_url(f"http://orchard.test:{port}/api/openapi.yaml").failures == {}
    assert asked == ["orchard.test"]


@pytest.mark.parametrize("private", ["fec0::1", "64:ff9b:1::7f00:1", "::127.0.0.1", "::ffff:0:127.0.0.1", "127.0.0.1"])
def test_what_is_connected_to_is_what_is_judged(site: Site, private: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name resolves to private addresses alone, at the first request or after a redirect: nothing is connected to."""
    family = socket.AF_INET6 if ":" in private else socket.AF_INET
    asked: list[str] = []

    def resolve(host: str, port: int, **hints: object) -> list[tuple[object, ...]]:
        asked.append(host)
        where = (family, private) if host == "inside.test" else (socket.AF_INET, "127.0.0.1")
        return [(where[0], socket.SOCK_STREAM, 6, "", (where[1], port, 0, 0)[: 2 if where[0] == socket.AF_INET else 4])]

    opened: list[object] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: tuple[str, int]) -> None:
        opened.append(address[0])
        connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", watched)
    port = site.url.rpartition(":")[2]
    site.pages = {"/openapi.yaml": Reply(302, headers={"location": f"http://inside.test:{port}/id.yaml"})}
    found = fault(f"http://orchard.test:{port}/openapi.yaml", redirects=True)
    assert found[:2] == ("fetch-private", "inside.test is in a private network")
    assert (asked, opened) == (["orchard.test", "inside.test"], ["127.0.0.1"])


@pytest.mark.parametrize("host", ["%31%32%37.0.0.1", "orchard%2etest", "a b.test", "a\\b.test", "a_$(id).test"])
def test_a_host_that_a_proxy_could_read_in_another_way_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert fault(f"http://{host}/openapi.yaml")[0] == "fetch-address"


@pytest.mark.one_in(5)
@pytest.mark.parametrize(
    "body", ["<!---->" * 60, "<!---->\n" * 12_000, "<!-- " * 12_000, " " * 90_000 + "<!--", "<!-" * 30_000]
)
def test_comments_without_end_are_no_riddle(site: Site, body: str, tmp_path: Path) -> None:
    """The check whether a response is a web page ends at once, whatever stands in it."""
    site.pages = {"/openapi.yaml": page(body)}
    outcome = run_process("validate", f"{site.url}/openapi.yaml", cwd=tmp_path)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
