# SPDX-License-Identifier: Apache-2.0
"""Key protectors under attack, alone and inside a file: by outsiders, by a guardian within, by a dishonest owner."""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.issuing import ENCRYPTION, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.pair_signatures import CertificateSignature
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import read_key_protector
from shieldwiz.keyprotector.seal import seal
from shieldwiz.keyprotector.unseal import grant, revoke
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from shieldwiz.owners.owner import SoftwareKey
from tests.attacks.flips import opened_after_turning, targets
from tests.attacks.forgeries import (
    Edit,
    binary,
    cipher_of,
    encrypted,
    file,
    genuine_file,
    oaep,
    open_file,
    open_protector,
    protector,
    resealed,
    unchanged,
    with_wrappings,
    wrappings,
)
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, guardian, party, swap

Tell = Callable[[str], None]
Case = tuple[str, bytes]
OTHER_KEY = bytes(range(100, 132))
PARTS = 8  # of the flips, so that two workers share them


def refusal(opens: Callable[[bytes], object], data: bytes, name: str = "") -> ShieldwizError:
    try:
        opens(data)
    except ShieldwizError as error:
        return error
    raise AssertionError(f"{name}: it opened")


def refused(cases: Iterator[Case], opens: Callable[[bytes], object]) -> tuple[int, float]:
    """How many cases were tried and the seconds of the slowest; none opens."""
    slowest, tried = 0.0, 0
    for name, data in cases:
        begin = time.perf_counter()
        refusal(opens, data, name)
        slowest = max(slowest, time.perf_counter() - begin)
        tried += 1
    assert slowest < 1
    return tried, slowest


def test_the_genuine_ones_open() -> None:
    for who in ("Finance", "North", "South"):
        assert open_protector(protector(), party(who)) == TRANSPORT_KEY
        assert open_file(genuine_file(), party(who)).other_files[0].name == "note.txt"


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["key protector", ".pdkx"])
def test_one_turned_bit_of_any_byte(name: str, part: int, tell: Tell) -> None:
    target = targets()[name]
    tried, opened = opened_after_turning(target, range(part, len(target.data), PARTS))
    assert opened == []
    tell(f"{name}, one bit of every {PARTS}th byte from {part}: {tried} tried, 0 opened")


@pytest.mark.parametrize("name", ["key protector", ".pdkx"])
def test_cut_at_any_byte(name: str, tell: Tell) -> None:
    target = targets()[name]
    whole = target.data
    cases = [whole[:length] for length in range(len(whole))]
    if name == "key protector":
        cases += [binary(whole[4:length]) for length in range(5, len(whole), 3)]  # the length before it is right again
    refused(((f"{len(data)} bytes", data) for data in cases), target.opens)
    tell(f"{name}, cut at every byte: {len(cases)} tried, 0 opened")


def _changed_rows() -> Iterator[tuple[str, list[str]]]:
    """Rows taken out, put in twice, put in another order, renumbered, or taken from another protector."""
    rows = wrappings(protector())
    foreign = wrappings(protector(OTHER_KEY, owner="Rival"))
    for number in range(3):
        yield f"without row {number + 1}", rows[:number] + rows[number + 1 :]
        yield f"row {number + 1} twice", [*rows, rows[number]]
        renumbered = rows[number].replace(f"<Id>{number + 1}<", "<Id>4<")
        yield f"row {number + 1} again under a number of its own", [*rows, renumbered]
        yield (
            f"row {number + 1} of another owner put in its place",
            [*rows[:number], foreign[number], *rows[number + 1 :]],
        )
        yield (
            f"row {number + 1} of another owner added",
            [*rows, foreign[number].replace(f"<Id>{number + 1}<", "<Id>4<")],
        )
    for order in itertools.permutations(range(3)):
        if order != (0, 1, 2):
            moved = [rows[number] for number in order]
            yield f"order {order}", moved
            yield f"order {order}, renumbered", [re.sub("<Id>.<", f"<Id>{at}<", row) for at, row in enumerate(moved, 1)]
    for said in ("0", "4", "01", "4294967295", "4294967296", "-1", "1", ""):
        yield f"number {said!r} for row 2", [rows[0], rows[1].replace("<Id>2<", f"<Id>{said}<"), rows[2]]
        parent = rows[1].replace('ParentWrappingId="1"', f'ParentWrappingId="{said}"')
        if said != "1":
            yield f"parent {said!r} for row 2", [rows[0], parent, rows[2]]
    yield "no rows", []
    yield "66 rows", rows * 22
    yield "300 rows", rows * 100
    yield "2,000 empty rows", ["<Wrapping></Wrapping>"] * 2_000
    yield "10,000 empty rows", ["<Wrapping></Wrapping>"] * 10_000
    yield "all rows of another owner", foreign


def test_rows_changed_by_an_outsider(tell: Tell) -> None:
    bare = [(name, binary(with_wrappings(protector(), rows))) for name, rows in _changed_rows()]
    tried, slowest = refused(iter(bare), open_protector)
    whole = [(name, file(with_wrappings(protector(), rows), edit=unchanged)) for name, rows in _changed_rows()]
    more, slower = refused(iter(whole), open_file)
    tell(f"rows changed by an outsider: {tried + more} tried, 0 opened; slowest {max(slowest, slower):.3f} s")


def test_rows_changed_and_made_good_again_by_the_owner(tell: Tell) -> None:
    """Even the owner cannot hand out a protector whose rows break the rules."""
    allowed = ("without row 2", "without row 3", "order (0, 2, 1), renumbered")
    cases = [
        (name, with_wrappings(resealed(lambda text, r=rows: with_wrappings(text.encode(), r).decode()), rows))  # type: ignore[misc]
        for name, rows in _changed_rows()
        if rows and len(rows) < 70 and name not in allowed
    ]
    tried, slowest = refused(((name, file(xml)) for name, xml in cases), open_file)
    tell(f"rows changed by the owner: {tried} tried, 0 opened; slowest {slowest:.3f} s")


@cache
def _many() -> tuple[Guardian, ...]:
    """64 guardians that share keys, each with an encryption certificate of its own."""
    north = party("North")
    assert isinstance(north.unwrapper, SoftwareKey)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "One of many")])
    end = NOW.replace(year=2036)
    found = []
    for _ in range(64):
        one = issue_certificate(north.unwrapper.private_key, subject, ENCRYPTION, begin=NOW, end=end)
        signature = CertificateSignature(
            algorithm=algorithms.CERTIFICATE_SIGNATURE.written.method.uri, value=north.signer.sign(one.der)
        )
        found.append(
            Guardian(
                name="",
                signing=north.signing,
                encryption=one,
                encryption_signature=signature,
                self_signature=north.guardian.self_signature,
            )
        )
    return tuple(found)


def test_65_rows_open_and_66_do_not(tell: Tell) -> None:
    full = seal(party("Finance"), _many(), TRANSPORT_KEY)
    assert len(wrappings(full)) == 65
    begin = time.perf_counter()
    assert open_protector(binary(full)) == TRANSPORT_KEY
    assert open_file(file(full)).other_files
    taken = time.perf_counter() - begin
    one_more = wrappings(protector())[1].replace("<Id>2<", "<Id>66<")
    over = resealed(
        lambda text: with_wrappings(text.encode(), [*wrappings(text.encode()), one_more]).decode(), xml=full
    )
    for opens, data in ((open_protector, binary(over)), (open_file, file(over))):
        assert refusal(opens, data).problem is Problem.LIMITS
    tell(f"65 wrappings: opened alone and in a file in {taken:.3f} s; 66: refused")


PARENTS = {
    "two owners": ("1", "2", "1"),
    "three owners": ("1", "2", "3"),
    "no owner, a circle of all": ("2", "3", "1"),
    "a circle of two beside the owner": ("1", "3", "2"),
    "the owner under a guardian": ("2", "2", "2"),
    "the owner in a circle": ("2", "1", "1"),
    "a parent that is not there": ("1", "9", "1"),
    "a row under a guardian": ("1", "1", "2"),
    "a chain": ("1", "3", "1"),
}


@pytest.mark.parametrize("name", PARENTS)
def test_parents(name: str) -> None:
    """Everything else made good again by the owner, whose signature over a row counts for no other parent."""

    def edit(text: str) -> str:
        numbers = iter(PARENTS[name])
        return re.sub('ParentWrappingId="."', lambda _: f'ParentWrappingId="{next(numbers)}"', text)

    xml = resealed(edit)
    known = (Problem.WRAPPING_IDS, Problem.OWNER, Problem.GUARDIAN_SIGNATURE, Problem.CERTIFICATE_SIGNATURE)
    assert refusal(open_file, file(xml)).problem in known[:3]
    assert refusal(open_protector, binary(xml)).problem in known


_AS_SOUTH = swap('<GuardianSignature WrappingId="1">', '<GuardianSignature WrappingId="3">')


def _insider(edit: Edit) -> bytes:
    """South knows the transport key: she changes what she likes, makes the MAC good again, and signs as herself."""
    return resealed(edit, by="South")


def _stranger_row(number: int, parent: str, by: str) -> str:
    """A row for Stranger, for whose signing certificate somebody vouches."""
    if by == "Stranger":
        row = wrappings(seal(party(by), (), TRANSPORT_KEY))[0].replace("<Id>1<", "<Id>2<")
    else:
        row = wrappings(seal(party(by), (guardian("Stranger"),), TRANSPORT_KEY))[1]
    return row.replace("<Id>2<", f"<Id>{number}<").replace('ParentWrappingId="1"', f'ParentWrappingId="{parent}"')


def _add(row: str) -> Edit:
    return swap("</Wrappings>", row + "</Wrappings>")


def _insider_protectors() -> Iterator[Case]:
    for said, signed_as in (("the owner", unchanged), ("herself", _AS_SOUTH)):
        for name, edit in (
            ("nothing", unchanged),
            ("a row vouched for by herself", _add(_stranger_row(4, "3", "South"))),
            ("a row said to be vouched for by the owner", _add(_stranger_row(4, "1", "South"))),
            ("a row that vouches for itself", _add(_stranger_row(4, "4", "Stranger"))),
            ("North taken out", lambda text: text.replace(wrappings(text.encode())[1], "")),
            ("her own transport key for North", cipher_of(2, oaep(OTHER_KEY))),
            ("herself as the owner", _as_owner),
        ):
            if (name, said) != ("nothing", "herself"):
                yield f"{name}, signed as {said}", _insider(lambda text, e=edit, s=signed_as: s(e(text)))  # type: ignore[misc]


def _as_owner(text: str) -> str:
    """South's row under the number of the owner."""
    rows = wrappings(text.encode())
    mine = rows[2].replace("<Id>3<", "<Id>1<")
    return with_wrappings(text.encode(), [mine, rows[1], rows[0].replace("<Id>1<", "<Id>3<")]).decode()


def test_a_guardian_within(tell: Tell) -> None:
    cases = list(_insider_protectors())
    tried, slowest = refused(((name, binary(xml)) for name, xml in cases), open_protector)
    by_owner, _ = refused(((name, file(xml)) for name, xml in cases), open_file)
    by_her, _ = refused(((name, file(xml, signed_by="South")) for name, xml in cases), open_file)
    bad_contents = encrypted(b"<Contents/>")
    outer = [("contents", file(payload=bad_contents, signed_by="South")), ("nothing", file(signed_by="South"))]
    of_file, _ = refused(iter(outer), open_file)
    tell(f"a guardian within: {tried + by_owner + by_her + of_file} tried, 0 opened; slowest {slowest:.3f} s")


def test_what_a_guardian_signed_is_never_the_owners() -> None:
    """A bare protector may be signed by a guardian: it says so, counts as nobody's, and is not changed."""
    verdict = _judged(_insider(_AS_SOUTH))
    assert verdict.refusal is None
    assert not verdict.signed_by_owner
    assert not verdict.is_verified
    finance = party("Finance")
    with pytest.raises(ShieldwizError) as caught:
        grant(verdict, finance, (guardian("Stranger"),))
    assert caught.value.problem is Problem.GUARDIAN_SIGNATURE
    with pytest.raises(ShieldwizError) as caught:
        revoke(verdict, finance, (guardian("South").fingerprint,))
    assert caught.value.problem is Problem.GUARDIAN_SIGNATURE


def _for_everybody(data: bytes) -> None:
    """Opens it as each of the three who were let in: a bare protector may wrap for each with other hashes."""
    for who in ("Finance", "North", "South"):
        open_protector(data, party(who))


def _judged(xml: bytes) -> ProtectorVerdict:
    found = read_key_protector(xml).protector
    assert found is not None
    return judge(found)


def _uris() -> tuple[str, ...]:
    digests = ("http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmlenc#sha256")
    masks = tuple(f"http://www.w3.org/2009/xmlenc11#mgf1{name}" for name in ("sha1", "sha256", "sha512"))
    foreign = ("http://www.w3.org/2001/04/xmlenc#rsa-1_5", "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "none", "")
    return (*sorted(algorithms._ALL_URIS), *digests, *masks, *foreign)


def test_algorithms_in_wrong_slots(tell: Tell) -> None:
    """Each URI in each place that names one, MAC and owner's signatures made again over the change."""
    text = protector().decode()
    places = [match.span(1) for match in re.finditer('Algorithm="([^"]*)"', text)]
    bare, whole = [], []
    for start, end in places:
        for uri in _uris():
            if text[start:end] != uri:
                xml = resealed(lambda old, s=start, e=end, u=uri: old[:s] + u + old[e:])  # type: ignore[misc]
                bare.append((f"{uri} at {start}", binary(xml)))
                whole.append((f"{uri} at {start}", file(xml)))
    tried, slowest = refused(iter(bare), _for_everybody)
    more, slower = refused(iter(whole), open_file)
    assert tried >= 300
    tell(f"algorithms in wrong slots: {tried + more} tried, 0 opened; slowest {max(slowest, slower):.3f} s")


def test_algorithms_of_the_contents_in_wrong_slots(tell: Tell) -> None:
    text = genuine_file().decode()
    begin, finish = text.index("<xenc:EncryptedData"), text.index("<ds:Signature ")
    places = [match.span(1) for match in re.finditer('Algorithm="([^"]*)"', text) if begin < match.start() < finish]
    offset = text.index("<ShieldingData")
    cases = [
        (f"{uri} at {start}", file(edit=lambda old, s=start, e=end, u=uri: old[: s - offset] + u + old[e - offset :]))  # type: ignore[misc]
        for start, end in places
        for uri in _uris()
        if text[start:end] != uri
    ]
    # The parts of a file vary in length only where RSA and base64 do, which they do not: places stay the same.
    tried, slowest = refused(iter(cases), open_file)
    tell(f"algorithms of the contents in wrong slots: {tried} tried, 0 opened; slowest {slowest:.3f} s")


@pytest.mark.parametrize(
    "info",
    [
        "dXJuOnNoaWVsZHdpejprZGY6MTpwYXlsb2Fk",
        "",
        "AAAA",
        "dXJuOnNoaWVsZHdpejprZGY6MTp0cmFuc3BvcnQta2V5LXNpZ25hdHVyZR==",
    ],
)
def test_another_derivation_of_the_mac_key(info: str) -> None:
    """The payload's own info in the MAC's place would make the MAC key the payload key."""
    right = "dXJuOnNoaWVsZHdpejprZGY6MTp0cmFuc3BvcnQta2V5LXNpZ25hdHVyZQ=="
    xml = resealed(swap(f"<dsig-more:Info>{right}<", f"<dsig-more:Info>{info}<"))
    assert refusal(open_file, file(xml)).problem in (Problem.PARAMETERS, Problem.VALUE)
    refusal(open_protector, binary(xml))
