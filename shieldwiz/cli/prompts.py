# SPDX-License-Identifier: Apache-2.0
"""Secrets: asked for on a terminal, or read from the first line of a file. Never an argument, never a wait."""

import sys

import click

from shieldwiz import workflow
from shieldwiz.errors import Problem, ShieldwizError

_MAX_PASSPHRASE_FILE = 64 << 10


def read_passphrase(file: str | None, question: str, option: str, *, confirm: bool = False) -> str:
    """A passphrase from `file` (first line, `-` is standard input), else from the terminal.

    Without a file and without a terminal: `PASSPHRASE_NEEDED` naming the `option`.
    """
    if file is not None:
        return _first_line(file)
    if not has_terminal():
        raise ShieldwizError(
            Problem.PASSPHRASE_NEEDED,
            f"{question} is needed, and there is no terminal to ask on.",
            f"Write it into a file that only you can read, and add {option} FILE.",
        )
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=confirm, err=True)
    try:
        answer.encode("utf-8")
    except UnicodeEncodeError:  # the cause would carry the passphrase
        raise ShieldwizError(
            Problem.PASSPHRASE,
            "What was typed is no text: the terminal sends letters in another way than it says.",
            f"Set the terminal to UTF-8, or write the passphrase into a file and add {option} FILE.",
        ) from None
    return answer


def has_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _first_line(file: str) -> str:
    data = workflow.inputs.read_input(file, _MAX_PASSPHRASE_FILE)
    line = data.split(b"\n", 1)[0].removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ShieldwizError(
            Problem.PASSPHRASE, "The passphrase file is not UTF-8 text.", "Save it as UTF-8, one line."
        ) from error
    if not text:
        raise ShieldwizError(Problem.PASSPHRASE, "The passphrase file is empty.", "Its first line is the passphrase.")
    return text


def confirm_by_name(name: str) -> None:
    """Ask for the name of what is about to go; another answer stops. Without a terminal: `USAGE`."""
    if not has_terminal():
        raise ShieldwizError(
            Problem.USAGE, "This needs your confirmation, and there is no terminal to ask on.", "Add --yes."
        )
    if click.prompt(f"Type {name!r} to go on", err=True) != name:
        raise click.Abort
