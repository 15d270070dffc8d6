# SPDX-License-Identifier: Apache-2.0
import json
import pickle
import shlex
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shieldwiz.cli.main import run
from shieldwiz.errors import Cancelled, Problem, ShieldwizError
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft, Purpose, VersionRule
from shieldwiz.workflow.examination import add, remove
from shieldwiz.workflow.making import command_line, make, open_recipe, result_text, review, save_recipe
from shieldwiz.workflow.recipe import read_recipe
from tests.schemas import check_schema
from tests.workflow.conftest import NOW, PASSPHRASE, Fabric


def ids(found: list[dict[str, str]]) -> list[str]:
    return [one["id"] for one in found]


def test_the_files_are_made_with_each_phase_said(filled: str, draft: Draft) -> None:
    said: list[tuple[int, int, str]] = []
    made = pickle.loads(pickle.dumps(make(filled, NOW, draft, PASSPHRASE, progress=lambda *step: said.append(step))))
    check_schema(made["report"])
    assert [one["kind"] for one in made["files"]] == ["pdkx", "kp", "receipt"]
    assert all(Path(one["path"]).stat().st_size == one["size"] for one in made["files"])
    assert made["files"][0]["sha256"] == made["report"]["sha256"]
    assert (made["guardians"], ids(made["open"])) == (1, ["owner-backup"])
    assert said == [
        (0, 5, "Checking everything once more"),
        (1, 5, "Making the keys of this file"),
        (2, 5, "Locking the content for 1 hoster and the owner"),
        (3, 5, "Signing with the owner's key"),
        (4, 5, "Writing, reading back and comparing"),
        (5, 5, "Done"),
    ]
    text = result_text(made)
    assert draft.output in text
    assert "Contoso" in text
    check_schema(json.loads(Path(draft.receipt or "").read_bytes()))


@pytest.mark.parametrize("at", range(5))
def test_stopping_at_any_phase_leaves_no_file_behind(filled: str, draft: Draft, tmp_path: Path, at: int) -> None:
    def stop(done: int, total: int, activity: str) -> None:
        if done == at:
            raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        make(filled, NOW, draft, PASSPHRASE, progress=stop)
    assert sorted(tmp_path.iterdir()) == before


def test_an_existing_file_is_named_and_kept(filled: str, draft: Draft) -> None:
    Path(draft.output).write_bytes(b"mine")
    assert review(filled, NOW, draft)["existing"] == [draft.output]
    with pytest.raises(ShieldwizError) as error:
        make(filled, NOW, draft, PASSPHRASE)
    assert error.value.problem is Problem.EXISTS
    assert Path(draft.output).read_bytes() == b"mine"
    make(filled, NOW, draft, PASSPHRASE, overwrite=True)
    assert Path(draft.output).read_bytes() != b"mine"


def test_a_wrong_passphrase_makes_nothing(filled: str, draft: Draft) -> None:
    with pytest.raises(ShieldwizError) as error:
        make(filled, NOW, draft, "not it")
    assert error.value.problem is Problem.KEY_FILE_OPEN
    assert not Path(draft.output).exists()


def test_the_review_of_a_sound_draft(filled: str, draft: Draft, fabric: Fabric) -> None:
    found = pickle.loads(pickle.dumps(review(filled, NOW, draft)))
    assert (found["missing"], found["existing"]) == ([], [])
    assert ids(found["warnings"]) == ["owner-backup"]
    lines = {line["id"]: line["value"] for line in found["lines"]}
    assert lines == {
        "purpose": "ShieldedTemplate",
        "policy": "Shielded",
        "owner": "Fabrikam",
        "hosters": "Contoso",
        "disks": "PRACTICE Windows Server 1.0.0.0",
        "answer-file": fabric["unattend.xml"],
        "other-files": "rdp.pfx",
    }


def test_the_review_names_what_is_wrong_the_worst_first(filled: str, draft: Draft, tmp_path: Path) -> None:
    bad = replace(
        draft,
        owner="Nobody",
        guardians=("Nobody",),
        disks=(replace(draft.disks[0], certificate="AAAA"), replace(draft.disks[0], version="0.0.0.0")),
        answer_file=str(tmp_path / "nothing.xml"),
        output=str(tmp_path / "nowhere" / "web.pdkx"),
        key_protector=draft.other_files[0],
        description="web servers",
    )
    found = review(filled, NOW, bad)
    assert ids(found["warnings"]) == [
        "owner-gone",
        "hoster-gone",
        "disk-invalid",
        "file-not-found",
        "output-folder",
        "output-same",
        "disk-wide",
    ]
    assert {one["step"] for one in found["warnings"]} == {"owner", "hosters", "disks", "contents", "review"}
    assert found["lines"][-1]["id"] == "description"
    assert ids(review(filled, NOW, Draft())["missing"]) == ["owner", "hosters", "disks", "answer-file", "output"]


def test_hosters_without_proof_stay_open_after_the_making(filled: str, draft: Draft, fabric: Fabric) -> None:
    data = fabric.data("metadata-new-keys.xml")
    added = add(filled, NOW, data=data, name="Zeta", choices=Choices(accept_without_proof=True), reason="r")
    both = replace(draft, guardians=(*draft.guardians, str(added["fingerprint"])))
    assert ids(review(filled, NOW, both)["warnings"]) == ["owner-backup", "no-proof"]
    made = make(filled, NOW, both, PASSPHRASE)
    assert ids(made["open"]) == ["owner-backup", "no-proof"]
    assert remove(filled, "Zeta")["used_by"] == 1
    later = NOW + timedelta(days=400)
    assert ids(review(filled, later, draft)["warnings"]) == [
        "owner-backup",
        "expired",
        "expired",
        "disk-signer-expired",
    ]


def test_a_file_for_an_existing_vm(filled: str, draft: Draft) -> None:
    existing = replace(draft, purpose=Purpose.EXISTING_VM, guardians=(), without_hosters=True)
    found = review(filled, NOW, existing)
    assert (found["missing"], ids(found["warnings"])) == ([], ["owner-backup", "no-hosters", "checkpoints"])
    made = make(filled, NOW, existing, PASSPHRASE)
    assert made["report"]["volume_ids"] == []
    assert made["report"]["contents"]["answer_file"] is None


def test_a_recipe_brings_the_draft_back(filled: str, draft: Draft, tmp_path: Path) -> None:
    file = str(tmp_path / "web.toml")
    save_recipe(draft, file)
    assert PASSPHRASE not in Path(file).read_text(encoding="utf-8")
    opened = open_recipe(filled, file)["draft"]
    assert opened.disks == (replace(draft.disks[0], file=""),)
    assert (opened.guardians, opened.purpose) == (draft.guardians, draft.purpose)
    assert Path(opened.output).resolve() == Path(draft.output).resolve()
    assert run(["--home", filled, "recipe", "check", file]) == 0


@pytest.mark.parametrize(
    "disks",
    [
        "disks = 7",
        "[[disks]]\nname = 'x'",
        "[[disks]]\nname = 'x'\nversion = '1.0.0.0'\nrule = 'Newest'\ncertificate = 'AAAA'",
        "[[disks]]\nname = 'x'\nversion = '1.0.0.0'\nrule = 'Equals'\ncertificate = 'AAAA'",
    ],
)
def test_a_recipe_with_odd_disks_is_refused(tmp_path: Path, disks: str) -> None:
    file = tmp_path / "web.toml"
    file.write_text(f'schema = "shieldwiz/recipe/1"\n{disks}\n', encoding="utf-8")
    with pytest.raises(ShieldwizError) as error:
        read_recipe(str(file))
    assert error.value.problem is Problem.RECIPE


def test_the_names_of_a_recipe_become_fingerprints_where_they_are_known(
    filled: str, tmp_path: Path, fabric: Fabric
) -> None:
    file = tmp_path / "web.toml"
    file.write_text(
        'schema = "shieldwiz/recipe/1"\nguardians = ["contoso", "Nobody"]\n'
        f"volume-ids = ['{fabric['volume-id.json']}']\n",
        encoding="utf-8",
    )
    opened = open_recipe(filled, str(file))["draft"]
    assert opened.guardians == (fabric.fingerprint, "Nobody")
    assert (opened.volume_ids, opened.disks[0].name) == ((), "PRACTICE Windows Server")


def test_the_command_does_the_same(filled: str, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIELDWIZ_HOME", filled)
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    changed = replace(
        draft,
        disks=(
            draft.disks[0],
            replace(draft.disks[0], rule=VersionRule.EQUALS),
            replace(draft.disks[0], version="2.0.0.0", signer_file=str(Path(draft.disks[0].file).parent / "root.cer")),
        ),
        description="It's “mine”",
    )
    lines = command_line(filled, changed).split("\n")
    assert len(lines) == 3
    first, second, last = (shlex.split(line) for line in lines)
    assert first[:4] == ["shieldwiz", "volume-id", "new", "--from"]
    assert run(first[1:]) == 0
    assert run(second[1:]) == 0
    assert run([*shlex.split(command_line(filled, draft))[1:], "--passphrase-file", str(secret)]) == 0
    assert Path(draft.output).is_file()
    assert last[last.index("--description") + 1] == "It's “mine”"
    assert PASSPHRASE not in "\n".join(lines)


def test_the_command_names_the_home_and_quotes_for_powershell(filled: str, draft: Draft) -> None:
    odd = replace(draft, owner="O'Hara & Sons", guardians=("Nobody",), disks=(replace(draft.disks[0], file=""),))
    text = command_line(filled, odd, platform="windows")
    assert "--owner 'O''Hara & Sons'" in text
    assert f"--home {filled}" in text
    assert "--signer DISK-SIGNER.cer" in text
    existing = command_line(filled, Draft(purpose=Purpose.EXISTING_VM, volume_ids=("x.json",)))
    assert existing.endswith("pdk create FILE.pdkx --owner OWNER --purpose ExistingVM")
