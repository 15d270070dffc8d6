# SPDX-License-Identifier: Apache-2.0
"""Which signatures of a key protector fit (rules K8 and K9): one check for each, never a bare yes or no.

Source: FORMATS 3.2 for who signs which bytes, 3.4 for the rules.
"""

from dataclasses import dataclass
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import KeyProtector, Signature, Wrapping

SIGNING_SIGNATURE = "signing-certificate-signature"
ENCRYPTION_SIGNATURE = "encryption-certificate-signature"
WRAPPING_METHOD = "transport-key-method"
MAC_METHOD = "transport-key-signature-method"
GUARDIAN_SIGNATURE = "guardian-signature"

_REFUSALS = {
    SIGNING_SIGNATURE: (Problem.CERTIFICATE_SIGNATURE, "K8", "SigningCertificateSignature"),
    ENCRYPTION_SIGNATURE: (Problem.CERTIFICATE_SIGNATURE, "K8", "EncryptionCertificateSignature"),
    GUARDIAN_SIGNATURE: (Problem.GUARDIAN_SIGNATURE, "K9", "GuardianSignature"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectorVerdict:
    """A key protector with what was found about each of its signatures. Only `judge` makes one.

    `signed_by_owner`: the guardian signature names the owner's wrapping (K6); whether it also fits is a check like the
    others. The transport key signature needs a private key and is checked when the protector is opened.
    """

    protector: KeyProtector
    signed_by_owner: bool
    checks: tuple[Check, ...]

    @property
    def is_verified(self) -> bool:
        """Whether every signature was evaluated and fits, and the owner made the one over the whole."""
        return self.signed_by_owner and all(check.outcome is Outcome.PASS for check in self.checks)

    @property
    def refusal(self) -> ShieldwizError | None:
        """Why it must not be used: the first signature that does not fit."""
        for check in self.checks:
            if check.outcome is Outcome.FAIL:
                problem, rule, element = _REFUSALS[check.id]
                return ShieldwizError(
                    problem,
                    f"This key protector is refused: {check.detail}",
                    "It was changed, or put together from parts of others. Ask its owner for the original.",
                    rule=rule,
                    detail=", ".join(filter(None, (element, check.about))),
                )
        return None

    @property
    def not_evaluated(self) -> ShieldwizError | None:
        """Why it can be neither opened nor changed: the first algorithm that is not known."""
        for check in self.checks:
            if check.outcome is Outcome.NOT_EVALUATED:
                return ShieldwizError(
                    Problem.ALGORITHM,
                    f"This key protector cannot be opened or changed: {check.detail}",
                    "It can be shown and converted; its bytes stay as they are.",
                    rule="K3",
                    detail=", ".join(filter(None, (check.reason, check.about))),
                )
        return None

    def require_sound(self) -> None:
        """Raise what stands against opening it: a signature that does not fit, or an unknown algorithm."""
        for error in (self.refusal, self.not_evaluated):
            if error is not None:
                raise error

    def require_by_owner(self) -> None:
        """As `require_sound`, and `GUARDIAN_SIGNATURE` (K6) where somebody else than the owner signed the whole."""
        self.require_sound()
        if not self.signed_by_owner:
            number = self.protector.signed_by_id
            raise ShieldwizError(
                Problem.GUARDIAN_SIGNATURE,
                f"This key protector is signed by guardian {number}, not by the owner, so it is not changed.",
                "Ask the owner for the original.",
                rule="K6",
                detail=f"GuardianSignature, WrappingId {number}",
            )


def judge(protector: KeyProtector) -> ProtectorVerdict:
    """Evaluate every signature that needs no private key (K8, K9). Never raises for one that does not fit."""
    keys = {wrapping.id: wrapping.signing.rsa_key() for wrapping in protector.wrappings}  # none is None after K7
    checks: list[Check] = []
    for wrapping in protector.wrappings:
        checks.extend(_wrapping_checks(wrapping, keys))
    guardian_signature = _Claim(
        id=GUARDIAN_SIGNATURE,
        about=f"wrapping {protector.signed_by_id}",
        what="the guardian signature over all wrappings",
    )
    signer = keys[protector.signed_by_id]
    checks.append(_mac_method(protector))
    checks.append(_signature_check(guardian_signature, protector.guardian_signature, signer, protector.signed))
    signed_by_owner = protector.signed_by_id == protector.owner_id
    return ProtectorVerdict(protector=protector, signed_by_owner=signed_by_owner, checks=tuple(checks))


class _Claim(NamedTuple):
    """What a check is about: its id, the wrapping, and words for a sentence."""

    id: str
    about: str
    what: str

    def check(self, outcome: Outcome, found: str, reason: str = "") -> Check:
        text = f"{self.what} {found}"
        return Check(id=self.id, outcome=outcome, detail=text[0].upper() + text[1:], reason=reason, about=self.about)


def _wrapping_checks(wrapping: Wrapping, keys: dict[int, RSAPublicKey | None]) -> tuple[Check, ...]:
    """K8 for one wrapping, and whether its transport key is wrapped in a way that we know."""
    about = f"wrapping {wrapping.id}"
    by_parent = f"in {about}, the signature over the signing certificate by wrapping {wrapping.parent_id}"
    by_pair = f"in {about}, the signature over the encryption certificate"
    wrapped = f"in {about}, the way the transport key is wrapped"
    method = wrapping.transport_key.method
    return (
        _signature_check(
            _Claim(SIGNING_SIGNATURE, about, by_parent),
            wrapping.signing_signature,
            keys[wrapping.parent_id],
            wrapping.signing.der,
        ),
        _signature_check(
            _Claim(ENCRYPTION_SIGNATURE, about, by_pair),
            wrapping.encryption_signature,
            keys[wrapping.id],
            wrapping.encryption.der,
        ),
        _method_check(
            _Claim(WRAPPING_METHOD, about, wrapped),
            method.uri,
            is_known=algorithms.TRANSPORT_KEY.find(method) is not None,
        ),
    )


def _mac_method(protector: KeyProtector) -> Check:
    """Whether the transport key signature can be checked by whoever opens the protector."""
    derivation, mac = protector.key_derivation, protector.transport_key_signature.method
    knows_derivation = algorithms.MAC_KEY.find(derivation) is not None
    return _method_check(
        _Claim(MAC_METHOD, "", "the way the transport key signature is made"),
        mac.uri if knows_derivation else derivation.uri,
        is_known=knows_derivation and algorithms.MAC.find(mac) is not None,
    )


def _signature_check(claim: _Claim, signature: Signature, key: RSAPublicKey | None, data: bytes) -> Check:
    row = algorithms.CERTIFICATE_SIGNATURE.find(signature.method)
    if row is None:
        return _method_check(claim, signature.algorithm, is_known=False)
    if key is not None and row.run(key, signature.value, data):
        return claim.check(Outcome.PASS, "fits.")
    return claim.check(Outcome.FAIL, "does not fit.")


def _method_check(claim: _Claim, uri: str, *, is_known: bool) -> Check:
    if is_known:
        return claim.check(Outcome.PASS, "is known.")
    return claim.check(
        Outcome.NOT_EVALUATED,
        f"was not evaluated; the algorithm, or a parameter of it, is unknown: {shown(uri)}",
        reason=shown(uri),
    )
