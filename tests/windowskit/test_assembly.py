# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.owners.pfx import PfxForm, read_pfx
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile
from shieldwiz.windowskit.assembly import KIT_JSON, assemble
from shieldwiz.windowskit.kit_document import read_kit_document, without_secrets
from shieldwiz.windowskit.kit_parts import KitChoices, KitDisk, OwnerPfx
from shieldwiz.windowskit.locked_file import unlock_file
from tests.keyprotector.parties import NOW, party
from tests.schemas import check_schema
from tests.shieldingdata.making import ANSWER_FILE, CONTENTS, disk
from tests.test_powershell import TABLE
from tests.windowskit.making import CATALOG, KEY, KIT_ID, document, existing, inputs, kit_guardian, make

CANARY = b"canary-Xq7-secret"


def test_the_files_of_a_kit() -> None:
    kit = make()
    assert set(kit.files) == {
        "kit.json",
        "README.txt",
        "Make-ShieldingDataFile.ps1",
        "tools/Export-VolumeId.ps1",
        "inputs/guardian-1.xml",
        "inputs/guardian-2.xml",
        "inputs/owner-signing.pfx",
        "inputs/owner-encryption.pfx",
        "inputs/disk-1.vsc",
        "inputs/answer-file.enc",
        "inputs/other/file-1.enc",
        "inputs/other/file-2.enc",
    }
    assert kit.files["inputs/guardian-1.xml"] == party("North").metadata
    assert kit.files["inputs/disk-1.vsc"] == CATALOG


def test_kit_json_is_plain_data_that_every_powershell_reads() -> None:
    kit = make()
    data = kit.files[KIT_JSON]
    assert data.isascii()
    what = document(kit)
    check_schema(what)
    assert json.dumps(what, indent=1, sort_keys=True).encode() + b"\n" == data
    assert len(data) < 2 << 20

    def look(value: object, depth: int) -> None:
        assert depth <= 6
        if isinstance(value, dict):
            assert "" not in value
            assert len({key.lower() for key in value}) == len(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(inner, depth + 1)

    look(what, 1)


def test_every_file_but_kit_json_is_listed_with_its_hash() -> None:
    kit = make()
    listed = {one["path"]: (one["size"], one["sha256"]) for one in document(kit)["files"]}
    others = {path: data for path, data in kit.files.items() if path != KIT_JSON}
    assert listed == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in others.items()}


def test_what_was_decided_stands_in_it() -> None:
    what = document(make())
    north, south = what["guardians"]
    assert north["basis"]["says"] == "its fingerprint was compared, 24 November 2026"
    assert south["basis"]["says"] == "accepted without proof, 24 November 2026: in a hurry"
    assert not north["allowExpired"]
    assert north["allowUntrustedRoot"]
    assert [one["versionRule"] for one in what["volumeIds"]] == ["Equals", "Equals"]
    assert [one["catalog"] for one in what["volumeIds"]] == ["inputs/disk-1.vsc", None]
    assert what["owner"]["decisions"] == ["own-keys"]
    assert (what["owner"]["from"], what["owner"]["always"], what["owner"]["pfxForm"]) == ("pfx", False, "2019")


def test_the_basis_that_this_computer_does_not_know() -> None:
    guardians = (kit_guardian("North", TrustBasis.OVERRIDE, confirmed=None), kit_guardian("South", TrustBasis.ROOT))
    north, south = document(make(inputs(guardians=guardians)))["guardians"]
    assert (north["basis"]["when"], north["basis"]["says"]) == (None, "accepted without proof")
    assert south["basis"]["says"].startswith("a root that was chosen stands behind it")


def test_allow_expired_only_where_it_was_decided() -> None:
    guardians = (kit_guardian("North", allows_expired=True), kit_guardian("South"))
    assert [one["allowExpired"] for one in document(make(inputs(guardians=guardians)))["guardians"]] == [True, False]


def test_an_owner_that_has_run_out_is_said() -> None:
    later = NOW + timedelta(days=365 * 11)
    kit = assemble(existing(), KitChoices(), KEY, kit_id=KIT_ID, now=later)
    assert document(kit)["owner"]["allowExpired"]
    assert document(kit)["owner"]["decisions"] == ["own-keys", "expired"]
    assert "run out" in kit.notes[0]


def test_the_kit_key_opens_all_secrets_and_nothing_is_readable() -> None:
    answer = NamedFile(name="unattend.xml", data=b"<unattend>" + CANARY + b"</unattend>")
    contents = Contents(answer_file=answer, other_files=(NamedFile(name="secret.txt", data=CANARY),))
    kit = make(inputs(contents=contents))
    for path, data in kit.files.items():
        assert CANARY not in data, path
        assert KEY.password.encode() not in data
        assert KEY.value not in data
    for path, file in (("inputs/answer-file.enc", answer), ("inputs/other/file-1.enc", contents.other_files[0])):
        assert unlock_file(kit.files[path], KEY, path) == file.data
    hashes = {hashlib.sha256(file.data).hexdigest() for file in contents.files}
    assert not any(one in kit.files[KIT_JSON].decode() for one in hashes), "a hash would let guesses be tested"
    for role in ("signing", "encryption"):
        entry = read_pfx(kit.files[f"inputs/owner-{role}.pfx"], KEY.password)
        assert entry.certificate == getattr(party("Finance"), role)
    assert kit.secrets == (
        "the owner's private keys, in two PFX files, locked with the kit key",
        "the answer file unattend.xml, locked with the kit key",
        "the file secret.txt, locked with the kit key",
    )


def test_what_is_left_readable_is_named_and_not_remembered() -> None:
    kit = make(clear_answer_file=True, clear_other_files=True)
    assert kit.files["inputs/answer-file.xml"] == ANSWER_FILE.data
    assert kit.files["inputs/other/a & b.txt"] == b"a"
    assert sum("READABLE" in one for one in kit.secrets) == 3
    check_schema(document(kit))
    remembered = without_secrets(kit.files[KIT_JSON])
    assert hashlib.sha256(ANSWER_FILE.data).hexdigest() not in json.dumps(remembered)
    assert "a & b.txt" not in json.dumps(remembered)
    assert read_kit_document(json.dumps(remembered).encode()).owner == read_kit_document(kit.files[KIT_JSON]).owner


@pytest.mark.parametrize(("choice", "source", "always"), [("always", "pfx", True), ("never", "present", False)])
def test_when_the_owners_keys_go_along(choice: str, source: str, always: bool) -> None:
    kit = make(owner_pfx=OwnerPfx(choice))
    owner = document(kit)["owner"]
    assert (owner["from"], owner["always"]) == (source, always)
    assert ("inputs/owner-signing.pfx" in kit.files) is (source == "pfx")
    assert (owner["signingPfx"] is None) is (source == "present")


def test_an_old_windows_gets_keys_that_it_can_read() -> None:
    kit = make(existing(), pfx_form=PfxForm.SERVER_2016)
    assert document(kit)["owner"]["pfxForm"] == "2016"
    assert read_pfx(kit.files["inputs/owner-signing.pfx"], KEY.password).encryption == "3DES/SHA-1"


def test_an_existing_machine_has_no_answer_file_and_a_template_has_one() -> None:
    assert document(make(existing()))["answerFile"] is None
    for wrong in (replace(existing(), contents=CONTENTS), inputs(contents=Contents())):
        with pytest.raises(ShieldwizError) as caught:
            make(wrong)
        assert caught.value.problem is Problem.MEANING


def test_metadata_that_windows_would_not_import() -> None:
    utf16 = party("North").metadata.decode().encode("utf-16")
    for metadata, message in ((utf16, "UTF-16"), (party("South").metadata, "not that of North")):
        guardian = replace(kit_guardian("North"), metadata=metadata)
        with pytest.raises(ShieldwizError, match=message) as caught:
            make(existing(guardians=(guardian,)))
        assert caught.value.problem is Problem.NOT_FIT


def test_hostile_values_travel_as_data() -> None:
    for value, _ in TABLE:
        guardian = replace(kit_guardian("North"), name=value)
        made = existing(guardians=(guardian,), owner=party("Finance").named(value))
        what = document(make(made, owner_pfx=OwnerPfx.NEVER))
        assert (what["owner"]["name"], what["guardians"][0]["name"]) == (value, value)


def test_hostile_file_names_travel_as_data_or_are_refused_by_name() -> None:
    impossible = [value for value, _ in TABLE if set(value) & set('<>:"/\\|?*')]
    assert len(impossible) == 7
    for value in [value for value, _ in TABLE if value]:
        made = replace(existing(), contents=Contents(other_files=(NamedFile(name=value, data=b"x"),)))
        if value in impossible:
            with pytest.raises(ShieldwizError, match="Windows cannot store") as caught:
                make(made, owner_pfx=OwnerPfx.NEVER)
            assert caught.value.problem is Problem.FILE_NAME
        else:
            assert document(make(made, owner_pfx=OwnerPfx.NEVER))["otherFiles"][0]["name"] == value


def test_a_hostile_disk_name_travels_as_data() -> None:
    for value, _ in TABLE:
        name = value or "x"
        kit = make(inputs(disks=(KitDisk(qualifier=replace(disk(), disk_name=name)),)), owner_pfx=OwnerPfx.NEVER)
        assert document(kit)["volumeIds"][0]["expected"]["name"] == name


def test_a_pdk_that_windows_cannot_store() -> None:
    with pytest.raises(ShieldwizError, match="cannot store") as caught:
        make(existing(pdk_name="web:1.pdk"))
    assert "web_1.pdk" in caught.value.hint


def test_a_path_that_windows_might_not_reach() -> None:
    contents = Contents(other_files=(NamedFile(name="x" * 110, data=b""),))
    made = replace(existing(), contents=contents)
    assert "inputs/other/file-1.enc" in make(made, owner_pfx=OwnerPfx.NEVER).files
    with pytest.raises(ShieldwizError, match="123 characters"):
        make(made, owner_pfx=OwnerPfx.NEVER, clear_other_files=True)
