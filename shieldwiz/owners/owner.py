# SPDX-License-Identifier: Apache-2.0
"""An owner: a pair of certificates, and something that signs and opens with their keys."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.certificates.weak_keys import shared_prime
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_hidden, shown
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.guardians.metadata import write_metadata
from shieldwiz.guardians.pair_signatures import RSA_SHA256, CertificateSignature
from shieldwiz.named_folders import check_name

KEY_SIZES = (2048, 3072, 4096)  # bits
KEY_SIZE = 3072
YEARS = 10
MAX_YEARS = 100

# What people must have read before they create an owner. Both front ends show these words.
LOSS_IS_FINAL = (
    "If this key is lost, nobody can change the protection of its virtual machines or recover them: not you, not the "
    "hoster, not us. There is no second way in. Keep a backup in another place than this computer, and its passphrase "
    "in a third."
)

_MAX_COMMON_NAME = 64  # bytes of UTF-8; X.520 counts characters, the library bytes
_MAX_SUBJECT = 1_024  # bytes of DER
_MAX_PRIVATE_KEY = 5_000  # bytes of DER; an 8192-bit key has 4.7 KB
_HASHES: dict[str, type[hashes.SHA1 | hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class Signer(Protocol):
    """Signs with an owner's signing key, wherever that key is."""

    def sign(self, data: bytes) -> bytes:
        """The RSASSA-PKCS1-v1_5 SHA-256 signature over `data`, as long as the modulus."""
        ...


class Unwrapper(Protocol):
    """Opens what was locked for an owner's encryption key, wherever that key is."""

    def unwrap(self, ciphertext: bytes, *, digest: str, mgf: str) -> bytes:
        """The plaintext of an RSA-OAEP ciphertext with an empty label.

        `digest` and `mgf` name hashes: `sha1`, `sha256`, `sha384`, `sha512`. Raises `CANNOT_OPEN` on any failure.
        """
        ...


def cannot_open() -> ShieldwizError:
    """The one error, with the one text, for every failure that depends on a secret. Source: FORMATS 3.5."""
    return ShieldwizError(
        Problem.CANNOT_OPEN,
        "This could not be opened with this key: damaged, or not made for it.",
        "Ask for the file once more, or use the key of another recipient.",
    )


@dataclass(frozen=True, slots=True, eq=False)
class SoftwareKey:
    """A private RSA key in memory: a `Signer` and an `Unwrapper`. Its repr names the size alone."""

    private_key: rsa.RSAPrivateKey

    @classmethod
    def from_der(cls, der: bytes) -> "SoftwareKey":
        """The key behind an unencrypted PKCS#8 DER. Raises `KEY_FILE`."""
        try:
            key = load_der_private_key(der, password=None) if len(der) <= _MAX_PRIVATE_KEY else None
        except (ValueError, TypeError, UnsupportedAlgorithm):
            key = None  # without the cause: it may quote the input
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ShieldwizError(
                Problem.KEY_FILE, "A private key in it is not a sound RSA key.", "Use your backup of the owner's key."
            )
        return cls(key)

    def __repr__(self) -> str:
        return f"SoftwareKey(RSA, {self.private_key.key_size} bits)"

    def sign(self, data: bytes) -> bytes:
        """See `Signer`."""
        return self.private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def unwrap(self, ciphertext: bytes, *, digest: str, mgf: str) -> bytes:
        """See `Unwrapper`."""
        scheme = padding.OAEP(mgf=padding.MGF1(_HASHES[mgf]()), algorithm=_HASHES[digest](), label=None)
        try:
            return self.private_key.decrypt(ciphertext, scheme)
        except ValueError as error:
            raise cannot_open() from error

    def fits(self, certificate: Certificate) -> bool:
        """Whether it is the private half of the certificate's key."""
        public = certificate.rsa_key()
        return public is not None and public.public_numbers() == self.private_key.public_key().public_numbers()

    def pkcs8_pem(self) -> bytes:
        """The key in the clear, as an unencrypted PEM block. For a key file's plaintext alone."""
        return self.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A pair of certificates and whatever signs and opens with their keys.

    Two owners are equal when their certificates are; the name is for display alone. Whether the keys fit the
    certificates is checked by whoever makes one (`create_owner`, `key_file`, `pfx`).
    """

    name: str = field(compare=False)
    signing: Certificate
    encryption: Certificate
    signer: Signer = field(compare=False, repr=False)
    unwrapper: Unwrapper = field(compare=False, repr=False)

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """The guardian fingerprint of the pair."""
        return GuardianFingerprint.of(self.signing, self.encryption)

    @property
    def guardian(self) -> Guardian:
        """The owner as a guardian, with both signatures over its certificates freshly made by its signing key."""
        signature = partial(CertificateSignature, algorithm=RSA_SHA256)
        return Guardian(
            name=self.name,
            signing=self.signing,
            encryption=self.encryption,
            encryption_signature=signature(value=self.signer.sign(self.encryption.der)),
            self_signature=signature(value=self.signer.sign(self.signing.der)),
        )

    @property
    def metadata(self) -> bytes:
        """The public metadata document, signed by the owner's signing key. Source: FORMATS 2.4."""
        return write_metadata(self.signing, self.encryption, self.signer.sign)

    def named(self, name: str) -> "Owner":
        """The same owner under another name."""
        return Owner(
            name=name,
            signing=self.signing,
            encryption=self.encryption,
            signer=self.signer,
            unwrapper=self.unwrapper,
        )

    def software_keys(self) -> tuple[SoftwareKey, SoftwareKey]:
        """The signing and the encryption key, for key files and PFX. Raises `NOT_FIT` where they live elsewhere."""
        if isinstance(self.signer, SoftwareKey) and isinstance(self.unwrapper, SoftwareKey):
            return self.signer, self.unwrapper
        raise ShieldwizError(
            Problem.NOT_FIT,
            f"The keys of {shown(self.name)!r} cannot leave the device that holds them.",
            "Use the backup that the device itself offers.",
        )


def create_owner(
    name: str, *, key_size: int = KEY_SIZE, subject: str | None = None, years: int = YEARS, now: datetime
) -> Owner:
    """A new owner: two RSA keys of `key_size` bits and a self-signed certificate for each.

    `subject` is an RFC 4514 distinguished name for both certificates; without one they are called after the role and
    `name`. The certificates hold from an hour before `now` (aware) for `years` years. Takes some seconds of work.

    Raises `NAME`; `USAGE` for another size, years or subject than possible; `NOT_FIT` where the fresh pair fails its
    own self-check. Source: FORMATS 2.5, WEAK_KEYS 6.
    """
    check_name(name)
    _check_choices(key_size, years)
    signing_subject = _subject(subject, f"Shielded VM Signing Certificate ({name})")
    encryption_subject = _subject(subject, f"Shielded VM Encryption Certificate ({name})")
    signing_key, encryption_key = (
        SoftwareKey(rsa.generate_private_key(public_exponent=65537, key_size=key_size)) for _ in range(2)
    )
    begin, end = now.astimezone(UTC) - timedelta(hours=1), _years_later(now.astimezone(UTC), years)
    owner = Owner(
        name=name,
        signing=_self_signed(signing_key, signing_subject, _SIGNING_USAGE, begin, end),
        encryption=_self_signed(encryption_key, encryption_subject, _ENCRYPTION_USAGE, begin, end),
        signer=signing_key,
        unwrapper=encryption_key,
    )
    refuse_unfit(owner, now=now)
    return owner


def check_owner(owner: Owner, *, now: datetime) -> tuple[Check, ...]:
    """What the role rules of TRUST section 4 say about the owner's own pair."""
    return check_certificate(owner.signing, Role.SIGNING, now=now) + check_certificate(
        owner.encryption, Role.ENCRYPTION, now=now
    )


def refuse_unfit(owner: Owner, *, now: datetime) -> None:
    """Raise `NOT_FIT` where a role rule fails for the owner's pair or a key does not fit its certificate.

    Certificates that have run out are no reason: an owner's virtual machines outlive them.
    """
    signing_key, encryption_key = owner.software_keys()
    for key, certificate, word in (
        (signing_key, owner.signing, "signing"),
        (encryption_key, owner.encryption, "encryption"),
    ):
        if not key.fits(certificate):
            raise _unfit(f"the {word} key does not belong to the {word} certificate", "")
    if shared_prime(owner.signing, owner.encryption):
        raise _unfit("its two keys share a prime number, so anybody can break both", "W8")
    for check in check_owner(owner, now=now):
        if check.outcome is Outcome.FAIL:
            raise _unfit(check.detail, check.id)


def _unfit(why: str, rule: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.NOT_FIT,
        f"This pair of keys cannot be an owner: {why.rstrip('.')}.",
        "Create a new owner, or choose other files.",
        rule=rule,
    )


def _check_choices(key_size: int, years: int) -> None:
    if key_size not in KEY_SIZES:
        raise ShieldwizError(
            Problem.USAGE, f"A key of {key_size} bits is not possible.", "Choose 2048, 3072 or 4096 bits."
        )
    if not 1 <= years <= MAX_YEARS:
        raise ShieldwizError(
            Problem.USAGE,
            f"Certificates that hold for {years} years are not possible.",
            f"Choose between 1 and {MAX_YEARS} years.",
        )


def _subject(given: str | None, default: str) -> x509.Name:
    if given is None:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _shortened(default))])
    try:
        name = x509.Name.from_rfc4514_string(given)
        encoded = name.public_bytes()
    except (ValueError, TypeError) as error:
        raise _bad_subject(given) from error
    texts = [str(part.value) for part in name]
    if not texts or len(encoded) > _MAX_SUBJECT or any(is_hidden(c) for text in texts for c in text):
        raise _bad_subject(given)
    return name


def _shortened(common_name: str) -> str:
    data, end = common_name.encode("utf-8"), "…)".encode()
    if len(data) <= _MAX_COMMON_NAME:
        return common_name
    return (data[: _MAX_COMMON_NAME - len(end)].decode("utf-8", "ignore") + end.decode()).replace(" …", "…")


def _bad_subject(given: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.USAGE,
        f"{shown(given)!r} is not a subject that a certificate can have.",
        "Write it like this: CN=Finance,O=Contoso,C=US",
    )


def _years_later(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, day=28)


def _self_signed(
    key: SoftwareKey, subject: x509.Name, usage: x509.KeyUsage, begin: datetime, end: datetime
) -> Certificate:
    public = key.private_key.public_key()
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())  # 159 random bits
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key.private_key, hashes.SHA256())
    )
    return Certificate.from_der(built.public_bytes(Encoding.DER))


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        key_encipherment=not signs,
        data_encipherment=not signs,
        content_commitment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


_SIGNING_USAGE = _usage(signs=True)
_ENCRYPTION_USAGE = _usage(signs=False)
