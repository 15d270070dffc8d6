# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz pdk`: shielding data files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import (
    at_option,
    home_of,
    json_option,
    overwrite_option,
    passphrase_option,
    refusal_as_json,
)
from shieldwiz.cli.output import print_differences, print_json, print_shielding_data, say
from shieldwiz.cli.prompts import read_passphrase
from shieldwiz.cli.windows_kit import write_prepared
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown

POLICIES = ("Shielded", "EncryptionSupported")
PURPOSES = ("ShieldedTemplate", "ExistingVM")
_KIND = "shielding-data"
_OWNER_OPTION = click.option("--owner", metavar="NAME", required=True, help="The owner, from this computer.")
_FROM_OLDER_OPTION = click.option(
    "--from-older-revision",
    "from_older",
    is_flag=True,
    help="Go on from this file although this computer has seen a newer revision of it.",
)
_ALLOW_OPTION = click.option(
    "--allow", metavar="AF-ID", multiple=True, help="Accept what this rule finds in the answer file."
)
_OUTPUT_OPTION = click.option("-o", "--output", metavar="OUT", help="Where the new file goes (else --overwrite).")


@click.group()
def command() -> None:
    """Shielding data files: the secrets of a virtual machine, sealed for its guardians.

    Example:  shieldwiz pdk inspect web.pdkx
    """


@command.command()
@click.argument("output", metavar="OUT.pdkx")
@_OWNER_OPTION
@click.option("--guardian", "guardians", metavar="NAME", multiple=True, help="A hoster to let in; may be repeated.")
@click.option("--policy", type=click.Choice(POLICIES), default="Shielded", show_default=True)
@click.option("--purpose", type=click.Choice(PURPOSES), default="ShieldedTemplate", show_default=True)
@click.option("--volume-id", "volume_ids", metavar="FILE.json", multiple=True, help="A template disk that you trust.")
@click.option("--answer-file", metavar="FILE", help="The unattend.xml, or what specialises a Linux VM.")
@click.option("--other-file", "other_files", metavar="FILE", multiple=True, help="Another file for the VM.")
@_ALLOW_OPTION
@click.option("--description", default="", metavar="TEXT", help="Readable by everybody.")
@click.option("--key-protector", metavar="OUT.kp", help="Write the key protector on its own, too.")
@click.option("--receipt", metavar="FILE.json", help="Write the report, without secrets.")
@click.option("--save-recipe", metavar="FILE.toml", help="Write what was chosen, for `shieldwiz build`.")
@click.option("--dry-run", is_flag=True, help="Say what is missing or wrong, and make nothing.")
@passphrase_option
@overwrite_option
@at_option
@json_option
@click.pass_context
@refusal_as_json(_KIND, "output")
def create(
    ctx: click.Context,
    output: str,
    owner: str,
    guardians: tuple[str, ...],
    policy: str,
    purpose: str,
    volume_ids: tuple[str, ...],
    answer_file: str | None,
    other_files: tuple[str, ...],
    allow: tuple[str, ...],
    description: str,
    key_protector: str | None,
    receipt: str | None,
    save_recipe: str | None,
    dry_run: bool,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Make a shielding data file: the main job. It is read back and verified before it counts.

    \b
    Example:  shieldwiz pdk create web.pdkx --owner Fabrikam --guardian Contoso \\
                --volume-id ws2025.json --answer-file unattend.xml
    """
    draft = workflow.recipe.make_draft(
        output=output,
        owner=owner,
        guardians=guardians,
        policy=policy,
        purpose=purpose,
        volume_ids=volume_ids,
        answer_file=answer_file,
        other_files=other_files,
        allow=allow,
        description=description,
        key_protector=key_protector,
        receipt=receipt,
    )
    if save_recipe is not None and not dry_run:
        workflow.shielding.save_recipe(draft, save_recipe, overwrite=overwrite)
        say(f"Recipe: {save_recipe}")
    return build_draft(
        ctx, draft, passphrase_file=passphrase_file, dry_run=dry_run, overwrite=overwrite, now=now, as_json=as_json
    )


def build_draft(
    ctx: click.Context,
    draft: Any,
    *,
    passphrase_file: str | None,
    dry_run: bool,
    overwrite: bool,
    now: datetime,
    as_json: bool,
    kit_key_file: str | None = None,
) -> int:
    """Make the file of a draft, or only say what stands against it; shared with `build`."""
    home = home_of(ctx)
    problems = workflow.recipe.check_draft(home, draft)
    if problems or dry_run:
        for problem in problems:
            say(f"missing or wrong: {problem}")
        say("Nothing was made." if problems else "Everything is there; nothing was made (--dry-run).")
        return ExitCode.USAGE if problems else ExitCode.WELL
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {draft.owner!r}", "--passphrase-file")
    saved = workflow.shielding.create(home, draft, passphrase, now=now, overwrite=overwrite)
    _print_saved(saved, as_json=as_json)
    if draft.windows_kit is None:
        say(workflow.shielding.WINDOWS_READS)
    else:
        try:
            prepared = workflow.windows_kits.prepare(home, draft.output, passphrase, now=now)
            write_prepared(home, prepared, draft.windows_kit, key_file=kit_key_file, as_json=as_json)
        except ShieldwizError as error:
            raise error.after(f"{shown(draft.output)} is made and whole") from error
    return ExitCode.WELL


def _print_saved(saved: Any, *, as_json: bool, headline: str = "MADE, and read back whole") -> None:
    if as_json:
        print_json(saved.report)
    else:
        print_shielding_data(saved.report, headline)
    for note in saved.notes:
        say(f"note: {note}")


@command.command()
@click.argument("file")
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def inspect(ctx: click.Context, file: str, as_json: bool) -> int:
    """Who owns a file, who may open it, and what it says in the clear. Needs no key.

    Example:  shieldwiz pdk inspect web.pdkx
    """
    report = workflow.shielding.inspect(home_of(ctx), file)
    if as_json:
        print_json(report)
    else:
        print_shielding_data(report, "WHOLE since its owner signed it; who that is, you have to compare")
    return ExitCode.WELL


@command.command()
@click.argument("file")
@click.option("--owner-fingerprint", metavar="FINGERPRINT", help="Of the owner's pair, as you were told.")
@click.option("--owner", metavar="NAME", help="An owner of this computer.")
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def verify(ctx: click.Context, file: str, owner_fingerprint: str | None, owner: str | None, as_json: bool) -> int:
    """Is the file whole, and by that owner? 0 only if both; 4 where the owner is unknown.

    Example:  shieldwiz pdk verify web.pdkx --owner Fabrikam
    """
    if owner is not None and owner_fingerprint is not None:
        raise click.UsageError("Give --owner or --owner-fingerprint, not both.")
    saved = workflow.shielding.verify(home_of(ctx), file, owner=owner, owner_fingerprint=owner_fingerprint)
    _print_saved(saved, as_json=as_json, headline=_verified(saved.report["owner"]))
    return ExitCode.WELL


def _verified(owner: Mapping[str, Any]) -> str:
    if owner["known_with_proof"]:
        return f"VERIFIED: whole, and by {owner['known_as']}, whom this computer knows"
    return "VERIFIED: whole, and by the owner whose fingerprint you gave"


@command.command("open")
@click.argument("file")
@click.option("--owner", metavar="NAME", help="Open as this owner of this computer.")
@click.option("--pfx", metavar="FILE", help="Open as guardian, with its encryption key.")
@click.option("--owner-fingerprint", metavar="FINGERPRINT", help="The file's owner, as you were told.")
@click.option("--accept-unknown-owner", is_flag=True, help="Open it although nobody confirmed its owner.")
@click.option("--extract", "folder", required=True, metavar="DIR", help="A new folder for what is inside.")
@passphrase_option
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def open_(
    ctx: click.Context,
    file: str,
    owner: str | None,
    pfx: str | None,
    owner_fingerprint: str | None,
    accept_unknown_owner: bool,
    folder: str,
    passphrase_file: str | None,
    as_json: bool,
) -> int:
    """Open a file as owner or guardian, and write what is inside into a folder that only you can read.

    \b
    Examples: shieldwiz pdk open web.pdkx --owner Fabrikam --extract inside
              shieldwiz pdk open web.pdkx --pfx guardian.pfx --owner-fingerprint '...' --extract inside
    """
    if owner_fingerprint is not None and accept_unknown_owner:
        raise click.UsageError("Give --owner-fingerprint or --accept-unknown-owner, not both.")
    key = _read_key(owner, pfx, passphrase_file, required=True)
    saved = workflow.shielding.open_file(
        home_of(ctx),
        file,
        key,
        folder,
        owner_fingerprint=owner_fingerprint,
        accept_unknown=accept_unknown_owner,
    )
    _print_saved(saved, as_json=as_json, headline=f"OPENED into {folder}")
    return ExitCode.WELL


def _read_key(owner: str | None, pfx: str | None, passphrase_file: str | None, *, required: bool) -> Any:
    if (owner is None) == (pfx is None):
        if owner is None and not required:
            return None
        raise click.UsageError("Give --owner NAME or --pfx FILE.")
    question = f"Passphrase of the owner key {owner!r}" if owner is not None else "Password of the PFX file"
    secret = read_passphrase(passphrase_file, question, "--passphrase-file")
    return workflow.shielding.Key(owner=owner, pfx=pfx, secret=secret)


@command.command()
@click.argument("file")
@_OWNER_OPTION
@_OUTPUT_OPTION
@click.option("--policy", type=click.Choice(POLICIES))
@click.option("--description", metavar="TEXT")
@click.option("--volume-id", "volume_ids", metavar="FILE.json", multiple=True, help="Add a template disk.")
@click.option("--remove-volume-id", "gone_ids", metavar="N", type=int, multiple=True, help="By its number, from 1.")
@click.option("--answer-file", metavar="FILE", help="Replace the answer file.")
@click.option("--other-file", "other_files", metavar="FILE", multiple=True, help="Add another file.")
@click.option("--remove-other-file", "gone_files", metavar="NAME", multiple=True)
@_ALLOW_OPTION
@_FROM_OLDER_OPTION
@passphrase_option
@overwrite_option
@at_option
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def edit(
    ctx: click.Context,
    file: str,
    owner: str,
    output: str | None,
    policy: str | None,
    description: str | None,
    volume_ids: tuple[str, ...],
    gone_ids: tuple[int, ...],
    answer_file: str | None,
    other_files: tuple[str, ...],
    gone_files: tuple[str, ...],
    allow: tuple[str, ...],
    from_older: bool,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Change what a file says or holds: a new revision under a new transport key. Owner only.

    \b
    Example:  shieldwiz pdk edit web.pdkx --owner Fabrikam --answer-file new.xml -o web-2.pdkx
    """
    change = workflow.changing.make_edit(
        policy=policy,
        description=description,
        add_volume_ids=volume_ids,
        remove_volume_ids=gone_ids,
        answer_file=answer_file,
        add_other_files=other_files,
        remove_other_files=gone_files,
        allow=allow,
    )
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    saved = workflow.changing.edit(
        home_of(ctx),
        file,
        change,
        owner=owner,
        passphrase=passphrase,
        output=output,
        overwrite=overwrite,
        now=now,
        from_older=from_older,
    )
    _print_saved(saved, as_json=as_json)
    say(workflow.shielding.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("file")
@click.argument("guardians", metavar="GUARDIAN...", nargs=-1, required=True)
@_OWNER_OPTION
@_OUTPUT_OPTION
@_FROM_OLDER_OPTION
@passphrase_option
@overwrite_option
@at_option
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def grant(
    ctx: click.Context,
    file: str,
    guardians: tuple[str, ...],
    owner: str,
    output: str | None,
    from_older: bool,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Let more guardians in: a new revision under a new transport key. Owner only.

    \b
    Example:  shieldwiz pdk grant web.pdkx Northwind --owner Fabrikam -o web-2.pdkx
    """
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    saved = workflow.changing.grant(
        home_of(ctx),
        file,
        guardians,
        owner=owner,
        passphrase=passphrase,
        output=output,
        overwrite=overwrite,
        now=now,
        from_older=from_older,
    )
    _print_saved(saved, as_json=as_json)
    say(workflow.shielding.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("file")
@click.argument("guardians", metavar="GUARDIAN...", nargs=-1, required=True)
@_OWNER_OPTION
@_OUTPUT_OPTION
@_FROM_OLDER_OPTION
@passphrase_option
@overwrite_option
@at_option
@json_option
@click.pass_context
@refusal_as_json(_KIND)
def revoke(
    ctx: click.Context,
    file: str,
    guardians: tuple[str, ...],
    owner: str,
    output: str | None,
    from_older: bool,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Make a revision that these guardians cannot open. It takes nothing back that they have. Owner only.

    \b
    Example:  shieldwiz pdk revoke web.pdkx Contoso --owner Fabrikam -o web-2.pdkx
    """
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    saved = workflow.changing.revoke(
        home_of(ctx),
        file,
        guardians,
        owner=owner,
        passphrase=passphrase,
        output=output,
        overwrite=overwrite,
        now=now,
        from_older=from_older,
    )
    _print_saved(saved, as_json=as_json)
    say(workflow.shielding.WINDOWS_READS)
    return ExitCode.WELL


@command.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--owner", metavar="NAME", help="Compare what is inside, too, as this owner.")
@click.option("--pfx", metavar="FILE", help="Compare what is inside, too, as guardian.")
@passphrase_option
@json_option
@click.pass_context
@refusal_as_json(_KIND, "first")
def diff(
    ctx: click.Context,
    first: str,
    second: str,
    owner: str | None,
    pfx: str | None,
    passphrase_file: str | None,
    as_json: bool,
) -> int:
    """What differs between two files: recipients, policy, disks, and with a key what is inside.

    Example:  shieldwiz pdk diff web.pdkx web-2.pdkx --owner Fabrikam
    """
    key = _read_key(owner, pfx, passphrase_file, required=False)
    report = workflow.shielding.diff(home_of(ctx), first, second, key)
    if as_json:
        print_json(report)
    else:
        print_differences(report)
    return ExitCode.WELL
