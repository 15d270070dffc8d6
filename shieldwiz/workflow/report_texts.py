# SPDX-License-Identifier: Apache-2.0
"""Reports as plain text, for "Copy report": what a person pastes into a mail or a ticket. No secrets, no bytes."""

from collections.abc import Iterable, Mapping
from typing import Any

from shieldwiz.checks import VerdictWord
from shieldwiz.foreign_text import shown
from shieldwiz.workflow.report import WORDS

_OUTCOMES = {"pass": "passed", "note": "note", "warn": "warning", "fail": "failed", "not-evaluated": "not checked"}
_QUESTIONS = {
    1: "Is the file unchanged since it was signed?",
    2: "Do its two keys belong together?",
    3: "Are they really that hoster's keys?",
}

# The guardian fingerprint of what this server serves: SHA-256 over the SHA-256 of both certificates.
_COMMAND = (
    "$x = New-Object xml; $x.Load('http://localhost/KeyProtection/service/metadata/2014-07/metadata.xml'); "
    "$s = [Security.Cryptography.SHA256]::Create(); $g = $x.Metadata.GuardianInformation; "
    "$p = $g.SigningCertificate, $g.EncryptionCertificate | ForEach-Object { "
    "$s.ComputeHash([Convert]::FromBase64String($_)) }; "
    "-join ($s.ComputeHash([byte[]]$p) | ForEach-Object { $_.ToString('x2') })"
)


def examination_text(examination: Mapping[str, Any]) -> str:
    """The report on a metadata document."""
    lines = [
        f"Guardian metadata: {shown(examination['display_name'])} ({examination['size']:,} bytes)",
        f"{WORDS[VerdictWord(examination['verdict'])]}: {examination['headline']}",
    ]
    if examination["next"]:
        lines.append(f"Next: {examination['next']}")
    lines += ["", "Questions"]
    lines += [f"  {_QUESTIONS[one['number']]} {one['answer'].replace('-', ' ')}" for one in examination["questions"]]
    if examination["guardian"] is not None:
        lines += ["", *_fingerprint(examination["guardian"]["fingerprint"])]
    lines += _certificates(examination["certificates"])
    return _text([*lines, *_checks(examination["checks"])])


def request_text(claimed_subject: str) -> str:
    """What to ask a hoster for; to be sent over a channel that was known before."""
    return (
        f"We received guardian metadata that names “{shown(claimed_subject)}”. Before we use it, please tell us its "
        "guardian fingerprint by telephone or another channel we already share. In PowerShell, on the Host Guardian "
        f"Service: {_COMMAND}\nDo not reply to this message with it.\n"
    )


def details_text(details: Mapping[str, Any]) -> str:
    """The report on a kept guardian or owner."""
    kind = "Owner" if details["kind"] == "owner" else "Guardian"
    lines = [f"{kind}: {shown(details['name'])}"]
    if kind == "Guardian":
        lines.append(f"Confirmed: {details['confirmed']}, by {details['basis']}")
        lines += [f"Reason: {shown(details['reason'], 1000)}"] if details["reason"] else []
        lines += [f"Note: {shown(details['note'], 1000)}"] if details["note"] else []
    else:
        backup = details["backup"]
        lines.append(f"Backup: last tested {backup['tested']}" if backup is not None else "Backup: none")
    lines += ["", *_fingerprint(details["fingerprint"])]
    return _text([*lines, *_certificates(details["certificates"]), *_checks(details["warnings"], "Warnings")])


def made_text(made: Mapping[str, Any]) -> str:
    """The report on files that were made."""
    lines = ["Made, read back and compared"]
    lines += [f"  {shown(one['path'])} ({one['size']:,} bytes, SHA-256 {one['sha256']})" for one in made["files"]]
    lines += [f"Still open: {one['detail']}" for one in made["open"]]
    lines += [f"Note: {note}" for note in made["notes"]]
    return _text([*lines, "", *_shielding_data(made["report"])])


def look_text(look: Mapping[str, Any]) -> str:
    """The report on a file that was opened."""
    lines = [f"File: {shown(look['file'])}", look["says"]]
    if look["error"] is not None:
        lines.append(f"Refused: {look['error']['message']} {look['error']['hint']}".strip())
    lines += [f"Note: {note}" for note in look["notes"]]
    if look["kind"] == "shielding-data" and look["report"] is not None:
        lines += ["", *_shielding_data(look["report"])]
    return _text(lines)


def compare_text(compared: Mapping[str, Any]) -> str:
    """The report on what differs between two files."""
    lines = [f"{shown(compared['first'])} -> {shown(compared['second'])}", compared["headline"], ""]
    for one in compared["differences"]:
        name = shown(one["known_as"] or one["name"]) + _without_proof(one)
        change = f"{one['before'] or '(none)'} -> {one['after'] or '(none)'}"
        lines.append(f"  {one['subject']} {one['change']}: {name} {change}".replace(":  ", ": "))
    return _text(lines)


def _shielding_data(report: Mapping[str, Any]) -> list[str]:
    lines = [
        f"Shielding data file {report['id']}, revision {report['revision']}, {report['created']}",
        f"Purpose {report['purpose']}, policy {report['policy']}",
        f"Owner: {_who(report['owner'])}",
    ]
    lines += [f"Lets in: {_who(one)}" for one in report["guardians"]]
    lines += [f"Disk: {one['meaning']}" for one in report["volume_ids"]]
    return [*lines, f"SHA-256 {report['sha256']}"]


def _who(recipient: Mapping[str, Any]) -> str:
    name = shown(recipient["known_as"] or "unknown here")
    return f"{name}{_without_proof(recipient)}, guardian fingerprint {recipient['fingerprint']['hex']}"


def _without_proof(known: Mapping[str, Any]) -> str:
    return " (taken without proof)" if known["known_with_proof"] is False else ""


def _fingerprint(fingerprint: Mapping[str, Any]) -> list[str]:
    return ["Guardian fingerprint", f"  {fingerprint['hex']}", f"  {fingerprint['digits']}"]


def _certificates(certificates: Iterable[Mapping[str, Any]]) -> list[str]:
    lines = []
    for one in certificates:
        lines += [
            "",
            f"Certificate for {one['role']}: {one['subject']}",
            f"  issued by {one['issuer']}",
            f"  valid {one['not_before']} to {one['not_after']}, RSA {one['rsa_bits']}",
            f"  SHA-256 {one['sha256']}",
        ]
    return lines


def _checks(checks: Iterable[Mapping[str, Any]], heading: str = "Checks") -> list[str]:
    rows = [f"  {_OUTCOMES[one['outcome']]:<12} {one['id']}: {one['detail']}" for one in checks]
    return ["", heading, *rows] if rows else []


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"
