# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Makes a Microsoft shielding data file (.pdk) from the kit in this folder, with Microsoft's own cmdlets.

.DESCRIPTION
This script is the same in every kit, and it contains no names and no paths: those stand in kit.json, as data. It
changes nothing on this computer but this: it adds guardians that are not here yet, it writes into the output folder,
and for as long as New-ShieldingDataFile runs it keeps the answer file in a folder that only you can read. It never
uses the network. Start it with -WhatIf first: then it changes nothing at all.

.PARAMETER KitFingerprint
What shieldwiz showed when it made the kit: 60 decimal or 64 hex digits. Without it you are asked to compare.

.PARAMETER OutputFolder
Where the .pdk and receipt.json go. Without it: the folder "out" beside this script.

.PARAMETER IncludeComputerName
Puts the name of this computer into the receipt.

.PARAMETER Cleanup
Removes the private keys, the answer file and the other files from this kit, after asking.

.PARAMETER IncludeOwner
With -Cleanup: removes the owner guardian, too, if this kit has put it on this computer.
#>
[CmdletBinding(DefaultParameterSetName = 'Make', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [Parameter(ParameterSetName = 'Make')] [string] $KitFingerprint = '',
    [string] $OutputFolder = '',
    [Parameter(ParameterSetName = 'Make')] [switch] $IncludeComputerName,
    [Parameter(ParameterSetName = 'Cleanup', Mandatory = $true)] [switch] $Cleanup,
    [Parameter(ParameterSetName = 'Cleanup')] [switch] $IncludeOwner
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
$Needed = 'Get-HgsGuardian', 'New-HgsGuardian', 'Import-HgsGuardian', 'New-ShieldingDataFile', 'New-VolumeIDQualifier'
$Step = 'S02'
$IsDry = [bool] $WhatIfPreference
$Seen = @{}
$TemporaryFolder = $null
$SecureKey = $null
$OutPath = $null
$IsOurs = $false
$Receipt = @{
    schema = 'shieldwiz/windows-kit-receipt/1'; outcome = 'failed'; step = $null; message = $null; kitId = $null
    kitSha256 = $null; scriptSha256 = $null; started = $null; ended = $null; computer = $null; pdk = $null
    parameterSet = $null; policy = $null; answerFileParameter = $null; owner = $null; guardians = @()
    catalogs = @(); keyProtector = $null; keyProtectorNote = 'not tried'; seen = $Seen
}

function Write-Step([string] $Text) {
    Write-Host -Object ('{0} ok  {1}' -f $script:Step, $Text)
}

function Write-Note([string] $Text) {
    Write-Host -Object ('       {0}' -f $Text)
}

function Stop-Kit([string] $Message, [string] $Next) {
    # A plain text: in constrained language mode no exception of another type can be made.
    $script:IsOurs = $true
    throw ($Message + ' ' + $Next)
}

function Get-UtcText {
    return [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
}

function Get-Sha256([byte[]] $Bytes) {
    $Stream = New-Object -TypeName System.IO.MemoryStream -ArgumentList (, $Bytes)
    return (Get-FileHash -InputStream $Stream -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
}

function Get-FileSha256([string] $Path) {
    return (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
}

function Get-Value($From, [string] $Name) {
    # A property that may be missing: what Windows returns differs between its versions.
    if ($null -eq $From) { return $null }
    $Property = $From.PSObject.Properties[$Name]
    if ($null -eq $Property) { return $null }
    return , $Property.Value
}

function Get-KitFile([string] $KitPath) {
    # Paths in kit.json use slashes and stay inside the kit.
    if ($KitPath -match '(^|/)\.\.?(/|$)' -or $KitPath -match '[\\:]' -or $KitPath.StartsWith('/')) {
        Stop-Kit ('kit.json names a file outside the kit: ' + $KitPath) 'Do not use this kit.'
    }
    return [System.IO.Path]::Combine($PSScriptRoot, $KitPath.Replace('/', [string] [System.IO.Path]::DirectorySeparatorChar))
}

function Test-Machine {
    # Before the first method of .NET: constrained language mode allows none of them.
    if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
        Stop-Kit 'This computer runs scripts in constrained language mode (AppLocker or WDAC).' 'Ask its administrator, or use another computer.'
    }
    $Version = $PSVersionTable.PSVersion
    if ($Version.Major -lt 5 -or ($Version.Major -eq 5 -and $Version.Minor -lt 1)) {
        Stop-Kit 'This needs Windows PowerShell 5.1, or PowerShell 7.' 'Use a newer Windows.'
    }
    if ($env:OS -ne 'Windows_NT') { Stop-Kit 'This is not Windows.' 'Take the whole folder to a Windows computer that you trust.' }
    if (-not [Environment]::Is64BitProcess) { Stop-Kit 'This is a 32-bit PowerShell.' 'Start the 64-bit Windows PowerShell.' }
    Write-Step ('PowerShell {0}, 64 bits' -f $Version)
    $script:Step = 'S03'
    $User = [System.Security.Principal.WindowsPrincipal] [System.Security.Principal.WindowsIdentity]::GetCurrent()
    if (-not $User.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) {
        Stop-Kit 'Guardians are kept for the whole computer, so this needs an administrator.' 'Right-click Windows PowerShell and choose "Run as administrator".'
    }
    Write-Step 'running as administrator'
    $script:Step = 'S04'
    $Missing = @($Needed | Where-Object -FilterScript { $null -eq (Get-Command -Name $_ -ErrorAction SilentlyContinue) })
    if ($Missing.Count -gt 0) {
        Write-Note 'Windows Server:  Install-WindowsFeature RSAT-Shielded-VM-Tools'
        Write-Note 'Windows 10, 11:  Add-WindowsCapability -Online -Name Rsat.Shielded.VM.Tools~~~~0.0.1.0'
        Write-Note 'Microsoft has announced its removal from client Windows; if it is not offered, use Windows Server.'
        Write-Note 'A virtual machine with Linux needs Windows Server 1709 or later here.'
        Stop-Kit ('The shielded VM tools are not installed; missing: ' + ($Missing -join ', ')) 'Install them with the line above, then start this again.'
    }
    Write-Step 'the shielded VM tools are installed'
    $script:Step = 'S05'
    if ($null -ne (Get-Command -Name Get-HgsClientConfiguration -ErrorAction SilentlyContinue)) {
        $Mode = [string] (Get-Value (Get-HgsClientConfiguration -ErrorAction Stop) 'Mode')
        $Seen['hgsClientMode'] = $Mode
        if ($Mode -eq 'HostGuardianService') {
            Stop-Kit 'This is a guarded host: it belongs to the fabric, and it shows no guardians.' 'Use a separate computer that you trust, outside the fabric.'
        }
    }
    Write-Step 'not a guarded host'
    $script:Step = 'S06'
    Import-Module -Name 'CimCmdlets', 'HgsClient', 'ShieldedVMDataFile' -Scope Global -ErrorAction Stop
    $System = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
    $Receipt.computer = @{
        name = $(if ($IncludeComputerName) { $env:COMPUTERNAME } else { $null }); windows = [string] $System.Caption
        build = [string] $System.Version; powershell = [string] $Version
        modules = @(Get-Module -Name 'HgsClient', 'ShieldedVMDataFile' | ForEach-Object -Process { '{0} {1}' -f $_.Name, $_.Version })
    }
    Write-Step 'the modules are loaded'
}

function Read-Kit {
    $script:Step = 'S01'
    $Path = Join-Path -Path $PSScriptRoot -ChildPath 'kit.json'
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Kit 'kit.json is missing.' 'Copy the whole folder again.' }
    $Bytes = [System.IO.File]::ReadAllBytes($Path)
    try { $Found = ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString($Bytes)) -ErrorAction Stop }
    catch { Stop-Kit 'kit.json is damaged.' 'Copy the whole folder again.' }
    $Schema = [string] (Get-Value $Found 'schema')
    if ($Schema -ne 'shieldwiz/windows-kit/1') {
        Stop-Kit ('kit.json is of another kind than this script knows: ' + $Schema) 'This kit was made by a newer shieldwiz; keep its files together.'
    }
    $Receipt.kitId = [string] $Found.kitId
    $Receipt.kitSha256 = Get-Sha256 $Bytes
    $Receipt.scriptSha256 = Get-FileSha256 $PSCommandPath
    Write-Step ('kit for {0}' -f $Found.output.fileName)
    return $Found
}

function Get-KitDigits([string] $Hex) {
    # The phone form of a fingerprint: the 256 bits as a number, modulo 10^60, in 60 digits.
    $Number = [bigint]::Parse('0' + $Hex, [System.Globalization.NumberStyles]::AllowHexSpecifier, [System.Globalization.CultureInfo]::InvariantCulture)
    return [bigint]::Remainder($Number, [bigint]::Pow(10, 60)).ToString([System.Globalization.CultureInfo]::InvariantCulture).PadLeft(60, '0')
}

function Confirm-Kit {
    $script:Step = 'S10'
    $Hex = $Receipt.kitSha256
    $Digits = Get-KitDigits $Hex
    if ($KitFingerprint -ne '') {
        $Told = ($KitFingerprint -replace '[^0-9A-Fa-f]', '').ToLowerInvariant()
        if ($Told -ne $Hex -and $Told -ne $Digits) { Stop-Kit 'This is not the kit that shieldwiz showed.' 'Do not use it.' }
        Write-Step 'this is the kit that shieldwiz showed'
        return
    }
    Write-Host -Object 'The fingerprint of this kit:'
    for ($At = 0; $At -lt 60; $At += 20) {
        Write-Note ($Digits.Substring($At, 5), $Digits.Substring($At + 5, 5), $Digits.Substring($At + 10, 5), $Digits.Substring($At + 15, 5) -join ' ')
    }
    if ($IsDry) { Write-Note 'Compare it with what shieldwiz showed; without -WhatIf you are asked.'; return }
    if (-not $PSCmdlet.ShouldContinue('Did shieldwiz show exactly these 12 groups when it made the kit?', 'Kit fingerprint')) {
        Stop-Kit 'This is not the kit that shieldwiz showed.' 'Do not use it.'
    }
    Write-Step 'compared by you'
}

function Test-Files($Kit) {
    $script:Step = 'S11'
    $Known = @{}
    foreach ($File in $Kit.files) {
        $Path = Get-KitFile $File.path
        $Known[[System.IO.Path]::GetFullPath($Path)] = $true
        if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Kit ('A file is missing: ' + $File.path) 'Copy the whole folder again.' }
        if ((Get-Item -LiteralPath $Path -Force -ErrorAction Stop).Length -ne $File.size) {
            Stop-Kit ('A file has another size than it had: ' + $File.path) 'Was it copied in text mode? Copy the ZIP as it is, and unpack it here.'
        }
        if ((Get-FileSha256 $Path) -ne $File.sha256) { Stop-Kit ('A file is not what it was: ' + $File.path) 'Copy the whole folder again.' }
    }
    foreach ($Disk in $Kit.volumeIds) { $Known[[System.IO.Path]::GetFullPath((Get-KitFile $Disk.place))] = $true }
    $Inputs = Join-Path -Path $PSScriptRoot -ChildPath 'inputs'
    $Present = @(
        if (Test-Path -LiteralPath $Inputs) {
            Get-ChildItem -LiteralPath $Inputs -Recurse -Force -ErrorAction Stop | Where-Object -FilterScript { -not $_.PSIsContainer }
        }
    )
    foreach ($File in $Present) {
        if (-not $Known.ContainsKey($File.FullName)) { Stop-Kit ('A file is in the kit that does not belong to it: ' + $File.Name) 'Take it away, then start this again.' }
    }
    Write-Step ('{0} files are unchanged' -f @($Kit.files).Count)
    $script:Step = 'S12'
    Write-Step ('this script has the SHA-256 {0}' -f $Receipt.scriptSha256)
}

function Resolve-Output($Kit) {
    $script:Step = 'S13'
    $Folder = $(if ($OutputFolder -ne '') { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { Join-Path -Path $PSScriptRoot -ChildPath 'out' })
    $Pdk = Join-Path -Path $Folder -ChildPath $Kit.output.fileName
    if (Test-Path -LiteralPath $Pdk) { Stop-Kit ('Refusing to overwrite ' + $Pdk) 'Move it away, or name another -OutputFolder.' }
    if (-not (Test-Path -LiteralPath $Folder -PathType Container) -and $PSCmdlet.ShouldProcess($Folder, 'make the output folder')) {
        New-Item -Path $Folder -ItemType Directory -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null
    }
    $script:OutPath = $(if (Test-Path -LiteralPath $Folder -PathType Container) { $Folder } else { $null })
    Write-Step ('the result will be {0}' -f $Pdk)
    return $Pdk
}

function Read-KitKey {
    # 28 characters of 5 bits: 128 bits of key, 2 that are nought, and 10 that catch typing errors.
    $script:Step = 'S20'
    for ($Try = 1; $Try -le 3; $Try++) {
        $Typed = Read-Host -Prompt 'Kit key (7 groups of 4 characters; it stays hidden)' -AsSecureString
        $Pointer = [System.Runtime.InteropServices.Marshal]::SecureStringToBSTR($Typed)
        try { $Text = [System.Runtime.InteropServices.Marshal]::PtrToStringBSTR($Pointer) }
        finally { [System.Runtime.InteropServices.Marshal]::ZeroFreeBSTR($Pointer); $Typed.Dispose() }
        $Text = ((($Text -replace '[\s\u2010-\u2015-]', '') -replace 'O', '0') -replace '[IL]', '1').ToUpperInvariant()
        $Key = ConvertFrom-KeyText $Text
        if ($null -ne $Key) {
            $script:SecureKey = New-Object -TypeName System.Security.SecureString
            foreach ($Character in $Text.ToCharArray()) { $script:SecureKey.AppendChar($Character) }
            $script:SecureKey.MakeReadOnly()
            Write-Step 'the kit key has no typing error'
            return , $Key
        }
        Write-Note 'There is a typing error in this key.'
    }
    Stop-Kit 'There is a typing error in this key.' 'Look at it once more; it was shown when the kit was made.'
}

function ConvertFrom-KeyText([string] $Text) {
    if ($Text -notmatch '^[0-9A-HJKMNP-TV-Z]{28}$') { return $null }
    $Bytes = New-Object -TypeName 'byte[]' -ArgumentList 17
    $Value = 0; $Bits = 0; $At = 0
    foreach ($Character in $Text.ToCharArray()) {
        $Value = ($Value -shl 5) -bor $Alphabet.IndexOf($Character)
        $Bits += 5
        if ($Bits -ge 8) {
            $Bits -= 8
            $Bytes[$At] = [byte] (($Value -shr $Bits) -band 255)
            $Value = $Value -band ((1 -shl $Bits) - 1)
            $At += 1
        }
    }
    $Key = New-Object -TypeName 'byte[]' -ArgumentList 16
    [Array]::Copy($Bytes, $Key, 16)
    $Hash = Get-Sha256 $Key
    $Wanted = [Convert]::ToInt32($Hash.Substring(0, 4), 16) -shr 6
    if ((([int] $Bytes[16] -shl 4) -bor $Value) -ne $Wanted) { return $null }
    return , $Key
}

function Get-Hmac([byte[]] $Key, [byte[]] $Bytes) {
    $Hmac = New-Object -TypeName System.Security.Cryptography.HMACSHA256 -ArgumentList (, $Key)
    try { return , $Hmac.ComputeHash($Bytes) } finally { $Hmac.Dispose() }
}

function Unprotect-KitFile([byte[]] $Key, [string] $KitPath) {
    $Bytes = [System.IO.File]::ReadAllBytes((Get-KitFile $KitPath))
    $Utf8 = [System.Text.Encoding]::UTF8
    if ($Bytes.Length -lt 72 -or $Utf8.GetString($Bytes, 0, 8) -cne "SWKITF1`n") { Stop-Kit ('This is not a locked file: ' + $KitPath) 'Copy the whole folder again.' }
    $Length = $Bytes.Length - 32
    $Body = New-Object -TypeName 'byte[]' -ArgumentList $Length
    [Array]::Copy($Bytes, $Body, $Length)
    $MacName = $Utf8.GetBytes('shieldwiz kit mac' + $KitPath)
    $MacKey = Get-Hmac $Key $MacName
    $Mac = Get-Hmac $MacKey $Body
    $Differs = 0
    for ($At = 0; $At -lt 32; $At++) { $Differs = $Differs -bor ($Mac[$At] -bxor $Bytes[$Length + $At]) }
    if ($Differs -ne 0) { Stop-Kit 'That is not the key of this kit, or a file was changed.' ('It was tried on ' + $KitPath + '.') }
    $EncryptionName = $Utf8.GetBytes('shieldwiz kit enc' + $KitPath)
    $Iv = New-Object -TypeName 'byte[]' -ArgumentList 16
    [Array]::Copy($Bytes, 8, $Iv, 0, 16)
    $Aes = [System.Security.Cryptography.Aes]::Create()
    try {
        $Aes.Mode = [System.Security.Cryptography.CipherMode]::CBC
        $Aes.Padding = [System.Security.Cryptography.PaddingMode]::PKCS7
        $Aes.Key = Get-Hmac $Key $EncryptionName
        $Aes.IV = $Iv
        $Decryptor = $Aes.CreateDecryptor()
        return , $Decryptor.TransformFinalBlock($Bytes, 24, $Length - 24)
    }
    finally { $Aes.Dispose() }
}

function New-PrivateFolder {
    # The access list stands before the first byte is written.
    $script:Step = 'S21'
    $Path = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ('shieldwiz-kit-' + [Guid]::NewGuid().ToString('N'))
    New-Item -Path $Path -ItemType Directory -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null
    $script:TemporaryFolder = $Path
    $Access = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
    $Access.SetAccessRuleProtection($true, $false)
    $System = New-Object -TypeName System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-18'
    foreach ($Who in [System.Security.Principal.WindowsIdentity]::GetCurrent().User, $System) {
        $Access.AddAccessRule((New-Object -TypeName System.Security.AccessControl.FileSystemAccessRule -ArgumentList $Who, 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow'))
    }
    Set-Acl -LiteralPath $Path -AclObject $Access -WhatIf:$false -Confirm:$false -ErrorAction Stop
    return $Path
}

function Get-ClearPath([byte[]] $Key, [string] $Folder, $File) {
    if (-not $File.encrypted) { return Get-KitFile $File.path }
    $Path = Join-Path -Path $Folder -ChildPath $File.name
    [System.IO.File]::WriteAllBytes($Path, (Unprotect-KitFile $Key $File.path))
    return $Path
}

function Test-SameCertificate($Value, [string] $Sha256) {
    # Windows may put the length in front of the bytes; which of the two it does goes into the receipt.
    if ($null -eq $Value) { return $false }
    $Raw = Get-Value $Value 'RawData'
    if ($null -ne $Raw) { $Value = $Raw }
    try { $Bytes = [byte[]] $Value }
    catch { $Seen['certificateType'] = $Value.GetType().FullName; return $false }
    if ((Get-Sha256 $Bytes) -eq $Sha256) { $Seen['certificateFraming'] = 'plain'; return $true }
    if ($Bytes.Length -le 4) { return $false }
    $Rest = New-Object -TypeName 'byte[]' -ArgumentList ($Bytes.Length - 4)
    [Array]::Copy($Bytes, 4, $Rest, 0, $Rest.Length)
    if ((Get-Sha256 $Rest) -eq $Sha256) { $Seen['certificateFraming'] = 'length-prefixed'; return $true }
    return $false
}

function Test-PrivateKey($Guardian) {
    # Where Windows does not say it, the key is taken to be here; New-ShieldingDataFile notices if it is not.
    $HasKey = Get-Value $Guardian 'HasPrivateSigningKey'
    return $null -eq $HasKey -or [bool] $HasKey
}

function Find-Guardian($Wanted) {
    # The same certificates make the same guardian, whatever its name; one that has its private key goes first.
    $Best = $null
    foreach ($One in @(Get-HgsGuardian -ErrorAction Stop)) {
        $IsSigner = Test-SameCertificate (Get-Value $One 'SigningCertificate') $Wanted.signingSha256
        if (-not $IsSigner) { continue }
        if (-not (Test-SameCertificate (Get-Value $One 'EncryptionCertificate') $Wanted.encryptionSha256)) { continue }
        if ($null -eq $Best -or (Test-PrivateKey $One)) { $Best = $One }
    }
    return $Best
}

function Get-FreeName($Wanted) {
    # Never takes a name that is in use: what stands there stays.
    $Names = @(Get-HgsGuardian -ErrorAction Stop | ForEach-Object -Process { $_.Name })
    if ($Names -notcontains $Wanted.name) { return $Wanted.name }
    $Suffix = ' [' + $Wanted.fingerprint.Substring(0, 8) + ']'
    $Name = $Wanted.name.Substring(0, [Math]::Min($Wanted.name.Length, 64 - $Suffix.Length)) + $Suffix
    Write-Note ('Another guardian is called {0}; it stays as it is, and this one becomes {1}.' -f $Wanted.name, $Name)
    return $Name
}

function New-GuardianRecord($Guardian, $Wanted, [string] $How, $Switches) {
    foreach ($Name in 'EncryptionCertificateSignatureAlgorithm', 'GuardianMetadataVersion') {
        $Value = Get-Value $Guardian $Name
        if ($null -ne $Value) { $Seen[$Name] = [string] $Value }
    }
    $Seen['guardianProperties'] = @($Guardian.PSObject.Properties | ForEach-Object -Process { $_.Name })
    return @{
        name = [string] $Guardian.Name; signingSha256 = $Wanted.signingSha256; encryptionSha256 = $Wanted.encryptionSha256
        how = $How; allowExpired = $Switches.ContainsKey('AllowExpired'); allowUntrustedRoot = $Switches.ContainsKey('AllowUntrustedRoot')
    }
}

function Get-Switches($Wanted) {
    $Switches = @{}
    if ($Wanted.allowExpired) { $Switches['AllowExpired'] = $true }
    if ($Wanted.allowUntrustedRoot) { $Switches['AllowUntrustedRoot'] = $true }
    return $Switches
}

function Resolve-Owner($Owner, $Found) {
    $script:Step = 'S30'
    $Switches = Get-Switches $Owner
    if ($null -ne $Found) {
        Write-Step ('the owner is here already, as {0}' -f $Found.Name)
        $Receipt.owner = New-GuardianRecord $Found $Owner 'reused' @{}
        return $Found
    }
    $Name = Get-FreeName $Owner
    if (-not $PSCmdlet.ShouldProcess($Name, 'make the owner guardian (New-HgsGuardian)')) { return $null }
    $script:Step = 'S31'
    New-HgsGuardian -Name $Name -SigningCertificate (Get-KitFile $Owner.signingPfx) -SigningCertificatePassword $SecureKey -EncryptionCertificate (Get-KitFile $Owner.encryptionPfx) -EncryptionCertificatePassword $SecureKey @Switches -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null
    $script:Step = 'S32'
    $Made = Find-Guardian $Owner
    if ($null -eq $Made) { Stop-Kit 'Windows did not store the owner as it was meant.' 'Keep this window open, and look at Get-HgsGuardian.' }
    Write-Step ('made the owner guardian {0}' -f $Made.Name)
    $Receipt.owner = New-GuardianRecord $Made $Owner 'made' $Switches
    return $Made
}

function Resolve-Hoster($Hoster) {
    $script:Step = 'S40'
    Write-Note ('{0}: {1}' -f $Hoster.name, $Hoster.basis.says)
    $Found = Find-Guardian $Hoster
    if ($null -ne $Found) {
        Write-Step ('{0} is here already, as {1}' -f $Hoster.name, $Found.Name)
        $Receipt.guardians += New-GuardianRecord $Found $Hoster 'reused' @{}
        return $Found
    }
    $Switches = Get-Switches $Hoster
    $Name = Get-FreeName $Hoster
    $Action = 'import the guardian (Import-HgsGuardian ' + (@($Switches.Keys | Sort-Object | ForEach-Object -Process { '-' + $_ }) -join ' ') + ')'
    if (-not $PSCmdlet.ShouldProcess($Name, $Action)) { return $null }
    $script:Step = 'S41'
    try { Import-HgsGuardian -Path (Get-KitFile $Hoster.metadata) -Name $Name @Switches -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null }
    catch {
        if (-not $Hoster.allowExpired) { Write-Note 'If Windows says that a certificate has expired: whether to take it all the same is decided in shieldwiz, not here.' }
        throw
    }
    $script:Step = 'S42'
    $Made = Find-Guardian $Hoster
    if ($null -eq $Made) { Stop-Kit ('Windows did not store ' + $Hoster.name + ' as it was meant.') 'Keep this window open, and look at Get-HgsGuardian.' }
    Write-Step ('imported {0}' -f $Made.Name)
    $Receipt.guardians += New-GuardianRecord $Made $Hoster 'made' $Switches
    return $Made
}

function Get-CatalogFacts([string] $Path) {
    # Only Windows Server has this view of a catalog; the receipt says where the facts come from.
    try {
        $Answer = Invoke-CimMethod -Namespace root\MSPS -ClassName Msps_ProvisioningFileProcessor -MethodName PopulateFromFile -Arguments @{ FilePath = $Path } -WhatIf:$false -Confirm:$false -ErrorAction Stop
        $Id = Get-Value (Get-Value $Answer 'ProvisioningFile') 'VolumeID'
        if ($null -eq $Id) { return $null }
        $Certificate = Get-Value $Id 'Certificate'
        return @{
            name = [string] (Get-Value $Id 'VolumeID'); version = [string] (Get-Value $Id 'Version')
            signerSha256 = $(if ($Certificate -is [byte[]]) { Get-Sha256 $Certificate } else { $null }); source = 'wmi'
        }
    }
    catch { return $null }
}

function Resolve-Disk($Disk) {
    $script:Step = 'S50'
    $Path = Get-KitFile $Disk.place
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Kit ('The catalog of a template disk is not here: ' + $Disk.place) ('Put the .vsc of ' + $Disk.expected.name + ' there; its hoster has it.') }
    $Qualifier = New-VolumeIDQualifier -VolumeSignatureCatalogFilePath $Path -VersionRule $Disk.versionRule -ErrorAction Stop
    $Facts = Get-CatalogFacts $Path
    $Seen['qualifierProperties'] = @($Qualifier.PSObject.Properties | ForEach-Object -Process { '{0} ({1}): {2}' -f $_.Name, $_.TypeNameOfValue, $_.Value })
    if ($null -ne $Facts -and $null -ne $Disk.expected) {
        if ($Facts.name -ne $Disk.expected.name) { Write-Note ('The catalog says the name {0}; decided was {1}.' -f $Facts.name, $Disk.expected.name) }
        if ($null -ne $Facts.signerSha256 -and $Facts.signerSha256 -ne $Disk.expected.signerSha256) {
            Stop-Kit ('The catalog ' + $Disk.place + ' is signed by somebody else than was decided.') 'Ask the hoster for the right one.'
        }
    }
    $Receipt.catalogs += @{ place = $Disk.place; sha256 = (Get-FileSha256 $Path); versionRule = $Disk.versionRule; facts = $Facts }
    Write-Step ('{0}, {1}' -f $Disk.place, $Disk.versionRule)
    return $Qualifier
}

function New-Pdk($Kit, [string] $Pdk, $Owner, $Hosters, $Qualifiers, $AnswerPath, $OtherPaths) {
    $script:Step = 'S60'
    $Arguments = @{ ShieldingDataFilePath = $Pdk; Owner = $Owner; Policy = $Kit.policy }
    if (@($Hosters).Count -gt 0) { $Arguments['Guardian'] = @($Hosters) }
    if (@($OtherPaths).Count -gt 0) { $Arguments['OtherFile'] = @($OtherPaths) }
    if ($null -ne $AnswerPath) {
        $Known = (Get-Command -Name New-ShieldingDataFile -ErrorAction Stop).Parameters
        $Parameter = @('AnswerFile', 'WindowsUnattendFile' | Where-Object -FilterScript { $Known.ContainsKey($_) })
        if ($Parameter.Count -eq 0) { Stop-Kit ('This module knows neither AnswerFile nor WindowsUnattendFile: ' + ($Receipt.computer.modules -join ', ')) 'Use a newer Windows Server.' }
        $Arguments[$Parameter[0]] = $AnswerPath
        $Arguments['VolumeIDQualifier'] = @($Qualifiers)
        $Receipt.answerFileParameter = $Parameter[0]
    }
    $Receipt.parameterSet = $(if ($null -ne $AnswerPath) { 'ShieldedTemplateParameterSet' } else { 'ExistingVMParameterSet' })
    $Receipt.policy = $Kit.policy
    $script:Step = 'S61'
    New-ShieldingDataFile @Arguments -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null
    $script:Step = 'S62'
    if (-not (Test-Path -LiteralPath $Pdk -PathType Leaf) -or (Get-Item -LiteralPath $Pdk -ErrorAction Stop).Length -eq 0) { Stop-Kit 'Windows said that all is well, but the file is missing or empty.' 'Start this again.' }
    $Receipt.pdk = @{ fileName = $Kit.output.fileName; size = (Get-Item -LiteralPath $Pdk -ErrorAction Stop).Length; sha256 = (Get-FileSha256 $Pdk) }
    Write-Step ('made {0}, {1} bytes' -f $Pdk, $Receipt.pdk.size)
}

function Read-KeyProtector([string] $Pdk) {
    # Never fatal: the file is made, and most computers cannot look into it.
    $script:Step = 'S70'
    try {
        $Bytes = $null
        if ($null -ne (Get-Command -Name Get-KeyProtectorFromShieldingDataFile -ErrorAction SilentlyContinue)) {
            $Bytes = Get-KeyProtectorFromShieldingDataFile -ShieldingDataFilePath $Pdk -ErrorAction Stop
        }
        else {
            $Answer = Invoke-CimMethod -Namespace root\MSPS -ClassName Msps_ProvisioningFileProcessor -MethodName PopulateFromFile -Arguments @{ FilePath = $Pdk } -WhatIf:$false -Confirm:$false -ErrorAction Stop
            $Bytes = Get-Value (Get-Value $Answer 'ProvisioningFile') 'KeyProtector'
        }
        if ($null -eq $Bytes) { throw 'Windows returned nothing' }
        $Receipt.keyProtector = [Convert]::ToBase64String([byte[]] $Bytes)
        $Receipt.keyProtectorNote = 'read by Windows from the finished file'
        Write-Step 'the receipt carries the key protector of the finished file'
    }
    catch {
        $Receipt.keyProtectorNote = 'not readable here: ' + $_.Exception.Message
        Write-Step 'this computer cannot read the finished file; the receipt says so'
    }
}

function Write-Receipt([string] $Folder) {
    $Path = Join-Path -Path $Folder -ChildPath 'receipt.json'
    $Receipt.ended = Get-UtcText
    $Text = (ConvertTo-Json -InputObject $Receipt -Depth 8) + "`n"
    [System.IO.File]::WriteAllText($Path, $Text, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
    return $Path
}

function Remove-PrivateFolder {
    $script:Step = 'S90'
    if ($null -ne $script:SecureKey) { $script:SecureKey.Dispose() }
    if ($null -eq $script:TemporaryFolder) { return }
    try {
        Remove-Item -LiteralPath $script:TemporaryFolder -Recurse -Force -WhatIf:$false -Confirm:$false -ErrorAction Stop
        Write-Step 'the folder with the answer file is removed'
    }
    catch { Write-Host -Object ('S90 FAILED  Delete this folder yourself, it holds the answer file: ' + $script:TemporaryFolder) -ForegroundColor Red }
}

function Invoke-Make {
    $Receipt.started = Get-UtcText
    Test-Machine
    $Kit = Read-Kit
    Confirm-Kit
    Test-Files $Kit
    $Pdk = Resolve-Output $Kit
    $script:Step = 'S30'
    $FoundOwner = Find-Guardian $Kit.owner
    if ($null -eq $FoundOwner -and $Kit.owner.from -eq 'present') { Stop-Kit 'The owner is not on this computer.' 'Make the kit again with --owner-pfx if-missing, or restore your backup here.' }
    if ($null -ne $FoundOwner -and -not (Test-PrivateKey $FoundOwner)) {
        if (-not $Kit.owner.always) { Stop-Kit ('The owner is here without its private key, as ' + $FoundOwner.Name + '.') 'Restore your backup here, or make the kit again with --owner-pfx always.' }
        $FoundOwner = $null
    }
    $Secrets = @(@($Kit.answerFile) + @($Kit.otherFiles) | Where-Object -FilterScript { $null -ne $_ -and $_.encrypted })
    $Key = $(if (-not $IsDry -and ($null -eq $FoundOwner -or $Secrets.Count -gt 0)) { Read-KitKey } else { $null })
    # The key is tried on the locked files before anything is made.
    $AnswerPath = $null; $OtherPaths = @(); $Folder = $null
    if (-not $IsDry) {
        if ($Secrets.Count -gt 0) { $Folder = New-PrivateFolder }
        if ($null -ne $Kit.answerFile) { $AnswerPath = Get-ClearPath $Key $Folder $Kit.answerFile }
        foreach ($File in $Kit.otherFiles) {
            $Own = $Folder
            if ($File.encrypted) {
                $Own = Join-Path -Path $Folder -ChildPath ('other-' + $OtherPaths.Count)
                New-Item -Path $Own -ItemType Directory -WhatIf:$false -Confirm:$false -ErrorAction Stop | Out-Null
            }
            $OtherPaths += Get-ClearPath $Key $Own $File
        }
        if ($Secrets.Count -gt 0) { $script:Step = 'S21'; Write-Step ('{0} files unlocked' -f $Secrets.Count) }
    }
    $Owner = Resolve-Owner $Kit.owner $FoundOwner
    $Hosters = @($Kit.guardians | ForEach-Object -Process { Resolve-Hoster $_ } | Where-Object -FilterScript { $null -ne $_ })
    if ($Hosters.Count -ne @($Kit.guardians).Count -and -not $IsDry) { Stop-Kit 'Not every hoster was imported.' 'Start this again, and say yes to each.' }
    $Qualifiers = @($Kit.volumeIds | ForEach-Object -Process { Resolve-Disk $_ })
    $script:Step = 'S61'
    if (-not $PSCmdlet.ShouldProcess($Pdk, 'make the shielding data file (New-ShieldingDataFile)')) {
        Write-Host -Object 'Nothing was made.'
        return
    }
    if ($null -eq $Owner) { Stop-Kit 'The owner was not made.' 'Start this again, and say yes.' }
    New-Pdk $Kit $Pdk $Owner $Hosters $Qualifiers $AnswerPath $OtherPaths
    Read-KeyProtector $Pdk
    $script:Step = 'S80'
    $Receipt.outcome = 'done'
    Write-Step ('receipt: {0}' -f (Write-Receipt $script:OutPath))
    Write-Host -Object 'Done. Send the .pdk to your hosters, bring receipt.json back to shieldwiz, then run this script with -Cleanup.'
}

function Invoke-Cleanup {
    $script:Step = 'C01'
    $Targets = @(
        foreach ($Name in 'owner-signing.pfx', 'owner-encryption.pfx', 'answer-file.enc', 'answer-file.xml', 'other') {
            $Path = Join-Path -Path (Join-Path -Path $PSScriptRoot -ChildPath 'inputs') -ChildPath $Name
            if (Test-Path -LiteralPath $Path) { $Path }
        }
        Get-ChildItem -LiteralPath ([System.IO.Path]::GetTempPath()) -Directory -Filter 'shieldwiz-kit-*' -ErrorAction Stop | ForEach-Object -Process { $_.FullName }
    )
    foreach ($Target in $Targets) { Write-Note $Target }
    if ($Targets.Count -gt 0 -and ($IsDry -or $PSCmdlet.ShouldContinue('Delete all that is listed here?', 'Clean up'))) {
        foreach ($Target in $Targets) { if ($PSCmdlet.ShouldProcess($Target, 'delete')) { Remove-Item -LiteralPath $Target -Recurse -Force -WhatIf:$false -Confirm:$false -ErrorAction Stop } }
    }
    Write-Note 'Deleting is not wiping: copies may be left on the disk, in snapshots and in backups.'
    if ($IncludeOwner) { Remove-Owner }
}

function Remove-Owner {
    $script:Step = 'C02'
    $Folder = $(if ($OutputFolder -ne '') { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { Join-Path -Path $PSScriptRoot -ChildPath 'out' })
    $Path = Join-Path -Path $Folder -ChildPath 'receipt.json'
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Kit 'There is no receipt, so nothing says that this kit made the owner.' 'Remove it by hand with Remove-HgsGuardian, if you are sure.' }
    $Record = Get-Value (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Path)) -ErrorAction Stop) 'owner'
    if ([string] (Get-Value $Record 'how') -ne 'made') { Stop-Kit 'This kit did not make the owner on this computer.' 'It stays.' }
    $Found = Find-Guardian $Record
    if ($null -eq $Found) { Write-Step 'the owner is not here any more'; return }
    Write-Note 'The owner''s key is needed to change who may run its virtual machines, and to recover them. Is your backup at hand?'
    if ($IsDry -or $PSCmdlet.ShouldContinue(('Remove the owner guardian ' + $Found.Name + ' from this computer?'), 'Owner')) {
        if ($PSCmdlet.ShouldProcess($Found.Name, 'remove the owner guardian')) {
            Remove-HgsGuardian -Name $Found.Name -WhatIf:$false -Confirm:$false -ErrorAction Stop
            Write-Step 'the owner guardian is removed'
        }
    }
    Write-Note 'What is still in the certificate store for shielded VMs:'
    Get-ChildItem -Path 'Cert:\LocalMachine\Shielded VM Local Certificates' -ErrorAction SilentlyContinue | ForEach-Object -Process { Write-Note ('{0}  {1}' -f $_.Thumbprint, $_.Subject) }
}

$Code = 1
try {
    if ($Cleanup) { Invoke-Cleanup } else { Invoke-Make }
    $Code = 0
}
catch {
    $Receipt.outcome = 'failed'
    $Receipt.step = $Step
    $Receipt.message = $_.Exception.Message
    if (-not $IsOurs) { $Receipt.message = '{0} (0x{1:X8})' -f $_.Exception.Message, $_.Exception.HResult }
    Write-Host -Object ('{0} FAILED  {1}' -f $Step, $Receipt.message) -ForegroundColor Red
    if (-not $Cleanup -and -not $IsDry -and $null -ne $OutPath) {
        try { Write-Note ('receipt: {0}' -f (Write-Receipt $OutPath)) } catch { Write-Note 'The receipt could not be written.' }
    }
}
finally { Remove-PrivateFolder }
exit $Code
