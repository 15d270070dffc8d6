# SPDX-License-Identifier: Apache-2.0
"""W1 to W8: which RSA keys are refused, which are not, and that asking costs next to nothing."""

import math
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, x448, x25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shieldwiz.certificates import weak_keys
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.der import INTEGER, SEQUENCE, encode_tlv
from shieldwiz.certificates.weak_keys import malformed_key, shared_prime, weak_modulus, weakness
from tests.attacks.parties import with_modulus
from tests.certificates.making import made, rsa_key, with_key
from tests.certificates.numbers_for_keys import (
    TELLING_TO_167,
    ceiling_root,
    fermat_modulus,
    fresh_moduli,
    fresh_roca_modulus,
    is_roca_by_logarithm,
    powers_of_65537,
    primes_to,
    random_modulus,
    roca_but_for,
    roca_modulus,
    small_product,
    telling_primes,
)

VECTORS = Path(__file__).parent.parent / "vectors/certificates"
BIT_STRING = 0x03
NOT_SEEN = "Windows would not notice."
RSA = bytes.fromhex("06092a864886f70d010101")
NULL = b"\x05\0"


def with_numbers(*numbers: bytes, algorithm: bytes = RSA + NULL, behind: bytes = b"") -> Certificate:
    """A certificate whose key holds these INTEGERs byte by byte."""
    inside = encode_tlv(SEQUENCE, b"".join(encode_tlv(INTEGER, one) for one in numbers)) + behind
    key = encode_tlv(SEQUENCE, encode_tlv(SEQUENCE, algorithm) + encode_tlv(BIT_STRING, b"\0" + inside))
    return with_key(made(), key)


def octets(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def rule_and_reason(certificate: Certificate) -> tuple[str, str] | None:
    found = weakness(certificate)
    return (found.rule, found.reason) if found else None


@pytest.fixture(scope="module")
def sound() -> int:
    return random_modulus(2048)


# W1, the kind of key


KINDS: dict[str, Callable[[], PublicKeyTypes]] = {
    "an elliptic curve key": lambda: ec.generate_private_key(ec.SECP256R1()).public_key(),
    "an X25519 key": lambda: x25519.X25519PrivateKey.generate().public_key(),
    "an X448 key": lambda: x448.X448PrivateKey.generate().public_key(),
    "an Ed25519 key": lambda: ed25519.Ed25519PrivateKey.generate().public_key(),
    "an Ed448 key": lambda: ed448.Ed448PrivateKey.generate().public_key(),
    "a DSA key": lambda: dsa.generate_private_key(1024).public_key(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_w1_a_key_of_another_kind_is_called_by_its_name(kind: str) -> None:
    key = KINDS[kind]()
    found = weakness(with_key(made(), key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)))
    assert found == weak_keys.Weakness(rule="W1", reason="not-rsa", sentence=f"Not an RSA key, but {kind}.")


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("06092a864886f70d01010a", "bound to signatures by RSASSA-PSS; a plain RSA key is needed."),
        ("06092a864886f70d010107", "bound to encryption by RSAES-OAEP; a plain RSA key is needed."),
        ("06092a864886f70d010102", "Not an RSA key, but one of another kind."),
        ("0603550801", "Not an RSA key, but one of another kind."),  # the `rsa` of X.500
        ("06032a0304", "Not an RSA key, but one of another kind."),
    ],
)
def test_w1_an_rsa_key_under_another_identifier_is_no_plain_one(identifier: str, said: str, sound: int) -> None:
    """The library loads some of these as an ordinary RSA key: the identifier counts, not what was loaded."""
    certificate = with_numbers(octets(sound), octets(65537), algorithm=bytes.fromhex(identifier))
    found = weakness(certificate)
    assert found is not None
    assert (found.rule, found.reason) == ("W1", "not-rsa")
    assert found.sentence.endswith(said)
    assert certificate.rsa_numbers() is None


def test_w1_diffie_hellman_too(sound: int) -> None:
    domain = encode_tlv(SEQUENCE, b"".join(encode_tlv(INTEGER, octets(one)) for one in (sound, 2, sound // 2)))
    identifier = bytes.fromhex("06072a8648ce3e0201")
    found = weakness(with_numbers(octets(sound), octets(65537), algorithm=identifier + domain))
    assert found is not None
    assert (found.rule, found.sentence) == ("W1", "Not an RSA key, but a Diffie-Hellman key.")


def test_w1_the_samples_of_other_kinds() -> None:
    for name in ("ec-p256", "ed25519", "rsa-pss-key"):
        assert rule_and_reason(sample(f"{name}.cer")) == ("W1", "not-rsa"), name


@pytest.mark.parametrize(
    "case",
    ["negative", "needless zero", "no exponent", "exponent is text", "empty number", "behind", "no parameters", "odd"],
)
def test_w1_a_damaged_rsa_key_is_refused_as_such(case: str, sound: int) -> None:
    n, e = octets(sound), octets(65537)
    certificate = {
        "negative": lambda: with_numbers(n[1:], e),
        "needless zero": lambda: with_numbers(b"\0" + n, e),
        "no exponent": lambda: with_numbers(n),
        "exponent is text": lambda: with_key(
            made(), _info(encode_tlv(SEQUENCE, encode_tlv(INTEGER, n) + encode_tlv(0x0C, e)))
        ),
        "empty number": lambda: with_numbers(n, b""),
        "behind": lambda: with_numbers(n, e, behind=NULL),
        "no parameters": lambda: with_numbers(n, e, octets(3)),
        "odd": lambda: with_key(made(), _info(b"\x04\x02ab")),
    }[case]()
    assert rule_and_reason(certificate) == ("W1", "unreadable")
    assert malformed_key(certificate) == weakness(certificate)


def _info(inside: bytes) -> bytes:
    return encode_tlv(SEQUENCE, encode_tlv(SEQUENCE, RSA + NULL) + encode_tlv(BIT_STRING, b"\0" + inside))


# W2, the size


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (512, ("W2", "too-short")),
        (1024, ("W2", "too-short")),
        (2047, ("W2", "too-short")),
        (2048, None),
        (2049, None),
        (3072, None),
        (4096, None),
        (8191, None),
        (8192, None),
        (8193, ("W2", "too-long")),
        (16384, ("W2", "too-long")),
        (65536, ("W2", "too-long")),
    ],
)
def test_w2_counts_the_bits_of_the_number(bits: int, expected: tuple[str, str] | None) -> None:
    n = random_modulus(bits) if bits <= 8193 else secrets.randbits(bits) | 1 | 1 << bits - 1
    certificate = with_modulus(made(), n)
    assert rule_and_reason(certificate) == expected
    found = weakness(certificate)
    assert found is None or f"RSA {bits} " in found.sentence


def test_w2_a_modulus_of_next_to_nothing() -> None:
    for n in (0, 1, 15):
        assert rule_and_reason(with_modulus(made(), n)) == ("W2", "too-short")


# W3, the exponent


@pytest.mark.parametrize("e", [65537, 65539, 2**32 + 1, 2**63 - 25, 2**64 - 1])
def test_w3_odd_exponents_from_65537_below_2_to_the_64_are_taken(e: int, sound: int) -> None:
    assert weakness(with_modulus(made(), sound, e)) is None


@pytest.mark.parametrize(
    "e", [0, 1, 2, 3, 17, 257, 65535, 65536, 65538, 2**64 - 2, 2**64, 2**64 + 1, 2**64 + 13, 2**256 + 1, 2**2000 + 1]
)
def test_w3_others_are_refused_and_named(e: int, sound: int) -> None:
    found = weakness(with_modulus(made(), sound, e))
    assert found is not None
    assert (found.rule, found.reason) == ("W3", "exponent")
    written = str(e) if e < 2**64 else f"of {e.bit_length()} bits"
    assert f"public exponent {written} is not an odd number" in found.sentence
    assert len(found.sentence) < 200


# W4, parity


@pytest.mark.parametrize("n", [2**2047, 2**2048 - 2, 2 * 3**1300], ids=["a power", "the last", "other factors"])
def test_w4_an_even_modulus_is_refused(n: int) -> None:
    assert rule_and_reason(with_modulus(made(), n)) == ("W4", "even")


def test_w4_comes_after_the_exponent_and_the_size() -> None:
    assert rule_and_reason(with_modulus(made(), 2**2047, 3)) == ("W3", "exponent")
    assert rule_and_reason(with_modulus(made(), 2**1023, 3)) == ("W2", "too-short")


# W5, small factors


@pytest.mark.parametrize("factor", [3, 5, 7919, 65519, 65521, 3 * 5, 251 * 257])
def test_w5_a_small_factor_is_found_and_named(factor: int) -> None:
    n = factor * random_modulus(2048 - factor.bit_length() + 1)
    found = weakness(with_modulus(made(), n))
    assert found is not None
    assert (found.rule, found.reason) == ("W5", "small-factor")
    assert f"its modulus is divisible by {factor}." in found.sentence


def test_w5_many_small_factors_are_not_written_out() -> None:
    n = math.prod(primes_to(65535)[1:300])
    found = weak_modulus(n)
    assert found is not None
    assert "has several small factors" in found.sentence
    assert weak_modulus(3**1300) is not None


@pytest.mark.parametrize("factor", [65537, 65539])
def test_w5_ends_below_2_to_the_16(factor: int) -> None:
    assert weak_modulus(factor * random_modulus(2031)) is None


def test_w5_the_product_is_that_of_all_primes_below_2_to_the_16() -> None:
    assert weak_keys._small_primes_product() == small_product()
    assert small_product().bit_length() == 94_027


# W6, ROCA


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_w6_a_key_by_the_formula_is_refused(bits: int) -> None:
    n = roca_modulus(bits)
    assert n.bit_length() == bits
    found = weakness(with_modulus(made(), n))
    assert found is not None
    assert (found.rule, found.reason) == ("W6", "roca")
    assert is_roca_by_logarithm(n)


def test_w6_so_is_a_fresh_one() -> None:
    found = weak_modulus(fresh_roca_modulus())
    assert found is not None
    assert found.rule == "W6"


@pytest.mark.parametrize("odd_one", telling_primes())
def test_w6_all_primes_must_agree(odd_one: int) -> None:
    n = roca_but_for(odd_one)
    assert weak_modulus(n) is None
    # The published detection looks no further than 167.
    assert is_roca_by_logarithm(n) == (odd_one > 167)


def test_w6_the_telling_primes_are_those_of_the_published_list() -> None:
    assert len(telling_primes()) == 76
    assert tuple(prime for prime in telling_primes() if prime <= 167) == TELLING_TO_167
    for prime in primes_to(701)[1:]:
        assert weak_keys._roca_mask(prime) == sum(1 << power for power in powers_of_65537(prime))


def test_w6_both_detections_agree_on_other_numbers() -> None:
    for n in fresh_moduli(200):
        assert not is_roca_by_logarithm(n)
    sample_key = sample("weak-roca.cer").rsa_numbers()
    assert sample_key is not None
    assert is_roca_by_logarithm(sample_key[0])


# W7, close primes


@pytest.mark.parametrize("steps", [0, 1, 2, 50, 95, 98, 99])
@pytest.mark.parametrize("bits", [2048, 3072])
def test_w7_primes_that_fermat_finds_are_refused(steps: int, bits: int) -> None:
    found = weakness(with_modulus(made(), fermat_modulus(steps, bits)))
    assert found is not None
    assert (found.rule, found.reason) == ("W7", "close-primes")


def test_w7_ends_after_a_hundred_steps() -> None:
    assert weak_modulus(fermat_modulus(100)) is None
    assert weak_modulus(fermat_modulus(150)) is None


def test_w7_a_square_is_refused() -> None:
    prime = rsa_key("square").private_numbers().p
    found = weakness(with_modulus(made(), prime * prime))
    assert found is not None
    assert found.rule == "W7"


def test_w7_the_primes_of_a_genuine_key_are_far_apart() -> None:
    key = rsa_key("leaf")
    numbers = key.private_numbers()
    steps = (numbers.p + numbers.q) // 2 - ceiling_root(numbers.p * numbers.q)
    assert steps > 10**6
    assert weak_modulus(numbers.p * numbers.q) is None


# W8, a prime in two keys


def test_w8_a_shared_prime_is_found() -> None:
    p, q, r = (rsa_key(f"shared {number}").private_numbers().p for number in range(3))
    first, second, third = (with_modulus(made(), n) for n in (p * q, p * r, q * r))
    assert shared_prime(first, second)
    assert shared_prime(second, first)
    assert shared_prime(second, third)
    assert all(weakness(one) is None for one in (first, second, third))


def test_w8_strangers_share_nothing() -> None:
    assert not shared_prime(made(), made(rsa_key("other")))


def test_w8_the_same_key_in_two_certificates_is_no_fault() -> None:
    assert not shared_prime(made(), made(serial_number=2))
    assert not shared_prime(made(), with_modulus(made(), rsa_key("leaf").public_key().public_numbers().n, 65539))


def test_w8_says_nothing_of_what_is_refused_anyway() -> None:
    huge = with_modulus(made(), 3 << 8200 | 1)
    assert not shared_prime(huge, made())
    assert not shared_prime(made(), huge)
    assert not shared_prime(sample("ec-p256.cer"), made())
    assert not shared_prime(made(), sample("ec-p256.cer"))


def test_w8_takes_8192_bits() -> None:
    factor = random_modulus(1000)
    first, second = (with_modulus(made(), factor * (2**7191 + odd)) for odd in (1, 3))
    n = first.rsa_numbers()
    assert n is not None
    assert n[0].bit_length() <= 8192
    assert shared_prime(first, second)


# All together


def sample(name: str) -> Certificate:
    return read_certificate_file((VECTORS / name).read_bytes()).leaf


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("good-signing.cer", None),
        ("rsa-8192.pem", None),
        ("pss-signature.cer", None),
        ("rsa-1024.cer", "W2"),
        ("rsa-2047.cer", "W2"),
        ("rsa-e3.cer", "W3"),
        ("rsa-e17.cer", "W3"),
        ("weak-even-modulus.cer", "W4"),
        ("weak-small-factor.cer", "W5"),
        ("weak-roca.cer", "W6"),
        ("weak-fermat.cer", "W7"),
    ],
)
def test_samples(name: str, expected: str | None) -> None:
    found = weakness(sample(name))
    assert (found.rule if found else None) == expected
    cheap = malformed_key(sample(name))
    assert (cheap.rule if cheap else None) == (expected if expected is None or expected < "W5" else None)


def test_a_thousand_fresh_keys_are_sound() -> None:
    for n in fresh_moduli(1000):
        assert n.bit_length() in {2047, 2048}  # a product of primes of other keys may be a bit short
        assert weak_modulus(n) is None
    whole = [n for n in fresh_moduli(1000) if n.bit_length() == 2048]
    assert len(whole) > 500
    for n in whole[:200]:
        assert weakness(with_modulus(made(), n)) is None


def test_what_windows_takes_is_refused_with_that_word(sound: int) -> None:
    """Where the rule is ours alone, a hoster would wonder why everything works."""
    for certificate in (
        with_modulus(made(), random_modulus(8193)),
        with_modulus(made(), sound, 3),
        with_modulus(made(), 2**2047),
        with_modulus(made(), 7919 * random_modulus(2040)),
        sample("weak-roca.cer"),
        sample("weak-fermat.cer"),
    ):
        found = weakness(certificate)
        assert found is not None
        assert NOT_SEEN in found.sentence
        assert "Ask for a certificate with a new key." in found.sentence


def test_no_prime_that_was_found_is_shown() -> None:
    prime = rsa_key("square").private_numbers().p
    for n in (prime * prime, fermat_modulus(3), roca_modulus(2048)):
        found = weak_modulus(n)
        assert found is not None
        assert not any(len(word) > 20 and word.strip(".").isdigit() for word in found.sentence.split())


@pytest.mark.parametrize(
    "make",
    [
        lambda: random_modulus(8192),
        lambda: fermat_modulus(99, 8192),
        lambda: fermat_modulus(100, 8192),
        lambda: roca_but_for(691, 8192),
        lambda: 65521 * random_modulus(8176),
        lambda: 3**5168,
        lambda: 2**8192 - 1,
        lambda: secrets.randbits(65536) | 1 << 65535,
    ],
    ids=["sound", "Fermat", "not quite Fermat", "not quite ROCA", "small factor", "powers", "ones", "too long"],
)
def test_no_key_takes_ten_milliseconds(make: Callable[[], int]) -> None:
    certificate = with_modulus(made(), make())
    weakness(certificate)  # the tables are made now

    def seconds() -> float:
        begin = time.perf_counter()
        weakness(certificate)
        return time.perf_counter() - begin

    assert min(seconds() for _ in range(5)) < 0.010


def test_the_tables_are_made_at_first_use() -> None:
    """Most starts of the program look at no key."""
    program = (
        "from shieldwiz.certificates import weak_keys as w; "
        "print(w._small_primes_product.cache_info().currsize, w._roca_mask.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
