# SPDX-License-Identifier: Apache-2.0
"""The whole job of an owner, with everything that goes wrong on the way, as commands that are watched."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.keyprotector.verify import judge
from shieldwiz.owners.pfx import read_pfx
from shieldwiz.shieldingdata.read import read_shielding_data
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.practice import make_practice
from tests.keyprotector.parties import NOW
from tests.secrets.canaries import Canary, key_canaries, text_canary
from tests.secrets.watching import Seen, Watcher

PASSPHRASES = {
    "passphrase": "canary Wolkenkratzer 9d1f",
    "backup": "canary Zitronenfalter 77ab",
    "new": "canary Übergangsjacke 41c0",
    "pfx": "canary Kaffeemaschine 5e22",
    "wrong": "canary Regenschirm 60d3",
}
SEALED = ("canary Leuchtturm b8e4 " * 8, "canary Seepferdchen 3a90 " * 40)
AT = ("--at", "2026-12-01T00:00:00Z")
# Where an exception comes from nowhere: a file and the function that was just about to give back a secret.
FAULTS = (
    ("pdk create", "passphrases.py:passphrase_bytes"),
    ("pdk create", "age.py:unlock"),
    ("pdk create", "seal.py:new_transport_key"),
    ("pdk create", "contents_form.py:contents_xml"),
    ("pdk create", "temporary_files.py:_write_all"),
    ("pdk open", "unseal.py:unseal"),
    ("pdk open", "contents_form.py:read_contents"),
    ("owner create", "owner.py:create_owner"),
    ("owner create", "age.py:lock"),
    ("owner export-pfx", "pfx.py:_encryption"),
    ("owner import", "pfx_opening.py:open_pfx"),
    ("owner backup", "backup.py:write_backup"),
)


@dataclass(frozen=True)
class Job:
    """The folders of the job, and the commands with how each must end."""

    watcher: Watcher

    @cached_property
    def inputs(self) -> Path:
        """What the person has, secrets among it: not searched."""
        folder = self.watcher.folder / "inputs"
        folder.mkdir()
        for name, text in PASSPHRASES.items():
            (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
        for name, text in zip(("unattend.xml", "other.bin"), SEALED, strict=True):
            (folder / name).write_text(text, encoding="utf-8")
        for name in ("contoso", "northwind"):
            make_practice(folder / name, now=NOW)
        return folder

    @cached_property
    def outputs(self) -> Path:
        folder = self.watcher.folder / "outputs"
        folder.mkdir()
        return folder

    @property
    def home(self) -> Path:
        return self.watcher.folder / "home"

    def secret(self, option: str, name: str) -> tuple[str, str]:
        return option, str(self.inputs / f"{name}.txt")

    def shieldwiz(self, *arguments: str, stdin: bytes = b"", fault: str = "") -> Seen:
        return self.watcher.run("--debug", "--home", str(self.home), *arguments, stdin=stdin, fault=fault)

    def run(self) -> None:
        """All of it. A command that ends in another way than it must stops the job."""
        for expected, arguments in self._commands():
            seen = self.shieldwiz(*arguments)
            assert seen.code == expected, (arguments, seen.err.decode("utf-8", "replace"))
            if arguments[:3] == ("owner", "create", "Fabrikam") and expected == 0:
                self._hasten()
        for number, (command, fault) in enumerate(FAULTS):
            seen = self.shieldwiz(*self._again(command, f"broken-{number}"), fault=fault)
            assert seen.code == 70, (fault, seen.err.decode("utf-8", "replace"))
            assert b"UnexpectedError" in seen.err

    def _hasten(self) -> None:
        """Lock the key again with little work, so that the commands that follow do not take a second each."""
        passphrase = PASSPHRASES["passphrase"]
        Home(folder=self.home).owners.change_passphrase("Fabrikam", passphrase, passphrase, work_factor=10)

    def _commands(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        passphrase = self.secret("--passphrase-file", "passphrase")
        wrong = self.secret("--passphrase-file", "wrong")
        restored, new = self._elsewhere("restored"), self.secret("--new-passphrase-file", "new")
        backup = self.secret("--backup-passphrase-file", "backup")
        yield (
            0,
            (
                "owner",
                "create",
                "Fabrikam",
                "--key-size",
                "2048",
                "--backup",
                self._out("backup"),
                *passphrase,
                *backup,
            ),
        )
        yield 1, ("owner", "create", "Fabrikam", "--key-size", "2048", "--no-backup", *passphrase)
        for name in ("contoso", "northwind"):
            fingerprint = (self.inputs / name / "fingerprint.txt").read_text("utf-8").splitlines()[1]
            metadata = str(self.inputs / name / "metadata.xml")
            yield 0, ("guardian", "import", metadata, "--name", name, "--guardian-fingerprint", fingerprint, *AT)
        yield 3, ("metadata", "verify", str(self.inputs / "contoso" / "metadata-tampered.xml"), *AT)
        yield from self._sealing(passphrase, wrong)
        yield from self._pfx_files(passphrase)
        yield 0, ("owner", "check-backup", self._out("backup"), *backup)
        yield 1, ("owner", "check-backup", self._out("backup"), *self.secret("--backup-passphrase-file", "wrong"))
        yield 0, (*restored, "owner", "import", "Restored", "--from-backup", self._out("backup"), *backup, *passphrase)
        yield 1, (*restored, "owner", "change-passphrase", "Restored", *wrong, *new)
        yield 0, (*restored, "owner", "change-passphrase", "Restored", *passphrase, *new)
        yield 0, ("owner", "show", "Fabrikam")

    def _sealing(self, passphrase: tuple[str, str], wrong: tuple[str, str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        made, more, fewer, protector = map(self._out, ("web.pdkx", "more.pdkx", "fewer.pdkx", "web.kp"))
        yield 1, (*self._create("refused.pdkx"), *wrong)
        saved = ("--receipt", self._out("receipt.json"), "--save-recipe", self._out("web.toml"))
        yield 0, (*self._create("web.pdkx"), *passphrase, "--key-protector", protector, *saved)
        yield 0, ("build", self._out("web.toml"), "--set", f"output={self._out('built.pdkx')}", "--set", "receipt=",
                  "--set", "key-protector=", *passphrase)  # fmt: skip
        yield 0, ("pdk", "inspect", made)
        yield 0, ("inspect", made, "--json")
        yield 0, ("pdk", "open", made, "--owner", "Fabrikam", "--extract", self._out("inside-owner"), *passphrase)
        yield 1, ("pdk", "open", made, "--owner", "Fabrikam", "--extract", self._out("inside-no"), *wrong)
        guardian = ("--pfx", str(self.inputs / "contoso" / "hgs-encryption.pfx"))
        throw_away = ("--passphrase-file", str(self.inputs / "contoso" / "passphrases.txt"))
        inside = ("--extract", self._out("inside-guardian"))
        yield 0, ("pdk", "open", made, *guardian, "--accept-unknown-owner", *inside, *throw_away)
        yield 0, ("pdk", "grant", made, "northwind", "--owner", "Fabrikam", "-o", more, *passphrase, *AT)
        yield 0, ("pdk", "revoke", more, "contoso", "--owner", "Fabrikam", "-o", fewer, *passphrase, *AT)
        yield (
            1,
            (
                "pdk",
                "open",
                fewer,
                *guardian,
                "--accept-unknown-owner",
                "--extract",
                self._out("inside-no"),
                *throw_away,
            ),
        )
        for form in ("text", "binary"):
            yield 0, ("protector", "convert", protector, "-o", self._out(f"web-{form}.kp"), "--form", form)
        yield 0, ("protector", "verify", self._out("web-text.kp"), "--owner", "Fabrikam")

    def _pfx_files(self, passphrase: tuple[str, str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        password = self.secret("--pfx-password-file", "pfx")
        files = [self._out(f"pfx/Fabrikam-{role}.pfx") for role in ("signing", "encryption")]
        named = ("--pfx", files[0], "--pfx", files[1])
        yield 0, ("owner", "export-pfx", "Fabrikam", self._out("pfx"), *passphrase, *password)
        yield 0, ("owner", "export-pfx", "Fabrikam", self._out("pfx-password-made"), *passphrase)
        yield 1, ("owner", "import", "Imported", *named, *passphrase, *self.secret("--pfx-password-file", "wrong"))
        yield 0, (*self._elsewhere("imported"), "owner", "import", "Imported", *named, *passphrase, *password)
        yield 4, ("certificate", "check", files[0], "--role", "signing", *self.secret("--passphrase-file", "pfx"))
        yield 0, ("inspect", files[1])

    def _create(self, name: str) -> tuple[str, ...]:
        inside = ("--answer-file", str(self.inputs / "unattend.xml"), "--other-file", str(self.inputs / "other.bin"))
        files = (*inside, "--allow", "AF-XML-MALFORMED")  # the canary is no answer file, and nothing may repeat it
        disk = ("--volume-id", str(self.inputs / "contoso" / "volume-id.json"))
        return ("pdk", "create", self._out(name), "--owner", "Fabrikam", "--guardian", "contoso", *disk, *files, *AT)

    def _again(self, command: str, name: str) -> tuple[str, ...]:
        """The command once more, towards another name."""
        passphrase = self.secret("--passphrase-file", "passphrase")
        password = self.secret("--pfx-password-file", "pfx")
        target = self._out(name)
        pfx = ("--pfx", self._out("pfx/Fabrikam-signing.pfx"), "--pfx", self._out("pfx/Fabrikam-encryption.pfx"))
        return {
            "pdk create": (*self._create(name), *passphrase),
            "pdk open": ("pdk", "open", self._out("web.pdkx"), "--owner", "Fabrikam", "--extract", target, *passphrase),
            "owner create": ("owner", "create", name, "--key-size", "2048", "--no-backup", *passphrase),
            "owner export-pfx": ("owner", "export-pfx", "Fabrikam", target, *passphrase, *password),
            "owner import": (*self._elsewhere(name), "owner", "import", name, *pfx, *passphrase, *password),
            "owner backup": ("owner", "backup", "Fabrikam", target, *passphrase),
        }[command]

    def _elsewhere(self, name: str) -> tuple[str, str]:
        """On another computer, which does not know the owner yet."""
        return "--home", str(self.watcher.folder / f"home-{name}")

    def _out(self, name: str) -> str:
        return str(self.outputs / name)

    def canaries(self) -> Iterator[Canary]:
        """All secrets of the job, those that it made too."""
        for name, text in PASSPHRASES.items():
            yield text_canary(f"passphrase {name}", text)
        for number, text in enumerate(SEALED):
            yield text_canary(f"what is sealed {number}", text)
        owner = Home(folder=self.home).owners.load("Fabrikam", PASSPHRASES["passphrase"])
        for role, key in zip(("signing", "encryption"), owner.software_keys(), strict=True):
            yield from key_canaries(f"owner's {role} key", key)
        for path in sorted(self.outputs.glob("*.pdkx")):
            protector = judge(read_shielding_data(path.read_bytes()).protector)
            yield Canary(f"transport key of {path.name}", unseal(protector, owner.encryption, owner.unwrapper))
        folder = self.inputs / "contoso"
        password = (folder / "passphrases.txt").read_text("utf-8").splitlines()[0]
        yield text_canary("passphrase of the PFX of the guardian", password)
        yield from key_canaries("guardian's key", read_pfx((folder / "hgs-encryption.pfx").read_bytes(), password).key)

    def made_password(self) -> Canary:
        """The password that `export-pfx` made."""
        (seen,) = [one for one in self.watcher.seen if b"pfx-password-made" in one.err and one.code == 0]
        return text_canary("the password that was made", seen.out.decode("utf-8").strip())
