# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from shieldwiz.shieldingdata.rules import MAX_OTHER_BYTES
from shieldwiz.workflow.draft import Draft, Purpose
from shieldwiz.workflow.inside import look_inside
from tests.workflow.conftest import NOW, Fabric


def test_files_are_told_apart_by_their_content(fabric: Fabric, tmp_path: Path) -> None:
    note = tmp_path / "note.xml.txt"
    note.write_text("<not closed", encoding="utf-8")
    others = (fabric["rdp.pfx"], fabric["root.cer"], str(note))
    found = look_inside(Draft(answer_file=fabric["unattend.xml"], other_files=others), NOW)
    assert (found["answer"]["kind"], found["answer"]["problem"]) == ("xml", "")
    assert [row["kind"] for row in found["others"]] == ["pfx", "certificate", "other"]
    assert found["total"] == sum(Path(name).stat().st_size for name in others)
    assert (found["over"], found["problems"], found["limit"]) == (0, [], MAX_OTHER_BYTES)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("unattend.xml", b"", "empty"),
        ("unattend.xml", b"<unattend>", "not-xml"),
        ("unattend.xml", b"hello", "not-xml"),
        ("unattend.xml", b"x" * 262_145, "too-large"),
        ("unattend.xml", None, "not-found"),
        ("meta-data.yaml", b"hostname: web", ""),
        ("a:b.xml", b"<a/>", "name"),
    ],
)
def test_what_stands_against_an_answer_file(tmp_path: Path, name: str, data: bytes | None, problem: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    found = look_inside(Draft(answer_file=str(path)), NOW)
    assert found["answer"]["problem"] == problem
    assert [one["id"] for one in found["problems"]] == ([problem] if problem else [])


def test_other_files_have_one_limit_together(tmp_path: Path) -> None:
    names = []
    for number in range(3):
        path = tmp_path / f"part{number}"
        path.write_bytes(b"x" * 150_000)
        names.append(str(path))
    found = look_inside(Draft(other_files=tuple(names)), NOW)
    assert found["over"] == 450_000 - MAX_OTHER_BYTES
    assert [(one["id"], one["file"]) for one in found["problems"]] == [("too-large", "")]
    assert look_inside(Draft(other_files=tuple(names[:2])), NOW)["over"] == 0


def test_a_name_can_stand_but_once_and_only_so_many_files_fit(tmp_path: Path) -> None:
    paths = []
    for folder, name in (("a", "Readme"), ("b", "readme")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(b"x")
        paths.append(str(tmp_path / folder / name))
    found = look_inside(Draft(other_files=tuple(paths)), NOW)
    assert [(one["id"], one["file"]) for one in found["problems"]] == [("twice", paths[1])]
    many = look_inside(Draft(other_files=(paths[0],) * 65), NOW)
    assert many["problems"][-1]["id"] == "too-many"


def test_an_existing_vm_has_no_answer_file(fabric: Fabric) -> None:
    draft = Draft(purpose=Purpose.EXISTING_VM, answer_file=fabric["unattend.xml"], other_files=(fabric["rdp.pfx"],))
    found = look_inside(draft, NOW)
    assert (found["answer"], len(found["others"])) == (None, 1)
