# SPDX-License-Identifier: Apache-2.0
"""What a person has who has used the program before: a hoster's files, an owner, a guardian, and two files made."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from shieldwiz.owners.owner import create_owner
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.examination import add
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.making import make
from shieldwiz.workflow.practice import make_practice
from shieldwiz.workflow.template_disks import read_disk

OWNER, HOSTER = "HR department", "Contoso"
PASSPHRASE = "bedot hanit golen fidan"
_FAST = 10  # the work factor of a key file, as low as a test may have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """Everything under one folder. `told` is the fingerprint that the hoster tells on the phone."""

    folder: Path
    told: str

    @property
    def hoster(self) -> Path:
        """The folder with what the hoster sent."""
        return self.folder / "contoso"

    @property
    def first_home(self) -> Path:
        """A home with the owner alone; to be copied."""
        return self.folder / "first-home"

    @property
    def home(self) -> Path:
        """A home with the owner and the hoster's guardian; to be copied."""
        return self.folder / "home"

    @property
    def files(self) -> tuple[Path, Path]:
        """A shielding data file and a later one, which lets the hoster and newer disks in."""
        return self.folder / "web.pdkx", self.folder / "web-2.pdkx"


def make_belongings(folder: Path) -> Belongings:
    """Make it all. The program under test judges by the clock, so this does."""
    now = datetime.now(UTC)
    practice = make_practice(folder / "contoso", now=now)
    mine = Belongings(folder=folder, told=practice.fingerprint.hex)
    owner = create_owner(OWNER, key_size=2048, now=now)
    for home in (mine.first_home, mine.home):
        Home(folder=home).owners.add(owner, PASSPHRASE, now=now, work_factor=_FAST)
    metadata = (mine.hoster / "metadata.xml").read_bytes()
    known = Choices(signer_file=str(mine.hoster / "communications.cer"))
    added = add(str(mine.home), now, data=metadata, name=HOSTER, choices=known)
    disk = read_disk(str(mine.hoster / "volume-id.json"))["disk"]
    first, second = mine.files
    draft = Draft(
        output=str(first),
        owner=OWNER,
        without_hosters=True,
        disks=(replace(disk, rule=type(disk.rule)("Equals")),),
        answer_file=str(mine.hoster / "unattend.xml"),
    )
    later = replace(draft, output=str(second), without_hosters=False, guardians=(added["fingerprint"],), disks=(disk,))
    for each in (draft, later):
        make(str(mine.home), now, each, PASSPHRASE, progress=lambda *_: None)
    return mine
