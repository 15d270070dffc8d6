# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz inspect`: what is this file?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import at_option, home_of, json_option, refusal_as_json
from shieldwiz.cli.output import print_json, print_protector, print_shielding_data, print_verdict, tell


@click.command()
@click.argument("file")
@at_option
@json_option
@click.pass_context
@refusal_as_json("inspection")
def command(ctx: click.Context, file: str, now: datetime, as_json: bool) -> int:
    """Say what any file is, and show it. Decides nothing.

    Example:  shieldwiz inspect what-is-this.bin
    """
    report = workflow.inspection.inspect_file(home_of(ctx), file, now)
    if as_json:
        print_json(report)
    else:
        tell(f"{file}: {report['says']}")
        _print_details(report["kind"], report["report"])
    return ExitCode.WELL


def _print_details(kind: str, details: Mapping[str, Any] | None) -> None:
    if details is None:
        return
    if kind == "metadata":
        print_verdict(details)
    elif kind == "shielding-data":
        print_shielding_data(details, "WHOLE since its owner signed it; who that is, you have to compare")
    elif kind == "key-protector":
        print_protector(details)
    elif kind == "certificate":
        for label, key in (("issuer", "issuer"), ("until", "not_after"), ("SHA-256", "sha256")):
            tell(f"  {label:<8} {details[key]}")
