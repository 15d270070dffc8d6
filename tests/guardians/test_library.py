# SPDX-License-Identifier: Apache-2.0
"""What is kept of a judged guardian, how a name that is known already is treated, and what damage does."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.certificates.issuing import ENCRYPTION
from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.library import GuardianLibrary, KnownGuardian, known_guardian
from tests.guardians.judging import (
    BEFORE,
    SHA1,
    YEARS_AGO,
    contoso,
    fingerprint,
    judged,
    stranger,
    swap,
    with_common_factor,
)
from tests.simulated_fabric import (
    NOW,
    Information,
    authority,
    certificate,
    document,
    hoster,
    renewed,
    reusing,
    unsigned_document,
)

LATER = NOW + timedelta(days=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "guardians"


@pytest.fixture
def library(folder: Path) -> GuardianLibrary:
    return GuardianLibrary(folder)


def known(
    data: bytes | None = None,
    *,
    name: str = "Contoso",
    now: datetime = NOW,
    reason: str = "",
    note: str = "",
    **confirmed: Any,
) -> KnownGuardian:
    """What the library is given after a judgement; Contoso under its confirmed signer where nothing else is said."""
    data = document(contoso()) if data is None else data
    verdict = judged(data, **(confirmed or {"signer": contoso().communications}))
    return known_guardian(name, data, verdict, now=now, reason=reason, note=note)


def _only_entry(folder: Path) -> Path:
    (entry,) = (path for path in folder.iterdir() if path.is_dir())
    return entry


def _problem(action: Callable[[], object]) -> Problem:
    with pytest.raises(ShieldwizError) as caught:
        action()
    assert caught.value.message.endswith(".")
    return caught.value.problem


# what is kept of a verdict


def test_what_was_decided_is_kept() -> None:
    data = document(contoso())
    kept = known(
        data, reason="Called them.", note="Berlin", now=datetime(2026, 12, 1, 2, 3, 4, 5, timezone(timedelta(hours=1)))
    )
    assert kept.metadata == data
    assert kept.guardian.name == "Contoso"
    assert (kept.guardian.signing, kept.guardian.encryption) == (contoso().signing, contoso().encryption)
    assert kept.communications == contoso().communications
    assert kept.communications_confirmed
    assert kept.basis is TrustBasis.SIGNER
    assert kept.confirmed.isoformat() == "2026-12-01T01:03:04+00:00"
    assert (kept.overrides, kept.reason, kept.note) == ((), "Called them.", "Berlin")
    assert kept.is_proven
    assert kept.pin.fingerprint == fingerprint(contoso())
    assert (kept.pin.name, kept.pin.basis, kept.pin.communications) == (
        "Contoso",
        TrustBasis.SIGNER,
        contoso().communications,
    )


def test_nothing_is_kept_of_what_is_refused_or_undecided() -> None:
    refused = judged(document(contoso()), signer=stranger().communications)
    undecided = judged(document(contoso()))
    with pytest.raises(ShieldwizError, match="refused") as caught:
        known_guardian("Contoso", b"", refused, now=NOW)
    assert caught.value.problem is Problem.NOT_FIT
    with pytest.raises(ShieldwizError, match=r"V10, trust-basis") as caught:
        known_guardian("Contoso", b"", undecided, now=NOW)
    assert caught.value.problem is Problem.DECISION_NEEDED


def test_overrides_are_recorded_and_an_override_is_no_proof() -> None:
    kept = known(allow_untrusted_root=True)
    assert (kept.basis, kept.overrides, kept.is_proven) == (TrustBasis.OVERRIDE, ("allow-untrusted-root",), False)
    old = renewed(contoso(), "Contoso", begin=YEARS_AGO, end=BEFORE)
    kept = known(
        swap("<Version>1<", "<Version>2<")(document(old)),
        guardian_fingerprint=fingerprint(old).hex,
        ignore_communications_signature=True,
        allow_expired=True,
    )
    assert kept.overrides == ("ignore-communications-signature", "allow-expired")
    assert kept.is_proven
    assert (kept.communications, kept.pin.communications) == (None, None)


@pytest.mark.parametrize(
    ("data", "confirmed", "may_speak"),
    [
        (lambda: document(contoso()), "signer", True),
        # whoever signed a document whose pair was confirmed may be anybody
        (lambda: document(contoso()), "guardian_fingerprint", False),
        (lambda: document(stranger(), information=Information.of(contoso())), "guardian_fingerprint", False),
        (lambda: document(contoso()), "allow_untrusted_root", False),
        # but the confirmed pair's own signing key is confirmed with it
        (lambda: document(reusing(contoso())), "guardian_fingerprint", True),
        (lambda: document(reusing(contoso())), "allow_untrusted_root", False),
        (lambda: unsigned_document(contoso()), "guardian_fingerprint", False),
    ],
)
def test_the_pinned_signer_is_one_that_was_confirmed(data: Any, confirmed: str, may_speak: bool) -> None:
    told: dict[str, Callable[[], Any]] = {
        "signer": lambda: contoso().communications,
        "guardian_fingerprint": lambda: fingerprint(contoso()).hex,
        "allow_untrusted_root": lambda: True,
    }
    given: dict[str, Any] = {confirmed: told[confirmed]()}
    kept = known(data(), **given)
    assert kept.communications_confirmed is may_speak
    assert (kept.pin.communications is not None) is may_speak
    if may_speak:
        assert kept.pin.communications == kept.communications


@pytest.mark.parametrize("what", ["reason", "note"])
def test_words_that_cannot_be_written_are_refused(what: str) -> None:
    """As an argument in another encoding than the terminal's comes in."""
    with pytest.raises(ShieldwizError, match=what) as caught:
        known(document(contoso()), **{what: "caf\udce9"})  # type: ignore[arg-type]  # both are texts
    assert caught.value.problem is Problem.USAGE
    assert "\udce9" not in caught.value.message


# keeping and finding


def test_what_is_kept_is_found_again_whole(library: GuardianLibrary, folder: Path) -> None:
    assert library.all() == ()
    assert not folder.exists()
    kept = known(reason="Called them.", note="Berlin")
    other = known(document(reusing(stranger())), name="Another", allow_untrusted_root=True)
    assert library.keep(kept) is None
    assert library.keep(other) is None
    assert library.all() == GuardianLibrary(folder).all() == (other, kept)
    assert library.damaged() == ()
    told = fingerprint(contoso())
    for name in ("Contoso", "CONTOSO", "contoso", told.hex, told.digits):
        assert library.find(name) == kept
    assert library.find("contoso").guardian.name == "Contoso"
    assert library.find(fingerprint(stranger()).digits) == other
    assert _problem(lambda: library.find("Nobody")) is Problem.NAME_UNKNOWN
    assert _problem(lambda: library.find("0" * 64)) is Problem.NAME_UNKNOWN


def test_a_guardian_without_a_signer_is_kept_too(library: GuardianLibrary) -> None:
    kept = known(unsigned_document(contoso()), guardian_fingerprint=fingerprint(contoso()).digits)
    library.keep(kept)
    assert library.find("Contoso") == kept
    assert library.find("Contoso").communications is None


@pytest.mark.parametrize("name", ["", " Contoso", "Con\u202etoso", "0" * 64, "1" * 60, "x" * 65])
def test_no_name_may_deceive(library: GuardianLibrary, name: str) -> None:
    assert _problem(lambda: library.keep(known(name=name))) is Problem.NAME
    assert library.all() == ()


def test_renaming_and_removing(library: GuardianLibrary, folder: Path) -> None:
    library.keep(known())
    library.keep(known(document(stranger()), name="Fabrikam", signer=stranger().communications))
    for twin in ("fabrikam", "FABRIKAM", "Fabrikam"):
        assert _problem(partial(library.rename, "Contoso", twin)) is Problem.NAME_TAKEN
    library.rename("contoso", "CONTOSO")
    library.rename("CONTOSO", "Contoso Ltd.")
    assert [one.name for one in library.all()] == ["Contoso Ltd.", "Fabrikam"]
    assert library.find("Contoso Ltd.").guardian.name == "Contoso Ltd."
    assert library.find("Contoso Ltd.") == replace(known(), name="Contoso Ltd.")
    library.remove("contoso ltd.")
    assert [one.name for one in library.all()] == ["Fabrikam"]
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
    assert _problem(lambda: library.remove("Contoso")) is Problem.NAME_UNKNOWN
    assert _problem(lambda: library.rename("Contoso", "Other")) is Problem.NAME_UNKNOWN


# a name that is known already


def test_the_same_keys_refresh_how_they_were_confirmed(library: GuardianLibrary) -> None:
    first = known(allow_untrusted_root=True, reason="In a hurry.", note="Berlin")
    library.keep(first)
    second = known(now=LATER)
    assert library.keep(second) == first
    now = library.find("Contoso")
    assert now == replace(second, reason="In a hurry.", note="Berlin")
    assert (now.basis, now.confirmed, now.overrides) == (TrustBasis.SIGNER, LATER, ())
    library.keep(known(now=LATER, reason="Called them.", note="Bonn"))
    assert (library.find("Contoso").reason, library.find("Contoso").note) == ("Called them.", "Bonn")


def test_proof_is_never_lost_to_a_word(library: GuardianLibrary, folder: Path) -> None:
    first = known(note="Berlin")
    library.keep(first)
    library.keep(known(unsigned_document(contoso()), allow_untrusted_root=True, now=LATER))
    assert library.find("Contoso") == first
    library.keep(known(unsigned_document(contoso()), allow_untrusted_root=True, now=LATER, note="Bonn"))
    assert library.find("Contoso") == replace(first, note="Bonn")
    library.keep(known(name="CONTOSO", now=LATER))
    assert library.find("Contoso").confirmed == LATER
    assert len(list(_only_entry(folder).glob("*.xml"))) == 1


def test_the_confirmed_signer_is_not_lost_to_another_copy(library: GuardianLibrary) -> None:
    """Anybody can sign a genuine document again, or leave the signature out; known keys ask nothing then."""
    library.keep(known())
    pin = library.find("Contoso").pin
    for data in (
        document(stranger(), information=Information.of(contoso())),
        unsigned_document(contoso()),
        document(contoso(), **SHA1),
    ):
        library.keep(known(data, pin=pin, now=LATER))
        now = library.find("Contoso")
        assert now.metadata == data
        assert now.pin == pin
        assert now.communications == contoso().communications
        assert (now.basis, now.confirmed) == (TrustBasis.SIGNER, LATER)


def test_another_confirmed_signer_takes_the_place_of_the_old_one(library: GuardianLibrary) -> None:
    library.keep(known())
    data = document(reusing(contoso()))
    library.keep(known(data, signer=contoso().signing, now=LATER))
    assert library.find("Contoso").pin.communications == contoso().signing


def test_an_override_stays_on_record_until_there_is_proof(library: GuardianLibrary) -> None:
    library.keep(known(allow_untrusted_root=True))
    library.keep(known(pin=library.find("Contoso").pin, now=LATER))
    now = library.find("Contoso")
    assert (now.basis, now.overrides, now.confirmed) == (TrustBasis.OVERRIDE, ("allow-untrusted-root",), LATER)
    library.keep(known(allow_untrusted_root=True))
    assert library.find("Contoso").overrides == ("allow-untrusted-root",)
    library.keep(known())
    assert library.find("Contoso").overrides == ()


@pytest.mark.parametrize("name", ["Contoso", "CONTOSO"])
@pytest.mark.parametrize("which", ["stranger", "renewed", "signing", "encryption"])
def test_other_keys_under_a_known_name_are_not_taken(library: GuardianLibrary, name: str, which: str) -> None:
    again = renewed(contoso(), "Contoso")
    new = {
        "stranger": stranger(),
        "renewed": again,
        "signing": replace(contoso(), signing=again.signing),
        "encryption": replace(contoso(), encryption=again.encryption),
    }[which]
    first = known()
    library.keep(first)
    other = known(document(new), name=name, guardian_fingerprint=fingerprint(new).hex, now=LATER)
    assert _problem(lambda: library.keep(other)) is Problem.GUARDIAN_CHANGED
    assert library.all() == (first,)
    assert library.keep(other, replace_changed=True) == first
    now = library.find("Contoso")
    assert now == replace(other, name="Contoso")
    assert now.guardian == other.guardian
    assert library.all() == (now,)


def test_replacing_takes_the_new_one_whole(library: GuardianLibrary) -> None:
    """Nothing of the old guardian stays with the new keys: neither its signer nor the person's words about it."""
    library.keep(known(reason="Called them.", note="Berlin"))
    new = known(document(stranger()), allow_untrusted_root=True)
    library.keep(new, replace_changed=True)
    assert library.find("Contoso") == new
    assert library.find("Contoso").pin.communications is None


def test_one_pair_may_have_two_names(library: GuardianLibrary) -> None:
    library.keep(known())
    library.keep(known(name="Contoso, second"))
    assert len(library.all()) == 2


def test_a_key_that_shares_a_prime_with_a_known_one_is_refused(library: GuardianLibrary) -> None:
    key = with_common_factor(contoso().encryption_key, stranger().encryption_key)
    weak = replace(
        hoster("Fabrikam"), encryption=certificate(key, "Fabrikam Encryption", ENCRYPTION), encryption_key=key
    )
    library.keep(known())
    new = known(document(weak), name="Fabrikam", signer=weak.communications)
    with pytest.raises(ShieldwizError, match="share a prime factor") as caught:
        library.keep(new)
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_FIT, "W8")
    assert [one.name for one in library.all()] == ["Contoso"]


# several programs at once


def test_a_reader_follows_a_change_that_comes_between(library: GuardianLibrary) -> None:
    library.keep(known())
    (stale,) = library._folders.all()
    other = known(unsigned_document(contoso()), guardian_fingerprint=fingerprint(contoso()).hex, now=LATER)
    library.keep(other)
    library.rename("Contoso", "CONTOSO")  # any further change removes the metadata that was replaced
    now = library._whole(stale)
    assert (now.name, now.metadata, now.confirmed) == ("CONTOSO", other.metadata, LATER)


def test_many_writers_lose_nothing(folder: Path) -> None:
    kept = [known(name=f"Guardian {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: GuardianLibrary(folder).keep(one), kept))
    assert list(GuardianLibrary(folder).all()) == kept
    assert GuardianLibrary(folder).damaged() == ()


def test_many_writers_of_one_name_leave_one_guardian(folder: Path) -> None:
    """With two pairs in the race, the name belongs to whoever came first."""
    both = [known(), known(document(stranger()), signer=stranger().communications)] * 6

    def keep(one: KnownGuardian) -> Problem | None:
        try:
            GuardianLibrary(folder).keep(one)
        except ShieldwizError as error:
            return error.problem
        return None

    with ThreadPoolExecutor(8) as pool:
        problems = list(pool.map(keep, both))
    (winner,) = GuardianLibrary(folder).all()
    losers = [problem for problem, one in zip(problems, both, strict=True) if one.guardian != winner.guardian]
    assert set(losers) <= {Problem.GUARDIAN_CHANGED, Problem.NAME_TAKEN}
    assert None in problems
    assert GuardianLibrary(folder).damaged() == ()


# damage


def _edit(entry: Path, **changes: Any) -> None:
    file = entry / "guardian.json"
    record = {**json.loads(file.read_text("utf-8")), **changes}
    file.write_text(json.dumps({name: value for name, value in record.items() if value is not ...}), "utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "shieldwiz/guardian/2"},
        {"schema": ...},
        {"metadata": "metadata-0000.xml"},
        {"metadata": "../outside.xml"},
        {"metadata": ""},
        {"metadata": None},
        {"metadata": "."},
        {"metadata_sha256": "0" * 64},
        {"guardian_fingerprint": "0" * 64},
        {"guardian_fingerprint": ...},
        {"communications": "AAAA"},
        {"communications": "*"},
        {"communications": 5},
        {"basis": "because"},
        {"basis": None},
        {"confirmed": "yesterday"},
        {"confirmed": 5},
        {"overrides": None},
        {"reason": ...},
        {"note": ...},
    ],
)
def test_a_damaged_record_is_left_out_named_and_left_alone(
    library: GuardianLibrary, folder: Path, changes: dict[str, Any]
) -> None:
    other = known(document(stranger()), name="Other", signer=stranger().communications)
    library.keep(known())
    (folder / "outside.xml").write_bytes(document(contoso()))
    entry = _only_entry(folder)
    library.keep(other)
    _edit(entry, **changes)
    before = {file.name: file.read_bytes() for file in entry.iterdir()}
    assert library.all() == (other,)
    assert library.damaged() == (entry,)
    with pytest.raises(ShieldwizError, match="damaged") as caught:
        library.find("Contoso")
    assert caught.value.problem is Problem.KIND
    assert "guardian remove" in caught.value.hint
    assert str(entry) in caught.value.hint
    assert _problem(lambda: library.keep(known())) is Problem.KIND
    library.rename("Other", "Another")  # other work goes on
    assert {file.name: file.read_bytes() for file in entry.iterdir()} == before
    library.remove("Contoso")  # what the hint says
    library.keep(known())
    assert library.find("Contoso") == known()
    assert library.damaged() == ()


def test_what_the_record_says_beside_the_point_changes_nothing(library: GuardianLibrary, folder: Path) -> None:
    library.keep(known())
    _edit(_only_entry(folder), communications_confirmed="yes", more="?")
    assert library.find("Contoso").communications_confirmed is False  # nothing but true is true


@pytest.mark.parametrize("how", ["changed", "other keys", "cut", "missing", "a folder"])
def test_damaged_metadata_is_not_used(library: GuardianLibrary, folder: Path, how: str) -> None:
    library.keep(known())
    entry = _only_entry(folder)
    (file,) = entry.glob("*.xml")
    if how == "changed":
        file.write_bytes(file.read_bytes().replace(b"<Version>1<", b"<Version>2<"))
    elif how == "other keys":
        file.write_bytes(document(stranger()))
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-20])
    else:
        file.unlink()
        if how == "a folder":
            file.mkdir()
    assert library.all() == ()
    assert library.damaged() == (entry,)
    assert _problem(lambda: library.find("Contoso")) is Problem.KIND


def test_what_cannot_be_read_just_now_is_not_called_damaged(library: GuardianLibrary, folder: Path) -> None:
    library.keep(known())
    entry = _only_entry(folder)
    (file,) = entry.glob("*.xml")
    file.unlink()
    file.symlink_to(file)
    assert _problem(lambda: library.find("Contoso")) is Problem.READ_FAILED
    assert library.all() == ()


def test_a_record_that_is_none_leaves_the_name_free(library: GuardianLibrary, folder: Path) -> None:
    library.keep(known())
    entry = _only_entry(folder)
    (entry / "guardian.json").write_text("[1]", "utf-8")
    assert library.damaged() == (entry,)
    assert _problem(lambda: library.find("Contoso")) is Problem.NAME_UNKNOWN
    library.keep(known())
    assert library.find("Contoso") == known()
    assert library.damaged() == (entry,)


def test_other_keys_with_a_matching_record_are_refused_by_the_fingerprint(
    library: GuardianLibrary, folder: Path
) -> None:

    library.keep(known())
    entry = _only_entry(folder)
    (file,) = entry.glob("*.xml")
    data = document(stranger())
    file.write_bytes(data)
    _edit(entry, metadata_sha256=hashlib.sha256(data).hexdigest())
    assert _problem(lambda: library.find("Contoso")) is Problem.KIND


def test_a_change_by_the_known_signer_goes_in_with_one_word(library: GuardianLibrary) -> None:
    """From the first import to the exchange of both keys, as the workflow does it."""
    library.keep(known())
    later = hoster("Contoso, later")
    new = replace(later, communications=contoso().communications, communications_key=contoso().communications_key)
    data = document(new)
    assert judged(data, pin=library.find("Contoso").pin).word is VerdictWord.DECIDE
    changed = known(data, pin=library.find("Contoso").pin, replace_pin=True, now=LATER)
    assert _problem(lambda: library.keep(changed)) is Problem.GUARDIAN_CHANGED
    library.keep(changed, replace_changed=True)
    now = library.find("Contoso")
    assert now.guardian.fingerprint == fingerprint(new)
    assert now.pin.communications == contoso().communications  # he signed the change, so he stays
    assert now.basis is TrustBasis.SIGNER


def test_a_root_confirms_without_a_signer(library: GuardianLibrary) -> None:
    root = authority("Contoso")
    issued = renewed(contoso(), "Contoso", issuer=root)
    library.keep(known(document(issued), roots=(root[0],)))
    assert library.find("Contoso").basis is TrustBasis.ROOT
    assert library.find("Contoso").pin.communications is None
