# SPDX-License-Identifier: Apache-2.0
"""Template disks, certificates in pairs, inspect, recipes, practice, self-test, and what must never happen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shieldwiz.cli import main as cli_main
from shieldwiz.owners.owner import create_owner
from tests.cli.conftest import AT, NOW, Fabric, Shieldwiz
from tests.cli.test_samples import VECTORS


def test_volume_id_new_and_match(shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path) -> None:
    target = str(tmp_path / "disk.json")
    signer = ("--signer", fabric["disk-signer.cer"])
    options = ("--name", "WS2025", "--version", "1.0.0.7", *signer)
    assert shieldwiz("volume-id", "new", *options, "--rule", "GreaterThan", "-o", target).code == 0
    newer = shieldwiz("volume-id", "match", target, "--name", "WS2025", "--version", "1.0.1.0", *signer, "--json")
    assert (newer.code, newer.object["accepted"]) == (0, True)
    older = shieldwiz("volume-id", "match", target, *options, "--json")
    assert (older.code, older.object["failed"]) == (3, "version")
    other = ("--signer", fabric["communications.cer"])
    wrong = shieldwiz("volume-id", "match", target, "--name", "WS2025", "--version", "2.0.0.0", *other, "--json")
    assert wrong.object["failed"] == "signer"
    copy = str(tmp_path / "copy.json")
    assert shieldwiz("volume-id", "new", "--from", target, "--rule", "Equals", "-o", copy).code == 0
    assert json.loads(Path(copy).read_bytes())["rule"] == "Equals"


@pytest.mark.parametrize("version", ["1.0.0", "1.0.0.65536", "01.0.0.0", "a.b.c.d", ""])
def test_a_version_that_is_none_is_refused(version: str, shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path) -> None:
    options = ("--name", "x", "--version", version, "--signer", fabric["disk-signer.cer"], "--rule", "Equals")
    assert shieldwiz("volume-id", "new", *options, "-o", str(tmp_path / "x.json")).code == 2
    assert not (tmp_path / "x.json").exists()


def test_certificate_pair_gives_the_fingerprint_to_compare(shieldwiz: Shieldwiz) -> None:
    certificates = VECTORS / "metadata/certs"
    pair = (str(certificates / "signing.cer"), str(certificates / "encryption.cer"))
    result = shieldwiz("certificate", "check", "--pair", *pair, *AT, "--json")
    facts = json.loads((VECTORS / "metadata/expected.json").read_bytes())["facts"]
    assert result.object["guardian"]["fingerprint"]["hex"] == facts["guardian_fingerprint"]
    assert result.code == 4
    swapped = shieldwiz("certificate", "check", "--pair", *reversed(pair), *AT)
    assert swapped.code == 3
    assert shieldwiz("certificate", "check", *pair, "--role", "signing").code == 2


INSPECTED = {
    "metadata/good-mono-utf16le.xml": "metadata",
    "formats/template.pdkx": "shielding-data",
    "formats/existing-vm.kp": "key-protector",
    "formats/existing-vm.kp.txt": "key-protector",
    "formats/none.kp.txt": "key-protector",
    "formats/owner.key.age": "age",
    "formats/owner.signing.pfx": "pfx",
    "certificates/good-signing.cer": "certificate",
    "certificates/private-key.pem": "other-certificate-file",
    "certificates/README.md": "unknown",
}


@pytest.mark.parametrize(("name", "kind"), INSPECTED.items(), ids=INSPECTED)
def test_inspect_says_what_a_file_is(name: str, kind: str, shieldwiz: Shieldwiz) -> None:
    result = shieldwiz("inspect", str(VECTORS / name), *AT, "--json")
    assert (result.code, result.object["kind"]) == (0, kind)
    text = shieldwiz("inspect", str(VECTORS / name), *AT)
    assert (text.code, text.err) == (0, "")


def test_inspect_says_that_microsofts_formats_are_not_public(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    for suffix in (".pdk", ".vsc", ".fsk"):
        file = tmp_path / f"x{suffix}"
        file.write_bytes(b"\xffMSPDK something")
        report = shieldwiz("inspect", str(file), "--json").object
        assert report["kind"] == "microsoft"
        assert "not public" in report["says"]


def test_inspect_refuses_a_tampered_file_with_its_id(shieldwiz: Shieldwiz) -> None:
    result = shieldwiz("inspect", str(VECTORS / "formats/tampered/policy-flipped.pdkx"), "--json")
    assert (result.code, result.object["refusal"]["id"]) == (3, "owner-signature")


@pytest.mark.parametrize(
    "text",
    ["", "schema = 'other/1'", "schema = 'shieldwiz/recipe/1'\nowners = 'x'",
     "schema = 'shieldwiz/recipe/1'\npolicy = 'Open'", "schema = 'shieldwiz/recipe/1'\nguardians = 'x'", "not toml ["],
)  # fmt: skip
def test_a_recipe_that_is_none_names_what_is_wrong(text: str, shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    recipe = tmp_path / "x.toml"
    recipe.write_text(text, encoding="utf-8")
    result = shieldwiz("build", str(recipe))
    assert result.code == 2
    assert "recipe" in result.err or "policy" in result.err or "guardians" in result.err


def test_a_recipe_that_is_not_complete_makes_nothing(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    recipe = tmp_path / "x.toml"
    recipe.write_text("schema = 'shieldwiz/recipe/1'\nowner = 'Nobody'\n", encoding="utf-8")
    check = shieldwiz("recipe", "check", str(recipe), "--json")
    assert check.code == 3
    assert len(check.object["problems"]) == 4
    assert shieldwiz("build", str(recipe)).code == 2
    assert shieldwiz("build", str(recipe), "--set", "nonsense=1").code == 2


def test_practice_delete_takes_its_own_things_alone(shieldwiz: Shieldwiz, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    assert shieldwiz("practice", str(folder), *AT).code == 0
    metadata = str(folder / "metadata.xml")
    options = ("--name", "Some other name", "--allow-untrusted-root")
    assert shieldwiz("guardian", "import", metadata, *options, *AT).code == 0
    assert shieldwiz("practice", str(filled), "--delete").code == 3
    assert filled.is_dir()
    assert shieldwiz("practice", str(folder), "--delete").code == 0
    assert not folder.exists()
    assert [entry["name"] for entry in shieldwiz("guardian", "list", "--json").objects] == ["Contoso"]
    assert shieldwiz("practice", str(folder), "--delete").code == 3


def test_practice_delete_takes_no_file_s_word_for_what_is_practice(
    shieldwiz: Shieldwiz, filled: Path, fabric: Fabric, secret: tuple[str, str], tmp_path: Path
) -> None:
    """A folder from somebody, whose record names a hoster that is none of practice; and names given by hand."""
    real = create_owner("Real hoster", key_size=2048, now=NOW)
    (tmp_path / "real.xml").write_bytes(real.metadata)
    imported = ("guardian", "import", str(tmp_path / "real.xml"), "--allow-untrusted-root", *AT)
    assert shieldwiz(*imported, "--name", "Real hoster").code == 0
    assert shieldwiz("guardian", "rename", "Real hoster", "PRACTICE makes perfect").code == 0
    for name, more in (("PRACTICE one", ()), ("PRACTICE two", ("--subject", "CN=Woodgrove"))):
        made = shieldwiz("owner", "create", name, "--key-size", "2048", "--no-backup", *more, *secret, *AT)
        assert made.code == 0, made.err
    folder = tmp_path / "from somebody"
    folder.mkdir()
    record = {"schema": "shieldwiz/practice/1", "fingerprints": [real.fingerprint.hex]}
    (folder / "practice.json").write_text(json.dumps(record), encoding="utf-8")
    for certificate in (None, real.signing.der):
        if certificate is not None:
            (folder / "root.cer").write_bytes(certificate)
        assert shieldwiz("practice", str(folder), "--delete").code == 3
        assert folder.is_dir()
    (folder / "root.cer").write_bytes(Path(fabric["root.cer"]).read_bytes())
    assert shieldwiz("practice", str(folder), "--delete").code == 0
    kept = [entry["name"] for entry in shieldwiz("guardian", "list", "--json").objects]
    assert kept == ["Contoso", "PRACTICE makes perfect"]
    assert [entry["name"] for entry in shieldwiz("owner", "list", "--json").objects] == ["Fabrikam", "PRACTICE two"]


@pytest.mark.timeout(180)  # twice the whole job, with keys of full size
def test_the_demonstration_and_the_self_test_do_the_whole_job(tmp_path: Path) -> None:
    environment = {**os.environ, "SHIELDWIZ_HOME": str(tmp_path / "home")}
    folder = tmp_path / "shown"
    command = [sys.executable, "-m", "shieldwiz.cli.demonstration", str(folder)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert shown.returncode == 0, shown.stderr
    assert "byte for byte" in shown.stdout
    assert str(folder) in shown.stdout
    test = [sys.executable, "-m", "shieldwiz", "self-test", "--json"]
    done = subprocess.run(test, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, json.loads(done.stdout)) == (
        0,
        {"schema": "shieldwiz/self-test/1", "passed": 9, "failed": None},
    )
    assert not (tmp_path / "home").exists()


def test_a_bug_is_one_line_and_exit_70(shieldwiz: Shieldwiz, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*, as_json: bool) -> None:
        raise RuntimeError(as_json)

    monkeypatch.setattr(cli_main, "_print_version", broken)
    result = shieldwiz("--version")
    assert result.code == 70
    assert "bug" in result.err


def test_hostile_names_and_texts_are_shown_escaped(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "evil\x1b[31m\u202e.xml"
    file.write_bytes(b"<x/>")
    result = shieldwiz("metadata", "verify", str(file))
    assert result.code == 3
    assert "\x1b" not in result.out + result.err
    assert "\u202e" not in result.out + result.err


def test_a_file_name_cannot_pass_for_a_line_of_the_answer(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "a.xml: REFUSED\nb.xml: TRUSTED - the signer you confirmed vouches for these keys.\n.xml"
    missing = shieldwiz("metadata", "verify", str(file))
    file.write_bytes(b"<x/>")
    refused = shieldwiz("metadata", "verify", str(file))
    assert (missing.code, refused.code) == (1, 3)
    assert not [line for line in (missing.out + missing.err + refused.out).splitlines() if line.startswith("b.xml")]
    extra = shieldwiz("pdk", "inspect", "a", "b\x1b[31m\nc")
    assert extra.code == 2
    assert "\x1b" not in extra.err
    assert "b\\u{1b}[31m\\u{a}c" in extra.err


def test_hidden_characters_are_escaped_in_json(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "evil\u009b31m\u202e.xml"
    file.write_bytes(b"<x/>")
    result = shieldwiz("metadata", "verify", str(file), "--json")
    assert result.out.rstrip("\n").isprintable()
    assert result.object["file"] == str(file)


def test_the_name_above_a_fingerprint_is_one_line(shieldwiz: Shieldwiz, fabric: Fabric, tmp_path: Path) -> None:
    file = tmp_path / ("a\n" + "0" * 64)
    file.write_bytes(Path(fabric["metadata.xml"]).read_bytes())
    lines = shieldwiz("guardian", "fingerprint", str(file), *AT).out.splitlines()
    assert (len(lines), lines[1]) == (3, fabric.fingerprint)


def test_a_metadata_file_instead_of_a_certificate_says_so(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    result = shieldwiz("metadata", "verify", fabric["metadata.xml"], "--signer", fabric["metadata.xml"])
    assert result.code == 3
    assert "guardian metadata, not a certificate" in result.err


def test_a_full_disk_says_so_and_leaves_nothing(filled: Path, fabric: Fabric, secret: tuple[str, str]) -> None:
    """A limit on the size of files stands in for a full disk: the write fails in its middle."""
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from shieldwiz.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    target = filled.parent / "out" / "web.pdkx"
    target.parent.mkdir()
    arguments = [
        *("--home", str(filled), "pdk", "create", str(target), "--owner", "Fabrikam", "--purpose", "ExistingVM"),
        *("--other-file", fabric["rdp.pfx"], *secret),
    ]
    # What measures the coverage could not write its file either.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert list(target.parent.iterdir()) == []


def test_verbose_says_which_files_are_read(shieldwiz: Shieldwiz, fabric: Fabric) -> None:
    command = [sys.executable, "-m", "shieldwiz", "-v", "metadata", "verify", fabric["metadata.xml"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"read {fabric['metadata.xml']}" in done.stderr
    assert "read" not in shieldwiz("metadata", "verify", fabric["metadata.xml"]).err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_window_without_a_display_is_said(shieldwiz: Shieldwiz, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = shieldwiz("gui")
    assert result.code == 1
    assert "no display" in result.err
