# SPDX-License-Identifier: Apache-2.0
"""Seeded mutators: of bytes that know nothing, and around other mutators.

Each takes a random generator, the bytes, and a relative (another file of the same kind) to take pieces from, and
gives other bytes. The same generator state gives the same result.
"""

import base64
import re
from collections.abc import Callable, Sequence
from random import Random

Mutator = Callable[[Random, bytes, bytes], bytes]

INTERESTING = (0x00, 0x01, 0x09, 0x0A, 0x20, 0x22, 0x26, 0x2D, 0x30, 0x3C, 0x3E, 0x7F, 0x80, 0xC0, 0xEF, 0xFE, 0xFF)
_PIECES = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"<!-- -->", b"<?x?>", b"<![CDATA[x]]>", b"&#0;", b"&lt;", b"&a;",
    b"]]>", b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b"\r\n", b" ", b"\t", b"\xc2\xa0", b"\xe2\x80\xae", b"=", b"==",
    b"AAAA", b"-1", b"4294967296", b"99999999999999999999", b"1e9", b"\xed\xa0\x80", b"\xf0\x9f\x94\x92",
    b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff",
    b"\x02\x01\x00", b"\x05\x00",
)  # fmt: skip


def mutate_bytes(random: Random, data: bytes, relative: bytes) -> bytes:
    """One to four small changes that know nothing of what they change."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        random.choice(_BYTE_CHANGES)(random, changed, relative)
    return bytes(changed)


def _place(random: Random, data: bytearray) -> int:
    return random.randrange(len(data)) if data else 0


def _piece(random: Random, data: bytes) -> bytes:
    begin = random.randrange(len(data) + 1)
    return data[begin : begin + random.choice((1, 2, 4, 16, 64, 400, 3_000))]


def _turn_bit(random: Random, data: bytearray, relative: bytes) -> None:
    if data:
        data[_place(random, data)] ^= 1 << random.randrange(8)


def _set_byte(random: Random, data: bytearray, relative: bytes) -> None:
    if data:
        data[_place(random, data)] = random.choice(INTERESTING)


def _insert(random: Random, data: bytearray, relative: bytes) -> None:
    at = _place(random, data)
    data[at:at] = random.choice(_PIECES)


def _insert_noise(random: Random, data: bytearray, relative: bytes) -> None:
    at = _place(random, data)
    data[at:at] = random.randbytes(random.choice((1, 3, 8, 100)))


def _delete(random: Random, data: bytearray, relative: bytes) -> None:
    at = _place(random, data)
    del data[at : at + random.choice((1, 1, 2, 4, 16, 64, 400, 3_000))]


def _repeat(random: Random, data: bytearray, relative: bytes) -> None:
    at = _place(random, data)
    data[at:at] = _piece(random, bytes(data)) * random.choice((1, 1, 2, 10, 60))


def _overwrite(random: Random, data: bytearray, relative: bytes) -> None:
    at, piece = _place(random, data), _piece(random, relative)
    data[at : at + len(piece)] = piece


def _exchange(random: Random, data: bytearray, relative: bytes) -> None:
    """The same stretch of the relative in its place."""
    at, length = _place(random, data), random.choice((4, 40, 400, 4_000))
    data[at : at + length] = relative[at : at + length]


def _cut(random: Random, data: bytearray, relative: bytes) -> None:
    del data[_place(random, data) :]


def _cross(random: Random, data: bytearray, relative: bytes) -> None:
    data[_place(random, data) :] = relative[random.randrange(len(relative) + 1) :]


_BYTE_CHANGES = (
    _turn_bit, _turn_bit, _set_byte, _insert, _insert_noise, _delete, _repeat, _overwrite, _exchange, _cut, _cross,
)  # fmt: skip


def in_base64(inner: Mutator) -> Mutator:
    """Mutates what stands as base64 between two markers or is the whole: PEM, PKCS #7 in text, bare base64."""

    def mutate(random: Random, data: bytes, relative: bytes) -> bytes:
        blocks, others = list(_BLOCK.finditer(data)), list(_BLOCK.finditer(relative))
        if not blocks or not others:
            return mutate_bytes(random, data, relative)
        block, other = random.choice(blocks), random.choice(others)
        changed = inner(random, _from_base64(block[0]), _from_base64(other[0]))
        return data[: block.start()] + base64.encodebytes(changed) + data[block.end() :]

    return mutate


_BLOCK = re.compile(rb"(?:[A-Za-z0-9+/]{20,}={0,2}\s*)+")


def _from_base64(text: bytes) -> bytes:
    plain = b"".join(text.split()).rstrip(b"=")
    return base64.b64decode(plain[: len(plain) // 4 * 4])


def one_of(*mutators: Mutator) -> Mutator:
    """Any of these, each as often as the others."""

    def mutate(random: Random, data: bytes, relative: bytes) -> bytes:
        return random.choice(mutators)(random, data, relative)

    return mutate


def around(inner: Mutator, unwrap: Callable[[bytes], bytes], wrap: Callable[[bytes], bytes]) -> Mutator:
    """Mutates what `unwrap` finds inside and wraps it again: below a length, a signature, an encryption."""

    def mutate(random: Random, data: bytes, relative: bytes) -> bytes:
        return wrap(inner(random, unwrap(data), unwrap(relative)))

    return mutate


def relatives(seeds: Sequence[bytes], random: Random) -> tuple[bytes, bytes]:
    """A file to change, and another one to take pieces from."""
    return random.choice(seeds), random.choice(seeds)
