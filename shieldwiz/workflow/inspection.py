# SPDX-License-Identifier: Apache-2.0
"""What is this file? Told from its content; from its name only where the format is Microsoft's and not public."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.pfx_attributes import read_pfx_facts
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import judge
from shieldwiz.keyprotector.encoding import MAX_FILE, read_key_protector
from shieldwiz.keyprotector.verify import judge as judge_protector
from shieldwiz.shieldingdata.read import read_shielding_data
from shieldwiz.shieldingdata.volume_id import read_volume_id
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE, read_input
from shieldwiz.workflow.recipe import MAX_RECIPE, parse_recipe
from shieldwiz.workflow.report import certificate_report, schema, verdict_report
from shieldwiz.workflow.shielding import known_names
from shieldwiz.workflow.shielding_report import protector_report, shielding_data_report, with_names
from shieldwiz.workflow.volume_ids import in_words

_MICROSOFT = {
    ".pdk": (
        "Microsoft's shielding data file",
        (
            "New-ShieldingDataFile made it, and only Windows reads it; if it came from a kit, `shieldwiz windows-kit "
            "check-receipt` says what is in it"
        ),
    ),
    ".vsc": (
        "Microsoft's volume signature catalog",
        (
            "the script of `shieldwiz windows-kit script export-volume-id` says there which disk it stands for; a kit "
            "for Windows takes it with --catalog"
        ),
    ),
    ".fsk": ("Microsoft's fabric specialization keys", "New-ShieldedVMSpecializationDataFile made it"),
}
_MAX_JSON = 1 << 20  # a receipt has 200 KB at most
_OF_A_KIT = {
    schema("windows-kit"): "The kit.json of a kit for Windows: what its script works from.",
    schema("windows-kit-receipt"): "The receipt of a kit for Windows. It documents, it does not prove: `shieldwiz "
    "windows-kit check-receipt` compares it with what was decided.",
}
_KPS = b"http://schemas.microsoft.com/kps/2014/07"


def inspect_file(home: Home, name: str, now: datetime) -> dict[str, Any]:
    """Say what a file is, and show it: `kind`, one sentence `says`, and the `report` of that kind (or null).

    Raises the refusal of a shielding data file or key protector that is damaged, and what reading raises.
    """
    data = read_input(name, MAX_FILE)
    kind, says, report = _look(home, name, data, now)
    return {"schema": schema("inspection"), "file": name, "kind": kind, "says": says, "report": report}


def _look(home: Home, name: str, data: bytes, now: datetime) -> tuple[str, str, dict[str, Any] | None]:
    head = data[:2048].replace(b"\0", b"")
    if b"urn:shieldwiz:shielding-data:" in head:
        report = with_names(shielding_data_report(name, read_shielding_data(data), None), known_names(home))
        return "shielding-data", "A shielding data file of shieldwiz. Windows cannot read it.", report
    if _KPS in head and b"<GuardianInformation" in data.replace(b"\0", b"")[:8192]:
        report = verdict_report(name, judge(data, Confirmations(), now))
        return "metadata", "Guardian metadata of a hoster or owner. Judge it before you rely on it.", report
    if _is_protector(data, head):
        return _key_protector(home, name, data)
    if b"age-encryption.org/v1" in head:
        return "age", "An encrypted age file, such as an owner key file. `age -d` or shieldwiz opens it.", None
    for look, limit in (
        (_pfx, MAX_CERTIFICATE_FILE),
        (_certificate, MAX_CERTIFICATE_FILE),
        (_json, _MAX_JSON),
        (_recipe, MAX_RECIPE),
    ):
        found = look(data) if len(data) <= limit else None
        if found is not None:
            return found
    suffix = Path(name).suffix.lower()
    if suffix in _MICROSOFT:
        what, hint = _MICROSOFT[suffix]
        return "microsoft", f"By its name, {what}. That format is not public: use Windows ({hint}).", None
    return "unknown", "shieldwiz does not know this kind of file.", None


def _is_protector(data: bytes, head: bytes) -> bool:
    if _KPS in head and b"Wrappings" in data[:8192].replace(b"\0", b""):
        return True
    if len(data) >= 4 and data[0] <= 8:
        return True
    words = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").split()
    return len(words) >= 4 and all(word.isdigit() for word in words[:-1])


def _key_protector(home: Home, name: str, data: bytes) -> tuple[str, str, dict[str, Any] | None]:
    file = read_key_protector(data)
    if file.protector is None:
        report = protector_report(name, file.form.value, None)
        return "key-protector", "No key protector: it belongs to a virtual machine that is not shielded.", report
    report = with_names(protector_report(name, file.form.value, judge_protector(file.protector)), known_names(home))
    return "key-protector", f"A key protector, in {file.form.value} form.", report


_Found = tuple[str, str, dict[str, Any] | None]


def _pfx(data: bytes) -> _Found | None:
    try:
        facts = read_pfx_facts(data)
    except ShieldwizError as error:
        if error.problem is Problem.LIMITS:
            return "pfx", error.message, None
        return None
    provider = facts.key_provider or "no key storage provider named"
    report = {"encryption": facts.encryption, "key_provider": facts.key_provider, "visible": facts.provider_visible}
    return "pfx", f"A PFX file: a private key with its certificate ({facts.encryption}, {provider}).", report


def _certificate(data: bytes) -> _Found | None:
    try:
        file = read_certificate_file(data)
    except ShieldwizError as error:
        is_known = "private key" in error.message or "request" in error.message or "revocation list" in error.message
        return ("other-certificate-file", error.message, None) if is_known else None
    says = f"A certificate ({file.container}): {file.leaf.subject}."
    return "certificate", says, certificate_report(file.leaf)


def _json(data: bytes) -> _Found | None:
    try:
        document = json.loads(data)
        name = document["schema"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if name == schema("volume-id"):
        try:
            qualifier = read_volume_id(data)
        except ShieldwizError as error:
            return "volume-id", f"A description of a template disk, but damaged: {error.message}", None
        return "volume-id", in_words(qualifier), document
    if name == schema("shielding-data"):
        return "receipt", "A receipt of a shielding data file. It documents, it does not prove.", document
    if name in (schema("windows-kit"), schema("windows-kit-receipt")):
        return "json", _OF_A_KIT[name], document
    return "json", f"JSON of the schema {shown(str(name), 60)!r}.", None


def _recipe(data: bytes) -> _Found | None:
    try:
        document = parse_recipe(data)
    except (ValueError, RecursionError):
        return None
    if document.get("schema") != schema("recipe"):
        return None
    return "recipe", "A recipe for a shielding data file; `shieldwiz recipe check` looks at it.", document
