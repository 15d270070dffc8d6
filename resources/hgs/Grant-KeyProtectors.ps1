# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Lets one more guardian into key protectors that Windows made. For their owner, on the computer that holds his key.

.DESCRIPTION
Reads grant.json and the protectors beside this script, and writes the changed ones into a new folder; no virtual machine
is touched. The owner is a guardian with private keys on this computer. Granting adds: the old key stays in.

.EXAMPLE
.\Grant-KeyProtectors.ps1 -Output D:\granted
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Output,
    [switch] $AllowUntrustedRoot,
    [switch] $AllowExpired
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (Test-Path -LiteralPath $Output) { throw ('Refusing to write into what exists already: ' + $Output) }
$Folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Output)
$Order = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath 'grant.json')))
if ($Order.schema -ne 'shieldwiz/hgs-grant-order/1') { throw 'grant.json is of another kind.' }
$Owner = Get-HgsGuardian -Name $Order.owner -ErrorAction Stop
if (-not $Owner.HasPrivateSigningKey) { throw ('The private key of the owner is not on this computer: ' + $Order.owner) }
$Known = @(Get-HgsGuardian -ErrorAction Stop | Where-Object -FilterScript { $_.Name -eq $Order.guardian })
if ($Known.Count -gt 0) { throw ('A guardian of that name exists on this computer already: ' + $Order.guardian) }
$Metadata = Join-Path -Path $PSScriptRoot -ChildPath $Order.metadata
if ((Get-FileHash -LiteralPath $Metadata -Algorithm SHA256 -ErrorAction Stop).Hash -ne $Order.metadataSha256) { throw 'The metadata is not what grant.json names.' }
$Guardian = Import-HgsGuardian -Path $Metadata -Name $Order.guardian -AllowUntrustedRoot:$AllowUntrustedRoot -AllowExpired:$AllowExpired -ErrorAction Stop
$null = New-Item -Path $Folder -ItemType Directory -ErrorAction Stop
$Ascii = New-Object -TypeName System.Text.ASCIIEncoding

foreach ($Name in @($Order.files)) {
    try {
        $Words = [System.IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath $Name)).Split([char[]] @(' ', [char] 9, [char] 10, [char] 13), [StringSplitOptions]::RemoveEmptyEntries)
        [byte[]] $Bytes = @($Words | ForEach-Object -Process { [byte] $_ })
        $Protector = ConvertTo-HgsKeyProtector -Bytes $Bytes -ErrorAction Stop
        $Changed = Grant-HgsKeyProtectorAccess -KeyProtector $Protector -Guardian $Guardian -AllowUntrustedRoot:$AllowUntrustedRoot -AllowExpired:$AllowExpired -ErrorAction Stop
        $Text = [string]::Join([Environment]::NewLine, @($Changed.RawData | ForEach-Object -Process { [string] $_ }))
        [System.IO.File]::WriteAllText((Join-Path -Path $Folder -ChildPath $Name), $Text, $Ascii)
        Write-Output -InputObject ('granted  {0}' -f $Name)
    }
    catch { Write-Output -InputObject ('failed   {0}: {1}' -f $Name, $_.Exception.Message) }
}
