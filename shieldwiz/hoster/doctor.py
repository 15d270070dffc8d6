# SPDX-License-Identifier: Apache-2.0
"""What tenants see of a Host Guardian Service, node by node: asked once, judged, compared. Source: HOSTERS_DESK 2."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from shieldwiz.certificates.roles import Role
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.hoster.address import DOCUMENTED_PATH
from shieldwiz.hoster.agreement import compare_nodes
from shieldwiz.hoster.expiry import Expiry, expiry_of
from shieldwiz.hoster.http_500 import Step, ordered_steps
from shieldwiz.hoster.memory import Memory, changes_since
from shieldwiz.hoster.node import Address, Asking, ask
from shieldwiz.hoster.node_checks import NodeFinding, judge_node

MAX_ADDRESSES = 64
_AT_ONCE = 8
_CLOCKS_APART = 300  # seconds
_SHORT_TLS = 30  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An earlier answer to compare with: remembered, or the guardian in the library."""

    verdict: Verdict
    document: bytes
    seen: datetime
    earlier: tuple[tuple[str, datetime], ...] = ()

    @classmethod
    def of(cls, memory: Memory) -> "Before":
        """What was remembered."""
        return cls(verdict=memory.verdict(), document=memory.document, seen=memory.last_seen, earlier=memory.earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFinding:
    """What was found about one HGS. `word` is None where no node could be reached at all.

    `key_sets` has a letter for each node; `steps` are the things to look at on the nodes that answer HTTP 500.
    """

    host: str
    word: VerdictWord | None
    nodes: tuple[NodeFinding, ...]
    checks: tuple[Check, ...]
    key_sets: tuple[str, ...] = ()
    expiries: tuple[Expiry, ...] = ()
    steps: tuple[tuple[NodeFinding, tuple[Step, ...]], ...] = field(default=())

    @property
    def leading(self) -> NodeFinding | None:
        """The first node whose document counts: what most tenants see."""
        for node, letter in zip(self.nodes, self.key_sets, strict=True):
            if letter == "A":
                return node
        return None


def examine_host(
    host: str,
    addresses: Sequence[Address],
    confirmations: Confirmations,
    asking: Asking,
    *,
    now: datetime,
    before: Before | None = None,
    warn_days: int = 60,
    is_optional: frozenset[Address] = frozenset(),
) -> HostFinding:
    """Ask every address once, at most eight at a time, and judge what came.

    `is_optional` are addresses that need not answer: the other of http and https where the person named neither.
    Raises `USAGE` above 64 addresses.
    """
    if len(addresses) > MAX_ADDRESSES:
        raise ShieldwizError(
            Problem.USAGE,
            f"{len(addresses)} addresses are more than the {MAX_ADDRESSES} that are asked at most.",
            "Ask some of them.",
        )
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda address: ask(address, asking), addresses))
    nodes = [judge_node(answer, confirmations, now) for answer in answers]
    served = any(node.answer.is_document for node in nodes)
    # Where one of http and https serves, the other may be closed, or be another site altogether.
    asked = tuple(nodes)
    nodes = [n for n in nodes if not (served and n.answer.address in is_optional and n.verdict is None)] or nodes
    return _found(host, tuple(nodes), asked, now=now, before=before, warn_days=warn_days)


def _found(
    host: str,
    nodes: tuple[NodeFinding, ...],
    asked: tuple[NodeFinding, ...],
    *,
    now: datetime,
    before: Before | None,
    warn_days: int,
) -> HostFinding:
    agreement = compare_nodes(nodes)
    leading = next((n for n, letter in zip(nodes, agreement.key_sets, strict=True) if letter == "A"), None)
    checks = [*agreement.checks, *_clocks_apart(nodes)]
    expiries: tuple[Expiry, ...] = ()
    if leading is not None and leading.verdict is not None:
        checks += _change_checks(leading, before)
        expiries = _expiries(host, leading.verdict, nodes, now)
        checks += _expiry_checks(expiries, warn_days)
        checks += _pair_notes(leading.verdict)
    checks += _transport_notes(asked, nodes)
    return HostFinding(
        host=host,
        word=_word(nodes, checks),
        nodes=nodes,
        checks=tuple(checks),
        key_sets=agreement.key_sets,
        expiries=expiries,
        steps=tuple(
            (node, ordered_steps(node.answer.content, others_are_fine=leading is not None))
            for node in nodes
            if node.answer.status == 500
        ),
    )


def _word(nodes: Sequence[NodeFinding], checks: Sequence[Check]) -> VerdictWord | None:
    words = {node.word for node in nodes}
    if words == {None} or not words:
        return None
    if has_failed(checks) or VerdictWord.REFUSED in words:
        return VerdictWord.REFUSED
    if VerdictWord.DECIDE in words or any(check.is_open for check in checks):
        return VerdictWord.DECIDE
    return VerdictWord.ACCEPTED if VerdictWord.ACCEPTED in words else VerdictWord.TRUSTED


def _change_checks(leading: NodeFinding, before: Before | None) -> tuple[Check, ...]:
    if before is None or leading.verdict is None or before.verdict.guardian is None:
        return ()
    same = leading.answer.content == before.document
    return changes_since(before.verdict, leading.verdict, same_bytes=same, seen=before.seen, earlier=before.earlier)


def _clocks_apart(nodes: Sequence[NodeFinding]) -> list[Check]:
    skews = sorted(node.skew for node in nodes if node.skew is not None)
    if len(skews) < 2 or max(later - earlier for earlier, later in pairwise(skews)) <= _CLOCKS_APART:
        return []
    text = "The clocks of the nodes differ by more than 5 minutes."
    return [Check(id="H08", outcome=Outcome.WARN, detail=text, reason="clocks-apart")]


def _expiries(host: str, verdict: Verdict, nodes: Sequence[NodeFinding], now: datetime) -> tuple[Expiry, ...]:
    found = []
    if verdict.guardian is not None:
        found += [(Role.SIGNING, verdict.guardian.signing), (Role.ENCRYPTION, verdict.guardian.encryption)]
    if verdict.signer is not None:
        found.append((Role.COMMUNICATIONS, verdict.signer.certificate))
    tls = [node.answer.tls.certificate for node in nodes if node.answer.tls and node.answer.tls.certificate]
    found += [(Role.HTTPS, certificate) for certificate in dict.fromkeys(tls)]
    expiries = (expiry_of(role, host, certificate, now) for role, certificate in found)
    return tuple(expiry for expiry in expiries if expiry is not None)


def _expiry_checks(expiries: Sequence[Expiry], warn_days: int) -> list[Check]:
    checks = []
    for expiry in expiries:
        outcome = Outcome.NOTE
        if expiry.is_outage:
            outcome = Outcome.WARN if expiry.days < max(warn_days, _SHORT_TLS) else Outcome.PASS
        elif expiry.days >= warn_days:
            outcome = Outcome.PASS
        when = f"expired on {expiry.end:%Y-%m-%d}" if expiry.days < 0 else f"has {expiry.days} days left"
        text = f"The {expiry.role} certificate {when}. {expiry.meaning if outcome is not Outcome.PASS else ''}".strip()
        checks.append(Check(id="H10", outcome=outcome, detail=text, reason="days", about=expiry.role.value))
    return checks


def _pair_notes(verdict: Verdict) -> list[Check]:
    """H11: what a hoster may want to do better with the next pair."""
    return [
        Check(id="H11", outcome=Outcome.NOTE, detail=check.detail, reason=check.reason, about=check.about)
        for check in verdict.checks
        if check.detail.startswith(("C06", "C12", "C19")) or (check.id == "identity" and check.outcome is Outcome.NOTE)
    ]


def _transport_notes(asked: Sequence[NodeFinding], nodes: Sequence[NodeFinding]) -> list[Check]:
    """H12, and a path that is not the documented one."""
    notes = []
    by_tls = {node.answer.address.is_tls for node in nodes if node.verdict is not None}
    if by_tls == {False}:
        text = (
            "Served over http: the document is public and signed, and http is Microsoft's default. Key protectors are "
            "encrypted by themselves; https may help with compliance."
        )
        notes.append(Check(id="H12", outcome=Outcome.NOTE, detail=text, reason="http-only"))
    elif by_tls == {True}:
        text = "Served over https: hosts use it, and tenants need it too; they have to trust its authority."
        notes.append(Check(id="H12", outcome=Outcome.NOTE, detail=text, reason="https-only"))
    if any(urlsplit(node.answer.address.url).path != DOCUMENTED_PATH for node in asked):
        text = f"The path is not the documented one, {DOCUMENTED_PATH}."
        notes.append(Check(id="H12", outcome=Outcome.NOTE, detail=text, reason="other-path"))
    return notes
