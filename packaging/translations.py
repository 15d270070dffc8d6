# SPDX-License-Identifier: Apache-2.0
"""Collects the window's texts into resources/i18n/*.ts, and compiles those into the .qm files that the window reads.

English has a file of its own only for its plural forms. The pseudo-language, which is longer and bracketed, shows what
is not translatable and what does not fit; it is made under build/ and never shipped.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
PSEUDO = ROOT / "build" / "i18n"
TOOLS = Path(PySide6.__file__).parent
PLURALS_ONLY = ("en",)

_ACCENTS = str.maketrans("aeiouAEIOUcnsz", "àéîöûÀÉÎÖÛçñšž")
# What must stay as it is: marks for values and numbers, mnemonics, bold marks, tags.
_KEPT = re.compile(r"(%n|\{\d\}|&&|\*\*|\*\.\w+|;;|<[^>]+>)")


def tool(name: str) -> str:
    """A program of Qt that comes with PySide6."""
    for place in (TOOLS / name, TOOLS / "Qt" / "libexec" / name, TOOLS / f"{name}.exe"):
        if place.exists():
            return str(place)
    raise SystemExit(f"{name} is not in {TOOLS}")


def languages() -> tuple[str, ...]:
    """Codes of the languages that there is a file for."""
    return tuple(sorted(file.stem.removeprefix("shieldwiz_") for file in FOLDER.glob("shieldwiz_*.ts")))


def collect() -> None:
    """Bring every .ts up to date with the source; what is gone from the source goes."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "shieldwiz" / "gui").rglob("*.py"))
    for language in languages():
        plural = ["-pluralonly"] if language in PLURALS_ONLY else []
        target = (FOLDER / f"shieldwiz_{language}.ts").relative_to(ROOT)
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", *plural]
        subprocess.run(
            [*command, "-source-language", "en", "-target-language", language, *sources, "-ts", str(target)],
            cwd=ROOT,
            check=True,
        )


def fill_english() -> None:
    """English needs nothing but its plural forms, and they follow from the source: "file(s)" is "file" or "files"."""
    file = FOLDER / "shieldwiz_en.ts"
    tree = ET.parse(file)  # noqa: S314 - our own file
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        if translation is not None:
            translation.attrib.pop("type", None)
            for form, ending in zip(translation.findall("numerusform"), ("", "s"), strict=True):
                form.text = source.replace("(s)", ending)
    text = ET.tostring(tree.getroot(), encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def compile_all(*, force: bool = True) -> None:
    """Make each .qm that is older than its .ts, or all."""
    for file in FOLDER.glob("shieldwiz_*.ts"):
        compiled = file.with_suffix(".qm")
        if force or not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            subprocess.run([tool("lrelease"), "-silent", str(file), "-qm", str(compiled)], check=True)


def make_pseudo(language: str = "xx") -> Path:
    """The pseudo-language as a .qm under build/i18n: brackets around every text, accents, and 40 % more length."""
    PSEUDO.mkdir(parents=True, exist_ok=True)
    file = PSEUDO / f"shieldwiz_{language}.ts"
    file.unlink(missing_ok=True)
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "shieldwiz" / "gui").rglob("*.py"))
    command = [tool("lupdate"), "-silent", "-locations", "none", "-source-language", "en", "-target-language", "de"]
    subprocess.run([*command, *sources, "-ts", str(file)], cwd=ROOT, check=True)
    tree = ET.parse(file)  # noqa: S314 - our own file
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        if translation is None:
            continue
        translation.attrib.pop("type", None)
        forms = translation.findall("numerusform")
        for form in forms:
            form.text = lengthened(source)
        if not forms:
            translation.text = lengthened(source)
    tree.write(file, encoding="utf-8", xml_declaration=True)
    compiled = file.with_suffix(".qm")
    subprocess.run([tool("lrelease"), "-silent", str(file), "-qm", str(compiled)], check=True)
    return compiled


def lengthened(source: str) -> str:
    """A text of the pseudo-language: [àccénts and ~~~~]."""
    if source == "en":  # the code of the language that the help is in
        return source
    parts = _KEPT.split(source)
    changed = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(parts))
    return f"[{changed}{'~' * (len(source) * 2 // 5)}]"


if __name__ == "__main__":
    if "--compile" in sys.argv:
        compile_all(force=False)
    else:
        collect()
        fill_english()
        compile_all()
