# SPDX-License-Identifier: Apache-2.0
"""What Windows made, compared with what was decided: checks R01 to R10. Source: WINDOWS_KIT 8."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shieldwiz import __version__
from shieldwiz.checks import Check, Outcome
from shieldwiz.foreign_text import shown
from shieldwiz.windowskit.kit_document import DecidedDisk, DecidedGuardian, KitDocument
from shieldwiz.windowskit.protector_check import known_pairs_check, new_facts_check, protector_check
from shieldwiz.windowskit.receipt import CatalogFacts, Receipt, ReceivedCatalog, ReceivedGuardian
from shieldwiz.windowskit.script_steps import step_in_words
from shieldwiz.windowskit.scripts import MAKE_SCRIPT, script_sha256

_PARAMETER_SETS = {"ShieldedTemplate": "ShieldedTemplateParameterSet", "ExistingVM": "ExistingVMParameterSet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The kit that the receipt is compared with, and the SHA-256 of its kit.json."""

    document: KitDocument
    sha256: str


def check_receipt(receipt: Receipt, decided: Decided | None, pdk: bytes | None = None) -> tuple[Check, ...]:
    """All checks, in order. Without a kit only those that need none; `pdk` is the finished file, if at hand."""
    checks = [_belongs(receipt, decided)]
    if decided is not None:
        checks.append(_unchanged(receipt, decided))
    checks.append(_outcome(receipt))
    if receipt.outcome == "done":
        checks.append(_file(receipt, pdk))
        if decided is not None:
            checks += _against_kit(receipt, decided.document)
        else:
            checks.append(protector_check(receipt, None))
        checks += new_facts_check(receipt)
    return tuple(checks)


def _against_kit(receipt: Receipt, document: KitDocument) -> list[Check]:
    return [
        known_pairs_check(receipt, document),
        _switches(receipt, document),
        _settings(receipt, document),
        protector_check(receipt, document),
        *(_disk_facts(disk, receipt.catalogs) for disk in document.disks),
    ]


def _belongs(receipt: Receipt, decided: Decided | None) -> Check:
    if decided is None:
        return Check(
            id="R01",
            outcome=Outcome.NOT_EVALUATED,
            reason="unknown-kit",
            is_open=True,
            detail="This computer does not know the kit that this receipt is from. Add the kit itself to compare.",
        )
    if receipt.kit_id != decided.document.kit_id:
        return _fail("R01", "other-kit", "This receipt is from another kit.")
    return _pass("R01", "The receipt is from this kit.")


def _unchanged(receipt: Receipt, decided: Decided) -> Check:
    expected = {path: sha256 for path, _, sha256 in decided.document.files}.get(MAKE_SCRIPT)
    if receipt.kit_sha256 != decided.sha256:
        return _fail("R02", "kit-changed", "The kit.json that Windows worked from is not the one that was made.")
    if receipt.script_sha256 is None or receipt.script_sha256 != expected:
        return _fail("R02", "script-changed", "The script that ran on Windows is not the one of the kit.")
    if decided.document.tool_version == __version__ and expected != script_sha256(MAKE_SCRIPT):
        return _fail("R02", "script-unknown", f"The script of the kit is not the one of shieldwiz {__version__}.")
    return _pass("R02", "Windows worked from the kit as it was made, with its own script.")


def _outcome(receipt: Receipt) -> Check:
    if receipt.outcome == "done":
        return _pass("R03", "Every step on Windows was done.")
    said = f" Windows said: {shown(receipt.message, 400)}" if receipt.message else ""
    return _fail("R03", "failed", f"It stopped at step {shown(receipt.step, 20)}: {step_in_words(receipt.step)}{said}")


def _file(receipt: Receipt, pdk: bytes | None) -> Check:
    if receipt.pdk is None:
        return _fail("R04", "no-file", "The receipt names no finished file.")
    if pdk is None:
        return Check(
            id="R04",
            outcome=Outcome.NOTE,
            reason="not-given",
            detail="The .pdk itself was not looked at; add it with --pdk.",
        )
    if (len(pdk), hashlib.sha256(pdk).hexdigest()) != (receipt.pdk.size, receipt.pdk.sha256):
        return _fail("R04", "other-file", "This .pdk is not the file that Windows made with this kit.")
    return _pass("R04", "This .pdk is the file that Windows made.")


def _switches(receipt: Receipt, document: KitDocument) -> Check:
    for wanted, found in _pairs(receipt, document):
        used = (found.allowed_expired, found.allowed_untrusted_root)
        asked = (wanted.allows_expired, wanted.allows_untrusted_root) if found.how == "made" else (False, False)
        if used != asked:
            return _fail(
                "R06",
                "switches",
                f"{shown(wanted.name)} was put on that computer with other permissions than were decided "
                f"(expired {_yes(used[0])}, untrusted root {_yes(used[1])}).",
            )
    return _pass("R06", "Windows was allowed exactly what was decided.")


def _pairs(receipt: Receipt, document: KitDocument) -> Iterable[tuple[DecidedGuardian, ReceivedGuardian]]:
    received = {one.pair: one for one in receipt.guardians}
    if receipt.owner is not None:
        received[receipt.owner.pair] = receipt.owner
    for wanted in (document.owner, *document.guardians):
        if wanted.pair in received:
            yield wanted, received[wanted.pair]


def _settings(receipt: Receipt, document: KitDocument) -> Check:
    if receipt.policy != document.policy:
        return _fail("R07", "policy", f"The policy is {shown(receipt.policy, 40)}; decided was {document.policy}.")
    if receipt.parameter_set != _PARAMETER_SETS.get(document.purpose):
        return _fail("R07", "purpose", "The file was made for another purpose than was decided.")
    received = {one.place: one for one in receipt.catalogs}
    if len(received) != len(receipt.catalogs) or received.keys() != {disk.place for disk in document.disks}:
        return _fail("R07", "disks", "The file was made with other template disks than were decided.")
    for disk in document.disks:
        found = received[disk.place]
        if found.rule != disk.rule:
            return _fail("R07", "rule", f"{disk.place} has the rule {shown(found.rule, 40)}, not {disk.rule}.")
        if disk.catalog_sha256 not in {None, found.sha256}:
            return _fail("R07", "catalog", f"{disk.place} is another catalog than the one in the kit.")
    return _pass("R07", "Policy, purpose, template disks and version rules are as decided.")


def _disk_facts(disk: DecidedDisk, catalogs: Sequence[ReceivedCatalog]) -> Check:
    facts = next((one.facts for one in catalogs if one.place == disk.place), None)
    if facts is None:
        return Check(
            id="R09",
            outcome=Outcome.NOTE,
            reason="not-readable",
            about=disk.place,
            detail=f"That computer could not say what {disk.place} is; it should be {shown(disk.name)}, version "
            f"{disk.version}. Only Windows Server shows it.",
        )
    fault = _differs(disk, facts)
    if fault:
        return _fail("R09", "other-disk", f"{disk.place}: {fault}", about=disk.place)
    return _pass("R09", f"{disk.place} is the template disk that was decided.", about=disk.place)


def _differs(disk: DecidedDisk, facts: CatalogFacts) -> str:
    if facts.name != disk.name:
        return f"the catalog is of the disk {shown(facts.name)}; decided was {shown(disk.name)}."
    if facts.version != disk.version:
        return f"the catalog is of version {shown(facts.version, 40)}; decided was {disk.version}."
    if facts.signer_sha256 not in {None, disk.signer_sha256}:
        return "the catalog is signed by somebody else than was decided."
    return ""


def _yes(value: bool) -> str:
    return "allowed" if value else "not allowed"


def _pass(check_id: str, detail: str, *, about: str = "") -> Check:
    return Check(id=check_id, outcome=Outcome.PASS, detail=detail, about=about)


def _fail(check_id: str, reason: str, detail: str, *, about: str = "") -> Check:
    return Check(id=check_id, outcome=Outcome.FAIL, reason=reason, detail=detail, about=about)
