# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from shieldwiz.windowskit.kit_folder import read_kit
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.locked_file import unlock_file
from tests.cli.conftest import AT, PASSPHRASE, Fabric, Shieldwiz

CANARY = "canary-Xq7-password"


@pytest.fixture
def made(filled: Path, shieldwiz: Shieldwiz, fabric: Fabric, secret: tuple[str, str], tmp_path: Path) -> str:
    answer = tmp_path / "unattend.xml"
    answer.write_bytes(Path(fabric["unattend.xml"]).read_bytes().rstrip() + f"<!-- {CANARY} -->".encode())
    output = str(tmp_path / "web.pdkx")
    done = shieldwiz(
        *("pdk", "create", output, "--owner", "Fabrikam", "--guardian", "Contoso", *secret, *AT),
        *("--volume-id", fabric["volume-id.json"], "--answer-file", str(answer), "--save-recipe", f"{output}.toml"),
    )
    assert done.code == 0
    assert "windows-kit make" in done.err
    return output


def key_in(text: str) -> KitKey:
    (line,) = (line for line in text.splitlines() if line.startswith("Kit key"))
    return KitKey.parse(line.split(":")[1])


def test_the_kit_and_its_key_go_apart(shieldwiz: Shieldwiz, made: str, secret: tuple[str, str], tmp_path: Path) -> None:
    kit = tmp_path / "kit.zip"
    done = shieldwiz("windows-kit", "make", made, "-o", str(kit), *secret, *AT, "--json")
    assert done.code == 0
    key = key_in(done.err)
    assert done.object["secrets"] == [
        "the owner's private keys, in two PFX files, locked with the kit key",
        "the answer file unattend.xml, locked with the kit key",
    ]
    assert all(secret in done.err for secret in done.object["secrets"]), "each is named to the person"
    files = read_kit(kit)
    path = "inputs/answer-file.enc"
    assert CANARY.encode() in unlock_file(files[path], key, path)
    for text in (
        done.out,
        done.err.replace(key.text, ""),
        kit.read_bytes().decode("latin-1"),
        *map(str, files.values()),
    ):
        assert CANARY not in text
        assert PASSPHRASE not in text
        assert key.password not in text.replace("-", "")
    assert "never run on a real Windows" in done.err
    again = shieldwiz("windows-kit", "make", made, "-o", str(kit), *secret, *AT)
    assert again.code == 1
    assert "exists already" in again.err


def test_the_kit_in_words(shieldwiz: Shieldwiz, made: str, secret: tuple[str, str], tmp_path: Path) -> None:
    kit, key = str(tmp_path / "kit"), str(tmp_path / "key.txt")
    options = ("--owner", "Fabrikam", "--language", "de", "--kit-key-file", key, "--clear-answer-file")
    done = shieldwiz("windows-kit", "make", made, "-o", kit, *options, *secret, *AT)
    assert done.code == 0
    assert "it makes web.pdk on Windows" in done.out
    assert "missing: inputs/disk-1.vsc" in done.out
    assert "READABLE by everybody" in done.err
    text = Path(key).read_text(encoding="ascii").strip()
    assert text not in done.out + done.err
    assert KitKey.parse(text).text == text
    assert (tmp_path / "kit" / "README.txt").read_text("utf-8-sig").startswith("SO ENTSTEHT web.pdk")
    assert shieldwiz("windows-kit", "make", made, "-o", f"{kit}2", "--language", "xx", *secret).code == 2


def test_a_receipt_is_compared(shieldwiz: Shieldwiz, made: str, secret: tuple[str, str], tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    assert shieldwiz("windows-kit", "make", made, "-o", str(kit), *secret, *AT).code == 0
    receipt = {
        "schema": "shieldwiz/windows-kit-receipt/1",
        "outcome": "failed",
        "step": "S04",
        "kitId": json.loads((kit / "kit.json").read_bytes())["kitId"],
        "guardians": [],
        "catalogs": [],
        "seen": {},
    }
    back = tmp_path / "receipt.json"
    back.write_text(json.dumps(receipt), encoding="utf-8")
    done = shieldwiz("windows-kit", "check-receipt", str(back))
    assert done.code == 3
    assert "NOT AS DECIDED" in done.out
    assert "shielded VM tools are missing there" in done.out
    as_json = shieldwiz("windows-kit", "check-receipt", str(back), "--kit", str(kit), "--json")
    assert (as_json.code, as_json.object["verdict"]) == (3, "refused")
    assert shieldwiz("inspect", str(back), "--json").object["says"].startswith("The receipt of a kit for Windows")
    assert shieldwiz("windows-kit", "check-receipt", made).code == 3


def test_scripts(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    for name in ("export-volume-id", "save-metadata"):
        file = tmp_path / f"{name}.ps1"
        done = shieldwiz("windows-kit", "script", name, "-o", str(file))
        assert done.code == 0
        assert file.read_bytes().startswith(b"\xef\xbb\xbf# SPDX")
        assert "SHA-256" in done.err
        assert shieldwiz("windows-kit", "script", name, "-o", str(file)).code == 1
    assert shieldwiz("windows-kit", "script", "evil", "-o", str(tmp_path / "x")).code == 2


def test_build_makes_the_kit_too(shieldwiz: Shieldwiz, made: str, secret: tuple[str, str], tmp_path: Path) -> None:
    recipe, kit = f"{made}.toml", tmp_path / "kit"
    other = ("--set", f"output={tmp_path / 'other.pdkx'}")
    done = shieldwiz("build", recipe, *other, "--windows-kit", str(kit), *secret, *AT, "--json")
    assert done.code == 0
    assert [one["schema"] for one in done.objects] == ["shieldwiz/shielding-data/1", "shieldwiz/windows-kit-made/1"]
    key_in(done.err)
    taken = shieldwiz("build", recipe, "--set", f"output={tmp_path / 'third.pdkx'}", "--windows-kit", str(kit), *secret)
    assert taken.code == 1
    assert not (tmp_path / "third.pdkx").exists(), "looked at before any work"
    by_recipe = f"windows-kit={tmp_path / 'fourth.zip'}"
    odd = ("--set", f"output={tmp_path / 'a|b.pdkx'}")
    done = shieldwiz("build", recipe, *odd, "--set", by_recipe, *secret, *AT)
    assert done.code == 3
    assert "is made and whole, but: Windows cannot store a file" in done.err
    fine = ("--set", f"output={tmp_path / 'fine.pdkx'}", "--set", by_recipe)
    assert shieldwiz("build", recipe, *fine, *secret, *AT).code == 0
    assert (tmp_path / "fourth.zip").is_file()
