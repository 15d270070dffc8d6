# SPDX-License-Identifier: Apache-2.0
"""The two readers of strangers' files under a fuzzer that watches which code runs (libFuzzer, through atheris).

atheris is not in the lock, since it has no wheels for every system. With it:

    pip install atheris
    python -m tests.fuzz.atheris_targets metadata -max_total_time=300
    python -m tests.fuzz.atheris_targets shielding-data -max_total_time=300

Further arguments are those of libFuzzer. What it learns is kept in build/fuzz/corpus, what it finds in build/fuzz. It
judges as `make fuzz` does: a refusal in our own words or what was there before; anything else is a finding.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

TARGETS = {"metadata": "metadata", "shielding-data": ".pdkx"}
_PACKAGES = ("shieldwiz", "signxml")


def main(arguments: Sequence[str]) -> None:
    if len(arguments) < 2 or arguments[1] not in TARGETS:
        sys.exit(f"Say which: {', '.join(TARGETS)}.")
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_PACKAGES):
        from shieldwiz.errors import ShieldwizError  # noqa: PLC0415 - imported under observation
        from tests.fuzz.all_targets import target_named  # noqa: PLC0415
        from tests.fuzz.mutators import relatives  # noqa: PLC0415
        from tests.fuzz.targets import Result, WrongError, folder  # noqa: PLC0415
    target = target_named(TARGETS[arguments[1]])

    def run(data: bytes) -> None:
        try:
            result = target.run(data)
        except ShieldwizError:
            return
        if result is Result.OTHER and not target.may_differ:
            raise WrongError("another content than the seeds' was accepted")

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        """Changes of libFuzzer and of ours, which know elements, in turn."""
        random = Random(seed)
        if random.random() < 0.5:
            return bytes(atheris.Mutate(data, max_size))
        return target.mutate(random, data, relatives(target.seeds, random)[0])[:max_size]

    corpus = _corpus(folder() / "corpus" / arguments[1], target.seeds)
    options = [f"-artifact_prefix={folder()}/{arguments[1]}-", "-max_len=40000", "-timeout=5", *arguments[2:]]
    atheris.Setup([arguments[0], *options, str(corpus)], run, custom_mutator=mutate)
    atheris.Fuzz()


def _corpus(folder: Path, seeds: Sequence[bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(data)
    return folder


if __name__ == "__main__":
    main(sys.argv)
