# SPDX-License-Identifier: Apache-2.0
"""Answer files: checked before they are sealed, and the values that a hoster must supply for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.findings import Finding, Preflight, Reach
from shieldwiz.answerfile.given import Given, OtherFile
from shieldwiz.answerfile.hoster_values import HosterValue, check_values, hoster_values, read_values, with_values
from shieldwiz.answerfile.masking import masked
from shieldwiz.answerfile.preflight import preflight
from shieldwiz.answerfile.reading import Document, decoded, read_document
from shieldwiz.answerfile.rules import rules
from shieldwiz.answerfile.value_lists import FORMATS
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.shielding_data import Contents, Policy
from shieldwiz.workflow.inputs import read_input, refuse_same_file, write_output
from shieldwiz.workflow.report import schema

_MOST = 4 << 20  # what is looked at to say that it is too large
_MAX_VALUES = 1 << 20
_DRIVES = {"yes": True, "no": False, "unknown": None}
_FIXED = frozenset({"AF-NAME-FIXED", "AF-NET-FIXED"})  # true of every file into which values were put


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the preflight is told, as a command line or the window gives it; files by their paths."""

    policy: str = "Shielded"
    fabric: str = "vmm"
    architecture: str = "amd64"
    other_files: tuple[str, ...] = ()
    pfx_passwords: tuple[str, ...] = field(default=(), repr=False)
    template_opens: tuple[str, ...] = ()
    data_drives: str = "unknown"
    hoster_supplies: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    is_strict: bool = False


def check(file: str, told: Circumstances, now: datetime, *, values: str | None = None) -> dict[str, Any]:
    """The JSON object of `answer-file check`. With `values`, a file of them, these are put in first.

    Raises what reading raises, `USAGE` for an id that no rule has, `KIND` where the values are none.
    """
    data = read_input(file, _MOST)
    given = circumstances(told, now)
    if values is None:
        return report(file, preflight(data, given))
    document = _document(data)
    typed = read_values(read_input(values, _MAX_VALUES))
    problems = check_values(hoster_values(View(document, given)), typed)
    result = preflight(with_values(document, typed), given)
    kept = tuple(finding for finding in result.findings if finding.id not in _FIXED)
    return report(file, result, findings=kept) | {"values": problems}


def circumstances(told: Circumstances, now: datetime) -> Given:
    """What the preflight is told, with the files read. Raises `USAGE` and what reading raises."""
    return Given(
        at=now,
        is_shielded=told.policy == "Shielded",
        is_vmm=told.fabric == "vmm",
        architecture=told.architecture,
        other_files=tuple(_other_file(name) for name in told.other_files),
        pfx_passwords=told.pfx_passwords,
        template_opens=frozenset(told.template_opens),
        data_drives=_DRIVES[told.data_drives],
        hoster_supplies=frozenset(told.hoster_supplies),
        allowed=known_rules(told.allowed),
        is_strict=told.is_strict,
    )


def known_rules(ids: Iterable[str]) -> frozenset[str]:
    """The ids, each of which a rule has. Raises `USAGE`."""
    wanted = frozenset(ids)
    for one in sorted(wanted - rules().keys()):
        raise ShieldwizError(
            Problem.USAGE,
            f"{shown(one, 60)!r} is no rule for answer files.",
            "The ids, such as AF-RDP-OFF, stand in what `shieldwiz answer-file check` prints.",
        )
    return wanted


def _other_file(name: str) -> OtherFile:
    return OtherFile(name=Path(name).name, data=read_file(Path(name), _MOST))


def _document(data: bytes) -> Document:
    document, faults = read_document(data)
    if document is None:
        rule = rules()[faults[-1].rule]
        message = rule.message.replace("{}", faults[-1].about)
        raise ShieldwizError(Problem.KIND, message, rule.fix, rule=rule.id)
    return document


def report(file: str, result: Preflight, findings: Sequence[Finding] | None = None) -> dict[str, Any]:
    """The JSON object of a preflight; `findings` where not all of them are to be shown."""
    return {
        "schema": schema("answer-file-check"),
        "file": file,
        "system": result.system,
        "verdict": result.reach.value,
        "reason": result.reason,
        "findings": [finding_report(one) for one in (result.findings if findings is None else findings)],
    }


def finding_report(finding: Finding) -> dict[str, Any]:
    """One finding as JSON."""
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "effect": finding.effect.value,
        "message": finding.message,
        "fix": finding.fix,
        "where": [{"line": one.line, "path": one.path, "file": one.file} for one in finding.where],
        "accepted": finding.is_accepted,
    }


class Judged(NamedTuple):
    """What the preflight adds to the report and to the notes of a file that was sealed."""

    report: dict[str, Any]
    notes: tuple[str, ...]


def judge_contents(contents: Contents, policy: Policy, allow: Iterable[str], now: datetime) -> Judged:
    """What the preflight says of an answer file that is about to be sealed, with the files beside it.

    Raises `NOT_FIT` where an error is left that is not among the rules in `allow`; `detail` holds the ids.
    """
    answer, allowed = contents.answer_file, known_rules(allow)
    if answer is None:
        return Judged({}, ())
    given = Given(
        at=now,
        is_shielded=policy is Policy.SHIELDED,
        other_files=tuple(OtherFile(name=file.name, data=file.data) for file in contents.other_files),
        allowed=allowed,
    )
    result = preflight(answer.data, given)
    if result.errors:
        ids = [finding.id for finding in result.errors]
        raise ShieldwizError(
            Problem.NOT_FIT,
            f"{shown(answer.name)} is not sealed: " + " ".join(finding.message for finding in result.errors),
            f"{result.errors[0].fix} Or accept it with {' '.join(f'--allow {one}' for one in ids)}.",
            detail=" ".join(ids),
        )
    accepted = [finding for finding in result.findings if finding.is_accepted]
    notes = [f"{one.id} was accepted: {one.message}" for one in accepted]
    if result.reach is not Reach.YES:
        notes.append(f"Will this VM be reachable? {result.reach.value.capitalize()}: {result.reason}")
    report = {"verdict": result.reach.value, "accepted": [finding.id for finding in accepted]}
    return Judged({"answer_file_check": report}, tuple(notes))


def needed_values(file: str, now: datetime) -> tuple[HosterValue, ...]:
    """The values that the hoster must supply for a file. Raises what reading raises, `KIND` where it is none."""
    document = _document(read_input(file, _MOST))
    return hoster_values(View(document, Given(at=now)))


def values_list(file: str, form: str, now: datetime) -> str:
    """The list of values for the hoster: text, html, csv, json or powershell. Raises as `needed_values`."""
    return FORMATS[form](needed_values(file, now))


def save_values(now: datetime, file: str, output: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Write the list of values for the hoster; the name's ending says the form, else it is text."""
    ending = Path(output).suffix.lower()
    form = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json", ".ps1": "powershell"}.get(ending, "text")
    refuse_same_file(file, output)
    write_output(output, values_list(file, form, now).encode("utf-8"), overwrite=overwrite)
    return {"file": output}


def shown_text(file: str) -> dict[str, Any]:
    """The text of an answer file with dots in the place of its secrets; lines keep their numbers."""
    return {"text": masked(decoded(read_file(Path(file), _MOST)))}
