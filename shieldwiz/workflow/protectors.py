# SPDX-License-Identifier: Apache-2.0
"""Bare key protectors (.kp): look into, verify, convert, let guardians in and out, export."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError
from shieldwiz.files import write_file
from shieldwiz.guardians.guardian import parse_fingerprint
from shieldwiz.keyprotector.encoding import MAX_FILE, Form, KeyProtectorFile, frame, read_key_protector
from shieldwiz.keyprotector.unseal import grant as grant_rows
from shieldwiz.keyprotector.unseal import revoke as revoke_rows
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from shieldwiz.shieldingdata.read import read_shielding_data
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import read_input, refuse_same_file, write_output
from shieldwiz.workflow.shielding import find_recipient, known_names, known_pairs, recipients
from shieldwiz.workflow.shielding_report import protector_report, with_names

KEEPS_ITS_KEY = (
    "The transport key stays the same, since the virtual machine has sealed data under it: whoever could open an older "
    "copy still can, and whoever is let in here can also open a shielding data file that this protector came from."
)
WINDOWS_READS = (
    "Whether Windows reads a key protector that shieldwiz wrote is not known: the algorithms that Windows uses are not "
    "public. The bytes of a protector that came from Windows are kept as they are."
)


def inspect(home: Home, name: str) -> dict[str, Any]:
    """What a key protector file says, every signature with its outcome. Raises its refusal."""
    file, verdict = _read(name)
    return _report(home, name, file, verdict)


def verify(
    home: Home, name: str, *, owner: str | None = None, owner_fingerprint: str | None = None
) -> tuple[dict[str, Any], ShieldwizError | None]:
    """The report, and why it is not verified by the owner asked for (None where it is).

    Raises its refusal, and `OWNER_UNKNOWN` for another owner than the one asked for.
    """
    file, verdict = _read(name)
    if verdict is None:
        raise ShieldwizError(
            Problem.KIND, "There is no key protector in this file: it belongs to a VM that is not shielded."
        )
    if verdict.refusal is not None:
        raise verdict.refusal
    report = _report(home, name, file, verdict)
    fingerprint = verdict.protector.owner.fingerprint
    told = home.owners.show(owner).fingerprint.hex if owner is not None else None
    if owner_fingerprint is not None:
        told = parse_fingerprint(owner_fingerprint)
    if told is not None and not fingerprint.matches(told):
        raise ShieldwizError(
            Problem.OWNER_UNKNOWN,
            "This key protector belongs to another owner than the one asked for.",
            "Do not use it, unless you know why its owner is another.",
            detail=fingerprint.hex,
        )
    return report, _open_question(verdict, is_known=told is not None or fingerprint in known_pairs(home))


def _open_question(verdict: ProtectorVerdict, *, is_known: bool) -> ShieldwizError | None:
    if not verdict.signed_by_owner:
        number = verdict.protector.signed_by_id
        text = f"It is signed by guardian {number}, not by its owner, so nothing in it speaks for the owner."
        return DecisionNeededError(Problem.GUARDIAN_SIGNATURE, text, "Ask the owner for the original.", rule="K6")
    if verdict.not_evaluated is not None:
        return DecisionNeededError(
            Problem.ALGORITHM, verdict.not_evaluated.message, verdict.not_evaluated.hint, rule="K3"
        )
    if not is_known:
        text = "Every signature fits, by an owner that this computer does not know."
        hint = "Ask the owner for the fingerprint of the owner's pair, and give it with --owner-fingerprint."
        return DecisionNeededError(Problem.OWNER_UNKNOWN, text, hint)
    return None


def convert(name: str, output: str, form: str, *, overwrite: bool) -> None:
    """The same key protector in another framing, the bytes inside untouched. Raises its refusal."""
    refuse_same_file(name, output)
    file, _ = _read(name)
    xml = file.protector.xml if file.protector is not None else None
    write_output(output, frame(xml, Form(form)), overwrite=overwrite)


def grant(
    home: Home,
    name: str,
    guardians: Sequence[str],
    *,
    owner: str,
    passphrase: str,
    output: str,
    overwrite: bool,
    now: datetime,
) -> tuple[str, ...]:
    """Let guardians in under the same transport key. Returns notes. Owner only."""
    refuse_same_file(name, output)
    known, notes = recipients(home, guardians, now)
    file, verdict = _require(name)
    loaded = home.owners.load(owner, passphrase)
    xml = grant_rows(verdict, loaded, [one.guardian for one in known])
    write_file(Path(output), frame(xml, file.form), overwrite=overwrite)
    return notes


def revoke(
    home: Home, name: str, guardians: Sequence[str], *, owner: str, passphrase: str, output: str, overwrite: bool
) -> None:
    """Take guardians' rows out, under the same transport key. Owner only."""
    refuse_same_file(name, output)
    file, verdict = _require(name)
    fingerprints = [wrapping.fingerprint for wrapping in verdict.protector.wrappings]
    gone = [find_recipient(home, fingerprints, guardian) for guardian in guardians]
    loaded = home.owners.load(owner, passphrase)
    write_file(Path(output), frame(revoke_rows(verdict, loaded, gone), file.form), overwrite=overwrite)


def export(name: str, output: str, form: str, *, overwrite: bool) -> None:
    """The key protector of a shielding data file, byte for byte, in a framing. Raises the file's refusal."""
    refuse_same_file(name, output)
    verified = read_shielding_data(read_input(name, MAX_SHIELDING_DATA))
    write_output(output, frame(verified.protector.xml, Form(form)), overwrite=overwrite)


def _read(name: str) -> tuple[KeyProtectorFile, ProtectorVerdict | None]:
    file = read_key_protector(read_input(name, MAX_FILE))
    return file, judge(file.protector) if file.protector is not None else None


def _require(name: str) -> tuple[KeyProtectorFile, ProtectorVerdict]:
    file, verdict = _read(name)
    if verdict is None:
        raise ShieldwizError(
            Problem.KIND, "There is no key protector in this file: it belongs to a VM that is not shielded."
        )
    return file, verdict


def _report(home: Home, name: str, file: KeyProtectorFile, verdict: ProtectorVerdict | None) -> dict[str, Any]:
    report = protector_report(name, file.form.value, verdict)
    return report if verdict is None else with_names(report, known_names(home))
