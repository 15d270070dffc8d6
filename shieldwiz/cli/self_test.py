# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz self-test`: does this installation do the main job?"""

import contextlib
import io
import tempfile
from pathlib import Path

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.main import run
from shieldwiz.cli.main_job import Step, run_steps
from shieldwiz.cli.options import json_option
from shieldwiz.cli.output import print_json


@click.command()
@json_option
def command(as_json: bool) -> int:
    """Run the main job once in a temporary folder, and say whether everything works.

    Example:  shieldwiz self-test
    """
    passed: list[str] = []
    said = io.StringIO()

    def run_quietly(step: Step) -> int:
        said.seek(0)
        said.truncate()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(list(step.arguments))
        if code == step.expected:
            passed.append(step.words)
        return code

    with workflow.organisation.set_aside(), tempfile.TemporaryDirectory(prefix="shieldwiz-self-test-") as folder:
        failed = run_steps(Path(folder) / "job", run_quietly)
    if as_json:
        print_json(
            {
                "schema": "shieldwiz/self-test/1",
                "passed": len(passed),
                "failed": failed.words if failed is not None else None,
            }
        )
    elif failed is None:
        click.echo(f"self-test: ALL WELL - {len(passed)} of {len(passed)} steps of the main job.")
    else:
        click.echo(f"self-test: FAILED - {failed.words}\n{said.getvalue()}")
    return ExitCode.WELL if failed is None else ExitCode.COULD_NOT
