# SPDX-License-Identifier: Apache-2.0
"""What the preflight is told beside the answer file itself."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """Another file that goes inside. `size` in bytes; `data` may be left empty where only the size is known."""

    name: str
    data: bytes = field(repr=False, default=b"")
    size: int = -1

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.size if self.size >= 0 else len(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The circumstances. `at` is when certificates are judged; `data_drives` is None where nobody said.

    `template_opens`: rdp, winrm, ssh, which the template disk opens by itself. `hoster_supplies`: names of strings
    (without @) that the hoster promised. `allowed`: ids of rules that were accepted.
    """

    at: datetime
    is_shielded: bool = True
    is_vmm: bool = True
    architecture: str = "amd64"
    other_files: tuple[OtherFile, ...] = ()
    pfx_passwords: tuple[str, ...] = field(default=(), repr=False)
    template_opens: frozenset[str] = frozenset()
    data_drives: bool | None = None
    hoster_supplies: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    is_strict: bool = False
