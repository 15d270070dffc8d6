# SPDX-License-Identifier: Apache-2.0
"""What `cryptography` neither writes nor shows in a PFX: the key storage provider's name, and how many keys it holds.

Windows puts the key of a PFX that names no provider into a legacy one, which the Host Guardian Service cannot use. So
the attribute is put into the key bag of what we wrote, and the MAC over it is made anew.
"""

import hashlib
import hmac

from shieldwiz.certificates.der import OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, SET, Tlv, encode_tlv, read_one
from shieldwiz.certificates.pfx_attributes import CSP_NAME, DATA, KEY_BAG, SHROUDED_KEY_BAG
from shieldwiz.errors import Problem, ShieldwizError

KEY_STORAGE_PROVIDER = "Microsoft Software Key Storage Provider"

_EXPLICIT = 0xA0  # [0]
_BMP_STRING = 0x1E
_HASHES = {bytes.fromhex("2b0e03021a"): "sha1", bytes.fromhex("608648016503040201"): "sha256"}
_BLOCK = 64  # bytes, of both hashes
_MAC_PURPOSE = b"\x03"  # RFC 7292, B.3


def name_key_storage_provider(pfx: bytes, password: str) -> bytes:
    """A PFX of ours, again, with the attribute "Microsoft CSP Name" at its key and a MAC that fits.

    `pfx` is what `cryptography` wrote, locked with `password`. Source: RFC 7292, FORMATS 7.1.
    """
    version, wrapped, mac_data = read_one(pfx, SEQUENCE).children()
    safes = encode_tlv(SEQUENCE, b"".join(_with_provider(info) for info in _content_infos(wrapped)))
    return _sequence(version.encoded, _content_info(safes), _mac_data(mac_data, safes, password))


def key_sizes(pfx: bytes) -> tuple[int, ...]:
    """For each key in the open bags of a PFX (shrouded or not) the bytes that it takes. Raises `KIND` for bad DER."""
    try:
        _, wrapped, *_ = read_one(pfx, SEQUENCE).children()
        bags = [bag.children() for info in _content_infos(wrapped) for bag in _open_bags(info)]
        return tuple(len(value.value) for kind, value, *_ in bags if kind.value in (KEY_BAG, SHROUDED_KEY_BAG))
    except (ShieldwizError, ValueError, IndexError) as error:  # an element more or less than there should be
        raise ShieldwizError(
            Problem.KIND, "This is not a PFX file: its binary structure is damaged.", "Export it again."
        ) from error


def _content_infos(wrapped: Tlv) -> tuple[Tlv, ...]:
    return read_one(_octets(wrapped), SEQUENCE).children()


def _open_bags(info: Tlv) -> tuple[Tlv, ...]:
    if info.children()[0].value != DATA:
        return ()  # encrypted: certificates
    return read_one(_octets(info), SEQUENCE).children()


def _octets(info: Tlv) -> bytes:
    """The content of a ContentInfo of type data: SEQUENCE { type, [0] { OCTET STRING } }."""
    _, explicit = info.children()
    return read_one(explicit.value, OCTET_STRING).value


def _content_info(content: bytes) -> bytes:
    octets = encode_tlv(OCTET_STRING, content)
    return _sequence(encode_tlv(OBJECT_IDENTIFIER, DATA), encode_tlv(_EXPLICIT, octets))


def _with_provider(info: Tlv) -> bytes:
    bags = _open_bags(info)
    if not bags:
        return info.encoded
    return _content_info(_sequence(*(_bag_with_provider(bag) for bag in bags)))


def _bag_with_provider(bag: Tlv) -> bytes:
    kind, value, attributes = bag.children()
    name = encode_tlv(_BMP_STRING, KEY_STORAGE_PROVIDER.encode("utf-16-be"))
    added = _sequence(encode_tlv(OBJECT_IDENTIFIER, CSP_NAME), encode_tlv(SET, name))
    # DER sorts a set by its encodings.
    members = sorted((*(attribute.encoded for attribute in attributes.children()), added))
    return _sequence(kind.encoded, value.encoded, encode_tlv(SET, b"".join(members)))


def _mac_data(old: Tlv, safes: bytes, password: str) -> bytes:
    """MacData over the new content, with the old algorithm, salt and rounds."""
    info, salt, rounds = old.children()
    algorithm, _ = info.children()
    name = _HASHES[algorithm.children()[0].value]
    key = _mac_key(name, password, salt.value, int.from_bytes(rounds.value, "big"))
    digest = encode_tlv(OCTET_STRING, hmac.digest(key, safes, name))
    return _sequence(_sequence(algorithm.encoded, digest), salt.encoded, rounds.encoded)


def _mac_key(name: str, password: str, salt: bytes, rounds: int) -> bytes:
    """RFC 7292, appendix B.2. The key is as long as the hash, so the first block is all of it."""
    secret = password.encode("utf-16-be") + b"\0\0"
    block = _MAC_PURPOSE * _BLOCK + _filled(salt) + _filled(secret)
    for _ in range(rounds):
        block = hashlib.new(name, block, usedforsecurity=True).digest()
    return block


def _filled(data: bytes) -> bytes:
    """`data` repeated to a whole number of blocks."""
    length = -(-len(data) // _BLOCK) * _BLOCK
    return (data * (length // len(data) + 1))[:length]


def _sequence(*parts: bytes) -> bytes:
    return encode_tlv(SEQUENCE, b"".join(parts))
