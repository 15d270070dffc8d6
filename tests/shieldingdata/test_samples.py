# SPDX-License-Identifier: Apache-2.0
"""The samples of a second implementation give the answers that it wrote down."""

import hashlib

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.shieldingdata.change import edit_shielding_data
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner, confirm_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Contents, VerifiedShieldingData
from tests.keyprotector.parties import FORMATS, expected, sample_key, sample_owner
from tests.shieldingdata.making import LATER

OWNER = expected()["files"]["existing-vm.pdkx"]["recipients"][0]["guardian_fingerprint"]


def sample(name: str) -> VerifiedShieldingData:
    return read_shielding_data((FORMATS / name).read_bytes())


def read_and_open(data: bytes, who: str) -> Contents:
    confirmed = confirm_owner(read_shielding_data(data), expected=OWNER)
    return open_contents(confirmed, *sample_key(f"{who}.encryption"))


def listed(contents: Contents) -> list[dict[str, object]]:
    return [
        {
            "kind": "answer" if file is contents.answer_file else "other",
            "name": file.name,
            "size": len(file.data),
            "sha256": hashlib.sha256(file.data).hexdigest(),
        }
        for file in contents.files
    ]


@pytest.mark.parametrize("name", ["template.pdkx", "existing-vm.pdkx"])
def test_public_answers(name: str) -> None:
    answers = expected()["files"][name]
    verified = sample(name)
    header = verified.header
    assert {
        "id": header.id,
        "revision": header.revision,
        "created": header.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "purpose": header.purpose,
        "policy": header.policy,
        "description": header.description,
    } == answers["header"]
    assert len(verified.protector.signed) == answers["wrappings_c14n_length"]
    assert hashlib.sha256(verified.protector.signed).hexdigest() == answers["wrappings_c14n_sha256"]
    assert [fingerprint.hex for fingerprint in verified.recipients] == [
        recipient["guardian_fingerprint"] for recipient in answers["recipients"]
    ]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("template.pdkx", "owner"),
        ("template.pdkx", "guardian-a"),
        ("template.pdkx", "guardian-b"),
        ("existing-vm.pdkx", "owner"),
        ("existing-vm.pdkx", "guardian-a"),
    ],
)
def test_recipients_find_what_is_inside(name: str, who: str) -> None:
    answers = expected()["files"][name]
    verified = sample(name)
    key = sample_key(f"{who}.encryption")
    assert unseal(verified.verdict, *key).hex() == answers["transport_key"]
    assert listed(open_contents(confirm_owner(verified, expected=OWNER), *key)) == answers["contents"]


def test_the_protector_inside_is_the_one_exported() -> None:
    assert (FORMATS / "existing-vm.kp.xml").read_bytes().endswith(sample("existing-vm.pdkx").protector.xml)


def test_who_is_not_named_does_not_get_in() -> None:
    with pytest.raises(ShieldwizError) as caught:
        open_contents(accept_unknown_owner(sample("existing-vm.pdkx")), *sample_key("guardian-b.encryption"))
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_A_RECIPIENT, "D14")


@pytest.mark.parametrize(
    "name",
    [name for name, answer in expected()["tampered"].items() if answer["want"] in list(Problem)],
)
def test_tampered_ones_are_refused_for_the_right_reason(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_and_open((FORMATS / "tampered" / name).read_bytes(), "guardian-b")
    assert caught.value.problem == expected()["tampered"][name]["want"]


def test_a_dishonest_owner_cannot_show_two_guardians_different_things() -> None:
    confirmed = confirm_owner(sample("tampered/two-transport-keys.pdkx"), expected=OWNER)
    assert listed(open_contents(confirmed, *sample_key("guardian-a.encryption")))
    with pytest.raises(ShieldwizError) as caught:
        open_contents(confirmed, *sample_key("guardian-b.encryption"))
    assert caught.value.problem is Problem.CANNOT_OPEN


def test_the_owner_of_the_samples_can_go_on_with_them() -> None:
    old = sample("template.pdkx")
    new = edit_shielding_data(old, sample_owner(), now=LATER, description="")
    assert (new.header.id, new.header.revision) == (old.header.id, 4)
    assert new.recipients == old.recipients
    key = sample_key("guardian-b.encryption")
    assert open_contents(accept_unknown_owner(new), *key) == open_contents(accept_unknown_owner(old), *key)
