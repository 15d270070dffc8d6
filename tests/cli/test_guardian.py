# SPDX-License-Identifier: Apache-2.0
"""Importing, keeping and showing guardians."""

from pathlib import Path

import pytest

from tests.cli.conftest import AT, Fabric, Shieldwiz


def _import(shieldwiz: Shieldwiz, fabric: Fabric, file: str, name: str, *more: str) -> int:
    return shieldwiz("guardian", "import", fabric[file], "--name", name, *AT, *more).code


def test_an_open_decision_keeps_nothing(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    result = shieldwiz("guardian", "import", fabric["metadata.xml"], "--name", "Contoso", *AT, "--json")
    assert result.code == 4
    assert result.object["kept"] is None
    assert shieldwiz("guardian", "list").out == ""


def test_a_refused_document_keeps_nothing(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    assert _import(shieldwiz, fabric, "metadata-tampered.xml", "Contoso", "--allow-untrusted-root") == 3
    assert shieldwiz("guardian", "list").out == ""


@pytest.mark.parametrize(
    ("options", "basis"),
    [
        (("--guardian-fingerprint", "{fingerprint}"), "guardian-fingerprint"),
        (("--signer", "{folder}/communications.cer"), "signer"),
        (("--allow-untrusted-root", "--reason", "a test"), "override"),
    ],
)
def test_what_is_kept_says_how_it_was_confirmed(
    options: tuple[str, ...], basis: str, shieldwiz: Shieldwiz, fabric: Fabric
) -> None:
    filled_in = [one.format(fingerprint=fabric.fingerprint, folder=fabric.folder) for one in options]
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", *filled_in) == 0
    shown = shieldwiz("guardian", "show", "contoso", "--json").object
    assert shown["basis"] == basis
    assert shown["fingerprint"]["hex"] == fabric.fingerprint
    assert shown["confirmed"] == "2026-12-01T00:00:00Z"
    assert (shown["reason"], shown["overrides"]) == (
        ("a test", ["allow-untrusted-root"]) if basis == "override" else ("", [])
    )
    assert [entry["name"] for entry in shieldwiz("guardian", "list", "--json").objects] == ["Contoso"]


def test_the_phone_form_of_the_fingerprint_counts_too(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    digits = shieldwiz("guardian", "fingerprint", fabric["metadata.xml"], "--json", *AT).object["fingerprint"]["digits"]
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", "--guardian-fingerprint", digits) == 0


@pytest.mark.parametrize(
    ("told", "word"),
    [("12 34", "digits"), ("ab" * 20, "thumbprint"), ("z" * 64, "z"), ("", "0 digits")],
)
def test_a_fingerprint_that_is_none_is_a_usage_error(
    told: str, word: str, shieldwiz: Shieldwiz, fabric: Fabric
) -> None:
    result = shieldwiz("metadata", "verify", fabric["metadata.xml"], "--guardian-fingerprint", told)
    assert result.code == 2
    assert word in result.err


def test_another_fingerprint_than_the_one_told_refuses(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", "--guardian-fingerprint", "0" * 64) == 3


def test_new_keys_under_a_known_name_wait_for_a_decision(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    signer = ("--signer", fabric["communications.cer"])
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", *signer) == 0
    result = shieldwiz("guardian", "import", fabric["metadata-new-keys.xml"], "--name", "Contoso", *AT, "--json")
    assert result.code == 4
    assert "pin" in result.object["open"]
    assert "signed by the signer you know" in result.object["headline"]
    assert shieldwiz("guardian", "show", "Contoso", "--json").object["fingerprint"]["hex"] == fabric.fingerprint
    expected = shieldwiz("metadata", "verify", fabric["metadata-new-keys.xml"], "--expect", "Contoso", *AT)
    assert expected.code == 4
    assert _import(shieldwiz, fabric, "metadata-new-keys.xml", "Contoso", "--replace") == 0
    assert shieldwiz("guardian", "show", "Contoso", "--json").object["fingerprint"]["hex"] != fabric.fingerprint


def test_a_signer_that_nobody_confirmed_cannot_speak_for_new_keys(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    """Whoever re-signs a genuine pair with a key of his own must not become the pair's voice later."""
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", "--guardian-fingerprint", fabric.fingerprint) == 0
    assert _import(shieldwiz, fabric, "metadata-new-keys.xml", "Contoso", "--replace") == 4
    assert shieldwiz("guardian", "show", "Contoso", "--json").object["fingerprint"]["hex"] == fabric.fingerprint


def test_an_unchanged_document_causes_no_question(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    told = ("--guardian-fingerprint", fabric.fingerprint)
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", *told) == 0
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso") == 0
    assert shieldwiz("guardian", "show", "Contoso", "--json").object["basis"] == "guardian-fingerprint"
    assert shieldwiz("metadata", "verify", fabric["metadata.xml"], "--expect", "Contoso", *AT).code == 0


def test_export_gives_back_the_bytes_as_received(shieldwiz: Shieldwiz, fabric: Fabric, filled: Path) -> None:
    target = filled.parent / "out.xml"
    assert shieldwiz("guardian", "export", "Contoso", "-o", str(target)).code == 0
    assert target.read_bytes() == (fabric.folder / "metadata.xml").read_bytes()
    again = shieldwiz("guardian", "export", "Contoso", "-o", str(target))
    assert again.code == 1
    assert "--overwrite" in again.err
    pem = shieldwiz("guardian", "export", "Contoso", "-o", "-", "--form", "pem").out
    assert pem.count("BEGIN CERTIFICATE") == 2


def test_an_owner_is_nobodys_hoster(shieldwiz: Shieldwiz, filled: Path) -> None:
    public = filled.parent / "own.xml"
    assert shieldwiz("owner", "export-public", "Fabrikam", "-o", str(public)).code == 0
    result = shieldwiz("guardian", "import", str(public), "--name", "Me", "--allow-untrusted-root", *AT, "--json")
    assert result.code == 3
    assert [check["id"] for check in result.object["checks"] if check["outcome"] == "fail"] == ["identity"]


def test_rename_and_remove(shieldwiz: Shieldwiz, filled: Path) -> None:
    assert filled.exists()
    assert shieldwiz("guardian", "rename", "Contoso", "Contoso West").code == 0
    assert shieldwiz("guardian", "show", "Contoso").code == 1
    assert shieldwiz("guardian", "remove", "Contoso West").code == 0
    assert shieldwiz("guardian", "remove", "Contoso West").code == 1


@pytest.mark.parametrize("name", ["", "two\nlines", "a" * 65, "\u202eevil", "0" * 64, " x"])
def test_a_name_that_could_deceive_is_a_usage_error(name: str, shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    assert _import(shieldwiz, fabric, "metadata.xml", name, "--guardian-fingerprint", fabric.fingerprint) == 2


def test_the_fingerprint_sheet_is_one_page_without_anything_from_elsewhere(
    shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path
) -> None:
    target = tmp_path / "sheet.html"
    assert shieldwiz("guardian", "fingerprint", fabric["metadata.xml"], "--sheet", "-o", str(target), *AT).code == 0
    page = target.read_text(encoding="utf-8")
    assert fabric.fingerprint in page
    assert "Communications certificate, 20" in page, "with the dates of each"
    assert "<svg" in page
    assert "src=" not in page
    assert "href=" not in page


def test_no_fingerprint_is_given_for_refused_metadata(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    assert shieldwiz("guardian", "fingerprint", fabric["metadata-tampered.xml"]).code == 3
    assert shieldwiz("guardian", "fingerprint", "nobody").code == 1


def test_metadata_diff_says_what_changed(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    same = shieldwiz("metadata", "diff", fabric["metadata.xml"], fabric["metadata.xml"], *AT, "--json")
    assert (same.code, [change["outcome"] for change in same.object["changes"]]) == (0, ["pass"])
    new = shieldwiz("metadata", "diff", fabric["metadata.xml"], fabric["metadata-new-keys.xml"], *AT, "--json")
    assert (new.code, new.object["changes"][0]["outcome"]) == (3, "fail")
    assert shieldwiz("metadata", "diff", fabric["metadata.xml"], fabric["metadata-tampered.xml"], *AT).code == 3


def test_another_spelling_of_a_name_is_no_second_name(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    told = ("--guardian-fingerprint", fabric.fingerprint)
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", *told) == 0
    again = shieldwiz("guardian", "import", fabric["metadata.xml"], "--name", "CONTOSO", *told, *AT, "--json").object
    assert (again["kept"], again["also_known_as"]) == ("Contoso", [])
    second = shieldwiz("guardian", "import", fabric["metadata.xml"], "--name", "Second", *told, *AT, "--json").object
    assert (second["kept"], second["also_known_as"]) == ("Second", ["Contoso"])


def test_a_note_in_another_encoding_is_a_usage_error(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    told = ("--guardian-fingerprint", fabric.fingerprint)
    assert _import(shieldwiz, fabric, "metadata.xml", "Contoso", *told, "--note", "caf\udce9") == 2
    assert shieldwiz("guardian", "list").out == ""


def test_a_file_s_name_is_no_option(
    shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a shell makes it of `-- ./*` in a folder of received files."""
    monkeypatch.chdir(tmp_path)
    for name in ("--allow-untrusted-root", "contoso.xml"):
        Path(name).write_bytes(Path(fabric["metadata.xml"]).read_bytes())
    names = [f"./{path.name}" for path in sorted(tmp_path.iterdir()) if path.is_file()]
    result = shieldwiz("metadata", "verify", "--json", *AT, "--", *names)
    assert [(one["file"], one["verdict"]) for one in result.objects] == [(name, "decide") for name in names]
    assert result.code == 4


def test_a_revocation_list_that_says_nothing_is_a_decision(shieldwiz: Shieldwiz, fabric: Fabric, home: Path) -> None:
    """A list that was given must not count for less than none."""
    confirmed = (fabric["metadata.xml"], "--guardian-fingerprint", fabric.fingerprint, *AT)
    assert shieldwiz("metadata", "verify", *confirmed).code == 0
    junk = ("--crl", fabric["README.txt"], "--json")
    result = shieldwiz("metadata", "verify", *confirmed, *junk)
    assert (result.code, result.object["verdict"], result.object["open"]) == (4, "decide", ["revocation"])
    assert "revocation list" in result.object["headline"]
    assert "--crl" in result.object["next"]
    assert shieldwiz("guardian", "import", *confirmed, *junk, "--name", "Contoso").code == 4
    assert not (home / "guardians").exists()
    leaf, root = fabric["disk-signer.cer"], ("--root", fabric["root.cer"])
    assert shieldwiz("certificate", "check", leaf, "--role", "signing", *root, *AT).code == 0
    checked = shieldwiz("certificate", "check", leaf, "--role", "signing", *root, *junk, *AT)
    assert (checked.code, checked.object["open"]) == (4, ["revocation"])
    assert "revocation list" in checked.object["headline"]
    assert "--crl" in checked.object["next"]
