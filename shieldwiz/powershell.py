# SPDX-License-Identifier: Apache-2.0
"""The one place that turns a value into PowerShell source: text that people copy into a PowerShell window.

PowerShell's tokenizer takes five characters for the single quote, ends a literal at any of them, and of two that stand
together keeps the second. Inside single quotes nothing else means anything.
"""

from shieldwiz.errors import Problem, ShieldwizError

SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
_LINE_ENDS = "\u2028\u2029"
_TURNS_TEXT_AROUND = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DOUBLED = str.maketrans({quote: quote * 2 for quote in SINGLE_QUOTES})


def quote_powershell(text: str) -> str:
    """`text` as a PowerShell literal. Source: WINDOWS_KIT 10.

    Raises `VALUE` for control characters, line ends, lone surrogates, and characters that turn text around: a person
    could not see what the command that they copy does.
    """
    for character in text:
        if _is_refused(character):
            raise ShieldwizError(
                Problem.VALUE,
                f"The character U+{ord(character):04X} cannot stand in a command: nobody would see what it does.",
                "Take it out of the name first.",
                detail=f"U+{ord(character):04X}",
            )
    return f"'{text.translate(_DOUBLED)}'"


def _is_refused(character: str) -> bool:
    code = ord(character)
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    return is_control or 0xD800 <= code < 0xE000 or character in _LINE_ENDS or character in _TURNS_TEXT_AROUND
