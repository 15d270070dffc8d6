# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.certificates.der import CONTEXT_0, SET, encode_tlv
from shieldwiz.certificates.pfx_attributes import (
    DATA,
    ENCRYPTED_DATA,
    KEY_BAG,
    MAX_ROUNDS,
    SHROUDED_KEY_BAG,
    PfxFacts,
    read_pfx_facts,
)
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import (
    HIDDEN_ROUNDS,
    PROVIDER,
    ROUNDS,
    SCRYPT,
    bag,
    certificate,
    certificate_bag,
    changed,
    data_info,
    encrypted_info,
    explicit,
    identifier,
    indefinite,
    key_bag,
    number,
    octets,
    pfx,
    pkcs8,
    provider,
    sequence,
    shrouded_key_bag,
    usual_pfx,
    vector,
)


def problem_of(data: bytes) -> Problem:
    with pytest.raises(ShieldwizError) as caught:
        read_pfx_facts(data)
    assert caught.value.hint
    return caught.value.problem


def damaged(data: bytes) -> bool:
    return problem_of(data) is Problem.KIND


def is_read(data: bytes) -> bool:
    return read_pfx_facts(data).key_provider is None


def with_key(*attributes: bytes, method: bytes | None = None) -> bytes:
    """A PFX of one shrouded key bag; with another method in it, it would not open."""
    if method is None:
        return pfx(data_info(sequence(shrouded_key_bag(b"x", *attributes))))
    return pfx(data_info(sequence(bag(SHROUDED_KEY_BAG, sequence(method, octets(b"x")), *attributes))))


# ----------------------------------------------------------------------------------------------------------- the facts


def test_what_stands_outside_the_encryption() -> None:
    assert read_pfx_facts(usual_pfx(provider())) == PfxFacts(
        key_provider=PROVIDER, provider_visible=True, encryption="PBES2"
    )


def test_a_key_may_name_no_provider() -> None:
    friendly_name = sequence(identifier(bytes.fromhex("2a864886f70d010914")), encode_tlv(SET, b"\x1e\x02\x00x"))
    for attributes in ((), (friendly_name,)):
        facts = read_pfx_facts(with_key(*attributes))
        assert (facts.key_provider, facts.provider_visible) == (None, True)
    assert read_pfx_facts(with_key(friendly_name, provider())).key_provider == PROVIDER


def test_a_key_that_lies_open_is_told() -> None:
    facts = read_pfx_facts(pfx(data_info(sequence(key_bag(pkcs8(), provider())))))
    assert (facts.key_provider, facts.encryption) == (PROVIDER, "none")


def test_what_is_encrypted_as_a_whole_shows_nothing() -> None:
    hidden = PfxFacts(key_provider=None, provider_visible=False, encryption="unknown")
    assert read_pfx_facts(pfx(encrypted_info(sequence(shrouded_key_bag(pkcs8(), provider()))))) == hidden
    assert read_pfx_facts(pfx(data_info(sequence(certificate_bag(certificate().der))))) == hidden
    assert read_pfx_facts(pfx()) == hidden
    assert read_pfx_facts(pfx(sequence(identifier(DATA)))) == hidden


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("2a864886f70d01050d", "PBES2"),
        ("2a864886f70d010c0103", "3DES/SHA-1"),
        ("2a864886f70d010c0106", "RC2-40/SHA-1"),
        ("2a864886f70d010c0105", "RC2-128/SHA-1"),
        ("2a864886f70d010c0101", "another method"),
    ],
)
def test_the_method_at_the_key_is_named(method: str, name: str) -> None:
    algorithm = sequence(identifier(bytes.fromhex(method)), sequence(octets(bytes(8)), number(2_000)))
    assert read_pfx_facts(with_key(method=algorithm)).encryption == name


@pytest.mark.parametrize(
    ("folder", "name", "encryption"),
    [
        ("formats", "owner.signing.pfx", "PBES2"),
        ("formats", "owner.signing.2016.pfx", "3DES/SHA-1"),
        ("certificates", "guardian-encryption.pfx", "PBES2"),
    ],
)
def test_files_of_other_programs(folder: str, name: str, encryption: str) -> None:
    facts = read_pfx_facts(vector(name, folder))
    assert (facts.key_provider, facts.provider_visible, facts.encryption) == (None, True, encryption)


def test_a_name_of_a_provider_cannot_deceive() -> None:
    def named(text: str) -> str | None:
        return read_pfx_facts(with_key(provider(text.encode("utf-16-be")))).key_provider

    assert named("Legacy\u202eCSP\n") == "Legacy\\u{202e}CSP\\u{a}"
    assert named("x" * 200) == "x" * 100 + "…"
    assert named("") == ""


def test_the_first_of_several_names_counts() -> None:
    two = shrouded_key_bag(b"x", provider("A".encode("utf-16-be"))), key_bag(b"", provider("B".encode("utf-16-be")))
    facts = read_pfx_facts(pfx(data_info(sequence(*two))))
    assert (facts.key_provider, facts.encryption) == ("A", "PBES2")


# ------------------------------------------------------------------------------------------------------------- the work


def in_a_mac(rounds: int) -> bytes:
    """A PFX whose MAC asks for so many rounds."""
    info = sequence(sequence(identifier(bytes.fromhex("608648016503040201")), b"\x05\x00"), octets(bytes(32)))
    mac = sequence(info, octets(bytes(8)), number(rounds))
    return changed(pfx(), (1,), lambda one: one.encoded + mac)


def in_the_key(rounds: int) -> bytes:
    return pfx(data_info(sequence(shrouded_key_bag(b"x", rounds=rounds))))


def in_a_safe(rounds: int) -> bytes:
    return pfx(encrypted_info(sequence(), rounds))


WORK: dict[str, Callable[[int], bytes]] = {"MAC": in_a_mac, "key": in_the_key, "safe": in_a_safe}


@pytest.mark.parametrize("place", WORK)
def test_the_rounds_are_counted_everywhere(place: str) -> None:
    make = WORK[place]
    for fine in (1, ROUNDS, MAX_ROUNDS):
        assert is_read(make(fine))
    for too_many in (MAX_ROUNDS + 1, HIDDEN_ROUNDS, 1 << 80):
        with pytest.raises(ShieldwizError, match="1,000,000 rounds") as caught:
            read_pfx_facts(make(too_many))
        assert caught.value.problem is Problem.LIMITS


def test_the_rounds_of_all_places_add_up() -> None:
    half = MAX_ROUNDS // 2
    bags = shrouded_key_bag(b"x", rounds=half), shrouded_key_bag(b"y", rounds=half)
    both = data_info(sequence(*bags))
    assert is_read(pfx(both))
    assert problem_of(pfx(both, encrypted_info(sequence(), 1))) is Problem.LIMITS


def test_a_negative_number_of_rounds_takes_nothing_away() -> None:
    negative = sequence(sequence(octets(bytes(8)), b"\x02\x03\x80\x00\x00"))
    assert problem_of(with_key(method=sequence(identifier(b"\x2a"), negative))) is Problem.LIMITS


def test_scrypt_is_never_worth_its_memory() -> None:
    derivation = sequence(identifier(SCRYPT), sequence(octets(bytes(8)), number(2), number(1), number(1)))
    assert problem_of(with_key(method=sequence(identifier(b"\x2a"), derivation))) is Problem.LIMITS


# ------------------------------------------------------------------------------------------------------------- damage


def test_the_loose_form_of_firefox_is_told() -> None:
    for data in (indefinite(usual_pfx()), b"\x30\x80"):
        with pytest.raises(ShieldwizError, match="Firefox") as caught:
            read_pfx_facts(data)
        assert caught.value.problem is Problem.KIND
        assert "export it again" in caught.value.hint


def test_lengths_left_open_further_in_are_damage() -> None:
    assert damaged(changed(usual_pfx(), (1,), lambda one: indefinite(one.encoded)))


def test_what_is_no_pfx_is_told() -> None:
    version, safe = number(3), data_info(sequence())
    for data in (
        b"",
        b"\x30",
        b"hello",
        certificate().der,
        sequence(),
        sequence(version),
        sequence(version, sequence()),
        sequence(version, sequence(identifier(DATA))),
        sequence(version, sequence(identifier(DATA), explicit(b""))),
        sequence(version, sequence(identifier(ENCRYPTED_DATA), explicit(octets(sequence())))),
        sequence(octets(b"\3"), safe),
        sequence(version, safe) + b"\0",
        sequence(version, data_info(octets(b""))),
    ):
        assert damaged(data)


def test_bags_that_lack_something_are_damage() -> None:
    value = encode_tlv(CONTEXT_0, b"")
    empty_algorithm = bag(SHROUDED_KEY_BAG, sequence(sequence(), octets(b"")))
    for content in (
        octets(b""),
        sequence(sequence()),
        sequence(sequence(identifier(SHROUDED_KEY_BAG))),
        sequence(sequence(identifier(SHROUDED_KEY_BAG), value)),
        sequence(empty_algorithm),
        sequence(sequence(), shrouded_key_bag(b"x")),
        sequence(b"\x04\x05"),
    ):
        assert damaged(pfx(data_info(content)))


def test_octets_that_begin_like_a_sequence_by_chance_are_octets() -> None:
    by_chance = octets(bytes.fromhex("3006ffffffffffff"))
    unlucky = sequence(identifier(KEY_BAG), encode_tlv(CONTEXT_0, sequence(by_chance)))
    assert read_pfx_facts(pfx(data_info(sequence(unlucky)))).encryption == "none"


def test_odd_attributes_are_damage_or_passed_over() -> None:
    name = PROVIDER.encode("utf-16-be")
    for attribute in (
        sequence(),
        sequence(identifier(b"\x2a")),
        provider(name, tag=0x0C),
        provider(name[:-1]),
        provider(b"\xd8\x00"),
        provider()[:-1],
    ):
        assert damaged(with_key(attribute))
    not_a_set = sequence(identifier(KEY_BAG), encode_tlv(CONTEXT_0, b""), sequence(provider()))
    assert read_pfx_facts(pfx(data_info(sequence(not_a_set)))).key_provider is None


@pytest.mark.parametrize(
    ("wrap", "levels"),
    [(sequence, 1), (lambda inner: sequence(octets(inner)), 2), (lambda inner: encode_tlv(0x24, inner), 1)],
    ids=["sequences", "octet strings", "octet strings in parts"],
)
def test_nesting_has_an_end(wrap: Callable[[bytes], bytes], levels: int) -> None:
    def nested(depth: int) -> bytes:
        inner = sequence()
        for _ in range(depth):
            inner = wrap(inner)
        return pfx(sequence(identifier(ENCRYPTED_DATA), explicit(inner)))

    assert is_read(nested(30 // levels))
    for too_deep in (32, 5_000):
        assert damaged(nested(too_deep // levels))


@given(st.integers(min_value=0), st.binary(max_size=4), st.integers(0, 4))
def test_a_change_anywhere_escapes_in_no_other_way(at: int, put: bytes, taken: int) -> None:
    whole = vector("owner.signing.2016.pfx", "formats")
    at %= len(whole)
    with suppress(ShieldwizError):
        facts = read_pfx_facts(whole[:at] + put + whole[at + taken :])
        assert facts.key_provider is None or facts.key_provider.isprintable()


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_our_words(data: bytes) -> None:
    assert damaged(data)
