# SPDX-License-Identifier: Apache-2.0
"""Secrets whose every trace is looked for: each as it is, and in the spellings in which programs let one slip."""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from shieldwiz.owners.owner import SoftwareKey

_PIECE = 15  # bytes; three times five, so that its base64 has no remainder
_SHORT = 40  # a secret up to this length is looked for as a whole


@dataclass(frozen=True)
class Canary:
    """One secret, by a name that may be shown."""

    name: str
    secret: bytes

    @cached_property
    def spellings(self) -> frozenset[bytes]:
        """What is looked for: of a long secret pieces, since a trace may be cut short."""
        return frozenset(spelling for piece in _pieces(self.secret) for spelling in _spellings(piece))


def text_canary(name: str, text: str) -> Canary:
    """A passphrase, or text that is sealed."""
    return Canary(name, text.encode("utf-8"))


def key_canaries(name: str, key: SoftwareKey) -> Iterator[Canary]:
    """Every number of a private key. Its usual encodings (PKCS #1, PKCS #8, PEM) hold these bytes as they are."""
    numbers = key.private_key.private_numbers()
    for which in ("d", "p", "q", "dmp1", "dmq1", "iqmp"):
        value: int = getattr(numbers, which)
        yield Canary(f"{name}, {which}", value.to_bytes((value.bit_length() + 7) // 8, "big"))
        yield Canary(f"{name}, {which} in decimal", str(value).encode())


def _pieces(secret: bytes) -> Iterator[bytes]:
    """The whole of a short secret; of a long one what stands at its begin, in the middle and at its end."""
    if len(secret) <= _SHORT:
        yield secret
        return
    for at in (0, len(secret) // 2, len(secret) - _PIECE):
        yield secret[at : at + _PIECE]


def _spellings(piece: bytes) -> Iterator[bytes]:
    yield piece
    yield piece[::-1]  # as Windows keeps numbers
    yield piece.hex().encode()
    yield piece.hex().upper().encode()
    yield piece.hex(":").encode()
    yield piece.hex(" ").encode()
    yield ", ".join(map(str, piece)).encode()
    yield repr(piece)[2:-1].encode()  # in a traceback or log
    yield "".join(f"%{byte:02X}" for byte in piece).encode()
    for before in range(3):  # where the piece begins inside the text that was encoded
        encoded = base64.b64encode(bytes(before) + piece)
        inner = encoded[-(-before * 8 // 6) : len(encoded) - 4 if (before + len(piece)) % 3 else None]
        yield inner
        yield inner.translate(bytes.maketrans(b"+/", b"-_"))
    try:
        yield piece.decode("utf-8").encode("utf-16-le")
    except UnicodeDecodeError:
        return


def traces(canaries: Iterable[Canary], data: bytes) -> set[str]:
    """Names of the canaries of which there is a trace; line breaks, as in PEM, do not hide it."""
    plain = re.sub(rb"[\r\n]+", b"", data)
    return {canary.name for canary in canaries if any(one in data or one in plain for one in canary.spellings)}
