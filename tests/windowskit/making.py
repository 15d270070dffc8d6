# SPDX-License-Identifier: Apache-2.0
"""Kits and receipts for these tests: Finance's file for North and South, and what a Windows computer would answer."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.keyprotector.encoding import Form, frame
from shieldwiz.keyprotector.seal import seal
from shieldwiz.shieldingdata.shielding_data import Contents, Policy, Purpose
from shieldwiz.windowskit.assembly import KIT_JSON, assemble
from shieldwiz.windowskit.fingerprint import kit_fingerprint
from shieldwiz.windowskit.kit_document import read_kit_document
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.kit_parts import Kit, KitChoices, KitDisk, KitGuardian, KitInputs
from shieldwiz.windowskit.receipt_checks import Decided
from shieldwiz.windowskit.scripts import MAKE_SCRIPT, script_sha256
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, guardian, party
from tests.shieldingdata.making import CONTENTS, disk

KEY = KitKey(value=bytes(range(16)))
KIT_ID = "0123456789abcdef" * 2
PDK = b"a .pdk, whose bytes nobody knows"
CATALOG = b"a catalog, whose bytes nobody knows"


def kit_guardian(name: str, basis: TrustBasis = TrustBasis.GUARDIAN_FINGERPRINT, **more: Any) -> KitGuardian:
    return KitGuardian(
        name=name,
        guardian=guardian(name),
        metadata=party(name).metadata,
        basis=basis,
        **{"confirmed": datetime(2026, 11, 24, 9, 0, tzinfo=UTC), **more},
    )


def inputs(**changes: Any) -> KitInputs:
    made = KitInputs(
        owner=party("Finance"),
        guardians=(kit_guardian("North"), kit_guardian("South", TrustBasis.OVERRIDE, reason="in a hurry")),
        purpose=Purpose.SHIELDED_TEMPLATE,
        policy=Policy.SHIELDED,
        disks=(KitDisk(qualifier=disk(), catalog=CATALOG), KitDisk(qualifier=disk("Ubuntu größer"))),
        contents=CONTENTS,
        source_kind="pdkx",
        source_sha256="ab" * 32,
        pdk_name="web.pdk",
    )
    return replace(made, **changes)


def existing(**changes: Any) -> KitInputs:
    """For an existing machine: no disks, no answer file."""
    return inputs(purpose=Purpose.EXISTING_VM, disks=(), contents=Contents(), **changes)


def make(made: KitInputs | None = None, **choices: Any) -> Kit:
    return assemble(made or inputs(), KitChoices(**choices), KEY, kit_id=KIT_ID, now=NOW)


def document(kit: Kit) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kit.files[KIT_JSON])
    return found


def decided(kit: Kit) -> Decided:
    return Decided(document=read_kit_document(kit.files[KIT_JSON]), sha256=kit_fingerprint(kit.files[KIT_JSON]).hex)


def received_guardian(one: dict[str, Any], how: str = "made") -> dict[str, Any]:
    return {
        "name": one["name"],
        "signingSha256": one["signingSha256"],
        "encryptionSha256": one["encryptionSha256"],
        "how": how,
        "allowExpired": one["allowExpired"] and how == "made",
        "allowUntrustedRoot": one["allowUntrustedRoot"] and how == "made",
    }


def protector(*names: str, owner: str = "Finance") -> str:
    """The key protector of a finished file as Windows gives it, in base64."""
    xml = seal(party(owner), tuple(map(guardian, names)), TRANSPORT_KEY)
    return base64.b64encode(frame(xml, Form.BINARY)).decode()


def receipt(kit: Kit, **changes: Any) -> dict[str, Any]:
    """What the script leaves behind when all went as decided; `changes` replace keys."""
    what = document(kit)
    is_template = what["purpose"] == "ShieldedTemplate"
    made: dict[str, Any] = {
        "schema": "shieldwiz/windows-kit-receipt/1",
        "outcome": "done",
        "step": None,
        "message": None,
        "kitId": what["kitId"],
        "kitSha256": kit_fingerprint(kit.files[KIT_JSON]).hex,
        "scriptSha256": script_sha256(MAKE_SCRIPT),
        "started": "2026-11-25T12:00:00Z",
        "ended": "2026-11-25T12:01:00Z",
        "computer": {
            "name": None,
            "windows": "Microsoft Windows Server 2025 Datacenter",
            "build": "10.0.26100",
            "powershell": "5.1.26100.1",
            "modules": ["HgsClient 1.0.0.0", "ShieldedVMDataFile 1.0.0.0"],
        },
        "pdk": {"fileName": what["output"]["fileName"], "size": len(PDK), "sha256": hashlib.sha256(PDK).hexdigest()},
        "parameterSet": "ShieldedTemplateParameterSet" if is_template else "ExistingVMParameterSet",
        "policy": what["policy"],
        "answerFileParameter": "AnswerFile" if is_template else None,
        "owner": received_guardian(what["owner"]),
        "guardians": [received_guardian(one) for one in what["guardians"]],
        "catalogs": [
            {
                "place": one["place"],
                "sha256": hashlib.sha256(CATALOG).hexdigest(),
                "versionRule": one["versionRule"],
                "facts": {**one["expected"], "source": "wmi"},
            }
            for one in what["volumeIds"]
        ],
        "keyProtector": protector("North", "South"),
        "keyProtectorNote": "read by Windows from the finished file",
        "seen": {"certificateFraming": "plain"},
    }
    return {**made, **changes}
