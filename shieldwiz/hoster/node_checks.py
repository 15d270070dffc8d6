# SPDX-License-Identifier: Apache-2.0
"""What is right and wrong with the answer of one node: checks H02 to H06 and H08. Source: HOSTERS_DESK 2.3 and 2.4."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.verdict import judge
from shieldwiz.hoster.fetch import XML_TYPES
from shieldwiz.hoster.http_500 import what_it_said
from shieldwiz.hoster.node import NodeAnswer, TlsFacts
from shieldwiz.hoster.status_codes import MOVED, STATUS

_CLOCK_SECONDS = 300
_CLOCK_COMMAND = (
    "Start-ScheduledTask -TaskPath \\Microsoft\\Windows\\HGSServer -TaskName AttestationSignerCertRenewalTask"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFinding:
    """One node's answer and what was found about it.

    `word` is None where the node gave no HTTP answer at all. `verdict` is None where there was nothing to judge;
    `skew` are the seconds by which its clock is ahead of this computer's.
    """

    answer: NodeAnswer
    word: VerdictWord | None
    verdict: Verdict | None
    checks: tuple[Check, ...]
    skew: float | None = None


def judge_node(answer: NodeAnswer, confirmations: Confirmations, now: datetime) -> NodeFinding:
    """Every check on one answer. `now` is UTC: the moment at which dates are judged."""
    checks = [*_connected(answer), *_tls_checks(answer, now)]
    if answer.problem is not None and not answer.status:
        return NodeFinding(answer=answer, word=None, verdict=None, checks=tuple(checks))
    checks += _status_checks(answer)
    verdict = None
    if answer.status == 200 and answer.problem is not None:
        text = f"{answer.problem.message} {answer.problem.hint}"
        checks.append(_check("H05", Outcome.FAIL, text, answer.problem.problem.value))
    if answer.is_document:
        checks += _form_checks(answer)
        if not has_failed(check for check in checks if check.id == "H05"):
            verdict = judge(answer.content, confirmations, now)
            checks.append(_metadata_check(verdict))
    skew = _skew(answer.date, answer.received)
    checks += _clock_checks(skew)
    word = VerdictWord.REFUSED if has_failed(checks) or verdict is None else verdict.word
    return NodeFinding(answer=answer, word=word, verdict=verdict, checks=tuple(checks), skew=skew)


def _connected(answer: NodeAnswer) -> list[Check]:
    if answer.problem is None or answer.status:
        return [_check("H02", Outcome.PASS, f"{answer.address.named} takes the connection.")]
    text = f"{answer.problem.message} {answer.problem.hint}"
    return [_check("H02", Outcome.FAIL, text, answer.problem.problem.value)]


def _tls_checks(answer: NodeAnswer, now: datetime) -> list[Check]:
    facts = answer.tls
    if facts is None:
        return []
    if facts.fault:
        text = f"The https connection is not sound: {facts.fault}. Hosts that use it cannot attest; --tls-root FILE "
        return [_check("H03", Outcome.FAIL, f"{text}gives the root of your own authority.", "not-sound")]
    found = _tls_certificate_checks(facts, answer.address.host, now)
    return found or [_check("H03", Outcome.PASS, f"The https connection is sound ({facts.version}).")]


def _tls_certificate_checks(facts: TlsFacts, host: str, now: datetime) -> list[Check]:
    if facts.certificate is None:
        return []
    checks = check_certificate(facts.certificate, Role.HTTPS, now=now, hosts=(host,))
    bad = [check for check in checks if check.outcome in (Outcome.FAIL, Outcome.WARN)]
    return [_check("H03", check.outcome, check.detail, check.reason) for check in bad]


def _status_checks(answer: NodeAnswer) -> list[Check]:
    status = answer.status
    if status == 200:
        return [_check("H04", Outcome.PASS, "The server answers (status 200).")]
    if status in MOVED:
        target = shown(answer.location or "nowhere", 300)
        text = f"The server sends you elsewhere ({status}), to {target}. Ask that address yourself if you expect it."
        return [_check("H04", Outcome.FAIL, text, "moved")]
    what, hint = STATUS.get(status, ("answers with another status", "Check the address."))
    said = what_it_said(answer.content)
    text = f"The server {what} (status {status}). {hint}" + (f" What the server said: {said}" if said else "")
    return [_check("H04", Outcome.FAIL, text, f"status-{status}")]


def _form_checks(answer: NodeAnswer) -> list[Check]:
    """H05: is it at all what a metadata document is sent as?"""
    begin = answer.content[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if answer.content_encoding not in ("", "identity"):
        text = f"It is compressed ({shown(answer.content_encoding, 40)}), which nobody asked for: is a proxy between?"
        return [_check("H05", Outcome.FAIL, text, "compressed")]
    if begin.startswith((b"<!doctype html", b"<html")):
        return [_check("H05", Outcome.FAIL, "It is a web page, not guardian metadata. Check the address.", "web-page")]
    if not begin.startswith(b"<"):
        return [_check("H05", Outcome.FAIL, "It is no XML at all. Check the address.", "no-xml")]
    size = f"{len(answer.content):,} bytes"
    if answer.content_type not in XML_TYPES:
        kind = shown(answer.content_type or "nothing", 60)
        return [_check("H05", Outcome.NOTE, f"{size}; the server calls it {kind!r}, not XML.", "content-type")]
    return [_check("H05", Outcome.PASS, f"{size} of XML.")]


def _metadata_check(verdict: Verdict) -> Check:
    if verdict.word is VerdictWord.REFUSED:
        why = next(check for check in verdict.checks if check.outcome is Outcome.FAIL)
        return _check("H06", Outcome.FAIL, f"{why.id} {why.detail}", "refused")
    outcome = Outcome.WARN if verdict.word is VerdictWord.DECIDE else Outcome.PASS
    return _check("H06", outcome, "The metadata is whole, and its two keys belong together.", verdict.word.value)


def _skew(date: str, received: datetime | None) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    if received is None or moment.tzinfo is None:
        return None
    return (moment - received).total_seconds()


def _clock_checks(skew: float | None) -> list[Check]:
    if skew is None:
        return [_check("H08", Outcome.NOT_EVALUATED, "The server does not say what time it is.", "no-date")]
    if abs(skew) <= _CLOCK_SECONDS:
        return [_check("H08", Outcome.PASS, "Its clock agrees with this computer's.")]
    way = "ahead of" if skew > 0 else "behind"
    text = (
        f"Its clock is {abs(skew) / 60:.0f} minutes {way} this computer's. Attestation signer certificates depend on "
        f"it. When the clock is right: {_CLOCK_COMMAND}"
    )
    return [_check("H08", Outcome.WARN, text, "clock")]


def _check(check_id: str, outcome: Outcome, detail: str, reason: str = "") -> Check:
    return Check(id=check_id, outcome=outcome, detail=detail, reason=reason)
