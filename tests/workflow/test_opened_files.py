# SPDX-License-Identifier: Apache-2.0
import pickle
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError
from shieldwiz.owners.owner import create_owner
from shieldwiz.shieldingdata.shielding_data import Contents, Header, Policy, Purpose
from shieldwiz.shieldingdata.write import write_shielding_data
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft, VersionRule
from shieldwiz.workflow.examination import add
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.making import make, save_recipe
from shieldwiz.workflow.opened_files import (
    change,
    compare,
    compare_text,
    extract,
    look,
    look_text,
    plan_change,
    unlock,
)
from shieldwiz.workflow.shielding import remember
from tests.workflow.conftest import NOW, PASSPHRASE, Fabric

OWN: dict[str, Any] = {"owner": "Fabrikam", "secret": PASSPHRASE}


@pytest.fixture
def made(filled: str, draft: Draft) -> str:
    """The file of the draft."""
    make(filled, NOW, draft, PASSPHRASE)
    return draft.output


def test_a_file_of_a_known_owner_is_genuine(filled: str, made: str, draft: Draft) -> None:
    found = pickle.loads(pickle.dumps(look(filled, NOW, made)))
    assert (found["kind"], found["error"], found["notes"]) == ("shielding-data", None, [])
    assert found["banner"] == {"word": "trusted", "id": "genuine", "owner": "Fabrikam"}
    assert (found["report"]["guardians"][0]["known_as"], found["report"]["guardians"][0]["badge"]) == (
        "Contoso",
        "trusted",
    )
    assert found["text"].startswith("<?xml")
    assert found["data_size"] == Path(made).stat().st_size
    assert "Contoso" in look_text(found)
    protector = look(filled, NOW, draft.key_protector or "")
    assert (protector["kind"], protector["banner"]["id"], protector["text"]) == ("key-protector", "genuine", "")


def test_a_recipe_names_its_guardians(filled: str, draft: Draft, tmp_path: Path) -> None:
    file = tmp_path / "web-recipe.toml"
    save_recipe(draft, str(file))
    found = look(filled, NOW, str(file))
    assert (found["kind"], found["error"]) == ("recipe", None)
    assert found["report"]["guardians"] == list(draft.guardians)
    assert "A recipe" in look_text(found)


def test_elsewhere_the_owner_is_unknown(tmp_path: Path, made: str, draft: Draft) -> None:
    home = str(tmp_path / "elsewhere")
    for file in (made, draft.key_protector or ""):
        found = look(home, NOW, file)
        assert found["banner"] == {"word": "decide", "id": "unknown-owner", "owner": None}
        assert found["report"]["guardians"][0]["badge"] == "unknown"


def test_a_damaged_file_is_a_banner(filled: str, made: str, draft: Draft) -> None:
    for file, kind in ((made, "shielding-data"), (draft.key_protector or "", "key-protector")):
        data = bytearray(Path(file).read_bytes())
        at = data.rindex(b"SignatureValue>") - 20
        data[at] = ord("A") if data[at] != ord("A") else ord("B")
        Path(file).write_bytes(data)
        found = look(filled, NOW, file)
        assert (found["kind"], found["banner"]["word"], found["banner"]["id"]) == (kind, "refused", "not-genuine")
        assert found["error"]["message"]
    assert "Refused" in look_text(look(filled, NOW, made))


def test_an_older_file_is_noticed(filled: str, made: str, tmp_path: Path) -> None:
    old = str(tmp_path / "old.pdkx")
    shutil.copy(made, old)
    change(filled, NOW, made, owner="Fabrikam", passphrase=PASSPHRASE, overwrite=True, description="newer")
    found = look(filled, NOW, old)
    assert (found["banner"]["word"], found["banner"]["id"]) == ("decide", "older")
    assert found["notes"]


def test_an_older_file_is_changed_on_the_person_s_word_alone(filled: str, made: str) -> None:
    first = Path(made).read_bytes()
    wishes: dict[str, Any] = {"owner": "Fabrikam", "overwrite": True, "description": "newer"}
    assert not plan_change(filled, NOW, made, description="newer")["from_older"]
    change(filled, NOW, made, passphrase=PASSPHRASE, **wishes)
    Path(made).write_bytes(first)
    plan = plan_change(filled, NOW, made, description="newer")
    assert (plan["from_older"], len(plan["notes"])) == (True, 1)
    with pytest.raises(DecisionNeededError) as error:
        change(filled, NOW, made, passphrase="not it", **wishes)
    assert error.value.problem is Problem.DECISION_NEEDED
    assert Path(made).read_bytes() == first
    changed = change(filled, NOW, made, passphrase=PASSPHRASE, from_older=True, **wishes)
    assert (changed["report"]["revision"], changed["notes"][0]) == (2, plan["notes"][0])
    assert look(filled, NOW, made)["banner"]["id"] == "genuine"


def test_a_memory_that_cannot_be_read_stops_no_change(filled: str, made: str) -> None:
    memory = Path(filled) / "revisions.json"
    memory.unlink()
    memory.mkdir()
    changed = change(filled, NOW, made, owner="Fabrikam", passphrase=PASSPHRASE, overwrite=True, description="x")
    assert (changed["report"]["revision"], len(changed["notes"])) == (2, 1)


def test_a_stranger_s_file_of_the_same_id_changes_nothing(filled: str, made: str) -> None:
    """It says that it is the newest revision there can be; whoever opened it has not seen a newer one of this."""
    stranger = create_owner("Mallory", key_size=2048, now=NOW)
    header = Header(
        id=look(filled, NOW, made)["report"]["id"],
        revision=(1 << 32) - 1,
        created=NOW,
        policy=Policy.SHIELDED,
        purpose=Purpose.EXISTING_VM,
        description="",
        volume_id_qualifiers=(),
    )
    theirs = write_shielding_data(header, owner=stranger, guardians=(), contents=Contents())
    remember(Home(folder=Path(filled)), theirs)
    assert look(filled, NOW, made)["banner"]["id"] == "genuine"
    changed = change(filled, NOW, made, owner="Fabrikam", passphrase=PASSPHRASE, overwrite=True, description="x")
    assert (changed["report"]["revision"], changed["notes"]) == (2, [])


def test_a_memory_that_cannot_be_used_stops_nobody(filled: str, made: str) -> None:
    memory = Path(filled) / "revisions.json"
    memory.write_bytes(b"{")
    damaged = look(filled, NOW, made)
    assert (damaged["banner"]["id"], len(damaged["notes"])) == ("genuine", 1)
    memory.unlink()
    memory.mkdir()
    unusable = look(filled, NOW, made)
    assert (unusable["banner"]["id"], len(unusable["notes"])) == ("genuine", 1)


def test_other_files_have_no_verdict(filled: str, fabric: Fabric, tmp_path: Path) -> None:
    for name, kind in (("metadata.xml", "metadata"), ("root.cer", "certificate"), ("volume-id.json", "volume-id")):
        found = look(filled, NOW, fabric[name])
        assert (found["kind"], found["banner"]["word"]) == (kind, "info")
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\xff\0" * 10)
    assert look(filled, NOW, str(binary))["text"] == ""
    with pytest.raises(ShieldwizError) as error:
        look(filled, NOW, str(tmp_path / "nothing"))
    assert error.value.problem is Problem.NOT_FOUND


def test_unlocking_lists_what_is_inside_and_writes_nothing(
    filled: str, made: str, fabric: Fabric, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    inside = unlock(filled, made, **OWN)
    assert (inside["answer_file"]["name"], [one["name"] for one in inside["other_files"]]) == (
        "unattend.xml",
        ["rdp.pfx"],
    )
    assert inside["answer_file"]["text"] == fabric.data("unattend.xml").decode()
    assert sorted(tmp_path.rglob("*")) == before
    secret = fabric.data("passphrases.txt").decode().strip()
    as_hoster = unlock(filled, made, pfx=fabric["hgs-encryption.pfx"], secret=secret)
    assert as_hoster == inside


def test_unlocking_asks_for_the_owner_where_it_is_unknown(tmp_path: Path, made: str, fabric: Fabric) -> None:
    home = str(tmp_path / "elsewhere")
    key: dict[str, Any] = {
        "pfx": fabric["hgs-encryption.pfx"],
        "secret": fabric.data("passphrases.txt").decode().strip(),
    }
    with pytest.raises(ShieldwizError) as error:
        unlock(home, made, **key)
    assert error.value.problem is Problem.OWNER_UNKNOWN
    told = look(home, NOW, made)["report"]["owner"]["fingerprint"]["hex"]
    assert unlock(home, made, owner_fingerprint=told, **key)["answer_file"]
    assert unlock(home, made, accept_unknown=True, **key)["answer_file"]


def test_extracting_writes_a_folder_of_its_own(filled: str, made: str, fabric: Fabric, tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    assert extract(filled, made, str(folder), **OWN)["files"] == ["unattend.xml", "rdp.pfx"]
    assert (folder / "rdp.pfx").read_bytes() == fabric.data("rdp.pfx")
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(ShieldwizError) as error:
        extract(filled, made, str(folder), **OWN)
    assert error.value.problem is Problem.EXISTS


def test_everything_changes_in_one_revision(
    filled: str, made: str, draft: Draft, fabric: Fabric, tmp_path: Path
) -> None:
    data = fabric.data("metadata-new-keys.xml")
    new = add(filled, NOW, data=data, name="Zeta", choices=Choices(accept_without_proof=True), reason="r")
    wishes: dict[str, Any] = {
        "grant": ["Zeta"],
        "revoke": [fabric.fingerprint],
        "policy": "EncryptionSupported",
        "description": "second",
        "add_disks": [replace(draft.disks[0], rule=VersionRule.EQUALS)],
        "remove_disks": [1],
        "answer_file": fabric["README.txt"],
        "add_files": [fabric["root.cer"]],
        "remove_files": ["rdp.pfx"],
    }
    plan = pickle.loads(pickle.dumps(plan_change(filled, NOW, made, **wishes)))
    assert [(row["subject"], row["word"]) for row in plan["rows"]] == [
        ("recipient", "removed"),
        ("recipient", "added"),
        ("disk", "removed"),
        ("disk", "added"),
        ("policy", "changed"),
        ("description", "changed"),
        ("answer-file", "changed"),
        ("other-file", "added"),
        ("other-file", "removed"),
    ]
    assert [(row["known_as"], row["known_with_proof"]) for row in plan["rows"][:2]] == [
        ("Contoso", True),
        ("Zeta", False),
    ]
    assert len(plan["notes"]) == 2
    output = str(tmp_path / "second.pdkx")
    said: list[int] = []
    later = NOW + timedelta(days=1)
    changed = change(
        filled,
        later,
        made,
        owner="Fabrikam",
        passphrase=PASSPHRASE,
        output=output,
        progress=lambda done, total, activity: said.append(done),
        allow=["AF-XML-MALFORMED"],
        **wishes,
    )
    assert changed["report"]["answer_file_check"] == {"verdict": "no", "accepted": ["AF-XML-MALFORMED"]}
    assert (changed["file"], changed["report"]["revision"], said) == (output, 2, [0, 1, 2, 3])
    assert [one["fingerprint"]["hex"] for one in changed["report"]["guardians"]] == [new["fingerprint"]]
    assert [one["name"] for one in unlock(filled, output, **OWN)["other_files"]] == ["root.cer"]
    found = pickle.loads(pickle.dumps(compare(filled, made, output, **OWN)))
    assert found["opened"]
    assert {line["subject"] for line in found["differences"]} == {
        *("revision", "created", "policy", "description", "recipient", "disk", "answer-file", "other-file"),
    }
    assert len(found["all"]) > len(found["differences"])
    assert found["headline"].startswith(f"{len(found['differences'])} differences: revision, created")
    text = compare_text(found)
    assert "Contoso" in text
    assert "Zeta (taken without proof)" in text
    assert "Zeta (taken without proof), guardian fingerprint" in look_text(look(filled, NOW, output))
    assert "policy" in text


def test_a_file_does_not_differ_from_itself(filled: str, made: str) -> None:
    found = compare(filled, made, made)
    assert (found["headline"], found["differences"], found["opened"]) == ("No differences.", [], False)


def test_a_change_needs_a_place_to_go(filled: str, made: str) -> None:
    before = Path(made).read_bytes()
    for output in ("", made):
        with pytest.raises(ShieldwizError):
            change(filled, NOW, made, owner="Fabrikam", passphrase=PASSPHRASE, output=output, description="x")
    assert Path(made).read_bytes() == before
