# SPDX-License-Identifier: Apache-2.0
"""A seeded mutator of DER that knows tags, and puts the lengths around a change right again, most of the time."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.fuzz.mutators import mutate_bytes

_TAGS = (
    0x01,
    0x02,
    0x03,
    0x04,
    0x05,
    0x06,
    0x0C,
    0x13,
    0x16,
    0x17,
    0x18,
    0x1E,
    0x24,
    0x30,
    0x31,
    0x80,
    0xA0,
    0xA3,
    0x1F,
)
_OIDS = tuple(
    map(
        bytes.fromhex,
        (
            "2a864886f70d010101", "2a864886f70d01010b", "2a864886f70d010105", "2a864886f70d01010a",
            "2a864886f70d010104", "2a8648ce3d0201", "551d0f", "551d13", "551d25", "2a864886f70d010701",
            "2a864886f70d010706", "2a864886f70d010c0a0102", "2a864886f70d01050d", "2b0e03021a",
            "608648016503040201", "00", "80", "ff7f", "",
        ),
    )
)  # fmt: skip
_DEEPEST = 40


@dataclass(slots=True)
class _Node:
    """One element; `children` is None where its content is not looked into."""

    tag: int
    content: bytes = b""
    children: "list[_Node] | None" = field(default=None)

    def encoded(self, random: Random | None = None) -> bytes:
        """As DER; with a generator, one length in some hundreds is written wrongly on purpose."""
        inner = self.content if self.children is None else b"".join(child.encoded(random) for child in self.children)
        return bytes([self.tag]) + _length(len(inner), random) + inner

    def all(self) -> "list[_Node]":
        found = [self]
        for child in self.children or ():
            found += child.all()
        return found


def _length(length: int, random: Random | None) -> bytes:
    if random is not None and random.random() < 0.004:
        return random.choice(
            (b"\x80", b"\x84\xff\xff\xff\xff", b"\x81\x01", b"\x00", b"\xff", b"\x82\x00\x7f", b"\x7f")
        )
    if length < 0x80:
        return bytes([length])
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def _decoded(data: bytes, depth: int = 0) -> list[_Node] | None:
    """All elements side by side, or None where this is no DER. Octet and bit strings are looked into, too."""
    found: list[_Node] = []
    at = 0
    while at < len(data):
        if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
            return None
        length, begin = data[at + 1], at + 2
        if length >= 0x80:
            count = length & 0x7F
            length, begin = int.from_bytes(data[begin : begin + count], "big"), begin + count
            if not 1 <= count <= 4:
                return None
        if begin + length > len(data):
            return None
        content = data[begin : begin + length]
        children = _decoded(content, depth + 1) if depth < _DEEPEST and data[at] & 0x20 else None
        if children is None and data[at] == 0x04 and content[:1] in (b"\x30", b"\x04", b"\x03"):
            children = _decoded(content, depth + 1)
        found.append(_Node(tag=data[at], content=content, children=children))
        at = begin + length
    return found


def mutate_der(random: Random, data: bytes, relative: bytes) -> bytes:
    """One to three changes of elements, the lengths around them put right again."""
    roots, others = _decoded(data), _decoded(relative)
    if not roots or not others:
        return mutate_bytes(random, data, relative)
    top = _Node(tag=0x30, children=roots)
    pieces = [node for root in others for node in root.all()]
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        node = random.choice(top.all()[1:] or [top])
        random.choice(_DER_CHANGES)(random, node, random.choice(pieces))
    wrongly = random if random.random() < 0.3 else None
    return b"".join(child.encoded(wrongly) for child in top.children or ())


def _tag(random: Random, node: _Node, other: _Node) -> None:
    node.tag = random.choice((*_TAGS, node.tag ^ 0x20, node.tag ^ 1))


def _content(random: Random, node: _Node, other: _Node) -> None:
    old = node.content
    node.children = None
    node.content = random.choice(
        (
            b"", b"\0", b"\xff", old[:-1], old + b"\0", b"\0" + old, old[::-1], b"\x80" + old, other.content,
            bytes(len(old)), b"\xff" * len(old), random.choice(_OIDS), random.randbytes(random.choice((1, 8, 256))),
            (10**12).to_bytes(8, "big"), b"\x7f\xff\xff\xff", b"\x7f" * 2_000, b"99991231235959Z", b"000000000000Z",
            old * 2,
        )
    )  # fmt: skip


def _bit(random: Random, node: _Node, other: _Node) -> None:
    changed = bytearray(node.content)
    if changed and node.children is None:
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        node.content = bytes(changed)


def _child(random: Random, node: _Node, other: _Node) -> None:
    """Children taken out, put in twice, exchanged, or brought from the relative."""
    if not node.children:
        _content(random, node, other)
        return
    children, at = node.children, random.randrange(len(node.children))
    match random.randrange(6):
        case 0:
            del children[at]
        case 1:
            children[at:at] = [copy.deepcopy(children[at])] * random.choice((1, 1, 3, 600))
        case 2:
            children.reverse()
        case 3:
            children[at] = copy.deepcopy(other)
        case 4:
            children.insert(at, copy.deepcopy(other))  # it may be taken again, into itself
        case _:
            children[:] = []


def _nest(random: Random, node: _Node, other: _Node) -> None:
    """Inside many elements more."""
    inner = node.encoded()
    tag = random.choice((0x30, 0x31, 0xA0, 0x24))
    for _ in range(random.choice((1, 2, 30, 900, 5_000))):
        inner = bytes([tag]) + _length(len(inner), None) + inner
    node.tag, node.content, node.children = tag, inner, None


_DER_CHANGES: tuple[Callable[[Random, _Node, _Node], None], ...] = (
    _tag,
    _content,
    _content,
    _bit,
    _bit,
    _child,
    _child,
    _nest,
)
