# SPDX-License-Identifier: Apache-2.0
"""What a PFX (PKCS#12) says outside its encryption: how much work opening it costs, how it is encrypted, and which
key storage provider its key belongs to.

`cryptography` shows none of the three. The DER is read with strict bounds, and nothing else is trusted from here.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from shieldwiz.certificates.der import INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, SET, Tlv, read_one
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

MAX_ROUNDS = 1_000_000  # of all key derivations in the file together; Windows writes 2,000 and OpenSSL 2,048 each

CSP_NAME = bytes.fromhex("2b0601040182371101")  # 1.3.6.1.4.1.311.17.1 Microsoft CSP Name
DATA = bytes.fromhex("2a864886f70d010701")  # 1.2.840.113549.1.7.1
ENCRYPTED_DATA = bytes.fromhex("2a864886f70d010706")  # 1.2.840.113549.1.7.6
KEY_BAG = bytes.fromhex("2a864886f70d010c0a0101")
SHROUDED_KEY_BAG = bytes.fromhex("2a864886f70d010c0a0102")
_PBES2 = bytes.fromhex("2a864886f70d01050d")
_SCRYPT = bytes.fromhex("2b06010401da47040b")  # 1.3.6.1.4.1.11591.4.11
_BMP_STRING = 0x1E
_MAX_DEPTH = 32
_FORMS = {
    _PBES2: "PBES2",
    bytes.fromhex("2a864886f70d010c0103"): "3DES/SHA-1",
    bytes.fromhex("2a864886f70d010c0106"): "RC2-40/SHA-1",
    bytes.fromhex("2a864886f70d010c0105"): "RC2-128/SHA-1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PfxFacts:
    """What stands outside the encryption of a PFX.

    `key_provider` is the key storage provider or CSP named at the key; None where none is named or where the whole bag
    is encrypted (`provider_visible` is false then). `encryption` names the method at the key: `PBES2`, `3DES/SHA-1`...
    """

    key_provider: str | None
    provider_visible: bool
    encryption: str


def read_pfx_facts(data: bytes) -> PfxFacts:
    """The facts of a PFX file. Raises `KIND` where it is none, `LIMITS` where opening it would cost too much work."""
    if data[1:2] == b"\x80":
        raise ShieldwizError(
            Problem.KIND,
            "This PFX file is written in the loose way (BER) that Firefox uses, which shieldwiz does not read.",
            "Import it into Windows or OpenSSL, and export it again.",
        )
    try:
        safes = _authenticated_safe(data)
        rounds = sum(_rounds(element) for element in (*safes, *_mac_data(data)))
        bags = [bag for safe in safes for bag in _visible_bags(safe)]
        keys = [bag for bag in bags if bag[0].value in (KEY_BAG, SHROUDED_KEY_BAG)]
        provider = next((name for bag in keys for name in _providers(bag)), None)
        encryption = _encryption(keys[0]) if keys else "unknown"
    except (ShieldwizError, IndexError, ValueError) as error:  # an element more or less than there should be
        raise ShieldwizError(
            Problem.KIND,
            "This is not a PFX file that can be read: its binary structure is damaged.",
            "Export it again.",
        ) from error
    if rounds > MAX_ROUNDS:
        raise ShieldwizError(
            Problem.LIMITS,
            f"Opening this PFX would take more than {MAX_ROUNDS:,} rounds of key derivation, far beyond what is usual.",
            "Ask for a PFX that was exported in the usual way.",
        )
    return PfxFacts(key_provider=provider, provider_visible=bool(keys), encryption=encryption)


def _authenticated_safe(data: bytes) -> tuple[Tlv, ...]:
    """The content infos of a PFX: PFX -> authSafe -> [0] -> OCTET STRING -> SEQUENCE of them."""
    pfx = read_one(data, SEQUENCE).children()
    content = pfx[1].children()
    if pfx[0].tag != INTEGER or content[0].value != DATA:
        raise ShieldwizError(Problem.VALUE, "not a PFX")
    octets = read_one(content[1].value, OCTET_STRING)
    return read_one(octets.value, SEQUENCE).children()


def _mac_data(data: bytes) -> tuple[Tlv, ...]:
    """The MAC's part of a PFX as if it were one derivation: SEQUENCE { salt, rounds }; nothing where it has no MAC."""
    return read_one(data, SEQUENCE).children()[2:3]


def _visible_bags(content_info: Tlv) -> Iterator[tuple[Tlv, ...]]:
    """The safe bags of an unencrypted content info, each as (id, value, attributes...)."""
    kind, *rest = content_info.children()
    if kind.value != DATA or not rest:
        return
    octets = read_one(rest[0].value, OCTET_STRING)
    for bag in read_one(octets.value, SEQUENCE).children():
        yield bag.children()


def _providers(bag: tuple[Tlv, ...]) -> Iterator[str]:
    """The Microsoft CSP Name among a bag's attributes, escaped for people."""
    for attribute in bag[2].children() if len(bag) > 2 and bag[2].tag == SET else ():
        name, values = attribute.children()[:2]
        if name.value == CSP_NAME:
            yield shown(read_one(values.value, _BMP_STRING).value.decode("utf-16-be"), 100)


def _encryption(bag: tuple[Tlv, ...]) -> str:
    """The name of the method that a key bag is encrypted by."""
    if bag[0].value == KEY_BAG:
        return "none"
    algorithm = read_one(bag[1].value, SEQUENCE).children()[0].children()[0]
    return _FORMS.get(algorithm.value, "another method")


def _rounds(element: Tlv, depth: int = 0) -> int:
    """All rounds of key derivation that `element` asks for: each SEQUENCE of a salt and a number counts the number.

    Looks into constructed elements, and into octet strings that hold a SEQUENCE. A salt or what is encrypted may begin
    like one by chance; where it is none as a whole, it counts nothing.
    """
    if depth > _MAX_DEPTH:
        raise ShieldwizError(Problem.LIMITS, "nested too deep")
    if element.tag == OCTET_STRING:
        try:
            return _rounds(read_one(element.value, SEQUENCE), depth + 1)
        except ShieldwizError as error:
            if error.problem is Problem.LIMITS:
                raise
            return 0
    if element.tag == OBJECT_IDENTIFIER and element.value == _SCRYPT:
        return MAX_ROUNDS + 1  # its memory, too, would be the file's choice; no known program writes such a PFX
    if not element.tag & 0x20:
        return 0
    children = element.children()
    own = sum(
        int.from_bytes(number.value, "big")
        for salt, number in itertools.pairwise(children)
        if salt.tag == OCTET_STRING and number.tag == INTEGER
    )
    return own + sum(_rounds(child, depth + 1) for child in children)
