# SPDX-License-Identifier: Apache-2.0
"""One GET of a metadata document, with limits on everything.

Nothing that happens here is a reason to trust what arrives: https proves the name of a web server, not the guardian.
Source: CERTIFICATES 2.2 and 2.4.
"""

import os
import queue
import ssl
import threading
import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import truststore
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

import shieldwiz
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.metadata import MAX_METADATA
from shieldwiz.hoster.status_codes import MOVED, STATUS

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
_CHUNK = 64 << 10
XML_TYPES = frozenset({"application/xml", "text/xml"})
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server gave: the bytes of the body exactly as received, and notes for the person."""

    url: str
    status: int
    content: bytes
    content_type: str
    notes: tuple[str, ...] = ()


def fetch_metadata(
    url: str,
    *,
    tls_roots: tuple[Certificate, ...] = (),
    seconds: float = 20.0,
    proxy: str | None = None,
    system_proxy: bool = False,
) -> Fetched:
    """GET `url` once, in `seconds` at most, of at most 1 MiB.

    With `tls_roots` an https server is judged by these alone, else by the system's roots. No proxy unless asked for,
    no redirect followed, no cookie, no credential. Raises `NETWORK` in plain words, `SIZE` (rule V01), `USAGE` for an
    unusable proxy.
    """
    notes: list[str] = []
    proxy = _chosen_proxy(url, proxy, notes, system_proxy=system_proxy)
    pool = _pool(url, proxy, tls_roots)
    answers: queue.SimpleQueue[Fetched | ShieldwizError] = queue.SimpleQueue()
    # A server that drips its headers holds a reader for as long as it likes; so the reader is a thread that is left
    # behind at the deadline, and ends with the connection.
    deadline = time.monotonic() + seconds
    threading.Thread(target=_ask, args=(pool, url, deadline, seconds, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise too_slow(url, seconds) from None
    if isinstance(answer, ShieldwizError):
        raise answer
    if answer.content_type not in XML_TYPES:
        notes.append(f"The server calls it {shown(answer.content_type or 'nothing', 60)!r}, not XML.")
    return replace(answer, notes=tuple(notes))


def _ask(
    pool: urllib3.PoolManager,
    url: str,
    deadline: float,
    seconds: float,
    answers: "queue.SimpleQueue[Fetched | ShieldwizError]",
) -> None:
    try:
        with pool:
            answers.put(_get(pool, url, deadline, seconds))
    except ShieldwizError as error:
        answers.put(error)
    except (HTTPError, OSError, ValueError) as error:
        answers.put(plain_failure(url, error))


def _get(pool: urllib3.PoolManager, url: str, deadline: float, seconds: float) -> Fetched:
    response = pool.request(
        "GET",
        url,
        headers={"User-Agent": f"shieldwiz/{shieldwiz.__version__}", "Accept-Encoding": "identity"},
        timeout=urllib3.Timeout(connect=min(CONNECT_SECONDS, seconds), read=min(READ_SECONDS, seconds)),
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        _check_status(url, response)
        content = read_body(url, response, deadline, seconds)
    finally:
        response.close()
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(url=url, status=response.status, content=content, content_type=content_type)


def system_proxy_for(url: str) -> str | None:
    """The proxy that this system names for an address, if any."""
    return getproxies().get(urlsplit(url).scheme)


def _chosen_proxy(url: str, proxy: str | None, notes: list[str], *, system_proxy: bool) -> str | None:
    """The proxy to ask through; none from the environment unless asked for, which a note says."""
    if proxy is not None:
        return proxy
    if system_proxy:
        found = system_proxy_for(url)
        if found is None:
            notes.append("This system names no proxy for this address, so none was used.")
        return found
    if any(os.environ.get(name) for name in PROXY_VARIABLES):
        notes.append("HTTP_PROXY or HTTPS_PROXY is set and was not used: HGS is internal (--system-proxy uses it).")
    return None


def _pool(url: str, proxy: str | None, tls_roots: tuple[Certificate, ...]) -> urllib3.PoolManager:
    options: dict[str, Any] = {"ssl_context": tls_context(tls_roots)} if url.startswith("https:") else {}
    if proxy is None:
        return urllib3.PoolManager(num_pools=1, **options)
    try:
        return urllib3.ProxyManager(proxy, num_pools=1, **options)
    except (HTTPError, ValueError, LocationParseError) as error:
        raise ShieldwizError(
            Problem.USAGE, f"{shown(proxy, 100)!r} is not the address of a proxy.", "Write http://proxy.example:8080"
        ) from error


def tls_context(tls_roots: tuple[Certificate, ...]) -> ssl.SSLContext:
    """TLS 1.2 or later, judged by the given roots alone, or by the system's."""
    if tls_roots:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata="".join(root.pem.decode("ascii") for root in tls_roots))
    else:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _check_status(url: str, response: urllib3.BaseHTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    if status in MOVED:
        target = shown(response.headers.get("Location", "nowhere"), 300)
        raise _network(
            f"{_server(url)} sends you elsewhere ({status}), to {target}. That is not followed by itself.",
            "Ask that address yourself, if you expect it.",
        )
    what, hint = STATUS.get(status, (f"answers with status {status}", "Check the address."))
    body = response.read1(500)
    text = f" It says: {shown(body.decode('utf-8', 'replace'), 500)}" if body and status not in STATUS else ""
    raise _network(f"{_server(url)} {what} (status {status}).{text}", hint)


def read_body(url: str, response: urllib3.BaseHTTPResponse, deadline: float, seconds: float) -> bytes:
    """At most the cap and one byte, against a deadline of our own: urllib3's limit is for each read."""
    parts: list[bytes] = []
    size = 0
    while True:
        part = response.read1(_CHUNK)
        if time.monotonic() > deadline:
            raise too_slow(url, seconds)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if size > MAX_METADATA:
            raise ShieldwizError(
                Problem.SIZE,
                f"{_server(url)} sends more than 1 MiB. Guardian metadata is a few KiB.",
                "Check the address.",
                rule="V01",
            )
    return b"".join(parts)


def too_slow(url: str, seconds: float) -> ShieldwizError:
    """`NETWORK`: the deadline passed."""
    return _network(
        f"{_server(url)} did not send the whole document within {seconds:g} seconds.",
        "Try again later, or with a longer --timeout.",
    )


def plain_failure(url: str, error: Exception) -> ShieldwizError:
    """`NETWORK` in plain words, for what the libraries below raised while `url` was asked."""
    server = _server(url)
    if isinstance(error, ProxyError):
        return _network(f"The proxy could not be used for {server}.", "Ask without a proxy; HGS is internal.")
    if isinstance(error, NameResolutionError):
        return _network(
            f"There is no such name from here: {server}.",
            "HGS often has a forest of its own: is there a DNS forwarder for it? Or give its address.",
        )
    if isinstance(error, SSLError | ssl.SSLError):
        return _network(
            f"The https connection to {server} is not sound: {shown(str(error.args[0]) if error.args else '', 200)}.",
            "If HGS has its own authority, give that root with --tls-root FILE; or ask over http, the document is "
            "signed and public.",
        )
    if isinstance(error, NewConnectionError):
        return _network(
            f"{server} does not take the connection.", "The web site is stopped, or the port is wrong. Check both."
        )
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError | TimeoutError):
        return _network(
            f"{server} does not answer.", "A firewall may be in between, or the server is down. Check name and port."
        )
    return _network(
        f"The connection to {server} broke off ({type(error).__name__}).", "Try again; then check the address."
    )


def _server(url: str) -> str:
    return shown(urlsplit(url).netloc, 200)


def _network(message: str, hint: str) -> ShieldwizError:
    return ShieldwizError(Problem.NETWORK, message, hint)
