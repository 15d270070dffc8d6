# SPDX-License-Identifier: Apache-2.0
import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.encoding import Form, frame
from shieldwiz.windowskit import kit_folder
from shieldwiz.windowskit.assembly import KIT_JSON
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.locked_file import unlock_file
from shieldwiz.workflow import shielding, windows_kits
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.home import Home
from tests.schemas import check_schema
from tests.windowskit.making import receipt
from tests.workflow.conftest import NOW, PASSPHRASE, Fabric


@pytest.fixture
def made(filled: str, draft: Draft) -> str:
    """A shielding data file of Fabrikam's for Contoso."""
    shielding.create(Home(folder=Path(filled)), draft, PASSPHRASE, now=NOW)
    return draft.output


@pytest.fixture
def home(filled: str) -> Home:
    return Home(folder=Path(filled))


def test_a_kit_is_made_and_its_receipt_compared(home: Home, made: str, draft: Draft, tmp_path: Path) -> None:
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW)
    report = windows_kits.write(home, prepared, str(tmp_path / "kit.zip"))
    check_schema(report)
    assert prepared.key_text not in json.dumps(report)
    assert report["makes"] == "web.pdk"
    assert [one["place"] for one in report["missing_catalogs"]] == ["inputs/disk-1.vsc"]
    files = kit_folder.read_kit(tmp_path / "kit.zip")
    key = KitKey.parse(prepared.key_text)
    assert unlock_file(files["inputs/answer-file.enc"], key, "inputs/answer-file.enc") == (
        Path(draft.answer_file or "").read_bytes()
    )
    back = tmp_path / "receipt.json"
    value = receipt(prepared.kit, keyProtector=None)
    back.write_text(json.dumps(value), encoding="utf-8")
    checked = windows_kits.receipt_check(home, str(back))
    check_schema(checked)
    assert checked["verdict"] == "decide"
    assert "nothing contradicts" in checked["headline"]
    for kit in (tmp_path / "kit.zip", _kit_json(tmp_path, files[KIT_JSON])):
        assert windows_kits.receipt_check(home, str(back), kit=str(kit))["checks"] == checked["checks"]
    back.write_text(json.dumps({**value, "policy": "EncryptionSupported"}), encoding="utf-8")
    refused = windows_kits.receipt_check(home, str(back), kit=str(tmp_path / "kit.zip"))
    assert refused["verdict"] == "refused"
    assert refused["next"]


def _kit_json(folder: Path, data: bytes) -> Path:
    (folder / KIT_JSON).write_bytes(data)
    return folder / KIT_JSON


def test_all_equal(home: Home, made: str, tmp_path: Path) -> None:
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW, catalogs=[f"disk-1={_catalog(tmp_path)}"])
    windows_kits.write(home, prepared, str(tmp_path / "kit"))
    protector = base64.b64encode(frame(shielding.read_whole(made).protector.xml, Form.BINARY)).decode()
    back = tmp_path / "receipt.json"
    back.write_text(json.dumps(receipt(prepared.kit, keyProtector=protector)), encoding="utf-8")
    report = windows_kits.receipt_check(home, str(back), kit=str(tmp_path / "kit"))
    assert (report["verdict"], report["headline"]) == ("equal", "what Windows made is what was decided.")
    (tmp_path / "kit" / "README.txt").write_bytes(b"?")
    with pytest.raises(ShieldwizError, match=r"README\.txt"):
        windows_kits.receipt_check(home, str(back), kit=str(tmp_path / "kit"))


def _catalog(folder: Path) -> Path:
    (folder / "disk.vsc").write_bytes(b"a catalog, whose bytes nobody knows")
    return folder / "disk.vsc"


@pytest.mark.parametrize("text", ["disk.vsc", "0=disk.vsc", "2=disk.vsc", "x=disk.vsc", "²=disk.vsc", "disk-=disk.vsc"])
def test_a_catalog_for_no_disk(home: Home, made: str, text: str) -> None:
    with pytest.raises(ShieldwizError, match="does not name a catalog") as caught:
        windows_kits.prepare(home, made, PASSPHRASE, now=NOW, catalogs=[text])
    assert caught.value.problem is Problem.USAGE


def test_a_catalog_given_twice(home: Home, made: str, tmp_path: Path) -> None:
    twice = [f"1={_catalog(tmp_path)}"] * 2
    with pytest.raises(ShieldwizError, match="does not name a catalog"):
        windows_kits.prepare(home, made, PASSPHRASE, now=NOW, catalogs=twice)


def test_the_key_file_is_private_and_never_in_the_kit(home: Home, made: str, tmp_path: Path) -> None:
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW)
    key_file = tmp_path / "key.txt"
    for inside in (tmp_path / "kit" / "key.txt", tmp_path / "kit" / "a" / "key.txt"):
        with pytest.raises(ShieldwizError, match="must not lie in the kit"):
            windows_kits.write(home, prepared, str(tmp_path / "kit"), key_file=str(inside))
    with pytest.raises(ShieldwizError):
        windows_kits.write(home, prepared, str(tmp_path / "missing" / "kit"), key_file=str(key_file))
    assert not key_file.exists(), "no key without its kit"
    windows_kits.write(home, prepared, str(tmp_path / "kit"), key_file=str(key_file))
    assert key_file.read_text() == f"{prepared.key_text}\n"
    assert key_file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ShieldwizError) as caught:
        windows_kits.write(home, prepared, str(tmp_path / "kit"))
    assert caught.value.problem is Problem.EXISTS


def test_a_hoster_that_is_not_kept_any_more(home: Home, made: str, fabric: Fabric) -> None:
    home.guardians.remove("Contoso")
    with pytest.raises(ShieldwizError, match="metadata of a hoster is not here") as caught:
        windows_kits.prepare(home, made, PASSPHRASE, now=NOW)
    assert caught.value.problem is Problem.NAME_UNKNOWN
    metadata = fabric["metadata.xml"]
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW, metadata=[metadata])
    (guardian,) = json.loads(prepared.kit.files[KIT_JSON])["guardians"]
    assert guardian["basis"]["kind"] == "override"
    assert prepared.kit.files["inputs/guardian-1.xml"] == Path(metadata).read_bytes()


def test_an_owner_that_is_not_here(home: Home, made: str) -> None:
    assert windows_kits.owner_name(home, made) == "Fabrikam"
    home.owners.remove("Fabrikam")
    with pytest.raises(ShieldwizError, match="owner of this file is not on this computer"):
        windows_kits.owner_name(home, made)


def test_a_receipt_of_an_unknown_kit(home: Home, made: str, tmp_path: Path) -> None:
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW)
    back = tmp_path / "receipt.json"
    for kit_id in ("f" * 32, "../../etc/passwd", None):
        back.write_text(json.dumps(receipt(prepared.kit, kitId=kit_id)), encoding="utf-8")
        report = windows_kits.receipt_check(home, str(back))
        assert report["verdict"] == "decide"
        assert report["checks"][0]["outcome"] == "not-evaluated"


def test_a_memory_that_is_damaged_or_cannot_be_used(home: Home, made: str, tmp_path: Path) -> None:
    prepared = windows_kits.prepare(home, made, PASSPHRASE, now=NOW)
    windows_kits.write(home, prepared, str(tmp_path / "kit"))
    record = home.folder / "windows-kits" / f"{prepared.kit.kit_id}.json"
    remembered = json.loads(record.read_bytes())
    assert remembered["kit"]["answerFile"] is None
    back = tmp_path / "receipt.json"
    back.write_text(json.dumps(receipt(prepared.kit)), encoding="utf-8")
    for damage in (b"{", b"[]", b'{"kit": {}, "sha256": ""}'):
        record.write_bytes(damage)
        assert windows_kits.receipt_check(home, str(back))["verdict"] == "decide"
    record.unlink()
    record.parent.joinpath(".lock").unlink()
    record.parent.rmdir()
    record.parent.write_bytes(b"")
    report = windows_kits.write(home, replace(prepared), str(tmp_path / "kit-2"))
    assert "cannot remember this kit" in report["notes"][0]


def test_choices_of_the_command_line() -> None:
    choices = windows_kits.make_choices(owner_pfx="never", form="server2016", language="de-DE", clear_other_files=True)
    assert (choices.owner_pfx, choices.pfx_form, choices.language) == ("never", "server2016", "de")
    assert choices.clear_other_files
    assert not choices.clear_answer_file
