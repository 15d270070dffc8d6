# SPDX-License-Identifier: Apache-2.0
"""Man pages and completion are made from the commands' own help, so that none is missing."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

import installer_help_texts
from shieldwiz.cli.main import cli


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    installer_help_texts.main(folder)
    return folder


def test_every_command_has_a_page_with_its_options(made: Path) -> None:
    pages = list(installer_help_texts.commands(("shieldwiz",), cli, None))
    assert {"shieldwiz", "shieldwiz-pdk-create", "shieldwiz-organisation-check"} <= {"-".join(w) for w, _, _ in pages}
    for words, command, context in pages:
        if words == ("shieldwiz", "gui"):
            continue  # its page is the one of the program shieldwiz-gui
        text = (made / "man" / f"{'-'.join(words)}.1").read_text(encoding="utf-8")
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.opts[0].replace("-", "\\-") in text, (words, parameter.opts)
    assert (made / "man" / "shieldwiz-gui.1").exists()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is what reads such pages")
def test_groff_reads_every_page_without_a_word(made: Path) -> None:
    pages = sorted((made / "man").glob("*.1"))
    command = ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_no_help_text_is_taken_for_a_request(made: Path) -> None:
    assert installer_help_texts.escaped(".TH\n'x\na-b\\") == "\\&.TH\n\\&'x\na\\-b\\e"
    known = {"TH", "ad", "SH", "PP", "TP", "nf", "fi", "B", "BR"}
    for page in (made / "man").iterdir():
        found = set(re.findall(r"(?m)^\.(\S+)", page.read_text(encoding="utf-8")))
        assert found <= known, page.name


def test_powershell_knows_every_command(made: Path) -> None:
    text = (made / "shieldwiz.ps1").read_text(encoding="utf-8")
    assert "    'pdk create' = @(" in text
    assert "'--answer-file'" in text
    assert "    '' = @('metadata', 'guardian'" in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_asks_the_program(made: Path, shell: str) -> None:
    text = (made / f"shieldwiz.{shell}").read_text(encoding="utf-8")
    assert f"_SHIELDWIZ_COMPLETE={shell}_complete" in text
    if shutil.which(shell):
        subprocess.run([shell, "-n", str(made / f"shieldwiz.{shell}")], check=True)
