# SPDX-License-Identifier: Apache-2.0
"""Judging metadata files, one or thousands, and comparing two."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.change import compare
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.guardian import parse_fingerprint
from shieldwiz.guardians.metadata import MAX_METADATA
from shieldwiz.guardians.verdict import judge, refuse_unread
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE, read_certificate, read_input
from shieldwiz.workflow.organisation_rules import require_allowed_confirmations
from shieldwiz.workflow.report import check_reports, error_report, schema, verdict_headline, verdict_report

_POOL_FROM = 64  # files; below that, starting workers costs more than they save


def read_confirmations(
    *,
    signer: str | None = None,
    signer_fingerprint: str | None = None,
    guardian_fingerprint: str | None = None,
    roots: Sequence[str] = (),
    crls: Sequence[str] = (),
    allow_expired: bool = False,
    allow_untrusted_root: bool = False,
    ignore_communications_signature: bool = False,
) -> Confirmations:
    """What a person confirmed, from the names of files and from fingerprints as typed.

    Raises `FINGERPRINT`, `ORGANISATION`, and what reading a certificate raises.
    """
    confirmations = Confirmations(
        signer=read_certificate(signer) if signer is not None else None,
        signer_fingerprint=parse_fingerprint(signer_fingerprint, decimal=False)
        if signer_fingerprint is not None
        else None,
        guardian_fingerprint=parse_fingerprint(guardian_fingerprint) if guardian_fingerprint is not None else None,
        roots=tuple(read_certificate(root) for root in roots),
        crls=tuple(read_input(crl, MAX_CERTIFICATE_FILE) for crl in crls),
        allow_expired=allow_expired,
        allow_untrusted_root=allow_untrusted_root,
        ignore_communications_signature=ignore_communications_signature,
    )
    require_allowed_confirmations(confirmations)
    return confirmations


def judge_file(name: str, confirmations: Confirmations, now: datetime) -> tuple[bytes, Verdict]:
    """Read and judge one file. Raises only where it could not be read at all; what rule V01 refuses is a verdict."""
    try:
        data = read_input(name, MAX_METADATA)
    except ShieldwizError as error:
        if error.problem not in (Problem.SIZE, Problem.KIND):
            raise
        return b"", refuse_unread(error)
    return data, judge(data, confirmations, now)


def verify_file(name: str, confirmations: Confirmations, now: datetime) -> dict[str, Any]:
    """The report on one file; an error report where it could not be read."""
    try:
        _, verdict = judge_file(name, confirmations, now)
    except ShieldwizError as error:
        return error_report(name, error)
    return verdict_report(name, verdict)


def verify_files(names: Sequence[str], confirmations: Confirmations, now: datetime) -> Iterator[dict[str, Any]]:
    """A report for each file, in order, as soon as it is there. Many files are shared out over the cores."""
    work = partial(verify_file, confirmations=confirmations, now=now)
    if len(names) < _POOL_FROM or "-" in names:
        return map(work, names)
    from shieldwiz.workflow.many import map_over_processes  # noqa: PLC0415 - a single file is not to pay for it

    return map_over_processes(work, names)


def compare_files(old: str, new: str, now: datetime) -> dict[str, Any]:
    """The report on what changed from one metadata file of a hoster to another.

    Raises `NOT_FIT` naming the file that is refused, and what reading raises.
    """
    old_data, old_verdict = judge_file(old, Confirmations(), now)
    new_data, new_verdict = judge_file(new, Confirmations(), now)
    for name, verdict in ((old, old_verdict), (new, new_verdict)):
        if verdict.word is VerdictWord.REFUSED:
            raise ShieldwizError(
                Problem.NOT_FIT,
                f"{shown(name)} is refused, so it is not compared: {verdict_headline(verdict)}",
                "`shieldwiz metadata verify` shows every check.",
            )
    changes = compare(old_verdict, new_verdict, same_bytes=old_data == new_data)
    return {
        "schema": schema("metadata-diff"),
        "old": old,
        "new": new,
        "headline": changes[0].detail,
        "changes": check_reports(changes),
    }
