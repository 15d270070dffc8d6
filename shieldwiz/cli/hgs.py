# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz hgs`: the hoster's desk. Nothing here ever changes a server."""

from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode, exit_code_of_verdict, worst
from shieldwiz.cli.hgs_keys import byok, grant, inventory, request, rollover
from shieldwiz.cli.hgs_output import print_certificates, print_doctor, print_expiry
from shieldwiz.cli.options import (
    at_option,
    confirm_options,
    home_of,
    json_option,
    overwrite_option,
    passphrase_option,
)
from shieldwiz.cli.output import print_json, say, tell
from shieldwiz.cli.prompts import has_terminal, read_passphrase
from shieldwiz.errors import Problem, ShieldwizError

_ROLES = ("signing", "encryption", "communications", "attestation-signer", "https", "dump-encryption")
_SCRIPTS = ("test-certificates", "export-key-protectors", "grant-key-protectors", "set-key-protectors")


@click.group()
def command() -> None:
    """The hoster's desk: see what tenants see, and keep the keys in order.

    Example:  shieldwiz hgs doctor hgs.contoso.example --every-node
    """


for _one in (byok, request, rollover, inventory, grant):
    command.add_command(_one)


@command.command()
@click.argument("hosts", metavar="HOST...", nargs=-1, required=True)
@click.option("--every-node", is_flag=True, help="Ask each address behind the name on its own.")
@click.option("--as-one", is_flag=True, help="The HOSTs are nodes of one HGS: a difference is a failure.")
@click.option("--at-address", "at_addresses", metavar="IP[:PORT]", multiple=True, help="A node that DNS does not show.")
@click.option("--scheme", type=click.Choice(("auto", "http", "https")), default="auto", show_default=True)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Where HOST names none.")
@click.option("--timeout", "seconds", metavar="SECONDS", type=click.FloatRange(1, 300), default=10, show_default=True)
@click.option("--proxy", metavar="URL", help="Ask through this proxy.")
@click.option("--system-proxy", is_flag=True, help="Ask through the proxy of HTTP_PROXY or HTTPS_PROXY.")
@click.option("--tls-root", "tls_roots", metavar="CERT", multiple=True, help="A root for the https connection.")
@confirm_options
@click.option("--remember", is_flag=True, help="Remember the answer, to compare with it next time.")
@click.option("--state", metavar="FILE", help="Remember it in this file instead.")
@click.option("--expect", metavar="NAME", help="Judge and compare as the guardian of that name in the library.")
@click.option("--warn-days", metavar="N", type=click.IntRange(0, 3650), default=60, show_default=True)
@click.option("--monitoring", is_flag=True, help="One line and the exit code of a monitoring plug-in.")
@click.option("--save", metavar="DIR", help="Keep what each node sent, byte for byte.")
@at_option
@json_option
@click.pass_context
def doctor(
    ctx: click.Context,
    /,
    hosts: tuple[str, ...],
    confirm: dict[str, Any],
    monitoring: bool,
    now: datetime,
    as_json: bool,
    **asked: Any,
) -> int:
    """Ask a Host Guardian Service for its metadata as tenants do, node by node, and say what they would see.

    Reads only. With --monitoring the exit code is 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.

    Example:  shieldwiz hgs doctor hgs.contoso.example --every-node --remember
    """
    if asked["every_node"] and asked["as_one"]:
        raise click.UsageError("Give --every-node or --as-one, not both.")
    if asked["proxy"] is not None and asked["system_proxy"]:
        raise click.UsageError("Give --proxy or --system-proxy, not both.")
    if asked["remember"] and asked["state"] is not None:
        raise click.UsageError("Give --remember or --state, not both.")
    confirmations = workflow.metadata.read_confirmations(**confirm)
    questions = workflow.hgs_doctor.Questions(**asked)
    reports = workflow.hgs_doctor.examine(home_of(ctx), hosts, questions, confirmations, now)
    if monitoring:
        code, line = workflow.hgs_doctor_report.monitoring(reports, asked["warn_days"])
        tell(line)
        return code
    for report in reports:
        if as_json:
            print_json(report)
        else:
            print_doctor(report)
    return worst(exit_code_of_verdict(report["verdict"]) for report in reports)


@command.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--role", "roles", type=click.Choice(_ROLES), multiple=True, help="Else by the look of each.")
@click.option("--root", "roots", metavar="CERT", multiple=True, help="A root that you choose to trust.")
@passphrase_option
@at_option
@json_option
def certificates(
    files: tuple[str, ...],
    roles: tuple[str, ...],
    roots: tuple[str, ...],
    passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Check certificates, and reports of the server script, and compare the reports of several nodes.

    \b
    Examples: shieldwiz hgs certificates signing.pfx --role signing
              shieldwiz hgs certificates node1.json node2.json
    """
    vouching = workflow.certificates.read_vouching(now=now, roots=roots)
    passphrase = (
        read_passphrase(passphrase_file, "Password of the PFX file", "--passphrase-file")
        if passphrase_file is not None
        else None
    )
    try:
        reports = list(workflow.hgs_certificates.check_files(files, roles, vouching, passphrase))
    except ShieldwizError as error:
        if error.problem is not Problem.PASSPHRASE_NEEDED or not has_terminal():
            raise
        say(error.message)
        passphrase = read_passphrase(None, "Password of the PFX file", "--passphrase-file")
        reports = list(workflow.hgs_certificates.check_files(files, roles, vouching, passphrase))
    codes = []
    for report in reports:
        codes.append(exit_code_of_verdict(report["verdict"]))
        if as_json:
            print_json(report)
        else:
            print_certificates(report)
    return worst(codes)


@command.command()
@click.option("--hsm", is_flag=True, help="The key is in a hardware security module.")
@click.option("--not-exportable", is_flag=True, help="The private key cannot be exported.")
@json_option
def advise(hsm: bool, not_exportable: bool, as_json: bool) -> int:
    """Password-protected PFX, or thumbprint: how to give a certificate to HGS.

    Example:  shieldwiz hgs advise --hsm
    """
    if hsm and not_exportable:
        raise click.UsageError("Give --hsm or --not-exportable, not both.")
    report = workflow.hgs_keys.advise(hsm=hsm, not_exportable=not_exportable)
    if as_json:
        print_json(report)
        return ExitCode.WELL
    tell(f"{report['headline']}")
    for line in (*report["why"], *report["steps"]):
        tell(f"  - {line}")
    for line in report["commands"]:
        tell(f"    {line}")
    return ExitCode.WELL


@command.command()
@click.argument("names", metavar="[NAME-or-FILE]...", nargs=-1)
@click.option("--ics", metavar="FILE", help="Write a calendar with an event for each.")
@overwrite_option
@at_option
@json_option
@click.pass_context
def expiry(
    ctx: click.Context, names: tuple[str, ...], ics: str | None, overwrite: bool, now: datetime, as_json: bool
) -> int:
    """When certificates run out, and what that means: for most of them, little.

    Example:  shieldwiz hgs expiry Contoso --ics contoso.ics
    """
    found = workflow.hgs_expiry.expiries(home_of(ctx), names, now)
    for one in found:
        report = workflow.hgs_expiry.expiry_object(one)
        if as_json:
            print_json(report)
        else:
            print_expiry(report)
    if not found and not as_json:
        say("No guardian is in the library yet; name a file.")
    if ics is not None:
        workflow.hgs_expiry.write_calendar(found, ics, now, overwrite=overwrite)
        say(f"calendar with {len(found)} events: {ics}")
    return ExitCode.WELL


@command.command()
@click.argument("name", type=click.Choice(_SCRIPTS))
@click.option("-o", "--output", required=True, metavar="FILE", help="Where the script goes.")
@overwrite_option
def script(name: str, output: str, overwrite: bool) -> int:
    """Write a PowerShell script: always the same bytes, with no value of yours in it.

    Example:  shieldwiz hgs script test-certificates -o Test-HgsCertificates.ps1
    """
    for line in workflow.hgs_scripts.write_script(name, output, overwrite=overwrite):
        say(line)
    return ExitCode.WELL
