# SPDX-License-Identifier: Apache-2.0
"""kit.json read back: what was decided, as the receipt of the Windows computer is compared with it."""

import json
from dataclasses import dataclass
from typing import Any

from shieldwiz.windowskit.assembly import SCHEMA
from shieldwiz.windowskit.json_reading import Fields

MAX_KIT_JSON = 2 << 20  # bytes; Windows PowerShell 5.1 takes no more
_WHAT = "the kit.json of a kit for Windows"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedGuardian:
    """An owner or hoster: its pair, and the switches that Windows is to be given if it does not know it yet."""

    name: str
    signing_sha256: str
    encryption_sha256: str
    allows_expired: bool
    allows_untrusted_root: bool

    @property
    def pair(self) -> tuple[str, str]:
        """What it is known by."""
        return self.signing_sha256, self.encryption_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedDisk:
    """A template disk: where its catalog lies, the catalog's hash where it came with the kit, and what was decided."""

    place: str
    catalog_sha256: str | None
    name: str
    version: str
    signer_sha256: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDocument:
    """A kit as it was decided. `files` are path, size and SHA-256."""

    kit_id: str
    tool_version: str
    purpose: str
    policy: str
    pdk_name: str
    owner: DecidedGuardian
    guardians: tuple[DecidedGuardian, ...]
    disks: tuple[DecidedDisk, ...]
    files: tuple[tuple[str, int, str], ...]


def read_kit_document(data: bytes) -> KitDocument:
    """What a kit.json says. Raises `KIND` where it is none or damaged, `SIZE`."""
    fields = Fields.parse(data, SCHEMA, _WHAT, MAX_KIT_JSON)
    files = fields.list_of("files", lambda one: (one.text("path"), one.number("size"), one.sha256("sha256")))
    hashes = {path: sha256 for path, _, sha256 in files}
    return KitDocument(
        kit_id=fields.text("kitId"),
        tool_version=fields.fields("tool").text("version"),
        purpose=fields.text("purpose"),
        policy=fields.text("policy"),
        pdk_name=fields.fields("output").text("fileName"),
        owner=_guardian(fields.fields("owner")),
        guardians=fields.list_of("guardians", _guardian),
        disks=fields.list_of("volumeIds", lambda one: _disk(one, hashes)),
        files=files,
    )


def without_secrets(data: bytes) -> dict[str, Any]:
    """The part of a kit.json that may be remembered: no file that is readable in the kit, and no hash of one."""
    document: dict[str, Any] = json.loads(data)
    clear = {one["path"] for one in (document["answerFile"], *document["otherFiles"]) if one and not one["encrypted"]}
    files = [one for one in document["files"] if one["path"] not in clear]
    return {**document, "answerFile": None, "otherFiles": [], "files": files}


def _guardian(fields: Fields) -> DecidedGuardian:
    return DecidedGuardian(
        name=fields.text("name"),
        signing_sha256=fields.sha256("signingSha256"),
        encryption_sha256=fields.sha256("encryptionSha256"),
        allows_expired=fields.flag("allowExpired"),
        allows_untrusted_root=fields.flag("allowUntrustedRoot"),
    )


def _disk(fields: Fields, hashes: dict[str, str]) -> DecidedDisk:
    expected = fields.fields("expected")
    catalog = fields.perhaps("catalog", fields.text)
    return DecidedDisk(
        place=fields.text("place"),
        catalog_sha256=hashes.get(catalog) if catalog is not None else None,
        name=expected.text("name"),
        version=expected.text("version"),
        signer_sha256=expected.sha256("signerSha256"),
        rule=fields.text("versionRule"),
    )
