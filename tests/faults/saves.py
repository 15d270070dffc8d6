# SPDX-License-Identifier: Apache-2.0
"""Every save of the program, each from the same beginning, and what is on disk afterwards, opened and described."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from shieldwiz.errors import ShieldwizError
from shieldwiz.files import read_file, write_file
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.guardians.library import KnownGuardian
from shieldwiz.keyprotector.encoding import read_key_protector
from shieldwiz.owners.backup import check_backup, write_backup
from shieldwiz.owners.key_file import KEY_FILE_NAME, read_key_file
from shieldwiz.owners.owner import Owner, create_owner
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import confirm_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Policy, Purpose
from shieldwiz.workflow import changing, shielding
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.home import Home

NOW = datetime(2026, 12, 1, tzinfo=UTC)
OLD, NEW = "the old passphrase", "the new passphrase"
FAST = 4  # the work factor of key files here
STRAY = ".shieldwiz-"

State = Mapping[str, str]


@cache
def owner(name: str) -> Owner:
    """Somebody with keys, the same one for the same name."""
    return create_owner(name, key_size=2048, now=NOW)


def guardian(name: str, *, of: str | None = None) -> KnownGuardian:
    """The guardian `name` with the keys of `of`."""
    keys = owner(of or name)
    return KnownGuardian(
        name=name,
        guardian=keys.guardian,
        metadata=_metadata(of or name),
        communications=None,
        communications_confirmed=False,
        basis=TrustBasis.GUARDIAN_FINGERPRINT,
        confirmed=NOW,
    )


@cache
def _metadata(name: str) -> bytes:
    return owner(name).metadata


def home(place: Path) -> Home:
    """The home folder of a place."""
    return Home(folder=place / "home")


def out(place: Path, name: str = "web.pdkx") -> Path:
    """A file that the person named."""
    return place / "out" / name


def prepare(place: Path) -> None:
    """The beginning: two guardians, an owner, a shielding data file for one of them, a file to be replaced."""
    out(place, "input").mkdir(parents=True)
    out(place, "input/note.txt").write_bytes(b"A note.\n")
    for name in ("North", "South"):
        home(place).guardians.keep(guardian(name))
    home(place).owners.add(owner("Finance"), OLD, now=NOW, work_factor=FAST)
    _create(place, "web.pdkx", "first")
    shutil.copy(out(place), out(place, "old.pdkx"))


def _draft(place: Path, name: str, description: str) -> Draft:
    return Draft(
        output=str(out(place, name)),
        owner="Finance",
        guardians=("North",),
        purpose=Purpose.EXISTING_VM,
        description=description,
        other_files=(str(out(place, "input/note.txt")),),
    )


def _create(place: Path, name: str, description: str, *, overwrite: bool = False) -> None:
    shielding.create(home(place), _draft(place, name, description), OLD, now=NOW, overwrite=overwrite)


def _change(function: Callable[..., object], *arguments: object) -> Callable[[Path], object]:
    """Edit, grant or revoke, in place."""

    def run(place: Path) -> object:
        where = {"owner": "Finance", "passphrase": OLD, "output": None, "overwrite": True, "now": NOW}
        return function(home(place), str(out(place)), *arguments, **where)

    return run


def _create_beside(place: Path) -> None:
    _create(place, "new.pdkx", "second")


def _create_with_others(place: Path) -> None:
    draft = _draft(place, "new.pdkx", "second")
    draft = replace(draft, key_protector=str(out(place, "new.kp")), receipt=str(out(place, "new.json")))
    shielding.create(home(place), draft, OLD, now=NOW)


def _create_over(place: Path) -> None:
    _create(place, "old.pdkx", "second", overwrite=True)


def _edit_to_another_file(place: Path) -> None:
    change = changing.Edit(description="second")
    changing.edit(
        home(place),
        str(out(place)),
        change,
        owner="Finance",
        passphrase=OLD,
        now=NOW,
        output=str(out(place, "new.pdkx")),
        overwrite=False,
    )


def _open(place: Path) -> None:
    key = shielding.Key(owner="Finance", secret=OLD)
    shielding.open_file(home(place), str(out(place)), key, str(out(place, "opened")))


SAVES: dict[str, Callable[[Path], object]] = {
    "guardian: import": lambda place: home(place).guardians.keep(guardian("East")),
    "guardian: replace": lambda place: home(place).guardians.keep(guardian("North", of="East"), replace_changed=True),
    "guardian: rename": lambda place: home(place).guardians.rename("North", "Far North"),
    "guardian: remove": lambda place: home(place).guardians.remove("South"),
    "owner: make": lambda place: home(place).owners.add(owner("East"), NEW, now=NOW, work_factor=FAST),
    "owner: passphrase": lambda place: home(place).owners.change_passphrase("Finance", OLD, NEW, work_factor=FAST),
    "owner: rename": lambda place: home(place).owners.rename("Finance", "Accounts"),
    "owner: remove": lambda place: home(place).owners.remove("Finance"),
    "owner: note a backup": lambda place: home(place).owners.note_backup("Finance", Path("usb"), now=NOW),
    "owner: backup": lambda place: write_backup(out(place, "backup"), owner("Finance"), NEW, now=NOW, work_factor=FAST),
    "file: create": _create_beside,
    "file: create, with two others": _create_with_others,
    "file: create over another": _create_over,
    "file: edit in place": _change(changing.edit, changing.Edit(description="second", policy=Policy.SHIELDED)),
    "file: edit to another": _edit_to_another_file,
    "file: grant": _change(changing.grant, ["South"]),
    "file: revoke": _change(changing.revoke, ["North"]),
    "file: open": _open,
}


def state(place: Path) -> State:
    """All that is on disk, opened and in words; what cannot be opened is told as `damaged`."""
    kept = home(place)
    found = {
        "guardians": _words([(known.name, known.guardian.fingerprint.hex) for known in kept.guardians.all()]),
        "damaged": _words([*kept.guardians.damaged(), *kept.owners.damaged()]),
        "owners": _words([_owner_words(kept, stored.name) for stored in kept.owners.list()]),
        "memory": _memory(place),
    }
    for path in sorted(out(place, "").iterdir()):
        if not path.name.startswith(STRAY):
            try:
                found[path.name] = _describe(path)
            except ShieldwizError as error:
                found[path.name] = f"damaged: {error.message}"
    return found


def _words(parts: object) -> str:
    return json.dumps(parts, default=str)


def _owner_words(kept: Home, name: str) -> tuple[str, str, bool]:
    opens = "damaged"
    for passphrase in (OLD, NEW):
        try:
            _open_key_file((kept.owners._folders.find(name).folder / KEY_FILE_NAME).read_bytes(), passphrase)
            opens = passphrase
        except ShieldwizError:
            continue
    return name, opens, kept.owners.show(name).backup is not None


@cache
def _open_key_file(data: bytes, passphrase: str) -> GuardianFingerprint:
    """Opening costs; the same bytes open again."""
    return read_key_file(data, passphrase, name="x").fingerprint


def _memory(place: Path) -> str:
    """The revisions remembered; the files' ids are made by chance."""
    file = home(place).folder / "revisions.json"
    return _words(sorted(entry["revision"] for entry in json.loads(file.read_bytes())["revisions"].values()))


def _describe(path: Path) -> str:
    if path.suffix == ".pdkx":
        return _describe_file(read_file(path, 1 << 26))
    if path.name == "backup":
        return _words([check.id for check in check_backup(path, NEW, expected=owner("Finance")).checks])
    if path.suffix == ".kp":
        return _words(len(read_key_protector(read_file(path, 1 << 20)).protector.wrappings))  # type: ignore[union-attr]
    if path.suffix == ".json":
        return _words(json.loads(path.read_bytes())["schema"])
    return _words({str(file.relative_to(path)): file.read_bytes().hex() for file in path.rglob("*")})


@cache
def _describe_file(data: bytes) -> str:
    verified = read_shielding_data(data)
    finance = owner("Finance")
    confirmed = confirm_owner(verified, expected=finance.fingerprint.hex)
    contents = open_contents(confirmed, finance.encryption, finance.unwrapper)
    recipients = sorted(one.hex for one in verified.recipients)
    files = [(file.name, file.data.decode()) for file in contents.files]
    return _words([verified.header.revision, verified.header.description, recipients, files])


@dataclass(slots=True, kw_only=True)
class Figures:
    """How many faults were tried on a save, and what was there afterwards. `between`: parts of both, each whole."""

    calls: int = 0
    tried: int = 0
    old: int = 0
    new: int = 0
    between: int = 0
    lost: int = 0

    def add(self, before: State, after: State, now: State) -> str:
        """Count one trial; returns the word for it."""
        word = judged(before, after, now)
        self.count(word)
        return word

    def count(self, word: str) -> None:
        """Count one trial that ended as `word` says."""
        self.tried += 1
        setattr(self, word, getattr(self, word) + 1)

    def include(self, other: "Figures") -> None:
        """Add another's figures."""
        for part in fields(Figures):
            setattr(self, part.name, getattr(self, part.name) + getattr(other, part.name))

    def line(self) -> str:
        """The figures in one line."""
        return (
            f"{self.calls} calls, {self.tried} faults: {self.old} old, {self.new} new, "
            f"{self.between} parts of both (each whole), {self.lost} lost"
        )


def judged(before: State, after: State, now: State) -> str:
    """`old`, `new`, `between` or `lost`: what is there `now`, against what was `before` and is `after` the save."""
    if now == before:
        return "old"
    if now == after:
        return "new"
    parts = before.keys() | after.keys() | now.keys()
    is_whole = all(now.get(part) in {before.get(part), after.get(part)} for part in parts)
    return "between" if is_whole else "lost"


def next_start(place: Path) -> None:
    """What a person does next: changes something in the home, and saves something where the file was."""
    kept = home(place)
    for names in (kept.guardians, kept.owners):
        with suppress(ShieldwizError):
            names.remove("Nobody")
    kept.revisions.notice("0" * 32, "0" * 64, 1, "0" * 64)
    write_file(out(place, "next"), b"")
    out(place, "next").unlink()


def strays(place: Path) -> list[str]:
    """What a save left that belongs to nothing."""
    found = list(place.rglob(f"{STRAY}*"))
    for folder in (place / "home" / "guardians").glob("*/"):
        found += sorted(folder.glob("metadata-*.xml"))[1:]
    return [str(path.relative_to(place)) for path in found]
