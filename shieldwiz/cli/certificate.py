# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz certificate`: is a certificate fit for its role?"""

from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import exit_code_of_verdict
from shieldwiz.cli.options import at_option, json_option, passphrase_option
from shieldwiz.cli.output import print_json, print_verdict, say, tell
from shieldwiz.cli.prompts import has_terminal, read_passphrase
from shieldwiz.errors import Problem, ShieldwizError

_ROLES = ("signing", "encryption", "communications", "attestation-signer", "https", "dump-encryption")


@click.group()
def command() -> None:
    """Is a certificate fit for its role?

    Example:  shieldwiz certificate check signing.cer --role signing
    """


@command.command()
@click.argument("files", metavar="FILE", nargs=-1)
@click.option("--pair", metavar="SIGNING ENCRYPTION", nargs=2, help="Both certificates of a guardian.")
@click.option("--role", "roles", type=click.Choice(_ROLES), multiple=True, help="May be given more than once.")
@click.option("--root", "roots", metavar="CERT", multiple=True, help="A root that you choose to trust.")
@click.option("--crl", "crls", metavar="FILE", multiple=True, help="A revocation list.")
@click.option("--host", "hosts", metavar="NAME", multiple=True, help="A name that an https certificate must hold.")
@passphrase_option
@at_option
@json_option
def check(
    files: tuple[str, ...],
    pair: tuple[str, str] | None,
    roles: tuple[str, ...],
    roots: tuple[str, ...],
    crls: tuple[str, ...],
    hosts: tuple[str, ...],
    passphrase_file: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Check a certificate against the rules of a role, or a guardian's pair.

    \b
    Examples: shieldwiz certificate check signing.cer --role signing
              shieldwiz certificate check --pair signing.cer encryption.cer
    """
    vouching = workflow.certificates.read_vouching(now=now, roots=roots, crls=crls, hosts=hosts)
    if pair:
        if files or roles:
            raise click.UsageError("--pair stands alone: no FILE and no --role beside it.")
        report = workflow.certificates.check_pair(pair[0], pair[1], vouching)
    else:
        if len(files) != 1 or not roles:
            raise click.UsageError("Give one FILE and at least one --role, or --pair SIGNING ENCRYPTION.")
        report = _check_one(files[0], roles, vouching, passphrase_file)
    if as_json:
        print_json(report)
    else:
        print_verdict(report)
        _print_facts(report)
    return exit_code_of_verdict(report["verdict"])


def _check_one(file: str, roles: tuple[str, ...], vouching: Any, passphrase_file: str | None) -> dict[str, Any]:
    """Ask for the password only where the file turns out to need one."""
    passphrase = (
        read_passphrase(passphrase_file, "Password of the PFX file", "--passphrase-file")
        if passphrase_file is not None
        else None
    )
    try:
        return workflow.certificates.check_file(file, roles, vouching, passphrase)
    except ShieldwizError as error:
        if error.problem is not Problem.PASSPHRASE_NEEDED or not has_terminal():
            raise
        say(error.message)
        passphrase = read_passphrase(None, "Password of the PFX file", "--passphrase-file")
        return workflow.certificates.check_file(file, roles, vouching, passphrase)


def _print_facts(report: dict[str, Any]) -> None:
    certificate = report.get("certificate")
    if certificate:
        tell(f"  subject  {certificate['subject']}")
        tell(f"  SHA-256  {certificate['sha256']}")
    if report.get("dump_encryption_hash"):
        tell(f"  hash for HGS  {report['dump_encryption_hash']}")
        tell(f"    Add-HgsAttestationDumpPolicy -PublicKeyHash '{report['dump_encryption_hash']}' -Name 'Dumps'")
