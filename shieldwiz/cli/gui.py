# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz gui`: the window, as a process of its own."""

import importlib.util
import subprocess
import sys

import click

from shieldwiz.cli.options import home_option_of
from shieldwiz.errors import Problem, ShieldwizError


@click.command()
@click.argument("file", nargs=-1)
@click.pass_context
def command(ctx: click.Context, file: tuple[str, ...]) -> int:
    """Open the window, with files where some are named.

    Example:  shieldwiz gui contoso-metadata.xml
    """
    if importlib.util.find_spec("PySide6") is None:
        raise ShieldwizError(
            Problem.NOT_FOUND,
            "The window needs PySide6, which is not installed here.",
            "Install shieldwiz with it: pip install 'shieldwiz[gui]'. Every page of the window has a command, too.",
        )
    home = home_option_of(ctx)
    places = ["--home", home] if home is not None else []
    return subprocess.run([sys.executable, "-P", "-m", "shieldwiz.gui", *places, *file], check=False).returncode  # noqa: S603 - this program
