# SPDX-License-Identifier: Apache-2.0
"""How results are printed: JSON lines or text on standard output, messages on standard error."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

_COLOURS = {"pass": "green", "note": "blue", "warn": "yellow", "fail": "red", "not-evaluated": "yellow"}
_WORD_COLOURS = {"trusted": "green", "accepted": "yellow", "decide": "yellow", "refused": "red"}
_WORDS = {"trusted": "TRUSTED", "accepted": "ACCEPTED, NO PROOF", "decide": "YOUR DECISION", "refused": "REFUSED"}


def print_json(value: Mapping[str, Any]) -> None:
    """One object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """A message to the person, on standard error, so that standard output holds results alone."""
    click.echo(text, err=True)


def styled(text: str, colour: str | None, *, bold: bool = False) -> str:
    """`text` in colour on a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return click.style(text, fg=colour, bold=bold)


def print_verdict(report: Mapping[str, Any]) -> None:
    """A verdict: its sentence, every check, what to do next."""
    word = styled(_WORDS[report["verdict"]], _WORD_COLOURS[report["verdict"]], bold=True)
    click.echo(f"{report['file']}: {word} - {report['headline']}")
    print_checks(report["checks"])
    if report.get("guardian"):
        fingerprint = report["guardian"]["fingerprint"]
        click.echo(f"  guardian fingerprint  {fingerprint['hex']}")
        click.echo(f"  the same, for the phone  {fingerprint['digits']}")
    if report.get("signer"):
        signer = report["signer"]
        state = "confirmed by you" if signer["confirmed"] else "not confirmed"
        click.echo(f"  signed by  {signer['subject']} ({state}), SHA-256 {signer['sha256']}")
    if report.get("next"):
        click.echo(f"  next: {report['next']}")


def print_checks(checks: Iterable[Mapping[str, Any]]) -> None:
    """One line a check: outcome, rule, sentence."""
    for check in checks:
        outcome = styled(f"{check['outcome']:<13}", _COLOURS[check["outcome"]])
        click.echo(f"  {outcome} {check['id']:<20} {check['detail']}")


def print_error(report: Mapping[str, Any]) -> None:
    """A file that could not be read."""
    say(f"{report['file']}: {report['message']}" + (f"\n  next: {report['hint']}" if report["hint"] else ""))
