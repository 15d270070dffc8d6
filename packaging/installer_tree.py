# SPDX-License-Identifier: Apache-2.0
"""The folder that becomes the .deb, the .rpm and the .tar.xz: the bundle, and what tells a Linux desktop about it."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from installer_bundle import BUILD, ROOT, STAMP_FOLDER, Stamp

if TYPE_CHECKING:
    from pathlib import Path

TREE = BUILD / "tree"
LINUX = ROOT / "packaging" / "linux"
METAINFO = "org.shieldwiz.Shieldwiz.metainfo.xml"


def make(python: Path, bundle: Path, stamp: Stamp, out: Path) -> Path:
    """The tree with usr/ in it. Every file in it bears the time of the commit."""
    shutil.rmtree(TREE, ignore_errors=True)
    usr = TREE / "usr"
    shutil.copytree(bundle, usr / "lib" / "shieldwiz", symlinks=True)
    (usr / "bin").mkdir(parents=True)
    for program in ("shieldwiz", "shieldwiz-gui"):
        (usr / "bin" / program).symlink_to(f"../lib/shieldwiz/{program}")
    share = usr / "share"
    copy(LINUX / "shieldwiz.desktop", share / "applications" / "shieldwiz.desktop")
    copy(LINUX / "shieldwiz-mime.xml", share / "mime" / "packages" / "shieldwiz.xml")
    metainfo = (LINUX / METAINFO).read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", stamp.version).replace("@DATE@", stamp.moment.strftime("%Y-%m-%d"))
    write(share / "metainfo" / METAINFO, metainfo)
    icons = share / "icons" / "hicolor"
    for kind, name in (("apps", "shieldwiz"), ("mimetypes", "shieldwiz-file")):
        copy(LINUX / f"{name}.svg", icons / "scalable" / kind / f"{name}.svg")
        for size in (48, 128):
            copy(STAMP_FOLDER / f"{name}-{size}.png", icons / f"{size}x{size}" / kind / f"{name}.png")
    add_help_texts(python, share, stamp)
    add_documents(share / "doc" / "shieldwiz", usr / "lib" / "shieldwiz", out)
    settle(TREE, stamp)
    return TREE


def make_help_texts(python: Path, stamp: Stamp) -> Path:
    """Man pages and completion, from the very help texts of the commands; the folder that they are in."""
    made = BUILD / "help-texts"
    shutil.rmtree(made, ignore_errors=True)
    script = ROOT / "packaging" / "installer_help_texts.py"
    subprocess.run([str(python), str(script), str(made)], cwd=ROOT, env=stamp.environment(), check=True)
    return made


def add_completion(python: Path, bundle: Path, stamp: Stamp) -> None:
    """For Windows: PowerShell's completion beside the programs."""
    copy(make_help_texts(python, stamp) / "shieldwiz.ps1", bundle / "shieldwiz-completion.ps1")


def add_help_texts(python: Path, share: Path, stamp: Stamp) -> None:
    """Each help text where its reader looks for it."""
    made = make_help_texts(python, stamp)
    for page in sorted((made / "man").iterdir()):
        packed(page.read_bytes(), share / "man" / "man1" / f"{page.name}.gz")
    places = {
        "shieldwiz.bash": "bash-completion/completions/shieldwiz",
        "shieldwiz.zsh": "zsh/vendor-completions/_shieldwiz",
        "shieldwiz.fish": "fish/vendor_completions.d/shieldwiz.fish",
        "shieldwiz.ps1": "doc/shieldwiz/shieldwiz-completion.ps1",
    }
    for name, place in places.items():
        copy(made / name, share / place)


def add_documents(folder: Path, program: Path, out: Path) -> None:
    """Licences, parts list, changes, and an example of an organisation's settings."""
    shutil.move(str(program / "licences"), folder / "licences")
    for parts in out.glob("*.cdx.json"):
        shutil.copyfile(parts, folder / "parts.cdx.json")
    (folder / "licences" / "parts.cdx.json").unlink()
    copy(LINUX / "copyright", folder / "copyright")
    copy(ROOT / "packaging" / "organisation.toml", folder / "examples" / "organisation.toml")
    copy(ROOT / "packaging" / "README.md", folder / "deployment.md")
    packed((ROOT / "CHANGELOG.md").read_bytes(), folder / "NEWS.gz")


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def packed(data: bytes, target: Path) -> None:
    """Compressed without a time in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def settle(tree: Path, stamp: Stamp) -> None:
    """The rights that a package has, and one time for everything."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            is_program = path.is_dir() or path.parent == tree / "usr" / "lib" / "shieldwiz"
            path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (stamp.seconds, stamp.seconds), follow_symlinks=False)
    tree.chmod(0o755)
    os.utime(tree, (stamp.seconds, stamp.seconds))
