# SPDX-License-Identifier: Apache-2.0
"""From the tree to .deb, .rpm and .tar.xz, all with the same content. The same tree gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import re
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from installer_bundle import BUILD, ROOT, Stamp

if TYPE_CHECKING:
    from pathlib import Path

LINUX = ROOT / "packaging" / "linux"
SUMMARY = "Decide whom to let into a shielded virtual machine"
# What the programs want of the system: the library's file -> Debian's package. Found again in the built files by
# `needed_libraries`; one that is not here stops the build. The .rpm asks for the file names themselves.
LIBRARIES = {
    **dict.fromkeys(
        ("libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libutil.so.1", "libresolv.so.2"),
        "libc6",
    ),
    "ld-linux-x86-64.so.2": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgobject-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgio-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def make_all(tree: Path, stamp: Stamp, out: Path, *, with_rpm: bool, effort: int = 6) -> None:
    """All three into `out`, packed with an effort from 0 to 9. Raises SystemExit for a library that nobody provides."""
    wanted = needed_libraries(tree)
    unknown = sorted(wanted - LIBRARIES.keys())
    if unknown:
        raise SystemExit(f"The bundle needs {', '.join(unknown)}, which no package here is asked for: see LIBRARIES.")
    make_tar(tree, stamp, out / f"shieldwiz-{stamp.version}-linux-x86_64.tar.xz", effort)
    make_deb(tree, stamp, out, wanted & LIBRARIES.keys(), effort)
    if with_rpm:
        make_rpm(tree, stamp, out, wanted & LIBRARIES.keys(), effort)


def binaries_of(tree: Path) -> list[str]:
    """The programs and libraries in it."""
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [str(path) for path in files if path.open("rb").read(4) == b"\x7fELF"]


def needed_glibc(tree: Path) -> str:
    """The oldest glibc with everything that the files call, such as 2.35; usually that of the building machine."""
    said = subprocess.run(["objdump", "-T", *binaries_of(tree)], capture_output=True, text=True, check=False).stdout
    found = {tuple(map(int, number.split("."))) for number in re.findall(r"GLIBC_(\d+\.\d+)", said)}
    return ".".join(map(str, max(found)))


def needed_libraries(tree: Path) -> set[str]:
    """The libraries that the files ask for and that are not among them."""
    said = subprocess.run(["objdump", "-p", *binaries_of(tree)], capture_output=True, text=True, check=True).stdout
    wanted = set(re.findall(r"^\s*NEEDED\s+(\S+)$", said, re.MULTILINE))
    own = {path.name for path in tree.rglob("*.so*")}
    return wanted - own


def make_tar(tree: Path, stamp: Stamp, target: Path, effort: int) -> None:
    """The tree under one folder, which may lie anywhere: usr/bin/shieldwiz finds the rest beside it."""
    root = target.name.removesuffix(".tar.xz")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(tree.rglob("*")):
            entry = archive.gettarinfo(str(path), f"{root}/{path.relative_to(tree)}")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = stamp.seconds
            if entry.isreg():
                with path.open("rb") as data:
                    archive.addfile(entry, data)
            else:
                archive.addfile(entry)
    target.write_bytes(lzma.compress(packed.getvalue(), preset=effort))


def make_deb(tree: Path, stamp: Stamp, out: Path, libraries: set[str], effort: int) -> None:
    """By dpkg-deb, with the two scripts that Debian's policy asks for where /etc may hold something."""
    folder = BUILD / "deb"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tree, folder, symlinks=True)
    control = folder / "DEBIAN"
    control.mkdir()
    maintainer = os.environ.get("SHIELDWIZ_MAINTAINER", "The shieldwiz authors <shieldwiz@localhost>")
    add_changelog(folder / "usr" / "share" / "doc" / "shieldwiz" / "changelog.gz", stamp, maintainer)
    sizes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    text = (LINUX / "control").read_text(encoding="utf-8")
    wants = ", ".join(sorted({LIBRARIES[name] for name in libraries}))
    text = text.replace("@VERSION@", stamp.version).replace("@SIZE@", str(sizes // 1024)).replace("@DEPENDS@", wants)
    text = text.replace("@MAINTAINER@", maintainer)
    text = text.replace("libc6,", f"libc6 (>= {needed_glibc(tree)}),")
    (control / "control").write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(LINUX / "postrm", control / "postrm")
    (control / "postrm").chmod(0o755)
    overrides = folder / "usr" / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(LINUX / "lintian-overrides", overrides / "shieldwiz")
    sums = [line for path in sorted(folder.rglob("*")) if (line := md5_line(path, folder))]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8", newline="\n")
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (stamp.seconds, stamp.seconds), follow_symlinks=False)
    target = out / f"shieldwiz_{stamp.version}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{effort}", "--build", str(folder), str(target)]
    subprocess.run(command, env=stamp.environment(), stdout=subprocess.DEVNULL, check=True)


def add_changelog(target: Path, stamp: Stamp, maintainer: str) -> None:
    """The changes in the form that Debian's tools read; the words are in NEWS.gz."""
    text = f"shieldwiz ({stamp.version}) unstable; urgency=medium\n\n  * What has changed is in NEWS.gz.\n\n"
    text += f" -- {maintainer}  {stamp.moment:%a, %d %b %Y %H:%M:%S +0000}\n"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    target.chmod(0o644)


def md5_line(path: Path, folder: Path) -> str:
    """A line of md5sums, by which dpkg finds files that were damaged."""
    if path.is_symlink() or not path.is_file() or "DEBIAN" in path.relative_to(folder).parts:
        return ""
    return f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(folder)}\n"


def make_rpm(tree: Path, stamp: Stamp, out: Path, libraries: set[str], effort: int) -> None:
    """By rpmbuild, from the tree as it is: nothing is compiled or stripped."""
    folder = BUILD / "rpm"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wants = "\n".join(f"Requires: {name}()(64bit)" for name in sorted(libraries - {"ld-linux-x86-64.so.2"}))
    wants += f"\nRequires: libc.so.6(GLIBC_{needed_glibc(tree)})(64bit)"
    text = (LINUX / "shieldwiz.spec").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", stamp.version).replace("@REQUIRES@", wants).replace("@TREE@", str(tree))
    spec = folder / "shieldwiz.spec"
    spec.write_text(text, encoding="utf-8")
    settings = {
        "_topdir": str(folder),
        "_rpmdir": str(folder),
        "_buildhost": "shieldwiz",
        "_rpmfilename": "made.rpm",
        "use_source_date_epoch_as_buildtime": "1",
        "clamp_mtime_to_source_date_epoch": "1",
        "_binary_payload": f"w{effort}.xzdio",
        "_dbpath": str(folder / "db"),
    }
    defined = [word for name, value in settings.items() for word in ("--define", f"{name} {value}")]
    command = ["rpmbuild", "-bb", "--quiet", "--target", "x86_64", *defined, str(spec)]
    done = subprocess.run(command, env=stamp.environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"rpmbuild failed:\n{done.stderr[-2000:]}")
    shutil.copyfile(folder / "made.rpm", out / f"shieldwiz-{stamp.version}-1.x86_64.rpm")
