# SPDX-License-Identifier: Apache-2.0
"""How long a passphrase would stand guessing, roughly, and never too kindly."""

import math
import re
from enum import IntEnum

_COMMON = frozenset(
    {
        "password",
        "passwort",
        "passphrase",
        "qwerty",
        "qwertz",
        "azerty",
        "letmein",
        "welcome",
        "willkommen",
        "admin",
        "administrator",
        "secret",
        "geheim",
        "changeme",
        "iloveyou",
        "monkey",
        "dragon",
        "master",
        "shieldwiz",
        "contoso",
        "abc",
        "asdf",
        "test",
        "default",
        "login",
    }
)
_FAIR, _GOOD, _STRONG = 35.0, 55.0, 75.0  # bits
_WORD_BITS = 11.0
_KINDS = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 32))


class Strength(IntEnum):
    """The four steps of the meter; 0 is an empty field."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength_of(text: str) -> Strength:
    """A careful estimate: words count as words, runs and repetitions count once, well-known passwords do not count."""
    if not text:
        return Strength.NONE
    bits = min(_by_characters(text), _by_words(text))
    if bits < _FAIR:
        return Strength.WEAK
    if bits < _GOOD:
        return Strength.FAIR
    return Strength.GOOD if bits < _STRONG else Strength.STRONG


def _by_characters(text: str) -> float:
    alphabet = sum(size for kind, size in _KINDS if re.search(kind, text))
    return _telling_length(text) * math.log2(alphabet)


def _telling_length(text: str) -> int:
    """Characters that do not simply go on from the one before (aaa, abc, 321), nor repeat an earlier group of three."""
    count = 0
    for at, character in enumerate(text):
        goes_on = at > 0 and abs(ord(character) - ord(text[at - 1])) <= 1
        repeats = at >= 5 and text[at - 2 : at + 1] in text[: at - 2]
        count += not (goes_on or repeats)
    return count


def _by_words(text: str) -> float:
    words = [word.lower() for word in re.findall(r"[^\W\d_]{3,}", text)]
    if not words:
        return math.inf
    others = len(re.sub(r"[^\W\d_]{3,}", "", text).strip(" -_.")) * 3.0
    different = {word for word in words if word not in _COMMON}
    # A long run of letters need not be a word, so it may count for two or three.
    return others + sum(_WORD_BITS * max(1.0, len(word) / 6) for word in different)
