# SPDX-License-Identifier: Apache-2.0
"""The values that a hoster must supply for an answer file: which, in what form, and whether typed ones will do.

Neither the list nor any export holds anything else of the file, not even a hash: with a hash a guess at a password
could be tested.
"""

import ipaddress
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.masking import masked
from shieldwiz.answerfile.reading import Document, decoded
from shieldwiz.answerfile.rules_names import MOST_NAME_BYTES, is_bad_name, is_product_key
from shieldwiz.answerfile.rules_network import is_address, is_mac
from shieldwiz.answerfile.strings import TOKEN, Family, Kind, families, find_tokens
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_plain, shown

SCHEMA = "shieldwiz/hoster-values/1"
_LONGEST = 200
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]{0,400}\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class HosterValue:
    """One value to supply. `adapter` is None where it is about the VM as a whole; `lines` say where it is needed."""

    string: str
    family: Family
    adapter: int | None
    lines: tuple[int, ...]


def hoster_values(view: View) -> tuple[HosterValue, ...]:
    """The known strings of a file, in the order of the families, by adapter."""
    found: dict[str, list[int]] = {}
    tokens = {}
    for one in view.strings:
        if one.token.kind is Kind.KNOWN:
            tokens[one.token.text] = one.token
            lines = found.setdefault(one.token.text, [])
            line = one.element.sourceline or 0
            if line not in lines:
                lines.append(line)
    order = {family.name: number for number, family in enumerate(families())}
    values = [
        HosterValue(
            string=text,
            family=token.family,
            adapter=token.numbers[0] if token.numbers else None,
            lines=tuple(found[text]),
        )
        for text, token in tokens.items()
        if token.family is not None
    ]
    return tuple(sorted(values, key=lambda one: (one.adapter or 0, order[one.family.name], one.string)))


def read_values(data: bytes) -> dict[str, str]:
    """The typed values of a JSON file: string -> value. Takes an object of them, or the exported list with `value`.

    Raises `KIND`.
    """
    try:
        document: Any = json.loads(data)
        listed = document.get("values") if isinstance(document, dict) else None
        if isinstance(listed, list):
            pairs = {one["string"]: one["value"] for one in listed}
        else:
            pairs = {name: value for name, value in document.items() if name != "schema"}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_values() from error
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in pairs.items()):
        raise _no_values()
    return {_with_signs(name): value for name, value in pairs.items()}


def _with_signs(name: str) -> str:
    return f"@{name.strip('@')}@"


def _no_values() -> ShieldwizError:
    return ShieldwizError(
        Problem.KIND,
        "This is not a file of values.",
        'Write {"@ComputerName@": "WEB-017"}, or add "value" to each entry of what `answer-file strings` gives.',
    )


def check_values(needed: tuple[HosterValue, ...], typed: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong with typed values: each with `string`, and the `problem` as a sentence."""
    problems = []
    for one in needed:
        value = typed.get(one.string)
        if value is None:
            problems.append({"string": one.string, "problem": "There is no value for it."})
        elif not _fits(one.family, value):
            problems.append(
                {"string": one.string, "problem": f"This is no {one.family.form}; for example {one.family.example}."}
            )
    known = {one.string for one in needed}
    unknown = [name for name in typed if name not in known]
    problems += [{"string": shown(name, 60), "problem": "The answer file has no such string."} for name in unknown]
    return problems


def _fits(family: Family, value: str) -> bool:
    if not value or len(value) > _LONGEST or not is_plain(value):
        return False
    match family.name:
        case "ComputerName":
            return not is_bad_name(value) and value != "*" and len(value.encode()) <= MOST_NAME_BYTES
        case "TimeZone":
            return value in tables.time_zones()
        case "ProductKey":
            return is_product_key(value)
        case "IP4Addr":
            return is_address(value, with_prefix=True) and ":" not in value
        case "IP6Addr":
            return is_address(value, with_prefix=True) and ":" in value
        case "MACAddr":
            return is_mac(value) or re.fullmatch(r"[\w .()#-]{1,64}", value) is not None
        case "Prefix":
            return _is_prefix(value)
        case _:
            return is_address(value, with_prefix=False)


def _is_prefix(value: str) -> bool:
    if value.isascii() and value.isdigit():
        return int(value) <= 128
    try:
        ipaddress.ip_network(value)
    except ValueError:
        return False
    return "/" in value


def with_values(document: Document, typed: Mapping[str, str]) -> bytes:
    """The answer file with its known strings replaced, as UTF-8; lines keep their numbers."""

    def replaced(match: re.Match[str]) -> str:
        token = next(find_tokens(match[0]))
        value = typed.get(match[0]) if token.kind is Kind.KNOWN else None
        return escape(value) if value is not None else match[0]

    text = TOKEN.sub(replaced, _DECLARATION.sub("", document.text))
    lines = document.text.count("\n") - text.count("\n")
    return ('<?xml version="1.0" encoding="utf-8"?>' + "\n" * lines + text).encode("utf-8", errors="replace")


def preview(data: bytes) -> str:
    """The text of an answer file for people to look at: examples for known strings, dots for secrets."""

    def replaced(match: re.Match[str]) -> str:
        token = next(find_tokens(match[0]))
        return token.family.example if token.kind is Kind.KNOWN and token.family is not None else match[0]

    return TOKEN.sub(replaced, masked(decoded(data)))
