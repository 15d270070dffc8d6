# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz practice`: a make-believe hoster."""

from datetime import datetime
from pathlib import Path

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import at_option, home_of
from shieldwiz.cli.output import say, tell


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--delete", is_flag=True, help="Take the folder and all its PRACTICE entries away.")
@at_option
@click.pass_context
def command(ctx: click.Context, folder: Path, delete: bool, now: datetime) -> int:
    """Make a make-believe hoster in a new folder, to try everything on in one minute.

    Example:  shieldwiz practice practice-fabric
    """
    if delete:
        for name in workflow.practice.delete_practice(home_of(ctx), folder):
            say(f"removed {name!r}")
        say(f"removed {folder}")
        return ExitCode.WELL
    made = workflow.practice.make_practice(folder, now=now)
    tell(f"{folder}: a make-believe hoster; nothing in it protects anything.")
    tell(f"  on the phone it would tell you  {' '.join(made.fingerprint.groups)}")
    tell(f"  next: read {folder / 'README.txt'}, or begin with  shieldwiz metadata verify {folder / 'metadata.xml'}")
    return ExitCode.WELL
