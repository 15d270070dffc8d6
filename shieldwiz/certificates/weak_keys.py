# SPDX-License-Identifier: Apache-2.0
"""RSA keys that anybody can break, seen from the public key alone (rules W1 to W8).

All of it together costs less than 2 ms a key. The tables are made at first use, not at import.
"""

import functools
import itertools
import math
from dataclasses import dataclass

from shieldwiz.certificates.certificate import RSA_ENCRYPTION, Certificate

MIN_BITS = 2048
MAX_BITS = 8192
MIN_EXPONENT = 65537
MAX_EXPONENT_BITS = 64
_SMALL_PRIMES_BELOW = 1 << 16
_ROCA_PRIMES_TO = 701
_FERMAT_STEPS = 100
_NEW_KEY = "Windows would not notice. Ask for a certificate with a new key."
_KINDS = {
    "1.2.840.10045.2.1": "an elliptic curve key",
    "1.3.101.110": "an X25519 key",
    "1.3.101.111": "an X448 key",
    "1.3.101.112": "an Ed25519 key",
    "1.3.101.113": "an Ed448 key",
    "1.2.840.10040.4.1": "a DSA key",
    "1.2.840.10046.2.1": "a Diffie-Hellman key",
}
_BOUND = {"1.2.840.113549.1.1.10": "signatures by RSASSA-PSS", "1.2.840.113549.1.1.7": "encryption by RSAES-OAEP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """Why a key is refused. `rule` is W1 to W7, `reason` a stable word, `sentence` for people."""

    rule: str
    reason: str
    sentence: str


def malformed_key(certificate: Certificate) -> Weakness | None:
    """Rules W1 to W4, which cost nothing: kind of key, size, exponent, parity. None where all hold."""
    numbers = certificate.rsa_numbers()
    if numbers is None:
        return _no_plain_rsa(certificate)
    n, e = numbers
    bits = n.bit_length()
    if bits < MIN_BITS:
        return _weak("W2", "too-short", f"RSA {bits} is too short; {MIN_BITS} bits or more are needed.")
    if bits > MAX_BITS:
        return _weak("W2", "too-long", f"RSA {bits} is too long; {MAX_BITS} bits at most are taken. {_NEW_KEY}")
    if e % 2 == 0 or e < MIN_EXPONENT or e.bit_length() > MAX_EXPONENT_BITS:
        written = str(e) if e.bit_length() <= MAX_EXPONENT_BITS else f"of {e.bit_length()} bits"
        text = f"Its public exponent {written} is not an odd number from 65537 below 2^64. {_NEW_KEY}"
        return _weak("W3", "exponent", text)
    if n % 2 == 0:
        return _weak("W4", "even", f"Its modulus is an even number, so the key is broken. {_NEW_KEY}")
    if certificate.rsa_key() is None:
        return _weak("W1", "unreadable", f"Its RSA key is damaged. {_NEW_KEY}")
    return None


def weakness(certificate: Certificate) -> Weakness | None:
    """All of W1 to W7, cheap ones first, so that no huge number is ever divided. None for a sound key."""
    found = malformed_key(certificate)
    numbers = certificate.rsa_numbers()
    if found is not None or numbers is None:
        return found
    return weak_modulus(numbers[0])


def weak_modulus(n: int) -> Weakness | None:
    """Rules W5 to W7 for a positive odd modulus of at most 8192 bits."""
    factor = math.gcd(_small_primes_product() % n, n)
    if factor > 1:
        known = f"is divisible by {factor}" if factor < _SMALL_PRIMES_BELOW else "has several small factors"
        return _weak("W5", "small-factor", f"This key can be broken at once: its modulus {known}. {_NEW_KEY}")
    if _is_roca(n):
        text = f"This key was made by a faulty chip (ROCA, CVE-2017-15361) and can be broken. {_NEW_KEY}"
        return _weak("W6", "roca", text)
    if _has_close_primes(n):
        text = f"This key can be broken in seconds: its two primes are too close together. {_NEW_KEY}"
        return _weak("W7", "close-primes", text)
    return None


def shared_prime(first: Certificate, second: Certificate) -> bool:
    """Rule W8: two different RSA moduli with a common factor, which breaks both."""
    mine, theirs = first.rsa_numbers(), second.rsa_numbers()
    if mine is None or theirs is None or max(mine[0], theirs[0]).bit_length() > MAX_BITS:
        return False  # a longer one is refused by W2, and the divisor of two huge numbers would take long
    return mine[0] != theirs[0] and math.gcd(mine[0], theirs[0]) > 1


def _is_roca(n: int) -> bool:
    """Whether n is a power of 65537 modulo every prime that tells; a sound key fails at the first or second.

    The masks are made one by one as they are needed, so a sound key pays for hardly any.
    """
    return all(_roca_mask(prime) >> n % prime & 1 for prime in _odd_primes_for_roca())


def _has_close_primes(n: int) -> bool:
    """Fermat: a*a - n is a square for some a near the square root of n; step 0 finds a square n."""
    a = math.isqrt(n)
    if a * a == n:
        return True
    a += 1
    rest = a * a - n
    for _ in range(_FERMAT_STEPS):
        if rest & 15 in _SQUARES_MODULO_16 and math.isqrt(rest) ** 2 == rest:
            return True
        rest += 2 * a + 1
        a += 1
    return False


_SQUARES_MODULO_16 = frozenset({0, 1, 4, 9})


@functools.cache
def _small_primes_product() -> int:
    """The product of all primes below 2^16 (94,027 bits), multiplied in a tree of ever larger factors."""
    factors = _primes_below(_SMALL_PRIMES_BELOW)
    while len(factors) > 1:
        factors = [math.prod(factors[at : at + 8]) for at in range(0, len(factors), 8)]
    return factors[0]


@functools.cache
def _odd_primes_for_roca() -> tuple[int, ...]:
    return tuple(_primes_below(_ROCA_PRIMES_TO + 1)[1:])


@functools.cache
def _roca_mask(prime: int) -> int:
    """A bit mask of the powers of 65537 modulo a prime; where they fill all residues the prime tells nothing."""
    mask, power = 0, 1
    while not mask >> power & 1:
        mask |= 1 << power
        power = power * 65537 % prime
    return mask


def _primes_below(limit: int) -> list[int]:
    sieve = bytearray([1]) * limit
    sieve[:2] = b"\0\0"
    for number in range(2, math.isqrt(limit) + 1):
        if sieve[number]:
            sieve[number * number :: number] = bytes(len(range(number * number, limit, number)))
    return list(itertools.compress(range(limit), sieve))


def _no_plain_rsa(certificate: Certificate) -> Weakness:
    """W1, told from the identifier: the library loads a key bound to RSASSA-PSS as if it were a plain one."""
    kind = certificate.x509.public_key_algorithm_oid
    if kind == RSA_ENCRYPTION:
        return _weak("W1", "unreadable", "Its RSA key is damaged.")
    if kind.dotted_string in _BOUND:
        use = _BOUND[kind.dotted_string]
        return _weak("W1", "not-rsa", f"Its key is bound to {use}; a plain RSA key is needed.")
    return _weak("W1", "not-rsa", f"Not an RSA key, but {_KINDS.get(kind.dotted_string, 'one of another kind')}.")


def _weak(rule: str, reason: str, sentence: str) -> Weakness:
    return Weakness(rule=rule, reason=reason, sentence=sentence)
