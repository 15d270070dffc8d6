# SPDX-License-Identifier: Apache-2.0
"""What a person types for a new answer file. Costs no cryptography to import, so that the window can hold one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFileForm:
    """What a person typed, files by their paths. Secrets are empty where none was given: one is made up then."""

    system: str = "windows"
    computer_name: str = ""
    time_zone: str = ""
    adapters: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    product_key: str = field(default="", repr=False)
    language: str = "en-US"
    keyboard: str = ""
    administrator: str = "vmowner"
    password: str = field(default="", repr=False)
    domain: str = ""
    join_account: str = ""
    join_password: str = field(default="", repr=False)
    unit: str = ""
    doors: tuple[str, ...] = ("rdp",)
    certificate: str = ""
    certificate_password: str = field(default="", repr=False)
    protects_data_drives: bool = False
    ends_with_shutdown: bool = True
    ssh_key: str = ""
    run_once: tuple[str, ...] = ()
