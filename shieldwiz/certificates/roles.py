# SPDX-License-Identifier: Apache-2.0
"""The rule table: which certificate is fit for which role.

Each rule is one small function that gives one check or more. The numbers C01 to C19 are those of the help pages; they
stand first in a check's detail.
"""

import ipaddress
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.form import CertificateForm, Malformed, read_form
from shieldwiz.certificates.weak_keys import Weakness, weakness
from shieldwiz.checks import Check, Outcome
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


GUARDIAN_ROLES = frozenset({Role.SIGNING, Role.ENCRYPTION})
HGS_ROLES = GUARDIAN_ROLES | {Role.COMMUNICATIONS}
_STRONG_HASHES = frozenset({"sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512", ""})
_HASHES_IN_WORDS = {"sha1": "SHA-1", "sha224": "SHA-224", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
_DUMP_BITS = 2048  # the published script of Microsoft takes nothing else
_SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"
_ANY_EXTENDED_USAGE = "2.5.29.37.0"
_SAMPLE_SUBJECTS = ("HGS Signing Certificate", "HGS Encryption Certificate", "contoso", "fabrikam", "example")
_INSIDE_NAMES = (".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".localdomain")
_NEEDED_USAGES = {
    Role.SIGNING: ("digital_signature",),
    Role.ENCRYPTION: ("data_encipherment",),
    Role.COMMUNICATIONS: ("digital_signature", "data_encipherment"),
}
_TEMPLATE_WORDS = {"digital_signature": "Digital Signature", "data_encipherment": "Data Encipherment"}
_USAGES_IN_WORDS = {"digital_signature": "signing", "data_encipherment": "encrypting data"}
_ADD_NEW = (
    "Existing VMs keep working. A hoster should add new certificates, never renew with another key; ask for current "
    "metadata, or allow it."
)


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
    Source: TRUST section 4, CERTIFICATES 1.1.
    """
    form = read_form(certificate)
    if isinstance(form, Malformed):
        text = f"The certificate is malformed: {form.what}."
        return (
            Check(
                id="form", outcome=Outcome.FAIL, detail=_detail("C01", role, text), reason="malformed", about=role.value
            ),
        )
    judge = _Judge(certificate, form, role, now)
    return (
        *judge.form(),
        judge.key(),
        *judge.key_usage(reused=reused_as_communications),
        judge.certificate_signature(),
        judge.validity(),
        *judge.subject(),
        *judge.names(hosts),
        *judge.identity(reused=reused_as_communications),
    )


class _Judge:
    """One well-formed certificate in one role."""

    def __init__(self, certificate: Certificate, parts: CertificateForm, role: Role, now: datetime) -> None:
        self.certificate = certificate
        self.parts = parts
        self.role = role
        self.now = now

    def form(self) -> Iterator[Check]:
        """C01, C06, C07: what is wrong or unusual about the whole of it."""
        odd = list(self._oddities())
        yield from odd
        if not odd:
            yield self._check("form", Outcome.PASS, "C01", "The certificate is well-formed.")
        yield from self._extended_usage()

    def _oddities(self) -> Iterator[Check]:
        parts = self.parts
        if parts.version < 3 and parts.extension_count:
            text = f"It has extensions, which its version ({parts.version}) does not allow."
            yield self._check("form", Outcome.FAIL, "C01", text, "malformed")
        elif parts.version < 3:
            yield self._check("form", Outcome.WARN, "C01", f"It is of an old version ({parts.version}).", "version-1")
        if parts.unknown_critical:
            text = f"It contains a critical part that shieldwiz does not know ({parts.unknown_critical})."
            yield self._check("form", Outcome.FAIL, "C01", text, "unknown-critical")
        if parts.is_authority:
            yield self._check("form", Outcome.WARN, "C01", "It is an authority's certificate.", "authority")
        if parts.serial_number <= 0:
            text = f"Its serial number ({parts.serial_number}) is not positive, as it must be."
            yield self._check("form", Outcome.NOTE, "C01", shown(text), "serial")

    def _extended_usage(self) -> Iterator[Check]:
        usages = self.parts.extended_usages
        for_servers = usages is not None and _SERVER_AUTHENTICATION in usages
        if (
            self.role is Role.HTTPS
            and usages is not None
            and not usages & {_SERVER_AUTHENTICATION, _ANY_EXTENDED_USAGE}
        ):
            yield self._check("form", Outcome.FAIL, "C07", "It may not be used for a web server.", "not-for-servers")
        if self.role not in HGS_ROLES:
            return
        only = "It is made for web servers only. " if usages == frozenset({_SERVER_AUTHENTICATION}) else ""
        other = "It is made for other things than web servers. " if usages is not None and not for_servers else ""
        lacks = [
            *(name for name in _NEEDED_USAGES[Role.COMMUNICATIONS] if name not in (self.parts.usages or ())),
            *(() if for_servers else ("server authentication",)),
        ]
        if lacks:
            missing = ", ".join(_TEMPLATE_WORDS.get(name, name) for name in lacks)
            text = f"{only}{other}Microsoft's stricter template has {missing} too; HGS does not ask for it."
            yield self._check("form", Outcome.NOTE, "C06", text, "extended-usage" if only or other else "template")
        elif only:
            text = f"{only}That is as in Microsoft's own template."
            yield self._check("form", Outcome.NOTE, "C06", text, "extended-usage")

    def key(self) -> Check:
        """C02 to C04: kind, size and soundness of the key."""
        weak = weakness(self.certificate)
        if weak is not None:
            return self._weak_key(weak)
        modulus, _ = self.certificate.rsa_numbers() or (0, 0)  # a key without weakness is an RSA key
        size = modulus.bit_length()
        if self.role is Role.DUMP_ENCRYPTION and size != _DUMP_BITS:
            text = f"RSA {size}: for memory dumps it must have exactly {_DUMP_BITS} bits."
            return self._check("key", Outcome.FAIL, "C03", text, "dump-size")
        return self._check("key", Outcome.PASS, "C03", f"RSA {size}, no known weakness.")

    def _weak_key(self, weak: Weakness) -> Check:
        tolerant = {Role.HTTPS: ("W1",), Role.ATTESTATION_SIGNER: ("W1", "W2")}.get(self.role, ())
        outcome = Outcome.NOTE if weak.rule in tolerant and weak.reason != "unreadable" else Outcome.FAIL
        number = {"W1": "C02", "W2": "C03"}.get(weak.rule, "C04")
        return self._check("key", outcome, f"{number} {weak.rule}", weak.sentence, weak.reason)

    def key_usage(self, *, reused: bool) -> Iterator[Check]:
        """C05: does it allow what the role does."""
        if self.role is Role.ATTESTATION_SIGNER:
            return
        usages = self.parts.usages
        if usages is None:
            outcome = Outcome.PASS if self.role is Role.DUMP_ENCRYPTION else Outcome.WARN
            yield self._check("key-usage", outcome, "C05", "It does not say what it may be used for.", "absent")
        elif self.role is Role.HTTPS:
            yield self._unusual_usage(usages & {"digital_signature", "key_encipherment"}, Outcome.WARN)
        elif self.role is Role.DUMP_ENCRYPTION:
            yield self._unusual_usage(usages & {"key_encipherment"}, Outcome.NOTE)
        else:
            yield from self._missing_usages(usages, reused=reused)

    def _unusual_usage(self, allowed: frozenset[str], otherwise: Outcome) -> Check:
        if allowed:
            return self._check("key-usage", Outcome.PASS, "C05", "It allows what this role does.")
        return self._check("key-usage", otherwise, "C05", "Its key usage is not what this role has.", "unusual")

    def _missing_usages(self, usages: frozenset[str], *, reused: bool) -> Iterator[Check]:
        missing = [name for name in _NEEDED_USAGES[self.role] if name not in usages]
        if not missing:
            yield self._check("key-usage", Outcome.PASS, "C05", "It allows what this role does.")
        for name in missing:
            outcome = Outcome.WARN if reused and name == "data_encipherment" else Outcome.FAIL
            text = f"The certificate does not allow {_USAGES_IN_WORDS[name]}."
            yield self._check("key-usage", outcome, "C05", text, f"lacks-{name.replace('_', '-')}")

    def certificate_signature(self) -> Check:
        """C08: by what method it was issued. What does not verify under its own key counts as issued by another."""
        name = self.parts.signature_hash
        if name in _STRONG_HASHES:
            text = f"Issued with {_in_words(name)}." if name else "Issued with a sound method."
            return self._check("certificate-signature", Outcome.PASS, "C08", text)
        written = _in_words(name) if name is not None else "a method that shieldwiz does not know"
        if self.certificate.is_self_signed():
            text = f"Signed by itself with {written}: proves nothing either way."
            return self._check("certificate-signature", Outcome.WARN, "C08", text, "self-signed-weak")
        tolerant = self.role in (Role.ATTESTATION_SIGNER, Role.DUMP_ENCRYPTION)
        outcome = Outcome.NOTE if tolerant else Outcome.FAIL
        text = f"Issued with {written}; it takes SHA-256 or better to be safe from forgery."
        return self._check("certificate-signature", outcome, "C08", text, "weak-hash" if name else "unknown-method")

    def validity(self) -> Check:
        """C10, C11: the dates at `now`."""
        begin, end = self.parts.not_before, self.parts.not_after
        if begin > self.now:
            text = f"Not valid before {_date(begin)}."
            if self.now < RELEASED:
                text += " Check this computer's clock: it shows a day before this program was made."
            outcome = Outcome.NOTE if self.role is Role.DUMP_ENCRYPTION else Outcome.FAIL
            return self._check("validity", outcome, "C11", text, "not-yet-valid")
        if end >= self.now:
            return self._check("validity", Outcome.PASS, "C10", f"Valid until {_date(end)}.")
        outcome, meaning = _EXPIRED[self.role]
        text = f"Expired on {_date(end)}. {meaning}"
        is_open = self.role in GUARDIAN_ROLES
        return self._check("validity", outcome, "C10", text, "expired", is_open=is_open)

    def subject(self) -> Iterator[Check]:
        """C12: tenants see the subject."""
        if self.role not in GUARDIAN_ROLES:
            return
        name = self.parts.common_name
        seen = f"Tenants will see “{shown(name, 80)}”, which reads like"
        if not name:
            yield self._check("subject", Outcome.NOTE, "C12", "Tenants will see no name in it.", "no-name")
        elif any(sample.lower() in name.lower() for sample in _SAMPLE_SUBJECTS):
            yield self._check("subject", Outcome.NOTE, "C12", f"{seen} a sample.", "sample")
        elif " " not in name and ("." not in name or name.lower().endswith(_INSIDE_NAMES)):
            yield self._check("subject", Outcome.NOTE, "C12", f"{seen} a computer's name.", "host-name")

    def names(self, hosts: tuple[str, ...]) -> Iterator[Check]:
        """C13: an https certificate covers the names that hosts use; the subject does not count."""
        if self.role is not Role.HTTPS:
            return
        if not hosts:
            text = "Not checked: no name was given that hosts use (--host NAME)."
            yield self._check("names", Outcome.NOT_EVALUATED, "C13", text, "no-host")
        elif self.parts.dns_names is None:
            text = "It has no alternative names, and its subject does not count."
            yield self._check("names", Outcome.FAIL, "C13", text, "no-names")
        else:
            yield self._covered(hosts, self.parts.dns_names)

    def _covered(self, hosts: tuple[str, ...], dns_names: tuple[str, ...]) -> Check:
        missing = [host for host in hosts if not _covers(dns_names, self.parts.addresses, host)]
        if missing:
            text = f"It does not hold the name “{shown(missing[0], 80)}” among its alternative names."
            return self._check("names", Outcome.FAIL, "C13", text, "name-missing")
        return self._check("names", Outcome.PASS, "C13", "It holds every name that was asked for.")

    def identity(self, *, reused: bool) -> Iterator[Check]:
        """C19: the signing certificate in its second role."""
        if reused and self.role is Role.COMMUNICATIONS:
            text = "It is the signing certificate too, as HGS sets it up by itself."
            yield self._check("identity", Outcome.NOTE, "C19", text, "reused")

    def _check(
        self, check_id: str, outcome: Outcome, number: str, text: str, reason: str = "", *, is_open: bool = False
    ) -> Check:
        detail = _detail(number, self.role, text)
        return Check(id=check_id, outcome=outcome, detail=detail, reason=reason, about=self.role.value, is_open=is_open)


# C10: what running out means in each role.
_EXPIRED = {
    Role.SIGNING: (Outcome.WARN, _ADD_NEW),
    Role.ENCRYPTION: (Outcome.WARN, _ADD_NEW),
    Role.COMMUNICATIONS: (
        Outcome.WARN,
        "Low risk: VMs do not depend on it, and the hoster can exchange it at any time.",
    ),
    Role.ATTESTATION_SIGNER: (Outcome.NOTE, "HGS makes a new one by itself; leave it alone."),
    Role.HTTPS: (Outcome.FAIL, "Hosts do not trust the connection any more: they cannot attest, nor get keys."),
    Role.DUMP_ENCRYPTION: (Outcome.NOTE, "Dumps are encrypted all the same."),
}


def _detail(number: str, role: Role, text: str) -> str:
    inside = text[0].lower() + text[1:] if text.startswith(("It ", "Its ")) else text
    return f"{number} {role} certificate: {inside}"


def _in_words(hash_name: str) -> str:
    return _HASHES_IN_WORDS.get(hash_name, hash_name.upper())


def _date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _covers(dns_names: tuple[str, ...], addresses: tuple[str, ...], host: str) -> bool:
    """Whether alternative names cover a host: an address only as an address, a name only as a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]"))) in addresses
    except ValueError:
        return any(_matches(name, _in_ascii(host)) for name in dns_names)


def _in_ascii(host: str) -> str:
    """A name with letters beyond ASCII as it stands in certificates (IDNA); as it is where it is no such name."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _matches(name: str, host: str) -> bool:
    """Whether a DNS name of a certificate covers a host; a leading `*.` stands for one label."""
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    if name.startswith("*."):
        label, _, rest = host.partition(".")
        return label != "" and rest == name[2:]
    return name == host
