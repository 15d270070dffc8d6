# SPDX-License-Identifier: Apache-2.0
"""Builds everything that can be built on this machine: `python3 packaging/bootstrap.py installers`.

What is made goes to build/installers/out: on Linux a .deb, an .rpm and a .tar.xz with the same content, the wheel,
the sdist, a CycloneDX parts list and SHA256SUMS. `bundle` stops after the bundle, `--no-rpm` leaves the .rpm out,
`--twice` builds everything a second time and compares, `--fast` packs quickly and larger.
On Windows and macOS the bundle is made here, and the programs in packaging/windows and packaging/macos go on from it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import installer_bundle
import installer_linux
import installer_parts
import installer_tree
from installer_bundle import BUILD, ROOT, Stamp

if TYPE_CHECKING:
    from pathlib import Path

OUT = BUILD / "out"


def main(arguments: list[str]) -> None:
    """Builds once, or twice. Raises SystemExit where the two differ."""
    build(arguments)
    if "--twice" in arguments:
        first = (OUT / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        build(arguments)
        second = (OUT / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        other = sorted(set(first) ^ set(second))
        if other:
            raise SystemExit("The second build is not the first one:\n" + "\n".join(other))
        print(f"Both builds are the same to the last byte: {len(first)} files.")


def build(arguments: list[str]) -> None:
    """Bundle, parts list, packages, checksums. Raises SystemExit with a sentence where something is missing."""
    began = time.monotonic()
    python = installer_bundle.make_environment()
    stamp = Stamp.of_checkout()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    bundle = installer_bundle.build(python, stamp)
    say(began, f"bundle: {size_of(bundle):.1f} MB in {bundle.relative_to(ROOT)}")
    parts = installer_parts.write(python, bundle, stamp, OUT)
    say(began, f"parts list: {parts} parts")
    if sys.platform == "win32":
        installer_tree.add_completion(python, bundle, stamp)
    if "bundle" in arguments:
        return
    if sys.platform == "linux":
        effort = 0 if "--fast" in arguments else 6
        tree = installer_tree.make(python, bundle, stamp, OUT)
        installer_linux.make_all(tree, stamp, OUT, with_rpm="--no-rpm" not in arguments, effort=effort)
    make_wheel(python, stamp)
    write_checksums()
    for file in sorted(OUT.iterdir()):
        say(began, f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


_BUILD = "import sys; from hatchling.build import build_sdist as s, build_wheel as w; s(sys.argv[1]); w(sys.argv[1])"


def make_wheel(python: Path, stamp: Stamp) -> None:
    """The sdist and the wheel, by the build backend itself."""
    subprocess.run([str(python), "-c", _BUILD, str(OUT)], cwd=ROOT, env=stamp.environment(), check=True)


def write_checksums() -> None:
    """SHA256SUMS over all that was made; with SHIELDWIZ_SIGN, the name of a gpg key, a detached signature beside it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(OUT.iterdir())]
    sums = OUT / "SHA256SUMS"
    sums.write_text("".join(lines), encoding="ascii", newline="\n")
    key = os.environ.get("SHIELDWIZ_SIGN")
    if key:
        command = ["gpg", "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", str(sums)]
        subprocess.run(command, check=True)


def size_of(folder: Path) -> float:
    """Megabytes of all files in it; what a link points to counts once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def say(began: float, text: str) -> None:
    """Prints with the seconds that have passed."""
    print(f"{time.monotonic() - began:6.0f} s  {text}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
