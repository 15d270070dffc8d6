# SPDX-License-Identifier: Apache-2.0
"""Passphrases: how one becomes bytes, and how a good one is made."""

import itertools
import secrets
import unicodedata

from shieldwiz.errors import Problem, ShieldwizError

MAX_PASSPHRASE = 1_024  # bytes
WORDS = 7  # of 11 bits each: 77 bits

# A word is consonant, vowel, consonant, vowel, end: 8 x 4 x 8 x 4 x 2 = 2,048 of them, all five letters long, so no
# two phrases of words can be written the same way. The letters that change places between German and English
# keyboards (y, z) are left out, and the two rows of consonants share none, which keeps most real words out.
_FIRST = "bfghkpst"
_VOWELS = ("aeio", "aiou")
_SECOND = "djlmnrvw"
_LAST = "nt"


def word_list() -> tuple[str, ...]:
    """The 2,048 words that passphrases are made of, in order; each stands for 11 bits."""
    letters = itertools.product(_FIRST, _VOWELS[0], _SECOND, _VOWELS[1], _LAST)
    return tuple("".join(word) for word in letters)


def make_passphrase(words: int = WORDS) -> str:
    """A random passphrase of `words` words joined by dashes; 11 bits a word, so 77 bits by default.

    77 bits behind scrypt (a key file) or behind the 2,048 rounds of a PFX are out of reach of guessing.
    """
    known = word_list()
    return "-".join(secrets.choice(known) for _ in range(words))


def passphrase_bytes(passphrase: str) -> bytes:
    """The passphrase as the key file takes it: NFC, UTF-8, 1 to 1,024 bytes. Raises `PASSPHRASE`.

    Source: FORMATS 6. Normalised, since a Mac and a PC may write the same letter in two ways.
    """
    try:
        data = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        # Without the cause: it would carry the passphrase.
        raise ShieldwizError(
            Problem.PASSPHRASE, "The passphrase contains a character that cannot be written.", "Type it again."
        ) from None
    if not data:
        raise ShieldwizError(Problem.PASSPHRASE, "The passphrase is empty.", "Type one, or let one be made.")
    if len(data) > MAX_PASSPHRASE:
        raise ShieldwizError(
            Problem.PASSPHRASE,
            f"The passphrase is longer than {MAX_PASSPHRASE:,} bytes.",
            "Choose a shorter one: seven random words are enough.",
        )
    return data
