# SPDX-License-Identifier: Apache-2.0
"""One GET against real servers on the loopback interface, well-behaved and otherwise."""

import http.server
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

import shieldwiz
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import COMMUNICATIONS, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.hoster.fetch import fetch_metadata

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class _Handler(http.server.BaseHTTPRequestHandler):
    answer: Answer
    seen: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        type(self).answer(self)

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that leaves in the middle is expected here."""


@contextmanager
def _server(
    answer: Answer, context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    seen: list[tuple[str, dict[str, str]]] = []
    handler = type("Handler", (_Handler,), {"answer": staticmethod(answer), "seen": seen})
    server = _Server(("127.0.0.1", 0), handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        scheme = "http" if context is None else "https"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}/metadata.xml", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _send(status: int, body: bytes, headers: dict[str, str] | None = None) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in (headers or {"Content-Type": "application/xml; charset=utf-8"}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def _refused(url: str, **options: object) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        fetch_metadata(url, **options)  # type: ignore[arg-type]
    return caught.value


@pytest.fixture(autouse=True)
def no_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_the_bytes_come_as_they_were_sent() -> None:
    body = b"\xef\xbb\xbf<Metadata/>\r\n"
    with _server(_send(200, body)) as (url, seen):
        fetched = fetch_metadata(url)
    assert (fetched.content, fetched.status, fetched.content_type, fetched.notes) == (body, 200, "application/xml", ())
    ((path, headers),) = seen
    assert path == "/metadata.xml"
    assert headers["User-Agent"] == f"shieldwiz/{shieldwiz.__version__}"
    assert headers["Accept-Encoding"] == "identity"
    assert "Cookie" not in headers


def test_compressed_content_stays_what_it_is() -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    with _server(_send(200, b"\x1f\x8bnot really", headers)) as (url, _):
        fetched = fetch_metadata(url)
    assert fetched.content == b"\x1f\x8bnot really"
    assert "not XML" in fetched.notes[0]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_shown_and_not_followed(status: int) -> None:
    with _server(_send(status, b"", {"Location": "http://elsewhere.example/\x7f"})) as (url, seen):
        error = _refused(url)
    assert error.problem is Problem.NETWORK
    assert "elsewhere.example" in error.message
    assert "\x7f" not in error.message
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "proxy"), (403, "proxy"), (404, "Get-HgsServer"), (407, "proxy"), (500, "certificates"), (502, "balancer"),
     (503, "application pool"), (504, "balancer"), (418, "address")],
)  # fmt: skip
def test_every_status_has_its_advice(status: int, word: str) -> None:
    with _server(_send(status, b"teapot \x1b[31m")) as (url, _):
        error = _refused(url)
    assert str(status) in error.message
    assert word in error.hint
    assert "\x1b" not in error.message
    assert ("teapot" in error.message) == (status == 418)


def test_more_than_the_cap_is_refused() -> None:
    with _server(_send(200, b"x" * ((1 << 20) + 1))) as (url, _):
        error = _refused(url)
    assert (error.problem, error.rule) == (Problem.SIZE, "V01")
    with _server(_send(200, b"x" * (1 << 20))) as (url, _):
        assert len(fetch_metadata(url).content) == 1 << 20


def _drip(*, headers: bool) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        if not headers:
            handler.send_response(200)
            handler.end_headers()
        end = time.monotonic() + 3
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize("headers", [False, True])
def test_a_server_that_drips_is_left_at_the_deadline(headers: bool) -> None:
    with _server(_drip(headers=headers)) as (url, _):
        begin = time.monotonic()
        error = _refused(url, seconds=1.0)
        assert time.monotonic() - begin < 2
    assert "within 1 seconds" in error.message


def test_a_connection_that_is_refused_and_a_name_that_does_not_exist() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "does not take the connection" in _refused(f"http://127.0.0.1:{port}/").message
    assert "no such name" in _refused("http://no-such-name.invalid/").message


def test_a_server_that_never_answers_and_one_that_breaks_off() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        message = _refused(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.5).message
    assert "does not answer" in message or "did not send" in message

    def break_off(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")

    with _server(break_off) as (url, _):
        assert "broke off" in _refused(url).message


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Certificate, dict[str, ssl.SSLContext]]:
    """A root, and server contexts under it: for this host, for another name, and self-signed."""
    folder = tmp_path_factory.mktemp("tls")
    now = datetime.now(UTC)
    begin, end = now - timedelta(days=1), now + timedelta(days=1)
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test root")])
    root = issue_certificate(keys[0], name, frozenset({"key_cert_sign", "crl_sign"}), begin=begin, end=end)
    server_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server")])
    contexts = {}
    for word, host in (("right", "127.0.0.1"), ("other", "other.example")):
        certificate = issue_certificate(
            keys[1], server_name, COMMUNICATIONS, begin=begin, end=end, issuer=(root, keys[0]), server_names=(host,)
        )
        contexts[word] = _context(folder / word, certificate, keys[1])
    return root, contexts


def _context(file: Path, certificate: Certificate, key: rsa.RSAPrivateKey) -> ssl.SSLContext:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(certificate.pem + pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_https_is_judged_by_the_given_root_alone(tls: tuple[Certificate, dict[str, ssl.SSLContext]]) -> None:
    root, contexts = tls
    with _server(_send(200, b"<x/>"), contexts["right"]) as (url, _):
        assert fetch_metadata(url, tls_roots=(root,)).content == b"<x/>"
        error = _refused(url)
    assert "--tls-root" in error.hint
    with _server(_send(200, b"<x/>"), contexts["other"]) as (url, _):
        assert "not sound" in _refused(url, tls_roots=(root,)).message


def test_a_proxy_is_used_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with _server(_send(200, b"<x/>")) as (url, asked), _server(_send(200, b"<proxied/>")) as (proxy_url, proxied):
        proxy = proxy_url.removesuffix("/metadata.xml")
        assert fetch_metadata(url, system_proxy=True).notes == (
            "This system names no proxy for this address, so none was used.",
        )
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("http_proxy", proxy)
        fetched = fetch_metadata(url)
        assert (fetched.content, len(proxied)) == (b"<x/>", 0)
        assert "was not used" in fetched.notes[0]
        assert fetch_metadata(url, system_proxy=True).content == b"<proxied/>"
        assert fetch_metadata(url, proxy=proxy).content == b"<proxied/>"
        assert (len(asked), len(proxied)) == (2, 2)
    assert _refused(url, proxy="ftp://x").problem is Problem.USAGE
    assert "proxy" in _refused("http://hgs.example/", proxy=proxy).message
