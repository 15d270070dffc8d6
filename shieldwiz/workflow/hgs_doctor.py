# SPDX-License-Identifier: Apache-2.0
"""The hoster's doctor: what tenants see of a Host Guardian Service, asked when a person says so. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import make_private_folder, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import judge
from shieldwiz.hoster.address import metadata_url
from shieldwiz.hoster.doctor import Before, HostFinding, examine_host
from shieldwiz.hoster.fetch import system_proxy_for
from shieldwiz.hoster.memory import Memory, read_memory, state_file, write_memory
from shieldwiz.hoster.node import Address, Asking, resolve
from shieldwiz.workflow.guardians import expecting
from shieldwiz.workflow.hgs_doctor_report import host_report
from shieldwiz.workflow.home import Home, open_home
from shieldwiz.workflow.inputs import read_certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """How a person wants it asked: see the options of `hgs doctor`."""

    every_node: bool = False
    as_one: bool = False
    at_addresses: tuple[str, ...] = ()
    scheme: str = "auto"
    port: int | None = None
    seconds: float = 10.0
    proxy: str | None = None
    system_proxy: bool = False
    tls_roots: tuple[str, ...] = ()
    remember: bool = False
    state: str | None = None
    expect: str | None = None
    warn_days: int = 60
    save: str | None = None


def examine(
    home: Home, hosts: Sequence[str], questions: Questions, confirmations: Confirmations, now: datetime
) -> list[dict[str, Any]]:
    """The report on each host (one for all of them with `as_one`), asked one after the other.

    Raises `USAGE` for what cannot be asked, `NAME_UNKNOWN` for `expect`; what a server does is in the report.
    """
    _refuse_odd(questions, hosts)
    groups = [tuple(hosts)] if questions.as_one else [(host,) for host in hosts]
    return [_examine_one(home, group, questions, confirmations, now) for group in groups]


def examine_hosts(
    home: str, now: datetime, hosts: Sequence[str], *, remember: bool = False, as_one: bool = False
) -> list[dict[str, Any]]:
    """As `examine`, for the window: every node behind each name."""
    questions = Questions(every_node=not as_one, as_one=as_one, remember=remember)
    return examine(open_home(home), hosts, questions, Confirmations(), now)


def _refuse_odd(questions: Questions, hosts: Sequence[str]) -> None:
    through_proxy = questions.proxy is not None or questions.system_proxy
    if through_proxy and (questions.every_node or questions.at_addresses):
        raise _usage("A proxy chooses the node itself, so single nodes cannot be asked through one.", "Leave one out.")
    if questions.state is not None and len(hosts) > 1 and not questions.as_one:
        raise _usage("One --state file is for one host.", "Use --remember, which keeps a file for each.")


def _examine_one(
    home: Home, hosts: Sequence[str], questions: Questions, confirmations: Confirmations, now: datetime
) -> dict[str, Any]:
    urls = [url for host in hosts for url in _urls(host, questions)]
    name = ", ".join(dict.fromkeys(urlsplit(url).netloc for url in urls if len(hosts) > 1)) or urlsplit(urls[0]).netloc
    file = Path(questions.state) if questions.state is not None else state_file(home.folder, name)
    memory = read_memory(file)
    confirmations, before = _expected(home, questions, confirmations, memory, now)
    asking = Asking(
        tls_roots=tuple(read_certificate(root) for root in questions.tls_roots),
        proxy=_proxy(questions, urls[0]),
        read_seconds=questions.seconds,
        seconds=2 * questions.seconds,
    )
    try:
        addresses = [address for url in urls for address in _addresses(url, questions)]
    except ShieldwizError as error:
        if error.problem is not Problem.NETWORK:
            raise
        return host_report(HostFinding(host=name, word=None, nodes=(), checks=()), unresolved=error)
    is_open = questions.scheme == "auto" and len(urls) == 2 * len(hosts)
    finding = examine_host(
        name,
        addresses,
        confirmations,
        asking,
        now=now,
        before=before,
        warn_days=questions.warn_days,
        is_optional=frozenset(addresses) if is_open else frozenset(),
    )
    if questions.save is not None:
        _save(Path(questions.save), finding)
    if questions.remember or questions.state is not None:
        _remember(file, name, memory, finding, now)
    return host_report(finding, has_memory=memory is not None)


def _expected(
    home: Home, questions: Questions, confirmations: Confirmations, memory: Memory | None, now: datetime
) -> tuple[Confirmations, Before | None]:
    confirmations = replace(confirmations, own_pairs=home.own_pairs())
    if questions.expect is not None:
        known = home.guardians.find(questions.expect)
        verdict = judge(known.metadata, Confirmations(), now)
        before = Before(verdict=verdict, document=known.metadata, seen=known.confirmed)
        return expecting(home, questions.expect, confirmations), before
    if memory is None:
        return confirmations, None
    return replace(confirmations, pin=memory.pin()), Before.of(memory)


def _urls(host: str, questions: Questions) -> list[str]:
    """The URLs to ask for what a person typed: with `auto` and a bare name both http and https."""
    if "://" in host:
        return [_with_port(metadata_url(host), questions.port)]
    if questions.scheme != "auto":
        return [_with_port(metadata_url(f"{questions.scheme}://{host}"), questions.port)]
    url = _with_port(metadata_url(host), questions.port)
    has_port = urlsplit(url).port is not None or any(_port_of(one) is not None for one in questions.at_addresses)
    return [url] if has_port else [url, metadata_url(f"https://{host}")]


def _with_port(url: str, port: int | None) -> str:
    parts = urlsplit(url)
    if port is None or parts.port is not None:
        return url
    return urlunsplit((parts.scheme, f"{parts.netloc}:{port}", parts.path, parts.query, ""))


def _addresses(url: str, questions: Questions) -> list[Address]:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    ips: list[tuple[str | None, int]] = []
    if questions.every_node:
        ips += [(ip, port) for ip in resolve(host, port)]
    for text in questions.at_addresses:
        ips.append((urlsplit(f"//{text}").hostname or "", _port_of(text) or port))
    if not ips:
        ips = [(None, port)]
    return [Address(url=url, ip=ip, port=one) for ip, one in dict.fromkeys(ips)]


def _port_of(text: str) -> int | None:
    """The port in `IP[:PORT]`. Raises `USAGE`."""
    try:
        parts = urlsplit(metadata_url(text))
    except ShieldwizError as error:
        raise _usage(f"{shown(text, 80)!r} is not an IP address.", "Write 10.0.0.12, or 10.0.0.12:8080.") from error
    return parts.port


def _proxy(questions: Questions, url: str) -> str | None:
    proxy = questions.proxy if questions.proxy is not None else None
    if proxy is None and questions.system_proxy:
        proxy = system_proxy_for(url)
    if proxy is not None and not proxy.startswith("http://"):
        raise _usage(f"{shown(proxy, 100)!r} is not the address of a proxy.", "Write http://proxy.example:8080")
    return proxy


def _save(folder: Path, finding: HostFinding) -> None:
    """Keep what each node sent, byte for byte, under the node's name."""
    make_private_folder(folder)
    for node in finding.nodes:
        if node.answer.content:
            stem = "".join(
                c if c.isalnum() or c in ".-" else "_" for c in f"{finding.host}-{node.answer.address.named}"
            )
            ending = "xml" if node.answer.status == 200 else "txt"
            write_file(folder / f"{stem[:200]}.{ending}", node.answer.content, overwrite=True)


def _remember(file: Path, host: str, memory: Memory | None, finding: HostFinding, now: datetime) -> None:
    """Remember what most nodes gave, unless it is refused; a changed pair that was confirmed just now counts, too."""
    leading = finding.leading
    if leading is None or leading.verdict is None or leading.verdict.guardian is None:
        return
    if finding.word is VerdictWord.REFUSED and leading.verdict.trust_basis is None:
        return
    document, verdict = leading.answer.content, leading.verdict
    new = memory.followed_by(document, verdict, now) if memory else Memory.of(host, document, verdict, now)
    write_memory(file, new)


def _usage(message: str, hint: str) -> ShieldwizError:
    return ShieldwizError(Problem.USAGE, message, hint)
