# SPDX-License-Identifier: Apache-2.0
"""What the doctor found, as a JSON object, and as the one line of a monitoring plug-in."""

from collections.abc import Mapping, Sequence
from typing import Any

from shieldwiz.checks import Check, Outcome, VerdictWord
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.hoster.doctor import HostFinding
from shieldwiz.hoster.http_500 import FIRST_LINE, Step, what_it_said
from shieldwiz.hoster.node_checks import NodeFinding
from shieldwiz.workflow.hgs_expiry import expiry_report
from shieldwiz.workflow.report import (
    certificate_report,
    check_reports,
    guardian_report,
    schema,
    time_text,
    verdict_next,
)

_TLS_CRITICAL = 14  # days
_AGREEMENT = frozenset({"H03", "H07", "H08"})


def host_report(
    finding: HostFinding, *, has_memory: bool = False, unresolved: ShieldwizError | None = None
) -> dict[str, Any]:
    """The JSON object of `hgs doctor` for one host. `unresolved`: why its name has no address."""
    leading = finding.leading
    verdict = leading.verdict if leading is not None else None
    checks = finding.checks
    if unresolved is not None:
        text = f"{unresolved.message} {unresolved.hint}"
        checks = (Check(id="H01", outcome=Outcome.FAIL, detail=text, reason="no-such-name"), *checks)
    return {
        "schema": schema("hgs-doctor"),
        "host": finding.host,
        "verdict": finding.word.value if finding.word is not None else None,
        "headline": _headline(finding, checks),
        "nodes": [_node_report(node, letter) for node, letter in zip(finding.nodes, finding.key_sets, strict=True)],
        "agreement": check_reports(one for one in checks if one.id in _AGREEMENT),
        "change": [
            {**report, "reason": one.reason}
            for one, report in ((one, check_reports([one])[0]) for one in checks if one.id == "H09")
        ],
        "notes": check_reports(one for one in checks if one.id not in _AGREEMENT | {"H09"}),
        "guardian": guardian_report(verdict.guardian) if verdict is not None and verdict.guardian is not None else None,
        "signer": {**certificate_report(verdict.signer.certificate), "confirmed": verdict.signer.is_confirmed}
        if verdict is not None and verdict.signer is not None
        else None,
        "tenants_see": check_reports(verdict.checks) if verdict is not None else [],
        "open": list(verdict.open) if verdict is not None else [],
        "expiry": [expiry_report(one) for one in finding.expiries],
        "steps": [_steps_report(node, steps) for node, steps in finding.steps],
        "next": _next(finding, has_memory=has_memory),
    }


def _node_report(node: NodeFinding, key_set: str) -> dict[str, Any]:
    answer, verdict = node.answer, node.verdict
    tls = answer.tls
    return {
        "address": answer.address.named,
        "url": answer.address.url,
        "status": answer.status or None,
        "tls": {
            "version": tls.version,
            "fault": tls.fault,
            "certificate": certificate_report(tls.certificate) if tls.certificate is not None else None,
        }
        if tls is not None
        else None,
        "times_ms": answer.milliseconds,
        "verdict": node.word.value if node.word is not None else None,
        "key_set": key_set or None,
        "fingerprint": verdict.guardian.fingerprint.hex if verdict is not None and verdict.guardian else None,
        "since": time_text(verdict.guardian.signing.not_before) if verdict is not None and verdict.guardian else None,
        "signature": _signature(node),
        "checks": check_reports(node.checks),
    }


def _signature(node: NodeFinding) -> str:
    if node.verdict is None or node.verdict.guardian is None:
        return "not-checked"
    return "good" if node.verdict.signer is not None else "none"


def _steps_report(node: NodeFinding, steps: Sequence[Step]) -> dict[str, Any]:
    return {
        "address": node.answer.address.named,
        "first_line": FIRST_LINE,
        "said": what_it_said(node.answer.content),
        "steps": [
            {"id": step.id, "title": step.title, "text": step.text, "command": step.command, "repair": step.repair}
            for step in steps
        ],
    }


def _headline(finding: HostFinding, checks: Sequence[Check]) -> str:
    failed = [one for one in checks if one.outcome is Outcome.FAIL]
    failed.sort(key=lambda one: one.id != "H09")
    in_nodes = [one for node in finding.nodes for one in node.checks if one.outcome is Outcome.FAIL]
    if finding.word in (None, VerdictWord.REFUSED):
        return (failed or in_nodes)[0].detail
    changed = [one.detail for one in checks if one.id == "H09" and one.is_open]
    if changed:
        return changed[0]
    count = len(finding.nodes)
    agree = f"{count} nodes agree" if count > 1 else "it answers"
    leading = finding.leading
    if leading is None or leading.verdict is None or leading.verdict.guardian is None:
        return agree
    guardian, signer = leading.verdict.guardian, leading.verdict.signer
    if finding.word is VerdictWord.DECIDE:
        if signer is None:
            return f"{agree}; nothing signed it, and nobody confirmed its keys"
        who = "its own signing certificate" if signer.certificate == guardian.signing else signer.certificate.subject
        return f"{agree}; signed by {who}, which nobody confirmed"
    ends = [one.end for one in finding.expiries if one.role in ("signing", "encryption")]
    until = f", pair until {min(ends):%Y-%m-%d}" if ends else ""
    return f"{agree}{until}, " + ("signer confirmed" if signer and signer.is_confirmed else "keys confirmed")


def _next(finding: HostFinding, *, has_memory: bool) -> str:
    if finding.steps:
        return "go through the steps on that node; nothing needs to be changed on the others"
    if finding.word is None:
        return "check the name, the network and the firewall, then ask again"
    if finding.word is VerdictWord.REFUSED:
        return "see the failed checks; tenants should not import this now"
    leading = finding.leading
    if finding.word is VerdictWord.DECIDE and leading is not None and leading.verdict is not None:
        compare = "compare the fingerprint with the server's certificates, then add --guardian-fingerprint"
        return compare if has_memory else f"{compare} and --remember; {verdict_next(leading.verdict)}".strip("; ")
    return ""


def monitoring(reports: Sequence[Mapping[str, Any]], warn_days: int) -> tuple[int, str]:
    """Exit code and line by the convention of monitoring plug-ins: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN."""
    states = [_state(report, warn_days) for report in reports]
    order = {2: 0, 3: 1, 1: 2, 0: 3}
    code, text = min(states, key=lambda state: order[state[0]])
    word = ("OK", "WARNING", "CRITICAL", "UNKNOWN")[code]
    return code, f"HGS {word} - {text.replace('|', '/')} | {_figures(reports)}"


def _state(report: Mapping[str, Any], warn_days: int) -> tuple[int, str]:
    if report["verdict"] is None:
        return 3, shown(report["headline"])
    tls = [one for one in report["expiry"] if one["role"] == "https"]
    lapsing = min((one["days"] for one in tls), default=_TLS_CRITICAL)
    if lapsing < _TLS_CRITICAL:
        return 2, f"HTTPS certificate lapses in {lapsing} days: hosts will not attest"
    if report["verdict"] == "refused":
        return 2, shown(report["headline"])
    unchanged = bool(report["change"]) and all(one["outcome"] in ("pass", "note") for one in report["change"])
    # Whom nobody confirmed is a matter for a person by day, not for a pager by night.
    only_unknown = unchanged and set(report["open"]) <= {"V10", "trust-basis"}
    if report["verdict"] == "decide" and not only_unknown:
        return 1, shown(report["headline"])
    warned = [
        one for one in (*report["agreement"], *report["change"], *_node_checks(report)) if one["outcome"] == "warn"
    ]
    warned = [one for one in warned if one["id"] != "H06"]
    if warned:
        return 1, shown(warned[0]["detail"])
    soon = [one for one in report["expiry"] if one["days"] < warn_days]
    if soon:
        return 1, f"{soon[0]['role']} certificate has {soon[0]['days']} days left"
    same = "guardian unchanged" if report["change"] else "guardian confirmed"
    return 0, f"{len(report['nodes'])} nodes, {same}"


def _node_checks(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [check for node in report["nodes"] for check in node["checks"]]


def _figures(reports: Sequence[Mapping[str, Any]]) -> str:
    expiries = [one for report in reports for one in report["expiry"]]
    pair = [one["days"] for one in expiries if one["role"] in ("signing", "encryption")]
    tls = [one["days"] for one in expiries if one["role"] == "https"]
    figures = [f"days_pair={min(pair)}"] if pair else []
    figures += [f"days_tls={min(tls)}"] if tls else []
    return " ".join([*figures, f"nodes={sum(len(report['nodes']) for report in reports)}"])
