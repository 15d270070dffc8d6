# SPDX-License-Identifier: Apache-2.0
"""What to look at when HGS answers HTTP 500: the most likely and cheapest first. Source: HOSTERS_DESK 2.6."""

import re
from dataclasses import dataclass
from html import unescape

from shieldwiz.foreign_text import shown

FIRST_LINE = (
    "HGS cannot use one of its certificates: that is the cause in almost every case. These must hold for the signing, "
    "the encryption and the communications certificate, on this node."
)
_MAX_SAID = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to look at: on the node, in an elevated Windows PowerShell."""

    id: str
    title: str
    text: str
    command: str
    repair: str


STEPS = (
    Step(
        id="P1",
        title="Are the right certificates registered?",
        text="One signing and one encryption certificate must be primary and enabled.",
        command="Get-HgsKeyProtectionCertificate; Get-HgsKeyProtectionCertificate -IsPrimary $true; "
        "Get-HgsKeyProtectionConfiguration",
        repair="Set-HgsKeyProtectionCertificate -CertificateType Signing -Thumbprint '...' -IsPrimary (here a switch, "
        "without $true); the same for Encryption.",
    ),
    Step(
        id="P2",
        title="Is the private key there?",
        text="HasPrivateKey must be True for each of the three.",
        command="Get-HgsKeyProtectionCertificate | ForEach-Object { Get-Item -LiteralPath "
        "('Cert:\\LocalMachine\\My\\' + $_.Thumbprint) } | Select-Object Subject, HasPrivateKey",
        repair="Import the PFX again, or: certutil -repairstore My <thumbprint>",
    ),
    Step(
        id="P3",
        title="Can the service read the private keys?",
        text="The group managed service account of the KeyProtection pool needs read access to each key.",
        command="(Get-IISAppPool -Name KeyProtection).ProcessModel.UserName",
        repair="certlm.msc > All Tasks > Manage Private Keys > Read. On Server Core, with the module "
        "GuardedFabricTools: $cert.Acl = $cert.Acl | Add-AccessRule $gMSA Read Allow",
    ),
    Step(
        id="P4",
        title="Is each key RSA with 2048 bits or more?",
        text="`shieldwiz certificate check` says it from the .cer file, and the report of the server script shows it.",
        command="Get-HgsKeyProtectionCertificate | ForEach-Object { $_.CertificateData.PublicKey.Key.KeySize }",
        repair="Make a new certificate and add it; do not renew with another key.",
    ),
    Step(
        id="P5",
        title="Does each certificate allow its role?",
        text="Signing: Digital Signature. Encryption: Data Encipherment. Communications: both.",
        command="certutil -store My <thumbprint>",
        repair="Make a new certificate with these key usages, and add it: `shieldwiz hgs request`.",
    ),
    Step(
        id="P6",
        title="Does a key sit in an old provider (CSP)?",
        text="HGS needs a key storage provider; the line 'Provider =' must name one.",
        command="certutil -store My <thumbprint>",
        repair="Reissue it with a key storage provider. From a PFX file shieldwiz tells beforehand which one it is.",
    ),
    Step(
        id="P7",
        title="Is a key in a hardware module?",
        text="Its provider must be installed on this node, and the account or the computer needs access to the key.",
        command="certutil -csplist",
        repair="See the vendor's document. Hints: SafeNet key usage property 0xa0, Utimaco 0x13, nShield: the node "
        "must be in the security world.",
    ),
    Step(
        id="P8",
        title="Is the certificate on every node?",
        text="One that was added by thumbprint is not copied: certificate, key and permission are needed on each node. "
        "HGS copies what was added as PFX.",
        command="Get-ChildItem -LiteralPath Cert:\\LocalMachine\\My | Select-Object Thumbprint, Subject, HasPrivateKey",
        repair="Install it on this node as on the others, then look at P2 and P3 here.",
    ),
    Step(
        id="P9",
        title="May the account write security audits?",
        text="The line SeAuditPrivilege must hold the account. Without it all Key Protection commands fail.",
        command="secedit /export /areas USER_RIGHTS /cfg C:\\temp\\rights.inf",
        repair="Local or group policy, 'Generate security audits'. The list replaces the default, so keep Local "
        "Service and Network Service in it.",
    ),
    Step(
        id="P10",
        title="Everything else",
        text="The diagnosis of HGS itself, and the Application event log.",
        command="Get-HgsTrace -RunDiagnostics -Detailed",
        repair="Follow what it names.",
    ),
)

# What the server's page says moves these steps to the top.
_HINTS = (
    (r"primary (signing|encryption) certificate not found", ("P1",)),
    (r"keyset does not exist|0x80090016", ("P2", "P3")),
    (r"access is denied|0x80070005|0x80090010", ("P3",)),
    (r"invalid provider type|0x80090014", ("P6",)),
    (r"required privilege", ("P9",)),
    (r"server error in '/keyprotection' application", ("P1",)),
)


def ordered_steps(body: bytes, *, others_are_fine: bool) -> tuple[Step, ...]:
    """The steps in the order to take them.

    `body`: what the server sent with its 500; `others_are_fine`: other nodes of the same HGS answer well, so that the
    fault is this node's own.
    """
    text = _text(body).lower()
    first = next((steps for pattern, steps in _HINTS if re.search(pattern, text)), ())
    if others_are_fine:
        first = (*first, *(step for step in ("P8", "P2", "P3") if step not in first))
    rank = {step: at for at, step in enumerate(first)}
    return tuple(sorted(STEPS, key=lambda step: rank.get(step.id, len(first))))


def what_it_said(body: bytes) -> str:
    """The text of the server's page, tags stripped, hidden characters escaped, at most 500 characters."""
    return shown(" ".join(_text(body).split()), _MAX_SAID)


def _text(body: bytes) -> str:
    text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    text = re.sub(r"(?is)<(style|script)\b.*?(</\1>|$)", " ", text)
    return unescape(re.sub(r"<[^>]*(>|$)", " ", text))
