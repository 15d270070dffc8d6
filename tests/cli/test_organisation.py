# SPDX-License-Identifier: Apache-2.0
"""`organisation check`, and the commands under an organisation's rules."""

from pathlib import Path

import pytest

from shieldwiz.workflow import organisation
from tests.cli.conftest import Fabric, Shieldwiz

EXAMPLE = Path(__file__).parents[2] / "packaging" / "organisation.toml"


def test_the_example_is_well(shieldwiz: Shieldwiz) -> None:
    made = shieldwiz("organisation", "check", str(EXAMPLE), "--json")
    assert made.code == 0
    assert made.object["problems"] == []
    assert made.object["allows"]["policies"] == ["Shielded"]
    assert made.object["allows"]["minimum_key_size"] == 3072
    said = shieldwiz("organisation", "check", str(EXAMPLE))
    assert said.out.startswith(f"{EXAMPLE}: WELL")
    assert "No owner is made without a backup." in said.out


def test_a_file_that_restricts_nothing(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "o.toml"
    file.write_text('schema = "shieldwiz/organisation/1"\n', encoding="utf-8")
    assert "Nothing is restricted." in shieldwiz("organisation", "check", str(file)).out


def test_everything_wrong_is_named(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "o.toml"
    file.write_text("forbid-override = true\nminimum-key-size = 1\n", encoding="utf-8")
    made = shieldwiz("organisation", "check", str(file))
    assert made.code == 3
    for words in ("WRONG", "first line", "forbid-override is no setting", "minimum-key-size"):
        assert words in made.out
    as_json = shieldwiz("organisation", "check", str(file), "--json")
    assert (as_json.code, as_json.object["allows"], len(as_json.object["problems"])) == (3, None, 3)


def test_the_commands_obey(
    shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "organisation.toml"
    file.write_text('schema = "shieldwiz/organisation/1"\nforbid-overrides = true\n', encoding="utf-8")
    monkeypatch.setattr(organisation, "place", lambda: file)
    made = shieldwiz("guardian", "import", fabric["metadata.xml"], "--name", "Contoso", "--allow-untrusted-root")
    assert made.code == 3
    assert "Your organisation asks for proof" in made.err
    assert "next: Ask your administrators." in made.err


def test_another_home_than_the_fixed_one_is_refused(
    shieldwiz: Shieldwiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "organisation.toml"
    file.write_text(f"schema = 'shieldwiz/organisation/1'\nhome = '{tmp_path / 'fixed'}'\n", encoding="utf-8")
    monkeypatch.setattr(organisation, "place", lambda: file)
    assert "has fixed the home folder" in shieldwiz("--home", str(tmp_path / "mine"), "guardian", "list").err
    assert shieldwiz("--home", str(tmp_path / "fixed"), "guardian", "list").code == 0


def test_the_version_says_where_the_program_comes_from(shieldwiz: Shieldwiz) -> None:
    assert shieldwiz("--version", "--json").object["provenance"]["kind"] in ("checkout", "wheel", "bundle")
