# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz hgs`, the part about keys: requests, a tenant's own pair, changing keys, and many key protectors."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.hgs_output import print_inventory, print_rollover
from shieldwiz.cli.options import at_option, home_of, json_option, passphrase_option
from shieldwiz.cli.output import print_json, say, tell
from shieldwiz.cli.prompts import read_passphrase

_FOLDER_OPTION = click.option("-o", "--output", required=True, metavar="DIR", help="A new folder.")
_ANSWERS = {"no": ExitCode.REFUSED, "not-yet": ExitCode.DECIDE, "nothing-examined-needs-it": ExitCode.WELL}


@click.command()
@click.argument("name")
@click.option("--tenant", required=True, metavar="TENANT", help="Whose VMs these keys are for.")
@_FOLDER_OPTION
@click.option("--for", "form", type=click.Choice(("server2016", "server2019")), default="server2019", show_default=True)
@click.option("--subject", metavar="DN", help="Of both certificates, such as CN=Finance,O=Contoso.")
@click.option("--years", metavar="N", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--tenant-owner", metavar="METADATA", help="The tenant's own pair, from which this one must differ.")
@at_option
@json_option
@click.pass_context
def byok(
    ctx: click.Context, /, name: str, tenant: str, output: str, now: datetime, as_json: bool, **options: Any
) -> int:
    """Make a signing and an encryption pair for one tenant, to be added to HGS beside the hoster's own.

    Example:  shieldwiz hgs byok Fabrikam --tenant Fabrikam -o byok
    """
    report, password = workflow.hgs_keys.byok(home_of(ctx), name, tenant, Path(output), now=now, **options)
    if as_json:
        print_json(report)
    else:
        tell(f"{name}: MADE for {tenant}, {len(report['files'])} files in {output}")
        tell(f"  guardian fingerprint  {report['fingerprint']['hex']}")
        tell(f"  the same, for the phone  {report['fingerprint']['digits']}")
        tell("  HGS publishes its primary pair alone: the URL will not show this one, give out guardian.xml.")
    say(f"password of both PFX files, shown once:  {password}")
    say("note: whoever makes the keys can read: delete every copy of the PFX files when they are in HGS.")
    return ExitCode.WELL


@click.command()
@click.option("--role", type=click.Choice(("signing", "encryption", "both", "https")), required=True)
@click.option(
    "--subject", required=True, metavar="DN", help="Such as CN=Contoso HGS Signing,O=Contoso; tenants see it."
)
@click.option("--host", "hosts", metavar="NAME", multiple=True, help="A name that hosts use; for https each of them.")
@click.option("--inf", is_flag=True, help="A text for certreq on Windows (default).")
@click.option("--csr", is_flag=True, help="A key, locked with a password, and a request made here.")
@_FOLDER_OPTION
@json_option
def request(role: str, subject: str, hosts: tuple[str, ...], inf: bool, csr: bool, output: str, as_json: bool) -> int:
    """Write what to ask a certification authority for, with a table for its template.

    \b
    Example:  shieldwiz hgs request --role both --subject "CN=Contoso HGS,O=Contoso" --inf -o request
    """
    if inf and csr:
        raise click.UsageError("Give --inf or --csr, not both.")
    report, password = workflow.hgs_keys.request(role, subject, hosts, Path(output), as_csr=csr)
    if as_json:
        print_json(report)
    else:
        tell(f"{output}: WRITTEN, {', '.join(file['name'] for file in report['files'])}")
    if password is not None:
        say(f"password of the key files, shown once:  {password}")
    say("note: ask for a new certificate; one that is renewed with another key stops existing VMs.")
    return ExitCode.WELL


@click.command()
@click.argument("name")
@click.option("--done", metavar="STEP", type=click.IntRange(1, 10), multiple=True, help="Tick this step.")
@click.option("--undo", metavar="STEP", type=click.IntRange(1, 10), multiple=True, help="Untick it.")
@at_option
@json_option
@click.pass_context
def rollover(
    ctx: click.Context, name: str, done: tuple[int, ...], undo: tuple[int, ...], now: datetime, as_json: bool
) -> int:
    """The guide from old keys to new ones, which remembers where you are. NAME is your own for this change.

    Example:  shieldwiz hgs rollover contoso-2026 --done 1
    """
    report = workflow.hgs_rollover.rollover(home_of(ctx), name, now, done=done, undo=undo)
    if as_json:
        print_json(report)
    else:
        print_rollover(report)
    return ExitCode.WELL


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True)
@click.option("--certificate", metavar="CERT", help="May this certificate go?")
@click.option("--compare", metavar="OLD-DIR", help="What changed since an older export.")
@json_option
@click.pass_context
def inventory(
    ctx: click.Context, folders: tuple[str, ...], certificate: str | None, compare: str | None, as_json: bool
) -> int:
    """Look at all key protectors in folders: who owns them, who may open them. Thousands are fine.

    With --certificate: 0 nothing examined needs it, 3 no, 4 not yet.

    \b
    Example:  shieldwiz hgs inventory protectors --certificate old-encryption.cer
    """
    report = workflow.hgs_inventory.inventory(home_of(ctx), folders, certificate=certificate, compare=compare)
    if as_json:
        print_json(report)
    else:
        print_inventory(report)
    return ExitCode.WELL if report["answer"] is None else _ANSWERS[report["answer"]["word"]]


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--owner", required=True, metavar="NAME", help="The owner, from this computer.")
@click.option("--guardian", required=True, metavar="NAME", help="Who is let in, from the library.")
@click.option("--revoke", metavar="GUARDIAN", help="Who is taken out in the same step.")
@click.option("-o", "--output", required=True, metavar="OUT", help="A new folder.")
@passphrase_option
@at_option
@json_option
@click.pass_context
def grant(
    ctx: click.Context,
    folder: str,
    owner: str,
    guardian: str,
    revoke: str | None,
    output: str,
    passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Let a guardian into many key protectors at once, and take another out. Owner only.

    Protectors that Windows made are put aside with a script for Windows, since their algorithms are not public.

    \b
    Example:  shieldwiz hgs grant protectors --owner Fabrikam --guardian Contoso-new --revoke Contoso -o granted
    """
    passphrase = read_passphrase(passphrase_file, f"Passphrase of the owner key {owner!r}", "--passphrase-file")
    report = workflow.hgs_inventory.grant_many(
        home_of(ctx), folder, output, owner=owner, passphrase=passphrase, guardian=guardian, revoke=revoke, now=now
    )
    if as_json:
        print_json(report)
    else:
        counts = ", ".join(f"{count} {word}" for word, count in report["counts"].items()) or "no key protector"
        tell(f"{folder} -> {output}: {counts}")
        for problem in report["problems"]:
            tell(f"  {problem['outcome']:<12} {problem['file']}: {problem['detail']}")
        if report["for_windows"]:
            tell(f"  {len(report['for_windows'])} were made by Windows: run the script in {output}/for-windows there.")
    for note in report["notes"]:
        say(f"note: {note}")
    return ExitCode.COULD_NOT if report["problems"] else ExitCode.WELL
