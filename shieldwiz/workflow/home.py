# SPDX-License-Identifier: Apache-2.0
"""The folder in which this computer keeps guardians, owners and what it has seen."""

import logging
from dataclasses import dataclass
from pathlib import Path

from shieldwiz.guardians.library import GuardianLibrary
from shieldwiz.owners.store import OwnerStore
from shieldwiz.shieldingdata.revisions import RevisionMemory
from shieldwiz.workflow.home_folder import home_folder

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One home folder. Nothing is made on disk before something is kept."""

    folder: Path

    @property
    def guardians(self) -> GuardianLibrary:
        """The guardians kept here."""
        return GuardianLibrary(self.folder / "guardians")

    @property
    def owners(self) -> OwnerStore:
        """The owners kept here."""
        return OwnerStore(self.folder / "owners")

    @property
    def revisions(self) -> RevisionMemory:
        """The newest revision seen of each shielding data file."""
        return RevisionMemory(self.folder)

    def own_pairs(self) -> frozenset[str]:
        """Fingerprints (64 hex digits) of the owners kept here: they are nobody's hoster."""
        return frozenset(owner.fingerprint.hex for owner in self.owners.list())


def open_home(folder: str | None = None) -> Home:
    """The home folder: `folder`, else what SHIELDWIZ_HOME names, else the user's data folder."""
    home = Home(folder=home_folder(folder))
    _log.info("home folder %s", home.folder)
    return home
