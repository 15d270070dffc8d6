# SPDX-License-Identifier: Apache-2.0
"""Is a certificate fit for its role, and what should people compare?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shieldwiz.certificates.judgement import (
    CertificateVerdict,
    Vouching,
    dump_encryption_hash,
    judge_certificate_file,
    judge_pair,
)
from shieldwiz.certificates.roles import Role
from shieldwiz.checks import Outcome, VerdictWord, open_ids
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE, read_certificate, read_input
from shieldwiz.workflow.report import LISTS, certificate_report, check_reports, fingerprint_report, schema


def read_vouching(
    *, now: datetime, roots: Sequence[str] = (), crls: Sequence[str] = (), hosts: Sequence[str] = ()
) -> Vouching:
    """What a person chose, from the names of files. Raises what reading a certificate raises."""
    return Vouching(
        now=now,
        roots=tuple(read_certificate(root) for root in roots),
        crls=tuple(read_input(crl, MAX_CERTIFICATE_FILE) for crl in crls),
        hosts=tuple(hosts),
    )


def check_file(name: str, roles: Sequence[str], vouching: Vouching, passphrase: str | None) -> dict[str, Any]:
    """The report on one certificate file. Raises `PASSPHRASE_NEEDED`, `PASSPHRASE_WRONG` and what reading raises."""
    data = read_input(name, MAX_CERTIFICATE_FILE)
    secret = passphrase.encode("utf-8") if passphrase is not None else None
    verdict = judge_certificate_file(data, [Role(role) for role in roles], vouching, passphrase=secret)
    report = _report(name, verdict)
    report["certificate"] = certificate_report(verdict.certificates[0]) if verdict.certificates else None
    if Role.DUMP_ENCRYPTION.value in roles and verdict.certificates:
        report["dump_encryption_hash"] = dump_encryption_hash(verdict.certificates[0])
    return report


def check_pair(signing: str, encryption: str, vouching: Vouching) -> dict[str, Any]:
    """The report on a guardian's pair, with the fingerprint that tenants should compare."""
    data = (read_input(signing, MAX_CERTIFICATE_FILE), read_input(encryption, MAX_CERTIFICATE_FILE))
    verdict = judge_pair(*data, vouching)
    report = _report(f"{signing}, {encryption}", verdict)
    pair = verdict.certificates
    report["guardian"] = (
        {
            "fingerprint": fingerprint_report(GuardianFingerprint.of(pair[0], pair[1])),
            "signing": certificate_report(pair[0]),
            "encryption": certificate_report(pair[1]),
        }
        if pair
        else None
    )
    return report


def _report(name: str, verdict: CertificateVerdict) -> dict[str, Any]:
    return {
        "schema": schema("certificate-verdict"),
        "file": name,
        "verdict": verdict.word.value,
        "trust_basis": verdict.trust_basis,
        "headline": _headline(verdict),
        "checks": check_reports(verdict.checks),
        "open": list(open_ids(verdict.checks)),
        "next": _next(verdict),
    }


def _headline(verdict: CertificateVerdict) -> str:
    if verdict.word is VerdictWord.REFUSED:
        return next(check.detail for check in verdict.checks if check.outcome is Outcome.FAIL)
    if verdict.word is VerdictWord.TRUSTED:
        return "sound, and issued under the root you chose."
    if "revocation" in open_ids(verdict.checks):
        return "the revocation list that you gave says nothing of it."
    return "nothing is wrong, but nothing vouches for it yet."


def _next(verdict: CertificateVerdict) -> str:
    if verdict.word is VerdictWord.REFUSED:
        return "do not use this certificate in this role; ask for another"
    if verdict.word is VerdictWord.DECIDE and "revocation" in open_ids(verdict.checks):
        return LISTS
    if verdict.word is VerdictWord.DECIDE:
        return "compare its SHA-256 fingerprint over a channel you already had, or choose a root with --root"
    return ""
