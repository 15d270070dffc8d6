# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz protector`: bare key protectors."""

from datetime import datetime

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode, exit_code_of
from shieldwiz.cli.options import (
    at_option,
    home_of,
    json_option,
    overwrite_option,
    passphrase_option,
    refusal_as_json,
)
from shieldwiz.cli.output import print_json, print_protector, say
from shieldwiz.cli.prompts import read_passphrase

_KIND = "key-protector"
_FORMS = ("xml", "binary", "text")
_OUTPUT_OPTION = click.option("-o", "--output", metavar="OUT", required=True)
_OWNER_OPTION = click.option("--owner", metavar="NAME", required=True, help="The owner, from this computer.")


@click.group()
def command() -> None:
    """Bare key protectors (.kp): who may open a virtual machine.

    Example:  shieldwiz protector inspect web.kp
    """


@command.command()
@click.argument("file", metavar="FILE.kp")
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def inspect(ctx: click.Context, file: str, as_json: bool) -> int:
    """What a key protector says, in any of its forms, and which signatures fit.

    Example:  shieldwiz protector inspect web.kp
    """
    report = workflow.protectors.inspect(home_of(ctx), file)
    if as_json:
        print_json(report)
    else:
        print_protector(report)
    if report["is_empty"]:
        return ExitCode.WELL
    if any(check["outcome"] == "fail" for check in report["checks"]):
        return ExitCode.REFUSED
    return ExitCode.WELL if report["verified"] else ExitCode.DECIDE


@command.command()
@click.argument("file", metavar="FILE.kp")
@click.option("--owner-fingerprint", metavar="FINGERPRINT", help="Of the owner's pair, as you were told.")
@click.option("--owner", metavar="NAME", help="An owner of this computer.")
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def verify(ctx: click.Context, file: str, owner_fingerprint: str | None, owner: str | None, as_json: bool) -> int:
    """Is it whole, and by that owner? 4 where it is not signed by the owner, or not all could be evaluated.

    Example:  shieldwiz protector verify web.kp --owner Fabrikam
    """
    if owner is not None and owner_fingerprint is not None:
        raise click.UsageError("Give --owner or --owner-fingerprint, not both.")
    report, question = workflow.protectors.verify(home_of(ctx), file, owner=owner, owner_fingerprint=owner_fingerprint)
    if as_json:
        print_json(report)
    else:
        print_protector(report)
    if question is None:
        return ExitCode.WELL
    say(f"{question.message}\n  next: {question.hint}")
    return exit_code_of(question)


@command.command()
@click.argument("file", metavar="FILE.kp")
@_OUTPUT_OPTION
@click.option("--form", type=click.Choice(_FORMS), required=True)
@overwrite_option
def convert(file: str, output: str, form: str, overwrite: bool) -> int:
    """The same key protector in another framing; the bytes inside stay as they are.

    Example:  shieldwiz protector convert web.kp -o web.txt --form text
    """
    workflow.protectors.convert(file, output, form, overwrite=overwrite)
    say(workflow.protectors.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("file", metavar="FILE.kp")
@click.argument("guardians", metavar="GUARDIAN...", nargs=-1, required=True)
@_OWNER_OPTION
@_OUTPUT_OPTION
@passphrase_option
@overwrite_option
@at_option
@click.pass_context
def grant(
    ctx: click.Context,
    file: str,
    guardians: tuple[str, ...],
    owner: str,
    output: str,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
) -> int:
    """Let more guardians in. The transport key stays, since the VM has sealed data under it. Owner only.

    \b
    Example:  shieldwiz protector grant web.kp Northwind --owner Fabrikam -o web-2.kp
    """
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    notes = workflow.protectors.grant(
        home_of(ctx), file, guardians, owner=owner, passphrase=passphrase, output=output, overwrite=overwrite, now=now
    )
    for note in (*notes, workflow.protectors.KEEPS_ITS_KEY):
        say(f"note: {note}")
    say(workflow.protectors.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("file", metavar="FILE.kp")
@click.argument("guardians", metavar="GUARDIAN...", nargs=-1, required=True)
@_OWNER_OPTION
@_OUTPUT_OPTION
@passphrase_option
@overwrite_option
@click.pass_context
def revoke(
    ctx: click.Context,
    file: str,
    guardians: tuple[str, ...],
    owner: str,
    output: str,
    passphrase_file: str | None,
    overwrite: bool,
) -> int:
    """Take guardians' rows out. The transport key stays: older copies still open. Owner only.

    \b
    Example:  shieldwiz protector revoke web.kp Contoso --owner Fabrikam -o web-2.kp
    """
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    workflow.protectors.revoke(
        home_of(ctx), file, guardians, owner=owner, passphrase=passphrase, output=output, overwrite=overwrite
    )
    say(f"note: {workflow.protectors.KEEPS_ITS_KEY}")
    say(workflow.protectors.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("file", metavar="FILE.pdkx")
@_OUTPUT_OPTION
@click.option("--form", type=click.Choice(_FORMS), default="binary", show_default=True)
@overwrite_option
def export(file: str, output: str, form: str, overwrite: bool) -> int:
    """Write the key protector of a shielding data file on its own, byte for byte.

    Example:  shieldwiz protector export web.pdkx -o web.kp
    """
    workflow.protectors.export(file, output, form, overwrite=overwrite)
    say(workflow.protectors.WINDOWS_READS)
    say("note: it carries that file's transport key; whoever is let in on it can also read that revision of the file.")
    return ExitCode.WELL
