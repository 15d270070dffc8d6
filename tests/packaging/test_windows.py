# SPDX-License-Identifier: Apache-2.0
"""The installer for Windows, compiled around a folder that stands in for the bundle, and unpacked again."""

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SCRIPT = (PACKAGING / "windows" / "shieldwiz.nsi").read_text(encoding="utf-8")
# The smallest icon: one white point.
_HEAD = "000001000100010100000100200030000000160000002800000001000000020000000100200000000000"
ICON = bytes.fromhex(_HEAD) + bytes(20) + bytes.fromhex("ffffffff00000000")


@pytest.mark.skipif(not (shutil.which("makensis") and shutil.which("7z")), reason="makensis and 7z do it")
def test_what_is_packed_comes_out_the_same(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    files = {"shieldwiz.exe": b"MZ one", "shieldwiz-gui.exe": b"MZ two", "lib/a/b.dll": bytes(range(256)) * 400}
    for name, data in files.items():
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
        (bundle / name).write_bytes(data)
    (tmp_path / "x.ico").write_bytes(ICON)
    made = tmp_path / "made-setup.exe"
    build = [sys.executable, str(PACKAGING / "windows" / "build.py"), "--bundle", str(bundle)]
    subprocess.run([*build, "--icon", str(tmp_path / "x.ico"), "--out", str(made)], check=True, capture_output=True)
    unpack = ["7z", "x", f"-o{tmp_path / 'out'}", str(made)]
    subprocess.run(unpack, check=True, capture_output=True)
    for name, data in files.items():
        assert (tmp_path / "out" / name).read_bytes() == data
    assert (tmp_path / "out" / "uninstall.exe").exists()


def test_whatever_is_written_into_the_registry_is_taken_out_again() -> None:
    install, _, remove = SCRIPT.partition('Section "Uninstall"')
    keys = set(re.findall(r'WriteReg\w+ SHCTX "(Software\\[^"]+)"', install))
    assert len(keys) > 5
    gone = set(re.findall(r'DeleteReg(?:Key|Value) SHCTX "(Software\\[^"]+)"', remove))
    assert {key for key in keys if not any(key == one or key.startswith(one + "\\") for one in gone)} == set()


def test_removing_takes_no_folder_that_a_person_chose() -> None:
    removed = re.findall(r"RMDir /r (\S+)", SCRIPT)
    assert '"$INSTDIR"' not in removed
    assert set(removed) == {'"$INSTDIR\\lib"', '"$INSTDIR\\licences"'}


def test_the_property_lists_can_be_read() -> None:
    told = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    assert told["CFBundleExecutable"] == "shieldwiz-gui"
    assert {"pdkx", "kp"} == set(told["CFBundleDocumentTypes"][0]["CFBundleTypeExtensions"])
    assert all(plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes()).values())
    if shutil.which("sh"):
        subprocess.run(["sh", "-n", str(PACKAGING / "macos" / "build.sh")], check=True)
