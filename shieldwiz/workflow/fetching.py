# SPDX-License-Identifier: Apache-2.0
"""Fetching a hoster's metadata: one request that a person starts, and the only network access there is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import judge
from shieldwiz.hoster.address import metadata_url
from shieldwiz.hoster.fetch import Fetched, fetch_metadata
from shieldwiz.workflow.inputs import read_certificate, write_output
from shieldwiz.workflow.report import verdict_report


def fetch(
    address: str,
    output: str,
    *,
    tls_roots: Sequence[str] = (),
    seconds: float = 20.0,
    proxy: str | None = None,
    system_proxy: bool = False,
    overwrite: bool = False,
) -> Fetched:
    """Fetch the metadata document of a host or URL and keep its bytes as received in `output`.

    Raises `USAGE` for an address that is none, `NETWORK`, `SIZE`, and what writing raises.
    """
    fetched = fetch_metadata(
        metadata_url(address),
        tls_roots=tuple(read_certificate(root) for root in tls_roots),
        seconds=seconds,
        proxy=proxy,
        system_proxy=system_proxy,
    )
    write_output(output, fetched.content, overwrite=overwrite)
    return fetched


def asked_address(address: str) -> dict[str, Any]:
    """Which URL would be asked for what was typed, and whether plain http asks it. Raises `USAGE`."""
    url = metadata_url(address)
    return {"url": url, "plain_http": url.startswith("http://")}


def get_metadata(
    address: str,
    *,
    tls_roots: Sequence[str] = (),
    seconds: float = 20.0,
    proxy: str | None = None,
    system_proxy: bool = False,
) -> dict[str, Any]:
    """Fetch the metadata of a host or URL into memory, for examining: the bytes as received. Raises as `fetch`."""
    fetched = fetch_metadata(
        metadata_url(address),
        tls_roots=tuple(read_certificate(root) for root in tls_roots),
        seconds=seconds,
        proxy=proxy,
        system_proxy=system_proxy,
    )
    host = urlsplit(fetched.url).netloc
    return {"data": fetched.content, "url": fetched.url, "display_name": host, "notes": list(fetched.notes)}


def judge_fetched(name: str, fetched: Fetched, confirmations: Confirmations, now: datetime) -> dict[str, Any]:
    """The report on fetched metadata: judged like any file, whatever the connection was."""
    return verdict_report(name, judge(fetched.content, confirmations, now))
