# SPDX-License-Identifier: Apache-2.0
"""What `make run` shows: the main job, step by step, in words for a newcomer."""

import shlex
import shutil
import sys
from pathlib import Path

from shieldwiz.cli.main import run
from shieldwiz.cli.main_job import Step, run_steps

_MARK = "made-by-make-run.txt"


def main() -> int:
    """Run the main job in a folder (the first argument, else build/practice) and leave everything there."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/practice")
    if (folder / _MARK).is_file():
        shutil.rmtree(folder)  # what this very program made the last time
    elif folder.exists():
        print(f"{folder} exists already and was not made by this program. Name another folder.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("`make run` made this folder and replaces it the next time.\n", encoding="utf-8")
    print("shieldwiz: the main job from end to end, with a make-believe hoster.")
    print(f"Everything is written to {folder.resolve()} and nowhere else.\n")
    failed = run_steps(folder, _Printer().run)
    if failed is not None:
        print(f"This step did not end as it must: {failed.words}", file=sys.stderr)
        return 1
    print("Done: what the hoster got out is, byte for byte, what you put in. The files are in the folder named above.")
    print("The same commands work on real files; `shieldwiz --help` lists them (.venv/bin/shieldwiz in this checkout).")
    return 0


class _Printer:
    """Shows each command before it runs."""

    def __init__(self) -> None:
        self._number = 0

    def run(self, step: Step) -> int:
        self._number += 1
        print(f"--- {self._number}. {step.words}\n")
        print(f"$ shieldwiz {shlex.join(step.arguments)}\n", flush=True)
        code = run(list(step.arguments))
        print(f"\n(exit code {code})\n", flush=True)
        return code


if __name__ == "__main__":
    sys.exit(main())
