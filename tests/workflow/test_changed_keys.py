# SPDX-License-Identifier: Apache-2.0
"""New keys of a hoster that is known: who says so, and what can be done then."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.issuing import ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.metadata import write_metadata
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.examination import add, examine, restore
from shieldwiz.workflow.home import Home
from tests.workflow.conftest import NOW, Fabric


@pytest.fixture
def known_by_signer(empty: str, fabric: Fabric) -> str:
    """A home that knows the hoster by its communications certificate."""
    choices = Choices(signer_file=fabric["communications.cer"])
    assert add(empty, NOW, data=fabric.data("metadata.xml"), name="Contoso", choices=choices)["kept"]
    return empty


def test_a_change_signed_by_the_known_signer_can_be_taken(known_by_signer: str, fabric: Fabric) -> None:
    report = examine(known_by_signer, NOW, source=fabric["metadata-new-keys.xml"])
    changes = report["library"]["changes"]
    assert (report["verdict"], report["decisions"]) == ("decide", ["keep-both", "replace"])
    assert (changes["name"], changes["known_signer"], changes["needs_proof"]) == ("Contoso", True, False)
    assert (changes["change"], changes["older"]) == ("new-pair", False)
    assert {row["what"]: row["word"] for row in changes["rows"]} == {
        "signing": "new-key",
        "encryption": "new-key",
        "signer": "same",
        "from": "same",
        "until": "same",
    }


def test_a_change_that_nobody_known_signed_needs_the_fingerprint_first(filled: str, fabric: Fabric) -> None:
    report = examine(filled, NOW, source=fabric["metadata-new-keys.xml"])
    changes = report["library"]["changes"]
    assert (report["verdict"], report["decisions"]) == ("decide", [])
    assert (changes["name"], changes["known_signer"], changes["needs_proof"]) == ("Contoso", False, True)
    told = Choices(guardian_fingerprint=report["guardian"]["fingerprint"]["hex"])
    report = examine(filled, NOW, source=fabric["metadata-new-keys.xml"], choices=told)
    assert (report["verdict"], report["decisions"]) == ("trusted", ["keep-both", "replace"])
    for decision in ("keep-both", "replace"):
        added = add(
            filled,
            NOW,
            data=fabric.data("metadata-new-keys.xml"),
            name="Contoso" if decision == "replace" else "Contoso 2027",
            decision=decision,
            replaces="Contoso",
        )
        assert (added["verdict"], added["kept"]) == ("decide", None)


def test_both_can_be_kept(known_by_signer: str, fabric: Fabric) -> None:
    added = add(
        known_by_signer,
        NOW,
        data=fabric.data("metadata-new-keys.xml"),
        name="Contoso 2027",
        decision="keep-both",
        replaces="Contoso",
    )
    assert (added["verdict"], added["kept"]) == ("trusted", "Contoso 2027")
    assert [known.name for known in Home(folder=Path(known_by_signer)).guardians.all()] == ["Contoso", "Contoso 2027"]


def test_the_old_ones_can_be_replaced_and_that_undone(known_by_signer: str, fabric: Fabric) -> None:
    guardians = Home(folder=Path(known_by_signer)).guardians
    before = guardians.find("Contoso")
    added = add(
        known_by_signer,
        NOW,
        data=fabric.data("metadata-new-keys.xml"),
        name="Contoso 2027",
        decision="replace",
        replaces="Contoso",
    )
    assert added["kept"] == "Contoso 2027"
    (after,) = guardians.all()
    assert after.guardian != before.guardian
    assert restore(known_by_signer, added["undo"]) == {"name": "Contoso"}
    assert guardians.all() == (before,)


def test_the_old_document_after_the_new_one_is_a_change_too(known_by_signer: str, fabric: Fabric) -> None:
    new = fabric.data("metadata-new-keys.xml")
    add(known_by_signer, NOW, data=new, name="Contoso", decision="replace", replaces="Contoso")
    report = examine(known_by_signer, NOW, source=fabric["metadata.xml"])
    assert report["library"]["changes"]["name"] == "Contoso"
    assert report["decisions"] == ["keep-both", "replace"]


@pytest.fixture(scope="session")
def renewals() -> tuple[bytes, bytes]:
    """Metadata of one hoster in two years: the same keys in renewed certificates."""
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
    documents = []
    for year in (0, 1):
        begin = NOW - timedelta(days=200 - 100 * year)
        pair = [
            issue_certificate(
                key,
                x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Contoso Hosting")]),
                usages,
                begin=begin,
                end=begin + timedelta(days=365),
                issuer=None,
            )
            for key, usages in zip(keys, (SIGNING, ENCRYPTION), strict=True)
        ]
        documents.append(write_metadata(pair[0], pair[1], SoftwareKey(keys[0]).sign))
    return documents[0], documents[1]


def test_renewed_certificates_of_the_same_keys_are_told(empty: str, renewals: tuple[bytes, bytes]) -> None:
    old, new = renewals
    first = examine(empty, NOW, data=old)
    assert first["proposed_name"] == "Contoso Hosting"
    told = Choices(guardian_fingerprint=first["guardian"]["fingerprint"]["hex"])
    add(empty, NOW, data=old, name="Contoso Hosting", choices=told)
    report = examine(empty, NOW, data=new)
    changes = report["library"]["changes"]
    assert (report["library"]["renewed_of"], changes["change"]) == ("Contoso Hosting", "renewed")
    assert report["proposed_name"] == "Contoso Hosting 2"
    assert {row["what"]: row["word"] for row in changes["rows"]} == {
        "signing": "same-key",
        "encryption": "same-key",
        "signer": "same-key",
        "from": "later",
        "until": "later",
    }
    back = str(empty) + "-other"
    later = Choices(guardian_fingerprint=report["guardian"]["fingerprint"]["hex"])
    add(back, NOW, data=new, name="Contoso Hosting", choices=later)
    assert examine(back, NOW, data=old)["library"]["changes"]["older"]


def test_a_stranger_is_compared_with_the_name_it_is_expected_to_be(filled: str, renewals: tuple[bytes, bytes]) -> None:
    assert examine(filled, NOW, data=renewals[0])["library"]["changes"] is None
    report = examine(filled, NOW, data=renewals[0], choices=Choices(expected="Contoso"))
    changes = report["library"]["changes"]
    assert (changes["name"], changes["needs_proof"], report["decisions"]) == ("Contoso", True, [])
    with pytest.raises(ShieldwizError) as error:
        examine(filled, NOW, data=renewals[0], choices=Choices(expected="Nobody"))
    assert error.value.problem is Problem.NAME_UNKNOWN
