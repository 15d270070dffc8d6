# SPDX-License-Identifier: Apache-2.0
"""The text of an answer file for people to look at, without its secrets; works on files that cannot be parsed, too."""

import re

from shieldwiz.answerfile.command_texts import SECRET

DOTS = "••••••••"
_PREFIX = r"<(?:[\w.-]{1,40}:)?"
_VALUE = re.compile(
    rf"({_PREFIX}(Value|Password|AdministratorPassword|MachinePassword|ProductKey|Key|AccountData)\b[^<>]{{0,300}}>)"
    r"(?!\s*</|\s*<(?!!\[CDATA\[))(.{1,4000}?)(?=</)",
    re.DOTALL,
)
_COMMAND = re.compile(
    rf"({_PREFIX}(?:Path|CommandLine|RunOnceCommand)\b[^<>]{{0,300}}>)(.{{1,4000}}?)(?=</)", re.DOTALL
)


def masked(text: str) -> str:
    """The text with dots for passwords, product keys, and commands that hold a secret; lines keep their numbers.

    A substitution string in such a place stays, since it is none.
    """
    text = _VALUE.sub(lambda found: found[1] + _dots(found[3]), text)
    return _COMMAND.sub(lambda found: found[1] + (_dots(found[2]) if SECRET.search(found[2]) else found[2]), text)


def _dots(secret: str) -> str:
    if re.fullmatch(r"\s*@(?:ProductKey)@\s*", secret):
        return secret
    return DOTS + "\n" * secret.count("\n")
