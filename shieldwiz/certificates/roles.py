# SPDX-License-Identifier: Apache-2.0
"""The rule table: which certificate is fit for which role.

Each rule is one small function that gives one check. The numbers C01 to C19 are those of the help pages; they stand
first in a check's detail.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import SEQUENCE, read_one
from shieldwiz.certificates.weak_keys import NOT_RSA, Weakness, weakness
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown

RELEASED = datetime(2026, 11, 25, tzinfo=UTC)  # a clock before this moment is wrong


class Role(StrEnum):
    """What a certificate is for around a Host Guardian Service."""

    SIGNING = "signing"
    ENCRYPTION = "encryption"
    COMMUNICATIONS = "communications"
    ATTESTATION_SIGNER = "attestation-signer"
    HTTPS = "https"
    DUMP_ENCRYPTION = "dump-encryption"


_GUARDIAN_ROLES = frozenset({Role.SIGNING, Role.ENCRYPTION})
_HGS_ROLES = _GUARDIAN_ROLES | {Role.COMMUNICATIONS}
_STRONG_HASHES = frozenset({"sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"})
_DUMP_BITS = 2048  # the published script of Microsoft takes nothing else
_SAMPLE_SUBJECTS = ("HGS Signing Certificate", "HGS Encryption Certificate", "contoso", "fabrikam", "example")
_WHAT_THE_ROLE_DOES = {"digital_signature": "signing", "data_encipherment": "encrypting data"}


def check_certificate(
    certificate: Certificate,
    role: Role,
    *,
    now: datetime,
    reused_as_communications: bool = False,
    hosts: tuple[str, ...] = (),
) -> tuple[Check, ...]:
    """Every rule of `role` that one certificate can break, each as one check or more. Never raises.

    `now` is UTC. `reused_as_communications`: the signing certificate in its second role, which needs only the first of
    the two usages. `hosts`: names that an https certificate must cover. Chain and revocation are in `chains`.
    Source: TRUST section 4, HOSTERS_DESK 1.1.
    """
    judge = _Judge(certificate, role, now)
    checks = [*judge.form()]
    if judge.extensions is None:
        return tuple(checks)
    checks.append(judge.key())
    checks += judge.key_usage(reused=reused_as_communications)
    checks.append(judge.certificate_signature())
    checks.append(judge.validity())
    checks += judge.subject()
    checks += judge.names(hosts)
    return tuple(checks)


class _Judge:
    """One certificate in one role. `extensions` stays None where the certificate cannot even be read."""

    def __init__(self, certificate: Certificate, role: Role, now: datetime) -> None:
        self.certificate = certificate
        self.role = role
        self.now = now
        self.extensions: x509.Extensions | None = None

    def form(self) -> Iterator[Check]:
        """C01, C06, C07: is it well-formed, and what is unusual about it."""
        problem = _malformed(self.certificate)
        if problem is not None:
            yield self._check("form", Outcome.FAIL, "C01", f"The certificate is malformed: {problem}.", "malformed")
            return
        parsed = self.certificate.x509
        self.extensions = parsed.extensions
        usual = True
        if parsed.version is x509.Version.v1:
            if len(self.extensions):
                yield self._check(
                    "form", Outcome.FAIL, "C01", "It has extensions, which its version (1) does not allow.", "malformed"
                )
                return
            usual = False
            yield self._check("form", Outcome.WARN, "C01", "It is of an old version (1).", "version-1")
        for extension in self.extensions:
            if extension.critical and isinstance(extension.value, x509.UnrecognizedExtension):
                text = f"It contains a critical part that shieldwiz does not know ({extension.oid.dotted_string})."
                yield self._check("form", Outcome.FAIL, "C01", text, "unknown-critical")
                return
        if _is_authority(self.extensions):
            usual = False
            yield self._check("form", Outcome.WARN, "C01", "It is an authority's certificate.", "authority")
        if parsed.serial_number <= 0:
            usual = False
            yield self._check("form", Outcome.NOTE, "C01", "Its serial number is not positive.", "serial")
        yield from self._extended_usage(self.extensions)
        if usual:
            yield self._check("form", Outcome.PASS, "C01", "The certificate is well-formed.")

    def _extended_usage(self, extensions: x509.Extensions) -> Iterator[Check]:
        usages = _extended_usages(extensions)
        for_servers = usages is not None and ExtendedKeyUsageOID.SERVER_AUTH in usages
        if self.role is Role.HTTPS and usages is not None and not for_servers:
            yield self._check("form", Outcome.FAIL, "C07", "It may not be used for a web server.", "not-for-servers")
        if self.role in _HGS_ROLES and usages is not None and not for_servers:
            text = "Its extended key usage lacks server authentication, which Microsoft's own template has."
            yield self._check("form", Outcome.NOTE, "C06", text, "extended-usage")
        if self.role in _HGS_ROLES and for_servers and usages is not None and len(usages) == 1:
            text = "Its extended key usage is server authentication alone, as in Microsoft's own template."
            yield self._check("form", Outcome.NOTE, "C06", text, "extended-usage")

    def key(self) -> Check:
        """C02 to C04: kind, size and soundness of the key."""
        weak = weakness(self.certificate)
        key = self.certificate.rsa_key()
        if weak is not None or key is None:  # without an RSA key there is always a weakness, W1
            return self._weak_key(weak or NOT_RSA)
        if self.role is Role.DUMP_ENCRYPTION and key.key_size != _DUMP_BITS:
            text = f"RSA {key.key_size}: for memory dumps it must have exactly {_DUMP_BITS} bits."
            return self._check("key", Outcome.FAIL, "C03", text, "dump-size")
        return self._check("key", Outcome.PASS, "C03", f"RSA {key.key_size}, no known weakness.")

    def _weak_key(self, weak: Weakness) -> Check:
        tolerant = {Role.HTTPS: ("W1",), Role.ATTESTATION_SIGNER: ("W1", "W2")}.get(self.role, ())
        outcome = Outcome.NOTE if weak.rule in tolerant else Outcome.FAIL
        number = {"W1": "C02", "W2": "C03"}.get(weak.rule, "C04")
        return self._check("key", outcome, f"{number} {weak.rule}", weak.sentence, weak.reason)

    def key_usage(self, *, reused: bool) -> Iterator[Check]:
        """C05: does it allow what the role does."""
        if self.role is Role.ATTESTATION_SIGNER:
            return
        usage = _key_usage(self.extensions)
        if usage is None:
            outcome = Outcome.PASS if self.role in (Role.HTTPS, Role.DUMP_ENCRYPTION) else Outcome.WARN
            yield self._check("key-usage", outcome, "C05", "It does not say what it may be used for.", "absent")
            return
        if self.role is Role.HTTPS:
            yield self._tolerant_usage(usage.digital_signature or usage.key_encipherment, Outcome.WARN)
            return
        if self.role is Role.DUMP_ENCRYPTION:
            yield self._tolerant_usage(usage.key_encipherment, Outcome.NOTE)
            return
        needed = {
            Role.SIGNING: ("digital_signature",),
            Role.ENCRYPTION: ("data_encipherment",),
            Role.COMMUNICATIONS: ("digital_signature", "data_encipherment"),
        }[self.role]
        missing = [name for name in needed if not getattr(usage, name)]
        if not missing:
            yield self._check("key-usage", Outcome.PASS, "C05", "It allows what this role does.")
        for name in missing:
            outcome = Outcome.WARN if reused and name == "data_encipherment" else Outcome.FAIL
            text = f"The certificate does not allow {_WHAT_THE_ROLE_DOES[name]}."
            yield self._check("key-usage", outcome, "C05", text, f"lacks-{name.replace('_', '-')}")

    def _tolerant_usage(self, allowed: bool, otherwise: Outcome) -> Check:
        if allowed:
            return self._check("key-usage", Outcome.PASS, "C05", "It allows what this role does.")
        return self._check("key-usage", otherwise, "C05", "Its key usage is not what this role has.", "unusual")

    def certificate_signature(self) -> Check:
        """C08: by what method it was issued."""
        name = _signature_hash(self.certificate)
        if name is None or name in _STRONG_HASHES:
            text = f"Issued with {_written(name)}." if name is not None else "Issued with a sound method."
            return self._check("certificate-signature", Outcome.PASS, "C08", text)
        if self.certificate.is_self_signed():
            text = f"Signed by itself with {_written(name)}: proves nothing either way."
            return self._check("certificate-signature", Outcome.WARN, "C08", text, "self-signed-weak")
        tolerant = self.role in (Role.ATTESTATION_SIGNER, Role.DUMP_ENCRYPTION)
        text = f"Issued with {_written(name)}, which can be forged."
        return self._check(
            "certificate-signature", Outcome.NOTE if tolerant else Outcome.FAIL, "C08", text, "weak-hash"
        )

    def validity(self) -> Check:
        """C10, C11: the dates at `now`."""
        begin, end = self.certificate.not_before, self.certificate.not_after
        if begin > self.now:
            text = f"Not valid before {_date(begin)}."
            if self.now < RELEASED:
                text += " Check this computer's clock: it shows a day before this program was made."
            outcome = Outcome.NOTE if self.role is Role.DUMP_ENCRYPTION else Outcome.FAIL
            return self._check("validity", outcome, "C11", text, "not-yet-valid")
        if end >= self.now:
            return self._check("validity", Outcome.PASS, "C10", f"Valid until {_date(end)}.")
        expired = f"Expired on {_date(end)}."
        if self.role in _GUARDIAN_ROLES:
            text = (
                f"{expired} Existing VMs keep working. A hoster should add new certificates, never renew with another "
                "key; ask for current metadata, or allow it."
            )
            return self._check("validity", Outcome.WARN, "C10", text, "expired", is_open=True)
        outcome = {Role.HTTPS: Outcome.FAIL, Role.COMMUNICATIONS: Outcome.WARN}.get(self.role, Outcome.NOTE)
        return self._check("validity", outcome, "C10", f"{expired} Low risk in this role.", "expired")

    def subject(self) -> Iterator[Check]:
        """C12: tenants see the subject."""
        if self.role not in _GUARDIAN_ROLES:
            return
        name = _common_name(self.certificate)
        if name and any(sample.lower() in name.lower() for sample in _SAMPLE_SUBJECTS):
            text = f"Tenants will see {shown(name, 80)!r}, which reads like a sample."
            yield self._check("subject", Outcome.NOTE, "C12", text, "sample")
        elif name and " " not in name and "." not in name:
            text = f"Tenants will see {shown(name, 80)!r}, which reads like a computer's name."
            yield self._check("subject", Outcome.NOTE, "C12", text, "host-name")

    def names(self, hosts: tuple[str, ...]) -> Iterator[Check]:
        """C13: an https certificate covers the names that hosts use; the subject does not count."""
        if self.role is not Role.HTTPS or not hosts:
            return
        covered = _alternative_names(self.extensions)
        missing = [host for host in hosts if not any(_covers(name, host) for name in covered)]
        if missing:
            text = f"It does not hold the name {shown(missing[0], 80)!r} among its alternative names."
            yield self._check("names", Outcome.FAIL, "C13", text, "name-missing")
        else:
            yield self._check("names", Outcome.PASS, "C13", "It holds every name that was asked for.")

    def _check(
        self, check_id: str, outcome: Outcome, number: str, text: str, reason: str = "", *, is_open: bool = False
    ) -> Check:
        detail = f"{number} {self.role} certificate: {text[0].lower() if text.startswith('It') else text[0]}{text[1:]}"
        return Check(id=check_id, outcome=outcome, detail=detail, reason=reason, about=self.role.value, is_open=is_open)


def _malformed(certificate: Certificate) -> str | None:
    """What is wrong with a certificate that loads; None where every part of it can be read."""
    parsed = certificate.x509
    try:
        parsed.subject.rfc4514_string()
        parsed.issuer.rfc4514_string()
    except ValueError:
        return "its subject or issuer cannot be read"
    try:
        if certificate.not_after < certificate.not_before:
            return "it ends before it begins"
    except ShieldwizError:
        return "its dates cannot be read"
    try:
        parsed.extensions  # noqa: B018 - reading them is the check
    except x509.DuplicateExtension:
        return "an extension is there twice"
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return "its extensions cannot be read"
    try:
        parsed.serial_number, parsed.version  # noqa: B018 - likewise
        inner = read_one(parsed.tbs_certificate_bytes, SEQUENCE).children()
        outer = read_one(certificate.der, SEQUENCE).children()
    except (ValueError, x509.InvalidVersion, ShieldwizError):
        return "its fields cannot be read"
    if inner[2 if inner[0].tag == _EXPLICIT_VERSION else 1].encoded != outer[1].encoded:
        return "it names two different signature methods"
    return None


_EXPLICIT_VERSION = 0xA0


def _signature_hash(certificate: Certificate) -> str | None:
    """The hash in the certificate's signature; None where the method has a sound one built in (Ed25519)."""
    try:
        algorithm = certificate.x509.signature_hash_algorithm
    except (UnsupportedAlgorithm, ValueError):
        return "an unknown method"
    return algorithm.name if algorithm is not None else None


def _written(name: str) -> str:
    return name.upper().replace("SHA", "SHA-").replace("--", "-") if name.startswith("sha") else name.upper()


def _date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _is_authority(extensions: x509.Extensions) -> bool:
    try:
        return extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _key_usage(extensions: x509.Extensions | None) -> x509.KeyUsage | None:
    try:
        return extensions.get_extension_for_class(x509.KeyUsage).value if extensions is not None else None
    except x509.ExtensionNotFound:
        return None


def _extended_usages(extensions: x509.Extensions) -> frozenset[x509.ObjectIdentifier] | None:
    try:
        return frozenset(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return None


def _alternative_names(extensions: x509.Extensions | None) -> tuple[str, ...]:
    if extensions is None:
        return ()
    try:
        names = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = (str(address) for address in names.get_values_for_type(x509.IPAddress))
    return (*names.get_values_for_type(x509.DNSName), *addresses)


def _covers(name: str, host: str) -> bool:
    """Whether a DNS name of a certificate covers a host; a leading `*.` stands for one label."""
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    if name.startswith("*."):
        return "." in host and host.split(".", 1)[1] == name[2:]
    return name == host


def _common_name(certificate: Certificate) -> str:
    names = certificate.x509.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
