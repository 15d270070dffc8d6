# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.kit_folder import check_files, read_kit
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.locked_file import unlock_file
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.drafts import load_draft, save_draft
from shieldwiz.workflow.making import command_line, make, review
from shieldwiz.workflow.recipe import encode_recipe, read_recipe
from shieldwiz.workflow.staged_kits import drop_staged, write_staged
from tests.schemas import check_schema
from tests.workflow.conftest import NOW, PASSPHRASE


@pytest.fixture
def wished(draft: Draft, tmp_path: Path) -> Draft:
    return replace(draft, windows_kit=str(tmp_path / "web-kit.zip"))


def test_a_kit_is_kept_aside_until_its_key_was_shown(filled: str, wished: Draft) -> None:
    made = make(filled, NOW, wished, PASSPHRASE)
    kit = made["kit"]
    check_schema({key: value for key, value in kit.items() if key != "key"})
    output = Path(wished.windows_kit or "")
    assert not output.exists()
    assert "kit" not in {one["kind"] for one in made["files"]}
    written = write_staged(filled, kit["kit_id"], str(output))
    assert written["file"]["size"] == output.stat().st_size
    files = read_kit(output)
    assert check_files(files).kit_id == kit["kit_id"]
    path = "inputs/answer-file.enc"
    assert unlock_file(files[path], KitKey.parse(kit["key"]), path) == Path(wished.answer_file or "").read_bytes()
    with pytest.raises(ShieldwizError):
        write_staged(filled, kit["kit_id"], str(output) + "2.zip")


def test_nothing_is_left_of_a_kit_that_nobody_wanted(filled: str, wished: Draft, tmp_path: Path) -> None:
    first = make(filled, NOW, wished, PASSPHRASE)["kit"]
    drop_staged(filled, first["kit_id"])
    aside = Path(filled) / "windows-kits" / "kept-aside"
    assert list(aside.iterdir()) == []
    make(filled, NOW, replace(wished, output=str(tmp_path / "a.pdkx"), key_protector=None, receipt=None), PASSPHRASE)
    make(filled, NOW, replace(wished, output=str(tmp_path / "b.pdkx"), key_protector=None, receipt=None), PASSPHRASE)
    assert len(list(aside.glob("*.zip"))) == 1, "what an earlier run left is removed"
    for odd in ("../../x", "", "f" * 31):
        with pytest.raises(ShieldwizError) as caught:
            drop_staged(filled, odd)
        assert caught.value.problem is Problem.NOT_FOUND


def test_a_kit_as_a_folder(filled: str, wished: Draft, tmp_path: Path) -> None:
    kit = make(filled, NOW, wished, PASSPHRASE)["kit"]
    assert write_staged(filled, kit["kit_id"], str(tmp_path / "kit"))["file"]["size"] == 0
    assert check_files(read_kit(tmp_path / "kit")).pdk_name == "web.pdk"


def test_a_kit_that_cannot_be_made_stops_nothing(filled: str, wished: Draft, tmp_path: Path) -> None:
    odd = replace(wished, output=str(tmp_path / "a|b.pdkx"))
    made = make(filled, NOW, odd, PASSPHRASE)
    assert made["kit"] is None
    assert "The kit for Windows was not made" in made["notes"][-1]
    assert Path(odd.output).is_file()


def test_the_review_looks_at_the_kits_place(filled: str, wished: Draft) -> None:
    Path(wished.windows_kit or "").write_bytes(b"")
    assert wished.windows_kit in review(filled, NOW, wished)["existing"]
    missing = replace(wished, windows_kit="/nowhere/at/all/kit.zip")
    assert "output-folder" in {one["id"] for one in review(filled, NOW, missing)["warnings"]}


def test_drafts_and_recipes_remember_the_wish(filled: str, wished: Draft, tmp_path: Path) -> None:
    saved = save_draft(filled, wished, NOW)
    assert load_draft(filled, saved["id"])["draft"] == wished
    file = tmp_path / "web.toml"
    file.write_bytes(encode_recipe(wished, tmp_path))
    assert b'windows-kit = "web-kit.zip"' in file.read_bytes()
    assert read_recipe(str(file)).windows_kit == wished.windows_kit


def test_the_command_makes_the_kit_too(filled: str, wished: Draft) -> None:
    made, kit = command_line(filled, wished, platform="windows").split("\n")[-2:]
    assert "pdk create" in made
    assert kit.endswith(f"windows-kit make {wished.output} -o {wished.windows_kit}")
    assert command_line(filled, replace(wished, output="", windows_kit="k")).endswith("make FILE.pdkx -o k")
