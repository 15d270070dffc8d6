# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz build`: the main job from a recipe."""

from dataclasses import replace
from datetime import datetime

import click

from shieldwiz import workflow
from shieldwiz.cli.options import (
    at_option,
    json_option,
    kit_key_file_option,
    overwrite_option,
    passphrase_option,
    set_option,
)
from shieldwiz.cli.pdk import build_draft


@click.command()
@click.argument("recipe", metavar="RECIPE.toml")
@set_option
@click.option("--dry-run", is_flag=True, help="Say what is missing or wrong, and make nothing.")
@click.option("--windows-kit", metavar="DIR-or-ZIP", help="Make the kit for Windows, too.")
@kit_key_file_option
@passphrase_option
@overwrite_option
@at_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    recipe: str,
    changes: tuple[str, ...],
    dry_run: bool,
    windows_kit: str | None,
    kit_key_file: str | None,
    passphrase_file: str | None,
    overwrite: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Make a shielding data file from a recipe, which holds no secret.

    \b
    Example:  shieldwiz build web.toml --set output=web-2.pdkx --passphrase-file pass.txt
    """
    draft = workflow.recipe.read_recipe(recipe, changes)
    if windows_kit is not None:
        draft = replace(draft, windows_kit=windows_kit)
    return build_draft(
        ctx,
        draft,
        passphrase_file=passphrase_file,
        dry_run=dry_run,
        overwrite=overwrite,
        now=now,
        as_json=as_json,
        kit_key_file=kit_key_file,
    )
