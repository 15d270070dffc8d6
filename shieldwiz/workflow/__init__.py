# SPDX-License-Identifier: Apache-2.0
"""One function for each thing a person can ask for. The window and the command line call these and nothing below.

The modules are imported when first used, so that `shieldwiz --help` costs no cryptography.
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shieldwiz.workflow import answer_file_form as answer_file_form
    from shieldwiz.workflow import answer_files as answer_files
    from shieldwiz.workflow import certificates as certificates
    from shieldwiz.workflow import changing as changing
    from shieldwiz.workflow import fetching as fetching
    from shieldwiz.workflow import fingerprint_sheet as fingerprint_sheet
    from shieldwiz.workflow import guardians as guardians
    from shieldwiz.workflow import hgs_certificates as hgs_certificates
    from shieldwiz.workflow import hgs_doctor as hgs_doctor
    from shieldwiz.workflow import hgs_doctor_report as hgs_doctor_report
    from shieldwiz.workflow import hgs_expiry as hgs_expiry
    from shieldwiz.workflow import hgs_inventory as hgs_inventory
    from shieldwiz.workflow import hgs_keys as hgs_keys
    from shieldwiz.workflow import hgs_rollover as hgs_rollover
    from shieldwiz.workflow import hgs_scripts as hgs_scripts
    from shieldwiz.workflow import home as home
    from shieldwiz.workflow import inputs as inputs
    from shieldwiz.workflow import inspection as inspection
    from shieldwiz.workflow import metadata as metadata
    from shieldwiz.workflow import new_answer_files as new_answer_files
    from shieldwiz.workflow import organisation as organisation
    from shieldwiz.workflow import organisation_rules as organisation_rules
    from shieldwiz.workflow import owners as owners
    from shieldwiz.workflow import practice as practice
    from shieldwiz.workflow import protectors as protectors
    from shieldwiz.workflow import recipe as recipe
    from shieldwiz.workflow import shielding as shielding
    from shieldwiz.workflow import volume_ids as volume_ids
    from shieldwiz.workflow import windows_kits as windows_kits

_MODULES = frozenset(
    {
        "answer_file_form",
        "answer_files",
        "certificates",
        "changing",
        "fetching",
        "fingerprint_sheet",
        "guardians",
        "hgs_certificates",
        "hgs_doctor",
        "hgs_doctor_report",
        "hgs_expiry",
        "hgs_inventory",
        "hgs_keys",
        "hgs_rollover",
        "hgs_scripts",
        "home",
        "inputs",
        "inspection",
        "metadata",
        "new_answer_files",
        "organisation",
        "organisation_rules",
        "owners",
        "practice",
        "protectors",
        "recipe",
        "shielding",
        "volume_ids",
        "windows_kits",
    }
)


def __getattr__(name: str) -> ModuleType:
    if name not in _MODULES:
        raise AttributeError(name)
    return importlib.import_module(f"{__name__}.{name}")
