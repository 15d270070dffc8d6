# SPDX-License-Identifier: Apache-2.0
"""Reports on shielding data files and key protectors, as JSON objects. Each names its schema."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector.protector import KeyProtector, Wrapping
from shieldwiz.keyprotector.verify import ProtectorVerdict
from shieldwiz.shieldingdata.compare import Difference
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile, VerifiedShieldingData
from shieldwiz.shieldingdata.volume_id import meaning
from shieldwiz.workflow.report import certificate_report, check_reports, fingerprint_report, schema, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What this computer calls somebody, and whether anything proved that the pair is theirs."""

    name: str
    with_proof: bool


def known_fields(names: Mapping[str, Known], fingerprint: str) -> dict[str, Any]:
    """`known_as` and `known_with_proof` of a fingerprint (64 hex digits); both null where it is not known."""
    known = names.get(fingerprint)
    return {
        "known_as": known.name if known is not None else None,
        "known_with_proof": known.with_proof if known is not None else None,
    }


def shielding_data_report(name: str, verified: VerifiedShieldingData, contents: Contents | None) -> dict[str, Any]:
    """The JSON object of a shielding data file; `contents` adds what is inside, never a hash of it."""
    header = verified.header
    return {
        "schema": schema("shielding-data"),
        "file": name,
        "refusal": None,
        "id": header.id,
        "revision": header.revision,
        "created": time_text(header.created),
        "purpose": header.purpose.value,
        "policy": header.policy.value,
        "description": header.description,
        "owner": _recipient_report(verified.owner),
        "guardians": [_recipient_report(wrapping) for wrapping in verified.guardians],
        "volume_ids": [
            {
                "name": qualifier.disk_name,
                "version": str(qualifier.version),
                "rule": qualifier.rule.value,
                "signer": certificate_report(qualifier.signer),
                "meaning": meaning(qualifier),
            }
            for qualifier in header.volume_id_qualifiers
        ],
        "size": len(verified.data),
        "sha256": verified.sha256,
        "contents": None
        if contents is None
        else {
            "answer_file": _file_report(contents.answer_file) if contents.answer_file is not None else None,
            "other_files": [_file_report(file) for file in contents.other_files],
        },
    }


def _file_report(file: NamedFile) -> dict[str, Any]:
    return {"name": file.name, "size": len(file.data)}


def _recipient_report(wrapping: Wrapping) -> dict[str, Any]:
    return {
        "id": wrapping.id,
        "fingerprint": fingerprint_report(wrapping.fingerprint),
        "signing": certificate_report(wrapping.signing),
        "encryption": certificate_report(wrapping.encryption),
        "known_as": None,
        "known_with_proof": None,
    }


def with_names(report: dict[str, Any], names: Mapping[str, Known]) -> dict[str, Any]:
    """A report with `known_fields` filled in for every recipient whose fingerprint this computer knows."""
    for recipient in (report["owner"], *report["guardians"]):
        recipient.update(known_fields(names, recipient["fingerprint"]["hex"]))
    return report


def difference_report(
    first: str, second: str, lines: Iterable[Difference], *, names: Mapping[str, Known], opened: bool
) -> dict[str, Any]:
    """The JSON object of `pdk diff`."""
    return {
        "schema": schema("shielding-data-diff"),
        "first": first,
        "second": second,
        "contents_compared": opened,
        "differences": [
            {
                "subject": line.subject.value,
                "change": line.change.value,
                "name": line.name,
                **known_fields(names, line.name),
                "before": line.before,
                "after": line.after,
            }
            for line in lines
        ],
    }


def protector_report(name: str, form: str, verdict: ProtectorVerdict | None) -> dict[str, Any]:
    """The JSON object of a bare key protector; `verdict` is None for *no protector*."""
    base: dict[str, Any] = {"schema": schema("key-protector"), "file": name, "refusal": None, "form": form}
    if verdict is None:
        return {**base, "is_empty": True}
    protector = verdict.protector
    return {
        **base,
        "is_empty": False,
        "verified": verdict.is_verified,
        "signed_by_owner": verdict.signed_by_owner,
        "signed_by_id": protector.signed_by_id,
        "max_offline_unwraps": protector.max_offline_unwraps,
        "owner": _recipient_report(protector.owner),
        "guardians": [_recipient_report(wrapping) for wrapping in protector.guardians],
        "algorithms": _algorithms(protector),
        "checks": check_reports(verdict.checks),
    }


def _algorithms(protector: KeyProtector) -> dict[str, list[str]]:
    """Every algorithm URI by the slot it stands in, each once: what a sample from elsewhere has to show first."""
    rows = protector.wrappings
    slots = {
        "signing-certificate-signature": [row.signing_signature.algorithm for row in rows],
        "encryption-certificate-signature": [row.encryption_signature.algorithm for row in rows],
        "transport-key": [row.transport_key.method.uri for row in rows],
        "key-derivation": [protector.key_derivation.uri],
        "transport-key-signature": [protector.transport_key_signature.algorithm],
        "guardian-signature": [protector.guardian_signature.algorithm],
    }
    return {slot: [shown(uri) for uri in dict.fromkeys(uris)] for slot, uris in slots.items()}
