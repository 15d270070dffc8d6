# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Puts changed key protectors on the virtual machines of this host. The one script here that changes anything.

.DESCRIPTION
Run it with -WhatIf first. A machine must be off, and the protector that is on it now must still be the one that was
exported (SHA-256 in index.json of -Exported); else it is skipped, since its transport key rolls at each start: export
again. Where setting fails, this is how the last good one comes back:
Set-VMKeyProtector -VMName NAME -RestoreLastKnownGoodKeyProtector

.EXAMPLE
.\Set-KeyProtectors.ps1 -Exported D:\protectors -Changed D:\granted -WhatIf
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory = $true)] [string] $Exported,
    [Parameter(Mandatory = $true)] [string] $Changed,
    [switch] $Start
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Hasher = [System.Security.Cryptography.SHA256]::Create()
$Index = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText((Join-Path -Path (Resolve-Path -LiteralPath $Exported).ProviderPath -ChildPath 'index.json')))
if ($Index.schema -ne 'shieldwiz/hgs-protectors/1') { throw 'index.json is of another kind.' }

function Write-Result([string] $Word, [string] $Name, [string] $Why) {
    Write-Output -InputObject ('{0,-8} {1}{2}' -f $Word, $Name, $Why)
}

foreach ($Record in @($Index.machines)) {
    $File = Join-Path -Path (Resolve-Path -LiteralPath $Changed).ProviderPath -ChildPath ($Record.id + '.kp')
    if (-not (Test-Path -LiteralPath $File)) { continue }
    try {
        $Machine = Get-VM -Id $Record.id -ErrorAction Stop
        if ([string] $Machine.State -ne 'Off') { Write-Result 'skipped' $Machine.Name ': it is not off'; continue }
        [byte[]] $Current = @(Get-VMKeyProtector -VM $Machine -ErrorAction Stop)
        $Hash = [BitConverter]::ToString($Hasher.ComputeHash($Current)).Replace('-', '').ToLowerInvariant()
        if ($Hash -ne $Record.sha256) { Write-Result 'skipped' $Machine.Name ': started since, export again'; continue }
        $Words = [System.IO.File]::ReadAllText($File).Split([char[]] @(' ', [char] 9, [char] 10, [char] 13), [StringSplitOptions]::RemoveEmptyEntries)
        [byte[]] $New = @($Words | ForEach-Object -Process { [byte] $_ })
        if (-not $PSCmdlet.ShouldProcess($Machine.Name, 'set its key protector')) { continue }
        Set-VMKeyProtector -VM $Machine -KeyProtector $New -ErrorAction Stop
        Write-Result 'set' $Machine.Name ''
        if ($Start) { Start-VM -VM $Machine -ErrorAction Stop }
    }
    catch { Write-Result 'failed' ([string] $Record.name) (': ' + $_.Exception.Message) }
}
