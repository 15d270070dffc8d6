# SPDX-License-Identifier: Apache-2.0
"""The cmdlets that the scripts may call, and the parameters that Microsoft's pages give them.

HgsClient and ShieldedVMDataFile: windows-powershell-docs, winserver2025. The others are in PowerShell 5.1 and 7.
"""

COMMON = frozenset({"ErrorAction"})
_DRY = frozenset({"WhatIf", "Confirm"})

CMDLETS: dict[str, frozenset[str]] = {
    # HgsClient
    "Get-HgsGuardian": frozenset({"Name", "CimSession", "ThrottleLimit", "AsJob"}),
    "Get-HgsClientConfiguration": frozenset(),
    "Import-HgsGuardian": frozenset({"Path", "Name", "AllowExpired", "AllowUntrustedRoot"}) | _DRY,
    "New-HgsGuardian": frozenset(
        {
            "Name",
            "SigningCertificate",
            "SigningCertificatePassword",
            "EncryptionCertificate",
            "EncryptionCertificatePassword",
            "AllowExpired",
            "AllowUntrustedRoot",
            "SigningCertificateThumbprint",
            "EncryptionCertificateThumbprint",
            "GenerateCertificates",
        }
    )
    | _DRY,
    "Remove-HgsGuardian": frozenset({"Name", "InputObject"}) | _DRY,
    # ShieldedVMDataFile
    "New-ShieldingDataFile": frozenset(
        {"ShieldingDataFilePath", "Owner", "VolumeIDQualifier", "AnswerFile", "OtherFile", "Guardian", "Policy"}
    )
    | _DRY,
    "New-VolumeIDQualifier": frozenset({"VolumeSignatureCatalogFilePath", "TemplateDiskFilePath", "VersionRule"}),
    # ShieldedVMProvisioning, on guarded hosts
    "Get-KeyProtectorFromShieldingDataFile": frozenset({"ShieldingDataFilePath"}),
    # PowerShell itself
    "ConvertFrom-Json": frozenset({"InputObject"}),
    "ConvertTo-Json": frozenset({"InputObject", "Depth", "Compress"}),
    "ForEach-Object": frozenset({"Process"}),
    "Get-ChildItem": frozenset({"Path", "LiteralPath", "Recurse", "Force", "Directory", "Filter"}),
    "Get-CimInstance": frozenset({"ClassName", "Namespace"}),
    "Get-Command": frozenset({"Name"}),
    "Get-FileHash": frozenset({"LiteralPath", "InputStream", "Algorithm"}),
    "Get-Item": frozenset({"LiteralPath", "Force"}),
    "Get-Module": frozenset({"Name"}),
    "Import-Module": frozenset({"Name", "Scope"}),
    "Invoke-CimMethod": frozenset({"Namespace", "ClassName", "MethodName", "Arguments"}) | _DRY,
    "Invoke-WebRequest": frozenset({"Uri", "UseBasicParsing", "OutFile"}),
    "Join-Path": frozenset({"Path", "ChildPath"}),
    "New-Item": frozenset({"Path", "ItemType"}) | _DRY,
    "New-Object": frozenset({"TypeName", "ArgumentList"}),
    "Out-Null": frozenset(),
    "Read-Host": frozenset({"Prompt", "AsSecureString"}),
    "Remove-Item": frozenset({"LiteralPath", "Recurse", "Force"}) | _DRY,
    "Resolve-Path": frozenset({"LiteralPath"}),
    "Set-Acl": frozenset({"LiteralPath", "AclObject"}) | _DRY,
    "Set-StrictMode": frozenset({"Version"}),
    "Sort-Object": frozenset(),
    "Test-Path": frozenset({"LiteralPath", "PathType"}),
    "Where-Object": frozenset({"FilterScript"}),
    "Write-Host": frozenset({"Object", "ForegroundColor"}),
    "Write-Output": frozenset({"InputObject"}),
    "Write-Warning": frozenset({"Message"}),
}
# Without -ErrorAction Stop a module's cmdlet would go on after an error, whatever the script prefers.
MUST_STOP = frozenset(
    {
        "Get-CimInstance",
        "Get-FileHash",
        "Get-HgsClientConfiguration",
        "Get-HgsGuardian",
        "Get-KeyProtectorFromShieldingDataFile",
        "Import-HgsGuardian",
        "Import-Module",
        "Invoke-CimMethod",
        "Invoke-WebRequest",
        "New-HgsGuardian",
        "New-Item",
        "New-ShieldingDataFile",
        "New-VolumeIDQualifier",
        "Remove-HgsGuardian",
        "Remove-Item",
        "Set-Acl",
    }
)
# What changes something must not ask again, nor be a rehearsal, inside a block that was agreed to.
MUST_ACT = frozenset(name for name, parameters in CMDLETS.items() if "WhatIf" in parameters)
READS = frozenset({"Get", "Test", "Select", "Where", "ForEach", "Join", "Split", "Resolve", "ConvertTo", "ConvertFrom"})
