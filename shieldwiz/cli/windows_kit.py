# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz windows-kit`: from a .pdkx to the .pdk that only Microsoft's tools on Windows can make."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import (
    at_option,
    home_of,
    json_option,
    kit_key_file_option,
    overwrite_option,
    passphrase_option,
)
from shieldwiz.cli.output import print_checks, print_json, say, tell
from shieldwiz.cli.prompts import read_passphrase

if TYPE_CHECKING:
    from shieldwiz.workflow.home import Home
    from shieldwiz.workflow.windows_kits import PreparedKit

_SCRIPTS = ("export-volume-id", "save-metadata")
_WORDS = {"equal": "AS DECIDED", "decide": "YOUR DECISION", "refused": "NOT AS DECIDED"}
_COLOURS = {"equal": "green", "decide": "yellow", "refused": "red"}
_CODES = {"equal": ExitCode.WELL, "decide": ExitCode.DECIDE, "refused": ExitCode.REFUSED}


@click.group()
def command() -> None:
    """From a .pdkx to a Microsoft .pdk, made on Windows by Microsoft's own tools.

    Example:  shieldwiz windows-kit make web.pdkx -o web-kit.zip
    """


@command.command()
@click.argument("file", metavar="FILE.pdkx")
@click.option("-o", "--output", required=True, metavar="DIR-or-ZIP", help="A new folder, or a file ending in .zip.")
@click.option("--owner", metavar="NAME", help="Its owner, from this computer; found by the file itself.")
@click.option(
    "--owner-pfx",
    type=click.Choice(["always", "if-missing", "never"]),
    default="if-missing",
    show_default=True,
    help="Whether the owner's keys go along; never: the owner is on that computer already.",
)
@click.option(
    "--for",
    "form",
    type=click.Choice(["server2016", "server2019"]),
    default="server2019",
    show_default=True,
    help="The oldest Windows that must read the keys.",
)
@click.option("--catalog", "catalogs", metavar="N=FILE.vsc", multiple=True, help="Microsoft's catalog of disk N.")
@click.option("--metadata", metavar="FILE", multiple=True, help="A hoster's metadata that is not in the library.")
@click.option("--clear-answer-file", is_flag=True, help="Leave the answer file readable in the kit.")
@click.option("--clear-other-files", is_flag=True, help="Leave the other files readable in the kit.")
@kit_key_file_option
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Of the kit's README: en or de.")
@passphrase_option
@at_option
@json_option
@click.pass_context
def make(
    ctx: click.Context,
    file: str,
    output: str,
    owner: str | None,
    owner_pfx: str,
    form: str,
    catalogs: tuple[str, ...],
    metadata: tuple[str, ...],
    clear_answer_file: bool,
    clear_other_files: bool,
    kit_key_file: str | None,
    language: str,
    passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Make a kit: all inputs and a script, for a Windows computer that you trust.

    The kit key is shown once, on standard error, and is not in the kit.

    \b
    Example:  shieldwiz windows-kit make web.pdkx -o web-kit.zip \\
                --catalog 1=ws2025.vsc --passphrase-file pass.txt
    """
    home = home_of(ctx)
    choices = workflow.windows_kits.make_choices(
        owner_pfx=owner_pfx,
        form=form,
        language=language,
        clear_answer_file=clear_answer_file,
        clear_other_files=clear_other_files,
    )
    name = workflow.windows_kits.owner_name(home, file, owner)
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {name!r}", "--passphrase-file")
    prepared = workflow.windows_kits.prepare(
        home, file, passphrase, choices, now=now, owner=owner, catalogs=catalogs, metadata=metadata
    )
    write_prepared(home, prepared, output, key_file=kit_key_file, as_json=as_json)
    return ExitCode.WELL


def write_prepared(home: "Home", prepared: "PreparedKit", output: str, *, key_file: str | None, as_json: bool) -> None:
    """Name every secret of a kit, show its key (or write it), write the kit, and report; shared with `build`."""
    say("This kit holds:")
    for secret in prepared.kit.secrets:
        say(f"  - {secret}")
    report = workflow.windows_kits.write(home, prepared, output, key_file=key_file)
    if key_file is None:
        say(f"Kit key (shown this once; it must not travel with the kit):  {prepared.key_text}")
    else:
        say(f"Kit key: in {key_file}. It must not travel with the kit.")
    if as_json:
        print_json(report)
    else:
        _print_kit(report)
    for note in report["notes"]:
        say(f"note: {note}")
    say(report["windows"])


def _print_kit(report: Mapping[str, Any]) -> None:
    tell(f"{report['output']}: MADE, and read back whole; it makes {report['makes']} on Windows")
    for file in report["files"]:
        tell(f"  {file['path']:<36} {file['size']:>9,} bytes")
    tell("  kit fingerprint, which the script asks for")
    groups = report["fingerprint"]["digits"].split(" ")
    for at in range(0, len(groups), 4):
        tell(f"    {' '.join(groups[at : at + 4])}")
    for disk in report["missing_catalogs"]:
        tell(f"  missing: {disk['place']}, Microsoft's catalog of {disk['name']} {disk['version']} (--catalog)")
    tell("  next: take it to a Windows computer that you trust; README.txt says how. Keep it private.")


@command.command("check-receipt")
@click.argument("file", metavar="receipt.json")
@click.option("--kit", metavar="DIR-or-ZIP", help="The kit, where it was not made on this computer.")
@click.option("--pdk", metavar="FILE", help="The .pdk that Windows made.")
@json_option
@click.pass_context
def check_receipt(ctx: click.Context, file: str, kit: str | None, pdk: str | None, as_json: bool) -> int:
    """Compare what Windows made with what was decided. A receipt documents, it does not prove.

    Exit codes: 0 all equal; 4 nothing contradicts, but not all could be proved; 3 a contradiction.

    Example:  shieldwiz windows-kit check-receipt receipt.json --pdk web.pdk
    """
    report = workflow.windows_kits.receipt_check(home_of(ctx), file, kit=kit, pdk=pdk)
    word = _WORDS[report["verdict"]]
    if as_json:
        print_json(report)
    else:
        tell(f"{file}: {word} - {report['headline']}", (word, _COLOURS[report["verdict"]]))
        print_checks(report["checks"])
        if report["next"]:
            tell(f"  next: {report['next']}")
    return _CODES[report["verdict"]]


@command.command()
@click.argument("name", metavar="export-volume-id|save-metadata", type=click.Choice(_SCRIPTS))
@click.option("-o", "--output", required=True, metavar="FILE")
@overwrite_option
def script(name: str, output: str, overwrite: bool) -> int:
    """Write a helper script for Windows: it only reads, and is the same for everybody.

    export-volume-id says what a .vsc stands for; save-metadata fetches a hoster's metadata unchanged.

    \b
    Example:  shieldwiz windows-kit script export-volume-id -o Export-VolumeId.ps1
    """
    sha256 = workflow.windows_kits.save_script(name, output, overwrite=overwrite)
    say(f"SHA-256 {sha256}. Written from Microsoft's documents, and never run on a real Windows computer by us.")
    return ExitCode.WELL
