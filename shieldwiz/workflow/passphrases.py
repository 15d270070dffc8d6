# SPDX-License-Identifier: Apache-2.0
"""Passphrases for the window: made, and estimated while somebody types. Costs no cryptography to import."""

import math
import string
from typing import Any

from shieldwiz.owners.passphrases import WORDS, make_passphrase, word_list

_WORD_BITS = 11
_FAIR_BITS, _GOOD_BITS = 40, 60
_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation + " ")
_OTHER_CHARACTERS = 64  # what a letter beyond ASCII may be taken from, at least
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm")
# What guessing begins with; each in lower case, alone or with digits and signs behind it.
_COMMON = frozenset(
    (
        *("password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "secret", "geheim", "welcome", "willkommen"),
        *("admin", "administrator", "letmein", "iloveyou", "dragon", "monkey", "football", "baseball", "master"),
        *("sunshine", "princess", "shadow", "qwerty", "qwertz", "changeme", "default", "test", "hallo", "hello"),
        *("spring", "summer", "autumn", "winter", "sommer", "herbst", "login", "root", "server", "windows"),
        *("shielded", "shieldwiz", "hyperv", "guardian"),
    )
)


def new_passphrase() -> str:
    """Seven random words, 77 bits."""
    return make_passphrase()


def passphrase_strength(text: str) -> dict[str, Any]:
    """How well a passphrase stands against guessing: `step` 0 (empty) to 4, `bits` at most, and the `reason`.

    Reasons: empty, short, common, repeated, fair, good, words. An estimate is kind to what a person made up: only
    random words are sure, so only they reach step 4.
    """
    if not text:
        return _strength(0, 0, "empty")
    words = text.split("-")
    if len(words) >= WORDS and set(words) <= set(word_list()):
        return _strength(4, len(set(words)) * _WORD_BITS, "words")
    if text.lower().strip(string.digits + string.punctuation + " ") in _COMMON:
        return _strength(1, _WORD_BITS, "common")
    useful = _useful_characters(text)
    bits = int(useful * math.log2(max(2, _characters(text))))
    if bits < _FAIR_BITS:
        return _strength(1, bits, "repeated" if useful * 2 <= len(text) else "short")
    return _strength(2, bits, "fair") if bits < _GOOD_BITS else _strength(3, bits, "good")


def _characters(text: str) -> int:
    """How many characters each one may have been chosen from."""
    known = sum(len(kind) for kind in _KINDS if set(text) & set(kind))
    return known + (0 if text.isascii() else _OTHER_CHARACTERS)


def _useful_characters(text: str) -> int:
    """Characters that do not merely repeat or continue what stands before them."""
    lower = text.lower()
    useful = 1
    for at in range(1, len(lower)):
        pair = lower[at - 1 : at + 1]
        is_row = any(pair in row or pair[::-1] in row for row in _ROWS)
        is_again = at >= 2 and lower[at - 2 : at + 1] in lower[: at - 1]
        useful += not (is_row or is_again or pair[0] == pair[1])
    return useful


def _strength(step: int, bits: int, reason: str) -> dict[str, Any]:
    return {"step": step, "bits": bits, "reason": reason}
