# SPDX-License-Identifier: Apache-2.0
"""What administrators allow, and that the workflow obeys wherever somebody could do something else."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.guardian import parse_fingerprint
from shieldwiz.workflow import organisation, owners
from shieldwiz.workflow.changing import edit, make_edit
from shieldwiz.workflow.draft import Draft, Policy, Purpose
from shieldwiz.workflow.guardians import import_guardian
from shieldwiz.workflow.home import Home, open_home
from shieldwiz.workflow.home_folder import home_folder
from shieldwiz.workflow.metadata import read_confirmations
from shieldwiz.workflow.shielding import create
from tests.workflow.conftest import NOW, PASSPHRASE, Fabric

Rules = Callable[[str], Path]
FIRST = 'schema = "shieldwiz/organisation/1"\n'


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Puts a settings file in the system's place."""
    file = tmp_path / "organisation.toml"
    monkeypatch.setattr(organisation, "place", lambda: file)

    def put(text: str) -> Path:
        file.write_text(FIRST + text, encoding="utf-8")
        return file

    return put


def refused(done: Callable[[], object], words: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        done()
    assert caught.value.problem is Problem.ORGANISATION
    assert words in caught.value.message
    assert "organisation.toml" in caught.value.hint


def test_without_a_file_everything_is_allowed(rules: Rules) -> None:
    del rules
    allowed = organisation.current()
    assert allowed == organisation.Organisation()
    assert allowed.allows_no_proof
    assert allowed.allows_overrides


def test_the_place_is_no_matter_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = organisation.place()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "ProgramData", "HOME", "SHIELDWIZ_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert organisation.place() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("require-proof = 1\n", "require-proof must be true or false"),
        ("minimum-key-size = 1024\n", "minimum-key-size"),
        ("minimum-key-size = true\n", "minimum-key-size"),
        ('policies = ["Open"]\n', "policies"),
        ("policies = []\n", "policies"),
        ('policies = [["Shielded"]]\n', "policies"),
        ('home = "somewhere"\n', "home must be a whole path"),
        ("home = 7\n", "home must be a text"),
        ("requires-proof = true\n", "requires-proof is no setting"),
        ("=\n", "This is no TOML"),
    ],
)
def test_a_file_that_is_not_understood_allows_nothing(rules: Rules, text: str, words: str) -> None:
    rules(text)
    found = organisation.current()
    assert any(words in sentence for sentence in found.broken), found.broken
    assert not found.allows_no_proof
    assert not found.allows_overrides
    assert not found.allows_policy("Shielded")
    refused(read_confirmations, "cannot be understood")


def test_a_file_that_cannot_be_read_allows_nothing(rules: Rules) -> None:
    file = rules("")
    file.unlink()
    file.mkdir()
    assert organisation.current().broken
    file.rmdir()
    file.write_bytes(b"#" * (organisation.MAX_FILE + 1))
    assert organisation.current().broken


def test_no_override_where_overrides_are_forbidden(rules: Rules) -> None:
    rules('forbid-overrides = true\ncontact = "Ada, 4711"\n')
    refused(lambda: read_confirmations(allow_expired=True), "expired")
    refused(lambda: read_confirmations(ignore_communications_signature=True), "signature")
    refused(lambda: read_confirmations(allow_untrusted_root=True), "proof")
    assert read_confirmations().allow_expired is False
    with pytest.raises(ShieldwizError) as caught:
        read_confirmations(allow_expired=True)
    assert "Ada, 4711" in caught.value.hint


def test_no_guardian_without_what_the_organisation_asks_for(rules: Rules, fabric: Fabric, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    told = replace(read_confirmations(), guardian_fingerprint=parse_fingerprint(fabric.fingerprint))
    unproved = read_confirmations(allow_untrusted_root=True)

    def keep(confirmations: object) -> object:
        return import_guardian(home, fabric["metadata.xml"], "Contoso", confirmations, now=NOW)  # type: ignore[arg-type]

    rules("require-proof = true\n")
    refused(lambda: keep(unproved), "asks for proof")
    rules("require-confirmed-signer = true\n")
    refused(lambda: keep(told), "confirmed signer")
    rules("minimum-key-size = 4096\n")
    refused(lambda: keep(told), "4096")
    assert not home.guardians.all()
    rules("require-proof = true\n")
    keep(told)
    assert [one.name for one in home.guardians.all()] == ["Contoso"]


def test_no_owner_without_a_backup_or_with_a_short_key(rules: Rules, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    rules("require-backup = true\nminimum-key-size = 3072\n")
    refused(lambda: owners.create(home, "Ada", PASSPHRASE, now=NOW, key_size=3072), "backup")
    refused(lambda: owners.create(home, "Ada", PASSPHRASE, now=NOW, key_size=2048, backup=tmp_path / "b"), "3072")
    assert not home.owners.list()


def test_no_file_of_a_policy_that_is_not_allowed(rules: Rules, filled_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    shutil.copytree(filled_home, folder)
    home = Home(folder=folder)
    draft = Draft(
        output=str(tmp_path / "x.pdkx"),
        owner="Fabrikam",
        purpose=Purpose.EXISTING_VM,
        policy=Policy.ENCRYPTION_SUPPORTED,
    )
    rules('policies = ["Shielded"]\n')
    refused(lambda: create(home, draft, PASSPHRASE, now=NOW), "EncryptionSupported")
    create(home, replace(draft, policy=Policy.SHIELDED), PASSPHRASE, now=NOW)
    change = make_edit(policy="EncryptionSupported")
    refused(
        lambda: edit(
            home, draft.output, change, owner="Fabrikam", passphrase=PASSPHRASE, output=None, overwrite=True, now=NOW
        ),
        "EncryptionSupported",
    )


def test_no_guardian_of_before_is_let_in_against_the_rules(rules: Rules, filled_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    shutil.copytree(filled_home, folder)
    draft = Draft(
        output=str(tmp_path / "x.pdkx"), owner="Fabrikam", guardians=("Contoso",), purpose=Purpose.EXISTING_VM
    )
    rules("minimum-key-size = 4096\n")
    refused(lambda: create(Home(folder=folder), draft, PASSPHRASE, now=NOW), "4096")


def test_the_home_folder_is_where_the_organisation_wants_it(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIELDWIZ_HOME", str(tmp_path / "mine"))
    fixed = tmp_path / "fixed"
    rules(f"home = '{fixed}'\n")
    assert home_folder() == home_folder("elsewhere") == open_home().folder == fixed
    rules('home = "~/shieldwiz"\n')
    assert home_folder() == Path.home() / "shieldwiz"


def test_the_self_test_is_not_meant(rules: Rules) -> None:
    rules("require-backup = true\n")
    with organisation.set_aside():
        assert organisation.current() == organisation.Organisation()
    assert organisation.current().requires_backup
