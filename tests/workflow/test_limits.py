# SPDX-License-Identifier: Apache-2.0
"""Files that would take the libraries minutes or gigabytes are refused before they reach them."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inspection import inspect_file
from shieldwiz.workflow.recipe import MAX_RECIPE, parse_recipe, read_recipe
from tests.benchmarks.hostile_documents import recipes

START = b'schema = "shieldwiz/recipe/1"\n'
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(("name", "data"), list(recipes()), ids=[name for name, _ in recipes()])
def test_a_hostile_recipe_takes_no_time(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(data)
    begin = time.process_time()
    if name in ("escapes", "comments"):  # long, and right
        assert read_recipe(str(path)).purpose
    else:
        with pytest.raises(ShieldwizError) as caught:
            read_recipe(str(path))
        assert caught.value.problem is Problem.RECIPE
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    "text",
    [
        '# a comment. with = many [ marks {,}\n"a.b" = 1',
        'a = "x.y=z[{,\\" # none "\n',
        "a = 'x.y=z[{, # none'",
        'a = """x.y=z[{, \\""" " # none\n"""',
        "a = '''x.y=z[{, ' # none\n'''",
    ],
)
def test_marks_inside_texts_and_comments_do_not_count(text: str) -> None:
    full = text.replace("{,", "{," + ".,=[{" * 1_000)
    assert len(parse_recipe(full.encode())) == 1


def test_a_number_of_any_length_is_no_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="far too long"):
        parse_recipe(START + b"a = " + b"7" * 5_000)


def test_a_recipe_that_is_full_is_read() -> None:
    names = ", ".join(f'"C:/some.folder/file.{number}"' for number in range(64)).encode()
    text = START + b"".join(b"%s = [%s]\n" % (key, names) for key in (b"guardians", b"volume-ids", b"other-files"))
    assert len(parse_recipe(text)["other-files"]) == 64


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "shieldwiz/shielding-data/1", "a": [' + b"[]," * 3_000_000 + b"[]]}",
        START + b'guardians = ["' + b'a", "' * 1_000_000 + b'"]',
        START + b"[a]\n" * (MAX_RECIPE // 4),
    ],
)
def test_inspecting_a_large_file_does_not_begin_to_read_it(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(data)
    begin = time.process_time()
    assert inspect_file(Home(folder=tmp_path / "home"), str(path), NOW)["kind"] == "unknown"
    assert time.process_time() - begin < 1
