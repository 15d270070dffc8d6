# SPDX-License-Identifier: Apache-2.0
"""The parts of the build that need no bundle."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

import installer_bundle
import installer_linux
import installer_parts
import installer_tree
from installer_bundle import Stamp
from installer_slim import is_wanted

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"
STAMP = Stamp("1.2.3", "0" * 40, 1_795_648_000, True)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("libQt6Widgets.so.6", True),
        ("libQt6Quick.so.6", False),
        ("libQt6EglFSDeviceIntegration.so.6", False),
        ("PySide6\\Qt6Qml.dll", False),
        ("PySide6\\Qt6Gui.dll", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtQml.abi3.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("libX11.so.6", False),
        ("libkrb5.so.3", False),
        ("libcrypto.so.3", True),
        ("cryptography/hazmat/bindings/_rust.abi3.so", True),
        ("shieldwiz/resources/i18n/shieldwiz_de.qm", True),
        ("lxml/etree.cpython-311-x86_64-linux-gnu.so", True),
    ],
)
def test_what_goes_into_the_bundle(name: str, wanted: bool) -> None:
    assert is_wanted(name, frozenset({"de"})) is wanted


def tree_of(folder: Path) -> Path:
    (folder / "usr" / "bin").mkdir(parents=True)
    (folder / "usr" / "lib" / "shieldwiz").mkdir(parents=True)
    (folder / "usr" / "lib" / "shieldwiz" / "shieldwiz").write_bytes(b"program")
    (folder / "usr" / "bin" / "shieldwiz").symlink_to("../lib/shieldwiz/shieldwiz")
    installer_tree.settle(folder, STAMP)
    return folder


def test_the_archive_knows_nothing_of_its_builder(tmp_path: Path) -> None:
    first, second = tree_of(tmp_path / "one"), tree_of(tmp_path / "two")
    os.utime(second / "usr" / "bin", (1, 1))
    for tree, name in ((first, "a"), (second, "b")):
        (tmp_path / name).mkdir()
        installer_linux.make_tar(tree, STAMP, tmp_path / name / "x.tar.xz", 0)
    assert (tmp_path / "a" / "x.tar.xz").read_bytes() == (tmp_path / "b" / "x.tar.xz").read_bytes()
    with tarfile.open(tmp_path / "a" / "x.tar.xz") as archive:
        found = {entry.name: entry for entry in archive}
    assert found["x/usr/lib/shieldwiz/shieldwiz"].mode == 0o755
    assert found["x/usr/bin/shieldwiz"].linkname == "../lib/shieldwiz/shieldwiz"
    assert {(entry.uid, entry.uname, entry.mtime) for entry in found.values()} == {(0, "root", STAMP.seconds)}


def test_a_library_that_nobody_provides_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer_linux, "needed_libraries", lambda tree: {"libc.so.6", "libstrange.so.1"})
    with pytest.raises(SystemExit, match=r"libstrange\.so\.1"):
        installer_linux.make_all(tmp_path, STAMP, tmp_path, with_rpm=False)


def test_every_part_that_goes_in_has_a_licence() -> None:
    lock = installer_bundle.LOCK.read_text(encoding="utf-8")
    pinned = {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalpha()}
    assert pinned - installer_parts.BUILDING == installer_parts.LICENCE_NAMES.keys()


def test_a_component_says_what_it_is_and_where() -> None:
    made = installer_parts.component("OpenSSL", "4.0.1", "Apache-2.0", within="cryptography", kind="generic")
    assert made["purl"] == "pkg:generic/openssl@4.0.1"
    assert made["licenses"] == [{"license": {"id": "Apache-2.0"}}]
    assert made["description"] == "part of cryptography"
    assert installer_parts.component("x", "1", "A OR B")["licenses"] == [{"expression": "A OR B"}]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_desktop_file_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", str(LINUX / "shieldwiz.desktop")], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_types_are_those_of_the_desktop_file() -> None:
    offered = (LINUX / "shieldwiz.desktop").read_text(encoding="utf-8")
    types = (LINUX / "shieldwiz-mime.xml").read_text(encoding="utf-8")
    line = next(line for line in offered.splitlines() if line.startswith("MimeType="))
    for kind in line.removeprefix("MimeType=").strip(";").split(";"):
        assert f'type="{kind}"' in types
