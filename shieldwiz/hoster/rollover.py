# SPDX-License-Identifier: Apache-2.0
"""The ten steps from old keys to new ones, none of which loses a VM. Source: HOSTERS_DESK 6."""

from dataclasses import dataclass

_ADD = (
    "Add-HgsKeyProtectionCertificate -CertificateType {} -CertificatePath '...' -CertificatePassword "
    "(Read-Host -AsSecureString)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloverStep:
    """One step: what, how, and what to copy."""

    number: int
    title: str
    text: str
    commands: tuple[str, ...] = ()


STEPS = (
    RolloverStep(
        number=1,
        title="Take stock",
        text="See what tenants see now, collect a report on each node, and export the key protectors of the VMs.",
        commands=(
            "shieldwiz hgs doctor HOST --every-node --remember",
            "shieldwiz hgs certificates node1.json node2.json",
            "shieldwiz hgs inventory DIR",
        ),
    ),
    RolloverStep(
        number=2,
        title="Make the new pair",
        text="A signing and an encryption certificate with new keys: from an authority, self-signed, or in a hardware "
        "module.",
        commands=("shieldwiz hgs request --role both --subject 'CN=...' --inf -o DIR", "shieldwiz hgs advise"),
    ),
    RolloverStep(
        number=3,
        title="Check both files before anyone installs them",
        text="Each for its role, and both as a pair: that also gives the new fingerprint.",
        commands=("shieldwiz certificate check --pair signing.cer encryption.cer",),
    ),
    RolloverStep(
        number=4,
        title="Add both",
        text="As PFX on one node, or by thumbprint on every node. They are not primary yet.",
        commands=(
            _ADD.format("Signing"),
            _ADD.format("Encryption"),
        ),
    ),
    RolloverStep(
        number=5,
        title="Prove it on every node",
        text="The script shows the new keys on each node; the doctor still sees the old pair.",
        commands=(
            "shieldwiz hgs script test-certificates -o Test-HgsCertificates.ps1",
            "shieldwiz hgs doctor HOST --every-node --remember",
        ),
    ),
    RolloverStep(
        number=6,
        title="Make both primary, in one go",
        text="One alone would give tenants a pair that does not belong together. -IsPrimary is a switch here.",
        commands=(
            "Set-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '...' -IsPrimary",
            "Set-HgsKeyProtectionCertificate -CertificateType Encryption -Thumbprint '...' -IsPrimary",
        ),
    ),
    RolloverStep(
        number=7,
        title="See the new pair from outside, and tell tenants",
        text="The doctor says: new keys, the old signing certificate is listed. Publish the new fingerprint sheet.",
        commands=(
            "shieldwiz hgs doctor HOST --every-node --remember",
            "shieldwiz guardian fingerprint metadata.xml --sheet -o sheet.html",
        ),
    ),
    RolloverStep(
        number=8,
        title="Leave the old certificates enabled",
        text="New files use the new pair; old VMs and old shielding data go on with the old one. Expired is harmless. "
        "Nobody knows how long a VM runs, and checkpoints and backups are bound to the keys of their time.",
    ),
    RolloverStep(
        number=9,
        title="Only after a stolen key, or by rule: re-key the VMs",
        text="Owners let the new guardian in and take the old one out; tenants make or grant their shielding data "
        "again. Backups and checkpoints hold the old protectors: after a theft treat them as opened.",
        commands=("shieldwiz hgs grant DIR --owner NAME --guardian NEW --revoke OLD -o OUT",),
    ),
    RolloverStep(
        number=10,
        title="The old pair last of all",
        text="When the inventory says that nothing examined needs it: disable both, wait, start VMs, then remove.",
        commands=(
            "shieldwiz hgs inventory DIR --certificate old-encryption.cer",
            "Set-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '...' -IsEnabled $false",
            "Set-HgsKeyProtectionCertificate -CertificateType Encryption -Thumbprint '...' -IsEnabled $false",
            "Remove-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '...'",
            "Remove-HgsKeyProtectionCertificate -CertificateType Encryption -Thumbprint '...'",
        ),
    ),
)
