# SPDX-License-Identifier: Apache-2.0
"""The bundle: one folder with both programs, Python and Qt, made by PyInstaller in an environment of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "installers"
LOCK = ROOT / "packaging" / "pyinstaller" / "requirements.lock"
STAMP_FOLDER = BUILD / "stamp"


@dataclass(frozen=True)
class Stamp:
    """What is built: the version, the commit it is made from, and that commit's time in seconds."""

    version: str
    commit: str
    seconds: int
    is_clean: bool

    @staticmethod
    def of_checkout() -> Stamp:
        """Of this checkout. Outside of git (an sdist) the commit is empty and the time that of the version's file."""
        file = ROOT / "shieldwiz" / "__init__.py"
        found = re.search(r'__version__ = "([^"]+)"', file.read_text(encoding="utf-8"))
        assert found is not None
        version = os.environ.get("SHIELDWIZ_VERSION", found[1])
        if not (ROOT / ".git").exists():
            return Stamp(version, "", int(file.stat().st_mtime), is_clean=True)
        commit, seconds = git("log", "-1", "--format=%H %ct").split()
        clean = not git("status", "--porcelain", "--", "shieldwiz", "resources", "packaging", "pyproject.toml")
        return Stamp(version, commit, int(seconds), is_clean=clean)

    @property
    def moment(self) -> datetime:
        """The time of the commit; nothing that is built knows when it was built."""
        return datetime.fromtimestamp(self.seconds, UTC)

    def environment(self) -> dict[str, str]:
        """Our environment with what makes two builds the same."""
        fixed = {"SOURCE_DATE_EPOCH": str(self.seconds), "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        without = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONSTARTUP")}
        return {**without, **fixed, "SHIELDWIZ_STAMP": str(STAMP_FOLDER)}


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def make_environment() -> Path:
    """The Python of the environment that builds, made anew when its lock changed; its packages only by their hashes."""
    folder = BUILD / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = folder / "made-from"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*install, "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)], check=True)
    mark.write_text(wanted, encoding="ascii")
    return python


def build(python: Path, stamp: Stamp) -> Path:
    """The folder build/installers/bundle/shieldwiz. Raises SystemExit with the end of what PyInstaller said."""
    STAMP_FOLDER.mkdir(parents=True, exist_ok=True)
    write_provenance(python, stamp)
    # The window's texts: lrelease comes with PySide6, which is in this environment.
    subprocess.run([str(python), str(ROOT / "packaging" / "translations.py"), "--compile"], check=True)
    subprocess.run([str(python), str(ROOT / "packaging" / "installer_pictures.py"), str(STAMP_FOLDER)], check=True)
    shutil.rmtree(BUILD / "bundle", ignore_errors=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", str(BUILD / "bundle")]
    command += ["--workpath", str(BUILD / "work"), str(ROOT / "packaging" / "pyinstaller" / "shieldwiz.spec")]
    done = subprocess.run(command, env=stamp.environment(), capture_output=True, text=True, check=False)
    (BUILD / "pyinstaller.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"PyInstaller failed:\n{done.stderr[-3000:]}")
    bundle = BUILD / "bundle" / "shieldwiz"
    settle(bundle)
    return bundle


def write_provenance(python: Path, stamp: Stamp) -> None:
    """What `shieldwiz --version --json` says of where it comes from."""
    told = {
        "kind": "bundle",
        "commit": stamp.commit if stamp.is_clean else f"{stamp.commit}, changed",
        "committed": stamp.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lock-sha256": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "parts": parts_of(python),
    }
    text = json.dumps(told, indent=1, sort_keys=True) + "\n"
    (STAMP_FOLDER / "provenance.json").write_text(text, encoding="utf-8", newline="\n")


_PARTS = """
import json, platform, ssl, zlib
import PySide6.QtCore, click, cryptography, lxml.etree, PyInstaller, signxml, urllib3
from cryptography.hazmat.backends.openssl import backend
dots = lambda numbers: ".".join(map(str, numbers))
print(json.dumps({
    "Python": platform.python_version(), "Qt": PySide6.QtCore.qVersion(), "PySide6": PySide6.__version__,
    "OpenSSL in cryptography": backend.openssl_version_text().split()[1],
    "OpenSSL in Python": ssl.OPENSSL_VERSION.split()[1],
    "cryptography": cryptography.__version__, "lxml": lxml.etree.__version__,
    "libxml2": dots(lxml.etree.LIBXML_VERSION), "libxslt": dots(lxml.etree.LIBXSLT_VERSION),
    "signxml": signxml.__version__ if hasattr(signxml, "__version__") else "",
    "zlib": zlib.ZLIB_RUNTIME_VERSION, "PyInstaller": PyInstaller.__version__,
}))
"""


def parts_of(python: Path) -> dict[str, str]:
    """The versions of the libraries inside, as these name themselves."""
    done = subprocess.run([str(python), "-c", _PARTS], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return {name: version for name, version in found.items() if version}


def settle(bundle: Path) -> None:
    """Takes the debugging information out of Python itself (17 MB), and gives every file the same rights."""
    strip = shutil.which("strip") if sys.platform == "linux" else None
    for path in sorted(bundle.rglob("*")):
        if path.is_symlink():
            continue
        is_own_build = path.name.startswith("libpython") or "lib-dynload" in path.parts
        if strip is not None and path.is_file() and is_own_build:
            subprocess.run([strip, "--strip-unneeded", "--enable-deterministic-archives", str(path)], check=True)
        if os.name != "nt":
            is_program = path.is_dir() or path.parent == bundle
            path.chmod(0o755 if is_program else 0o644)
