# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz guardian`: the hosters' guardians that are let in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode, exit_code_of_verdict
from shieldwiz.cli.options import at_option, confirm_options, home_of, json_option, overwrite_option
from shieldwiz.cli.output import one_line, print_json, print_verdict, say, tell
from shieldwiz.cli.prompts import has_terminal


@click.group()
def command() -> None:
    """The hosters' guardians that you let in, and how each was confirmed.

    Example:  shieldwiz guardian list
    """


@command.command("import")
@click.argument("file")
@click.option("--name", required=True, help="What you call this hoster.")
@confirm_options
@click.option("--replace", "replace_changed", is_flag=True, help="Put new certificates in the old ones' place.")
@click.option("--reason", default="", metavar="TEXT", help="Why, kept with an override.")
@click.option("--note", default="", metavar="TEXT", help="Kept with the guardian.")
@at_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    file: str,
    name: str,
    confirm: dict[str, Any],
    replace_changed: bool,
    reason: str,
    note: str,
    now: datetime,
    as_json: bool,
) -> int:
    """Judge a hoster's metadata and keep its guardian. An open decision keeps nothing.

    \b
    Example:  shieldwiz guardian import contoso.xml --name Contoso \\
                --guardian-fingerprint '23105 88372 ...'
    """
    confirmations = workflow.metadata.read_confirmations(**confirm)
    if not reason and confirmations.allow_untrusted_root and has_terminal():
        reason = click.prompt("Why do you take it without proof? (kept with the guardian)", default="", err=True)
    result = workflow.guardians.import_guardian(
        home_of(ctx),
        file,
        name,
        confirmations,
        now=now,
        replace_changed=replace_changed,
        reason=reason,
        note=note,
    )
    report = workflow.guardians.import_report(file, result)
    if as_json:
        print_json(report)
    else:
        print_verdict(report)
    if result.kept is not None:
        say(f"Kept as {name!r}. From now on this guardian can open what you seal for it.")
        for other in result.also_known_as:
            say(f"note: the same keys are also kept as {other!r}.")
    else:
        say("Nothing was kept.")
    return exit_code_of_verdict(report["verdict"])


@command.command("list")
@at_option
@json_option
@click.pass_context
def list_(ctx: click.Context, now: datetime, as_json: bool) -> int:
    """List the guardians on this computer and how each was confirmed.

    Example:  shieldwiz guardian list --json
    """
    library = home_of(ctx).guardians
    for known in library.all():
        report = workflow.guardians.known_report(known, now)
        if as_json:
            print_json(report)
        else:
            warnings = f"  ! {len(report['warnings'])} warning(s)" if report["warnings"] else ""
            basis = "override, NO PROOF" if report["basis"] == "override" else report["basis"]
            tell(f"{known.name:<30} {basis:<22} {report['confirmed']}{warnings}")
    for folder in library.damaged():
        say(f"damaged, not used: {folder}")
    return ExitCode.WELL


@command.command()
@click.argument("name")
@at_option
@json_option
@click.pass_context
def show(ctx: click.Context, name: str, now: datetime, as_json: bool) -> int:
    """Show one guardian: its certificates, fingerprint, and how it was confirmed.

    Example:  shieldwiz guardian show Contoso
    """
    known = workflow.guardians.find_guardian(home_of(ctx), name)
    report = workflow.guardians.known_report(known, now)
    if as_json:
        print_json(report)
    else:
        _print_known(report)
    failed = any(check.outcome == "fail" for check in workflow.guardians.guardian_warnings(known.guardian, now))
    return ExitCode.REFUSED if failed else ExitCode.WELL


def _print_known(report: Mapping[str, Any]) -> None:
    if report["basis"] == "override":
        tell(f"{report['name']}: NO PROOF - taken {report['confirmed']}; nothing proves whose keys these are")
    else:
        tell(f"{report['name']}: confirmed {report['confirmed']} by {report['basis']}")
    tell(f"  guardian fingerprint  {report['fingerprint']['hex']}")
    tell(f"  the same, for the phone  {report['fingerprint']['digits']}")
    for role in ("signing", "encryption"):
        certificate = report[role]
        tell(f"  {role:<11} {certificate['subject']}, until {certificate['not_after']}")
        tell(f"  {'':<11} SHA-256 {certificate['sha256']}")
    for label, key in (("overrides", "overrides"), ("warning", "warnings")):
        for text in report[key]:
            tell(f"  {label}: {text}")
    for key in ("reason", "note"):
        if report[key]:
            tell(f"  {key}: {report[key]}")


@command.command()
@click.argument("name")
@click.option("-o", "--output", required=True, metavar="FILE")
@click.option("--form", type=click.Choice(["metadata", "pem", "report"]), default="metadata", show_default=True)
@overwrite_option
@at_option
@click.pass_context
def export(ctx: click.Context, name: str, output: str, form: str, overwrite: bool, now: datetime) -> int:
    """Write a guardian to a file: its metadata byte for byte, its certificates, or a report.

    Example:  shieldwiz guardian export Contoso -o contoso.xml
    """
    known = workflow.guardians.find_guardian(home_of(ctx), name)
    data = workflow.guardians.export_form(known, form, now)
    workflow.inputs.write_output(output, data, overwrite=overwrite)
    if output != "-":
        say(f"Written: {output}")
    if form == "metadata":
        say("Windows imports it (Import-HgsGuardian) if the hoster's server made it: the bytes are as received.")
    return ExitCode.WELL


@command.command()
@click.argument("old")
@click.argument("new")
@click.pass_context
def rename(ctx: click.Context, old: str, new: str) -> int:
    """Give a guardian another name.

    Example:  shieldwiz guardian rename Contoso 'Contoso West'
    """
    home_of(ctx).guardians.rename(old, new)
    say(f"{old!r} is now {new!r}.")
    return ExitCode.WELL


@command.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> int:
    """Forget a guardian. Files that were made for it still let it in.

    Example:  shieldwiz guardian remove Contoso
    """
    home_of(ctx).guardians.remove(name)
    say(f"{name!r} was removed. Files that were made for it still let it in.")
    return ExitCode.WELL


@command.command()
@click.argument("name_or_file", metavar="NAME-or-FILE")
@click.option("--sheet", is_flag=True, help="A page (HTML with QR code) to give to customers.")
@click.option("-o", "--output", metavar="FILE", default="-")
@overwrite_option
@at_option
@json_option
@click.pass_context
def fingerprint(
    ctx: click.Context, name_or_file: str, sheet: bool, output: str, overwrite: bool, now: datetime, as_json: bool
) -> int:
    """Show the one value that covers both keys of a guardian, in both forms.

    \b
    Examples: shieldwiz guardian fingerprint Contoso
              shieldwiz guardian fingerprint our-metadata.xml --sheet -o fingerprint.html
    """
    name, guardian, metadata = workflow.guardians.read_guardian(home_of(ctx), name_or_file, now)
    if sheet:
        page = workflow.fingerprint_sheet.make_sheet(name, guardian, metadata)
        workflow.inputs.write_output(output, page, overwrite=overwrite)
        return ExitCode.WELL
    report = workflow.guardians.fingerprint_lines(name, guardian)
    if as_json:
        print_json(report)
    else:
        text = f"{one_line(name)}\n{report['fingerprint']['hex']}\n{report['fingerprint']['digits']}\n"
        workflow.inputs.write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return ExitCode.WELL
