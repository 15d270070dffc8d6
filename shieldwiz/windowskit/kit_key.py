# SPDX-License-Identifier: Apache-2.0
"""The one secret of a kit: 128 random bits, typed as 28 characters on the Windows computer.

No key derivation is needed, since nobody can guess it. Source: WINDOWS_KIT 7.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from shieldwiz.errors import Problem, ShieldwizError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_SIZE = 16  # bytes
_CHECK_BITS = 10
_CHARACTERS = 28  # 128 bits, 2 that are nought, 10 that catch typing errors
_GROUP = 4
_FORGIVEN = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class KitKey:
    """The key of one kit. Never stored in it; its repr says nothing."""

    value: bytes = field(repr=False)

    @classmethod
    def random(cls) -> "KitKey":
        """A new key."""
        return cls(value=secrets.token_bytes(_SIZE))

    @classmethod
    def parse(cls, text: str) -> "KitKey":
        """The key as a person typed it; case, spaces, dashes and O/0, I/L/1 are forgiven. Raises `PASSPHRASE`."""
        plain = _BETWEEN.sub("", text).upper().translate(_FORGIVEN)
        if len(plain) == _CHARACTERS and all(character in _ALPHABET for character in plain):
            number = 0
            for character in plain:
                number = number << 5 | _ALPHABET.index(character)
            key = cls(value=(number >> 12).to_bytes(_SIZE, "big"))
            if key.password == plain:
                return key
        raise ShieldwizError(
            Problem.PASSPHRASE,
            "There is a typing error in this kit key.",
            f"It has {_CHARACTERS // _GROUP} groups of {_GROUP} characters, as shown when the kit was made.",
        )

    @property
    def password(self) -> str:
        """28 capitals without dashes: the password of both PFX files."""
        check = int.from_bytes(hashlib.sha256(self.value).digest()[:2], "big") >> 16 - _CHECK_BITS
        number = int.from_bytes(self.value, "big") << 12 | check
        return "".join(_ALPHABET[number >> at & 31] for at in range(5 * (_CHARACTERS - 1), -1, -5))

    @property
    def text(self) -> str:
        """The key for people: 7 groups of 4 characters."""
        plain = self.password
        return "-".join(plain[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP))
