# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Saves the guardian metadata of a Host Guardian Service as it comes, byte for byte.

.DESCRIPTION
One request, nothing is parsed and nothing is changed on the way. Prints the size, the SHA-256, and how the text begins,
so that a copy that was saved again as text can be told from the original. Whether to trust the file is judged by
shieldwiz metadata verify, not here.

.EXAMPLE
.\Save-GuardianMetadata.ps1 -Uri http://hgs.example/KeyProtection/service/metadata/2014-07/metadata.xml -OutFile contoso.xml
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Uri,
    [Parameter(Mandatory = $true)] [string] $OutFile
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (Test-Path -LiteralPath $OutFile) { throw ('Refusing to overwrite ' + $OutFile) }
$Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutFile)
Invoke-WebRequest -Uri $Uri -UseBasicParsing -OutFile $Path -ErrorAction Stop
$Bytes = [System.IO.File]::ReadAllBytes($Path)
$Start = [BitConverter]::ToString($Bytes, 0, [Math]::Min(4, $Bytes.Length))
$Form = 'UTF-8 without a byte-order mark, or another code page'
if ($Start.StartsWith('EF-BB-BF')) { $Form = 'UTF-8 with a byte-order mark' }
if ($Start.StartsWith('FF-FE') -or $Start.StartsWith('FE-FF')) { $Form = 'UTF-16: Windows does not import it like this' }
$Hash = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
Write-Output -InputObject ('saved    {0}' -f $Path)
Write-Output -InputObject ('size     {0} bytes' -f $Bytes.Length)
Write-Output -InputObject ('SHA-256  {0}' -f $Hash)
Write-Output -InputObject ('text     {0}' -f $Form)
