# SPDX-License-Identifier: Apache-2.0
"""Limits, texts and file names: what a writer refuses to make and a reader refuses to take.

Source: FORMATS 1.5, 1.6, 4.2, 4.4. The rule number is the caller's: the same fault is D7 in a header and D16 inside.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_plain, shown
from shieldwiz.shieldingdata.shielding_data import Contents, Header, NamedFile, Purpose

MAX_SHIELDING_DATA = 2 << 20
MAX_QUALIFIERS = 64
MAX_OTHER_FILES = 64
MAX_OTHER_BYTES = 393_216  # all other files together
MAX_ANSWER_FILE = 262_144
MAX_DESCRIPTION = 1_024  # code points
MAX_DISK_NAME = 255  # code points
MAX_FILE_NAME = 255  # UTF-16 units
MAX_NUMBER = 4_294_967_295

_DESCRIPTION_EXTRAS = "\n\u200c\u200d"  # line feed; the joiners that some scripts need
_NOT_IN_XML = "\ufffe\uffff"
_NOT_IN_NAMES = '\\/:*?"<>|'
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))})


@contextmanager
def under_rule(rule: str) -> Iterator[None]:
    """Give a refusal inside the number of the rule that asked, where it names none yet."""
    try:
        yield
    except ShieldwizError as error:
        raise error.under(rule) from error


def check_header(header: Header) -> None:
    """Raise `VALUE` or `LIMITS` for texts and numbers, `MEANING` or `DUPLICATE` (D8) for what does not fit together."""
    if not 1 <= header.revision <= MAX_NUMBER:
        raise _value("Revision", f"the revision must lie between 1 and {MAX_NUMBER}")
    if header.description:
        check_text(header.description, "Description", MAX_DESCRIPTION, extras=_DESCRIPTION_EXTRAS)
    for qualifier in header.volume_id_qualifiers:
        check_text(qualifier.disk_name, "DiskName", MAX_DISK_NAME)
    check_qualifiers(header)


def check_qualifiers(header: Header) -> None:
    """D8: qualifiers stand exactly where a template is meant, and no two are equal."""
    qualifiers = header.volume_id_qualifiers
    is_template = header.purpose is Purpose.SHIELDED_TEMPLATE
    if is_template != bool(qualifiers):
        raise ShieldwizError(
            Problem.MEANING,
            "A file for new VMs from a template must name at least one template disk."
            if is_template
            else "A file for an existing VM must not name template disks.",
            "Add a template disk, or choose the other purpose."
            if is_template
            else "Leave the template disks out, or choose the other purpose.",
            rule="D8",
            detail="VolumeIdQualifiers",
        )
    if len(qualifiers) > MAX_QUALIFIERS:
        raise _limits("VolumeIdQualifiers", f"it names more than {MAX_QUALIFIERS} template disks")
    if len(set(qualifiers)) < len(qualifiers):
        raise ShieldwizError(
            Problem.DUPLICATE,
            "The same template disk is named twice, with the same version, rule and signer.",
            "Name it once.",
            rule="D8",
            detail="VolumeIdQualifier",
        )


def check_text(text: str, place: str, most: int, *, extras: str = "") -> None:
    """A text of 1 to `most` code points without hidden characters (but `extras`), space or line feed at its ends.

    Raises `VALUE` or `LIMITS`, naming `place`.
    """
    if not text:
        raise _value(place, "it is empty")
    if len(text) > most:
        raise _limits(place, f"it is longer than {most:,} characters")
    if not is_plain(text, allowed=extras) or any(c in _NOT_IN_XML for c in text):
        raise _value(place, "it holds hidden characters, or begins or ends with a space or a line end")


def check_contents(contents: Contents, purpose: Purpose) -> None:
    """Raise `MEANING`, `LIMITS` or `FILE_NAME` for secrets that must not be written or read."""
    is_template = purpose is Purpose.SHIELDED_TEMPLATE
    if is_template != (contents.answer_file is not None):
        raise ShieldwizError(
            Problem.MEANING,
            "A file for new VMs from a template must hold an answer file."
            if is_template
            else "A file for an existing VM must not hold an answer file.",
            "Add the answer file." if is_template else "Leave the answer file out.",
            detail="AnswerFile",
        )
    if contents.answer_file is not None and not 1 <= len(contents.answer_file.data) <= MAX_ANSWER_FILE:
        raise _limits("AnswerFile", f"the answer file is empty or larger than {MAX_ANSWER_FILE:,} bytes")
    check_other_files(contents.other_files)
    check_file_names(file.name for file in contents.files)


def check_other_files(files: tuple[NamedFile, ...]) -> None:
    """Raise `LIMITS` for too many files or bytes."""
    if len(files) > MAX_OTHER_FILES:
        raise _limits("OtherFile", f"there are more than {MAX_OTHER_FILES} other files")
    total = sum(len(file.data) for file in files)
    if total > MAX_OTHER_BYTES:
        raise _limits(
            "OtherFile", f"the other files have {total:,} bytes together, {total - MAX_OTHER_BYTES:,} more than allowed"
        )


def check_file_names(names: Iterable[str]) -> None:
    """Raise `FILE_NAME` for a name that Windows cannot store as it is, or that is there twice in any case."""
    seen: set[str] = set()
    for name in names:
        check_file_name(name)
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise _file_name(name, "another file has the same name, upper and lower case apart")
        seen.add(folded)


def check_file_name(name: str) -> None:
    """Raise `FILE_NAME` for anything but a plain name: no folder, no device, nothing hidden."""
    if not name or not is_plain(name) or any(c in _NOT_IN_XML for c in name):
        raise _file_name(name, "it is empty, holds hidden characters, or begins or ends with a space")
    if len(name.encode("utf-16-le")) // 2 > MAX_FILE_NAME:
        raise _file_name(name, f"it is longer than {MAX_FILE_NAME} characters")
    for character in _NOT_IN_NAMES:
        if character in name:
            raise _file_name(name, f"it holds the character {character}")
    if name.endswith("."):
        raise _file_name(name, "it ends with a dot")
    stem = name.split(".", 1)[0]
    while stem and unicodedata.category(stem[-1]) == "Zs":
        stem = stem[:-1]
    if stem.upper() in _RESERVED:
        raise _file_name(name, f"Windows keeps the name {stem.upper()} for a device")


def _value(place: str, what: str) -> ShieldwizError:
    return ShieldwizError(Problem.VALUE, f"The value of {place} is not allowed: {what}.", detail=place)


def _limits(place: str, what: str) -> ShieldwizError:
    return ShieldwizError(Problem.LIMITS, f"This is too much for one shielding data file: {what}.", detail=place)


def _file_name(name: str, what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.FILE_NAME,
        f"The file name {shown(name, 80)!r} is not allowed: {what}.",
        "Rename the file, then add it again.",
        detail=shown(name, 80),
    )
