# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz organisation`: the settings with which administrators restrict this program on a computer."""

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import json_option
from shieldwiz.cli.output import print_json, tell


@click.group()
def command() -> None:
    """The administrators' settings for everybody on a computer.

    Example:  shieldwiz organisation check organisation.toml
    """


@command.command()
@click.argument("file", metavar="FILE")
@json_option
def check(file: str, as_json: bool) -> int:
    """Say what a settings file allows, and what is wrong in it. Changes nothing.

    Example:  shieldwiz organisation check organisation.toml
    """
    report = workflow.organisation_rules.check_file(file)
    if as_json:
        print_json(report)
    elif report["problems"]:
        tell(f"{file}: WRONG - with it in its place, nothing that it could forbid would be allowed.")
        for problem in report["problems"]:
            tell(f"  {problem}")
        tell("  next: put that right before you give it to computers.")
    else:
        tell(f"{file}: WELL - this is what it means:")
        for sentence in _sentences(report["allows"]):
            tell(f"  {sentence}")
    return ExitCode.REFUSED if report["problems"] else ExitCode.WELL


def _sentences(allows: dict[str, object]) -> list[str]:
    """What is restricted, a sentence each."""
    policies = allows["policies"]
    assert isinstance(policies, list)
    said = [
        "" if allows["without_proof"] else "A guardian is kept only with proof whose keys it has.",
        "" if allows["without_confirmed_signer"] else "The signer of a guardian's metadata has to be confirmed.",
        "" if allows["overrides"] else "No check may be set aside.",
        "" if allows["owner_without_backup"] else "No owner is made without a backup.",
        f"Keys have at least {allows['minimum_key_size']} bits." if allows["minimum_key_size"] else "",
        f"Only files of the policy {policies[0]} are made." if len(policies) == 1 else "",
        f"The home folder is {allows['home']}." if allows["home"] else "",
    ]
    found = [sentence for sentence in said if sentence]
    return found or ["Nothing is restricted."]
