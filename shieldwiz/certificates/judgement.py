# SPDX-License-Identifier: Apache-2.0
"""A verdict over one certificate file or a pair: is it fit for its role, and does anything vouch for it?"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import chain_check, revocation_check
from shieldwiz.certificates.containers import CertificateFile, read_certificate_file
from shieldwiz.certificates.pfx_attributes import PfxFacts
from shieldwiz.certificates.roles import HGS_ROLES, Role, check_certificate
from shieldwiz.certificates.weak_keys import shared_prime
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.errors import Problem, ShieldwizError

# A passphrase can be given once more; it says nothing about the certificate.
_NO_VERDICT = frozenset({Problem.PASSPHRASE_NEEDED, Problem.PASSPHRASE_WRONG})
# HGS makes the one itself, and of the other only the key counts: nobody expects an authority behind them (C09). Nor
# is there any need to hand their private keys around (C14).
_SELF_SIGNED_BY_NATURE = _WITHOUT_KEY = frozenset({Role.ATTESTATION_SIGNER, Role.DUMP_ENCRYPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateVerdict:
    """The word, whether a chosen root vouches (`root` or None), every check, and the certificates where readable."""

    word: VerdictWord
    trust_basis: str | None
    checks: tuple[Check, ...]
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouching:
    """What a person chose for a judgement of certificates, and when it is made (UTC)."""

    now: datetime
    roots: tuple[Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    hosts: tuple[str, ...] = ()


def judge_certificate_file(
    data: bytes, roles: Sequence[Role], vouching: Vouching, *, passphrase: bytes | None = None
) -> CertificateVerdict:
    """Judge one file for one role or more. A file that is no certificate is refused by check `form`.

    Raises `PASSPHRASE_NEEDED` and `PASSPHRASE_WRONG`, which say nothing about the certificate.
    """
    try:
        file = read_certificate_file(data, passphrase=passphrase)
    except ShieldwizError as error:
        if error.problem in _NO_VERDICT:
            raise
        return _refused(error)
    checks = [check for role in roles for check in _role_checks(file.leaf, role, file.chain, vouching)]
    checks += [check for role in roles for check in _file_checks(file, role)]
    return _verdict(checks, (file.leaf,))


def judge_pair(signing: bytes, encryption: bytes, vouching: Vouching) -> CertificateVerdict:
    """Judge two files as a guardian's pair. The verdict's certificates are signing, encryption."""
    try:
        files = [read_certificate_file(data) for data in (signing, encryption)]
    except ShieldwizError as error:
        if error.problem in _NO_VERDICT:
            raise
        return _refused(error)
    leaves = (files[0].leaf, files[1].leaf)
    checks: list[Check] = []
    for file, role in zip(files, (Role.SIGNING, Role.ENCRYPTION), strict=True):
        checks += _role_checks(file.leaf, role, file.chain, vouching)
    if leaves[0] == leaves[1]:
        text = "C17 Signing and encryption certificate are the same."
        checks.append(Check(id="identity", outcome=Outcome.NOTE, detail=text, reason="same-certificate"))
    if shared_prime(*leaves):
        text = "C04 W8 The two keys share a prime factor, so both can be broken."
        checks.append(Check(id="key", outcome=Outcome.FAIL, detail=text, reason="shared-prime"))
    return _verdict(checks, leaves)


def dump_encryption_hash(certificate: Certificate) -> str | None:
    """What HGS wants to know of a dump encryption key, 64 hex digits; None where it is no RSA key.

    SHA-256 over the BCRYPT_RSAKEY_BLOB of the public key: "RSA1", bit length, lengths of exponent and modulus, two
    zeros (32-bit little-endian), exponent, modulus (big-endian). Source: CERTIFICATES 1.3.
    """
    key = certificate.rsa_key()
    if key is None:
        return None
    numbers = key.public_numbers()
    exponent = numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8, "big")
    modulus = numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")
    header = struct.pack("<4s5I", b"RSA1", key.key_size, len(exponent), len(modulus), 0, 0)
    return hashlib.sha256(header + exponent + modulus).hexdigest()


def _role_checks(
    leaf: Certificate, role: Role, chain: tuple[Certificate, ...], vouching: Vouching
) -> tuple[Check, ...]:
    way_up = chain_check(leaf, roots=vouching.roots, intermediates=chain, now=vouching.now, about=role.value)
    if way_up.reason == "self-signed" and role in _SELF_SIGNED_BY_NATURE:
        way_up = way_up.settled(way_up.detail, Outcome.PASS)
    return (
        *check_certificate(leaf, role, now=vouching.now, hosts=vouching.hosts),
        way_up,
        revocation_check(
            leaf,
            crls=vouching.crls,
            issuers=(leaf, *vouching.roots, *chain),
            now=vouching.now,
            about=role.value,
        ),
    )


def _file_checks(file: CertificateFile, role: Role) -> list[Check]:
    """C14 to C16: what a PFX says beside its certificate."""
    if file.pfx is None:
        return []
    if role in _WITHOUT_KEY:
        return [_pfx(role, *_needless_key(file, role))]
    if not file.has_private_key or file.key_fits is False:
        return [_pfx(role, Outcome.FAIL, "no-key", "C14 The PFX holds no private key that fits the certificate.")]
    return [_pfx(role, *_provider(file.pfx, role)), _pfx(role, *_readers(file.pfx.encryption))]


def _needless_key(file: CertificateFile, role: Role) -> tuple[Outcome, str, str]:
    if not file.has_private_key:
        return Outcome.PASS, "", "C14 The PFX holds no private key, and none is needed."
    if role is Role.DUMP_ENCRYPTION:
        return Outcome.WARN, "has-key", "C14 The PFX holds the private key; hosts need the public half only."
    return Outcome.NOTE, "has-key", "C14 The PFX holds the private key, which HGS keeps to itself: do not export it."


def _provider(pfx: PfxFacts, role: Role) -> tuple[Outcome, str, str]:
    is_hgs = role in HGS_ROLES  # a web server works with either
    if not pfx.provider_visible:
        return Outcome.NOT_EVALUATED, "hidden", "C15 Not checked: the PFX hides what its key belongs to."
    if pfx.key_provider is None:
        text = "C15 The PFX names no key storage provider: Windows may put its key into a legacy one."
        return Outcome.WARN if is_hgs else Outcome.NOTE, "no-provider", text
    if "key storage provider" in pfx.key_provider.lower():
        return Outcome.PASS, "", f"C15 The key belongs to {pfx.key_provider}."
    text = f"C15 The key comes from the legacy provider {pfx.key_provider}"
    if not is_hgs:
        return Outcome.NOTE, "legacy-provider", f"{text}."
    return (
        Outcome.FAIL,
        "legacy-provider",
        f"{text}, which HGS does not work with. Reissue it with a key storage provider.",
    )


def _readers(encryption: str) -> tuple[Outcome, str, str]:
    if encryption == "none":
        return Outcome.NOTE, "encryption", "C16 The key is not encrypted by itself."
    if encryption != "PBES2" and not encryption.endswith("/SHA-1"):
        return Outcome.NOT_EVALUATED, "hidden", "C16 Not checked: how the key is encrypted is hidden or not known here."
    oldest = "2019" if encryption == "PBES2" else "2016"
    text = f"C16 The key is encrypted with {encryption}: Windows Server {oldest} and later can read it."
    return Outcome.NOTE, "encryption", text


def _pfx(role: Role, outcome: Outcome, reason: str, text: str) -> Check:
    return Check(id="pfx", outcome=outcome, detail=text, reason=reason, about=role.value)


def _refused(error: ShieldwizError) -> CertificateVerdict:
    detail = f"C01 {error.message} {error.hint}".strip()
    check = Check(id="form", outcome=Outcome.FAIL, detail=detail, reason=error.problem.value)
    return CertificateVerdict(word=VerdictWord.REFUSED, trust_basis=None, checks=(check,))


def _verdict(checks: list[Check], certificates: tuple[Certificate, ...]) -> CertificateVerdict:
    chains = [check for check in checks if check.id == "chain"]
    reached = bool(chains) and all(check.reason == "reached" for check in chains)
    missed = any(check.reason == "not-reached" for check in chains)
    if missed:
        checks = [
            check.settled(check.detail, Outcome.FAIL) if check.reason == "not-reached" else check for check in checks
        ]
    elif reached:
        checks.append(Check(id="trust-basis", outcome=Outcome.PASS, detail="The root you chose stands behind it."))
    else:
        text = "Nothing vouches for it yet: choose a root, or compare the fingerprint."
        checks.append(Check(id="trust-basis", outcome=Outcome.WARN, detail=text, reason="none", is_open=True))
    if has_failed(checks):
        word = VerdictWord.REFUSED
    elif any(check.is_open for check in checks):
        word = VerdictWord.DECIDE
    else:
        word = VerdictWord.TRUSTED
    return CertificateVerdict(
        word=word,
        trust_basis="root" if word is VerdictWord.TRUSTED else None,
        checks=tuple(checks),
        certificates=certificates,
    )
