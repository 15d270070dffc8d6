# SPDX-License-Identifier: Apache-2.0
"""The one table of all rules: what each says is in resources/answerfile/rules.json, where it fires is a function."""

import json
from functools import cache

from shieldwiz.answerfile import (
    rules_accounts,
    rules_commands,
    rules_doors,
    rules_files,
    rules_linux,
    rules_names,
    rules_network,
    rules_pfx,
    rules_strings,
    rules_structure,
)
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.rule import Finder, Hit, Rule
from shieldwiz.assets import asset

FINDERS: dict[str, Finder] = {
    **rules_structure.FINDERS,
    **rules_strings.FINDERS,
    **rules_names.FINDERS,
    **rules_accounts.FINDERS,
    **rules_doors.FINDERS,
    **rules_commands.FINDERS,
    **rules_network.FINDERS,
    **rules_files.FINDERS,
    **rules_pfx.FINDERS,
    **rules_linux.FINDERS,
}


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order in which findings are given."""
    rows = json.loads(asset("answerfile/rules.json").read_text(encoding="utf-8"))
    return {row["id"]: Rule(**row, find=FINDERS.get(row["id"], _found_while_reading)) for row in rows}


def _found_while_reading(view: View) -> tuple[Hit, ...]:  # noqa: ARG001 - as every rule
    """Rules of group A fire before there is anything to look at."""
    return ()
