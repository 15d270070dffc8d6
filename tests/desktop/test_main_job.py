# SPDX-License-Identifier: Apache-2.0
"""The main job from the start page to a file that a hoster opens, in the real window."""

import pytest

from tests.desktop.conftest import Desk

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(170)]


def test_a_person_protects_a_machine_for_the_practice_hoster(desk: Desk) -> None:
    program = desk.program
    program.press("start_practice_button")
    program.find("practice_begin_button", patience=90).press()
    program.find("hosters_page")
    for c in program.controls():
        print(c.role, "|", c.identifier, "|", c.name[:100], "|", sorted(c.states))
