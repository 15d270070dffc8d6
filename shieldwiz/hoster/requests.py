# SPDX-License-Identifier: Apache-2.0
"""What to ask an authority for: an .inf for certreq, or a key and a CSR made here. Source: HOSTERS_DESK 4."""

import ipaddress
from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_plain, shown
from shieldwiz.hoster.address import metadata_url

ROLES = {"signing": ("signing",), "encryption": ("encryption",), "both": ("signing", "encryption"), "https": ("https",)}
_PAIR_USAGE = 0xB0  # digital signature, key encipherment, data encipherment: Microsoft's stricter table
_HTTPS_USAGE = 0xA0
_KEY_SIZE = 2048
_MAX_SUBJECT = 1_024

TEMPLATE = """\
What the authority's template needs (AD CS), for {what}

  Compatibility          Windows Server 2012 R2 or later, so that a key storage provider can be chosen
  Purpose                Signature and encryption
  Renewal                renew with the same key: a renewed certificate with another key stops existing VMs
  Provider category      Key Storage Provider
  Algorithm              RSA, 2048 bits at least
  Request hash           SHA-256
  Key usage              {usages}
  Extended key usage     Server Authentication (1.3.6.1.5.5.7.3.1)
  Private key            exportable, unless it is in a hardware module

{names}When the answer is here, check it before anyone installs it:

  shieldwiz certificate check ANSWER.cer --role {role}
"""
_NAMES = """\
Subject and names: hosts look at the alternative names alone, so every name that they use must be among them: {hosts}

"""

_INF = """\
; certreq -new {file}.inf {file}.req      then send {file}.req to the authority
; certreq -accept {file}.cer              on the same machine, when the answer is here
[Version]
Signature = "$Windows NT$"

[NewRequest]
Subject = "{subject}"
KeyAlgorithm = RSA
KeyLength = 2048
HashAlgorithm = SHA256
ProviderName = "Microsoft Software Key Storage Provider"
KeyUsage = 0x{usage:02X}
MachineKeySet = TRUE
Exportable = TRUE
RequestType = PKCS10

[EnhancedKeyUsageExtension]
OID = 1.3.6.1.5.5.7.3.1
"""


def make_request(
    role: str, subject: str, hosts: Sequence[str], *, as_csr: bool, password: str = ""
) -> tuple[tuple[str, bytes], ...]:
    """The files for one of `ROLES`, by name. A CSR comes with its key, locked with `password`.

    Raises `USAGE` for a subject or a host that a certificate cannot have, and an https request without a host.
    """
    name = _name(subject)
    hosts = tuple(_host(host) for host in hosts)
    if role == "https" and not hosts:
        raise _usage("An https certificate needs the names that hosts use.", "Give each with --host NAME.")
    files: list[tuple[str, bytes]] = []
    for one in ROLES[role]:
        if as_csr:
            files += _csr(one, name, hosts, password)
        else:
            files.append((f"{one}.inf", _inf(one, subject, hosts)))
        files.append((f"{one}-template.txt", _template(one, hosts)))
    return tuple(files)


def _inf(role: str, subject: str, hosts: Sequence[str]) -> bytes:
    usage = _HTTPS_USAGE if role == "https" else _PAIR_USAGE
    text = _INF.format(file=role, subject=subject, usage=usage)
    if hosts:
        parts = [f'_continue_ = "{"ipaddress" if _is_ip(host) else "dns"}={host}&"' for host in hosts]
        text += "\n".join(["", "[Extensions]", '2.5.29.17 = "{text}"', *parts, ""])
    data = text.replace("\n", "\r\n")
    return data.encode("ascii") if data.isascii() else b"\xff\xfe" + data.encode("utf-16-le")


def _csr(role: str, name: x509.Name, hosts: Sequence[str], password: str) -> list[tuple[str, bytes]]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_SIZE)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=True,
        data_encipherment=role != "https",
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(name)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    if hosts:
        names = [x509.IPAddress(ipaddress.ip_address(h)) if _is_ip(h) else x509.DNSName(h) for h in hosts]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    request = builder.sign(key, hashes.SHA256())
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode("utf-8")))
    return [(f"{role}.csr", request.public_bytes(Encoding.PEM)), (f"{role}.key", locked)]


def _template(role: str, hosts: Sequence[str]) -> bytes:
    usages = "Digital Signature, Key Encipherment" + ("" if role == "https" else ", Data Encipherment")
    names = _NAMES.format(hosts=", ".join(hosts)) if role == "https" else ""
    text = TEMPLATE.format(what=f"the {role} certificate of HGS", usages=usages, names=names, role=role)
    return text.replace("\n", "\r\n").encode("utf-8")


def _name(subject: str) -> x509.Name:
    hint = "Write it like this: CN=Contoso HGS,O=Contoso,C=US"
    if len(subject) > _MAX_SUBJECT or not is_plain(subject) or any(c in subject for c in '"%'):
        raise _usage(f"{shown(subject, 100)!r} is not a subject that a request can have.", hint)
    try:
        name = x509.Name.from_rfc4514_string(subject)
    except (ValueError, TypeError) as error:
        raise _usage(f"{shown(subject, 100)!r} is not a subject that a request can have.", hint) from error
    if not list(name):
        raise _usage("The subject is empty.", hint)
    return name


def _host(host: str) -> str:
    plain = metadata_url(f"http://[{host}]" if host.count(":") > 1 else f"http://{host}")
    found = plain.removeprefix("http://").partition("/")[0]
    if found.startswith("["):
        return found.strip("[]")
    if ":" in found:
        raise _usage(f"{shown(host, 80)!r} has a port; a certificate holds names alone.", "Leave the port out.")
    return found


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _usage(message: str, hint: str) -> ShieldwizError:
    return ShieldwizError(Problem.USAGE, message, hint)
