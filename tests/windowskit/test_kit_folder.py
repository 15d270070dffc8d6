# SPDX-License-Identifier: Apache-2.0
import io
import stat
import zipfile
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit import kit_folder
from shieldwiz.windowskit.assembly import KIT_JSON
from shieldwiz.windowskit.kit_folder import check_files, is_zip, kit_json_of, read_kit, write_kit, zip_bytes
from tests.windowskit.making import existing, make


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make().files


@pytest.mark.parametrize("name", ["kit", "kit.zip"])
def test_a_kit_is_private_and_comes_back(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    path = tmp_path / name
    write_kit(path, files, "web-kit")
    assert read_kit(path) == files
    assert kit_json_of(path) == files[KIT_JSON]
    assert check_files(read_kit(path)).pdk_name == "web.pdk"
    for one in (path, *path.rglob("*")):
        assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600)
    with pytest.raises(ShieldwizError) as caught:
        write_kit(path, files, "web-kit")
    assert caught.value.problem is Problem.EXISTS


def test_a_zip_is_the_same_for_the_same_files(files: dict[str, bytes]) -> None:
    data = zip_bytes(files, "web-kit")
    assert data == zip_bytes(dict(reversed(files.items())), "web-kit")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name.split("/")[0] for name in archive.namelist()} == {"web-kit"}
        assert {entry.flag_bits & 1 for entry in archive.infolist()} == {0}
    unicode = zip_bytes({"inputs/other/Söhne.txt": b""}, "k")
    with zipfile.ZipFile(io.BytesIO(unicode)) as archive:
        assert archive.infolist()[0].flag_bits & 0x800


def test_kit_json_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / KIT_JSON).write_bytes(files[KIT_JSON])
    assert kit_json_of(tmp_path / KIT_JSON) == files[KIT_JSON]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ShieldwizError, match="it has no kit"):
        kit_json_of(tmp_path / "empty")


def test_a_flipped_byte_anywhere_is_named(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path == KIT_JSON:
            continue
        for at in {0, len(data) // 2, len(data) - 1}:
            spoilt = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            with pytest.raises(ShieldwizError, match="is not what it was") as caught:
                check_files({**files, path: spoilt})
            assert caught.value.detail == path
            assert caught.value.rule == "S11"


def test_a_file_more_or_less_or_longer_is_named(files: dict[str, bytes]) -> None:
    without = {path: data for path, data in files.items() if path != "README.txt"}
    longer = {**files, "README.txt": files["README.txt"] + b"\n"}
    more = {**files, "inputs/evil.ps1": b""}
    for spoilt, message in ((without, "README.txt is missing"), (longer, "another size"), (more, "inputs/evil.ps1")):
        with pytest.raises(ShieldwizError, match=message):
            check_files(spoilt)
    check_files({**files, "out/receipt.json": b"", "inputs/disk-2.vsc": b"brought later"})


def test_links_are_not_followed(tmp_path: Path) -> None:
    files = make(existing()).files
    write_kit(tmp_path / "kit", files, "k")
    (tmp_path / "kit" / "link").symlink_to(tmp_path)
    assert read_kit(tmp_path / "kit") == files


def zipped(*names: str, data: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name", ["kit.json", "/kit/kit.json", "kit/../../kit.json", "kit/a\\..\\b", "kit/../kit.json"], ids=ascii
)
def test_a_zip_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "kit.zip"
    path.write_bytes(zipped(name))
    with pytest.raises(ShieldwizError, match="leads elsewhere"):
        read_kit(path)


def test_what_is_no_zip_or_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kit.zip"
    whole = zipped("k/kit.json", data=b"x" * 1000)
    for data in (b"", b"PK", whole[:-30], b"x" * 100):
        path.write_bytes(data)
        with pytest.raises(ShieldwizError) as caught:
            read_kit(path)
        assert caught.value.problem is Problem.KIND
    path.write_bytes(zipped(*(f"k/{n}" for n in range(401))))
    with pytest.raises(ShieldwizError) as caught:
        read_kit(path)
    assert caught.value.problem is Problem.LIMITS
    monkeypatch.setattr(kit_folder, "MAX_KIT", 900)
    path.write_bytes(whole)
    with pytest.raises(ShieldwizError) as caught:
        read_kit(path)
    assert caught.value.problem is Problem.LIMITS


def test_a_folder_with_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(401):
        (tmp_path / str(number)).touch()
    with pytest.raises(ShieldwizError) as caught:
        read_kit(tmp_path)
    assert caught.value.problem is Problem.LIMITS


def test_a_disk_that_gives_back_other_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit_folder, "read_kit", lambda path: {})
    with pytest.raises(ShieldwizError, match="another kit than was written"):
        write_kit(tmp_path / "kit", {"kit.json": b"{}"}, "k")


@pytest.mark.parametrize(("name", "expected"), [("a.zip", True), ("a.ZIP", True), ("a", False), ("a.zip.d", False)])
def test_a_zip_by_its_name(name: str, expected: bool) -> None:
    assert is_zip(Path(name)) is expected
