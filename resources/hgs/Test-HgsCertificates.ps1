# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Collects, on one node of a Host Guardian Service, what only Windows can see of its certificates, as one line of JSON.

.DESCRIPTION
Reads only: no key is used, nothing is exported, nothing is changed. Run it in an elevated Windows PowerShell on each
node, then judge all reports at once: shieldwiz hgs certificates node1.json node2.json

The rights are exported by secedit into a temporary file that is removed again. Membership in groups is not resolved.
Asking for a key in a hardware module may open a prompt or a session: -SkipKeys leaves the keys out.

.EXAMPLE
.\Test-HgsCertificates.ps1 | Out-File -LiteralPath node1.json -Encoding utf8
#>
[CmdletBinding()]
param([switch] $SkipKeys)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Problems = New-Object -TypeName System.Collections.ArrayList

function Add-Problem([string] $Where, $Caught) {
    $null = $Problems.Add(('{0}: {1}' -f $Where, $Caught.Exception.Message))
}

function Get-Value($From, [string] $Name) {
    if ($null -eq $From) { return $null }
    $Property = $From.PSObject.Properties[$Name]
    if ($null -eq $Property) { return $null }
    return $Property.Value
}

function Get-Pool {
    try {
        $Pool = Get-IISAppPool -Name 'KeyProtection' -ErrorAction Stop
        return @{ account = [string] $Pool.ProcessModel.UserName; state = [string] $Pool.State }
    }
    catch { Add-Problem 'application pool' $_ }
    return @{ account = $null; state = $null }
}

function Get-Readers($Key) {
    try {
        $Name = Get-Value (Get-Value $Key 'Key') 'UniqueName'
        if ($null -eq $Name) { return $null }
        $File = Join-Path -Path $env:ProgramData -ChildPath (Join-Path -Path 'Microsoft\Crypto\Keys' -ChildPath $Name)
        if (-not (Test-Path -LiteralPath $File)) { return $null }
        $Rules = (Get-Acl -LiteralPath $File -ErrorAction Stop).Access
        return @($Rules | Where-Object -FilterScript { $_.AccessControlType -eq 'Allow' } | ForEach-Object -Process { [string] $_.IdentityReference })
    }
    catch { Add-Problem 'permissions of a key' $_ }
    return $null
}

function Get-KeyFacts($Certificate) {
    $Facts = @{ keyClass = $null; provider = $null; readers = $null }
    if ($SkipKeys -or $null -eq $Certificate -or -not $Certificate.HasPrivateKey) { return $Facts }
    try {
        $Key = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
        if ($null -eq $Key) { return $Facts }
        $Facts.keyClass = $Key.GetType().Name
        $Container = Get-Value $Key 'CspKeyContainerInfo'
        if ($null -ne $Container) { $Facts.provider = [string] $Container.ProviderName }
        $Cng = Get-Value $Key 'Key'
        if ($null -ne $Cng) { $Facts.provider = [string] $Cng.Provider.Provider }
        $Facts.readers = Get-Readers $Key
    }
    catch { Add-Problem ('key of ' + $Certificate.Thumbprint) $_ }
    return $Facts
}

function Get-Stored([string] $Thumbprint) {
    $Path = 'Cert:\LocalMachine\My\' + $Thumbprint
    if (Test-Path -LiteralPath $Path) { return Get-Item -LiteralPath $Path -ErrorAction Stop }
    return $null
}

function Get-CertificateRecord([string] $Role, [string] $Thumbprint, $Data, $IsPrimary, $IsEnabled) {
    $Stored = Get-Stored $Thumbprint
    $Shown = $Stored
    if ($null -eq $Shown) { $Shown = $Data }
    $Facts = Get-KeyFacts $Stored
    $Raw = Get-Value $Shown 'RawData'
    return @{
        role = $Role
        thumbprint = $Thumbprint
        primary = $IsPrimary
        enabled = $IsEnabled
        certificate = $(if ($Raw -is [byte[]]) { [Convert]::ToBase64String($Raw) } else { $null })
        inStore = ($null -ne $Stored)
        hasPrivateKey = $(if ($null -ne $Stored) { [bool] $Stored.HasPrivateKey } else { $false })
        keyClass = $Facts.keyClass
        provider = $Facts.provider
        readers = $Facts.readers
    }
}

function Get-Registered {
    try {
        foreach ($One in @(Get-HgsKeyProtectionCertificate -ErrorAction Stop)) {
            $Data = Get-Value $One 'CertificateData'
            $Thumbprint = [string] (Get-Value $One 'Thumbprint')
            if ($Thumbprint -eq '') { $Thumbprint = [string] (Get-Value $Data 'Thumbprint') }
            $Role = ([string] (Get-Value $One 'CertificateType')).ToLowerInvariant()
            Get-CertificateRecord $Role $Thumbprint $Data ([bool] (Get-Value $One 'IsPrimary')) ([bool] (Get-Value $One 'IsEnabled'))
        }
    }
    catch { Add-Problem 'registered certificates' $_ }
}

function Get-Communications {
    try {
        $Data = Get-Value (Get-HgsKeyProtectionConfiguration -ErrorAction Stop) 'CommunicationsCertificate'
        $Data = $(if ($null -ne (Get-Value $Data 'CertificateData')) { Get-Value $Data 'CertificateData' } else { $Data })
        $Thumbprint = [string] (Get-Value $Data 'Thumbprint')
        if ($Thumbprint -ne '') { Get-CertificateRecord 'communications' $Thumbprint $Data $true $true }
    }
    catch { Add-Problem 'communications certificate' $_ }
}

function Get-AttestationSigners {
    try {
        $All = @(Get-ChildItem -LiteralPath 'Cert:\LocalMachine\My' -ErrorAction Stop)
        return @($All | Where-Object -FilterScript { $_.Subject -like '*Microsoft Remote Attestation Service*' } | ForEach-Object -Process {
                @{ thumbprint = $_.Thumbprint; notBefore = $_.NotBefore.ToUniversalTime().ToString('o'); notAfter = $_.NotAfter.ToUniversalTime().ToString('o') }
            })
    }
    catch { Add-Problem 'attestation signer certificates' $_ }
    return @()
}

function Get-AuditHolders {
    $File = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([System.IO.Path]::GetRandomFileName())
    try {
        $null = secedit /export /areas USER_RIGHTS /cfg $File /quiet
        $Line = @(Get-Content -LiteralPath $File -ErrorAction Stop | Where-Object -FilterScript { $_ -like 'SeAuditPrivilege*' })
        if ($Line.Count -eq 0) { return @() }
        return @($Line[0].Split('=')[1].Split(',') | ForEach-Object -Process { Get-AccountName ($_.Trim().TrimStart('*')) })
    }
    catch { Add-Problem 'right to write security audits' $_ }
    finally {
        if (Test-Path -LiteralPath $File) { Remove-Item -LiteralPath $File -ErrorAction SilentlyContinue }
    }
    return $null
}

function Get-AccountName([string] $Sid) {
    try { return (New-Object -TypeName System.Security.Principal.SecurityIdentifier -ArgumentList $Sid).Translate([System.Security.Principal.NTAccount]).Value }
    catch { return $Sid }
}

function Get-TlsThumbprint {
    try {
        $Bindings = @(Get-ChildItem -LiteralPath 'IIS:\SslBindings' -ErrorAction Stop)
        if ($Bindings.Count -gt 0) { return [string] (Get-Value $Bindings[0] 'Thumbprint') }
    }
    catch { Add-Problem 'HTTPS binding' $_ }
    return $null
}

function Get-LocalMetadata {
    try {
        $Answer = Invoke-WebRequest -Uri 'http://localhost/KeyProtection/service/metadata/2014-07/metadata.xml' -UseBasicParsing -ErrorAction Stop
        $Bytes = $Answer.RawContentStream.ToArray()
        $Hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash($Bytes)
        return @{ status = [int] $Answer.StatusCode; sha256 = [BitConverter]::ToString($Hash).Replace('-', '').ToLowerInvariant() }
    }
    catch {
        $Response = Get-Value $_.Exception 'Response'
        if ($null -ne $Response) { return @{ status = [int] $Response.StatusCode; sha256 = $null } }
        Add-Problem 'metadata' $_
    }
    return @{ status = $null; sha256 = $null }
}

$Certificates = @(Get-Registered) + @(Get-Communications)
$Report = @{
    schema = 'shieldwiz/hgs-report/1'
    node = [System.Net.Dns]::GetHostName()
    time = [DateTime]::UtcNow.ToString('o')
    pool = Get-Pool
    certificates = @($Certificates)
    attestationSigners = @(Get-AttestationSigners)
    auditHolders = Get-AuditHolders
    tlsThumbprint = Get-TlsThumbprint
    metadata = Get-LocalMetadata
    skippedKeys = [bool] $SkipKeys
    problems = @($Problems)
}
Write-Output -InputObject (ConvertTo-Json -InputObject $Report -Depth 5 -Compress)
