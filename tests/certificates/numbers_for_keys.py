# SPDX-License-Identifier: Apache-2.0
"""Moduli, sound and broken, made by the published formulas, and a second way to know a ROCA key."""

import itertools
import math
import secrets
from functools import cache

from tests.certificates.making import rsa_key

TELLING_TO_167 = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)  # WEAK_KEYS 2
_ORDER = 2_454_106_387_091_158_800  # of 65537 modulo the product of the primes up to 167
_ROCA_PRIMES_TO = {2048: 701, 3072: 701, 4096: 1427}
_ROCA_PARTS = {  # k and a of two primes
    2048: ((7185300310993132, 16545817376737368228), (7680405670610956, 14171312072025532111)),
    3072: (
        (
            0x1D5696CF80112F7B9752886B9142558602501ECCD54E123A81AF26A427CA8D581629DA << 288
            | 0xAB66F5D20B9799526EE93B11F5B46A4D1C8A4CEB8F009AC5D538438301190CA3476B5075,
            14043517578559007665,
        ),
        (
            0x1CB289F32B1797B60717403E13A43EB21FFD38C10162B87B66BDA1DEEFD6AAA3A7851D << 288
            | 0x6DD70CBCFD3D2F9E242C7916E4DC1B38E8C248123638998F408E5C5EE3D22632E367141E,
            1585451857023302327,
        ),
    ),
    4096: ((52778191954350240510805207, 1090593262650802995), (60474885100609126046129617, 14505645049835796603)),
}


@cache
def primes_to(limit: int) -> tuple[int, ...]:
    return tuple(n for n in range(2, limit + 1) if all(n % d for d in range(2, math.isqrt(n) + 1)))


@cache
def small_product() -> int:
    return math.prod(primes_to((1 << 16) - 1))


def has_small_factor(n: int) -> bool:
    return math.gcd(small_product() % n, n) > 1


def is_prime(n: int) -> bool:
    return not has_small_factor(n) and pow(2, n - 1, n) == 1


def random_modulus(bits: int) -> int:
    """An odd number of exactly so many bits without small factors, as the modulus of a sound key is one."""
    while True:
        n = secrets.randbits(bits) | 1 | 1 << bits - 1
        if not has_small_factor(n):
            return n


@cache
def fresh_moduli(count: int) -> tuple[int, ...]:
    """Moduli of 2048 bits: the products of any two primes of freshly made keys."""
    found: list[int] = []
    primes: list[int] = []
    for number in itertools.count():
        key = rsa_key(f"fresh {number}").private_numbers()
        for prime in (key.p, key.q):
            found += [prime * other for other in primes]
            primes.append(prime)
        if len(found) >= count:
            return tuple(found[:count])
    raise AssertionError


def roca_prime(k: int, a: int, *, primes_up_to: int) -> int:
    product = math.prod(primes_to(primes_up_to))
    return k * product + pow(65537, a, product)


def roca_modulus(bits: int) -> int:
    """Both primes of the form k * M + (65537^a mod M), M the product of the first primes."""
    return math.prod(roca_prime(k, a, primes_up_to=_ROCA_PRIMES_TO[bits]) for k, a in _ROCA_PARTS[bits])


def fresh_roca_modulus() -> int:
    """Another one of 2048 bits."""
    found: set[int] = set()
    while len(found) < 2:
        k = secrets.randbelow(1 << 50) | 1 << 52
        prime = roca_prime(k, secrets.randbits(64), primes_up_to=701)
        if is_prime(prime):
            found.add(prime)
    return math.prod(found)


def is_roca_by_logarithm(n: int) -> bool:
    """The published detection: n has a discrete logarithm to the base 65537 (Pohlig-Hellman)."""
    product = math.prod(primes_to(167))
    n %= product
    if pow(n, _ORDER, product) != 1:
        return False
    logarithm, modulus = 0, 1
    for prime in primes_to(100):
        power = prime
        while _ORDER % (power * prime) == 0:
            power *= prime
        if _ORDER % prime:
            continue
        base, target = pow(65537, _ORDER // power, product), pow(n, _ORDER // power, product)
        known = next((x for x in range(power) if pow(base, x, product) == target), None)
        if known is None:
            return False
        logarithm += (known - logarithm) * pow(modulus, -1, power) % power * modulus
        modulus *= power
    return pow(65537, logarithm, product) == n


def powers_of_65537(prime: int) -> frozenset[int]:
    found, power = set(), 1
    while power not in found:
        found.add(power)
        power = power * 65537 % prime
    return frozenset(found)


@cache
def telling_primes() -> tuple[int, ...]:
    return tuple(prime for prime in primes_to(701)[1:] if len(powers_of_65537(prime)) < prime - 1)


def roca_but_for(odd_one: int, bits: int = 2048) -> int:
    """A modulus that is a power of 65537 modulo every prime to 701 but one, and has no small factors."""
    product, residue = 1, 0
    exponent = secrets.randbits(256)
    others = sorted(set(range(1, odd_one)) - powers_of_65537(odd_one))
    for prime in primes_to(701):
        wanted = secrets.choice(others) if prime == odd_one else pow(65537, exponent, prime)
        residue += (wanted - residue) * pow(product, -1, prime) % prime * product
        product *= prime
    while True:
        n = residue + product * secrets.randbelow((1 << bits) // product)
        if n.bit_length() == bits and not has_small_factor(n):
            return n


def ceiling_root(n: int) -> int:
    return math.isqrt(n - 1) + 1


def fermat_modulus(steps: int, bits: int = 2048) -> int:
    """(a - b)(a + b), which Fermat's method finds after exactly so many steps; without small factors."""
    half = bits // 2
    while True:
        a = secrets.randbits(half) | 3 << half - 2
        b = math.isqrt(2 * a * steps) - 1 if steps else secrets.randbelow(math.isqrt(a))
        if (a - b) % 2 == 0 or not b:
            a += 1
        while steps and a - ceiling_root(a * a - b * b) < steps:
            b += 2
        n = a * a - b * b
        if a - ceiling_root(n) == steps and n.bit_length() == bits and not has_small_factor(n):
            return n
