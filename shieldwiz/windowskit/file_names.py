# SPDX-License-Identifier: Apache-2.0
"""File names that Windows can store as they are. One that it cannot is refused with a proposal, never changed silently:
the answer file may speak of it.

Source: WINDOWS_KIT 12.
"""

import re
import unicodedata
from collections.abc import Iterable

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_hidden, shown

_MOST = 255  # UTF-16 units
_FORBIDDEN = '<>:"/\\|?*'
_PORTS = "123456789\u00b9\u00b2\u00b3"
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(f"{port}{n}" for port in ("COM", "LPT") for n in _PORTS)}
)


def check_windows_name(name: str) -> None:
    """Raise `FILE_NAME`, with another name proposed, where Windows cannot store a file under this one."""
    fault = _fault(name)
    if fault:
        raise ShieldwizError(
            Problem.FILE_NAME,
            f"Windows cannot store a file under the name {shown(name, 80)!r}: {fault}.",
            f"Rename it first, for example to {proposed_name(name)!r}.",
            detail=shown(name, 80),
        )


def check_windows_names(names: Iterable[str]) -> None:
    """Check each, and raise `FILE_NAME` for two that are the same but for upper and lower case."""
    seen: set[str] = set()
    for name in names:
        check_windows_name(name)
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise ShieldwizError(
                Problem.FILE_NAME,
                f"Two files are called {shown(name, 80)!r}, upper and lower case apart.",
                "Rename one of them.",
                detail=shown(name, 80),
            )
        seen.add(folded)


def _fault(name: str) -> str:
    if not name or name in {".", ".."}:
        return "it is no name"
    for character in name:
        if character in _FORBIDDEN:
            return f"it holds the character {character}"
        if is_hidden(character):
            return f"it holds the character U+{ord(character):04X}"
    if name[-1] in ". ":
        return "it ends with a dot or a space"
    if len(name.encode("utf-16-le")) > 2 * _MOST:
        return f"it is longer than {_MOST} characters"
    if _is_device(name):
        return "Windows keeps that name for a device"
    return ""


def _is_device(name: str) -> bool:
    return name.split(".", 1)[0].strip(" ").upper() in _DEVICES


def proposed_name(name: str) -> str:
    """A name that Windows takes, close to this one."""
    plain = "".join("_" if c in _FORBIDDEN or is_hidden(c) else c for c in name).rstrip(". ")[:100].rstrip(". ")
    return f"_{plain}" if not plain or _is_device(plain) else plain


def ascii_name(name: str, otherwise: str) -> str:
    """An ASCII name for a folder, close to `name`; `otherwise` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:40].strip("-._")
    return f"kit-{found}" if _is_device(found) else (found or otherwise)
