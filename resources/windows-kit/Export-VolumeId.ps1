# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Says as JSON which template disk a volume signature catalog (.vsc) stands for: name, version, and who signed it.

.DESCRIPTION
Reads only. Prints one line for each catalog, as `shieldwiz volume-id new --from FILE` takes it. Windows Server with the
shielded VM features (WMI class Msps_VSC) shows all of it. Where Windows does not show a fact it is null, and the line
carries the names and texts that Windows shows instead.

.EXAMPLE
.\Export-VolumeId.ps1 .\template.vsc -VersionRule GreaterThanOrEquals | Out-File -LiteralPath disk.json -Encoding utf8
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)] [string[]] $LiteralPath,
    [ValidateSet('Equals', 'GreaterThan', 'GreaterThanOrEquals')] [string] $VersionRule = 'Equals'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Get-Value($From, [string] $Name) {
    if ($null -eq $From) { return $null }
    $Property = $From.PSObject.Properties[$Name]
    if ($null -eq $Property) { return $null }
    return , $Property.Value
}

function Get-Texts($From) {
    if ($null -eq $From) { return @() }
    return @($From.PSObject.Properties | ForEach-Object -Process { '{0} ({1}): {2}' -f $_.Name, $_.TypeNameOfValue, $_.Value })
}

function Get-VolumeId([string] $Path) {
    try {
        $Answer = Invoke-CimMethod -Namespace root\MSPS -ClassName Msps_ProvisioningFileProcessor -MethodName PopulateFromFile -Arguments @{ FilePath = $Path } -ErrorAction Stop
        return Get-Value (Get-Value $Answer 'ProvisioningFile') 'VolumeID'
    }
    catch {
        Write-Warning -Message ('WMI does not show this catalog here: ' + $_.Exception.Message)
        return $null
    }
}

function Get-Qualifier([string] $Path) {
    try { return New-VolumeIDQualifier -VolumeSignatureCatalogFilePath $Path -VersionRule $VersionRule -ErrorAction Stop }
    catch {
        Write-Warning -Message ('New-VolumeIDQualifier does not take this catalog: ' + $_.Exception.Message)
        return $null
    }
}

foreach ($One in $LiteralPath) {
    $Path = (Resolve-Path -LiteralPath $One -ErrorAction Stop).ProviderPath
    $Id = Get-VolumeId $Path
    $Qualifier = Get-Qualifier $Path
    $Certificate = Get-Value $Id 'Certificate'
    $Result = @{
        schema = 'shieldwiz/volume-id/1'
        name = Get-Value $Id 'VolumeID'
        version = $(if ($null -ne $Id) { [string] (Get-Value $Id 'Version') } else { $null })
        certificate = $(if ($Certificate -is [byte[]]) { [Convert]::ToBase64String($Certificate) } else { $null })
        rule = $VersionRule
        catalogSha256 = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
        source = $(if ($null -ne $Id) { 'wmi' } else { 'cmdlet' })
        seen = @{ volumeId = @(Get-Texts $Id); qualifier = @(Get-Texts $Qualifier) }
    }
    Write-Output -InputObject (ConvertTo-Json -InputObject $Result -Depth 5 -Compress)
}
