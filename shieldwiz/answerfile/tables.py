# SPDX-License-Identifier: Apache-2.0
"""The lists behind the rules, read from resources/answerfile so that a list changes without code."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from shieldwiz.assets import asset

UNATTEND = "urn:schemas-microsoft-com:unattend"
WCM = "http://schemas.microsoft.com/WMIConfig/2002/State"
LINUX = "http://www.microsoft.com/schema/linuxvmmst"

SHELL = "Microsoft-Windows-Shell-Setup"
DEPLOY = "Microsoft-Windows-Deployment"
LSM = "Microsoft-Windows-TerminalServices-LocalSessionManager"
MPS = "Networking-MPSSVC-Svc"
RDPX = "Microsoft-Windows-TerminalServices-RDP-WinStationExtensions"
JOIN = "Microsoft-Windows-UnattendedJoin"
TCP = "Microsoft-Windows-TCPIP"
DNS = "Microsoft-Windows-DNS-Client"
INTL = "Microsoft-Windows-International-Core"

SPECIALIZE = "specialize"
OOBE = "oobesystem"  # in lower case, as all passes here


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting, and the passes in which Windows reads it. `is_ignored`: elsewhere Setup passes over it and goes on."""

    component: str
    name: str
    passes: tuple[str, ...]
    is_ignored: bool


@cache
def _windows() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(asset("answerfile/windows.json").read_text(encoding="utf-8"))
    return tables


@cache
def passes() -> dict[str, str]:
    """The seven passes: lower case -> as documented."""
    return {name.lower(): name for name in _windows()["passes"]}


@cache
def architectures() -> frozenset[str]:
    """What `processorArchitecture` may say, in lower case."""
    return frozenset(_windows()["architectures"])


@cache
def key_components() -> dict[str, str]:
    """The components that the rules look into: lower case -> as documented."""
    return {name.lower(): name for name in _windows()["key_components"]}


@cache
def known_components() -> frozenset[str]:
    """Names of components in lower case."""
    return frozenset(name.lower() for name in _windows()["components"])


@cache
def settings() -> tuple[Setting, ...]:
    """The settings that are read in some passes alone."""
    return tuple(
        Setting(component=one["component"], name=one["setting"], passes=tuple(one["passes"]), is_ignored=one["ignored"])
        for one in _windows()["settings"]
    )


@cache
def sample_passwords() -> frozenset[str]:
    """Passwords of published examples, in lower case."""
    return frozenset(_windows()["sample_passwords"])


@cache
def _zones() -> dict[str, dict[str, str]]:
    zones: dict[str, dict[str, str]] = json.loads(asset("answerfile/time_zones.json").read_text(encoding="utf-8"))
    return zones


@cache
def time_zones() -> dict[str, str]:
    """Windows time zone ids, each with the place that stands for it (such as Europe/Berlin)."""
    return _zones()["windows"]


@cache
def zone_of_place() -> dict[str, str]:
    """The Windows id for a place: Europe/Vienna -> W. Europe Standard Time."""
    return _zones()["places"]
