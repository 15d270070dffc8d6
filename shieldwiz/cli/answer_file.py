# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz answer-file`: what sets a new VM up, checked before it is sealed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from shieldwiz import workflow
from shieldwiz.cli.exit_codes import ExitCode
from shieldwiz.cli.options import at_option, json_option, overwrite_option
from shieldwiz.cli.output import print_json, say, tell
from shieldwiz.cli.prompts import has_terminal, read_passphrase

_POLICIES = ("Shielded", "EncryptionSupported")
_FORMATS = ("text", "html", "csv", "json", "powershell")
_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_VERDICTS = {"yes": "green", "unsure": "yellow", "no": "red"}


@click.group()
def command() -> None:
    """Answer files: will the new VM be reachable? Nobody can look at its screen.

    Example:  shieldwiz answer-file check unattend.xml
    """


@command.command()
@click.argument("file")
@click.option("--policy", type=click.Choice(_POLICIES), default="Shielded", show_default=True)
@click.option("--fabric", type=click.Choice(("vmm", "powershell")), default="vmm", show_default=True)
@click.option("--arch", type=click.Choice(("amd64",)), default="amd64", show_default=True)
@click.option("--other-file", "other_files", metavar="FILE", multiple=True, help="Another file that goes inside.")
@click.option(
    "--pfx-password-file", "pfx_files", metavar="FILE", multiple=True, help="Password of a PFX; it is tried, not kept."
)
@click.option(
    "--template-opens",
    type=click.Choice(("rdp", "winrm", "ssh")),
    multiple=True,
    help="The template disk opens this by itself.",
)
@click.option(
    "--data-drives", type=click.Choice(("yes", "no", "unknown")), default="unknown", help="Has the VM data drives?"
)
@click.option("--hoster-supplies", metavar="STRING", multiple=True, help="A string that the hoster promised.")
@click.option("--values", metavar="FILE.json", help="Put these values in, and check once more.")
@click.option("--allow", "allowed", metavar="AF-ID", multiple=True, help="Accept what this rule finds.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@at_option
@json_option
def check(
    file: str,
    policy: str,
    fabric: str,
    arch: str,
    other_files: tuple[str, ...],
    pfx_files: tuple[str, ...],
    template_opens: tuple[str, ...],
    data_drives: str,
    hoster_supplies: tuple[str, ...],
    values: str | None,
    allowed: tuple[str, ...],
    strict: bool,
    now: datetime,
    as_json: bool,
) -> int:
    """Check an answer file before it is sealed: 0 reachable, 3 an error is left, 4 not sure.

    \b
    Example:  shieldwiz answer-file check unattend.xml --other-file rdp.pfx \\
                --other-file rdp-certificate.ps1 --hoster-supplies ProductKey
    """
    told = workflow.answer_files.Circumstances(
        policy=policy,
        fabric=fabric,
        architecture=arch,
        other_files=other_files,
        pfx_passwords=tuple(read_passphrase(name, "Password of the PFX", "--pfx-password-file") for name in pfx_files),
        template_opens=template_opens,
        data_drives=data_drives,
        hoster_supplies=hoster_supplies,
        allowed=allowed,
        is_strict=strict,
    )
    report = workflow.answer_files.check(file, told, now, values=values)
    if as_json:
        print_json(report)
    else:
        _print_report(report)
    return exit_code(report)


def exit_code(report: Mapping[str, Any]) -> ExitCode:
    """3 where an error is left or a value is wrong, else 4 where it is not sure, else 0."""
    if report.get("values") or any(one["severity"] == "error" and not one["accepted"] for one in report["findings"]):
        return ExitCode.REFUSED
    return ExitCode.WELL if report["verdict"] == "yes" else ExitCode.DECIDE


def _print_report(report: Mapping[str, Any]) -> None:
    word = report["verdict"]
    tell(f"{report['file']}: this VM will be reachable: {word}, {_lower(report['reason'])}", (word, _VERDICTS[word]))
    for finding in sorted(report["findings"], key=lambda one: tuple(_COLOURS).index(one["severity"])):
        severity = "accepted" if finding["accepted"] else finding["severity"]
        tell(f"  {severity:<9} {finding['id']:<26} {finding['message']}", (severity, _COLOURS[finding["severity"]]))
        if finding["severity"] != "note" and not finding["accepted"]:
            tell(f"  {'':<9} {_where(finding['where']):<26} next: {finding['fix']}")
    for value in report.get("values", ()):
        tell(f"  {'value':<9} {value['string']:<26} {value['problem']}", ("value", "red"))
    if word != "yes":
        tell("  next: mend this, and try the file once with a VM that is not shielded, or an EncryptionSupported one")


def _lower(reason: str) -> str:
    return f"because: {reason}" if reason[:1].isupper() else reason


def _where(places: list[Mapping[str, Any]]) -> str:
    lines = dict.fromkeys(one["file"] or f"line {one['line']}" for one in places if one["file"] or one["line"])
    listed = list(lines)
    return ", ".join(listed[:2]) + (", …" if len(listed) > 2 else "")


@command.command()
@click.option("-o", "--output", required=True, metavar="FILE", help="It holds passwords in readable form.")
@click.option("--system", type=click.Choice(("windows", "linux")), default="windows", show_default=True)
@click.option("--computer-name", default="", metavar="NAME", help="Else the hoster chooses it.")
@click.option("--time-zone", default="", metavar="ID", help="Else the hoster chooses it (Windows).")
@click.option(
    "--adapter", "adapters", metavar="dhcp|hoster|ADDRESS/PREFIX,GATEWAY,DNS", multiple=True, help="One for each."
)
@click.option("--script", "scripts", metavar="FILE", multiple=True, help="Runs once at the end of the set-up.")
@click.option("--product-key", default="", metavar="KEY|hoster")
@click.option("--language", default="en-US", show_default=True, metavar="TAG")
@click.option("--keyboard", default="", metavar="ID", help="Such as 0407:00000407.")
@click.option("--administrator", default="vmowner", show_default=True, metavar="NAME")
@click.option("--administrator-password-file", metavar="FILE", help="Else a password is made up, and shown once.")
@click.option("--domain", default="", metavar="DNS-NAME", help="The domain to join.")
@click.option("--join-account", default="", metavar="NAME")
@click.option("--join-password-file", metavar="FILE")
@click.option("--ou", "unit", default="", metavar="DN", help="Organisational unit for the computer.")
@click.option("--door", "doors", type=click.Choice(("rdp", "winrm")), multiple=True, help="[default: rdp]")
@click.option("--rdp-certificate", default="", metavar="FILE.pfx")
@click.option("--pfx-password-file", metavar="FILE")
@click.option("--data-drives", is_flag=True, help="Encrypt the data drives, too.")
@click.option("--no-shutdown", is_flag=True, help="Only for a fabric without VMM.")
@click.option("--root-password-file", metavar="FILE", help="Linux; else a password is made up, and shown once.")
@click.option("--ssh-key", default="", metavar="FILE.pub", help="Linux: your public key.")
@click.option("--run-once", multiple=True, metavar="COMMAND", help="Linux: runs once.")
@overwrite_option
@at_option
def new(output: str, overwrite: bool, now: datetime, **typed: Any) -> int:
    """Make an answer file that its own check calls reachable; what is left out comes from the hoster.

    \b
    Examples: shieldwiz answer-file new -o unattend.xml --adapter hoster
              shieldwiz answer-file new -o linux.xml --system linux --ssh-key id_ed25519.pub
    """
    _refuse_foreign_options(typed)
    is_windows = typed["system"] == "windows"
    wanted = workflow.answer_file_form.AnswerFileForm(
        system=typed["system"],
        computer_name=typed["computer_name"],
        time_zone=typed["time_zone"],
        adapters=typed["adapters"],
        scripts=typed["scripts"],
        product_key=typed["product_key"],
        language=typed["language"],
        keyboard=typed["keyboard"],
        administrator=typed["administrator"],
        password=_optional(typed["administrator_password_file" if is_windows else "root_password_file"]),
        domain=typed["domain"],
        join_account=typed["join_account"],
        join_password=_join_password(typed),
        unit=typed["unit"],
        doors=typed["doors"] or ("rdp",),
        certificate=typed["rdp_certificate"],
        certificate_password=_certificate_password(typed),
        protects_data_drives=typed["data_drives"],
        ends_with_shutdown=not typed["no_shutdown"],
        ssh_key=typed["ssh_key"],
        run_once=typed["run_once"],
    )
    made = workflow.new_answer_files.make_answer_file(wanted, now)
    inputs = (*typed["scripts"], *((typed["rdp_certificate"],) if typed["rdp_certificate"] else ()))
    beside = workflow.new_answer_files.write_answer_file(made, output, inputs, overwrite=overwrite)
    _say_made(output, made, beside)
    return exit_code(made.report)


_WINDOWS_ONLY = (
    *("scripts", "product_key", "keyboard", "administrator_password_file", "domain", "join_account", "data_drives"),
    *("join_password_file", "unit", "doors", "rdp_certificate", "pfx_password_file", "no_shutdown"),
)
_LINUX_ONLY = ("root_password_file", "ssh_key", "run_once")


def _refuse_foreign_options(typed: Mapping[str, Any]) -> None:
    system = typed["system"]
    foreign = [name for name in (_LINUX_ONLY if system == "windows" else _WINDOWS_ONLY) if typed[name]]
    if foreign:
        spelled = {"scripts": "script", "doors": "door", "unit": "ou"}.get(foreign[0], foreign[0]).replace("_", "-")
        raise click.UsageError(f"--{spelled} is not for --system {system}.")


def _optional(file: str | None) -> str:
    return read_passphrase(file, "Password", "") if file is not None else ""


def _join_password(typed: Mapping[str, Any]) -> str:
    if not typed["domain"]:
        return ""
    return read_passphrase(
        typed["join_password_file"], "Password of the account that joins the domain", "--join-password-file"
    )


def _certificate_password(typed: Mapping[str, Any]) -> str:
    if not typed["rdp_certificate"]:
        return ""
    return read_passphrase(typed["pfx_password_file"], "Password of the PFX", "--pfx-password-file")


def _say_made(output: str, made: Any, beside: tuple[str, ...]) -> None:
    say(f"{output} is made. It holds passwords in readable form: delete it after sealing.")
    if made.password:
        say(f"The password, shown once: {made.password}")
    for old, new_name in made.built.renamed:
        say(f"note: {old} is added as {new_name}, since its own name is not safe in a command.")
    if beside:
        say("Seal these along: " + " ".join(f"--other-file {name}" for name in beside))
    report = made.report
    say(f"This VM will be reachable: {report['verdict']}, {_lower(report['reason'])}")
    for finding in report["findings"]:
        if finding["severity"] != "note":
            say(f"  {finding['severity']}: {finding['message']} {finding['fix']}")
    if has_terminal():
        say("next: shieldwiz answer-file strings " + output)


@command.command()
@click.argument("file")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", default="-", metavar="FILE")
@overwrite_option
@at_option
def strings(file: str, form: str, output: str, overwrite: bool, now: datetime) -> int:
    """List the values that the hoster must supply: to print, to send, or for the hoster's programs.

    \b
    Example:  shieldwiz answer-file strings unattend.xml --format csv -o values.csv
    """
    workflow.inputs.refuse_same_file(file, output)
    listed = workflow.answer_files.values_list(file, form, now)
    workflow.inputs.write_output(output, listed.encode("utf-8"), overwrite=overwrite)
    return ExitCode.WELL
