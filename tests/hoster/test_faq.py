# SPDX-License-Identifier: Apache-2.0
"""Walks the table of docs/HOSTERS_DESK.md: every statement of the FAQ has its place, and a test that is there."""

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest

from shieldwiz.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "HOSTERS_DESK.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| `([^`]+)` \|$", TEXT, re.MULTILINE)


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_all_statements_are_there() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 69))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_row_has_its_place_and_its_test(row: tuple[str, str, str, str]) -> None:
    _, statement, covered, test = row
    assert statement
    file, _, name = test.partition("::")
    assert name in functions_of(file)
    for command in re.findall(r"`(hgs|metadata|certificate|protector) ([a-z-]+)", covered):
        group = cli.get_command(click.Context(cli), command[0])
        assert isinstance(group, click.Group)
        assert command[1] in group.commands
    for section in re.findall(r"section (\d+)", covered):
        assert f"\n## {section}" in TEXT or section == "1", "section 1 is in CERTIFICATES.md"


def test_nothing_in_the_product_says_renew_your_guardian_certificates() -> None:
    for folder in ("shieldwiz", "resources"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".ps1", ".md", ".json"}:
                assert "renew your guardian certificates" not in path.read_text(encoding="utf-8").lower(), path
