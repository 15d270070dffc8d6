# SPDX-License-Identifier: Apache-2.0
"""How the reports of the hoster's desk are printed as text."""

from collections.abc import Mapping
from typing import Any

from shieldwiz.cli.output import print_checks, tell

_WORDS = {
    "trusted": ("TRUSTED", "green"),
    "accepted": ("ACCEPTED, NO PROOF", "yellow"),
    "decide": ("YOUR DECISION", "yellow"),
    "refused": ("REFUSED", "red"),
    None: ("NOT REACHED", "red"),
}


def print_doctor(report: Mapping[str, Any]) -> None:
    """One host: its sentence, what needs attention, every node, the steps, what to do next."""
    word, colour = _WORDS[report["verdict"]]
    tell(f"{report['host']}: {word} - {report['headline']}", (word, colour))
    for node in report["nodes"]:
        keys = f"key set {node['key_set']}" if node["key_set"] else "no keys"
        status = f"status {node['status']}" if node["status"] else "no answer"
        tell(f"  {node['address']:<24} {status:<12} {keys:<12} {node['times_ms'] / 1000:.2f} s")
        print_checks(check for check in node["checks"] if check["outcome"] != "pass")
    print_checks([*report["change"], *report["agreement"], *report["notes"]])
    if report["guardian"] is not None:
        fingerprint = report["guardian"]["fingerprint"]
        tell(f"  guardian fingerprint  {fingerprint['hex']}")
        tell(f"  the same, for the phone  {fingerprint['digits']}")
    for steps in report["steps"]:
        _print_steps(steps)
    if report["next"]:
        tell(f"  next: {report['next']}")


def _print_steps(steps: Mapping[str, Any]) -> None:
    tell(f"  {steps['address']} answers HTTP 500. {steps['first_line']}")
    if steps["said"]:
        tell(f"    what the server said: {steps['said']}")
    for step in steps["steps"]:
        tell(f"    {step['id']:<4} {step['title']} {step['text']}")
        tell(f"           look:   {step['command']}")
        tell(f"           repair: {step['repair']}")


def print_certificates(report: Mapping[str, Any]) -> None:
    """One file of certificates or one report of a node."""
    word, colour = _WORDS[report["verdict"]]
    tell(f"{report['file']}: {word} - {report['headline']}", (word, colour))
    for part in report["certificates"]:
        tell(f"  {', '.join(part['roles'])}  {part['certificate']['subject']}")
        print_checks(part["checks"])
        if part["dump_encryption"] is not None:
            for line in part["dump_encryption"]["commands"]:
                tell(f"    {line}")
    print_checks(report["checks"])
    if report["next"]:
        tell(f"  next: {report['next']}")


def print_expiry(report: Mapping[str, Any]) -> None:
    """One certificate's end, in three lines."""
    day = report["not_after"][:10]
    when = f"expired {day}" if report["days"] < 0 else f"expires {day}, in {report['days']} days"
    word = "OUTAGE" if report["effect"] == "outage" else "harmless"
    tell(f"{report['name']} {report['role']}: {when}, {word}: {report['meaning']}")
    tell(f"  {report['subject']}")
    tell(f"  do: {report['advice']}")


def print_rollover(report: Mapping[str, Any]) -> None:
    """The guide, with what is done ticked."""
    where = f"step {report['next']} is next" if report["next"] is not None else "all done"
    tell(f"{report['name']}: {where}")
    for step in report["steps"]:
        tick = f"[x] {step['done'][:10]}" if step["done"] else "[ ]"
        tell(f"  {step['number']:>2} {tick} {step['title']}")
        if not step["done"]:
            tell(f"       {step['text']}")
            for command in step["commands"]:
                tell(f"         {command}")


def print_inventory(report: Mapping[str, Any]) -> None:
    """Counts by owner and guardian, the answer, and always what was not examined."""
    answer = report["answer"]
    headline = answer["sentence"] if answer is not None else f"{report['shielded']} key protectors"
    tell(f"{', '.join(report['folders'])}: {headline}")
    others = f"{report['not_shielded']} not shielded, {len(report['unreadable'])} unreadable"
    tell(f"  {report['files']} files, {others}, {report['windows_made']} not of our profile")
    for label in ("owners", "guardians"):
        for group in report[label]:
            name = f" ({group['known_as']})" if group["known_as"] else ""
            tell(f"  {label.removesuffix('s'):<9} {group['count']:>6}  {group['subject']}{name}")
            tell(f"  {'':<9} {'':>6}  {group['fingerprint']}")
    for file in answer["files"][:50] if answer is not None else ():
        tell(f"  needs it  {file['file']}" + (f" ({file['machine']})" if file["machine"] else ""))
    for one in report["unreadable"]:
        tell(f"  unreadable  {one['file']}: {one['problem']}")
    for file in report["unsound"]:
        tell(f"  a signature does not fit  {file}")
    for file in report["local_owners"]:
        tell(f"  owned by one host alone (UntrustedGuardian): back up its two certificates there  {file}")
    if report["changes"] is not None:
        tell("  since then: " + ", ".join(f"{count} {word}" for word, count in report["changes"].items()))
    if report["checkpoints"]:
        tell(f"  {report['checkpoints']} VMs have checkpoints, which are bound to the keys of their time")
    for what in report["not_examined"]:
        tell(f"  not examined: {what}")
