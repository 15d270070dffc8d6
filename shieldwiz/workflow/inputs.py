# SPDX-License-Identifier: Apache-2.0
"""Where bytes come from and go to: files, and standard input and output where `-` is meant."""

import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, read_stream, write_file
from shieldwiz.foreign_text import shown

MAX_CERTIFICATE_FILE = 1 << 20
_log = logging.getLogger(__name__)


def read_input(name: str, limit: int) -> bytes:
    """The bytes of a file, or of standard input where `name` is `-`. Raises as `files.read_file`."""
    if name == "-":
        return read_stream(sys.stdin.buffer, limit, "Standard input")
    data = read_file(Path(name), limit)
    _log.info("read %s, %d bytes", shown(name), len(data))
    return data


def write_output(name: str, data: bytes, *, overwrite: bool = False, secret: bool = False) -> None:
    """Write a file whole, or to standard output where `name` is `-`. Raises as `files.write_file`."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_file(Path(name), data, overwrite=overwrite, secret=secret)
    _log.info("wrote %s, %d bytes", shown(name), len(data))


def read_certificate(name: str) -> Certificate:
    """The one certificate of a file in any of its containers (without a passphrase). Raises `KIND`, `CERTIFICATE`."""
    from shieldwiz.certificates.containers import read_certificate_file  # noqa: PLC0415 - judging alone reads none

    try:
        return read_certificate_file(read_input(name, MAX_CERTIFICATE_FILE)).leaf
    except ShieldwizError as error:
        raise in_file(error, name) from error


def refuse_same_file(source: str, target: str, *, can_replace: bool = False) -> None:
    """Raise `SAME_FILE` where an output is its own input. `can_replace`: --overwrite without -o does what was meant."""
    if "-" not in (source, target) and _is_same(Path(source), Path(target)):
        raise ShieldwizError(
            Problem.SAME_FILE,
            f"{shown(target)} is the input itself; nothing was written.",
            "Choose another name for the output"
            + (", or leave -o out and add --overwrite to replace the file itself." if can_replace else "."),
        )


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """A JSON file for people and programs: UTF-8, indented, one line feed at the end."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"  # a file name that is no text becomes \udc80: JSON, too


def _is_same(source: Path, target: Path) -> bool:
    try:
        return source.resolve() == target.resolve()
    except (OSError, RuntimeError, ValueError):  # too long, a link to itself, a NUL: reading or writing says so
        return False


def in_file(error: ShieldwizError, name: str) -> ShieldwizError:
    """The same error, its message led by the file that it is about."""
    where = "Standard input" if name == "-" else shown(name)
    return ShieldwizError(error.problem, f"{where}: {error.message}", error.hint, rule=error.rule, detail=error.detail)
