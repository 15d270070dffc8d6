# SPDX-License-Identifier: Apache-2.0
"""An answer file with an error left is sealed only where a person accepted that very rule."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.answer_file_form import AnswerFileForm
from shieldwiz.workflow.answer_files import Circumstances, check, known_rules
from shieldwiz.workflow.draft import Draft, Policy
from shieldwiz.workflow.drafts import load_draft, save_draft
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inside import look_inside
from shieldwiz.workflow.making import review
from shieldwiz.workflow.new_answer_files import make_for_window, save_for_window
from shieldwiz.workflow.recipe import check_draft, encode_recipe, read_recipe
from shieldwiz.workflow.shielding import create
from tests.answerfile.samples import FOLDER, sample
from tests.workflow.conftest import NOW, PASSPHRASE


@pytest.fixture
def shut(draft: Draft, tmp_path: Path) -> Draft:
    """A draft whose answer file opens no door."""
    file = tmp_path / "unattend.xml"
    file.write_bytes(sample("bad-rdp-off.xml"))
    return replace(draft, answer_file=str(file), other_files=())


def test_an_error_stops_the_making(filled: str, shut: Draft) -> None:
    with pytest.raises(ShieldwizError) as caught:
        create(Home(folder=Path(filled)), shut, PASSPHRASE, now=NOW)
    assert caught.value.problem is Problem.NOT_FIT
    assert caught.value.detail == "AF-RDP-OFF"
    assert "--allow AF-RDP-OFF" in caught.value.hint
    assert not Path(shut.output).exists()


def test_an_accepted_error_is_recorded(filled: str, shut: Draft) -> None:
    saved = create(Home(folder=Path(filled)), replace(shut, allow=("AF-RDP-OFF",)), PASSPHRASE, now=NOW)
    assert saved.report["answer_file_check"] == {"verdict": "no", "accepted": ["AF-RDP-OFF"]}
    assert saved.notes[0].startswith("AF-RDP-OFF was accepted:")
    assert "Will this VM be reachable? No:" in saved.notes[1]


def test_the_policy_is_heeded(filled: str, shut: Draft) -> None:
    saved = create(Home(folder=Path(filled)), replace(shut, policy=Policy.ENCRYPTION_SUPPORTED), PASSPHRASE, now=NOW)
    assert saved.report["answer_file_check"] == {"verdict": "unsure", "accepted": []}


def test_what_is_accepted_stands_in_recipe_and_draft(filled: str, shut: Draft, tmp_path: Path) -> None:
    allowing = replace(shut, allow=("AF-RDP-OFF",), disks=(), volume_ids=())
    recipe = tmp_path / "web.toml"
    recipe.write_bytes(encode_recipe(allowing, tmp_path))
    assert "allow = [" in recipe.read_text()
    assert read_recipe(str(recipe)).allow == ("AF-RDP-OFF",)
    saved = save_draft(filled, allowing, NOW)
    assert load_draft(filled, saved["id"])["draft"].allow == ("AF-RDP-OFF",)
    wrong = replace(allowing, allow=("AF-WRONG",))
    assert any("'AF-WRONG' is no rule" in one for one in check_draft(Home(folder=Path(filled)), wrong))
    with pytest.raises(ShieldwizError):
        known_rules(["AF-WRONG"])


def test_a_look_inside_says_whether_the_vm_is_reachable(filled: str, shut: Draft) -> None:
    found = pickle.loads(pickle.dumps(look_inside(shut, NOW)))
    assert found["reach"] == "no"
    assert found["reach_reason"].startswith("Nothing in this file opens")
    assert found["preflight"][0]["id"] == "AF-RDP-OFF"
    assert [row["severity"] for row in found["preflight"]] == sorted(
        (row["severity"] for row in found["preflight"]), key=("error", "warning", "note").index
    )
    assert look_inside(replace(shut, allow=("AF-RDP-OFF",)), NOW)["preflight"][0]["accepted"]
    nothing = look_inside(replace(shut, answer_file=None), NOW)
    assert (nothing["reach"], nothing["preflight"]) == ("", [])


def test_the_review_says_it_first(filled: str, shut: Draft) -> None:
    warnings = review(filled, NOW, shut)["warnings"]
    first = warnings[0]
    assert (first["id"], first["outcome"], first["about"]) == ("answer-file", "fail", "AF-RDP-OFF")
    accepted = review(filled, NOW, replace(shut, allow=("AF-RDP-OFF",)))["warnings"]
    assert [(one["id"], one["outcome"]) for one in accepted if one["id"].startswith("answer-file")] == [
        ("answer-file-accepted", "warn"),
        ("answer-file-reach", "warn"),
    ]


def test_the_windows_new_answer_file(tmp_path: Path) -> None:
    made = pickle.loads(pickle.dumps(make_for_window(NOW, AnswerFileForm(doors=("rdp", "winrm")))))
    assert made["report"]["verdict"] == "yes"
    assert made["password"]
    assert "WEB-017" in made["preview"]
    encoded = made["made"].built.data.decode().split("<Value>")[1].split("<")[0]
    assert encoded not in made["preview"]
    saved = save_for_window(made["made"], str(tmp_path / "unattend.xml"), ())
    assert [Path(one).name for one in saved["others"]] == ["winrm-https.ps1"]
    result = check(saved["file"], Circumstances(other_files=tuple(saved["others"])), NOW)
    assert result["verdict"] == "yes"


def test_a_file_is_not_written_over_its_own_source(tmp_path: Path) -> None:
    script = tmp_path / "tools.cmd"
    script.write_bytes(b"rem tools\n")
    made = make_for_window(NOW, AnswerFileForm(scripts=(str(script),)))
    script.write_bytes(b"changed since\n")
    with pytest.raises(ShieldwizError) as caught:
        save_for_window(made["made"], str(tmp_path / "u.xml"), (str(script),), overwrite=True)
    assert caught.value.problem is Problem.SAME_FILE
    assert script.read_bytes() == b"changed since\n"


def test_samples_are_where_they_should_be() -> None:
    assert (FOLDER / "README.md").is_file()
