# SPDX-License-Identifier: Apache-2.0

import dataclasses

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import Method
from tests.keyprotector.parties import HMAC_SHA256, RSA_SHA256, party

KEY = bytes(32)


def test_open_profile_1_is_written() -> None:
    assert algorithms.CERTIFICATE_SIGNATURE.written.method == Method(uri=RSA_SHA256)
    assert algorithms.GUARDIAN_SIGNATURE.written.method == Method(uri=RSA_SHA256)
    assert algorithms.MAC.written.method == Method(uri=HMAC_SHA256)
    assert algorithms.PAYLOAD.written.method == Method(uri="http://www.w3.org/2009/xmlenc11#aes256-gcm")
    assert algorithms.TRANSPORT_KEY.written.run == algorithms.Oaep(digest="sha256", mgf="sha256")


def test_the_s_list_is_complete() -> None:
    more = "http://www.w3.org/2001/04/xmldsig-more#"
    pss = "http://www.w3.org/2007/05/xmldsig-more#"
    assert algorithms.CERTIFICATE_SIGNATURE.uris == {
        *(f"{more}rsa-sha{size}" for size in (256, 384, 512)),
        *(f"{pss}sha{size}-rsa-MGF1" for size in (256, 384, 512)),
    }


@pytest.mark.parametrize("row", algorithms.TRANSPORT_KEY.rows, ids=lambda row: f"{row.run.digest}-{row.run.mgf}")
def test_every_oaep_choice_opens_with_the_same_choice(row: algorithms.Row[algorithms.Oaep]) -> None:
    owner = party("Finance")
    key = owner.encryption.rsa_key()
    assert key is not None
    wrapped = row.run.wrap(key, KEY)
    assert owner.unwrapper.unwrap(wrapped, digest=row.run.digest, mgf=row.run.mgf) == KEY
    assert row.strict is ((row.run.digest, row.run.mgf) == ("sha256", "sha256"))


def test_the_sixteen_oaep_choices_are_told_apart() -> None:
    methods = {row.method for row in algorithms.TRANSPORT_KEY.rows}
    assert len(methods) == len(algorithms.TRANSPORT_KEY.rows) == 16
    for row in algorithms.TRANSPORT_KEY.rows:
        assert algorithms.TRANSPORT_KEY.known(row.method) == row.run


def test_what_a_key_cannot_encrypt_is_refused() -> None:
    key = party("Finance").encryption.rsa_key()
    assert key is not None
    with pytest.raises(ShieldwizError) as caught:
        algorithms.TRANSPORT_KEY.written.run.wrap(key, bytes(4096))
    assert caught.value.problem is Problem.CERTIFICATE


def test_the_two_derived_keys_differ() -> None:
    assert algorithms.MAC_KEY.written.run(KEY) != algorithms.PAYLOAD_KEY.written.run(KEY)
    assert algorithms.MAC_KEY.written.method.uri == algorithms.PAYLOAD_KEY.written.method.uri


def test_the_other_slots_parameters_do_not_count() -> None:
    payload = algorithms.PAYLOAD_KEY.written.method
    assert algorithms.MAC_KEY.find(payload) is None
    with pytest.raises(ShieldwizError) as caught:
        algorithms.MAC_KEY.require_strict(payload)
    assert caught.value.problem is Problem.PARAMETERS


def test_an_algorithm_counts_in_its_slot_only() -> None:
    for slot, uri in (
        (algorithms.MAC.uris, RSA_SHA256),
        (algorithms.GUARDIAN_SIGNATURE.uris, HMAC_SHA256),
        (algorithms.TRANSPORT_KEY.uris, RSA_SHA256),
    ):
        assert algorithms.is_misplaced(uri, slot)
    assert not algorithms.is_misplaced(RSA_SHA256, algorithms.GUARDIAN_SIGNATURE.uris)
    assert not algorithms.is_misplaced("urn:vendor:unknown", algorithms.MAC.uris)


def test_an_unknown_algorithm_is_shown_escaped() -> None:
    with pytest.raises(ShieldwizError) as caught:
        algorithms.MAC.known(Method(uri="urn:\u202eknown"))
    assert caught.value.problem is Problem.ALGORITHM
    assert caught.value.detail == "urn:\\u{202e}known"


def test_oaep_choices_other_than_profile_1_are_refused_in_a_pdkx() -> None:
    for row in algorithms.TRANSPORT_KEY.rows[1:]:
        with pytest.raises(ShieldwizError) as caught:
            algorithms.TRANSPORT_KEY.require_strict(row.method)
        assert caught.value.problem is Problem.PARAMETERS
    algorithms.TRANSPORT_KEY.require_strict(algorithms.TRANSPORT_KEY.written.method)


def test_a_row_that_is_not_strict_is_refused_in_a_pdkx_by_its_uri() -> None:
    written = algorithms.MAC.written
    added = dataclasses.replace(written, method=Method(uri="urn:a-real-sample"), strict=False)
    slot = dataclasses.replace(algorithms.MAC, rows=(written, added))
    assert slot.known(added.method) is written.run
    with pytest.raises(ShieldwizError) as caught:
        slot.require_strict(added.method)
    assert caught.value.problem is Problem.ALGORITHM


def test_contents_open_whole_or_not_at_all() -> None:
    cipher = algorithms.PAYLOAD.written.run
    encrypted = cipher.encrypt(KEY, b"secret")
    assert len(encrypted) == len(b"secret") + cipher.overhead
    assert cipher.decrypt(KEY, encrypted) == b"secret"
    assert cipher.encrypt(KEY, b"secret")[:12] != encrypted[:12]
    for damaged in (encrypted[:-1], encrypted + b"x", bytes([encrypted[0] ^ 1]) + encrypted[1:], bytes(28)):
        with pytest.raises(ShieldwizError) as caught:
            cipher.decrypt(KEY, damaged)
        assert caught.value.problem is Problem.CANNOT_OPEN
