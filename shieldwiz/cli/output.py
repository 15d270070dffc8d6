# SPDX-License-Identifier: Apache-2.0
"""How results are printed: JSON lines or text on standard output, messages on standard error."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown

_COLOURS = {"pass": "green", "note": "blue", "warn": "yellow", "fail": "red", "not-evaluated": "yellow"}
_WORD_COLOURS = {"trusted": "green", "accepted": "yellow", "decide": "yellow", "refused": "red"}
VERDICT_WORDS = {
    "trusted": "TRUSTED",
    "accepted": "ACCEPTED, NO PROOF",
    "decide": "YOUR DECISION",
    "refused": "REFUSED",
}


def print_json(value: Mapping[str, Any]) -> None:
    """One object on one line."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
        is_plain = text.isprintable()
    except UnicodeEncodeError:  # a file name that is no text, or a terminal with few letters
        is_plain = False
    if not is_plain:  # hidden characters would be written as they are
        text = json.dumps(value)
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """A message to the person, on standard error, so that standard output holds results alone."""
    click.echo("\n".join(map(one_line, text.split("\n"))), err=True)


def tell(text: str, colour: tuple[str, str] | None = None) -> None:
    """A line of a result, on standard output, hidden characters escaped. `colour` is (word, its name): the first such
    word is coloured on a terminal, unless NO_COLOR is set.
    """
    line = one_line(text)
    if colour is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        line = line.replace(colour[0], click.style(colour[0], fg=colour[1], bold=True), 1)
    click.echo(line)


def one_line(text: str) -> str:
    """Text with hidden characters escaped, line ends too: a file name must neither steer the terminal nor pass for a
    line of ours.
    """
    return shown(text, len(text))


def print_verdict(report: Mapping[str, Any]) -> None:
    """A verdict: its sentence, every check, what to do next."""
    word = VERDICT_WORDS[report["verdict"]]
    tell(f"{report['file']}: {word} - {report['headline']}", (word, _WORD_COLOURS[report["verdict"]]))
    print_checks(report["checks"])
    if report.get("guardian"):
        fingerprint = report["guardian"]["fingerprint"]
        tell(f"  guardian fingerprint  {fingerprint['hex']}")
        tell(f"  the same, for the phone  {fingerprint['digits']}")
    if report.get("signer"):
        signer = report["signer"]
        state = "confirmed by you" if signer["confirmed"] else "not confirmed"
        tell(f"  signed by  {signer['subject']} ({state}), SHA-256 {signer['sha256']}")
    if report.get("next"):
        tell(f"  next: {report['next']}")


def print_checks(checks: Iterable[Mapping[str, Any]]) -> None:
    """One line a check: outcome, rule, sentence."""
    for check in checks:
        outcome = check["outcome"]
        tell(f"  {outcome:<13} {check['id']:<22} {check['detail']}", (outcome, _COLOURS[outcome]))


def print_error(report: Mapping[str, Any]) -> None:
    """A file that could not be read."""
    say(f"{one_line(report['file'])}: {report['message']}" + (f"\n  next: {report['hint']}" if report["hint"] else ""))


def refused_file(kind: str, name: str, error: ShieldwizError) -> dict[str, Any]:
    """The JSON object of a refused file of that schema."""
    refusal = {"id": error.problem.value, "rule": error.rule, "detail": error.detail or error.message}
    return {"schema": f"shieldwiz/{kind}/1", "file": name, "refusal": refusal}


def print_shielding_data(report: Mapping[str, Any], headline: str) -> None:
    """What a shielding data file says, after one line that says how it stands."""
    tell(f"{report['file']}: {headline}")
    tell(f"  purpose      {report['purpose']}")
    tell(f"  policy       {report['policy']}")
    if report["description"]:
        tell(f"  description  {_one_line(report['description'])}")
    tell(f"  revision     {report['revision']} of {report['id']}, {report['created']}")
    _print_recipients(report)
    for number, disk in enumerate(report["volume_ids"], 1):
        tell(f"  disk {number}       {disk['meaning']}")
    contents = report["contents"]
    if contents is not None:
        if contents["answer_file"]:
            tell(f"  answer file  {_file_line(contents['answer_file'])}")
        for file in contents["other_files"]:
            tell(f"  other file   {_file_line(file)}")
    tell(f"  size         {report['size']:,} bytes, SHA-256 {report['sha256']}")


def _file_line(file: Mapping[str, Any]) -> str:
    return f"{file['name']}, {file['size']:,} bytes"


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())


def _print_recipients(report: Mapping[str, Any]) -> None:
    for label, recipient in (("owner", report["owner"]), *(("lets in", one) for one in report["guardians"])):
        name = f" ({_known(recipient)})" if recipient["known_as"] else " (not known on this computer)"
        tell(f"  {label:<12} {recipient['encryption']['subject']}{name}")
        tell(f"  {'':<12} fingerprint {recipient['fingerprint']['hex']}")


def _known(report: Mapping[str, Any]) -> str:
    """The name that this computer knows, with what it rests on where that is nothing."""
    return f"{report['known_as']}{'' if report['known_with_proof'] else ', taken without proof'}"


def print_protector(report: Mapping[str, Any]) -> None:
    """What a key protector says."""
    if report["is_empty"]:
        tell(f"{report['file']}: NO PROTECTOR - it belongs to a virtual machine that is not shielded.")
        return
    if report["verified"]:
        headline = "WHOLE since its owner signed it; who that is, you have to compare"
    elif any(check["outcome"] == "fail" for check in report["checks"]):
        headline = "REFUSED - a signature does not fit"
    elif not report["signed_by_owner"]:
        headline = f"YOUR DECISION - signed by guardian {report['signed_by_id']}, not by its owner"
    else:
        headline = "YOUR DECISION - not all of it could be evaluated"
    tell(f"{report['file']}: {headline} ({report['form']} form)")
    _print_recipients(report)
    if report["max_offline_unwraps"] is not None:
        tell(f"  offline      MaxOfflineUnwraps {report['max_offline_unwraps']} (not protected by any signature)")
    for slot, uris in report["algorithms"].items():
        tell(f"  {slot:<33} {', '.join(uris)}")
    print_checks(report["checks"])


def print_differences(report: Mapping[str, Any]) -> None:
    """What differs between two shielding data files."""
    if not report["differences"]:
        tell(f"{report['first']} and {report['second']}: NO DIFFERENCE in what was compared.")
    else:
        tell(f"{report['first']} -> {report['second']}: {len(report['differences'])} difference(s)")
    for line in report["differences"]:
        name = f" {_known(line) if line['known_as'] else line['name']}" if line["name"] else ""
        tell(f"  {line['change']:<9} {line['subject']}{name}: {line['before'] or '-'} -> {line['after'] or '-'}")
    if not report["contents_compared"]:
        tell("  What is inside was not compared: that needs a key (--owner or --pfx).")
