# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz owner`: your own keys, with a backup that was tried."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import at_option, home_of, json_option, overwrite_option, passphrase_option
from shieldwiz.cli.output import print_checks, print_json, say, tell
from shieldwiz.cli.prompts import confirm_by_name, read_passphrase

_BACKUP_OPTION = click.option(
    "--backup-passphrase-file",
    metavar="FILE",
    help="The backup's own passphrase (first line; default: the same as --passphrase-file).",
)
_PFX_OPTION = click.option("--pfx-password-file", metavar="FILE", help="The password of the PFX files (first line).")
_FOLDER = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Your own keys. Whoever loses an owner key loses the virtual machines that it owns.

    Example:  shieldwiz owner create Fabrikam --backup /media/usb/fabrikam
    """


@command.command()
@click.argument("name")
@click.option("--key-size", type=click.Choice(["2048", "3072", "4096"]), default="3072", show_default=True)
@click.option("--subject", metavar="DN", help="Subject of both certificates; Windows and hosters see it.")
@click.option("--years", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--backup", type=_FOLDER, metavar="DIR", help="A new folder for the backup, on another disk.")
@click.option("--no-backup", is_flag=True, help="Make none now; losing the key is final.")
@passphrase_option
@_BACKUP_OPTION
@at_option
@json_option
@click.pass_context
def create(
    ctx: click.Context,
    name: str,
    key_size: str,
    subject: str | None,
    years: int,
    backup: Path | None,
    no_backup: bool,
    passphrase_file: str | None,
    backup_passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Make an owner: two keys with their certificates, and a backup that is opened again before it counts.

    Example:  shieldwiz owner create Fabrikam --backup /media/usb/fabrikam
    """
    if (backup is None) == (not no_backup):
        raise click.UsageError("Say where the backup goes (--backup DIR), or that you want none (--no-backup).")
    say(workflow.owners.LOSS_TEXT)
    passphrase = read_passphrase(passphrase_file, "Passphrase of the new owner key", "--passphrase-file", confirm=True)
    backup_passphrase = _backup_passphrase(backup_passphrase_file, passphrase_file, passphrase) if backup else None
    owner = workflow.owners.create(
        home_of(ctx),
        name,
        passphrase,
        now=now,
        key_size=int(key_size),
        subject=subject,
        years=years,
        backup=backup,
        backup_passphrase=backup_passphrase,
    )
    _print_owner(owner, as_json=as_json)
    if backup is not None:
        say(f"The backup in {backup} was written and opened again.")
    else:
        say(f"There is no backup yet: `shieldwiz owner backup '{name}' DIR` makes one.")
    return ExitCode.WELL


def _backup_passphrase(file: str | None, passphrase_file: str | None, passphrase: str) -> str:
    """The backup's passphrase: its own file, else the same where the first came from a file, else asked for."""
    if file is None and passphrase_file is not None:
        return passphrase
    return read_passphrase(file, "Passphrase of the backup", "--backup-passphrase-file", confirm=True)


def _print_owner(owner: Any, *, as_json: bool) -> None:
    report = workflow.owners.owner_report(owner)
    if as_json:
        print_json(report)
        return
    tell(f"{report['name']}")
    tell(f"  fingerprint  {report['fingerprint']['hex']}")
    tell(f"  the same, for the phone  {report['fingerprint']['digits']}")
    for role in ("signing", "encryption"):
        certificate = report[role]
        tell(f"  {role:<11} {certificate['subject']}, RSA {certificate['rsa_bits']}, to {certificate['not_after']}")
    backup = report["backup"]
    tell(f"  backup      {backup['folder']}, tried {backup['tested']}" if backup else "  backup      none known")


@command.command("import")
@click.argument("name")
@click.option(
    "--pfx", "pfx_files", metavar="FILE", multiple=True, help="One PFX with the pair, or two with a key each."
)
@click.option("--signing-first", is_flag=True, help="Where both certificates may do both: the first --pfx signs.")
@click.option("--from-backup", type=_FOLDER, metavar="DIR", help="Restore a backup folder.")
@passphrase_option
@_PFX_OPTION
@_BACKUP_OPTION
@at_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    name: str,
    pfx_files: tuple[str, ...],
    signing_first: bool,
    from_backup: Path | None,
    passphrase_file: str | None,
    pfx_password_file: str | None,
    backup_passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Bring an owner to this computer, from PFX files or from its backup.

    \b
    Examples: shieldwiz owner import Fabrikam --pfx signing.pfx --pfx encryption.pfx
              shieldwiz owner import Fabrikam --from-backup /media/usb/fabrikam
    """
    if bool(pfx_files) == (from_backup is not None) or len(pfx_files) > 2:
        raise click.UsageError("Give one or two --pfx FILE, or --from-backup DIR.")
    home = home_of(ctx)
    notes: tuple[str, ...] = ()
    if from_backup is not None:
        same = passphrase_file if backup_passphrase_file is None else backup_passphrase_file
        old = read_passphrase(same, "Passphrase of the backup", "--backup-passphrase-file")
        new = _own_passphrase(passphrase_file, old, was_file=same is not None)
        owner = workflow.owners.import_backup(home, name, from_backup, old, new, now=now)
    else:
        password = read_passphrase(pfx_password_file, "Password of the PFX files", "--pfx-password-file")
        new = read_passphrase(
            passphrase_file, "New passphrase for the owner key here", "--passphrase-file", confirm=True
        )
        owner, notes = workflow.owners.import_pfx(
            home, name, pfx_files, password, new, now=now, signing_first=signing_first
        )
    _print_owner(owner, as_json=as_json)
    for note in notes:
        say(f"note: {note}")
    return ExitCode.WELL


def _own_passphrase(file: str | None, backup_passphrase: str, *, was_file: bool) -> str:
    if file is None and was_file:
        return backup_passphrase
    if file == "-":
        return backup_passphrase  # standard input was read already, for the backup
    return read_passphrase(file, "New passphrase for the owner key here", "--passphrase-file", confirm=True)


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """List the owners on this computer.

    Example:  shieldwiz owner list --json
    """
    store = home_of(ctx).owners
    for owner in store.list():
        if as_json:
            print_json(workflow.owners.owner_report(owner))
        else:
            backup = f"backup tried {owner.backup.tested:%Y-%m-%d}" if owner.backup else "no backup known"
            tell(f"{owner.name:<30} {owner.fingerprint.hex}  {backup}")
    for folder in store.damaged():
        say(f"damaged, not used: {folder}")
    return ExitCode.WELL


@command.command()
@click.argument("name")
@json_option
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> int:
    """Show an owner: its certificates, fingerprint and backup. Needs no passphrase.

    Example:  shieldwiz owner show Fabrikam
    """
    _print_owner(home_of(ctx).owners.show(name), as_json=as_json)
    return ExitCode.WELL


@command.command()
@click.argument("old")
@click.argument("new")
@click.pass_context
def rename(ctx: click.Context, old: str, new: str) -> int:
    """Give an owner another name. Its certificates keep theirs.

    Example:  shieldwiz owner rename Fabrikam 'Fabrikam Finance'
    """
    home_of(ctx).owners.rename(old, new)
    say(f"{old!r} is now {new!r}.")
    return ExitCode.WELL


@command.command("change-passphrase")
@click.argument("name")
@passphrase_option
@click.option("--new-passphrase-file", metavar="FILE", help="The new passphrase (first line).")
@click.pass_context
def change_passphrase(
    ctx: click.Context, name: str, passphrase_file: str | None, new_passphrase_file: str | None
) -> int:
    """Lock an owner key with another passphrase. Older backups keep theirs.

    Example:  shieldwiz owner change-passphrase Fabrikam
    """
    old = read_passphrase(passphrase_file, "Passphrase so far", "--passphrase-file")
    new = read_passphrase(new_passphrase_file, "New passphrase", "--new-passphrase-file", confirm=True)
    home_of(ctx).owners.change_passphrase(name, old, new)
    say("The passphrase was changed. Older backups still open with the old one.")
    return ExitCode.WELL


@command.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove(ctx: click.Context, name: str, yes: bool) -> int:
    """Remove an owner and its keys from this computer, for good.

    Example:  shieldwiz owner remove Fabrikam
    """
    owner = home_of(ctx).owners.show(name)
    say(workflow.owners.LOSS_TEXT)
    if not yes:
        confirm_by_name(owner.name)
    home_of(ctx).owners.remove(name)
    say(f"{owner.name!r} was removed from this computer.")
    return ExitCode.WELL


@command.command()
@click.argument("name")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@passphrase_option
@_BACKUP_OPTION
@at_option
@click.pass_context
def backup(
    ctx: click.Context,
    name: str,
    folder: Path,
    passphrase_file: str | None,
    backup_passphrase_file: str | None,
    now: datetime,
) -> int:
    """Write a backup folder, and open it again before it counts.

    Example:  shieldwiz owner backup Fabrikam /media/usb/fabrikam-2026
    """
    passphrase = read_passphrase(passphrase_file, "Passphrase of the owner key", "--passphrase-file")
    own = _backup_passphrase(backup_passphrase_file, passphrase_file, passphrase)
    workflow.owners.back_up(home_of(ctx), name, folder, passphrase, own, now=now)
    say(f"The backup in {folder} was written and opened again.")
    return ExitCode.WELL


@command.command("check-backup")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--backup-passphrase-file", metavar="FILE", help="The backup's passphrase (first line).")
@json_option
def check_backup(folder: Path, backup_passphrase_file: str | None, as_json: bool) -> int:
    """The restore drill: does this backup still open, and do both keys work?

    Example:  shieldwiz owner check-backup /media/usb/fabrikam
    """
    passphrase = read_passphrase(backup_passphrase_file, "Passphrase of the backup", "--backup-passphrase-file")
    report = workflow.owners.backup_report(workflow.owners.drill(folder, passphrase))
    if as_json:
        print_json(report)
    else:
        tell(f"{folder}: WHOLE - this backup brings the owner back.")
        print_checks(report["checks"])
        tell(f"  fingerprint  {report['fingerprint']['hex']}")
    return ExitCode.WELL


@command.command("export-public")
@click.argument("name")
@click.option("-o", "--output", required=True, metavar="FILE")
@overwrite_option
@click.pass_context
def export_public(ctx: click.Context, name: str, output: str, overwrite: bool) -> int:
    """Write the owner's public guardian metadata.

    Example:  shieldwiz owner export-public Fabrikam -o fabrikam.xml
    """
    workflow.inputs.write_output(output, home_of(ctx).owners.show(name).metadata, overwrite=overwrite)
    if output != "-":
        say(f"Written: {output}")
    say("Whether Windows imports a document that shieldwiz wrote is not known; it was never tried.")
    return ExitCode.WELL


@command.command("export-pfx")
@click.argument("name")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option(
    "--for",
    "form",
    type=click.Choice(["server2016", "server2019"]),
    default="server2019",
    show_default=True,
    help="The oldest Windows that must read them.",
)
@passphrase_option
@_PFX_OPTION
@click.pass_context
def export_pfx(
    ctx: click.Context, name: str, folder: Path, form: str, passphrase_file: str | None, pfx_password_file: str | None
) -> int:
    """Write the owner's keys as two PFX files for Windows. Without a password file one is made and shown once.

    Example:  shieldwiz owner export-pfx Fabrikam pfx-for-windows
    """
    passphrase = read_passphrase(passphrase_file, "Passphrase of the owner key", "--passphrase-file")
    password = (
        read_passphrase(pfx_password_file, "Password of the PFX files", "--pfx-password-file")
        if pfx_password_file is not None
        else None
    )
    made = workflow.owners.export_pfx(home_of(ctx), name, folder, passphrase, password, form=form)
    say(f"Two PFX files are in {folder}. Whoever has them and the password has the owner's keys.")
    say(f"By the standard, Windows from {form} on reads them; it was never tried on a real Windows computer by us.")
    if made is not None:
        say("Their password, shown this once:")
        tell(made)
    return ExitCode.WELL
