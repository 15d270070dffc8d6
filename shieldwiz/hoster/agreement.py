# SPDX-License-Identifier: Apache-2.0
"""Do all nodes of one Host Guardian Service give the same answer? Check H07. Source: HOSTERS_DESK 2.3."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shieldwiz.checks import Check, Outcome
from shieldwiz.hoster.node_checks import NodeFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The checks, and for each node a letter for its pair of keys ("" where it gave none): most nodes have A."""

    checks: tuple[Check, ...]
    key_sets: tuple[str, ...]


def compare_nodes(nodes: Sequence[NodeFinding]) -> Agreement:
    """Compare the nodes of one HGS with each other."""
    pairs = [_pair(node) for node in nodes]
    letters = {
        pair: chr(ord("A") + at) if at < 26 else f"A{at}"
        for at, (pair, _) in enumerate(Counter(pair for pair in pairs if pair).most_common())
    }
    key_sets = tuple(letters.get(pair, "") for pair in pairs)
    if len(nodes) < 2:
        return Agreement(checks=(), key_sets=key_sets)
    checks = [*_missing(nodes), *_other_keys(nodes, key_sets), *_other_signers(nodes, key_sets), *_certificates(nodes)]
    if not checks:
        documents = {hashlib.sha256(node.answer.content).digest() for node in nodes}
        if len(documents) > 1:
            text = f"All {len(nodes)} nodes give the same guardian and signer, in documents that differ byte by byte."
            checks = [_check(Outcome.NOTE, text, "bytes")]
        else:
            checks = [_check(Outcome.PASS, f"All {len(nodes)} nodes give the same answer.", "")]
    return Agreement(checks=tuple(checks), key_sets=key_sets)


def _missing(nodes: Sequence[NodeFinding]) -> list[Check]:
    well = [node.answer.address.named for node in nodes if _pair(node)]
    bad = [node for node in nodes if not _pair(node)]
    if not bad or not well:
        return []
    names = ", ".join(f"{node.answer.address.named} {_what(node)}" for node in bad)
    only = "only that node" if len(bad) == 1 else "only those nodes"
    fine = f"{well[0]} is fine" if len(well) == 1 else f"{len(well)} others are fine"
    return [_check(Outcome.FAIL, f"{names}, {fine}: {only}.", "node-fails")]


def _what(node: NodeFinding) -> str:
    if node.answer.is_document:
        return "gives metadata that is refused"
    return f"answers {node.answer.status}" if node.answer.status else "does not answer"


def _other_keys(nodes: Sequence[NodeFinding], key_sets: Sequence[str]) -> list[Check]:
    others = [
        node.answer.address.named for node, letter in zip(nodes, key_sets, strict=True) if letter not in ("", "A")
    ]
    if not others:
        return []
    text = (
        f"Tenants would see different answers: {', '.join(others)} serves other keys than the rest. Until all nodes "
        "agree, imports work or fail by chance."
    )
    return [_check(Outcome.FAIL, text, "other-keys")]


def _other_signers(nodes: Sequence[NodeFinding], key_sets: Sequence[str]) -> list[Check]:
    """Differences beside the pair: who signed, and which other signing certificates are listed."""
    same = [node for node, letter in zip(nodes, key_sets, strict=True) if letter == "A"]
    signers = {node.verdict.signer.certificate if node.verdict and node.verdict.signer else None for node in same}
    listed = {frozenset(node.verdict.other_signing_certificates) for node in same if node.verdict}
    checks = []
    if len(signers) > 1:
        text = "The nodes sign with different communications certificates. Harmless for VMs; tenants may wonder."
        checks.append(_check(Outcome.WARN, text, "other-signer"))
    if len(listed) > 1:
        text = "The nodes list different other signing certificates: a certificate was not added to every node."
        checks.append(_check(Outcome.WARN, text, "other-list"))
    return checks


def _certificates(nodes: Sequence[NodeFinding]) -> list[Check]:
    found = {node.answer.tls.certificate for node in nodes if node.answer.tls and node.answer.tls.certificate}
    if len(found) < 2:
        return []
    text = "The nodes use different HTTPS certificates. That may be meant; each must be trusted by every host."
    return [Check(id="H03", outcome=Outcome.WARN, detail=text, reason="other-certificate")]


def _pair(node: NodeFinding) -> str:
    if node.verdict is None or node.verdict.guardian is None:
        return ""
    return node.verdict.guardian.fingerprint.hex


def _check(outcome: Outcome, text: str, reason: str) -> Check:
    return Check(id="H07", outcome=outcome, detail=text, reason=reason)
