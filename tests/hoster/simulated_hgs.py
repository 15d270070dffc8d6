# SPDX-License-Identifier: Apache-2.0
"""A make-believe Host Guardian Service on 127.0.0.1: nodes that serve metadata, well or badly in every way."""

import http.server
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]
XML = "application/xml; charset=utf-8"


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


@dataclass(frozen=True, slots=True)
class Node:
    """A node that is up."""

    port: int
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As a person types it."""
        return f"127.0.0.1:{self.port}"


@contextmanager
def node(answer: Answer, context: ssl.SSLContext | None = None) -> Iterator[Node]:
    """One node that answers every GET in this way."""
    seen: list[tuple[str, dict[str, str]]] = []
    handler = type("Handler", (_Handler,), {"answer": staticmethod(answer), "seen": seen})
    server = _Server(("127.0.0.1", 0), handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Node(server.server_address[1], seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sends(
    body: bytes,
    status: int = 200,
    *,
    content_type: str = XML,
    minutes_off: float = 0,
    date: bool = True,
    **headers: str,
) -> Answer:
    """An answer with this body; `minutes_off` is how far its clock is ahead."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response_only(status)
        if date:
            moment = datetime.now(UTC) + timedelta(minutes=minutes_off)
            handler.send_header("Date", format_datetime(moment, usegmt=True))
        handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drips(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A byte now and then, for longer than anybody waits."""
    handler.send_response(200)
    handler.end_headers()
    end = time.monotonic() + 6
    while time.monotonic() < end:
        handler.wfile.write(b"<")
        time.sleep(0.05)


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    """More and more, without a length."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(64):
        handler.wfile.write(b"x" * (64 << 10))


def breaks_off(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Half a document."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<Metadata")


def no_http(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Something that is no HTTP at all."""
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
