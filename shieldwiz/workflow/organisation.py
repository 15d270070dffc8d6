# SPDX-License-Identifier: Apache-2.0
"""What the administrators of this computer allow: one TOML file in the system's own place, which only they may write.

The window and the command line both ask here, before anything is judged, kept or made. A file that is there and cannot
be understood allows nothing: what was meant to be forbidden must not slip through a typing mistake.
"""

import contextlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

SCHEMA = "shieldwiz/organisation/1"
MAX_FILE = 64 << 10
_KEY_SIZES = (2048, 3072, 4096)
_POLICIES = ("Shielded", "EncryptionSupported")
_SWITCHES = ("require-proof", "require-confirmed-signer", "forbid-overrides", "require-backup")
_TEXTS = ("contact", "home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What is allowed. Without a file, everything. `home` is empty where it is not fixed; `key_size` is in bits."""

    file: str = ""
    contact: str = ""
    requires_proof: bool = False
    requires_confirmed_signer: bool = False
    forbids_overrides: bool = False
    requires_backup: bool = False
    key_size: int = 0
    policies: tuple[str, ...] = _POLICIES
    home: str = ""
    broken: tuple[str, ...] = ()

    @property
    def allows_no_proof(self) -> bool:
        """Whether keys may be taken of which nothing proves whose they are."""
        return not (self.requires_proof or self.requires_confirmed_signer or self.forbids_overrides or self.broken)

    @property
    def allows_overrides(self) -> bool:
        """Whether expired certificates may be taken, and a signature set aside."""
        return not (self.forbids_overrides or self.broken)

    def allows_policy(self, policy: str) -> bool:
        """Whether shielding data files of this policy may be made."""
        return policy in self.policies and not self.broken

    def refusal(self, message: str) -> ShieldwizError:
        """The error for what is not allowed, with whom to ask."""
        whom = f"Ask {shown(self.contact, 200)}." if self.contact else "Ask your administrators."
        return ShieldwizError(Problem.ORGANISATION, message, f"{whom} What is allowed is in {shown(self.file)}.")


_is_set_aside = False


@contextlib.contextmanager
def set_aside() -> Iterator[None]:
    """For the self-test, whose make-believe hoster and owner are gone when it ends: the rules are not for them."""
    global _is_set_aside  # noqa: PLW0603 - the one place
    _is_set_aside = True
    try:
        yield
    finally:
        _is_set_aside = False


def place() -> Path:
    """Where the file is on this system. No variable of the environment has a say in it: those are the person's."""
    if sys.platform == "win32":
        import platformdirs  # noqa: PLC0415 - asks Windows itself, and only Windows needs it

        return platformdirs.site_config_path("shieldwiz", appauthor=False) / "organisation.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/shieldwiz/organisation.toml")
    return Path("/etc/shieldwiz/organisation.toml")


def current() -> Organisation:
    """What is allowed on this computer now. Raises nothing: see `broken`."""
    file = place()
    if _is_set_aside:
        return Organisation()
    try:
        data = _read(file)
    except FileNotFoundError:
        return Organisation()
    except (OSError, ValueError) as error:
        return Organisation(file=str(file), broken=(f"It cannot be read: {shown(str(error))}.",))
    return understood(data, str(file))


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise ValueError(f"larger than {MAX_FILE} bytes")
    return data


def understood(data: bytes, file: str) -> Organisation:
    """What the bytes of such a file say, with everything that is wrong in them in `broken`."""
    import tomllib  # noqa: PLC0415 - most computers have no such file

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Organisation(file=file, broken=(f"This is no TOML: {shown(str(error), 300)}.",))
    wrong = tuple(_wrong(values))
    if wrong:
        contact = values.get("contact", "")
        return Organisation(file=file, broken=wrong, contact=contact if isinstance(contact, str) else "")
    return Organisation(
        file=file,
        contact=values.get("contact", ""),
        requires_proof=values.get("require-proof", False),
        requires_confirmed_signer=values.get("require-confirmed-signer", False),
        forbids_overrides=values.get("forbid-overrides", False),
        requires_backup=values.get("require-backup", False),
        key_size=values.get("minimum-key-size", 0),
        policies=tuple(values.get("policies", _POLICIES)),
        home=str(Path(values["home"]).expanduser()) if values.get("home") else "",
    )


def _wrong(values: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each thing that is wrong; a key that nobody knows is one, for it may be a forbidden thing."""
    if values.get("schema") != SCHEMA:
        yield f'Its first line must be schema = "{SCHEMA}".'
    known = {"schema", "minimum-key-size", "policies", *_SWITCHES, *_TEXTS}
    for key in sorted(values.keys() - known):
        yield f"{shown(key, 80)} is no setting. There are: {', '.join(sorted(known))}."
    for key in _SWITCHES:
        if not isinstance(values.get(key, False), bool):
            yield f"{key} must be true or false."
    for key in _TEXTS:
        if not isinstance(values.get(key, ""), str):
            yield f"{key} must be a text."
    size = values.get("minimum-key-size", 2048)
    if isinstance(size, bool) or size not in _KEY_SIZES:
        yield "minimum-key-size must be 2048, 3072 or 4096."
    policies = values.get("policies", ["Shielded"])
    if not isinstance(policies, list) or not policies or any(policy not in _POLICIES for policy in policies):
        yield 'policies must be a list of "Shielded", "EncryptionSupported", or both.'
    yield from _wrong_home(values.get("home", ""))


def _wrong_home(home: Any) -> Iterator[str]:
    if not isinstance(home, str) or not home:
        return
    try:
        is_whole = Path(home).expanduser().is_absolute()
    except RuntimeError:
        is_whole = False
    if not is_whole:
        yield "home must be a whole path, or begin with ~ for the person's own folder."
