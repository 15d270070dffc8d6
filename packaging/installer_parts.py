# SPDX-License-Identifier: Apache-2.0
"""What is inside the bundle: a CycloneDX parts list, and the licence of every part."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from installer_bundle import BUILD, LOCK, ROOT, Stamp, parts_of

LICENCES = BUILD / "licences"
TEXTS = ROOT / "packaging" / "licences"
# Not distributions of Python: name -> (licence, what it is part of). The texts are in packaging/licences.
NATIVE = {
    "Python": ("PSF-2.0", ""),
    "Qt": ("LGPL-3.0-only", "PySide6"),
    "OpenSSL in cryptography": ("Apache-2.0", "cryptography"),
    "OpenSSL in Python": ("Apache-2.0", "Python"),
    "libxml2": ("MIT", "lxml"),
    "libxslt": ("MIT", "lxml"),
    "zlib": ("Zlib", "Python"),
}
# Libraries that came along from the building machine or with Qt, by how their names begin.
SYSTEM_LICENCES = {"libicu": "ICU", "libffi": "MIT", "liblzma": "0BSD"}
# What builds and is not inside; of PyInstaller the starting program is, under its exception for that.
BUILDING = frozenset(
    {
        *("altgraph", "macholib", "packaging", "pefile", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools"),
        *("hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"),
    }
)
LICENCE_NAMES = {
    "certifi": "MPL-2.0",
    "cffi": "MIT",
    "click": "BSD-3-Clause",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "platformdirs": "MIT",
    "pycparser": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyside6-essentials": "LGPL-3.0-only",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "signxml": "Apache-2.0",
    "tomli-w": "MIT",
    "truststore": "MIT",
    "urllib3": "MIT",
}


def write(python: Path, bundle: Path, stamp: Stamp, out: Path) -> int:
    """The parts list into `out`, the licences into build/installers/licences and the bundle. How many parts there are.

    Raises SystemExit where a part has no licence text: then it must not be given away.
    """
    distributions = installed(python)
    components = [component(name, version, LICENCE_NAMES.get(name, "")) for name, version in distributions.items()]
    native = parts_of(python)
    for name, (licence, within) in NATIVE.items():
        components.append(component(name.split()[0], native[name], licence, within=within, kind="generic"))
    for name, version in system_libraries(bundle).items():
        licence = next(text for start, text in SYSTEM_LICENCES.items() if name.startswith(start))
        components.append(component(name, version, licence, kind="generic"))
    listed = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, stamp.commit + stamp.version)}",
        "version": 1,
        "metadata": {
            "timestamp": stamp.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": component("shieldwiz", stamp.version, "Apache-2.0", kind="generic") | {"type": "application"},
        },
        "components": components,
    }
    text = json.dumps(listed, indent=1) + "\n"
    (out / f"shieldwiz-{stamp.version}-{sys.platform}.cdx.json").write_text(text, encoding="utf-8", newline="\n")
    collect_licences(python, distributions)
    (LICENCES / "parts.cdx.json").write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(LICENCES, bundle / "licences", dirs_exist_ok=True)
    return len(components)


def component(name: str, version: str, licence: str, *, within: str = "", kind: str = "pypi") -> dict[str, Any]:
    """One part as CycloneDX has it."""
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{name}@{version}" + (f" in {within}" if within else ""),
        "name": name,
        "version": version,
        "purl": f"pkg:{kind}/{name.lower()}@{version}",
    }
    if licence:
        made["licenses"] = [{"expression": licence}] if " " in licence else [{"license": {"id": licence}}]
    if within:
        made["description"] = f"part of {within}"
    return made


def installed(python: Path) -> dict[str, str]:
    """Name and version of the distributions that go in, by the lock's names."""
    pinned = set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)) - BUILDING
    script = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"
    done = subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=True)
    found = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in json.loads(done.stdout).items()}
    return {name: found[name] for name in sorted(pinned & found.keys())}


def system_libraries(bundle: Path) -> dict[str, str]:
    """Shared libraries in the bundle that came from the building machine or with Qt, with the version in their name."""
    found = {}
    for path in sorted(bundle.rglob("lib*.so.*")):
        matched = re.fullmatch(r"(lib(?:icu[a-z0-9]+|lzma|ffi|crypto|ssl))\.so\.([\d.]+)", path.name)
        if matched and not path.is_symlink() and matched[1] not in ("libcrypto", "libssl"):
            found[matched[1]] = matched[2]
    return found


def collect_licences(python: Path, distributions: dict[str, str]) -> None:
    """The licence texts as each distribution brings them, and ours for what is not one."""
    shutil.rmtree(LICENCES, ignore_errors=True)
    LICENCES.mkdir(parents=True)
    where = "import sysconfig, sys; print(sysconfig.get_path('purelib')); print(sysconfig.get_path('stdlib'))"
    done = subprocess.run([str(python), "-c", where], capture_output=True, text=True, check=True)
    packages, library = map(Path, done.stdout.split("\n")[:2])
    for name in distributions:
        folder = next(iter(packages.glob(f"{name.replace('-', '[-_]')}-*.dist-info")), None) or next(
            one for one in packages.glob("*.dist-info") if one.name.lower().startswith(name.replace("-", "_") + "-")
        )
        texts = [file for file in folder.rglob("*") if re.match(r"(LICEN[SC]E|COPYING|NOTICE)", file.name)]
        for text in texts:
            shutil.copyfile(text, LICENCES / f"{name}.{text.name.removesuffix('.txt')}.txt")
        if not texts and not (TEXTS / f"{name}.txt").exists():
            raise SystemExit(f"{name} brings no licence text: put it into {TEXTS / name}.txt.")
    for own in TEXTS.glob("*.txt"):
        shutil.copyfile(own, LICENCES / own.name)
    python_text = next(
        (place for place in (library / "LICENSE.txt", library.parent / "LICENSE.txt") if place.exists()), None
    )
    if python_text is not None:
        shutil.copyfile(python_text, LICENCES / "Python.txt")
    elif not (LICENCES / "Python.txt").exists():
        raise SystemExit("This Python has no LICENSE.txt: put Python's licence into packaging/licences/Python.txt.")
    shutil.copyfile(ROOT / "LICENSE", LICENCES / "shieldwiz.txt")
    shutil.copyfile(ROOT / "resources" / "icons" / "LICENSE", LICENCES / "icons-lucide.txt")
