# SPDX-License-Identifier: Apache-2.0
"""From what a person types to the address of a metadata document. Source: CERTIFICATES 2.1."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_hidden, shown

DOCUMENTED_PATH = "/KeyProtection/service/metadata/2014-07/metadata.xml"
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_MAX_ADDRESS = 2_000
_MAX_HOST = 253


def metadata_url(address: str) -> str:
    """The URL to ask for a host, `host:port`, IP address or URL.

    A host alone, and a URL without a path or ending in `/KeyProtection`, get the documented path; any other URL stays
    as it is. Names with other letters become IDNA. Raises `USAGE` for another scheme, user names, fragments, control
    characters and impossible names.
    """
    text = address.strip()
    if not text or len(text) > _MAX_ADDRESS or any(is_hidden(c) or c.isspace() or c == "\\" for c in text):
        raise _unusable(address, "it is empty, too long, or holds a space or a hidden character")
    parts = _split(text if "://" in text else f"http://{text}", address)
    if parts.scheme not in ("http", "https"):
        raise _unusable(address, "only http and https are asked")
    if "@" in parts.netloc or parts.fragment or "#" in text:
        raise _unusable(address, "it holds a user name or a fragment")
    host = _host(parts.hostname or "", address)
    try:
        port = parts.port
    except ValueError as error:
        raise _unusable(address, "its port is not a number from 1 to 65535") from error
    if port == 0 or parts.netloc.endswith(":"):
        raise _unusable(address, "its port is not a number from 1 to 65535")
    path = parts.path
    if path.rstrip("/") in ("", "/KeyProtection") and not parts.query:
        path = DOCUMENTED_PATH
    return urlunsplit((parts.scheme, f"{host}:{port}" if port is not None else host, path, parts.query, ""))


def _split(url: str, address: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise _unusable(address, "it is not an address") from error


def _host(host: str, address: str) -> str:
    """An IPv6 address in brackets, an IPv4 address, or a DNS name in ASCII."""
    try:
        parsed = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return f"[{parsed}]" if parsed.version == 6 else str(parsed)
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise _unusable(address, "its host name is not possible") from error
    labels = name.removesuffix(".").split(".")
    if len(name) > _MAX_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise _unusable(address, "its host name is not possible")
    return name


def _unusable(address: str, why: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.USAGE,
        f"{shown(address, 100)!r} is not an address that can be asked: {why}.",
        "Give the name of the Host Guardian Service, such as hgs.contoso.example, or a whole http address.",
    )
