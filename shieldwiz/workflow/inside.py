# SPDX-License-Identifier: Apache-2.0
"""What goes inside a shielding data file: the answer file and the other files, looked at before it is made."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from shieldwiz.answerfile.findings import Severity
from shieldwiz.answerfile.preflight import accepting, preflight
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.pfx_attributes import read_pfx_facts
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.rules import MAX_ANSWER_FILE, MAX_OTHER_BYTES, MAX_OTHER_FILES, check_file_names
from shieldwiz.workflow.answer_files import Circumstances, circumstances, finding_report
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import cleaned

_JUDGED_ALL_THE_SAME = ("", "not-xml")
_REASON_OF_PROBLEM = {Problem.NOT_FOUND: "not-found", Problem.SIZE: "too-large", Problem.FILE_NAME: "name"}


def look_inside(draft: Draft, now: datetime, pfx_passwords: tuple[str, ...] = ()) -> dict[str, Any]:
    """Each file with its size, kind and problem; the other files' total against the limit. Keeps nothing of them.

    `problems` lists what stands against making the file, `over` says how many bytes too much there are. `reach` (yes,
    unsure, no, or "" without an answer file) with `reach_reason` is the verdict of the `preflight`, whose findings
    come by severity. The passwords are tried on PFX files, and forgotten.
    """
    draft = cleaned(draft)
    answer = _row(draft.answer_file, MAX_ANSWER_FILE) if draft.answer_file else None
    if answer is not None and not answer["problem"]:
        answer |= _answer_problem(answer)
    others = [_row(name, MAX_OTHER_BYTES) for name in draft.other_files]
    names = [answer["name"]] if answer is not None else []
    for row in others:
        if row["name"].casefold() in (name.casefold() for name in names) and not row["problem"]:
            text = f"Two files are named {shown(row['name'])}; inside, each name can stand but once."
            row |= {"problem": "twice", "detail": text}
        names.append(row["name"])
    total = sum(row["size"] for row in others)
    problems = [
        {"id": row["problem"], "file": row["path"], "detail": row["detail"]}
        for row in (*([answer] if answer is not None else []), *others)
        if row["problem"]
    ]
    over = max(0, total - MAX_OTHER_BYTES)
    if over:
        text = f"The other files are {over:,} bytes too large together. Remove one to go on."
        problems.append({"id": "too-large", "file": "", "detail": text})
    if len(others) > MAX_OTHER_FILES:
        problems.append({"id": "too-many", "file": "", "detail": f"At most {MAX_OTHER_FILES} other files fit inside."})
    return {
        "answer": answer,
        "others": others,
        "total": total,
        "limit": MAX_OTHER_BYTES,
        "over": over,
        "problems": problems,
        **_preflight(draft, answer, others, now, pfx_passwords),
    }


def _preflight(
    draft: Draft,
    answer: dict[str, Any] | None,
    others: list[dict[str, Any]],
    now: datetime,
    pfx_passwords: tuple[str, ...],
) -> dict[str, Any]:
    """The verdict on the answer file and its findings; files that cannot be read are passed over."""
    nothing = {"reach": "", "reach_reason": "", "preflight": []}
    if answer is None or not answer["size"] or answer["problem"] not in _JUDGED_ALL_THE_SAME:
        return nothing
    known = frozenset(draft.allow)
    told = Circumstances(
        policy=draft.policy.value,
        other_files=tuple(row["path"] for row in others if row["problem"] in ("", "twice")),
        pfx_passwords=pfx_passwords,
    )
    try:
        result = accepting(preflight(read_file(Path(answer["path"]), MAX_ANSWER_FILE), circumstances(told, now)), known)
    except ShieldwizError:  # gone since it was looked at
        return nothing
    by_severity = sorted(result.findings, key=lambda finding: list(Severity).index(finding.severity))
    return {
        "reach": result.reach.value,
        "reach_reason": result.reason,
        "preflight": [finding_report(finding) for finding in by_severity],
    }


def _row(path: str, limit: int) -> dict[str, Any]:
    name = Path(path).name
    row: dict[str, Any] = {"path": path, "name": name, "size": 0, "kind": "other", "problem": "", "detail": ""}
    with suppress(OSError, ValueError):
        row["size"] = Path(path).stat().st_size
    try:
        data = read_file(Path(path), limit)
        row |= {"size": len(data), "kind": _kind(data)}
        check_file_names([name])
    except ShieldwizError as error:
        row |= {"problem": _REASON_OF_PROBLEM.get(error.problem, "unreadable"), "detail": error.message}
    return row


def _answer_problem(row: dict[str, Any]) -> dict[str, str]:
    """An empty answer file cannot be used; one for Linux need not be XML."""
    if row["size"] == 0:
        return {"problem": "empty", "detail": f"{shown(row['name'])} is empty."}
    if row["kind"] != "xml" and row["name"].lower().endswith(".xml"):
        text = f"{shown(row['name'])} is not well-formed XML, so the set-up of Windows would stop at it."
        return {"problem": "not-xml", "detail": text}
    return {}


def _kind(data: bytes) -> str:
    """What a file is, by its content."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "xml" if _is_well_formed(data) else "other"
    for kind, look in (("pfx", read_pfx_facts), ("certificate", read_certificate_file)):
        try:
            look(data)
        except ShieldwizError:
            continue
        return kind
    return "other"


def _is_well_formed(data: bytes) -> bool:
    """Whether it is XML at all. It is the person's own file: comments are fine, and nothing is taken from it."""
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True
