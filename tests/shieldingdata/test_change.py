# SPDX-License-Identifier: Apache-2.0

import dataclasses
from collections.abc import Callable

import pytest

from shieldwiz.certificates.issuing import ENCRYPTION, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.shieldingdata.change import edit_shielding_data, grant_guardians, revoke_guardians
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile, Policy, VerifiedShieldingData
from shieldwiz.shieldingdata.write import write_shielding_data
from tests.keyprotector.parties import NOW, guardian, party
from tests.shieldingdata.making import ANSWER_FILE, CONTENTS, LATER, disk, template


def opened(verified: VerifiedShieldingData, name: str) -> Contents:
    return open_contents(accept_unknown_owner(verified), party(name).encryption, party(name).unwrapper)


def transport_key(verified: VerifiedShieldingData) -> bytes:
    return unseal(verified.verdict, party("Finance").encryption, party("Finance").unwrapper)


CHANGES: list[Callable[[VerifiedShieldingData], VerifiedShieldingData]] = [
    lambda old: edit_shielding_data(old, party("Finance"), now=LATER),
    lambda old: grant_guardians(old, party("Finance"), (guardian("East"),), now=LATER),
    lambda old: revoke_guardians(old, party("Finance"), (party("North").fingerprint,), now=LATER),
]


@pytest.mark.parametrize("change", CHANGES, ids=["edit", "grant", "revoke"])
def test_every_change_is_a_new_revision_under_new_keys(
    change: Callable[[VerifiedShieldingData], VerifiedShieldingData],
) -> None:
    old, new = template(), change(template())
    assert (new.header.id, new.header.revision, new.header.created) == (old.header.id, 2, LATER)
    same = dataclasses.replace(new.header, revision=1, created=old.header.created)
    assert same == old.header
    assert transport_key(new) != transport_key(old)
    assert new.shielding_data.encrypted_contents[:12] != old.shielding_data.encrypted_contents[:12]
    assert not {one.transport_key.cipher for one in new.protector.wrappings} & {
        one.transport_key.cipher for one in old.protector.wrappings
    }
    assert opened(new, "South") == CONTENTS


def test_guardians_own_signatures_are_carried_on() -> None:
    new = CHANGES[0](template())
    assert [one.encryption_signature for one in new.guardians] == [
        one.encryption_signature for one in template().guardians
    ]


def test_editing_changes_what_it_is_told() -> None:
    contents = Contents(answer_file=ANSWER_FILE, other_files=(NamedFile(name="new", data=b"new"),))
    new = edit_shielding_data(
        template(),
        party("Finance"),
        now=LATER,
        policy=Policy.ENCRYPTION_SUPPORTED,
        description="",
        volume_id_qualifiers=(disk("Other"),),
        contents=contents,
    )
    assert new.header.policy is Policy.ENCRYPTION_SUPPORTED
    assert new.header.description == ""
    assert new.header.volume_id_qualifiers == (disk("Other"),)
    assert opened(new, "North") == contents
    assert new.recipients == template().recipients


def test_who_is_granted_gets_in() -> None:
    new = CHANGES[1](template())
    assert [one.fingerprint for one in new.guardians] == [party(n).fingerprint for n in ("North", "South", "East")]
    assert opened(new, "East") == CONTENTS


def test_who_is_revoked_does_not_get_in_any_more() -> None:
    new = CHANGES[2](template())
    assert new.recipients == (party("Finance").fingerprint, party("South").fingerprint)
    with pytest.raises(ShieldwizError) as caught:
        opened(new, "North")
    assert caught.value.problem is Problem.NOT_A_RECIPIENT


def test_a_key_in_two_certificates_is_revoked_in_both_or_not_at_all() -> None:
    """A hoster renewed its certificate with the same key, and both rows let that key in."""
    north, old = party("North"), template()
    key = north.software_keys()[1].private_key
    subject = north.encryption.x509.subject
    renewed = dataclasses.replace(
        north, encryption=issue_certificate(key, subject, ENCRYPTION, begin=NOW, end=LATER, issuer=None)
    )
    both = grant_guardians(old, party("Finance"), (renewed.guardian,), now=LATER)
    for one, other in ((north, renewed), (renewed, north)):
        with pytest.raises(ShieldwizError) as caught:
            revoke_guardians(both, party("Finance"), (one.fingerprint,), now=LATER)
        assert caught.value.problem is Problem.USAGE
        assert caught.value.detail == other.fingerprint.hex
    new = revoke_guardians(both, party("Finance"), (north.fingerprint, renewed.fingerprint), now=LATER)
    with pytest.raises(ShieldwizError) as caught:
        opened(new, "North")
    assert caught.value.problem is Problem.NOT_A_RECIPIENT


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda: edit_shielding_data(template(), party("North"), now=LATER), Problem.OWNER_UNKNOWN),
        (
            lambda: edit_shielding_data(template(), party("North"), now=LATER, contents=CONTENTS),
            Problem.OWNER_UNKNOWN,
        ),
        (lambda: edit_shielding_data(template(), party("Finance"), now=LATER, contents=Contents()), Problem.MEANING),
        (
            lambda: edit_shielding_data(template(), party("Finance"), now=LATER, volume_id_qualifiers=()),
            Problem.MEANING,
        ),
        (
            lambda: grant_guardians(template(), party("Finance"), (guardian("North"),), now=LATER),
            Problem.DUPLICATE,
        ),
        (
            lambda: revoke_guardians(template(), party("Finance"), (party("East").fingerprint,), now=LATER),
            Problem.NOT_A_RECIPIENT,
        ),
        (
            lambda: revoke_guardians(template(), party("Finance"), (party("Finance").fingerprint,), now=LATER),
            Problem.USAGE,
        ),
    ],
)
def test_what_must_not_be_changed_is_refused(change: Callable[[], VerifiedShieldingData], problem: Problem) -> None:
    with pytest.raises(ShieldwizError) as caught:
        change()
    assert caught.value.problem is problem


def test_the_last_revision_is_the_last() -> None:
    last = dataclasses.replace(template().header, revision=4_294_967_295)
    verified = write_shielding_data(last, owner=party("Finance"), guardians=(), contents=CONTENTS)
    with pytest.raises(ShieldwizError) as caught:
        edit_shielding_data(verified, party("Finance"), now=LATER)
    assert caught.value.problem is Problem.VALUE
