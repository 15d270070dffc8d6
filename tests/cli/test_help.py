# SPDX-License-Identifier: Apache-2.0
"""Help and version: an example on every command, and nothing heavy imported for them."""

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import shieldwiz as package
from shieldwiz.cli.main import cli
from tests.cli.conftest import Shieldwiz

ROOT = Path(__file__).parents[2]
_HEAVY = ("lxml", "cryptography", "PySide6", "signxml", "urllib3")


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


COMMANDS = [(), *_commands(cli)]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...], shieldwiz: Shieldwiz) -> None:
    result = shieldwiz(*path, "--help")
    assert result.code == 0
    assert "Example" in result.out
    assert "\x08" not in result.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_an_example_is_never_broken_where_a_shell_would_not_go_on(path: tuple[str, ...], shieldwiz: Shieldwiz) -> None:
    blocks = shieldwiz(*path, "--help").out.split("\n\n")
    examples = next(block for block in blocks if re.search(r"^ *Example", block, re.MULTILINE))
    for line, following in itertools.pairwise(examples.splitlines()):
        if re.match(r"(Examples?: +)?shieldwiz ", line.strip()) and not line.endswith("\\"):
            assert re.match(r"shieldwiz |\(after ", following.strip()), line


def _patterns(text: str) -> list[str]:
    """Lines of commands in which a pattern stands for files."""
    return [line for line in text.splitlines() if re.search(r"\bshieldwiz [^|]*\*\S", line) and "**" not in line]


def test_a_pattern_in_an_example_makes_no_option_of_a_file_name(shieldwiz: Shieldwiz) -> None:
    """A received file may be called --allow-untrusted-root."""
    texts = [shieldwiz(*path, "--help").out for path in COMMANDS]
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "resources" / "help").rglob("*.md"), ROOT / "README.md"]
    lines = [line for text in (*texts, *(page.read_text("utf-8") for page in pages)) for line in _patterns(text)]
    assert any("metadata verify" in line for line in lines)
    for line in lines:
        assert re.search(r" -- \./\*", line), line


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["pdk", "create", "--help"]], ids=" ".join)
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from shieldwiz.cli.main import run\n"
        f"code = run({arguments!r})\n"
        f"heavy = [name for name in {_HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'imported {heavy}' if heavy else code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_version(shieldwiz: Shieldwiz) -> None:
    assert shieldwiz("--version").out == f"shieldwiz {package.__version__}\n"
    assert shieldwiz("--version", "--json").object["version"] == package.__version__


def test_the_documented_commands_are_all_there() -> None:
    assert {" ".join(path) for path in COMMANDS if path} == {
        "metadata", "metadata verify", "metadata fetch", "metadata diff",
        "guardian", "guardian import", "guardian list", "guardian show", "guardian export", "guardian rename",
        "guardian remove", "guardian fingerprint",
        "owner", "owner create", "owner import", "owner list", "owner show", "owner rename",
        "owner change-passphrase", "owner remove", "owner backup", "owner check-backup", "owner export-public",
        "owner export-pfx",
        "pdk", "pdk create", "pdk inspect", "pdk verify", "pdk open", "pdk edit", "pdk grant", "pdk revoke", "pdk diff",
        "protector", "protector inspect", "protector verify", "protector convert", "protector grant",
        "protector revoke", "protector export",
        "answer-file", "answer-file check", "answer-file new", "answer-file strings",
        "certificate", "certificate check", "volume-id", "volume-id new", "volume-id match",
        "hgs", "hgs doctor", "hgs certificates", "hgs byok", "hgs request", "hgs advise", "hgs expiry", "hgs rollover",
        "hgs inventory", "hgs grant", "hgs script",
        "windows-kit", "windows-kit make", "windows-kit check-receipt", "windows-kit script",
        "build", "recipe", "recipe check", "inspect", "practice", "organisation", "organisation check", "self-test",
        "gui",
    }  # fmt: skip


def test_an_unknown_command_and_a_missing_argument_are_usage_errors(shieldwiz: Shieldwiz) -> None:
    assert shieldwiz("metdata").code == 2
    assert shieldwiz("metadata", "verify").code == 2
    assert shieldwiz("metadata", "verify", "x.xml", "--at", "yesterday").code == 2
