# SPDX-License-Identifier: Apache-2.0
"""The steps of the script on Windows, and what to do when one fails: for whoever was not there."""

_STEPS = {
    "S01": "kit.json is missing, damaged or of a newer kind. Copy the whole folder again.",
    "S02": "that PowerShell cannot run it: 32 bits, too old, or constrained language mode. Use the 64-bit Windows "
    "PowerShell 5.1, or another computer.",
    "S03": "it was not started as administrator.",
    "S04": "the shielded VM tools are missing there. Windows Server: Install-WindowsFeature RSAT-Shielded-VM-Tools.",
    "S05": "that computer is a guarded host. Use another one, outside the fabric.",
    "S06": "Microsoft's modules could not be loaded there.",
    "S10": "the kit fingerprint was another. Somebody may have exchanged the kit: compare it with what you were shown.",
    "S11": "a file of the kit is missing, changed or additional. Copy the kit again as one ZIP.",
    "S12": "the script could not be read.",
    "S13": "the .pdk exists there already. Move it away, or name another output folder.",
    "S20": "the kit key was typed wrongly three times.",
    "S21": "the kit key is of another kit, or the temporary folder could not be made.",
    "S30": "the owner is not usable there: missing, or without its private key. Make the kit with --owner-pfx "
    "if-missing or always, or restore the owner there.",
    "S31": "Windows refused to make the owner. The README says what to do by hand.",
    "S32": "Windows stored another owner than it was given.",
    "S40": "the guardians of that computer could not be read.",
    "S41": "Windows refused the metadata of a hoster. If it has expired: decide in shieldwiz, and make the kit again.",
    "S42": "Windows stored another hoster than it was given.",
    "S50": "the catalog of a template disk is missing, unreadable, or signed by somebody else.",
    "S60": "New-ShieldingDataFile is of a version that takes no answer file under either of its names.",
    "S61": "Windows refused to make the .pdk.",
    "S62": "Windows made no .pdk, or an empty one.",
    "S70": "the finished file could not be read.",
    "S80": "the receipt could not be written.",
}


def step_in_words(step: str) -> str:
    """What it means that this step failed."""
    return _STEPS.get(step, "this step is not known here.")
