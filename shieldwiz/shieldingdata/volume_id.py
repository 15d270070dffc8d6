# SPDX-License-Identifier: Apache-2.0
"""Trusted template disks: their description file, what one means in words, and whether a disk would be accepted.

A disk fits when its name and its signer match and its version compares by the rule. In a qualifier's name `*` stands
for any characters and `?` for any one; every other character, upper and lower case too, must be the same. Microsoft
says only that the name may contain wildcards, so nothing further (brackets, ranges) is read into it.
"""

import base64
import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.rules import MAX_DISK_NAME, check_text
from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.xml_reading import decode_base64

SCHEMA = "shieldwiz/volume-id/1"
MAX_VOLUME_ID = 256 << 10  # the file of one disk; a certificate has 64 KiB at most
_MAX_CERTIFICATE = 64 << 10


class Condition(StrEnum):
    """The condition that a disk fails, in the order in which they are looked at."""

    NAME = "name"
    SIGNER = "signer"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """Whether a disk would be accepted: `failed` is None where it would, `sentence` says it to a person."""

    failed: Condition | None
    sentence: str

    @property
    def is_accepted(self) -> bool:
        """Whether the disk may be used."""
        return self.failed is None


def read_volume_id(data: bytes, *, rule: VersionRule | None = None) -> VolumeIdQualifier:
    """The qualifier in a JSON description file; further keys are ignored.

    `rule` is used in place of the file's. Raises `KIND` for another document, `VALUE`, `LIMITS`, `CERTIFICATE` for a
    field that is wrong.
    """
    fields = _fields(data)
    name = _text(fields, "name")
    check_text(name, "name", MAX_DISK_NAME)
    return VolumeIdQualifier(
        disk_name=name,
        version=TemplateVersion.parse(_text(fields, "version")),
        rule=_rule(fields) if rule is None else rule,
        signer=_certificate(fields),
    )


def write_volume_id(qualifier: VolumeIdQualifier) -> bytes:
    """The JSON description file of a qualifier, UTF-8. Raises `VALUE` or `LIMITS` for a name that cannot be used."""
    check_text(qualifier.disk_name, "name", MAX_DISK_NAME)
    document = {
        "schema": SCHEMA,
        "name": qualifier.disk_name,
        "version": str(qualifier.version),
        "certificate": base64.b64encode(qualifier.signer.der).decode("ascii"),
        "rule": str(qualifier.rule),
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def meaning(qualifier: VolumeIdQualifier) -> str:
    """Which disks a qualifier lets in, as one sentence."""
    name, version, signer = shown(qualifier.disk_name), qualifier.version, qualifier.signer.subject
    if qualifier.rule is VersionRule.EQUALS:
        return f"Trusts {name} version {version} only, if signed by {signer}."
    if qualifier.rule is VersionRule.GREATER_THAN:
        return f"Trusts {name} in every version newer than {version}, but not {version} itself, if signed by {signer}."
    return f"Trusts {name} version {version} and every newer one, if signed by {signer}."


def match_disk(
    qualifiers: Iterable[VolumeIdQualifier], name: str, version: TemplateVersion, signer: Certificate
) -> MatchResult:
    """Whether a disk would be accepted by any of the qualifiers; if not, the condition of the one that comes nearest.

    `signer` is the certificate that signed the disk's catalog.
    """
    qualifiers = tuple(qualifiers)
    results = [_match_one(qualifier, name, version, signer) for qualifier in qualifiers]
    named = [result for result in results if result.failed is not Condition.NAME]
    for wanted in (None, Condition.VERSION, Condition.SIGNER):
        for result in named:
            if result.failed is wanted:
                return result
    return MatchResult(failed=Condition.NAME, sentence=_no_such_name(qualifiers, name))


def _match_one(qualifier: VolumeIdQualifier, name: str, version: TemplateVersion, signer: Certificate) -> MatchResult:
    if not _name_fits(qualifier.disk_name, name):
        return MatchResult(failed=Condition.NAME, sentence=_no_such_name((qualifier,), name))
    if qualifier.signer != signer:
        return MatchResult(
            failed=Condition.SIGNER, sentence="The name matches, but the disk is signed by another certificate."
        )
    why = _version_fails(qualifier, version)
    if why:
        return MatchResult(
            failed=Condition.VERSION,
            sentence=f"Name and signer match {shown(qualifier.disk_name)}, but version {version} is {why}.",
        )
    return MatchResult(failed=None, sentence=f"Yes. {shown(qualifier.disk_name)} allows it.")


def _version_fails(qualifier: VolumeIdQualifier, version: TemplateVersion) -> str:
    """Why the version does not compare by the rule; empty where it does."""
    wanted = qualifier.version
    if qualifier.rule is VersionRule.EQUALS:
        return "" if version == wanted else f"not {wanted}, the only one trusted"
    if qualifier.rule is VersionRule.GREATER_THAN:
        return "" if version > wanted else f"not newer than {wanted}"
    return "" if version >= wanted else f"older than {wanted}"


def _name_fits(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern with `*` and `?`. Steps grow with the product of the lengths at most: the pattern
    may be a stranger's.
    """
    at = here = 0
    last_star, resume = -1, 0
    while here < len(name):
        expected = pattern[at : at + 1]
        if expected == "*":
            last_star, resume = at, here
            at += 1
        elif expected in ("?", name[here]):
            at, here = at + 1, here + 1
        elif last_star >= 0:  # let the last star take one character more
            resume += 1
            at, here = last_star + 1, resume
        else:
            return False
    return not pattern[at:].strip("*")


def _no_such_name(qualifiers: tuple[VolumeIdQualifier, ...], name: str) -> str:
    names = {qualifier.disk_name.casefold(): qualifier.disk_name for qualifier in qualifiers}
    near = difflib.get_close_matches(name.casefold(), names, n=1)
    question = f": did you mean {shown(names[near[0]])}?" if near else "."
    return f"No qualifier has the name {shown(name)}. Names must match to the letter{question}"


def _fields(data: bytes) -> dict[str, object]:
    try:
        document = json.loads(data.decode("utf-8-sig")) if len(data) <= MAX_VOLUME_ID else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ShieldwizError(
            Problem.KIND,
            f"This is not the description of a template disk: JSON with the schema {SCHEMA}.",
            "Make one with the name, version and signing certificate of the disk, or export it on Windows.",
        )
    return document


def _text(fields: dict[str, object], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not value:
        raise ShieldwizError(
            Problem.VALUE,
            f"The description of the template disk lacks its {key}.",
            "Add it, or describe the disk once more.",
            detail=key,
        )
    return value


def _rule(fields: dict[str, object]) -> VersionRule:
    text = _text(fields, "rule")
    try:
        return VersionRule(text)
    except ValueError as error:
        raise ShieldwizError(
            Problem.VALUE,
            f"{shown(text, 60)!r} is not a version rule.",
            f"Use one of {', '.join(VersionRule)}.",
            detail="rule",
        ) from error


def _certificate(fields: dict[str, object]) -> Certificate:
    der = decode_base64(_text(fields, "certificate"))
    if der is None or len(der) > _MAX_CERTIFICATE:
        raise ShieldwizError(
            Problem.VALUE,
            "The certificate in the description of the template disk is not base64 of one certificate.",
            "Describe the disk once more.",
            detail="certificate",
        )
    return Certificate.from_der(der)
