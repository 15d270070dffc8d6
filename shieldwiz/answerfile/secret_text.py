# SPDX-License-Identifier: Apache-2.0
"""A secret while it is being worked with: overwritten when it is no longer needed, and never shown."""

import secrets
import string

_LOOK_ALIKES = frozenset("0O1lI")
_LENGTH = 20


class Secret:
    """A text in a buffer of its own. `clear` overwrites it; what was made from it is beyond reach."""

    __slots__ = ("_data",)

    def __init__(self, text: str) -> None:
        self._data = bytearray(text, "utf-8", "surrogatepass")

    def reveal(self) -> str:
        """The text."""
        return self._data.decode("utf-8", "surrogatepass")

    def clear(self) -> None:
        """Overwrite it; afterwards it is empty."""
        self._data[:] = bytes(len(self._data))
        self._data.clear()

    def __bool__(self) -> bool:
        return bool(self._data)

    def __repr__(self) -> str:
        return "Secret(••••••••)"

    def __reduce__(self) -> tuple[type["Secret"], tuple[str]]:
        """It goes to a worker process and nowhere else."""
        return (Secret, (self.reveal(),))


def new_password(*, signs: str = "-_.+=:") -> str:
    """20 characters without look-alikes; small letters, capitals, digits, and `signs` where there are any."""
    kinds = [string.ascii_lowercase, string.ascii_uppercase, string.digits, *([signs] if signs else [])]
    kinds = ["".join(one for one in kind if one not in _LOOK_ALIKES) for kind in kinds]
    chosen = [secrets.choice(kind) for kind in kinds]
    letters = "".join(kinds[:3])  # mostly letters and digits: they are typed and read aloud
    chosen += [secrets.choice(letters) for _ in range(_LENGTH - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)
