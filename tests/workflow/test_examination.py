# SPDX-License-Identifier: Apache-2.0
import pickle
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.examination import add, examine, known_examination, remove, rename, restore, set_note
from shieldwiz.workflow.home import Home
from tests.workflow.conftest import NOW, Fabric


def answers(report: dict[str, Any]) -> list[str]:
    assert [one["number"] for one in report["questions"]] == [1, 2, 3]
    return [one["answer"] for one in report["questions"]]


def names(home: str) -> list[str]:
    return [known.name for known in Home(folder=Path(home)).guardians.all()]


def test_an_unknown_document_waits_for_a_decision(empty: str, fabric: Fabric) -> None:
    report = pickle.loads(pickle.dumps(examine(empty, NOW, source=fabric["metadata.xml"])))
    assert (report["verdict"], report["decisions"]) == ("decide", [])
    assert answers(report) == ["yes", "yes", "not-known"]
    assert report["display_name"] == "metadata.xml"
    assert (report["encoding"], report["data"]) == ("UTF-8", fabric.data("metadata.xml"))
    assert report["text"].startswith("<?xml")
    assert report["guardian"]["fingerprint"]["hex"] == fabric.fingerprint
    assert "".join(report["guardian"]["fingerprint"]["hex_groups"]) == fabric.fingerprint
    assert [one["role"] for one in report["certificates"]] == ["signing", "encryption", "communications"]
    assert report["claimed_name"] == report["proposed_name"] == "PRACTICE hoster signing"
    assert report["library"] == {"same_as": [], "renewed_of": "", "own_owner": "", "changes": None}
    assert not Path(empty).exists()


def test_the_right_fingerprint_makes_it_trusted(empty: str, fabric: Fabric) -> None:
    choices = Choices(guardian_fingerprint=f"{fabric.fingerprint[:32].upper()} {fabric.fingerprint[32:]}")
    report = examine(empty, NOW, data=fabric.data("metadata.xml"), display_name="Pasted, 14:02", choices=choices)
    assert (report["verdict"], report["trust_basis"]) == ("trusted", "guardian-fingerprint")
    assert (report["decisions"], report["needs_reason"]) == (["new"], False)
    assert answers(report) == ["yes", "yes", "yes"]


def test_the_digits_of_the_phone_count_as_much(empty: str, fabric: Fabric) -> None:
    first = examine(empty, NOW, source=fabric["metadata.xml"])
    choices = Choices(guardian_fingerprint=first["guardian"]["fingerprint"]["digits"])
    assert examine(empty, NOW, source=fabric["metadata.xml"], choices=choices)["verdict"] == "trusted"


def test_another_fingerprint_refuses_and_the_window_can_still_compare(empty: str, fabric: Fabric) -> None:
    wrong = ("0" if fabric.fingerprint[0] != "0" else "1") + fabric.fingerprint[1:]
    report = examine(empty, NOW, source=fabric["metadata.xml"], choices=Choices(guardian_fingerprint=wrong))
    assert (report["verdict"], answers(report)[2], report["decisions"]) == ("refused", "no", [])
    assert report["guardian"]["fingerprint"]["hex"] == fabric.fingerprint


@pytest.mark.parametrize("as_bytes", [False, True])
def test_the_signer_or_a_root_may_vouch(empty: str, fabric: Fabric, as_bytes: bool) -> None:
    signer = Choices(signer_file=fabric["communications.cer"])
    root = Choices(root_files=(fabric["root.cer"],))
    if as_bytes:
        signer = Choices(signer_data=fabric.data("communications.cer"))
        root = Choices(root_data=(fabric.data("root.cer"),))
    report = examine(empty, NOW, source=fabric["metadata.xml"], choices=signer)
    assert (report["verdict"], report["trust_basis"]) == ("trusted", "signer")
    assert report["signer"]["confirmed"]
    # The make-believe hoster's pair signs itself: that root is not behind it, and is said not to be.
    assert examine(empty, NOW, source=fabric["metadata.xml"], choices=root)["verdict"] == "refused"


def test_a_tampered_document_is_refused_and_nothing_of_it_is_shown(empty: str, fabric: Fabric) -> None:
    report = examine(empty, NOW, source=fabric["metadata-tampered.xml"])
    assert (report["verdict"], report["decisions"]) == ("refused", [])
    assert (report["guardian"], report["certificates"], report["claimed_name"]) == (None, [], "")
    assert answers(report)[2] == "not-asked"


def test_what_is_no_metadata_is_a_verdict(empty: str, tmp_path: Path) -> None:
    for data in (b"", b"hello", b"<a/>", b"\xff\xfe<\0a\0", b"\x80" * 100):
        report = examine(empty, NOW, data=data)
        assert (report["verdict"], report["guardian"], report["size"]) == ("refused", None, len(data))
        assert answers(report) == ["not-checked", "not-checked", "not-asked"]
    folder = examine(empty, NOW, source=str(tmp_path))
    assert (folder["verdict"], folder["data"], folder["source"]) == ("refused", b"", str(tmp_path))
    with pytest.raises(ShieldwizError) as error:
        examine(empty, NOW, source=str(tmp_path / "nothing.xml"))
    assert error.value.problem is Problem.NOT_FOUND


def test_accepting_without_proof_needs_a_reason(empty: str, fabric: Fabric) -> None:
    choices = Choices(accept_without_proof=True)
    data = fabric.data("metadata.xml")
    report = examine(empty, NOW, data=data, choices=choices)
    assert (report["verdict"], report["decisions"], report["needs_reason"]) == ("accepted", ["new"], True)
    assert answers(report)[2] == "accepted"
    with pytest.raises(ShieldwizError) as error:
        add(empty, NOW, data=data, name="Contoso", choices=choices, reason=" ")
    assert error.value.problem is Problem.USAGE
    added = add(empty, NOW, data=data, name="Contoso", choices=choices, reason="The phone is dead.")
    assert (added["verdict"], added["kept"]) == ("accepted", "Contoso")
    known = Home(folder=Path(empty)).guardians.find("Contoso")
    assert (known.is_proven, known.reason) == (False, "The phone is dead.")


def test_a_guardian_without_proof_can_be_compared_later(empty: str, fabric: Fabric) -> None:
    data = fabric.data("metadata.xml")
    add(empty, NOW, data=data, name="Contoso", choices=Choices(accept_without_proof=True), reason="The phone is dead.")
    assert known_examination(empty, NOW, "Contoso")["verdict"] == "accepted"
    told = Choices(guardian_fingerprint=fabric.fingerprint)
    report = known_examination(empty, NOW, "Contoso", choices=told)
    assert (report["verdict"], report["trust_basis"]) == ("trusted", "guardian-fingerprint")
    assert (report["decisions"], report["library"]["same_as"]) == (["replace"], ["Contoso"])
    added = add(empty, NOW, data=data, name="Contoso", choices=told, decision="replace", replaces="Contoso")
    assert added["kept"] == "Contoso"
    assert Home(folder=Path(empty)).guardians.find("Contoso").is_proven
    restore(empty, added["undo"])
    assert not Home(folder=Path(empty)).guardians.find("Contoso").is_proven


def test_adding_judges_again_whatever_the_window_says(empty: str, fabric: Fabric) -> None:
    added = add(empty, NOW, data=fabric.data("metadata.xml"), name="Contoso")
    assert (added["verdict"], added["kept"], added["undo"]) == ("decide", None, {})
    told = Choices(guardian_fingerprint=fabric.fingerprint)
    added = add(empty, NOW, data=fabric.data("metadata-tampered.xml"), name="Contoso", choices=told)
    assert (added["verdict"], added["kept"]) == ("refused", None)
    assert names(empty) == []


def test_the_same_keys_are_in_the_library_already(filled: str, fabric: Fabric) -> None:
    report = examine(filled, NOW, source=fabric["metadata.xml"])
    assert report["library"]["same_as"] == ["Contoso"]
    assert (report["verdict"], report["trust_basis"]) == ("trusted", "guardian-fingerprint")
    assert report["library"]["changes"] is None


def test_an_own_owner_is_no_hoster(filled: str) -> None:
    data = Home(folder=Path(filled)).owners.show("Fabrikam").metadata
    report = examine(filled, NOW, data=data)
    assert (report["verdict"], report["library"]["own_owner"]) == ("refused", "Fabrikam")
    assert add(filled, NOW, data=data, name="X", choices=Choices(accept_without_proof=True), reason="r")["kept"] is None


def test_a_name_that_is_taken_is_refused(filled: str, fabric: Fabric) -> None:
    told = Choices(guardian_fingerprint=fabric.fingerprint)
    with pytest.raises(ShieldwizError) as error:
        add(filled, NOW, data=fabric.data("metadata.xml"), name="contoso", choices=told)
    assert (error.value.problem, error.value.detail) == (Problem.NAME_TAKEN, "Contoso")


def test_adding_renaming_and_removing_can_be_undone(empty: str, fabric: Fabric) -> None:
    told = Choices(guardian_fingerprint=fabric.fingerprint)
    data = fabric.data("metadata.xml")
    added = add(empty, NOW, data=data, name="Contoso", choices=told, note="from the contract")
    before = Home(folder=Path(empty)).guardians.find("Contoso")
    removed = remove(empty, "Contoso")
    assert (names(empty), removed["used_by"]) == ([], 0)
    assert restore(empty, removed["undo"]) == {"name": "Contoso"}
    assert Home(folder=Path(empty)).guardians.find("Contoso") == before
    renamed = rename(empty, "Contoso", "Contoso Hosting")
    assert names(empty) == ["Contoso Hosting"]
    restore(empty, renamed["undo"])
    set_note(empty, "Contoso", " new words ")
    assert Home(folder=Path(empty)).guardians.find("Contoso").note == "new words"
    restore(empty, added["undo"])
    assert names(empty) == []


def test_what_was_removed_does_not_come_back_over_something_else(empty: str, fabric: Fabric) -> None:
    told = Choices(guardian_fingerprint=fabric.fingerprint)
    add(empty, NOW, data=fabric.data("metadata.xml"), name="Contoso", choices=told)
    removed = remove(empty, "Contoso")
    add(empty, NOW, data=fabric.data("metadata.xml"), name="Contoso", choices=told)
    with pytest.raises(ShieldwizError) as error:
        restore(empty, removed["undo"])
    assert error.value.problem is Problem.NAME_TAKEN
    for token in ("../x", "contoso-0123abcd"):
        with pytest.raises(ShieldwizError) as error:
            restore(empty, {"kind": "removed", "token": token})
        assert error.value.problem is Problem.NOT_FOUND
