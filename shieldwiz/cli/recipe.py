# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz recipe`: look at a recipe without making anything."""

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import home_of, json_option, set_option
from shieldwiz.cli.output import print_json, tell


@click.group()
def command() -> None:
    """Recipes: a build as text, without secrets.

    Example:  shieldwiz recipe check web.toml
    """


@command.command()
@click.argument("recipe", metavar="RECIPE.toml")
@set_option
@json_option
@click.pass_context
def check(ctx: click.Context, recipe: str, changes: tuple[str, ...], as_json: bool) -> int:
    """Say what is missing or wrong in a recipe. Makes nothing.

    Example:  shieldwiz recipe check web.toml
    """
    draft = workflow.recipe.read_recipe(recipe, changes)
    problems = workflow.recipe.check_draft(home_of(ctx), draft)
    if as_json:
        print_json(
            {"schema": "shieldwiz/recipe-check/1", "file": recipe, "output": draft.output, "problems": list(problems)}
        )
    elif problems:
        tell(f"{recipe}: NOT YET - {len(problems)} thing(s) missing or wrong.")
        for problem in problems:
            tell(f"  {problem}")
    else:
        tell(f"{recipe}: COMPLETE - it would make {draft.output}.")
    return ExitCode.REFUSED if problems else ExitCode.WELL
