# SPDX-License-Identifier: Apache-2.0
"""DER at its smallest: tag, length, value, with strict bounds. For the few fields that the library does not show."""

from collections.abc import Iterator
from dataclasses import dataclass

from shieldwiz.errors import Problem, ShieldwizError

INTEGER = 0x02
OCTET_STRING = 0x04
OBJECT_IDENTIFIER = 0x06
SEQUENCE = 0x30
SET = 0x31
CONTEXT_0 = 0xA0  # [0], constructed

_MAX_ELEMENTS = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Tlv:
    """One element: its tag byte, its content, and the whole of its encoding."""

    tag: int
    value: bytes
    encoded: bytes

    def children(self) -> tuple["Tlv", ...]:
        """The elements inside a constructed one, 4,096 at most. Raises `VALUE`."""
        return tuple(read_all(self.value))

    def fields(self, *tags: int) -> tuple["Tlv", ...]:
        """The elements inside, of which the first ones must have these tags; more may follow. Raises `VALUE`."""
        found = self.children()
        if tuple(one.tag for one in found[: len(tags)]) != tags:
            raise _malformed()
        return found

    def number(self) -> int:
        """The number in an INTEGER, which must not be negative and in its shortest form. Raises `VALUE`."""
        number = int.from_bytes(self.value, "big", signed=True)
        if self.tag != INTEGER or number < 0 or len(self.value) != number.bit_length() // 8 + 1:
            raise _malformed()
        return number


def read_tlv(data: bytes, at: int = 0) -> tuple[Tlv, int]:
    """The element at `at` and the position behind it.

    Single-byte tags, definite lengths in their shortest form, nothing beyond `data`. Raises `VALUE`.
    """
    if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
        raise _malformed()
    length, begin = data[at + 1], at + 2
    if length >= 0x80:
        count = length & 0x7F
        octets = data[begin : begin + count]
        if not 1 <= count <= 4 or len(octets) != count:
            raise _malformed()
        length, begin = int.from_bytes(octets, "big"), begin + count
        if length < 0x80 or octets[0] == 0:
            raise _malformed()
    end = begin + length
    if end > len(data):
        raise _malformed()
    return Tlv(tag=data[at], value=data[begin:end], encoded=data[at:end]), end


def read_all(data: bytes) -> Iterator[Tlv]:
    """All elements that stand side by side in `data`, 4,096 at most. Raises `VALUE`."""
    at = count = 0
    while at < len(data):
        element, at = read_tlv(data, at)
        count += 1
        if count > _MAX_ELEMENTS:
            raise _malformed()
        yield element


def read_one(data: bytes, tag: int) -> Tlv:
    """The one element of that tag that fills `data`. Raises `VALUE`."""
    element, end = read_tlv(data)
    if end != len(data) or element.tag != tag:
        raise _malformed()
    return element


def encode_tlv(tag: int, value: bytes) -> bytes:
    """One element in its shortest form."""
    if len(value) < 0x80:
        return bytes((tag, len(value))) + value
    octets = len(value).to_bytes((len(value).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + value


def _malformed() -> ShieldwizError:
    return ShieldwizError(Problem.VALUE, "The binary structure (DER) of this file is damaged.")
