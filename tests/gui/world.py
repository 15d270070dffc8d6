# SPDX-License-Identifier: Apache-2.0
"""What the scenes of the window show: a practice fabric, homes with owners and guardians, and files, made once."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shieldwiz.owners.owner import create_owner
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.drafts import save_draft
from shieldwiz.workflow.examination import add, examine
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.making import make, save_recipe
from shieldwiz.workflow.owner_keys import make_owner
from shieldwiz.workflow.practice import make_practice
from shieldwiz.workflow.template_disks import read_disk

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PASSPHRASE = "bedot-hanit-golen-fidan-kulot-pamin-sevut"
FAST = 10  # the work factor of key files that are opened again and again
VECTORS = Path(__file__).parents[1] / "vectors" / "metadata"
TRUSTED, NO_PROOF, EXPIRED = "Woodgrove Hosting", "Fabrikam DC North", "Northwind Traders"
OWNER, OWNER_WITHOUT_BACKUP = "Finance", "HR department"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything under one folder. `fingerprints` are the guardians' by name; `told` is the practice hoster's."""

    folder: Path
    fingerprints: dict[str, str]
    told: str

    @property
    def home(self) -> Path:
        """A home with two owners, three guardians and two drafts; to be copied."""
        return self.folder / "home"

    @property
    def fabric(self) -> Path:
        """The practice fabric."""
        return self.folder / "practice"

    def file(self, name: str) -> str:
        """A file of the world, by name."""
        return str(self.folder / name)

    def draft(self) -> Draft:
        """A draft in which nothing is missing."""
        return _draft(self.folder, self.fingerprints)


def make_world(folder: Path) -> World:
    """Make it all."""
    folder.mkdir(parents=True, exist_ok=True)
    practice = make_practice(folder / "practice", now=NOW)
    home = str(folder / "home")
    place = Home(folder=Path(home))
    make_owner(
        home,
        NOW - timedelta(days=200),
        OWNER,
        PASSPHRASE,
        backup_folder=str(folder / "backup of Finance"),
        backup_passphrase=PASSPHRASE,
        key_size=2048,
    )
    second = create_owner(OWNER_WITHOUT_BACKUP, key_size=2048, now=NOW)
    place.owners.add(second, PASSPHRASE, now=NOW, work_factor=FAST)
    fingerprints = _add_guardians(home)
    world = World(folder=folder, fingerprints=fingerprints, told=practice.fingerprint.hex)
    _make_files(world)
    return world


def load_world(folder: Path) -> World:
    """The world that another process has made."""
    lines = (folder / "fingerprints.txt").read_text(encoding="utf-8").splitlines()
    told, *others = lines
    return World(folder=folder, fingerprints=dict(line.split("=") for line in others), told=told)


def keep_world(world: World) -> None:
    """Write down what `load_world` reads."""
    lines = [world.told, *(f"{name}={value}" for name, value in world.fingerprints.items())]
    (world.folder / "fingerprints.txt").write_text("\n".join(lines), encoding="utf-8")


def fingerprint_of(file: Path) -> str:
    """The guardian fingerprint in a metadata file."""
    found = examine("/nowhere", NOW, data=file.read_bytes())["guardian"]
    assert found is not None
    return str(found["fingerprint"]["hex"])


def _add_guardians(home: str) -> dict[str, str]:
    files = {
        TRUSTED: "good-mono-inclusive-id.xml",
        NO_PROOF: "good-rsa3072.xml",
        EXPIRED: "decide-guardian-expired.xml",
    }
    fingerprints = {}
    for name, file in files.items():
        fingerprint = fingerprints[name] = fingerprint_of(VECTORS / file)
        data = (VECTORS / file).read_bytes()
        if name == NO_PROOF:
            choices = Choices(accept_without_proof=True)
        else:
            choices = Choices(guardian_fingerprint=fingerprint, allow_expired=name == EXPIRED)
        reason = "" if name == TRUSTED else "The hoster's phone was not answered"
        added = add(home, NOW, data=data, name=name, choices=choices, reason=reason)
        assert added["kept"] == name
    return fingerprints


def _draft(folder: Path, fingerprints: dict[str, str]) -> Draft:
    fabric = folder / "practice"
    return Draft(
        output=str(folder / "made" / "web.pdkx"),
        owner=OWNER_WITHOUT_BACKUP,
        guardians=(fingerprints[TRUSTED], fingerprints[NO_PROOF]),
        disks=(read_disk(str(fabric / "volume-id.json"))["disk"],),
        description="Web servers",
        answer_file=str(fabric / "unattend.xml"),
        other_files=(str(fabric / "rdp.pfx"), str(fabric / "root.cer")),
        key_protector=str(folder / "made" / "web.kp"),
        receipt=str(folder / "made" / "web.receipt.json"),
    )


def _make_files(world: World) -> None:
    """Two shielding data files with key protectors and receipts, drafts, a recipe, and files that are too large."""
    home, folder = str(world.home), world.folder
    (folder / "made").mkdir()
    draft = world.draft()
    make(home, NOW, draft, PASSPHRASE, progress=lambda *_: None)
    other = replace(
        draft,
        output=str(folder / "made" / "web-2.pdkx"),
        guardians=(world.fingerprints[TRUSTED],),
        description="Web servers, second edition",
        other_files=draft.other_files[:1],
        key_protector=None,
        receipt=None,
    )
    make(home, NOW, other, PASSPHRASE, progress=lambda *_: None)
    save_recipe(draft, str(folder / "web-recipe.toml"))
    save_draft(home, replace(draft, other_files=()), NOW, step="contents")
    save_draft(home, Draft(owner=OWNER), NOW - timedelta(days=3), step="hosters")
    (folder / "large.bin").write_bytes(bytes(390 * 1024))
    (folder / "notes.txt").write_text("Nothing that the program knows.", encoding="utf-8")
    damaged = Path(draft.output).read_bytes()
    (folder / "made" / "damaged.pdkx").write_bytes(damaged.replace(b"Web servers", b"Web servants"))
    shutil.copytree(folder / "practice", folder / "answers", dirs_exist_ok=True)
