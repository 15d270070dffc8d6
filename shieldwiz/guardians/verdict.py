# SPDX-License-Identifier: Apache-2.0
"""The judging of guardian metadata: rules V01 to V12, in that order, and the verdict over them.

This is the one moment that decides whom a VM is opened to. Each step either adds its checks or ends the judgement;
what was not reached is reported as not evaluated, and any exception of any kind refuses.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import chain_check, revocation_check
from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.certificates.weak_keys import shared_prime
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.communications import CommunicationsFinding, judge_communications
from shieldwiz.guardians.confirmations import Confirmations, Signer, TrustBasis, Verdict
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.metadata import MAX_METADATA, Metadata, read_metadata
from shieldwiz.guardians.pair_signatures import CertificateSignature, verify_signature
from shieldwiz.xml_reading import parse_xml

_log = logging.getLogger(__name__)

RULES = tuple(f"V{number:02d}" for number in range(1, 12))
_RULE_OF_PROBLEM = {Problem.STRUCTURE: "V05", Problem.VALUE: "V06", Problem.CERTIFICATE: "V07"}
_OUTSIDE_SETTLES = frozenset({"V09", "V10"})
_NOBODY_SHOWN = frozenset({"unsigned", "no-signer-named", "unknown-algorithm"})  # reasons of V09 and V10
_PROOFS = {
    TrustBasis.SIGNER: "The signer you confirmed vouches for these keys.",
    TrustBasis.GUARDIAN_FINGERPRINT: "The guardian fingerprint was confirmed.",
    TrustBasis.ROOT: "The root you chose stands behind both keys.",
}


def judge(data: bytes, confirmations: Confirmations, now: datetime) -> Verdict:
    """Judge one metadata document as received. Never raises: whatever goes wrong inside refuses.

    `data` are the bytes of the file, `now` (UTC) the moment at which dates are judged.
    """
    judgement = _Judgement(confirmations, now)
    try:
        judgement.run(data)
    except ShieldwizError as error:
        rule = error.rule or _RULE_OF_PROBLEM.get(error.problem, judgement.stage)
        judgement.checks.append(_check(rule, Outcome.FAIL, f"{error.message} {error.hint}".strip(), error.problem))
    except Exception as error:  # noqa: BLE001 - V12: a fault in here must never become a pass, nor a traceback
        _log.debug("judging failed at %s with %s", judgement.stage, type(error).__name__)
        sentence = "Something in this document could not be judged, so it is refused. Ask the hoster for a new copy."
        judgement.checks.append(_check(judgement.stage, Outcome.FAIL, sentence, "unexpected"))
    return judgement.verdict()


def refuse_unread(error: ShieldwizError) -> Verdict:
    """The verdict on a file that could not even be read by rule V01: too large, a folder, a pipe."""
    judgement = _Judgement(Confirmations(), datetime.min.replace(tzinfo=UTC))
    judgement.checks.append(_check("V01", Outcome.FAIL, f"{error.message} {error.hint}".strip(), error.problem))
    return judgement.verdict()


class _Judgement:
    """One run through the rules; lives only inside `judge`."""

    def __init__(self, confirmations: Confirmations, now: datetime) -> None:
        self.confirmations = confirmations
        self.now = now
        self.stage = "V01"
        self.checks: list[Check] = []
        self.metadata: Metadata | None = None
        self.signer: Signer | None = None
        self.basis: TrustBasis | None = None

    def run(self, data: bytes) -> None:
        root, metadata = self._read(data)
        self._judge_certificates(metadata)
        if has_failed(self.checks):
            return
        self.stage = "V08"
        self.checks += _pair_checks(metadata.guardian)
        if has_failed(self.checks):
            return
        outside = self._outside(metadata.guardian)
        if has_failed(self.checks):
            return
        self._judge_signature(root, metadata, outside)
        if not has_failed(self.checks):
            self._settle(outside)

    def verdict(self) -> Verdict:
        """V12: every rule with its outcome, and the word over them."""
        reached = {check.id for check in self.checks}
        for rule in (*RULES, "trust-basis"):
            if rule not in reached:
                self.checks.append(_check(rule, Outcome.NOT_EVALUATED, "Not evaluated.", "not-reached"))
        self.checks.sort(key=lambda check: (check.id not in RULES, RULES.index(check.id) if check.id in RULES else 0))
        metadata = self.metadata
        if has_failed(self.checks) or metadata is None:
            return Verdict(
                word=VerdictWord.REFUSED, trust_basis=None, checks=tuple(self.checks), guardian=None, signer=None
            )
        is_open = any(check.is_open for check in self.checks)
        settled = VerdictWord.ACCEPTED if self.basis is TrustBasis.OVERRIDE else VerdictWord.TRUSTED
        return Verdict(
            word=VerdictWord.DECIDE if is_open or self.basis is None else settled,
            trust_basis=None if is_open else self.basis,
            checks=tuple(self.checks),
            guardian=metadata.guardian,
            signer=self.signer,
            other_signing_certificates=metadata.other_signing_certificates,
            ignored=metadata.ignored,
        )

    def _read(self, data: bytes) -> tuple[etree._Element, Metadata]:
        """V01 to V07: from bytes to a guardian whose certificates at least load."""
        if len(data) > MAX_METADATA:
            raise ShieldwizError(
                Problem.SIZE, "The file is larger than 1 MiB. Guardian metadata is a few KiB.", rule="V01"
            )
        self._passed("V01", f"The file is within limits ({len(data):,} bytes).")
        self.stage = "V04"
        try:
            root = parse_xml(data)
        except ShieldwizError as error:
            if error.rule != "V02":
                self._passed("V02", "The text encoding is sound.")
            raise
        self._passed("V02", "The text is UTF-16." if data[:1] in (b"\xff", b"\xfe") else "The text is UTF-8.")
        self._passed("V03", "Nothing hidden stands beside the document.")
        self._passed("V04", "Nothing is hidden in the XML.")
        self.stage = "V05"
        metadata = read_metadata(root)
        if metadata.ignored:
            parts = ", ".join(metadata.ignored[:8])
            text = f"The structure is that of guardian metadata. Extra parts of other makers are ignored: {parts}."
            self.checks.append(_check("V05", Outcome.NOTE, text, "ignored-parts"))
        else:
            self._passed("V05", "The structure is that of guardian metadata.")
        self._passed("V06", "Every value is in its one allowed form.")
        self.metadata = metadata
        return root, metadata

    def _judge_certificates(self, metadata: Metadata) -> None:
        """V07: the rules of each role, and what the two keys are to each other and to this computer's owners."""
        self.stage = "V07"
        guardian = metadata.guardian
        self._passed("V07", "Every certificate is one sound X.509 certificate.")
        for certificate, role in ((guardian.signing, Role.SIGNING), (guardian.encryption, Role.ENCRYPTION)):
            self.checks += check_certificate(certificate, role, now=self.now)
            self.checks.append(
                revocation_check(
                    certificate,
                    crls=self.confirmations.crls,
                    issuers=(certificate, *self.confirmations.roots),
                    now=self.now,
                    about=role.value,
                )
            )
        self.checks += _identity_checks(metadata, self.confirmations.own_pairs)

    def _outside(self, guardian: Guardian) -> frozenset[TrustBasis]:
        """Which confirmations from outside the document hold for this pair; one that contradicts it fails."""
        self.stage = "trust-basis"
        holds: set[TrustBasis] = set()
        told = self.confirmations.guardian_fingerprint
        if told is not None and guardian.fingerprint.matches(told):
            holds.add(TrustBasis.GUARDIAN_FINGERPRINT)
            self._passed("guardian-fingerprint", "The fingerprint you were told is the fingerprint of these keys.")
        elif told is not None:
            text = "These are not the keys you were told about. Call the hoster on a number you already had."
            self.checks.append(_check("guardian-fingerprint", Outcome.FAIL, text, "different"))
        if self._chain_reached(guardian):
            holds.add(TrustBasis.ROOT)
        holds |= self._judge_pin(guardian, told_matches=TrustBasis.GUARDIAN_FINGERPRINT in holds)
        if self.confirmations.allow_untrusted_root:
            holds.add(TrustBasis.OVERRIDE)
        return frozenset(holds)

    def _chain_reached(self, guardian: Guardian) -> bool:
        """Whether both certificates chain to a root the person chose; adds the two chain checks."""
        checks = [
            chain_check(certificate, roots=self.confirmations.roots, intermediates=(), now=self.now, about=role.value)
            for certificate, role in ((guardian.signing, Role.SIGNING), (guardian.encryption, Role.ENCRYPTION))
        ]
        self.checks += checks
        return all(check.reason == "reached" for check in checks)

    def _judge_pin(self, guardian: Guardian, *, told_matches: bool) -> set[TrustBasis]:
        """Compare with the guardian of that name as it was imported before."""
        pin = self.confirmations.pin
        if pin is None:
            return set()
        if (pin.signing, pin.encryption) == (guardian.signing, guardian.encryption):
            self._passed("pin", f"These are the keys that you know as {shown(pin.name)}.")
            return {pin.basis}
        if told_matches:
            text = f"{shown(pin.name)} has other keys than before, and you compared the new fingerprint."
            self.checks.append(_check("pin", Outcome.NOTE, text, "changed"))
            return set()
        text = f"This file gives {shown(pin.name)} other keys than you know. Existing files stay as they are."
        self.checks.append(_check("pin", Outcome.WARN, text, "changed", is_open=True))
        return set()

    def _judge_signature(self, root: etree._Element, metadata: Metadata, outside: frozenset[TrustBasis]) -> None:
        """V09 to V11: the communications signature, unless it is set aside on the person's word."""
        self.stage = "V09"
        proven = outside & {TrustBasis.GUARDIAN_FINGERPRINT, TrustBasis.ROOT}
        if self.confirmations.ignore_communications_signature and proven and metadata.is_signed:
            self.checks.append(_check("V10", Outcome.NOTE, "Set aside: you asked for it.", "ignored"))
            text = "The communications signature was not looked at, because you asked for it."
            self.checks.append(_check("override", Outcome.NOTE, text, "ignore-communications-signature"))
            self._judge_changed_pin(CommunicationsFinding(checks=()))
            return
        found = judge_communications(root, metadata, self.confirmations, self.now)
        self.checks += found.checks
        self.signer = found.signer
        if found.metadata is not None:
            self.metadata = found.metadata  # V11: from here on, only what was signed
        self._judge_changed_pin(found)
        if found.proves_signer and self.signer is not None and self.signer.is_confirmed:
            self.basis = TrustBasis.SIGNER

    def _judge_changed_pin(self, found: CommunicationsFinding) -> None:
        """New keys under a known name: who signed the change, and whether the person takes it."""
        pin = self.confirmations.pin
        position = next((at for at, check in enumerate(self.checks) if check.id == "pin" and check.is_open), None)
        if pin is None or position is None:
            return
        known_signer = (
            found.proves_signer and found.signer is not None and found.signer.certificate == pin.communications
        )
        if known_signer:
            text = f"{shown(pin.name)} has new keys, and the change is signed by the signer you know."
            self.checks[position] = _check("pin", Outcome.WARN, text, "changed-by-known-signer", is_open=True)
        if self.confirmations.replace_pin:
            check = self.checks[position]
            self.checks[position] = check.settled(f"{check.detail} You put the new ones in the old ones' place.")
            if known_signer and found.signer is not None:
                self.signer = Signer(certificate=found.signer.certificate, is_confirmed=True)

    def _settle(self, outside: frozenset[TrustBasis]) -> None:
        """The trust basis, the first that holds, and what it and the overrides settle."""
        self.stage = "trust-basis"
        if self.basis is None:
            self.basis = next((basis for basis in TrustBasis if basis in outside), None)
        self._judge_missed_root()
        self._judge_missed_signer()
        self._add_basis_check()
        confirmed_pair = TrustBasis.GUARDIAN_FINGERPRINT in outside
        expiry_allowed = False
        for position, check in enumerate(self.checks):
            if not check.is_open:
                continue
            if (
                check.id in _OUTSIDE_SETTLES
                and self.basis is not None
                and (outside or check.reason == "unknown-signer")
            ):
                self.checks[position] = check.settled(f"{check.detail} Settled by {self.basis}.")
            elif check.id == "V08" and confirmed_pair:
                self.checks[position] = check.settled(f"{check.detail} You confirmed both certificates.", Outcome.WARN)
            elif check.id == "validity" and self.confirmations.allow_expired:
                self.checks[position] = check.settled(f"{check.detail} You allowed it.")
                expiry_allowed = True
        if expiry_allowed:
            text = "You allowed certificates that have expired."
            self.checks.append(_check("override", Outcome.NOTE, text, "allow-expired"))

    def _judge_missed_root(self) -> None:
        """A root that was given and not reached refuses, unless something better than an override holds."""
        if not self.confirmations.roots or self.basis not in (None, TrustBasis.OVERRIDE):
            return
        for position, check in enumerate(self.checks):
            if check.id == "chain" and check.reason != "reached":
                self.checks[position] = check.settled(check.detail, Outcome.FAIL)

    def _judge_missed_signer(self) -> None:
        """A signer that was given and is not shown to have signed refuses, where an override alone would settle it."""
        given = self.confirmations.signer is not None or self.confirmations.signer_fingerprint is not None
        if not given or self.basis is not TrustBasis.OVERRIDE:
            return
        for position, check in enumerate(self.checks):
            if check.id in _OUTSIDE_SETTLES and check.is_open and check.reason in _NOBODY_SHOWN:
                text = f"{check.detail} You gave a signer, and nothing shows that this is by that signer."
                self.checks[position] = check.settled(text, Outcome.FAIL)

    def _add_basis_check(self) -> None:
        pin = self.confirmations.pin
        is_known = any(check.id == "pin" and check.outcome is Outcome.PASS for check in self.checks)
        if pin is not None and is_known and self.basis is pin.basis:
            text = f"You confirmed these keys when you imported {shown(pin.name)}."
            if pin.basis is TrustBasis.OVERRIDE:
                text = f"You accepted these keys without proof when you imported {shown(pin.name)}."
            self.checks.append(_check("trust-basis", Outcome.NOTE, text, "pin"))
            return
        if self.basis is None:
            text = "Nothing proves yet whose keys these are. Only something from outside the file can tell."
            self.checks.append(_check("trust-basis", Outcome.WARN, text, "none", is_open=True))
        elif self.basis is TrustBasis.OVERRIDE:
            text = "Nothing proves whose keys these are; you accepted them without proof."
            self.checks.append(_check("trust-basis", Outcome.NOTE, text, "override"))
            text = "You allowed an untrusted root: nothing proves whose keys these are."
            self.checks.append(_check("override", Outcome.NOTE, text, "allow-untrusted-root"))
        else:
            self._passed("trust-basis", _PROOFS[self.basis])

    def _passed(self, rule: str, detail: str) -> None:
        self.checks.append(_check(rule, Outcome.PASS, detail))


def _pair_checks(guardian: Guardian) -> list[Check]:
    """V08: the signing key vouches for itself and for the encryption certificate."""
    checks = [
        _pair_check(guardian.signing, guardian.self_signature, guardian.signing, "signing"),
        _pair_check(guardian.signing, guardian.encryption_signature, guardian.encryption, "encryption"),
    ]
    if all(check.outcome is Outcome.PASS for check in checks):
        text = "The signing certificate vouches for itself and for the encryption certificate."
        return [_check("V08", Outcome.PASS, text)]
    return [check for check in checks if check.outcome is not Outcome.PASS]


def _pair_check(signer: Certificate, signature: CertificateSignature, over: Certificate, about: str) -> Check:
    result = verify_signature(signature.algorithm, signer, signature.value, over.der)
    if result is None:
        text = f"Not checked: the signature over the {about} certificate uses {shown(signature.algorithm, 100)!r}."
        return _check("V08", Outcome.NOT_EVALUATED, text, "unknown-algorithm", about=about, is_open=True)
    if result:
        return _check("V08", Outcome.PASS, "", about=about)
    if verify_signature(signature.algorithm, signer, signature.value, over.base64):
        text = f"The signature over the {about} certificate is over its base64 text, not over its DER bytes."
        return _check("V08", Outcome.WARN, text, "over-base64", about=about)
    text = f"The signing key does not vouch for the {about} certificate: the two keys do not belong together."
    return _check("V08", Outcome.FAIL, text, "wrong", about=about)


def _identity_checks(metadata: Metadata, own_pairs: frozenset[str]) -> list[Check]:
    guardian = metadata.guardian
    checks: list[Check] = []
    if guardian.fingerprint.hex in own_pairs:
        text = "These are your own owner keys, not a hoster's."
        checks.append(_check("identity", Outcome.FAIL, text, "own-pair"))
    if guardian.signing == guardian.encryption:
        text = "Signing and encryption certificate are the same."
        checks.append(_check("identity", Outcome.NOTE, text, "same-certificate"))
    everyone = (guardian.signing, guardian.encryption, *metadata.other_signing_certificates)
    if _any_shared_prime(everyone):
        text = "Two keys in this file share a prime factor, so both can be broken. Ask the hoster for new keys."
        checks.append(_check("key", Outcome.FAIL, text, "shared-prime"))
    return checks


def _any_shared_prime(certificates: Sequence[Certificate]) -> bool:
    return any(
        shared_prime(first, second)
        for position, first in enumerate(certificates)
        for second in certificates[position + 1 :]
    )


def _check(
    rule: str, outcome: Outcome, detail: str, reason: str = "", *, about: str = "", is_open: bool = False
) -> Check:
    return Check(id=rule, outcome=outcome, detail=detail, reason=reason, about=about, is_open=is_open)
