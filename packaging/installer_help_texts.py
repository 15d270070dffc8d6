# SPDX-License-Identifier: Apache-2.0
"""Man pages and shell completion, made from the help texts of the commands: `installer_help_texts.py FOLDER`."""

from __future__ import annotations

import inspect
import re
import sys
from datetime import UTC, datetime
from os import environ
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

import shieldwiz
from shieldwiz.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
Command = tuple[tuple[str, ...], click.Command, click.Context]


def commands(words: tuple[str, ...], command: click.Command, parent: click.Context | None) -> Iterator[Command]:
    """The command and all below it, each with the words that name it."""
    context = click.Context(command, info_name=words[-1], parent=parent)
    yield words, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from commands((*words, name), below, context)


def escaped(text: str) -> str:
    """Text as roff has it: no line begins with a control character, and a dash is a dash."""
    whole = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in whole.split("\n"))


def short_help(command: click.Command) -> str:
    """The first sentence, for the page's NAME line."""
    first = inspect.cleandoc(command.help or "").split("\n\n")[0].replace("\n", " ")
    return first.removesuffix(".") or "shielding data files"


def man_page(words: tuple[str, ...], command: click.Command, context: click.Context, moment: datetime) -> str:
    """One page of section 1."""
    name = "-".join(words)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f'.TH "{name.upper()}" 1 {moment:%Y-%m-%d} "shieldwiz {shieldwiz.__version__}" "shieldwiz"',
        ".ad l",
        ".SH NAME",
        f"{escaped(name)} \\- {escaped(short_help(command))}",
        ".SH SYNOPSIS",
        f".B {escaped(' '.join(words))}",
        escaped(usage),
        ".SH DESCRIPTION",
    ]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b") or paragraph.lstrip().startswith("Example"):
            lines += [".PP", ".nf", escaped(paragraph.removeprefix("\b\n")), ".fi"]
        else:
            lines += [".PP", escaped(paragraph)]
    if command.epilog:
        lines += [".SH EXAMPLE", ".nf", escaped(re.sub(r"^Example:\s*", "", command.epilog)), ".fi"]
    records = [record for option in command.get_params(context) if (record := option.get_help_record(context))]
    if records:
        lines.append(".SH OPTIONS")
        for left, right in records:
            lines += [".TP", f".B {escaped(left)}", escaped(right)]
    lines += list(related(words, command, context))
    return "\n".join(lines) + "\n"


def related(words: tuple[str, ...], command: click.Command, context: click.Context) -> Iterator[str]:
    """The commands below, or the one above."""
    yield ".SH SEE ALSO"
    if isinstance(command, click.Group):
        below = command.list_commands(context)
        yield ",\n".join(f".BR {escaped('-'.join((*words, name)))} (1)" for name in below).replace(" (1),", " (1),")
    elif len(words) > 1:
        yield f".BR {escaped('-'.join(words[:-1]))} (1)"
    else:
        yield ".BR shieldwiz (1)"


WINDOW_PAGE = """.TH "SHIELDWIZ-GUI" 1 {date} "shieldwiz {version}" "shieldwiz"
.SH NAME
shieldwiz\\-gui \\- the window of shieldwiz
.SH SYNOPSIS
.B shieldwiz\\-gui
[\\-\\-home DIR] [FILE]...
.SH DESCRIPTION
Opens the window, with files where some are named;
.B shieldwiz gui
does the same. Every page of it has a command, too.
.SH SEE ALSO
.BR shieldwiz (1)
"""


def powershell(pages: list[Command]) -> str:
    """A table of all commands and options, and what PowerShell asks it."""
    rows = []
    for words, command, context in pages:
        options = [word for option in command.get_params(context) for word in option.opts if word.startswith("--")]
        below = command.list_commands(context) if isinstance(command, click.Group) else []
        told = ", ".join(f"'{word}'" for word in (*below, *sorted({*options, "--help"})))
        rows.append(f"    '{' '.join(words[1:])}' = @({told})")
    table = "\n".join(rows)
    return f"""# SPDX-License-Identifier: Apache-2.0
# Completion for PowerShell: put this line into your profile, with the path of this file:
#     . 'C:\\Program Files\\shieldwiz\\shieldwiz-completion.ps1'
$ShieldwizWords = @{{
{table}
}}
Register-ArgumentCompleter -Native -CommandName 'shieldwiz' -ScriptBlock {{
    param($WordToComplete, $CommandAst, $CursorPosition)
    $Command = ''
    foreach ($Element in ($CommandAst.CommandElements | Select-Object -Skip 1)) {{
        $Longer = "$Command $Element".Trim()
        if ($ShieldwizWords.ContainsKey($Longer)) {{ $Command = $Longer }}
    }}
    foreach ($Word in $ShieldwizWords[$Command]) {{
        if ($Word.StartsWith($WordToComplete)) {{
            [System.Management.Automation.CompletionResult]::new($Word, $Word, 'ParameterValue', $Word)
        }}
    }}
}}
"""


def main(folder: Path) -> None:
    """Everything into `folder`: man/*.1 and shieldwiz.bash, .zsh, .fish, .ps1."""
    moment = datetime.fromtimestamp(int(environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    pages = list(commands(("shieldwiz",), cli, None))
    manual = folder / "man"
    manual.mkdir(parents=True, exist_ok=True)
    for words, command, context in pages:
        page = man_page(words, command, context, moment)
        (manual / f"{'-'.join(words)}.1").write_text(page, encoding="utf-8", newline="\n")
    window = WINDOW_PAGE.format(date=f"{moment:%Y-%m-%d}", version=shieldwiz.__version__)
    (manual / "shieldwiz-gui.1").write_text(window, encoding="utf-8", newline="\n")
    for shell, kind in SHELLS.items():
        # Not BashComplete's own `source`, which first starts a bash to look at its version.
        text = ShellComplete.source(kind(cli, {}, "shieldwiz", "_SHIELDWIZ_COMPLETE"))
        (folder / f"shieldwiz.{shell}").write_text(text, encoding="utf-8", newline="\n")
    (folder / "shieldwiz.ps1").write_text(powershell(pages), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
