# SPDX-License-Identifier: Apache-2.0
"""The list of values for the hoster, as text, web page, CSV, JSON and lines for PowerShell."""

import csv
import io
import json
from collections.abc import Iterable
from html import escape
from typing import Any

from shieldwiz.answerfile.hoster_values import SCHEMA, HosterValue

_COLUMNS = ("string", "adapter", "meaning", "form", "example", "needed in line", "doubt", "value")


def values_report(values: Iterable[HosterValue]) -> dict[str, Any]:
    """The JSON object."""
    return {
        "schema": SCHEMA,
        "values": [
            {
                "string": one.string,
                "adapter": one.adapter,
                "meaning": one.family.meaning,
                "form": one.family.form,
                "example": one.family.example,
                "required": True,
                "doubt": one.family.doubt or None,
                "lines": list(one.lines),
            }
            for one in values
        ],
    }


def as_json(values: Iterable[HosterValue]) -> str:
    """The JSON object as a file."""
    return json.dumps(values_report(values), indent=2, ensure_ascii=False) + "\n"


def _rows(values: Iterable[HosterValue]) -> list[tuple[str, ...]]:
    return [
        (
            one.string,
            str(one.adapter or ""),
            one.family.meaning,
            one.family.form,
            one.family.example,
            ", ".join(map(str, one.lines)),
            one.family.doubt,
            "",
        )
        for one in values
    ]


def as_csv(values: Iterable[HosterValue]) -> str:
    """Comma-separated, every cell quoted, with an empty column for the values."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(values))
    return stream.getvalue()


def as_text(values: Iterable[HosterValue]) -> str:
    """A sheet to send to the hoster."""
    lines = ["Values that the hoster must supply for this VM", ""]
    for string, adapter, meaning, form, example, needed, doubt, _ in _rows(values):
        lines.append(f"{string}  ____________________________")
        about = f"{meaning} {adapter}" if adapter else meaning
        lines.append(f"    {about}: {form}, for example {example} (line {needed})")
        lines += [f"    note: {doubt}"] if doubt else []
        lines.append("")
    if len(lines) == 2:
        lines.append("None: the answer file has no substitution string.")
    return "\n".join(lines).rstrip() + "\n"


def as_html(values: Iterable[HosterValue]) -> str:
    """A page to print or to send, without scripts, pictures or links."""
    head = "".join(f"<th>{escape(name)}</th>" for name in _COLUMNS)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in _rows(values))
    style = "body{font-family:sans-serif}table{border-collapse:collapse}td,th{border:1px solid;padding:.3em}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Values for the VM</title>'
        f"<style>{style}</style></head>\n<body><h1>Values that the hoster must supply for this VM</h1>\n"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></body></html>\n"
    )


def as_powershell(values: Iterable[HosterValue]) -> str:
    """Lines for a guarded host: what makes the .fsk file, and the form for New-ShieldedVM."""
    listed = list(values)
    pairs = "; ".join(f"'{one.string}' = ''" for one in listed)
    comments = "".join(f"# {one.string}: {one.family.form}, for example {one.family.example}\n" for one in listed)
    return (
        "# Fill in every value; none may stay empty.\n"
        f"{comments}"
        f"$values = @{{ {pairs} }}\n"
        "New-ShieldedVMSpecializationDataFile -ShieldedVMSpecializationDataFilePath '.\\VM.fsk' "
        "-SpecializationDataPairs $values\n"
        "# or, without that file: New-ShieldedVM ... -SpecializationValues $values\n"
    )


FORMATS = {"text": as_text, "html": as_html, "csv": as_csv, "json": as_json, "powershell": as_powershell}
