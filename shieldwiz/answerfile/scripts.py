# SPDX-License-Identifier: Apache-2.0
"""The scripts that go along with a new answer file, and the commands that let SetupComplete.cmd run them."""

import base64
import re
from collections.abc import Iterable, Iterator

from shieldwiz.answerfile.choices import Script, WindowsChoices
from shieldwiz.answerfile.given import OtherFile

RDP_PFX = "rdp.pfx"
RDP_SCRIPT = "rdp-certificate.ps1"
WINRM_SCRIPT = "winrm-https.ps1"
DRIVES_SCRIPT = "protect-data-drives.ps1"
_OWN = (RDP_PFX, RDP_SCRIPT, WINRM_SCRIPT, DRIVES_SCRIPT)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_SETUP_COMPLETE = r"%WINDIR%\Setup\Scripts\SetupComplete.cmd"

# The password stands in base64, in which no character of it can end a text or begin a command.
_RDP = r"""# Installs the certificate that Remote Desktop shows, then removes itself.
$ErrorActionPreference = 'Stop'
$pfx = 'C:\temp\{pfx}'
try {{
    $text = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{password}'))
    $secret = ConvertTo-SecureString -String $text -AsPlainText -Force
    $certificate = Import-PfxCertificate -FilePath $pfx -Password $secret -CertStoreLocation Cert:\LocalMachine\My
    Get-CimInstance -Namespace root/cimv2/TerminalServices -ClassName Win32_TSGeneralSetting |
        Set-CimInstance -Property @{{ SSLCertificateSHA1Hash = $certificate.Thumbprint }}
}} finally {{
    Remove-Item -Force -ErrorAction SilentlyContinue -Path $pfx, $PSCommandPath
}}
"""
_WINRM = r"""# Opens PowerShell remoting over HTTPS with a self-made certificate, and no unencrypted door.
$ErrorActionPreference = 'Stop'
try {
    Enable-PSRemoting -SkipNetworkProfileCheck -Force
    $certificate = New-SelfSignedCertificate -DnsName $env:COMPUTERNAME -CertStoreLocation Cert:\LocalMachine\My
    Get-ChildItem WSMan:\localhost\Listener |
        Where-Object { $_.Keys -contains 'Transport=HTTP' } |
        Remove-Item -Recurse -Force
    $listener = @{ Transport = 'HTTPS'; Address = '*'; CertificateThumbPrint = $certificate.Thumbprint }
    New-Item -Path WSMan:\localhost\Listener @listener -Force
    New-NetFirewallRule -DisplayName 'WinRM over HTTPS' -Direction Inbound -Protocol TCP -LocalPort 5986 -Action Allow
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue -Path $PSCommandPath
}
"""
_DRIVES = r"""# Encrypts the data drives; their recovery passwords are kept on the system drive, for administrators.
$ErrorActionPreference = 'Stop'
$keys = Join-Path $env:ProgramData 'data-drive-recovery.txt'
try {
    Get-Volume |
        Where-Object { $_.DriveType -eq 'Fixed' -and $_.DriveLetter -and "$($_.DriveLetter):" -ne $env:SystemDrive } |
        ForEach-Object {
            $drive = "$($_.DriveLetter):"
            $volume = Enable-BitLocker -MountPoint $drive -EncryptionMethod XtsAes256 -RecoveryPasswordProtector
            Enable-BitLockerAutoUnlock -MountPoint $drive
            $protector = (Get-BitLockerVolume -MountPoint $drive).KeyProtector |
                Where-Object KeyProtectorType -eq 'RecoveryPassword'
            Add-Content -Path $keys -Value "$drive $($protector.RecoveryPassword)"
        }
    if (Test-Path $keys) { icacls $keys /inheritance:r /grant '*S-1-5-32-544:F' '*S-1-5-18:F' | Out-Null }
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue -Path $PSCommandPath
}
"""


def added_files(choices: WindowsChoices) -> tuple[OtherFile, ...]:
    """The files that go along, in the order in which the scripts among them run; names are safe in a command."""
    found = []
    if choices.certificate is not None:
        encoded = base64.b64encode(choices.certificate.password.reveal().encode("utf-16-le")).decode("ascii")
        script = _RDP.format(pfx=RDP_PFX, password=encoded)
        found.append(OtherFile(name=RDP_PFX, data=choices.certificate.data))
        found.append(OtherFile(name=RDP_SCRIPT, data=_crlf(script)))
    if "winrm" in choices.doors:
        found.append(OtherFile(name=WINRM_SCRIPT, data=_crlf(_WINRM)))
    if choices.protects_data_drives:
        found.append(OtherFile(name=DRIVES_SCRIPT, data=_crlf(_DRIVES)))
    names = safe_names(choices.scripts)
    found += [OtherFile(name=name, data=one.data) for one, name in zip(choices.scripts, names, strict=True)]
    return tuple(found)


def safe_names(scripts: Iterable[Script]) -> tuple[str, ...]:
    """The names under which scripts are added: their own, or script1.ps1 and so on where theirs would not be safe."""
    taken = {name.lower() for name in _OWN}
    found = []
    for number, script in enumerate(scripts, 1):
        name = script.name
        if _SAFE.fullmatch(name) is None or name.lower() in taken:
            ending = name.rpartition(".")[2].lower()
            name = f"script{number}.{ending if ending in ('ps1', 'cmd', 'bat') else 'ps1'}"
        taken.add(name.lower())
        found.append(name)
    return tuple(found)


def last_commands(files: Iterable[OtherFile], *, shuts_down: bool) -> Iterator[str]:
    """The commands that write SetupComplete.cmd afresh: the scripts, the clean-up, the shutdown."""
    yield r'cmd.exe /d /c "if not exist %WINDIR%\Setup\Scripts md %WINDIR%\Setup\Scripts"'
    yield f'cmd.exe /d /c ">{_SETUP_COMPLETE} echo rem written during specialization"'
    for file in files:
        ending = file.name.rpartition(".")[2].lower()
        if ending == "ps1":
            yield _written(rf"powershell.exe -NoProfile -ExecutionPolicy Bypass -File %SYSTEMDRIVE%\temp\{file.name}")
        elif ending in ("cmd", "bat"):
            yield _written(rf"call %SYSTEMDRIVE%\temp\{file.name}")
    yield _written(
        r"del /f /q %WINDIR%\Panther\unattend.xml %WINDIR%\Panther\Unattend\unattend.xml %SYSTEMDRIVE%\unattend.xml"
    )
    if shuts_down:
        yield _written("shutdown /s /f /t 5")


def _written(line: str) -> str:
    """The redirection stands before echo, so that a digit at the line's end is not taken for a handle."""
    return f'cmd.exe /d /c ">>{_SETUP_COMPLETE} echo {line}"'


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")
