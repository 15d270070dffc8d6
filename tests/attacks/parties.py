# SPDX-License-Identifier: Apache-2.0
"""Those who meet in the attacks on metadata: a hoster, and Mallory, who has keys and certificates of her own."""

import math
import secrets
from functools import cache

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, SEQUENCE, encode_tlv, read_one
from tests.simulated_fabric import Hoster, hoster

_RSA_ENCRYPTION = bytes.fromhex("06092a864886f70d010101")


def with_modulus(certificate_: Certificate, modulus: int, exponent: int = 65537) -> Certificate:
    """The certificate with another key; the signature over it does not fit any more."""
    signed, method, signature = read_one(certificate_.der, SEQUENCE).children()
    numbers = b"".join(encode_tlv(INTEGER, n.to_bytes(n.bit_length() // 8 + 1, "big")) for n in (modulus, exponent))
    old = next(part for part in signed.children() if _RSA_ENCRYPTION in part.value[:20])
    algorithm = old.children()[0]
    key = encode_tlv(SEQUENCE, algorithm.encoded + encode_tlv(0x03, b"\0" + encode_tlv(SEQUENCE, numbers)))
    inside = encode_tlv(SEQUENCE, signed.value.replace(old.encoded, key))
    return Certificate.from_der(encode_tlv(SEQUENCE, inside + method.encoded + signature.encoded))


@cache
def crowd(bits: int, exponent: int = 65537) -> tuple[Certificate, ...]:
    """64 certificates with keys of their own, whose moduli have no small factors, as sound ones have none."""
    small = math.prod(n for n in range(3, 4_000, 2) if all(n % d for d in range(3, math.isqrt(n) + 1, 2)))
    found: list[Certificate] = []
    while len(found) < 64:
        modulus = secrets.randbits(bits) | 1 | 1 << bits - 1
        if math.gcd(modulus % small, small) == 1:
            found.append(with_modulus(mallory().signing, modulus, exponent))
    return tuple(found)


def genuine() -> Hoster:
    """The hoster whose communications certificate the person holds."""
    return hoster("Contoso")


def mallory() -> Hoster:
    """The attacker, a hoster of her own."""
    return hoster("Mallory")
