# SPDX-License-Identifier: Apache-2.0
"""Who can open the finished .pdk: from the receipt's list (R05), and from the key protector that Windows read out of
the file (R08), whose format is public, so that it can be verified here.
"""

from collections import Counter

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector.encoding import read_key_protector
from shieldwiz.keyprotector.protector import KeyProtector, Wrapping
from shieldwiz.keyprotector.verify import judge
from shieldwiz.windowskit.kit_document import KitDocument
from shieldwiz.windowskit.receipt import Receipt

# Facts about Windows that the script writes down; what is not here is new to us.
_KNOWN_FACTS = frozenset(
    {
        "EncryptionCertificateSignatureAlgorithm",
        "GuardianMetadataVersion",
        "certificateFraming",
        "certificateType",
        "guardianProperties",
        "hgsClientMode",
        "qualifierProperties",
    }
)
_HELP = "You can help: this is public information, send it to the makers of shieldwiz."


def known_pairs_check(receipt: Receipt, document: KitDocument) -> Check:
    """R05: owner and guardians are exactly those of the kit, by their certificates; nobody more and nobody less."""
    if receipt.owner is None or receipt.owner.pair != document.owner.pair:
        return _fail("R05", "owner", "The owner on Windows is not the owner of the kit.")
    wanted = Counter(one.pair for one in document.guardians)
    found = Counter(one.pair for one in receipt.guardians)
    for one in document.guardians:
        if found[one.pair] != wanted[one.pair]:
            return _fail("R05", "missing", f"{shown(one.name)} was decided, but is not let in.")
    for other in receipt.guardians:
        if other.pair not in wanted:
            return _fail("R05", "additional", f"{shown(other.name)} is let in, but was not decided.")
    return Check(id="R05", outcome=Outcome.PASS, detail="Owner and hosters are exactly those that were decided.")


def protector_check(receipt: Receipt, document: KitDocument | None) -> Check:
    """R08: the key protector of the finished file lets in whom the kit names, and its signatures fit.

    Without a kit it says whom it lets in no further than that the signatures fit.
    """
    if receipt.key_protector is None:
        note = f" ({shown(receipt.key_protector_note)})" if receipt.key_protector_note else ""
        return _open(
            "absent",
            f"That computer could not read the finished file{note}, so nothing proves here whom it lets in. Let a "
            "guarded host or a Windows Server with its tools read it, if you need to be sure.",
        )
    try:
        protector = read_key_protector(receipt.key_protector).protector
    except ShieldwizError as error:
        return _fail("R08", "unreadable", f"The key protector of the finished file is refused: {error.message}")
    if protector is None:
        return _fail("R08", "none", "The finished file has no key protector: it protects nothing.")
    return _judged(protector, document)


def _judged(protector: KeyProtector, document: KitDocument | None) -> Check:
    if document is not None:
        if _pair(protector.owner) != document.owner.pair:
            return _fail("R08", "owner", "The finished file belongs to another owner than was decided.")
        if Counter(map(_pair, protector.guardians)) != Counter(one.pair for one in document.guardians):
            return _fail("R08", "guardians", "The finished file lets in others than were decided.")
    verdict = judge(protector)
    for check in verdict.checks:
        if check.outcome is Outcome.FAIL:
            return _fail("R08", "signature", f"In the finished file, a signature does not fit: {check.detail}")
    if not verdict.is_verified:
        return _open(
            "not-evaluated", "The finished file uses a method that shieldwiz does not know: nothing is proved."
        )
    if document is None:
        return _open("no-kit", "The signatures in the finished file fit; whom it should let in, only the kit says.")
    return Check(
        id="R08", outcome=Outcome.PASS, detail="The finished file lets in exactly the owner and hosters decided."
    )


def _pair(wrapping: Wrapping) -> tuple[str, str]:
    return wrapping.signing.fingerprint, wrapping.encryption.fingerprint


def new_facts_check(receipt: Receipt) -> tuple[Check, ...]:
    """R10: what Windows showed that nobody here knew; empty where there is nothing new."""
    news = [f"the fact {shown(name, 60)}" for name in sorted(receipt.seen - _KNOWN_FACTS)]
    if receipt.key_protector is not None:
        try:
            protector = read_key_protector(receipt.key_protector).protector
        except ShieldwizError:
            protector = None  # R08 says so
        if protector is not None:
            checks = judge(protector).checks
            news += [check.detail.rstrip(".") for check in checks if check.outcome is Outcome.NOT_EVALUATED]
    if not news:
        return ()
    detail = f"New about Windows: {'; '.join(dict.fromkeys(news))}. {_HELP}"
    return (Check(id="R10", outcome=Outcome.NOTE, reason="new-facts", detail=detail),)


def _fail(check_id: str, reason: str, detail: str) -> Check:
    return Check(id=check_id, outcome=Outcome.FAIL, reason=reason, detail=detail)


def _open(reason: str, detail: str) -> Check:
    return Check(id="R08", outcome=Outcome.NOT_EVALUATED, reason=reason, detail=detail, is_open=True)
