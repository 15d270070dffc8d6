# SPDX-License-Identifier: Apache-2.0
"""A kit as a folder or as one ZIP: written whole, read back and compared, and looked at again later as the script on
Windows will look at it.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, write_file, write_folder
from shieldwiz.foreign_text import shown
from shieldwiz.windowskit.assembly import KIT_JSON
from shieldwiz.windowskit.kit_document import KitDocument, read_kit_document

MAX_KIT = 16 << 20  # bytes, all files together
_MAX_FILES = 400
_TIME = (1980, 1, 1, 0, 0, 0)  # the same for all, so that equal files make an equal ZIP
_PRIVATE = 0o600 << 16


def is_zip(path: Path) -> bool:
    """Whether a kit is meant to be one ZIP, by its name."""
    return path.suffix.lower() == ".zip"


def zip_bytes(files: Mapping[str, bytes], top: str) -> bytes:
    """The ZIP of a kit, with the one folder `top`: the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{path}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PRIVATE
            archive.writestr(entry, files[path])
    return stream.getvalue()


def write_kit(path: Path, files: Mapping[str, bytes], top: str) -> None:
    """Write a kit, private (0700, 0600), and read it back. Raises as `write_file`; nothing is ever replaced."""
    if is_zip(path):
        write_file(path, zip_bytes(files, top), secret=True, read_back=True)
    else:
        write_folder(path, files, secret=True)
    if read_kit(path) != dict(files):
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"The disk gives back another kit than was written to {shown(str(path))}.",
            "Remove it, and save the kit in another place.",
        )


def read_kit(path: Path) -> dict[str, bytes]:
    """The files of a kit by their paths in it. Raises `KIND` for what is no kit, `LIMITS` for one that is too large."""
    if path.is_dir():
        return _read_folder(path)
    return _read_zip(read_file(path, MAX_KIT))


def kit_json_of(path: Path) -> bytes:
    """The kit.json of a kit, or `path` itself where it is that file. Raises `KIND`."""
    if path.is_file() and not is_zip(path):
        return read_file(path, MAX_KIT)
    files = read_kit(path)
    if KIT_JSON not in files:
        raise _not_a_kit("it has no kit.json")
    return files[KIT_JSON]


def check_files(files: Mapping[str, bytes]) -> KitDocument:
    """What kit.json says, when every file is as it was (step S11 of the script). Raises `NOT_FIT` naming the file."""
    document = read_kit_document(files.get(KIT_JSON, b""))
    for path, size, sha256 in document.files:
        if path not in files:
            raise _changed(path, "is missing")
        if len(files[path]) != size:
            raise _changed(path, "has another size than it had")
        if hashlib.sha256(files[path]).hexdigest() != sha256:
            raise _changed(path, "is not what it was")
    known = {KIT_JSON, *(path for path, _, _ in document.files), *(disk.place for disk in document.disks)}
    for path in files:
        if path.startswith("inputs/") and path not in known:
            raise _changed(path, "does not belong to it")
    return document


def _changed(path: str, what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.NOT_FIT,
        f"The kit is not whole: {shown(path)} {what}.",
        "Copy the whole kit again, or make it again.",
        rule="S11",
        detail=shown(path),
    )


def _read_folder(path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MAX_KIT
    for file in sorted(path.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        if len(files) == _MAX_FILES:
            raise _too_large()
        data = read_file(file, left)
        left -= len(data)
        files[file.relative_to(path).as_posix()] = data
    return files


def _read_zip(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MAX_FILES or sum(entry.file_size for entry in entries) > MAX_KIT:
                raise _too_large()
            return {_inside(entry.filename): archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _not_a_kit("it is no ZIP that can be read") from error


def _inside(name: str) -> str:
    """The path below the one folder at the top."""
    parts = PurePosixPath(name).parts
    if len(parts) < 2 or parts[0] == "/" or ".." in parts or "\\" in name:
        raise _not_a_kit(f"the path {shown(name, 80)!r} in it leads elsewhere")
    return "/".join(parts[1:])


def _too_large() -> ShieldwizError:
    return ShieldwizError(
        Problem.LIMITS, "This is far larger than a kit for Windows can be.", "Check that this is the right file."
    )


def _not_a_kit(why: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.KIND, f"This is not a kit for Windows: {why}.", "Choose the kit's folder, its ZIP, or its kit.json."
    )
