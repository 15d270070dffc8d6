# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz volume-id`: template disks that an owner trusts."""

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import json_option, overwrite_option
from shieldwiz.cli.output import print_json, say, tell

_RULES = ("Equals", "GreaterThan", "GreaterThanOrEquals")


@click.group()
def command() -> None:
    """Template disks that you trust: name, version, and who signed the catalog.

    \b
    Example:  shieldwiz volume-id match disk.json --name WS2025 --version 1.0.0.7 --signer disk-signer.cer
    """


@command.command()
@click.option("--name", metavar="N", help="Name of the template disk.")
@click.option("--version", metavar="A.B.C.D", help="Four numbers below 65536.")
@click.option("--signer", metavar="CERT", help="The certificate that signed the disk's catalog.")
@click.option("--rule", type=click.Choice(_RULES), help="How a disk's version must compare with it.")
@click.option("--from", "source", metavar="EXPORT.json", help="Take all of it from such a file.")
@click.option("-o", "--output", required=True, metavar="FILE.json")
@overwrite_option
def new(
    name: str | None,
    version: str | None,
    signer: str | None,
    rule: str | None,
    source: str | None,
    output: str,
    overwrite: bool,
) -> int:
    """Describe a template disk that you trust.

    \b
    Example:  shieldwiz volume-id new --name WS2025 --version 1.0.0.0 \\
                --signer disk-signer.cer --rule GreaterThanOrEquals -o ws2025.json
    """
    if source is not None:
        if name is not None or version is not None or signer is not None:
            raise click.UsageError("--from takes name, version and signer from the file; only --rule may be added.")
        workflow.inputs.refuse_same_file(source, output)
        qualifier = workflow.volume_ids.read(source, rule=rule)
    elif name is None or version is None or signer is None or rule is None:
        raise click.UsageError("Give --name, --version, --signer and --rule, or --from EXPORT.json.")
    else:
        qualifier = workflow.volume_ids.describe(name=name, version=version, signer=signer, rule=rule)
    workflow.inputs.write_output(output, workflow.volume_ids.encode(qualifier), overwrite=overwrite)
    say(workflow.volume_ids.in_words(qualifier))
    say("This description is for shieldwiz. Windows takes Microsoft's own catalog of the disk (.vsc) instead.")
    return ExitCode.WELL


@command.command()
@click.argument("file", metavar="FILE.json")
@click.option("--name", required=True, metavar="N")
@click.option("--version", required=True, metavar="A.B.C.D")
@click.option("--signer", required=True, metavar="CERT")
@json_option
def match(file: str, name: str, version: str, signer: str, as_json: bool) -> int:
    """Would this disk be accepted? If not, which condition fails.

    \b
    Example:  shieldwiz volume-id match disk.json --name WS2025 --version 1.0.0.7 --signer disk-signer.cer
    """
    result = workflow.volume_ids.match(file, name=name, version=version, signer=signer)
    if as_json:
        print_json(
            {
                "schema": "shieldwiz/volume-id-match/1",
                "file": file,
                "accepted": result.is_accepted,
                "failed": result.failed.value if result.failed is not None else None,
                "sentence": result.sentence,
            }
        )
    else:
        tell(result.sentence)
    return ExitCode.WELL if result.is_accepted else ExitCode.REFUSED
