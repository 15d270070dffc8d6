# SPDX-License-Identifier: Apache-2.0
"""Puts a kit together: every input locked or as it is, and kit.json, which says what each one is for."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from shieldwiz import __version__
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.owners.owner import Owner
from shieldwiz.owners.pfx import PfxForm, encode_pfx
from shieldwiz.shieldingdata.shielding_data import NamedFile, Purpose
from shieldwiz.windowskit import basis, readme
from shieldwiz.windowskit.file_names import check_windows_name, check_windows_names
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.kit_parts import Kit, KitChoices, KitDisk, KitGuardian, KitInputs, OwnerPfx
from shieldwiz.windowskit.locked_file import lock_file
from shieldwiz.windowskit.scripts import EXPORT_VOLUME_ID, MAKE_SCRIPT, script_bytes
from shieldwiz.xml_reading import parse_xml

SCHEMA = "shieldwiz/windows-kit/1"
KIT_JSON = "kit.json"
_MAX_PATH = 120  # characters in the kit; Windows takes 260 with all the folders above
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def assemble(inputs: KitInputs, choices: KitChoices, key: KitKey, *, kit_id: str, now: datetime) -> Kit:
    """The kit, in memory. `kit_id` is 32 hex digits; `now` (aware) goes into kit.json.

    Raises `FILE_NAME` for a name that Windows cannot store, `NOT_FIT` for metadata that Windows cannot import or an
    owner whose keys cannot leave their device, `MEANING` where a purpose lacks what it needs.
    """
    check_windows_name(inputs.pdk_name)
    check_windows_names(file.name for file in inputs.contents.files)
    parts = _Parts(key)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "kitId": kit_id,
        "made": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tool": {"name": "shieldwiz", "version": __version__},
        "source": {"kind": inputs.source_kind, "sha256": inputs.source_sha256},
        "purpose": inputs.purpose.value,
        "policy": inputs.policy.value,
        "output": {"fileName": inputs.pdk_name},
        "owner": _owner(parts, inputs.owner, choices, now),
        "guardians": [_guardian(parts, number, one) for number, one in enumerate(inputs.guardians, 1)],
        "volumeIds": [_disk(parts, number, disk) for number, disk in enumerate(inputs.disks, 1)],
        "answerFile": _answer_file(parts, inputs, choices),
        "otherFiles": [
            _other_file(parts, number, file, choices) for number, file in enumerate(inputs.contents.other_files, 1)
        ],
    }
    parts.files[MAKE_SCRIPT] = script_bytes(MAKE_SCRIPT)
    parts.files[f"tools/{EXPORT_VOLUME_ID}"] = script_bytes(EXPORT_VOLUME_ID)
    parts.files[readme.README] = readme.readme_bytes(document, choices.language)
    document["files"] = [
        {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(parts.files.items())
    ]
    kit_json = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=True).encode("ascii") + b"\n"
    files = {KIT_JSON: kit_json, **dict(sorted(parts.files.items()))}
    return Kit(kit_id=kit_id, files=files, secrets=tuple(parts.secrets), notes=tuple(parts.notes))


class _Parts:
    """The files as they come together, the secrets among them in words, and what the person should know."""

    def __init__(self, key: KitKey) -> None:
        self.key = key
        self.files: dict[str, bytes] = {}
        self.secrets: list[str] = []
        self.notes: list[str] = []

    def add(self, path: str, data: bytes) -> str:
        if len(path) > _MAX_PATH:
            raise ShieldwizError(
                Problem.FILE_NAME,
                f"The path of a file in the kit would have {len(path)} characters; {_MAX_PATH} are safe on Windows.",
                "Give that file a shorter name, or let it be locked: then it travels under a short one.",
            )
        self.files[path] = data
        return path


def _owner(parts: _Parts, owner: Owner, choices: KitChoices, now: datetime) -> dict[str, Any]:
    goes_along = choices.owner_pfx is not OwnerPfx.NEVER
    has_expired = any(one.not_after < now for one in (owner.signing, owner.encryption))
    document = {
        **_pair(owner.signing, owner.encryption),
        "name": owner.name,
        "signingThumbprint": owner.signing.thumbprint,
        "encryptionThumbprint": owner.encryption.thumbprint,
        "from": "pfx" if goes_along else "present",
        "always": choices.owner_pfx is OwnerPfx.ALWAYS,
        "pfxForm": "2016" if choices.pfx_form is PfxForm.SERVER_2016 else "2019",
        "signingPfx": None,
        "encryptionPfx": None,
        "allowUntrustedRoot": True,
        "allowExpired": has_expired,
        "decisions": ["own-keys", *(("expired",) if has_expired else ())],
    }
    if has_expired:
        parts.notes.append(
            "The owner's own certificates have run out. Its virtual machines outlive them, so the kit tells Windows "
            "to take them all the same."
        )
    if goes_along:
        keys = zip(("signing", "encryption"), (owner.signing, owner.encryption), owner.software_keys(), strict=True)
        for role, certificate, key in keys:
            name, password = f"{owner.name} {role}", parts.key.password
            data = encode_pfx(name, certificate, key, password, form=choices.pfx_form)
            document[f"{role}Pfx"] = parts.add(f"inputs/owner-{role}.pfx", data)
        parts.secrets.append("the owner's private keys, in two PFX files, locked with the kit key")
    return document


def _guardian(parts: _Parts, number: int, one: KitGuardian) -> dict[str, Any]:
    if one.metadata.startswith(_UTF16):
        raise ShieldwizError(
            Problem.NOT_FIT,
            f"The metadata of {one.name} is a copy in UTF-16, which Windows does not import.",
            "Take the file as the hoster gave it, byte for byte.",
        )
    found = read_metadata(parse_xml(one.metadata)).guardian
    if found != one.guardian:
        raise ShieldwizError(
            Problem.NOT_FIT,
            f"The metadata is not that of {one.name}: its certificates are others.",
            "Take the file that this guardian was imported from.",
        )
    return {
        **_pair(one.guardian.signing, one.guardian.encryption),
        "name": one.name,
        "metadata": parts.add(f"inputs/guardian-{number}.xml", one.metadata),
        "basis": basis.basis_document(one),
        "allowExpired": one.allows_expired,
        "allowUntrustedRoot": True,
    }


def _pair(signing: Certificate, encryption: Certificate) -> dict[str, Any]:
    return {
        "signingSha256": signing.fingerprint,
        "encryptionSha256": encryption.fingerprint,
        "fingerprint": GuardianFingerprint.of(signing, encryption).hex,
    }


def _disk(parts: _Parts, number: int, disk: KitDisk) -> dict[str, Any]:
    place = f"inputs/disk-{number}.vsc"
    qualifier = disk.qualifier
    return {
        "place": place,
        "catalog": parts.add(place, disk.catalog) if disk.catalog is not None else None,
        "expected": {
            "name": qualifier.disk_name,
            "version": str(qualifier.version),
            "signerSha256": qualifier.signer.fingerprint,
        },
        "versionRule": qualifier.rule.value,
    }


def _answer_file(parts: _Parts, inputs: KitInputs, choices: KitChoices) -> dict[str, Any] | None:
    file = inputs.contents.answer_file
    if (file is None) == (inputs.purpose is Purpose.SHIELDED_TEMPLATE):
        raise ShieldwizError(
            Problem.MEANING,
            "A file for new virtual machines has an answer file, and one for an existing machine has none.",
            "Look at the shielding data file with `shieldwiz pdk inspect`.",
        )
    if file is None:
        return None
    if choices.clear_answer_file:
        parts.secrets.append(f"the answer file {file.name}, READABLE by everybody who has the kit")
        return _clear(parts.add("inputs/answer-file.xml", file.data), file)
    parts.secrets.append(f"the answer file {file.name}, locked with the kit key")
    return _locked(parts, "inputs/answer-file.enc", file)


def _other_file(parts: _Parts, number: int, file: NamedFile, choices: KitChoices) -> dict[str, Any]:
    if choices.clear_other_files:
        parts.secrets.append(f"the file {file.name}, READABLE by everybody who has the kit")
        return _clear(parts.add(f"inputs/other/{file.name}", file.data), file)
    parts.secrets.append(f"the file {file.name}, locked with the kit key")
    return _locked(parts, f"inputs/other/file-{number}.enc", file)


def _clear(path: str, file: NamedFile) -> dict[str, Any]:
    return {"path": path, "name": file.name, "encrypted": False}


def _locked(parts: _Parts, path: str, file: NamedFile) -> dict[str, Any]:
    return {"path": parts.add(path, lock_file(file.data, parts.key, path)), "name": file.name, "encrypted": True}
