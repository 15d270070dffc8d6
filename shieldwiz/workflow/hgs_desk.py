# SPDX-License-Identifier: Apache-2.0
"""What the desk in the window asks for: hosts that were asked before, their answers, and a report to keep."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shieldwiz.certificates.judgement import Vouching
from shieldwiz.errors import ShieldwizError
from shieldwiz.files import write_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.hoster.memory import read_memory
from shieldwiz.workflow.hgs_certificates import check_files as judge_files
from shieldwiz.workflow.hgs_doctor import Questions
from shieldwiz.workflow.hgs_doctor import examine as examine_in
from shieldwiz.workflow.home import open_home
from shieldwiz.workflow.report import time_text

_MOST_REMEMBERED = 256


def examine(home: str, now: datetime, hosts: Sequence[str], *, as_one: bool, remember: bool) -> list[dict[str, Any]]:
    """The doctor's report on each host, every node behind its name asked; one report where they are one HGS.

    Raises as `hgs_doctor.examine`.
    """
    is_one = as_one and len(hosts) > 1
    questions = Questions(every_node=not is_one, as_one=is_one, remember=remember)
    return examine_in(open_home(home), hosts, questions, Confirmations(), now)


def remembered(home: str) -> list[dict[str, str]]:
    """The hosts whose answers were remembered, and when each was seen last. Damaged ones are left out."""
    folder = Path(home) / "hgs"
    files = sorted(folder.glob("*.json"))[:_MOST_REMEMBERED] if folder.is_dir() else []
    found = []
    for file in files:
        try:
            memory = read_memory(file)
        except ShieldwizError:
            continue
        if memory is not None:
            found.append({"host": memory.host, "last_seen": time_text(memory.last_seen)})
    return found


def save_report(file: str, now: datetime, reports: Sequence[Mapping[str, Any]]) -> None:
    """Keep the reports as plain text, with line ends that every system shows. Raises what writing raises."""
    text = report_text(now, reports)
    write_file(Path(file), text.replace("\n", "\r\n").encode("utf-8"), overwrite=True)


def report_text(now: datetime, reports: Sequence[Mapping[str, Any]]) -> str:
    """The reports as plain text."""
    lines = [f"What tenants see, asked on {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC. Nothing was changed.", ""]
    for report in reports:
        lines += [f"{shown(report['host'])}: {report['verdict'] or 'not reached'} - {shown(report['headline'], 500)}"]
        for node in report["nodes"]:
            status = f"status {node['status']}" if node["status"] else "no answer"
            keys = f"key set {node['key_set']}" if node["key_set"] else "no keys"
            lines.append(f"  {node['address']}: {status}, {keys}, {node['times_ms']} ms")
            lines += _checks(node["checks"], 4)
        lines += _checks([*report["change"], *report["agreement"], *report["notes"]], 2)
        if report["guardian"] is not None:
            fingerprint = report["guardian"]["fingerprint"]
            lines += [f"  guardian fingerprint {fingerprint['hex']}", f"  by phone {fingerprint['digits']}"]
        lines.append("")
    return "\n".join(lines)


def _checks(checks: Sequence[Mapping[str, Any]], indent: int) -> list[str]:
    return [f"{' ' * indent}{one['outcome']}: {one['id']} {shown(one['detail'], 500)}" for one in checks]


def check_files(now: datetime, files: Sequence[str]) -> list[dict[str, Any]]:
    """The reports of `hgs certificates` on files, each certificate judged for what it looks like. Raises as that."""
    return list(judge_files(files, (), Vouching(now=now)))
