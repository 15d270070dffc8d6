# SPDX-License-Identifier: Apache-2.0
"""Comparing what a person was told with the value that is expected: whole values only, never a part of one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shieldwiz.foreign_text import is_hidden

HEX_DIGITS, DECIMAL_DIGITS, THUMBPRINT_DIGITS = 64, 60, 40
_SEPARATORS = re.compile(r"[\s:\-\u2010-\u2015.]+")
_TELLING = 5  # so many decimal digits in a row are more likely the phone form than the other


class Compared(StrEnum):
    """What came of a comparison."""

    WAITING = "waiting"
    INCOMPLETE = "incomplete"
    SAME = "same"
    DIFFERENT = "different"
    OTHER_VALUE = "other-value"
    THUMBPRINT = "thumbprint"
    BAD_CHARACTER = "bad-character"
    TOO_LONG = "too-long"
    OWN_COPY = "own-copy"
    NO_TEXT = "no-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A guardian fingerprint in both forms, and the other values of the same file, each with what it is."""

    hex: str = ""
    digits: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it; `about` is the character that does not belong, or what the other value is."""

    state: Compared
    about: str = ""
    count: int = 0
    of: int = HEX_DIGITS


def normalised(text: str) -> str:
    """Without a label before it, spaces, dashes, colons, dots, line breaks and hidden characters; lower case."""
    text = "".join(c for c in text if c.isspace() or not is_hidden(c)).strip()
    while (label := re.match(r"[^:=]*[:=]", text)) and _is_label(label[0]):
        text = text[label.end() :]
    while (word := re.match(r"\S+\s+", text)) and _is_label(word[0]):
        text = text[word.end() :]
    return _SEPARATORS.sub("", text).lower()


def _is_label(text: str) -> bool:
    # "SHA 256:" is a label, but the first group of "Fingerprint 9f3c:51d8:..." is not the end of one.
    words = text.rstrip(":= \t\n").split()
    if len(words) > 1 and text.rstrip()[-1] in ":=" and re.fullmatch(r"[0-9a-fA-F]{2}|[0-9a-fA-F]{4,}", words[-1]):
        return False
    # One wrong letter is a typing mistake, and is named as such.
    return sum(c.isalpha() and c.lower() not in "abcdef" for c in text) > 1


def compare(text: str, expected: Expected, is_own: Callable[[str], bool]) -> Result:
    """Judge what a person put in."""
    plain = normalised(text)
    if not plain:
        return Result(state=Compared.WAITING)
    odd = re.search(r"[^0-9a-f]", plain)
    if odd:
        return Result(state=Compared.BAD_CHARACTER, about=odd[0])
    count = len(plain)
    if count == HEX_DIGITS or (count == DECIMAL_DIGITS and plain.isdecimal()):
        return _compare_whole(plain, expected, is_own)
    if count == THUMBPRINT_DIGITS:
        return Result(state=Compared.THUMBPRINT, count=count)
    if count > HEX_DIGITS:
        return Result(state=Compared.TOO_LONG, count=count)
    is_phone_form = plain.isdecimal() and _TELLING <= count < DECIMAL_DIGITS
    return Result(state=Compared.INCOMPLETE, count=count, of=DECIMAL_DIGITS if is_phone_form else HEX_DIGITS)


def _compare_whole(plain: str, expected: Expected, is_own: Callable[[str], bool]) -> Result:
    if is_own(plain):
        return Result(state=Compared.OWN_COPY)
    if plain in {expected.hex.lower(), expected.digits}:
        return Result(state=Compared.SAME)
    others = {value.lower(): role for value, role in expected.others.items()}
    if plain in others:
        return Result(state=Compared.OTHER_VALUE, about=others[plain])
    return Result(state=Compared.DIFFERENT)
