# SPDX-License-Identifier: Apache-2.0
"""The installer for Windows: `python packaging/windows/build.py [--bundle FOLDER --icon FILE --out FILE]`.

On Windows, after the bootstrap task `installers`, without arguments. It needs makensis (NSIS 3). With
SHIELDWIZ_SIGN, the SHA-1 thumbprint of a certificate in the person's store, both programs and the installer are signed
by signtool; SHIELDWIZ_TIME_SERVER is then the address of a time stamp server.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer_bundle import BUILD, STAMP_FOLDER, Stamp


def main(arguments: list[str]) -> None:
    """Signs the programs where that is wanted, compiles the installer, signs it, too."""
    stamp = Stamp.of_checkout()
    parser = argparse.ArgumentParser(description="Compile the installer for Windows.")
    parser.add_argument("--bundle", type=Path, default=BUILD / "bundle" / "shieldwiz")
    parser.add_argument("--icon", type=Path, default=STAMP_FOLDER / "shieldwiz.ico")
    parser.add_argument("--out", type=Path, default=BUILD / "out" / f"shieldwiz-{stamp.version}-setup.exe")
    chosen = parser.parse_args(arguments)
    if shutil.which("makensis") is None:
        raise SystemExit("makensis is not here: install NSIS 3, and put it on the PATH.")
    for program in ("shieldwiz.exe", "shieldwiz-gui.exe"):
        sign(chosen.bundle / program)
    words = {"VERSION": stamp.version, "BUNDLE": chosen.bundle, "ICON": chosen.icon, "OUT": chosen.out}
    mark = "/D" if os.name == "nt" else "-D"
    defined = [f"{mark}{name}={value if name == 'VERSION' else value.resolve()}" for name, value in words.items()]
    script = Path(__file__).with_name("shieldwiz.nsi")
    subprocess.run(["makensis", f"{mark[0]}V2", *defined, str(script)], env=stamp.environment(), check=True)
    sign(chosen.out)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB")


def sign(file: Path) -> None:
    """By signtool, where a certificate is named."""
    thumbprint = os.environ.get("SHIELDWIZ_SIGN")
    if not thumbprint:
        return
    command = ["signtool", "sign", "/sha1", thumbprint, "/fd", "SHA256"]
    server = os.environ.get("SHIELDWIZ_TIME_SERVER")
    if server:
        command += ["/tr", server, "/td", "SHA256"]
    subprocess.run([*command, str(file)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
