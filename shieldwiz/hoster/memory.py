# SPDX-License-Identifier: Apache-2.0
"""What a Host Guardian Service answered last time, and what a change since then means. Source: HOSTERS_DESK 2.5.

Remembering is no confirmation: how the answer was confirmed, if it was, is remembered beside it.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import make_private_folder, read_file, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.change import compare
from shieldwiz.guardians.confirmations import Confirmations, Pin, TrustBasis, Verdict
from shieldwiz.guardians.verdict import judge

_SCHEMA = "shieldwiz/hgs-state/1"
_MAX_STATE = 4 << 20
_MAX_EARLIER = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """An answer that was remembered: the document, and when it was seen first and last (UTC).

    `basis` is by what a person had confirmed it, None where nobody had; `signer_confirmed` whether the communications
    certificate was. `earlier` are older pairs (64 hex digits) with the day on which each was seen last.
    """

    host: str
    document: bytes
    first_seen: datetime
    last_seen: datetime
    basis: TrustBasis | None = None
    signer_confirmed: bool = False
    earlier: tuple[tuple[str, datetime], ...] = ()

    def verdict(self) -> Verdict:
        """The remembered document as it was judged on that day, with nothing confirmed."""
        return judge(self.document, Confirmations(), self.last_seen)

    def pin(self) -> Pin | None:
        """What a later document is compared with; None where nobody had confirmed anything."""
        verdict = self.verdict()
        if self.basis is None or verdict.guardian is None:
            return None
        guardian = verdict.guardian
        return Pin(
            name=self.host,
            signing=guardian.signing,
            encryption=guardian.encryption,
            communications=verdict.signer.certificate if self.signer_confirmed and verdict.signer else None,
            basis=self.basis,
        )

    def followed_by(self, document: bytes, verdict: Verdict, now: datetime) -> "Memory":
        """What is to be remembered after this answer, which is not refused."""
        new = Memory.of(self.host, document, verdict, now)
        before = self.verdict().guardian
        if before is not None and verdict.guardian == before:
            same_signer = new.verdict().signer == self.verdict().signer
            return replace(
                new,
                first_seen=self.first_seen,
                earlier=self.earlier,
                basis=new.basis or self.basis,
                signer_confirmed=new.signer_confirmed or (same_signer and self.signer_confirmed),
            )
        earlier = self.earlier
        if before is not None:
            earlier = (*(one for one in earlier if one[0] != before.fingerprint.hex),)
            earlier = ((before.fingerprint.hex, self.last_seen), *earlier)[:_MAX_EARLIER]
        return replace(new, earlier=earlier)

    @classmethod
    def of(cls, host: str, document: bytes, verdict: Verdict, now: datetime) -> "Memory":
        """What is to be remembered of a first answer, which is not refused."""
        return cls(
            host=host,
            document=document,
            first_seen=now,
            last_seen=now,
            basis=verdict.trust_basis,
            signer_confirmed=verdict.signer is not None and verdict.signer.is_confirmed,
        )


def state_file(folder: Path, host: str) -> Path:
    """Where the memory of `host` (with its port, if it has one) is kept below a home folder."""
    return folder / "hgs" / f"{re.sub(r'[^a-z0-9.-]', '_', host.lower())[:200]}.json"


def read_memory(file: Path) -> Memory | None:
    """What was remembered in that file, None where it does not exist. Raises `READ_FAILED` where it is damaged."""
    try:
        data = read_file(file, _MAX_STATE)
    except ShieldwizError as error:
        if error.problem is Problem.NOT_FOUND:
            return None
        raise
    try:
        return _decoded(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ShieldwizError(
            Problem.READ_FAILED,
            f"What was remembered in {shown(str(file))} cannot be read.",
            "Move that file away; the next answer is remembered as the first.",
        ) from error


def _decoded(value: Mapping[str, Any]) -> Memory:
    if value["schema"] != _SCHEMA:
        raise ValueError(value["schema"])
    return Memory(
        host=str(value["host"]),
        document=base64.b64decode(value["document"], validate=True),
        first_seen=_moment(value["first_seen"]),
        last_seen=_moment(value["last_seen"]),
        basis=TrustBasis(value["basis"]) if value["basis"] is not None else None,
        signer_confirmed=value["signer_confirmed"] is True,
        earlier=tuple((str(pair), _moment(seen)) for pair, seen in value["earlier"]),
    )


def write_memory(file: Path, memory: Memory) -> None:
    """Remember. Raises what writing raises."""
    value = {
        "schema": _SCHEMA,
        "host": memory.host,
        "document": base64.b64encode(memory.document).decode("ascii"),
        "first_seen": memory.first_seen.isoformat(),
        "last_seen": memory.last_seen.isoformat(),
        "basis": memory.basis.value if memory.basis is not None else None,
        "signer_confirmed": memory.signer_confirmed,
        "earlier": [[pair, seen.isoformat()] for pair, seen in memory.earlier],
    }
    if not file.parent.exists():
        make_private_folder(file.parent)
    write_file(file, json.dumps(value, indent=2).encode("ascii") + b"\n", overwrite=True, secret=True)


# By the reason of `guardians.change`: what it means to the hoster. None keeps that sentence.
_SENTENCES = {
    "bytes": "The document was written again; guardian and signer are the same.",
    "renewed": "New dates, same keys: existing VMs go on, and files made by tenants stay good. Tenants will be asked "
    "once, because certificates are compared, not keys.",
    "new-pair-old-listed": "New keys, and the old signing certificate is listed among the others. New VMs will use the "
    "new keys. Old VMs go on as long as the old certificates stay enabled in HGS. Do not remove them. Publish the new "
    "fingerprint.",
    "new-pair": "The keys changed and the old ones are not listed. If the old certificates were removed or renewed "
    "with another key, existing VMs will not start. Check Get-HgsKeyProtectionCertificate now.",
    "half-changed": "Signing and encryption certificate are changed together; one alone was marked primary. "
    "Set-HgsKeyProtectionCertificate ... -IsPrimary is missing for the other.",
    "signer-changed": "Another communications certificate: harmless for VMs. Tenants who verify the signature need to "
    "be told its fingerprint.",
    "signature-gone": "The signature is gone: something between you and HGS changes the document, or it was saved "
    "through a program.",
}


def changes_since(
    before: Verdict, now: Verdict, *, same_bytes: bool, seen: datetime, earlier: tuple[tuple[str, datetime], ...] = ()
) -> tuple[Check, ...]:
    """H09: what changed since an answer of the day `seen`, in the hoster's words. Neither is refused."""
    checks = []
    for change in compare(before, now, same_bytes=same_bytes):
        text = _SENTENCES.get(change.reason, change.detail)
        if change.reason == "same":
            text = f"Same guardian as on {seen.astimezone(UTC):%Y-%m-%d}."
        found = replace(change, id="H09", detail=text)
        if change.reason in ("new-pair", "new-pair-old-listed"):
            found = _older_pair(now, earlier) or replace(found, is_open=change.outcome is Outcome.WARN)
        checks.append(found)
    return tuple(checks)


def _older_pair(now: Verdict, earlier: tuple[tuple[str, datetime], ...]) -> Check | None:
    pair = now.guardian.fingerprint.hex if now.guardian is not None else ""
    until = dict(earlier).get(pair)
    if until is None:
        return None
    text = f"This pair was primary before (until {until:%Y-%m-%d}). Restored node, or primary set back?"
    return Check(id="H09", outcome=Outcome.WARN, detail=text, reason="older-pair", is_open=True)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
