# SPDX-License-Identifier: Apache-2.0
"""A person's keyboard: real keys through the X server, counted."""

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Keyboard:
    """Presses keys on the screen of `environment`."""

    environment: Mapping[str, str]
    keys: int = 0
    """Keys that were pressed, typed text not counted."""
    typed: int = 0
    """Characters that were typed."""
    began: float = field(default_factory=time.monotonic)

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, such as `Tab`, `alt+n`, `Return`."""
        self.keys += len(keys)
        self._run("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Types text."""
        self.typed += len(text)
        self._run("type", "--clearmodifiers", "--delay", "1", "--", text)

    def start_counting(self) -> None:
        """Begins a task: from nothing."""
        self.keys = self.typed = 0
        self.began = time.monotonic()

    def seconds(self) -> float:
        """How long the task has taken."""
        return time.monotonic() - self.began

    def _run(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=60)
