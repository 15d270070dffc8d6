# SPDX-License-Identifier: Apache-2.0
"""Certificates of a hoster, from files and from the reports of the server script, judged and compared."""

from collections.abc import Iterator, Sequence
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import chain_check
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.judgement import Vouching, dump_encryption_hash, judge_certificate_file
from shieldwiz.certificates.roles import HGS_ROLES, Role, check_certificate
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.hoster.advice import dump_encryption_commands
from shieldwiz.hoster.server_report import (
    MAX_REPORT,
    Registered,
    ServerReport,
    compare_reports,
    is_report,
    key_checks,
    read_report,
    report_checks,
)
from shieldwiz.workflow.hgs_expiry import ATTESTATION_SUBJECT, role_by_look
from shieldwiz.workflow.inputs import read_input
from shieldwiz.workflow.report import certificate_report, check_reports, schema


def check_files(
    names: Sequence[str], roles: Sequence[str], vouching: Vouching, passphrase: str | None = None
) -> Iterator[dict[str, Any]]:
    """A report on each certificate file and each report of a node; a comparison where there are several nodes.

    Without `roles` a certificate is judged for what it looks like. Raises what reading raises, `KIND`, `VALUE`,
    `PASSPHRASE_NEEDED` and `PASSPHRASE_WRONG`.
    """
    nodes: list[tuple[str, ServerReport]] = []
    for name in names:
        data = read_input(name, MAX_REPORT)
        if is_report(data):
            report = read_report(data)
            nodes.append((name, report))
            yield _node(name, report, vouching)
        else:
            yield _file(name, data, [Role(role) for role in roles], vouching, passphrase)
    if len(nodes) > 1:
        yield _comparison(nodes)


def _file(name: str, data: bytes, roles: Sequence[Role], vouching: Vouching, passphrase: str | None) -> dict[str, Any]:
    secret = passphrase.encode("utf-8") if passphrase is not None else None
    if not roles:
        try:
            roles = [role_by_look(read_certificate_file(data, passphrase=secret).leaf)]
        except ShieldwizError:
            roles = [Role.SIGNING]  # refused below with its reason, or asks for its password there
    verdict = judge_certificate_file(data, roles, vouching, passphrase=secret)
    parts = [_part(verdict.certificates[0], roles, verdict.checks)] if verdict.certificates else []
    headline = {
        VerdictWord.REFUSED: next((one.detail for one in verdict.checks if one.outcome is Outcome.FAIL), ""),
        VerdictWord.TRUSTED: "fit for its role, and issued under the root you chose.",
    }.get(verdict.word, "fit for its role; nothing vouches for it yet.")
    checks = () if parts else verdict.checks
    return _object(name, "certificate", verdict.word, headline, parts, checks)


def _part(certificate: Certificate, roles: Sequence[Role], checks: Sequence[Check]) -> dict[str, Any]:
    dump = None
    if Role.DUMP_ENCRYPTION in roles:
        value = dump_encryption_hash(certificate)
        dump = {"hash": value, "commands": list(dump_encryption_commands(value, certificate))} if value else None
    return {
        "roles": [role.value for role in roles],
        "certificate": certificate_report(certificate),
        "checks": [*_leave_alone(certificate), *check_reports(checks)],
        "dump_encryption": dump,
    }


def _leave_alone(certificate: Certificate) -> list[dict[str, Any]]:
    if ATTESTATION_SUBJECT not in certificate.subject:
        return []
    text = "HGS made this attestation signer certificate, renews it and spreads it by itself: leave it alone."
    return check_reports([Check(id="identity", outcome=Outcome.NOTE, detail=text)])


def _node(name: str, report: ServerReport, vouching: Vouching) -> dict[str, Any]:
    signing = {one.thumbprint for one in report.certificates if one.role is Role.SIGNING}
    everything = list(report_checks(report))
    parts = []
    for one in report.certificates:
        checks = [*key_checks(one, report.account), *_role_checks(one, vouching, reused=one.thumbprint in signing)]
        everything += checks
        if one.certificate is not None:
            parts.append(_part(one.certificate, [one.role], checks))
    failed = [check for check in everything if check.outcome is Outcome.FAIL]
    open_checks = [check for check in everything if check.is_open]
    word = VerdictWord.REFUSED if failed else VerdictWord.DECIDE if open_checks else VerdictWord.TRUSTED
    headline = f"{shown(report.node, 80)}: " + (
        failed[0].detail if failed else open_checks[0].detail if open_checks else "HGS can use its certificates."
    )
    hidden = [check for one in report.certificates if one.certificate is None for check in key_checks(one, None)]
    return _object(name, "report", word, headline, parts, [*report_checks(report), *hidden])


def _role_checks(one: Registered, vouching: Vouching, *, reused: bool) -> list[Check]:
    """The rules of its role. That a hoster's own certificate is self-signed needs no decision of his."""
    if one.certificate is None:
        return []
    is_reused = reused and one.role is Role.COMMUNICATIONS
    checks = check_certificate(one.certificate, one.role, now=vouching.now, reused_as_communications=is_reused)
    chain = chain_check(one.certificate, roots=vouching.roots, intermediates=(), now=vouching.now, about=one.role.value)
    settled = [check.settled(check.detail) if check.is_open else check for check in checks]
    return [*settled, chain] if vouching.roots and one.role in HGS_ROLES else settled


def _comparison(nodes: Sequence[tuple[str, ServerReport]]) -> dict[str, Any]:
    checks = compare_reports(tuple(report for _, report in nodes))
    word = VerdictWord.REFUSED if has_failed(checks) else VerdictWord.TRUSTED
    return _object(", ".join(name for name, _ in nodes), "comparison", word, checks[0].detail, [], checks)


def _object(  # noqa: PLR0917 - one line of the report each
    name: str,
    kind: str,
    word: VerdictWord,
    headline: str,
    parts: Sequence[dict[str, Any]],
    checks: Sequence[Check],
) -> dict[str, Any]:
    following = ""
    if word is VerdictWord.REFUSED:
        following = "repair what failed; add new certificates rather than renewing with another key"
    elif word is VerdictWord.DECIDE:
        following = "compare its SHA-256 fingerprint over a channel you already had, or choose a root with --root"
    return {
        "schema": schema("hgs-certificates"),
        "file": name,
        "kind": kind,
        "verdict": word.value,
        "headline": headline,
        "certificates": list(parts),
        "checks": check_reports(checks),
        "next": following,
    }
