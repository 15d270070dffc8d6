# SPDX-License-Identifier: Apache-2.0
"""The `shieldwiz` command: its groups, found when they are needed, and the one place where errors become exit codes."""

import importlib
import io
import json
import sys
import traceback
from typing import Any, NoReturn

import click

import shieldwiz
from shieldwiz.cli.exit_codes import ExitCode, exit_code_of
from shieldwiz.cli.output import one_line, say
from shieldwiz.errors import Cancelled, ShieldwizError

# name -> (module, one line of help), so that `--help` imports none of them
_COMMANDS = {
    "metadata": ("metadata", "Judge, fetch and compare a hoster's guardian metadata."),
    "guardian": ("guardian", "The hosters' guardians that you let in."),
    "owner": ("owner", "Your own keys, with backup."),
    "pdk": ("pdk", "Shielding data files: create, inspect, verify, open, grant, revoke."),
    "protector": ("protector", "Bare key protectors (.kp)."),
    "certificate": ("certificate", "Is a certificate fit for its role?"),
    "answer-file": ("answer_file", "Check, make and explain what sets a new VM up."),
    "volume-id": ("volume_id", "Template disks that you trust."),
    "windows-kit": ("windows_kit", "From a .pdkx to a Microsoft .pdk, made on Windows."),
    "hgs": ("hgs", "The hoster's desk: what tenants see, and the keys in order."),
    "build": ("build", "Make a shielding data file from a recipe."),
    "recipe": ("recipe", "Check a recipe without making anything."),
    "inspect": ("inspect", "Say what any file is, and show it."),
    "practice": ("practice", "A make-believe hoster to try everything on."),
    "organisation": ("organisation", "Check the administrators' settings for everybody on a computer."),
    "self-test": ("self_test", "Run the main job once in a temporary folder."),
    "gui": ("gui", "Open the window."),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"shieldwiz.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:  shieldwiz metadata verify contoso.xml --guardian-fingerprint '89544 ...'",
)
@click.option("--home", metavar="DIR", help="Folder for guardians and owners (or SHIELDWIZ_HOME).")
@click.option("--debug", is_flag=True, help="Show what is done in detail, and the traceback of an unexpected error.")
@click.option("-v", "--verbose", is_flag=True, help="Say which files are read and written.")
@click.option("--version", is_flag=True, help="Print the version; with --json as an object.")
@click.option("--json", "as_json", is_flag=True, hidden=True)
@click.pass_context
def cli(ctx: click.Context, home: str | None, debug: bool, verbose: bool, version: bool, as_json: bool) -> None:
    """Decide whom to let into a virtual machine, and seal its secrets for them alone.

    Judge a hoster's guardian metadata, keep your owner key, make and open shielding data files (.pdkx).
    Exit codes: 0 well, 1 could not be done, 2 usage, 3 a check failed, 4 you have to decide.
    """
    ctx.obj = {"home": home}
    if debug or verbose:
        _log_to_standard_error(debug=debug)
    if version:
        _print_version(as_json=as_json)
        ctx.exit(0)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        ctx.exit(0)


def _log_to_standard_error(*, debug: bool) -> None:
    import logging

    logging.basicConfig(format="%(name)s: %(message)s", level=logging.DEBUG if debug else logging.INFO)


def _print_version(*, as_json: bool) -> None:
    if as_json:
        from shieldwiz.provenance import provenance

        told = {"schema": "shieldwiz/version/1", "name": "shieldwiz", "version": shieldwiz.__version__}
        click.echo(json.dumps(told | {"provenance": provenance()}))
    else:
        click.echo(f"shieldwiz {shieldwiz.__version__}")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code and prints every error as sentences, never as a traceback."""
    try:
        result: Any = cli.main(args=arguments, prog_name="shieldwiz", standalone_mode=False)
        code = int(result) if isinstance(result, int) else ExitCode.WELL
        sys.stdout.flush()
    except ShieldwizError as error:
        say(_sentence(error))
        return exit_code_of(error)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        say(_usage(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt, Cancelled):
        click.echo("Interrupted; nothing was changed.", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; nothing is left to say
        return ExitCode.COULD_NOT
    except Exception as error:  # noqa: BLE001 - whatever else happens is a bug, and is said in one line
        return _bug(error, arguments)
    return code


def _sentence(error: ShieldwizError) -> str:
    rule = f" [{error.rule}]" if error.rule else ""
    return f"shieldwiz: {error.message}{rule}" + (f"\n  next: {error.hint}" if error.hint else "")


def _usage(error: click.ClickException) -> str:
    """What click would print. It quotes arguments as they are, and a shell may have made them of the names of files."""
    text = io.StringIO()
    error.show(text)  # without colours, and so without what looks like one
    return text.getvalue().replace(click.unstyle(error.message), one_line(error.message)).rstrip("\n")


def _bug(error: Exception, arguments: list[str]) -> int:
    if "--debug" in arguments:
        traceback.print_exception(error)
    click.echo(
        f"shieldwiz: this is a bug in shieldwiz {shieldwiz.__version__} ({type(error).__name__}); nothing was sent "
        "anywhere.\n  next: run the same command with `shieldwiz --debug ...` and report what it prints.",
        err=True,
    )
    return ExitCode.BUG
