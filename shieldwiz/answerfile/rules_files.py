# SPDX-License-Identifier: Apache-2.0
r"""Rules of group I: the other files, which arrive in C:\\temp of the new VM."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from shieldwiz.answerfile.commands import Command, script_text
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.given import OtherFile
from shieldwiz.answerfile.rule import Finder, Hit, whole
from shieldwiz.foreign_text import shown

MAX_OTHER_BYTES = 393_216
NEAR_OTHER_BYTES = 384_000
_LONGEST_NAME = 200
_MOST_REFERENCES = 300  # in one command or script
_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\x00-\x1f]")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:%SYSTEMDRIVE%|\$env:SystemDrive|\$\{env:SystemDrive\}|\bC:)\\temp\\([^\s\\/:*?\"<>|'`,;()&]{1,200}\.\w{1,10})",
    re.IGNORECASE,
)
_QUOTE = r"[\"']?"
_WRITES = re.compile(
    rf"(?:>>?\s*{_QUOTE}"
    r"|(?:Out-File|Set-Content|Add-Content|-OutFile|Start-Transcript|[-/]log\w*|/l\*?v?x?|-Destination\w*|\s-o"
    r"|DownloadFile|New-Item|Export-\w+)[^\r\n|>&;]{0,150}"
    r"|(?:\bcopy|Copy-Item|\bmove|Move-Item|xcopy)(?:\.exe)?\s+(?:[-/]\w+\s+){0,5}[^\s|>&;]{1,200}\s+"
    rf"{_QUOTE})$",
    re.IGNORECASE,
)
_BELOW = re.compile(r"(?:\\temp\\|\$PSScriptRoot[\"')]{0,2}[\\/,\s\"']{0,4}|%~dp0\\?)$", re.IGNORECASE)


def is_bad_name(name: str) -> bool:
    """Whether Windows cannot make a file of that name."""
    stem = name.partition(".")[0].rstrip(" ")
    return (
        not 1 <= len(name) <= _LONGEST_NAME
        or _NOT_IN_NAMES.search(name) is not None
        or name.endswith((".", " "))
        or _RESERVED.fullmatch(stem) is not None
    )


def _file(name: str) -> Hit:
    return Hit(file=name, about=shown(name, 60))


def _total(view: View) -> int:
    return sum(file.length for file in view.given.other_files)


def _size(view: View) -> list[Hit]:
    return whole(_total(view) > MAX_OTHER_BYTES)


def _size_near(view: View) -> list[Hit]:
    return whole(NEAR_OTHER_BYTES < _total(view) <= MAX_OTHER_BYTES)


def _name(view: View) -> list[Hit]:
    return [_file(one.name) for one in view.given.other_files if is_bad_name(one.name)]


def _clash(view: View) -> Iterator[Hit]:
    seen = set()
    for one in view.given.other_files:
        key = unicodedata.normalize("NFC", one.name).casefold()
        if key in seen:
            yield _file(one.name)
        seen.add(key)


def _empty(view: View) -> list[Hit]:
    return [_file(one.name) for one in view.given.other_files if one.length == 0]


def _missing(view: View) -> Iterator[Hit]:
    """References to what was not added, unless a command writes it itself."""
    added = {file.name.lower() for file in view.given.other_files}
    written: set[str] = set()
    wanted: list[tuple[str, str, Command]] = []
    for command in view.commands:
        for found in itertools.islice(_REFERENCE.finditer(command.text), _MOST_REFERENCES):
            name = found[1]
            before = command.text[max(0, found.start() - 200) : found.start()]
            if name.lower().endswith(".log") or "$" in name or "%" in name or _WRITES.search(before) is not None:
                written.add(name.lower())
            elif name.lower() not in added:
                wanted.append((name.lower(), name, command))
    for lower, name, command in wanted:
        if lower not in written:
            yield Hit(command.element, about=shown(name, 60), file=command.file)


def texts(view: View) -> dict[str, str]:
    """Everything in which a file may be named: each command, and each added script under its own name."""
    found = {f"/{number}": one.text for number, one in enumerate(view.own_commands)}
    scripts = [
        one for one in view.given.other_files if one.name.lower().endswith((".ps1", ".cmd", ".bat", ".psm1", ".vbs"))
    ]
    return found | {one.name: script_text(one.data) for one in scripts}


def _mentions(view: View, file: OtherFile) -> list[str]:
    """The texts that name a file, other than itself."""
    name = file.name.lower()
    return [text for key, text in texts(view).items() if key != file.name and name in text.lower()]


def _unused(view: View) -> list[Hit]:
    return [_file(one.name) for one in view.given.other_files if not _mentions(view, one)]


def _path(view: View) -> Iterator[Hit]:
    for file in view.given.other_files:
        mentions = _mentions(view, file)
        name = re.compile(re.escape(file.name), re.IGNORECASE)
        starts = [(text, found.start()) for text in mentions for found in name.finditer(text)]
        if mentions and not any(_BELOW.search(text[max(0, start - 40) : start]) for text, start in starts):
            yield _file(file.name)


def _linux(view: View) -> list[Hit]:
    return whole(view.is_linux and view.given.other_files)


FINDERS: dict[str, Finder] = {
    "AF-OTHER-SIZE": _size,
    "AF-OTHER-SIZE-NEAR": _size_near,
    "AF-OTHER-NAME": _name,
    "AF-OTHER-NAME-CLASH": _clash,
    "AF-OTHER-EMPTY": _empty,
    "AF-OTHER-MISSING": _missing,
    "AF-OTHER-UNUSED": _unused,
    "AF-OTHER-PATH": _path,
    "AF-OTHER-LINUX": _linux,
}
