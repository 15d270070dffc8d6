# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz gui`: the window, as a process of its own."""

import importlib.util
import os
import subprocess
import sys

import click

from shieldwiz.cli.options import home_option_of
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.provenance import beside, is_bundle

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@click.command()
@click.argument("file", nargs=-1)
@click.pass_context
def command(ctx: click.Context, file: tuple[str, ...]) -> int:
    """Open the window, with files where some are named.

    Example:  shieldwiz gui contoso-metadata.xml
    """
    if not is_bundle() and importlib.util.find_spec("PySide6") is None:
        raise ShieldwizError(
            Problem.NOT_FOUND,
            "The window needs PySide6, which is not installed here.",
            "Install shieldwiz with it: pip install 'shieldwiz[gui]'. Every page of the window has a command, too.",
        )
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise ShieldwizError(
            Problem.NOT_FOUND,
            "There is no display here that a window could open on.",
            "Start it in a desktop session. Every page of the window has a command: `shieldwiz --help`.",
        )
    home = home_option_of(ctx)
    places = ["--home", home] if home is not None else []
    window = [str(beside("shieldwiz-gui"))] if is_bundle() else [sys.executable, "-P", "-m", "shieldwiz.gui"]
    return subprocess.run([*window, *places, *file], check=False).returncode  # noqa: S603 - this program
