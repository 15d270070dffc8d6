# SPDX-License-Identifier: Apache-2.0
"""The report of Test-HgsCertificates.ps1: read strictly, and judged here, so that the rules live in one place.

A report comes from a server and is foreign text like any file. Source: HOSTERS_DESK 3.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.roles import Role
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

MAX_REPORT = 4 << 20
_SCHEMA = "shieldwiz/hgs-report/1"
_MAX_CERTIFICATES = 256
_ROLES = {"signing": Role.SIGNING, "encryption": Role.ENCRYPTION, "communications": Role.COMMUNICATIONS}
_NO_GROUP = ("NT AUTHORITY\\", "BUILTIN\\", "S-1-5-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One certificate that HGS uses, as that node shows it. None stands for what was not shown."""

    role: Role
    thumbprint: str
    is_primary: bool
    is_enabled: bool
    certificate: Certificate | None
    is_in_store: bool
    has_private_key: bool
    key_class: str | None
    provider: str | None
    readers: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerReport:
    """What one node told."""

    node: str
    account: str | None
    pool_state: str | None
    certificates: tuple[Registered, ...]
    audit_holders: tuple[str, ...] | None
    tls_thumbprint: str | None
    metadata_status: int | None
    metadata_sha256: str | None
    skipped_keys: bool
    problems: tuple[str, ...]


def is_report(data: bytes) -> bool:
    """Whether this looks like JSON, and so like a report, rather than like a certificate."""
    return data[:4].lstrip(b"\xef\xbb\xbf\xff\xfe\0 ").startswith(b"{") or data.lstrip()[:1] == b"{"


def read_report(data: bytes) -> ServerReport:
    """Raises `KIND` where it is no report, `VALUE` where something in it has another form than the script writes."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_report() from error
    if not isinstance(value, dict) or value.get("schema") != _SCHEMA:
        raise _no_report()
    try:
        return _report(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ShieldwizError(
            Problem.VALUE, "This report has another form than the script writes.", "Run the script once more."
        ) from error


def _no_report() -> ShieldwizError:
    return ShieldwizError(
        Problem.KIND,
        "This is no report of Test-HgsCertificates.ps1.",
        "`shieldwiz hgs script test-certificates` writes that script.",
    )


def _report(value: Mapping[str, Any]) -> ServerReport:
    if len(value["certificates"]) > _MAX_CERTIFICATES:
        raise ValueError("certificates")
    return ServerReport(
        node=_text(value["node"]) or "",
        account=_text(value["pool"]["account"]),
        pool_state=_text(value["pool"]["state"]),
        certificates=tuple(_registered(one) for one in value["certificates"]),
        audit_holders=_texts(value["auditHolders"]),
        tls_thumbprint=_text(value["tlsThumbprint"]),
        metadata_status=_number(value["metadata"]["status"]),
        metadata_sha256=_text(value["metadata"]["sha256"]),
        skipped_keys=value["skippedKeys"] is True,
        problems=_texts(value["problems"]) or (),
    )


def _registered(value: Mapping[str, Any]) -> Registered:
    encoded = _text(value["certificate"], 100_000)
    certificate = None
    if encoded is not None:
        try:
            certificate = Certificate.from_der(base64.b64decode(encoded, validate=True))
        except ShieldwizError:
            certificate = None
    return Registered(
        role=_ROLES[value["role"]],
        thumbprint=(_text(value["thumbprint"]) or "").upper(),
        is_primary=value["primary"] is True,
        is_enabled=value["enabled"] is True,
        certificate=certificate,
        is_in_store=value["inStore"] is True,
        has_private_key=value["hasPrivateKey"] is True,
        key_class=_text(value["keyClass"]),
        provider=_text(value["provider"]),
        readers=_texts(value["readers"]),
    )


def _text(value: object, limit: int = 1_000) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > limit:
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    values = value if isinstance(value, list) else [value]  # PowerShell makes one of a list with one
    return tuple(text for text in map(_text, values[:1_000]) if text is not None)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def report_checks(report: ServerReport) -> list[Check]:
    """What holds for the node as a whole: P1, P9, the pool, the local answer."""
    checks = [*_primaries(report), *_pool(report), *_audit(report)]
    status = report.metadata_status
    if status == 200:
        checks.append(_check("H04", Outcome.PASS, "This node answers its own metadata address."))
    elif status is not None:
        text = f"This node answers its own metadata address with status {status}."
        checks.append(_check("H04", Outcome.FAIL, text))
    checks += [_check("report", Outcome.NOTE, f"Not shown: {shown(text, 300)}") for text in report.problems[:20]]
    if report.skipped_keys:
        checks.append(_check("report", Outcome.NOT_EVALUATED, "The keys were left out (-SkipKeys)."))
    return checks


def _primaries(report: ServerReport) -> list[Check]:
    checks = []
    for role in (Role.SIGNING, Role.ENCRYPTION):
        count = sum(one.role is role and one.is_primary and one.is_enabled for one in report.certificates)
        if count == 1:
            checks.append(_check("P1", Outcome.PASS, f"One {role} certificate is primary and enabled."))
        else:
            text = (
                f"{count} {role} certificates are primary and enabled; it must be one. "
                f"Set-HgsKeyProtectionCertificate -CertificateType {role.value.capitalize()} -Thumbprint '...' "
                "-IsPrimary"
            )
            checks.append(_check("P1", Outcome.FAIL, text))
    if not any(one.role is Role.COMMUNICATIONS for one in report.certificates):
        checks.append(_check("P1", Outcome.NOT_EVALUATED, "The communications certificate was not shown."))
    return checks


def _pool(report: ServerReport) -> list[Check]:
    if report.pool_state is None:
        return [_check("pool", Outcome.NOT_EVALUATED, "The state of the application pool was not shown.")]
    is_started = report.pool_state.lower() in ("started", "1")
    outcome = Outcome.PASS if is_started else Outcome.FAIL
    return [_check("pool", outcome, f"The application pool KeyProtection is {shown(report.pool_state, 40).lower()}.")]


def _audit(report: ServerReport) -> list[Check]:
    if report.audit_holders is None or report.account is None:
        return [_check("P9", Outcome.NOT_EVALUATED, "Who may write security audits was not shown.")]
    if _holds(report.audit_holders, report.account):
        return [_check("P9", Outcome.PASS, "The service account may write security audits.")]
    return [_perhaps("P9", report.audit_holders, "may write security audits")]


def key_checks(one: Registered, account: str | None) -> list[Check]:
    """P2, P3 and P6 of one certificate."""
    if not one.is_in_store:
        text = "It is not in LocalMachine\\My on this node. A thumbprint is not copied to other nodes; a PFX is."
        return [_check("P8", Outcome.FAIL, text, one)]
    if not one.has_private_key:
        text = (
            f"Its private key is not associated with it. Import the PFX again, or: certutil -repairstore My {_id(one)}"
        )
        return [_check("P2", Outcome.FAIL, text, one)]
    checks = [_check("P2", Outcome.PASS, "Its private key is there.", one)]
    provider = shown(one.provider or "not named", 100)
    if one.key_class is None:
        checks.append(_check("P6", Outcome.NOT_EVALUATED, "What its key belongs to was not shown.", one))
    elif "CryptoServiceProvider" in one.key_class:
        text = f"Its key is in a legacy provider (CSP): {provider}. Reissue it with a key storage provider."
        checks.append(_check("P6", Outcome.FAIL, text, one))
    else:
        checks.append(_check("P6", Outcome.PASS, f"Its key is in a key storage provider: {provider}.", one))
    if one.readers is None or account is None:
        text = "Who may read its key was not shown. For a hardware module ask the vendor's tool."
        checks.append(_check("P3", Outcome.NOT_EVALUATED, text, one))
    elif _holds(one.readers, account):
        checks.append(_check("P3", Outcome.PASS, "The service account may read its key.", one))
    else:
        checks.append(_perhaps("P3", one.readers, "may read its key", one))
    return checks


def compare_reports(reports: tuple[ServerReport, ...]) -> list[Check]:
    """P8: the same certificates on every node, each with its key; the same HTTPS certificate; the same document."""
    checks = []
    everything = {(one.role, one.thumbprint) for report in reports for one in report.certificates}
    for role, thumbprint in sorted(everything):
        without = [shown(r.node, 80) for r in reports if not _has_key(r, role, thumbprint)]
        if without:
            text = f"The {role} certificate {shown(thumbprint, 40)} has no key on {', '.join(without)}."
            checks.append(_check("P8", Outcome.FAIL, text))
    if not checks:
        text = f"All {len(reports)} nodes have the same certificates, each with its key."
        checks.append(_check("P8", Outcome.PASS, text))
    if len({report.tls_thumbprint for report in reports}) > 1:
        checks.append(_check("H03", Outcome.WARN, "The nodes use different HTTPS certificates."))
    if len({report.metadata_sha256 for report in reports if report.metadata_sha256 is not None}) > 1:
        checks.append(_check("H07", Outcome.NOTE, "The nodes give metadata that differs byte by byte."))
    return checks


def _has_key(report: ServerReport, role: Role, thumbprint: str) -> bool:
    return any((one.role, one.thumbprint) == (role, thumbprint) and one.has_private_key for one in report.certificates)


def _holds(holders: tuple[str, ...], account: str) -> bool:
    wanted = account.rpartition("\\")[2].lower()
    return any(holder.rpartition("\\")[2].lower() == wanted for holder in holders)


def _perhaps(check_id: str, holders: tuple[str, ...], what: str, one: Registered | None = None) -> Check:
    """Membership in groups is not resolved, so a group that is no built-in one is a perhaps."""
    groups = [holder for holder in holders if not holder.upper().startswith(_NO_GROUP)]
    if groups:
        listed = shown(", ".join(groups), 200)
        text = f"The service account {what} perhaps, through one of: {listed}. Membership was not resolved."
        return _check(check_id, Outcome.NOTE, text, one)
    return _check(check_id, Outcome.FAIL, f"Nothing says that the service account {what}.", one)


def _id(one: Registered) -> str:
    return shown(one.thumbprint, 40)


def _check(check_id: str, outcome: Outcome, text: str, one: Registered | None = None) -> Check:
    detail = text if one is None else f"{one.role} certificate: {text[0].lower()}{text[1:]}"
    return Check(id=check_id, outcome=outcome, detail=detail, about=one.role.value if one is not None else "")
