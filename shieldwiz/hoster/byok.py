# SPDX-License-Identifier: Apache-2.0
"""Bring your own key: a pair of certificates for one tenant, beside the hoster's own. Source: HOSTERS_DESK 4."""

from dataclasses import dataclass
from datetime import datetime

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.named_folders import check_name
from shieldwiz.owners.owner import YEARS, Owner, create_owner
from shieldwiz.owners.pfx import PfxForm, write_pfx
from shieldwiz.powershell import quote_powershell

_KEY_SIZE = 2048  # what every HGS and every hardware module takes

_README = """\
Keys of one tenant on a Host Guardian Service
=============================================

Tenant:               {tenant}
Guardian:             {name}
Guardian fingerprint: {hex}
The same by phone:    {digits}

HGS must hold the private keys, or it cannot start the tenant's VMs: who makes them decides who can read. Delete every
copy of the two .pfx files when they are in HGS and a backup is off line. The password was shown once.

1. On one node of HGS, in an elevated Windows PowerShell. Not -IsPrimary: the hoster's own pair stays the primary one.

   {add_signing}
   {add_encryption}

2. HGS publishes only the primary pair, so its URL will not show this one. Give the tenant guardian.xml (for shieldwiz),
   and the fingerprint above over another channel. Windows' own tools need metadata made by Windows, from the PFX files
   on a trusted machine:

   {new_guardian}
   {export_guardian}

3. When the tenant leaves, and no VM of theirs is left. This leaves the certificates in the store: delete them there,
   too.

   Remove-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '{signing_thumbprint}'
   Remove-HgsKeyProtectionCertificate -CertificateType Encryption -Thumbprint '{encryption_thumbprint}'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantKeys:
    """The files by name, and what names the new pair."""

    files: tuple[tuple[str, bytes], ...]
    guardian: Guardian

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """Of the new pair."""
        return self.guardian.fingerprint


def make_tenant_keys(
    name: str,
    tenant: str,
    password: str,
    *,
    now: datetime,
    form: str = PfxForm.SERVER_2019.value,
    subject: str | None = None,
    years: int = YEARS,
    tenant_owner: Guardian | None = None,
) -> TenantKeys:
    """A fresh pair: two PFX behind `password`, two .cer, guardian.xml and a README.

    `tenant_owner` is the tenant's own pair, from which this one must differ. Takes some seconds. Raises as
    `create_owner` and `write_pfx`, and `NOT_FIT`.
    """
    check_name(tenant)
    owner = create_owner(name, key_size=_KEY_SIZE, subject=subject, years=years, now=now)
    refuse_owners_pair(owner.guardian, tenant_owner)
    signing, encryption = write_pfx(owner, password, form=PfxForm(form))
    readme = _readme(owner, tenant, signing.name, encryption.name)
    files = (
        (signing.name, signing.data),
        (encryption.name, encryption.data),
        (f"{signing.name.removesuffix('.pfx')}.cer", owner.signing.der),
        (f"{encryption.name.removesuffix('.pfx')}.cer", owner.encryption.der),
        ("guardian.xml", owner.metadata),
        ("README.txt", readme.replace("\n", "\r\n").encode("utf-8")),
    )
    return TenantKeys(files=files, guardian=owner.guardian)


def _readme(owner: Owner, tenant: str, signing_file: str, encryption_file: str) -> str:
    name = quote_powershell(owner.name)
    signing, encryption = (quote_powershell(f".\\{file}") for file in (signing_file, encryption_file))
    ask = "(Read-Host -AsSecureString)"
    add = "Add-HgsKeyProtectionCertificate -CertificateType {} -CertificatePath {} -CertificatePassword {}"
    return _README.format(
        tenant=shown(tenant),
        name=shown(owner.name),
        hex=owner.fingerprint.hex,
        digits=" ".join(owner.fingerprint.groups),
        add_signing=add.format("Signing", signing, ask),
        add_encryption=add.format("Encryption", encryption, ask),
        new_guardian=f"New-HgsGuardian -Name {name} -SigningCertificate {signing} -SigningCertificatePassword {ask} "
        f"-EncryptionCertificate {encryption} -EncryptionCertificatePassword {ask} -AllowExpired -AllowUntrustedRoot",
        export_guardian=f"Export-HgsGuardian -InputObject (Get-HgsGuardian -Name {name}) -Path "
        f"'.\\guardian-for-windows.xml'",
        signing_thumbprint=owner.signing.thumbprint,
        encryption_thumbprint=owner.encryption.thumbprint,
    )


def refuse_owners_pair(pair: Guardian, tenant_owner: Guardian | None) -> None:
    """Raise `NOT_FIT` where a pair shares a key with the tenant's owner pair, which stays the tenant's alone."""
    if tenant_owner is None:
        return
    mine = {pair.signing.rsa_numbers(), pair.encryption.rsa_numbers()}
    theirs = {tenant_owner.signing.rsa_numbers(), tenant_owner.encryption.rsa_numbers()}
    if mine & theirs:
        raise ShieldwizError(
            Problem.NOT_FIT,
            "These are the tenant's owner keys. The owner's keys open everything, and never belong on HGS.",
            "Make a pair of its own for HGS.",
        )
