# SPDX-License-Identifier: Apache-2.0
"""One node of a Host Guardian Service asked once, under the name of its cluster: whatever it answers is an answer.

A broken certificate is a finding here, not an end: the same question goes over the unverified connection, so that
everything is seen at once. Nothing that arrives is trusted for the way it came. Source: CERTIFICATES 2.2.
"""

import queue
import socket
import ssl
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, SSLError

import shieldwiz
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.hoster.fetch import CONNECT_SECONDS, plain_failure, read_body, tls_context, too_slow

_FAULT_BODY = 2 << 10  # what is kept of a page that is no metadata
_FAILURES = (HTTPError, HTTPException, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to ask: a URL with the cluster's name, and the IP address and port that are connected to.

    `ip` is None where the system chooses among the addresses of the name, or a proxy does.
    """

    url: str
    ip: str | None
    port: int

    @property
    def is_tls(self) -> bool:
        """Whether https is asked."""
        return self.url.startswith("https:")

    @property
    def host(self) -> str:
        """The name that is asked for, without port."""
        return urlsplit(self.url).hostname or ""

    @property
    def named(self) -> str:
        """What people call it by: `10.0.0.12 (https)`."""
        where = self.ip or self.host
        return shown(f"[{where}]:{self.port}" if ":" in where else f"{where}:{self.port}", 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """What the handshake showed: version, the server's certificate, and why it is not sound ("" where it is)."""

    version: str
    certificate: Certificate | None
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeAnswer:
    """What one node answered. `problem` where nothing usable came; `status` 0 where there was no HTTP answer.

    Header values are as received. `milliseconds` from connecting to the last byte; `received` is this computer's time
    (UTC) when the headers came, with which the server's clock is compared.
    """

    address: Address
    status: int = 0
    content: bytes = b""
    content_type: str = ""
    content_encoding: str = ""
    date: str = ""
    location: str = ""
    tls: TlsFacts | None = None
    problem: ShieldwizError | None = None
    milliseconds: int = 0
    received: datetime | None = None

    @property
    def is_document(self) -> bool:
        """Whether there are bytes to be judged as metadata."""
        return self.status == 200 and self.problem is None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Every address of a name, IPv4 first, each once. Raises `NETWORK` where there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ShieldwizError(
            Problem.NETWORK,
            f"There is no such name from here: {shown(host, 200)}.",
            "HGS often has a forest of its own: is there a DNS forwarder for it? Or give its address.",
        ) from error
    addresses = [str(one[4][0]) for one in found]
    return tuple(dict.fromkeys(sorted(addresses, key=lambda one: ":" in one)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How nodes are asked: roots for https (none: the system's), a proxy, seconds for a read and for all of it."""

    tls_roots: tuple[Certificate, ...] = ()
    proxy: str | None = None
    read_seconds: float = 10.0
    seconds: float = 20.0


def ask(address: Address, asking: Asking) -> NodeAnswer:
    """Ask one node, within `asking.seconds` in all. Never raises for what the node does."""
    begin = time.monotonic()
    answers: queue.SimpleQueue[NodeAnswer] = queue.SimpleQueue()
    # As in `fetch`: a thread that is left behind at the deadline.
    threading.Thread(target=_ask, args=(address, asking, begin + asking.seconds, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=asking.seconds)
    except queue.Empty:
        answer = NodeAnswer(address=address, problem=too_slow(address.url, asking.seconds))
    return replace(answer, milliseconds=round((time.monotonic() - begin) * 1_000))


class _RecordingConnection(HTTPSConnection):
    """An https connection that remembers what the handshake showed."""

    seen: tuple[str, bytes] = ("", b"")

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, ssl.SSLSocket):
            self.seen = (self.sock.version() or "", self.sock.getpeercert(binary_form=True) or b"")


def _ask(address: Address, asking: Asking, deadline: float, answers: "queue.SimpleQueue[NodeAnswer]") -> None:
    fault = ""
    context = tls_context(asking.tls_roots) if address.is_tls else None
    try:
        answers.put(_get(address, asking, deadline, context, fault))
        return
    except (SSLError, ssl.SSLError) as error:
        fault = shown(str(error.args[-1]) if error.args else "", 200) or "the handshake failed"
    except _FAILURES as error:
        answers.put(NodeAnswer(address=address, problem=plain_failure(address.url, error)))
        return
    try:
        answers.put(_get(address, asking, deadline, _unverified(), fault))
    except _FAILURES as error:
        facts = TlsFacts(version="", certificate=None, fault=fault)
        answers.put(NodeAnswer(address=address, tls=facts, problem=plain_failure(address.url, error)))


def _unverified() -> ssl.SSLContext:
    """For a server whose certificate has failed already, and is reported so."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _get(address: Address, asking: Asking, deadline: float, context: ssl.SSLContext | None, fault: str) -> NodeAnswer:
    connection = _connection(address, asking, context)
    parts = urlsplit(address.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.connect()
        connection.timeout = asking.read_seconds
        if connection.sock is not None:
            connection.sock.settimeout(asking.read_seconds)
        connection.request(
            "GET",
            address.url if asking.proxy is not None and context is None else path,
            headers={
                "Host": parts.netloc,
                "User-Agent": f"shieldwiz/{shieldwiz.__version__}",
                "Accept-Encoding": "identity",
            },
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        try:
            answer = _read(address, response, deadline, asking.seconds)
        finally:
            response.close()
        return replace(answer, tls=_facts(connection, fault))
    finally:
        connection.close()


def _connection(address: Address, asking: Asking, context: ssl.SSLContext | None) -> HTTPConnection:
    host, port = address.ip or address.host, address.port
    if asking.proxy is not None:
        proxy = urlsplit(asking.proxy)
        host, port = proxy.hostname or "", proxy.port or 80
    timeout = min(CONNECT_SECONDS, asking.seconds)
    if context is None:
        return HTTPConnection(host, port, timeout=timeout)
    connection = _RecordingConnection(
        host, port, timeout=timeout, ssl_context=context, server_hostname=address.host, cert_reqs=context.verify_mode
    )
    if asking.proxy is not None:
        connection.set_tunnel(address.host, address.port)
    return connection


def _read(address: Address, response: BaseHTTPResponse, deadline: float, seconds: float) -> NodeAnswer:
    problem, content, received = None, b"", datetime.now(UTC)
    try:
        if response.status == 200:
            content = read_body(address.url, response, deadline, seconds)
        else:
            content = response.read(_FAULT_BODY)
    except ShieldwizError as error:
        problem = error
    except _FAILURES as error:
        problem = plain_failure(address.url, error) if response.status == 200 else None
    headers = response.headers
    return NodeAnswer(
        address=address,
        status=response.status,
        content=content,
        content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        content_encoding=headers.get("Content-Encoding", ""),
        date=headers.get("Date", ""),
        location=headers.get("Location", ""),
        received=received,
        problem=problem,
    )


def _facts(connection: HTTPConnection, fault: str) -> TlsFacts | None:
    if not isinstance(connection, _RecordingConnection):
        return None
    version, der = connection.seen
    try:
        certificate = Certificate.from_der(der) if der else None
    except ShieldwizError:
        certificate = None
    return TlsFacts(version=version, certificate=certificate, fault=fault)
