# SPDX-License-Identifier: Apache-2.0
"""Shielding data files from the command line: the main job, and what must stop it."""

import stat
from pathlib import Path

import pytest

from shieldwiz.owners.owner import create_owner
from shieldwiz.shieldingdata.shielding_data import Contents, Purpose
from shieldwiz.shieldingdata.write import create_shielding_data
from tests.cli.conftest import AT, NOW, Fabric, Shieldwiz
from tests.cli.test_samples import VECTORS

FORMATS = VECTORS / "formats"
PDK_ERRORS = {
    "policy-flipped.pdkx": ("owner-signature", 3),
    "pretty-printed.pdkx": ("not-canonical", 3),
    "comment.pdkx": ("xml", 3),
    "signature-prefix.pdkx": ("signature-form", 3),
    "insider-payload.pdkx": ("owner-signature", 3),
}
Secret = tuple[str, str]


@pytest.fixture
def made(shieldwiz: Shieldwiz, filled: Path, fabric: Fabric, secret: Secret) -> str:
    """A file by Fabrikam for Contoso."""
    target = str(filled.parent / "web.pdkx")
    result = _create(shieldwiz, fabric, target, *secret)
    assert result == 0
    return target


def _create(shieldwiz: Shieldwiz, fabric: Fabric, target: str, *more: str) -> int:
    return shieldwiz(
        *("pdk", "create", target, "--owner", "Fabrikam", "--guardian", "Contoso", *AT),
        *("--volume-id", fabric["volume-id.json"], "--answer-file", fabric["unattend.xml"]),
        *("--other-file", fabric["rdp.pfx"], *more),
    ).code


def _sample_secret(tmp_path: Path) -> Secret:
    file = tmp_path / "sample-password.txt"
    file.write_text("sample-only-42\n", encoding="utf-8")
    return "--passphrase-file", str(file)


def test_create_inspect_verify_open(
    made: str, shieldwiz: Shieldwiz, fabric: Fabric, secret: Secret, tmp_path: Path
) -> None:
    report = shieldwiz("pdk", "inspect", made, "--json").object
    assert report["guardians"][0]["known_as"] == "Contoso"
    assert report["owner"]["known_as"] == "Fabrikam"
    assert (report["guardians"][0]["known_with_proof"], report["owner"]["known_with_proof"]) == (True, True)
    assert report["contents"] is None
    assert shieldwiz("pdk", "verify", made, "--owner", "Fabrikam").code == 0
    as_owner = tmp_path / "as-owner"
    opened = shieldwiz("pdk", "open", made, "--owner", "Fabrikam", "--extract", str(as_owner), *secret, "--json")
    assert opened.object["contents"]["answer_file"] == {
        "name": "unattend.xml",
        "size": (fabric.folder / "unattend.xml").stat().st_size,
    }
    for name in ("unattend.xml", "rdp.pfx"):
        assert (as_owner / name).read_bytes() == (fabric.folder / name).read_bytes()
        assert stat.S_IMODE((as_owner / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(as_owner.stat().st_mode) == 0o700
    as_guardian = tmp_path / "as-guardian"
    password = ("--passphrase-file", fabric["passphrases.txt"])
    options = ("--pfx", fabric["hgs-encryption.pfx"], "--extract", str(as_guardian), *password)
    assert shieldwiz("pdk", "open", made, *options).code == 0
    assert sorted(path.name for path in as_guardian.iterdir()) == ["rdp.pfx", "unattend.xml"]


def test_create_says_in_one_line_what_windows_reads(
    shieldwiz: Shieldwiz, filled: Path, fabric: Fabric, secret: Secret
) -> None:
    target = str(filled.parent / "x.pdkx")
    result = shieldwiz(
        *("pdk", "create", target, "--owner", "Fabrikam", "--purpose", "ExistingVM", *secret, *AT),
        *("--other-file", fabric["rdp.pfx"]),
    )
    assert result.code == 0
    assert any("Windows cannot read" in line for line in result.err.splitlines())


def test_an_existing_file_is_never_replaced_unasked(
    made: str, shieldwiz: Shieldwiz, fabric: Fabric, secret: Secret
) -> None:
    before = Path(made).read_bytes()
    assert _create(shieldwiz, fabric, made, *secret) == 1
    assert Path(made).read_bytes() == before
    assert _create(shieldwiz, fabric, made, *secret, "--overwrite") == 0
    assert Path(made).read_bytes() != before


def test_what_is_missing_is_said_at_once(shieldwiz: Shieldwiz, filled: Path, secret: Secret) -> None:
    target = filled.parent / "x.pdkx"
    result = shieldwiz("pdk", "create", str(target), "--owner", "Nobody", "--guardian", "Nowhere", *secret)
    assert result.code == 2
    for word in ("template disk", "answer file", "Nobody", "Nowhere"):
        assert word in result.err
    assert not target.exists()


def test_dry_run_makes_nothing(shieldwiz: Shieldwiz, filled: Path, fabric: Fabric) -> None:
    target = filled.parent / "x.pdkx"
    assert _create(shieldwiz, fabric, str(target), "--dry-run") == 0
    assert not target.exists()


def test_a_wrong_passphrase_writes_nothing(shieldwiz: Shieldwiz, filled: Path, fabric: Fabric, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it\n", encoding="utf-8")
    target = filled.parent / "x.pdkx"
    assert _create(shieldwiz, fabric, str(target), "--passphrase-file", str(wrong)) == 1
    assert not target.exists()


def test_receipt_and_recipe_hold_no_secret_and_build_makes_the_same_again(
    shieldwiz: Shieldwiz, filled: Path, fabric: Fabric, secret: Secret
) -> None:
    folder = filled.parent
    receipt, recipe, protector = (str(folder / name) for name in ("receipt.json", "web.toml", "web.kp"))
    options = ("--receipt", receipt, "--save-recipe", recipe, "--key-protector", protector)
    assert _create(shieldwiz, fabric, str(folder / "web.pdkx"), *options, *secret) == 0
    assert shieldwiz("inspect", receipt, "--json").object["kind"] == "receipt"
    assert shieldwiz("inspect", recipe, "--json").object["kind"] == "recipe"
    assert shieldwiz("protector", "verify", protector, "--owner", "Fabrikam").code == 0
    assert shieldwiz("recipe", "check", recipe, "--json").object["problems"] == []
    again = str(folder / "again.pdkx")
    changes = ("--set", f"output={again}", "--set", "receipt=''", "--set", "key-protector=''")
    result = shieldwiz("build", recipe, *changes, *secret, *AT, "--json")
    assert result.code == 0, result.err
    assert [file["name"] for file in result.object["contents"]["other_files"]] == ["rdp.pfx"]
    difference = shieldwiz("pdk", "diff", str(folder / "web.pdkx"), again, "--owner", "Fabrikam", *secret, "--json")
    assert {line["subject"] for line in difference.object["differences"]} == {"file"}


def test_grant_edit_and_revoke_make_new_revisions(
    made: str, shieldwiz: Shieldwiz, fabric: Fabric, secret: Secret, tmp_path: Path
) -> None:
    northwind = ("guardian", "import", fabric["metadata-new-keys.xml"], "--name", "Northwind", "--allow-untrusted-root")
    assert shieldwiz(*northwind, *AT).code == 0
    second, third, fourth = (str(tmp_path / f"{number}.pdkx") for number in (2, 3, 4))
    granted = shieldwiz("pdk", "grant", made, "Northwind", "--owner", "Fabrikam", "-o", second, *secret, *AT, "--json")
    assert granted.code == 0, granted.err
    assert (granted.object["revision"], len(granted.object["guardians"])) == (2, 2)
    assert "no proof" in granted.err
    edited = shieldwiz(
        *("pdk", "edit", second, "--owner", "Fabrikam", "-o", third, *secret, *AT, "--json"),
        *("--policy", "EncryptionSupported", "--remove-other-file", "rdp.pfx", "--description", "changed"),
    )
    assert (edited.object["policy"], edited.object["contents"]["other_files"]) == ("EncryptionSupported", [])
    fingerprint = granted.object["guardians"][0]["fingerprint"]["hex"]
    revoked = shieldwiz(
        "pdk", "revoke", third, fingerprint, "--owner", "Fabrikam", "-o", fourth, *secret, *AT, "--json"
    )
    assert [(one["known_as"], one["known_with_proof"]) for one in revoked.object["guardians"]] == [("Northwind", False)]
    assert "(Northwind, taken without proof)" in shieldwiz("pdk", "inspect", fourth).out
    assert "(Fabrikam)" in shieldwiz("pdk", "inspect", fourth).out
    differences = shieldwiz("pdk", "diff", made, second, "--json").object["differences"]
    assert [one["known_with_proof"] for one in differences if one["known_as"] == "Northwind"] == [False]
    assert "recipient Northwind, taken without proof:" in shieldwiz("pdk", "diff", made, second).out
    assert "takes nothing back" in revoked.err
    options = ("--pfx", fabric["hgs-encryption.pfx"], "--passphrase-file", fabric["passphrases.txt"])
    refused = shieldwiz("pdk", "open", fourth, *options, "--extract", str(tmp_path / "inside"), "--json")
    assert (refused.code, refused.object["refusal"]["id"]) == (1, "not-a-recipient")
    assert not (tmp_path / "inside").exists()
    older = shieldwiz("pdk", "verify", made)
    assert (older.code, "seen a newer one" in older.err) == (0, True)


@pytest.fixture
def taken_out(made: str, shieldwiz: Shieldwiz, secret: Secret) -> str:
    """The file of Contoso, who was taken out since: the older revision put back in place of the newer one."""
    first = Path(made).read_bytes()
    revoked = shieldwiz("pdk", "revoke", made, "Contoso", "--owner", "Fabrikam", "--overwrite", *secret, *AT)
    assert revoked.code == 0
    Path(made).write_bytes(first)
    return made


@pytest.mark.parametrize("command", ["edit", "grant", "revoke"])
def test_an_older_revision_put_back_lets_nobody_in_again(
    command: str, taken_out: str, shieldwiz: Shieldwiz, fabric: Fabric, secret: Secret, tmp_path: Path
) -> None:
    northwind = ("guardian", "import", fabric["metadata-new-keys.xml"], "--name", "Northwind", "--allow-untrusted-root")
    assert shieldwiz(*northwind, *AT).code == 0
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it\n", encoding="utf-8")
    more = {"edit": ("--other-file", fabric["root.cer"]), "grant": ("Northwind",), "revoke": ("Contoso",)}[command]
    arguments = ("pdk", command, taken_out, *more, "--owner", "Fabrikam", "--overwrite", *AT, "--json")
    before = Path(taken_out).read_bytes()
    asked = shieldwiz(*arguments, "--passphrase-file", str(wrong))  # no key is opened for it
    assert (asked.code, "seen a newer one" in asked.err, "--from-older-revision" in asked.err) == (4, True, True)
    assert Path(taken_out).read_bytes() == before
    taken = shieldwiz(*arguments, *secret, "--from-older-revision")
    assert (taken.code, taken.object["revision"], "seen a newer one" in taken.err) == (0, 2, True)
    again = shieldwiz("pdk", "edit", taken_out, "--owner", "Fabrikam", "--overwrite", *secret, *AT)
    assert (again.code, "seen a" in again.err) == (0, False)


def test_another_file_of_the_same_revision_is_a_decision_too(
    made: str, shieldwiz: Shieldwiz, secret: Secret, tmp_path: Path
) -> None:
    one, two = str(tmp_path / "one.pdkx"), str(tmp_path / "two.pdkx")
    change = ("--owner", "Fabrikam", *secret, *AT)
    assert shieldwiz("pdk", "edit", made, *change, "-o", one).code == 0
    assert shieldwiz("pdk", "edit", made, *change, "-o", two).code == 4
    assert shieldwiz("pdk", "edit", made, *change, "-o", two, "--from-older-revision").code == 0
    asked = shieldwiz("pdk", "edit", one, *change, "--overwrite")
    assert (asked.code, "the same id and revision 2" in asked.err) == (4, True)


def test_a_guardian_without_proof_is_no_owner_that_one_knows(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    """It was taken by an override: whoever it is may have made a file as its owner."""
    mallory = create_owner("Mallory", key_size=2048, now=NOW)
    metadata, made, bare = tmp_path / "mallory.xml", tmp_path / "theirs.pdkx", tmp_path / "theirs.kp"
    metadata.write_bytes(mallory.metadata)
    verified = create_shielding_data(
        owner=mallory, guardians=(), contents=Contents(), now=NOW, purpose=Purpose.EXISTING_VM
    )
    made.write_bytes(verified.data)
    assert shieldwiz("protector", "export", str(made), "-o", str(bare)).code == 0
    imported = ("guardian", "import", str(metadata), "--name", "Contoso", *AT)
    assert shieldwiz(*imported, "--allow-untrusted-root").code == 0
    assert shieldwiz("pdk", "verify", str(made)).code == 4
    assert shieldwiz("protector", "verify", str(bare)).code == 4
    assert shieldwiz(*imported, "--guardian-fingerprint", mallory.fingerprint.hex).code == 0
    assert shieldwiz("pdk", "verify", str(made)).code == 0
    assert shieldwiz("protector", "verify", str(bare)).code == 0


def test_the_headline_says_who_the_owner_is(made: str, shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    for more in ((), ("--owner", "Fabrikam")):
        headline = shieldwiz("pdk", "verify", made, *more).out.splitlines()[0]
        assert headline.endswith(": VERIFIED: whole, and by Fabrikam, whom this computer knows")
    told = shieldwiz("pdk", "inspect", made, "--json").object["owner"]["fingerprint"]["hex"]
    elsewhere = ("--home", str(tmp_path / "elsewhere"), "pdk", "verify", made, "--owner-fingerprint", told)
    headline = shieldwiz(*elsewhere).out.splitlines()[0]
    assert headline.endswith(": VERIFIED: whole, and by the owner whose fingerprint you gave")


def test_changes_need_a_target_and_the_owner(made: str, shieldwiz: Shieldwiz, secret: Secret) -> None:
    before = Path(made).read_bytes()
    assert shieldwiz("pdk", "revoke", made, "Contoso", "--owner", "Fabrikam", *secret).code == 2
    assert shieldwiz("pdk", "revoke", made, "Contoso", "--owner", "Fabrikam", "-o", made, *secret).code == 1
    assert shieldwiz("pdk", "revoke", made, "Nobody", "--owner", "Fabrikam", "--overwrite", *secret).code == 1
    assert (
        shieldwiz("pdk", "edit", made, "--owner", "Fabrikam", "--overwrite", "--remove-volume-id", "7", *secret).code
        == 1
    )
    assert Path(made).read_bytes() == before
    assert shieldwiz("pdk", "revoke", made, "Contoso", "--owner", "Fabrikam", "--overwrite", *secret, *AT).code == 0
    assert Path(made).read_bytes() != before


@pytest.mark.parametrize(("name", "expected"), PDK_ERRORS.items(), ids=PDK_ERRORS)
def test_a_tampered_file_is_refused_with_its_id(name: str, expected: tuple[str, int], shieldwiz: Shieldwiz) -> None:
    result = shieldwiz("pdk", "verify", str(FORMATS / "tampered" / name), "--json")
    assert (result.object["refusal"]["id"], result.code) == expected
    assert result.object["refusal"]["rule"]


def test_an_unknown_owner_is_a_decision_and_another_owner_is_refused(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = str(FORMATS / "template.pdkx")
    own = "6dd91e3e46b8dd5d9db50ce3b82a0f070b53a05e2a63b05d29b1ed24070779ec"
    assert shieldwiz("pdk", "verify", file).code == 4
    assert shieldwiz("pdk", "verify", file, "--owner-fingerprint", own).code == 0
    other = shieldwiz("pdk", "verify", str(FORMATS / "tampered/other-owner.pdkx"), "--owner-fingerprint", own, "--json")
    assert (other.code, other.object["refusal"]["id"]) == (3, "owner-unknown")
    inside = tmp_path / "inside"
    options = ("--pfx", str(FORMATS / "guardian-a.encryption.pfx"), "--extract", str(inside), *_sample_secret(tmp_path))
    assert shieldwiz("pdk", "open", file, *options).code == 4
    assert not inside.exists()
    assert shieldwiz("pdk", "open", file, *options, "--accept-unknown-owner").code == 0
    assert sorted(path.name for path in inside.iterdir()) == [
        "RDP certificate.pfx",
        "empty.txt",
        "unattend.xml",
        "Überblick.txt",
    ]


def test_two_transport_keys_stay_shut_for_the_other_guardian(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    options = ("--accept-unknown-owner", "--extract", str(tmp_path / "inside"), *_sample_secret(tmp_path), "--json")
    pfx = ("--pfx", str(FORMATS / "guardian-b.encryption.pfx"))
    result = shieldwiz("pdk", "open", str(FORMATS / "tampered/two-transport-keys.pdkx"), *pfx, *options)
    assert (result.code, result.object["refusal"]["id"]) == (3, "cannot-open")
    assert not (tmp_path / "inside").exists()


def test_extracting_into_a_folder_with_something_in_it_is_refused(
    made: str, shieldwiz: Shieldwiz, secret: Secret, tmp_path: Path
) -> None:
    result = shieldwiz("pdk", "open", made, "--owner", "Fabrikam", "--extract", str(tmp_path), *secret)
    assert result.code == 1
    assert "exists already" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("pdk", "inspect", "nowhere.pdkx"),
        ("metadata", "verify", "nowhere.xml"),
        ("protector", "inspect", "nowhere.kp"),
        ("inspect", "nowhere"),
        ("build", "nowhere.toml"),
        ("certificate", "check", "nowhere.cer", "--role", "signing"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_not_there_could_not_be_read(arguments: tuple[str, ...], shieldwiz: Shieldwiz) -> None:
    result = shieldwiz(*arguments)
    assert result.code == 1
    assert "nowhere" in result.err


def test_protectors_in_all_forms(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    names = ("existing-vm.kp", "existing-vm.kp.xml", "existing-vm.kp.txt")
    forms = [shieldwiz("protector", "inspect", str(FORMATS / name), "--json").object["form"] for name in names]
    assert forms == ["binary", "xml", "text"]
    exported = tmp_path / "out.kp"
    assert shieldwiz("protector", "export", str(FORMATS / "existing-vm.pdkx"), "-o", str(exported)).code == 0
    assert exported.read_bytes() == (FORMATS / "existing-vm.kp").read_bytes()
    for form in ("xml", "text", "binary"):
        target = tmp_path / form
        converted = shieldwiz("protector", "convert", str(exported), "-o", str(target), "--form", form)
        assert (converted.code, "Windows" in converted.err) == (0, True)
    assert (tmp_path / "xml").read_bytes() == (FORMATS / "existing-vm.kp.xml").read_bytes()
    assert (tmp_path / "binary").read_bytes() == exported.read_bytes()
    assert shieldwiz("protector", "inspect", str(FORMATS / "none.kp.txt"), "--json").object["is_empty"] is True
    signed = str(FORMATS / "tampered/guardian-signed.kp.xml")
    assert shieldwiz("protector", "inspect", signed, "--json").object["signed_by_owner"] is False
    assert shieldwiz("protector", "verify", signed).code == 4


def test_protector_grant_and_revoke(
    made: str, shieldwiz: Shieldwiz, fabric: Fabric, secret: Secret, tmp_path: Path
) -> None:
    northwind = ("guardian", "import", fabric["metadata-new-keys.xml"], "--name", "Northwind", "--allow-untrusted-root")
    assert shieldwiz(*northwind, *AT).code == 0
    one, two, three = (str(tmp_path / f"{number}.kp") for number in (1, 2, 3))
    assert shieldwiz("protector", "export", made, "-o", one).code == 0
    granted = shieldwiz("protector", "grant", one, "Northwind", "--owner", "Fabrikam", "-o", two, *secret, *AT)
    assert (granted.code, "transport key stays" in granted.err) == (0, True)
    assert len(shieldwiz("protector", "verify", two, "--owner", "Fabrikam", "--json").object["guardians"]) == 2
    assert shieldwiz("protector", "revoke", two, "Contoso", "--owner", "Fabrikam", "-o", three, *secret).code == 0
    left = shieldwiz("protector", "inspect", three, "--json").object["guardians"]
    assert [guardian["known_as"] for guardian in left] == ["Northwind"]
