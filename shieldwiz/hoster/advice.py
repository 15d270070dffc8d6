# SPDX-License-Identifier: Apache-2.0
"""PFX or thumbprint, and the commands around certificates: text that a person copies. Source: HOSTERS_DESK 1.3, 4."""

import struct
from base64 import b64encode
from dataclasses import dataclass

from shieldwiz.certificates.certificate import Certificate

WHAT_IS_NEEDED = (
    "Only a signing and an encryption certificate are needed when HGS is installed.",
    (
        "The signing certificate also signs the metadata, unless a communications certificate is chosen: seeing "
        "it twice is no fault."
    ),
    "HGS makes and renews its attestation signer certificates by itself: leave them alone.",
    "An HTTPS certificate and one for memory dumps are optional, and yours to get and to give to HGS.",
)
ABOUT_HSM = (
    (
        "A hardware module is not required. It helps against theft and misuse of keys, and with compliance; any with a "
        "key storage provider (KSP) works."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How to give a certificate to HGS: `method` is `pfx` or `thumbprint`."""

    method: str
    headline: str
    why: tuple[str, ...]
    steps: tuple[str, ...]
    commands: tuple[str, ...]


_THUMBPRINT = Advice(
    method="thumbprint",
    headline="Add it by thumbprint: the key cannot leave where it is.",
    why=("HGS copies neither the certificate nor its key nor permissions to other nodes.", *ABOUT_HSM),
    steps=(
        "Install the certificate and its key storage provider on each node by the vendor's instructions.",
        (
            "Give the group managed service account of HGS read access to the key on each node: "
            "(Get-IISAppPool -Name KeyProtection).ProcessModel.UserName names it."
        ),
        "Add it, then check each node: `shieldwiz hgs script test-certificates`.",
    ),
    commands=(
        "Add-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '...' -NoCertificateReplication",
        "Add-HgsKeyProtectionCertificate -CertificateType Encryption -Thumbprint '...' -NoCertificateReplication",
    ),
)
_PFX = Advice(
    method="pfx",
    headline="Add it as a password-protected PFX.",
    why=("HGS copies a PFX to all nodes and sets the permissions by itself.", *ABOUT_HSM),
    steps=(
        "Check it first: `shieldwiz certificate check FILE --role signing` (and encryption).",
        "Add it on one node, then delete the file and keep its backup off line.",
    ),
    commands=(
        (
            "Add-HgsKeyProtectionCertificate -CertificateType Signing -CertificatePath '...' -CertificatePassword "
            "(Read-Host -AsSecureString)"
        ),
        (
            "Add-HgsKeyProtectionCertificate -CertificateType Encryption -CertificatePath '...' -CertificatePassword "
            "(Read-Host -AsSecureString)"
        ),
    ),
)


def advise(*, hsm: bool, not_exportable: bool) -> Advice:
    """PFX, unless the key is in a hardware module or cannot be exported."""
    return _THUMBPRINT if hsm or not_exportable else _PFX


def dump_encryption_commands(value: str, certificate: Certificate) -> tuple[str, ...]:
    """How HGS learns of a key for memory dumps, and how a host uses it. `value` is `dump_encryption_hash`.

    The layout in the registry is that of Microsoft's published script: check it once on a host.
    """
    folder = "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\CrashControl"
    key = f"{folder}\\EncryptionCertificates\\Certificate.1"
    blob = b64encode(_public_blob(certificate)).decode("ascii")
    return (
        "# on HGS, which forbids all dumps by itself:",
        f"Add-HgsAttestationDumpPolicy -PublicKeyHash '{value}' -Name 'Dump encryption'",
        "Disable-HgsAttestationPolicy -Name Hgs_NoDumps",
        "Enable-HgsAttestationPolicy -Name Hgs_DumpEncryption",
        "# on each host; Windows Error Reporting cannot read such dumps:",
        "Disable-WindowsErrorReporting",
        f"New-Item -Path '{key}' -Force",
        f"New-ItemProperty -Path '{folder}' -Name DumpEncryptionEnabled -PropertyType DWord -Value 1 -Force",
        (
            f"New-ItemProperty -Path '{key}' -Name PublicKey -PropertyType Binary -Value "
            f"([Convert]::FromBase64String('{blob}')) -Force"
        ),
        (
            f"New-ItemProperty -Path '{key}' -Name Thumbprint -PropertyType String -Value '{certificate.thumbprint}' "
            "-Force"
        ),
    )


def _public_blob(certificate: Certificate) -> bytes:
    """BCRYPT_RSAKEY_BLOB of an RSA key: see `certificates.judgement.dump_encryption_hash`."""
    modulus, exponent = certificate.rsa_numbers() or (0, 0)
    e = exponent.to_bytes((exponent.bit_length() + 7) // 8, "big")
    n = modulus.to_bytes((modulus.bit_length() + 7) // 8, "big")
    return struct.pack("<4s5I", b"RSA1", modulus.bit_length(), len(e), len(n), 0, 0) + e + n
