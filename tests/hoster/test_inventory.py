# SPDX-License-Identifier: Apache-2.0
"""Many key protectors: counted, asked, and changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.hoster.inventory import look
from shieldwiz.keyprotector.encoding import Form, frame, read_key_protector
from shieldwiz.keyprotector.seal import new_transport_key, seal
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.keyprotector.verify import judge
from shieldwiz.owners.owner import Owner, create_owner
from shieldwiz.workflow.guardians import import_guardian
from shieldwiz.workflow.hgs_inventory import grant_many, inventory
from shieldwiz.workflow.home import Home
from tests.schemas import check_schema
from tests.simulated_fabric import NOW, document, hoster

PASSPHRASE = "a made-up passphrase"
OLD, NEW = hoster("Contoso old"), hoster("Contoso new")


@pytest.fixture(scope="module")
def owner() -> Owner:
    return create_owner("Fabrikam", key_size=2048, now=NOW)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, owner: Owner) -> Home:
    home = Home(folder=tmp_path_factory.mktemp("home") / "home")
    home.owners.add(owner, PASSPHRASE, now=NOW, work_factor=10)
    for name, who in (("old", OLD), ("new", NEW)):
        told = Confirmations(guardian_fingerprint=GuardianFingerprint.of(who.signing, who.encryption).hex)
        import_guardian(home, f"{name}.xml", name, told, now=NOW, data=document(who))
    return home


def protector(home: Home, owner: Owner, *names: str) -> bytes:
    guardians = [home.guardians.find(name).guardian for name in names]
    return seal(owner, guardians, new_transport_key())


@pytest.fixture(scope="module")
def xml(home: Home, owner: Owner) -> bytes:
    return protector(home, owner, "old")


def write_corpus(folder: Path, xml: bytes) -> None:
    """A protector in every form that Windows and shieldwiz write, and what is none."""
    folder.mkdir()
    text = frame(xml, Form.TEXT).decode("ascii")
    for name, data in {
        "xml": frame(xml, Form.XML),
        "binary": frame(xml, Form.BINARY),
        "crlf": text.encode(),
        "lf": text.replace("\r\n", "\n").encode(),
        "blanks": text.replace("\r\n", " ").encode() + b"  \r\n",
        "utf16": text.encode("utf-16"),
        "utf8-bom": text.encode("utf-8-sig"),
        "none": b"0\r\n0\r\n0\r\n4\r\n",
        "none-binary": b"\0\0\0\4",
        "cut": frame(xml, Form.BINARY)[:-9],
        "number": b"0 0 300",
    }.items():
        (folder / f"{name}.kp").write_bytes(data)
    (folder / "notes.txt").write_text("not looked at", encoding="utf-8")


def test_every_form_is_read_and_what_is_none_is_named(tmp_path: Path, home: Home, owner: Owner, xml: bytes) -> None:
    write_corpus(tmp_path / "kp", xml)
    report = inventory(home, [str(tmp_path / "kp")])
    check_schema(report)
    assert (report["files"], report["shielded"], report["not_shielded"]) == (11, 7, 2)
    assert [Path(one["file"]).name for one in report["unreadable"]] == ["cut.kp", "number.kp"]
    assert [(one["known_as"], one["count"]) for one in report["owners"]] == [("Fabrikam", 7)]
    assert [(one["known_as"], one["count"]) for one in report["guardians"]] == [("old", 7)]
    assert report["answer"] is None
    assert report["windows_made"] == 0


def ask(home: Home, folder: Path, certificate: bytes) -> dict[str, Any]:
    file = folder.parent / "asked.cer"
    file.write_bytes(certificate)
    report = inventory(home, [str(folder)], certificate=str(file))
    check_schema(report)
    assert len(report["not_examined"]) == 4
    answer: dict[str, Any] = report["answer"]
    return answer


def test_may_this_certificate_go_is_never_a_bare_yes(tmp_path: Path, home: Home, owner: Owner, xml: bytes) -> None:
    folder = tmp_path / "kp"
    folder.mkdir()
    (folder / "0a0a.kp").write_bytes(frame(xml, Form.TEXT))
    index = {"machines": [{"id": "0A0A", "name": "web\x1b", "checkpoints": 2}]}
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8-sig")
    answer = ask(home, folder, OLD.encryption.der)
    assert (answer["word"], answer["sentence"]) == ("no", "No: 1 of 1 key protectors have nothing else.")
    assert answer["files"][0]["machine"] == "web\\u{1b}"
    assert ask(home, folder, OLD.signing.der)["word"] == "no"
    (folder / "0a0a.kp").write_bytes(frame(protector(home, owner, "old", "new"), Form.TEXT))
    answer = ask(home, folder, OLD.encryption.der)
    assert (answer["word"], len(answer["files"])) == ("not-yet", 1)
    (folder / "0a0a.kp").write_bytes(frame(protector(home, owner, "new"), Form.TEXT))
    (folder / "bad.kp").write_bytes(b"0 0 300")
    answer = ask(home, folder, OLD.encryption.der)
    assert answer["word"] == "nothing-examined-needs-it"
    assert "1 files could not be read" in answer["sentence"]
    assert "Not examined" in answer["sentence"]
    assert ask(home, folder, owner.encryption.der)["word"] == "no", "the owner's own"
    assert inventory(home, [str(folder)])["checkpoints"] == 1


def windows_made(xml: bytes) -> bytes:
    """The same protector with an algorithm that is not ours, where no signature covers it."""
    ours = b"http://www.w3.org/2021/04/xmldsig-more#hkdf"
    assert xml.count(ours) == 1
    return xml.replace(ours, b"http://schemas.microsoft.com/kps/unknown")


def test_grant_and_revoke_for_many_and_the_script_for_windows(
    tmp_path: Path, home: Home, owner: Owner, xml: bytes
) -> None:
    folder, output = tmp_path / "kp", tmp_path / "out"
    folder.mkdir()
    for number in range(70):  # more than one process alone would take
        (folder / f"{number}.kp").write_bytes(frame(xml, Form.TEXT))
    (folder / "win.kp").write_bytes(frame(windows_made(xml), Form.TEXT))
    (folder / "none.kp").write_bytes(b"0 0 0 4")
    (folder / "cut.kp").write_bytes(frame(xml, Form.BINARY)[:-9])
    (folder / "had.kp").write_bytes(frame(protector(home, owner, "new"), Form.BINARY))
    report = grant_many(
        home, str(folder), str(output), owner="Fabrikam", passphrase=PASSPHRASE, guardian="new", revoke="old", now=NOW
    )
    check_schema(report)
    assert report["counts"] == {"failed": 1, "granted": 70, "had-it": 1, "not-shielded": 1, "windows": 1}
    assert [Path(one["file"]).name for one in report["problems"]] == ["cut.kp"]
    one = read_key_protector((output / "0.kp").read_bytes())
    assert one.form is Form.TEXT
    assert one.protector is not None
    assert [row.encryption for row in one.protector.guardians] == [NEW.encryption]
    before = read_key_protector(frame(xml, Form.XML)).protector
    assert before is not None
    keys = [unseal(judge(each), owner.encryption, owner.unwrapper) for each in (before, one.protector)]
    assert keys[0] == keys[1], "the transport key stays, since the VM has sealed data under it"
    order = json.loads((output / "for-windows" / "grant.json").read_bytes())
    assert order["files"] == ["win.kp"]
    assert {path.name for path in (output / "for-windows").iterdir()} == {
        "grant.json", "guardian.xml", "win.kp", "Grant-KeyProtectors.ps1",
    }  # fmt: skip
    compared = inventory(home, [str(output)], compare=str(folder))
    check_schema(compared)
    assert compared["changes"] == {"same": 1, "changed": 70, "new": 0, "gone": 3}
    with pytest.raises(ShieldwizError) as caught:
        grant_many(
            home, str(folder), str(output), owner="Fabrikam", passphrase=PASSPHRASE, guardian="new", revoke=None,
            now=NOW,
        )  # fmt: skip
    assert caught.value.problem is Problem.EXISTS


def test_another_owners_protectors_are_left_alone(tmp_path: Path, home: Home, owner: Owner) -> None:
    folder = tmp_path / "kp"
    folder.mkdir()
    other = create_owner("UntrustedGuardian", key_size=2048, now=NOW)
    (folder / "x.kp").write_bytes(frame(protector(home, other, "old"), Form.TEXT))
    report = grant_many(
        home, str(folder), str(tmp_path / "out"), owner="Fabrikam", passphrase=PASSPHRASE, guardian="new", revoke=None,
        now=NOW,
    )  # fmt: skip
    assert report["counts"] == {"other-owner": 1}
    assert not list((tmp_path / "out").iterdir())
    assert len(inventory(home, [str(folder)])["local_owners"]) == 1


def test_looking_never_raises(tmp_path: Path) -> None:
    assert look(str(tmp_path / "missing.kp")).state == "unreadable"
    assert look(str(tmp_path)).state == "unreadable"
    (tmp_path / "x.pdkx").write_bytes(b"<x/>")
    assert look(str(tmp_path / "x.pdkx")).state == "unreadable"


def test_folders_and_indexes_that_are_none(tmp_path: Path, home: Home) -> None:
    with pytest.raises(ShieldwizError):
        inventory(home, [str(tmp_path / "missing")])
    (tmp_path / "index.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ShieldwizError) as caught:
        inventory(home, [str(tmp_path)])
    assert caught.value.problem is Problem.VALUE
