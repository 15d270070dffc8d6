# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Writes the key protector of each virtual machine of this host into a folder, and an index of them.

.DESCRIPTION
Reads the virtual machines and changes none. Each protector becomes VMId.kp (decimal numbers, ASCII); index.json says
which machine each belongs to. Machines without a protector are in the index, too. The folder must be new. Then look at
it on any system: shieldwiz hgs inventory DIR

.EXAMPLE
.\Export-KeyProtectors.ps1 -Output D:\protectors
#>
[CmdletBinding()]
param(
    [string[]] $VMName = @('*'),
    [Parameter(Mandatory = $true)] [string] $Output
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (Test-Path -LiteralPath $Output) { throw ('Refusing to write into what exists already: ' + $Output) }
$Folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Output)
$null = New-Item -Path $Folder -ItemType Directory -ErrorAction Stop
$Hasher = [System.Security.Cryptography.SHA256]::Create()
$Ascii = New-Object -TypeName System.Text.ASCIIEncoding
$Index = New-Object -TypeName System.Collections.ArrayList

foreach ($Machine in @(Get-VM -Name $VMName -ErrorAction Stop)) {
    $Record = @{
        id = [string] $Machine.Id
        name = $Machine.Name
        host = $Machine.ComputerName
        state = [string] $Machine.State
        generation = [int] $Machine.Generation
        checkpoints = @(Get-VMSnapshot -VM $Machine -ErrorAction Stop).Count
        sha256 = $null
        problem = $null
    }
    try {
        [byte[]] $Protector = @(Get-VMKeyProtector -VM $Machine -ErrorAction Stop)
        $Record.sha256 = [BitConverter]::ToString($Hasher.ComputeHash($Protector)).Replace('-', '').ToLowerInvariant()
        $Text = [string]::Join([Environment]::NewLine, @($Protector | ForEach-Object -Process { [string] $_ }))
        [System.IO.File]::WriteAllText((Join-Path -Path $Folder -ChildPath ($Record.id + '.kp')), $Text, $Ascii)
    }
    catch { $Record.problem = $_.Exception.Message }
    $null = $Index.Add($Record)
}

$Json = ConvertTo-Json -InputObject @{ schema = 'shieldwiz/hgs-protectors/1'; machines = @($Index) } -Depth 4
[System.IO.File]::WriteAllText((Join-Path -Path $Folder -ChildPath 'index.json'), $Json)
Write-Output -InputObject ('{0} machines, {1} with a problem: {2}' -f $Index.Count, @($Index | Where-Object -FilterScript { $null -ne $_.problem }).Count, $Folder)
