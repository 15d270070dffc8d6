# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz metadata`: judge, fetch and compare guardian metadata."""

from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode, exit_code_of_verdict, worst
from shieldwiz.cli.options import at_option, confirm_options, home_of, json_option, overwrite_option
from shieldwiz.cli.output import VERDICT_WORDS, print_checks, print_error, print_json, print_verdict, say, tell


@click.group()
def command() -> None:
    """Judge, fetch and compare a hoster's guardian metadata.

    Example:  shieldwiz metadata verify contoso.xml
    """


@command.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@confirm_options
@click.option("--expect", metavar="NAME", help="Judge as the guardian of that name in the library.")
@at_option
@json_option
@click.pass_context
def verify(
    ctx: click.Context,
    files: tuple[str, ...],
    confirm: dict[str, Any],
    expect: str | None,
    now: datetime,
    as_json: bool,
) -> int:
    """Judge metadata: trusted, accepted without proof, your decision, or refused. Changes nothing.

    \b
    Examples: shieldwiz metadata verify contoso.xml --guardian-fingerprint \\
                '23105 88372 02939 ...'        what the hoster told you on the phone
              shieldwiz metadata verify --json -- ./*.xml
                (after -- nothing is an option, however a file is called)
    """
    confirmations = workflow.metadata.read_confirmations(**confirm)
    if expect is not None:
        confirmations = workflow.guardians.expecting(home_of(ctx), expect, confirmations)
    codes = []
    for report in workflow.metadata.verify_files(files, confirmations, now):
        codes.append(exit_code_of_verdict(report.get("verdict")))
        _print_report(report, as_json=as_json)
    return worst(codes)


def _print_report(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(report)
    elif "verdict" in report:
        print_verdict(report)
    else:
        print_error(report)


@command.command()
@click.argument("address", metavar="HOST-or-URL")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where the bytes go, exactly as received.")
@confirm_options
@click.option("--tls-root", "tls_roots", metavar="CERT", multiple=True, help="A root for the https connection.")
@click.option("--timeout", "seconds", metavar="SECONDS", type=click.FloatRange(1, 300), default=20, show_default=True)
@click.option("--proxy", metavar="URL", help="Ask through this proxy.")
@click.option("--system-proxy", is_flag=True, help="Ask through the proxy of HTTP_PROXY or HTTPS_PROXY.")
@overwrite_option
@at_option
@json_option
def fetch(
    address: str,
    output: str,
    confirm: dict[str, Any],
    tls_roots: tuple[str, ...],
    seconds: float,
    proxy: str | None,
    system_proxy: bool,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Fetch a hoster's metadata once, keep the bytes as received, and judge them.

    Where they came from proves nothing: a web server's name is not a guardian.

    Example:  shieldwiz metadata fetch hgs.contoso.example -o contoso.xml
    """
    if proxy is not None and system_proxy:
        raise click.UsageError("Give --proxy or --system-proxy, not both.")
    confirmations = workflow.metadata.read_confirmations(**confirm)
    fetched = workflow.fetching.fetch(
        address,
        output,
        tls_roots=tls_roots,
        seconds=seconds,
        proxy=proxy,
        system_proxy=system_proxy,
        overwrite=overwrite,
    )
    for note in fetched.notes:
        say(f"note: {note}")
    say(f"{len(fetched.content):,} bytes from {fetched.url}" + (f" kept as {output}" if output != "-" else ""))
    report = workflow.fetching.judge_fetched(output, fetched, confirmations, now)
    if output == "-":
        say(f"{VERDICT_WORDS[report['verdict']]} - {report['headline']}")
    else:
        _print_report(report, as_json=as_json)
    return exit_code_of_verdict(report["verdict"])


@command.command()
@click.argument("old")
@click.argument("new")
@at_option
@json_option
def diff(old: str, new: str, now: datetime, as_json: bool) -> int:
    """Compare two metadata files of one hoster: what changed, and what it means.

    Example:  shieldwiz metadata diff contoso-2025.xml contoso-2026.xml
    """
    report = workflow.metadata.compare_files(old, new, now)
    if as_json:
        print_json(report)
    else:
        tell(f"{old} -> {new}: {report['headline']}")
        print_checks(report["changes"])
    outcomes = {change["outcome"] for change in report["changes"]}
    if "fail" in outcomes:
        return ExitCode.REFUSED
    return ExitCode.DECIDE if "warn" in outcomes else ExitCode.WELL
