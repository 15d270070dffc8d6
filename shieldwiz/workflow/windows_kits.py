# SPDX-License-Identifier: Apache-2.0
"""The bridge to a Microsoft .pdk: make a kit for Windows from a shielding data file, and check what came of it."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.checks import Check, has_failed
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, refuse_existing, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.metadata import MAX_METADATA, read_metadata
from shieldwiz.keyprotector.protector import Wrapping
from shieldwiz.owners.pfx import PfxForm
from shieldwiz.owners.store import StoredOwner
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import confirm_owner
from shieldwiz.shieldingdata.shielding_data import VerifiedShieldingData
from shieldwiz.windowskit import kit_folder, scripts
from shieldwiz.windowskit.assembly import KIT_JSON, assemble
from shieldwiz.windowskit.fingerprint import kit_fingerprint
from shieldwiz.windowskit.kit_document import read_kit_document
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.kit_parts import Kit, KitChoices, KitDisk, KitGuardian, KitInputs, OwnerPfx
from shieldwiz.windowskit.readme import kit_name, language_of
from shieldwiz.windowskit.receipt import MAX_RECEIPT, read_receipt
from shieldwiz.windowskit.receipt_checks import Decided, check_receipt
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import read_input, refuse_same_file, write_output
from shieldwiz.workflow.known_kits import known_kit, note_kit
from shieldwiz.workflow.report import check_reports, fingerprint_report, schema
from shieldwiz.workflow.shielding import read_whole
from shieldwiz.xml_reading import parse_xml

NEVER_TRIED = (
    "The kit was never run on a real Windows computer by us: it follows Microsoft's documents. Its README says what is "
    "not known, and which five commands settle it."
)
MAX_CATALOG = 8 << 20
MAX_PDK = 16 << 20
_NOT_KEPT = "let in by its owner's own file; how it was confirmed is not kept on this computer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedKit:
    """A kit in memory, and its key, which is shown once and written nowhere."""

    kit: Kit
    key: KitKey
    pdk_name: str

    @property
    def key_text(self) -> str:
        """The kit key for people."""
        return self.key.text


def make_choices(
    *, owner_pfx: str = "if-missing", form: str = "server2019", language: str = "en", **clear: bool
) -> KitChoices:
    """Choices from the values of a command line. Raises `USAGE` for a language without a README."""
    return KitChoices(owner_pfx=OwnerPfx(owner_pfx), pfx_form=PfxForm(form), language=language_of(language), **clear)


def prepare(
    home: Home,
    name: str,
    passphrase: str,
    choices: KitChoices | None = None,
    *,
    now: datetime,
    owner: str | None = None,
    catalogs: Sequence[str] = (),
    metadata: Sequence[str] = (),
) -> PreparedKit:
    """Put the kit of a shielding data file together; nothing is written.

    `catalogs` are `N=FILE.vsc`, N the number of a template disk; `metadata` further metadata files of hosters that the
    library does not hold. Raises the file's refusal, `NAME_UNKNOWN` where its owner or a hoster's metadata is not here,
    and what loading keys, opening and `assemble` raise.
    """
    verified = read_whole(name)
    stored = _owner_of(home, verified, owner)
    confirmed = confirm_owner(verified, expected=stored.fingerprint.hex, known=frozenset())
    given = _given_metadata(metadata)
    guardians = tuple(_guardian(home, wrapping, given) for wrapping in verified.guardians)
    keys = home.owners.load(stored.name, passphrase)
    qualifiers = verified.header.volume_id_qualifiers
    found = _catalogs(catalogs, len(qualifiers))
    inputs = KitInputs(
        owner=keys,
        guardians=guardians,
        purpose=verified.header.purpose,
        policy=verified.header.policy,
        disks=tuple(KitDisk(qualifier=one, catalog=found.get(at)) for at, one in enumerate(qualifiers, 1)),
        contents=open_contents(confirmed, keys.encryption, keys.unwrapper),
        source_kind="pdkx",
        source_sha256=verified.sha256,
        pdk_name=f"{Path(name).stem}.pdk",
    )
    key = KitKey.random()
    kit = assemble(inputs, choices or KitChoices(), key, kit_id=secrets.token_hex(16), now=now)
    return PreparedKit(kit=kit, key=key, pdk_name=inputs.pdk_name)


def owner_name(home: Home, name: str, owner: str | None = None) -> str:
    """Whose passphrase making a kit of this file needs. Raises as `prepare`."""
    return _owner_of(home, read_whole(name), owner).name


def write(home: Home, prepared: PreparedKit, output: str, *, key_file: str | None = None) -> dict[str, Any]:
    """Write a prepared kit as a folder, or as one ZIP where `output` ends in .zip; returns its report.

    `key_file` takes the kit key (0600); without it the caller has shown the key. Raises as `write_file`; nothing is
    ever replaced, and no key file stays behind where the kit could not be written.
    """
    path = Path(output)
    refuse_existing(path, overwrite=False)
    if key_file is not None:
        _refuse_key_inside(path, Path(key_file))
        write_file(Path(key_file), f"{prepared.key.text}\n".encode("ascii"), secret=True)
    try:
        notes = write_files(home, prepared.kit.files, output)
    except ShieldwizError:
        if key_file is not None:
            with suppress(OSError):
                Path(key_file).unlink()
        raise
    return kit_report(prepared, output, notes)


def write_files(home: Home, files: Mapping[str, bytes], output: str) -> tuple[str, ...]:
    """Write the files of a kit and remember it. Returns what to say of the memory; raises as `write_file`."""
    document = read_kit_document(files[KIT_JSON])
    kit_folder.write_kit(Path(output), files, kit_name(document.pdk_name))
    return note_kit(home, document.kit_id, files[KIT_JSON], kit_fingerprint(files[KIT_JSON]).hex)


def kit_report(prepared: PreparedKit, output: str, notes: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON object on a kit; the kit key is not in it."""
    files = prepared.kit.files
    document = read_kit_document(files[KIT_JSON])
    return {
        "schema": schema("windows-kit-made"),
        "output": output,
        "kit_id": prepared.kit.kit_id,
        "fingerprint": fingerprint_report(kit_fingerprint(files[KIT_JSON])),
        "makes": prepared.pdk_name,
        "files": [{"path": path, "size": len(data)} for path, data in files.items()],
        "secrets": list(prepared.kit.secrets),
        "missing_catalogs": [
            {"place": disk.place, "name": disk.name, "version": disk.version}
            for disk in document.disks
            if disk.catalog_sha256 is None
        ],
        "notes": [*prepared.kit.notes, *notes],
        "windows": NEVER_TRIED,
    }


def receipt_check(home: Home, file: str, *, kit: str | None = None, pdk: str | None = None) -> dict[str, Any]:
    """What Windows made against what was decided: the JSON object of `windows-kit check-receipt`.

    Raises `KIND` and `SIZE` for what is no receipt or no kit; `NOT_FIT` where the given kit is not whole any more.
    """
    receipt = read_receipt(read_input(file, MAX_RECEIPT))
    decided = _given_kit(Path(kit)) if kit is not None else known_kit(home, receipt.kit_id)
    checks = check_receipt(receipt, decided, read_file(Path(pdk), MAX_PDK) if pdk is not None else None)
    word, headline, what_next = _verdict(checks)
    return {
        "schema": schema("windows-kit-receipt-check"),
        "file": file,
        "kit_id": receipt.kit_id,
        "verdict": word,
        "headline": headline,
        "checks": check_reports(checks),
        "next": what_next,
    }


def save_script(name: str, output: str, *, overwrite: bool = False) -> str:
    """Write a helper script for Windows; returns its SHA-256. Raises `NAME_UNKNOWN`, and as `write_file`."""
    data = scripts.helper_script(name)
    write_output(output, data, overwrite=overwrite)
    return scripts.script_sha256(scripts.HELPERS[name])


def _verdict(checks: Sequence[Check]) -> tuple[str, str, str]:
    if has_failed(checks):
        failed = next(check for check in checks if check.outcome.value == "fail")
        return "refused", failed.detail, "do not use this .pdk; find out why, then make it again from the kit"
    if any(check.is_open for check in checks):
        is_open = next(check for check in checks if check.is_open)
        return "decide", f"nothing contradicts what was decided, but not all was proved: {is_open.detail}", ""
    return "equal", "what Windows made is what was decided.", ""


def _given_kit(path: Path) -> Decided:
    if path.is_dir() or kit_folder.is_zip(path):
        files = kit_folder.read_kit(path)
        return Decided(document=kit_folder.check_files(files), sha256=kit_fingerprint(files[KIT_JSON]).hex)
    data = kit_folder.kit_json_of(path)
    return Decided(document=read_kit_document(data), sha256=kit_fingerprint(data).hex)


def _refuse_key_inside(kit: Path, key_file: Path) -> None:
    refuse_same_file(str(kit), str(key_file))
    if kit.resolve() in key_file.resolve().parents:
        raise ShieldwizError(
            Problem.USAGE,
            "The kit key must not lie in the kit that it opens.",
            "Choose another place for the key file.",
        )


def _owner_of(home: Home, verified: VerifiedShieldingData, name: str | None) -> StoredOwner:
    """The owner of the file, among those of this computer."""
    stored = home.owners.show(name) if name is not None else home.owners.find(verified.owner.fingerprint)
    if stored is None or stored.fingerprint != verified.owner.fingerprint:
        raise ShieldwizError(
            Problem.NAME_UNKNOWN,
            "The owner of this file is not on this computer, and only its owner can take out what goes into a kit.",
            "`shieldwiz owner list` shows who is here; restore the owner from its backup.",
        )
    return stored


def _given_metadata(names: Sequence[str]) -> dict[str, bytes]:
    found = {}
    for name in names:
        data = read_input(name, MAX_METADATA)
        found[read_metadata(parse_xml(data)).guardian.fingerprint.hex] = data
    return found


def _guardian(home: Home, wrapping: Wrapping, given: Mapping[str, bytes]) -> KitGuardian:
    """A hoster that the file lets in, with its metadata as received: from the library, else as given."""
    fingerprint = wrapping.fingerprint.hex
    for known in home.guardians.all():
        if known.guardian.fingerprint.hex == fingerprint:
            return KitGuardian(
                name=known.name,
                guardian=known.guardian,
                metadata=given.get(fingerprint, known.metadata),
                basis=known.basis,
                confirmed=known.confirmed,
                reason=known.reason,
                allows_expired="allow-expired" in known.overrides,
            )
    if fingerprint not in given:
        raise ShieldwizError(
            Problem.NAME_UNKNOWN,
            f"The metadata of a hoster is not here: {shown(wrapping.encryption.subject)}, fingerprint {fingerprint}.",
            "Windows imports a hoster from its own document. Import it into the library, or add --metadata FILE.",
        )
    return KitGuardian(
        name=f"Guardian {fingerprint[:8]}",
        guardian=_read_guardian(given[fingerprint]),
        metadata=given[fingerprint],
        basis=TrustBasis.OVERRIDE,
        reason=_NOT_KEPT,
    )


def _read_guardian(data: bytes) -> Guardian:
    return read_metadata(parse_xml(data)).guardian


def _catalogs(given: Sequence[str], disks: int) -> dict[int, bytes]:
    """`N=FILE.vsc` or `disk-N=FILE.vsc`, by number."""
    found: dict[int, bytes] = {}
    for text in given:
        number, equals, file = text.partition("=")
        plain = number.removeprefix("disk-")
        at = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else 0
        if not equals or not 1 <= at <= disks or at in found:
            raise ShieldwizError(
                Problem.USAGE,
                f"{shown(text)!r} does not name a catalog for one of the {disks} template disks.",
                "Write the number of the disk, as `pdk inspect` shows it, then = and the file: 1=template.vsc",
            )
        found[at] = read_file(Path(file), MAX_CATALOG)
    return found
