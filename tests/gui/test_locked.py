# SPDX-License-Identifier: Apache-2.0
"""What an organisation has set is shown with a lock and the reason, and cannot be changed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from shieldwiz.gui.dialogs.owner_creation import OwnerCreationDialog
from shieldwiz.gui.dialogs.settings import SettingsDialog
from shieldwiz.gui.places.check_parts.decide import DecidePanel
from shieldwiz.gui.places.check_parts.page import CheckPage
from shieldwiz.gui.places.wizard.purpose import PurposePage
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.workflow import organisation
from tests.gui.conftest import MakeStage
from tests.gui.stage import Stage

STRICT = """schema = "shieldwiz/organisation/1"
contact = "Ada, **4711**"
forbid-overrides = true
require-backup = true
minimum-key-size = 3072
policies = ["Shielded"]
"""


@pytest.fixture
def strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_stage: MakeStage) -> Stage:
    """A window on a computer with an organisation's settings."""
    file = tmp_path / "organisation.toml"
    file.write_text(STRICT, encoding="utf-8")
    monkeypatch.setattr(organisation, "place", lambda: file)
    return make_stage()


def part(owner: QWidget, name: str) -> LockedNote:
    found = owner.findChild(LockedNote, name)
    assert found is not None, name
    return found


def test_accepting_without_proof_is_locked_with_the_reason(strict: Stage) -> None:
    panel = DecidePanel(strict.window.session)
    panel.ask_for(expired=True, whose=True, signature=True, can_accept=True)
    assert not panel.accept_button.isEnabled()
    assert "Your organisation asks for proof." in panel.accept_button.toolTip()
    assert "Your organisation asks for proof." in panel.accept_button.accessibleDescription()
    assert not part(panel, "check_accept_locked").isHidden()
    assert not panel.expired_check.isEnabled()
    panel.ask_for(expired=True, whose=True, signature=True, can_accept=False)
    assert part(panel, "check_accept_locked").isHidden()


def test_the_signature_cannot_be_set_aside(strict: Stage) -> None:
    page = CheckPage(strict.window.session)
    assert not page.body.signature_check.isEnabled()
    assert page.body.signature_check.isChecked()
    assert "Set by your organisation." in part(page, "check_signature_locked").text


def test_only_allowed_policies_can_be_chosen(strict: Stage) -> None:
    page = PurposePage(strict.window.session)
    enabled = {
        card.objectName(): card.isEnabled()
        for card in page.findChildren(QWidget)
        if card.objectName().endswith("_card")
    }
    assert enabled["purpose_shielded_card"]
    assert not enabled["purpose_encryption_supported_card"]
    assert "Set by your organisation. Ask Ada, **4711**." in part(page, "purpose_policy_locked").accessibleName()


def test_no_owner_without_backup_or_with_a_short_key(strict: Stage) -> None:
    dialog = OwnerCreationDialog(strict.window, strict.window.session)
    assert not dialog.without_button.isEnabled()
    assert "backup" in dialog.without_button.toolTip()
    sizes = dialog.key_size
    assert [sizes.itemData(at) for at in range(sizes.count())] == [3072, 4096]
    assert sizes.currentData() == 3072


def test_the_settings_say_what_is_set(strict: Stage) -> None:
    dialog = SettingsDialog(strict.window)
    said = [note.text for note in dialog.findChildren(LockedNote)]
    assert "No check may be set aside." in said
    assert "Keys have at least 3072 bits." in said
    assert "The home folder is fixed." not in said


def test_nothing_is_locked_without_an_organisation(make_stage: MakeStage) -> None:
    free = make_stage()
    page, dialog = PurposePage(free.window.session), SettingsDialog(free.window)
    panel = DecidePanel(free.window.session)
    panel.ask_for(expired=True, whose=True, signature=True, can_accept=True)
    assert not page.findChildren(LockedNote)
    assert not dialog.findChildren(LockedNote)
    assert part(panel, "check_accept_locked").isHidden()
    assert panel.accept_button.isEnabled()
    assert isinstance(panel.accept_button, QPushButton)


def test_a_file_that_is_not_understood_locks_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_stage: MakeStage
) -> None:
    file = tmp_path / "organisation.toml"
    file.write_text("nonsense", encoding="utf-8")
    monkeypatch.setattr(organisation, "place", lambda: file)
    session = make_stage().window.session
    panel = DecidePanel(session)
    panel.ask_for(expired=True, whose=True, signature=True, can_accept=True)
    assert not panel.accept_button.isEnabled()
    assert not OwnerCreationDialog(panel, session).without_button.isEnabled()
