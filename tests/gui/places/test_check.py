# SPDX-License-Identifier: Apache-2.0
"""The metadata check: real clicks and keys on real documents, judged by real jobs."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.decision import DecisionDialog
from shieldwiz.gui.jobs import JobRunner
from shieldwiz.gui.places.check import CheckPlace
from shieldwiz.gui.places.check_parts.decide import Way
from shieldwiz.gui.places.check_parts.facts import Mode
from shieldwiz.gui.places.place import Errand, PlaceName
from shieldwiz.gui.session import Session, Settings
from shieldwiz.gui.theme import LIGHT, Tone
from shieldwiz.gui.widgets.certificate_card import CertificateCard
from shieldwiz.gui.widgets.fingerprint_box import Compared
from shieldwiz.workflow.shelf import shelf
from tests.gui.dragging import drag_in, drop, mime_of
from tests.simulated_fabric import document, hoster

VECTORS = Path(__file__).parents[2] / "vectors" / "metadata"
CERTIFICATES = VECTORS / "certs"
GOOD = VECTORS / "good-mono-inclusive-id.xml"
FINGERPRINT = "89544e3dd20cf1db6dbdfc363350002ee9f59ce6e7a6d2275039b683961e49ff"
NAME = "Woodgrove Hosting (sample)"
PATIENCE = 20_000


class FixedSession(Session):
    """A session on the day by which the documents are judged."""

    def now(self) -> datetime:
        return datetime(2026, 12, 1, tzinfo=UTC)


class Bench:
    """The place with its footer, as the window shows them, and what it asked the window for."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot = qtbot
        self.session = session
        self.place = CheckPlace(session)
        self.went: list[tuple[PlaceName, Errand]] = []
        self.place.go.connect(lambda name, errand: self.went.append((name, errand)))
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.place, 1)
        column.addWidget(self.place.footer())
        self.window.resize(1000, 610)

    @property
    def head(self) -> str:
        """The verdict's head."""
        return self.place.page.banner.head

    @property
    def mode(self) -> str:
        """What is shown."""
        return str(self.place.page.mode)

    def open(self, *files: Path, **facts: object) -> None:
        """Enter with files, and wait for the first verdict."""
        self.enter(Errand(paths=tuple(map(str, files)), facts=dict(facts)))

    def enter(self, errand: Errand) -> None:
        """Enter, and wait for the first verdict."""
        self.place.enter(errand)
        self.until(lambda: self.place.inquiry.examination is not None)
        self.rest()

    def verdict(self, word: str) -> None:
        """Wait for a verdict."""
        self.until(lambda: self.place.inquiry.on_page.get("verdict") == word)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: not self.session.jobs.is_busy)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def click(self, button: QAbstractButton) -> None:
        """A real click."""
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_fingerprint(self, text: str) -> None:
        """Key by key."""
        self.qtbot.keyClicks(self.place.page.decide.fingerprint.edit, text)

    def paste_fingerprint(self, text: str) -> None:
        """By the clipboard and the button."""
        QApplication.clipboard().setText(text)
        self.click(self.place.page.decide.fingerprint.paste_button)

    def choose_way(self, way: Way) -> None:
        """Click a radio button on its mark."""
        radio = self.place.page.decide.radios[way]
        self.qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().topLeft() + radio.rect().center() / 9)
        radio.click()

    def guardians(self) -> list[str]:
        """The names of the guardians that are kept."""
        return sorted(row["name"] for row in shelf(self.session.home, self.session.now())["guardians"])

    def answer_dialog(self, reason: str | None, *, press: str) -> list[str]:
        """When a question appears, type a reason and press one of its buttons; its head is put into the list."""
        heads: list[str] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, DecisionDialog):
                QTimer.singleShot(20, answer)
                return
            heads.append(dialog.head.accessibleName())
            if reason is not None:
                self.qtbot.keyClicks(dialog.edit, reason)
            self.click(dialog.danger_button if press == "danger" else dialog.safe_button)

        QTimer.singleShot(20, answer)
        return heads


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    """Workers that stay warm for the whole file."""
    assert qapp is not None
    runner = JobRunner()
    yield runner
    runner.close()


@pytest.fixture
def bench(qtbot: QtBot, jobs: JobRunner, tmp_path: Path) -> Iterator[Bench]:
    """A place with an empty library."""
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    session = FixedSession(str(tmp_path / "home"), settings)
    session.jobs = jobs
    bugs: list[str] = []
    jobs.crashed.connect(bugs.append)
    bench = Bench(qtbot, session)
    qtbot.addWidget(bench.window)
    with qtbot.waitActive(bench.window):
        bench.window.show()
        bench.window.activateWindow()
    yield bench
    bench.place.leave()
    bench.rest()
    jobs.crashed.disconnect()
    assert bugs == []


def green_pixels(widget: QWidget) -> int:
    """How many pixels have the trusted colour itself."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    green = QColor(LIGHT.trusted).rgb()
    return sum(image.pixel(x, y) == green for y in range(image.height()) for x in range(0, image.width(), 2))


# Verdicts


def test_a_file_alone_proves_nothing(bench: Bench) -> None:
    bench.open(GOOD)
    assert bench.head == "Your decision: nothing is wrong, but nothing proves yet whose keys these are."
    assert f"“{NAME}”" in bench.place.page.banner.text
    assert bench.place.page.banner.tone is Tone.DECIDE
    assert not bench.place.bar.add_button.isEnabled()
    assert bench.place.bar.reason.text() == "You can add it when question 3 is settled"
    assert bench.place.page.decide.fingerprint.edit.hasFocus()
    assert green_pixels(bench.window) == 0


def test_the_right_fingerprint_makes_it_trusted_and_it_is_added(bench: Bench) -> None:
    bench.open(GOOD)
    spaced = " ".join(FINGERPRINT[at : at + 8] for at in range(0, 64, 8)).upper()
    bench.paste_fingerprint(spaced)
    bench.verdict("trusted")
    assert bench.head == f"Trusted: these are {NAME}'s keys."
    assert bench.place.page.banner.tone is Tone.TRUSTED
    assert green_pixels(bench.window) > 0
    assert bench.place.page.settled.name_edit.text() == NAME
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert bench.guardians() == [NAME]
    assert NAME in bench.place.asking.notice.text
    with bench.qtbot.waitSignal(bench.session.shelf_changed, timeout=PATIENCE):
        bench.click(bench.window.findChildren(QAbstractButton, "undo_button")[0])
    assert bench.guardians() == []


def test_one_digit_off_is_refused_and_can_be_corrected(bench: Bench) -> None:
    bench.open(GOOD)
    bench.paste_fingerprint(FINGERPRINT[:-1] + "0")
    bench.verdict("refused")
    assert bench.head == "Refused: not the keys you were told about."
    assert bench.mode == Mode.DECIDE
    assert bench.place.page.decide.fingerprint.state() is Compared.DIFFERENT
    assert not bench.place.bar.add_button.isEnabled()
    assert bench.place.page.decide.accept_button.isHidden()
    assert bench.guardians() == []
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")


def test_half_a_fingerprint_and_a_certificates_own_change_nothing(bench: Bench) -> None:
    bench.open(GOOD)
    bench.type_fingerprint(FINGERPRINT[:20])
    assert bench.place.page.decide.fingerprint.state() is Compared.INCOMPLETE
    signing = bench.place.inquiry.on_page["fingerprints"]["signing"]
    bench.place.page.decide.fingerprint.clear()
    bench.paste_fingerprint(signing)
    assert bench.place.page.decide.fingerprint.state() is Compared.OTHER_VALUE
    bench.rest()
    assert bench.place.inquiry.on_page["verdict"] == "decide"


def test_what_was_copied_here_proves_nothing(bench: Bench) -> None:
    bench.open(GOOD)
    bench.session.copy(FINGERPRINT)
    bench.click(bench.place.page.decide.fingerprint.paste_button)
    assert bench.place.page.decide.fingerprint.state() is Compared.OWN_COPY
    bench.rest()
    assert bench.place.inquiry.on_page["verdict"] == "decide"


def test_twelve_groups_by_phone_prove_it(bench: Bench) -> None:
    bench.open(GOOD)
    bench.choose_way(Way.PHONE)
    digits = bench.place.page.decide.digits
    for cell in digits.cells:
        bench.qtbot.keyClick(cell, Qt.Key.Key_Space)
    bench.verdict("trusted")
    assert bench.place.inquiry.on_page["trust_basis"] == "guardian-fingerprint"


def test_a_group_that_differs_refuses(bench: Bench) -> None:
    bench.open(GOOD)
    bench.choose_way(Way.PHONE)
    bench.click(bench.place.page.decide.digits.cells[0])
    bench.click(bench.place.page.decide.digits.different_button)
    assert bench.head == "Refused: not the keys you were told about."
    assert not bench.place.bar.add_button.isEnabled()
    bench.click(bench.place.page.decide.phone.other_ways_button)
    bench.verdict("decide")


def test_leaving_the_phone_begins_the_count_again(bench: Bench) -> None:
    bench.open(GOOD)
    bench.choose_way(Way.PHONE)
    for cell in bench.place.page.decide.digits.cells[:11]:
        bench.click(cell)
    bench.choose_way(Way.FINGERPRINT)
    bench.choose_way(Way.PHONE)
    assert bench.place.page.decide.digits.heard() == 0


def test_the_signers_certificate_proves_it(bench: Bench) -> None:
    bench.open(GOOD)
    bench.choose_way(Way.SIGNER)
    bench.qtbot.keyClicks(bench.place.page.decide.signer_row.edit, str(CERTIFICATES / "communications.cer"))
    bench.verdict("trusted")
    assert bench.head == "Trusted: signed by the signer you confirmed."


def test_another_signer_is_refused_and_a_damaged_file_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.open(VECTORS / "decide-stranger.xml")
    bench.choose_way(Way.SIGNER)
    row = bench.place.page.decide.signer_row
    row.set_text(str(CERTIFICATES / "communications.cer"))
    bench.verdict("refused")
    assert bench.head == "Refused: not signed by the signer you gave."
    assert bench.mode == Mode.DECIDE
    damaged = tmp_path / "{0} damaged.cer"
    damaged.write_bytes(b"no certificate")
    row.set_text(str(damaged))
    bench.until(lambda: bool(row.problem()))
    assert not bench.place.bar.add_button.isEnabled()


def test_a_root_behind_both_keys_proves_it(bench: Bench) -> None:
    bench.open(VECTORS / "good-ca-issued-guardian.xml")
    bench.choose_way(Way.ROOT)
    bench.place.page.decide.root_row.set_text(str(CERTIFICATES / "private-ca.cer"))
    bench.verdict("trusted")
    assert bench.head == "Trusted: the root you chose stands behind both keys."


# Decisions that cost something


def test_accepting_without_proof_needs_a_reason_and_is_never_green(bench: Bench) -> None:
    bench.open(GOOD)
    heads = bench.answer_dialog(None, press="safe")
    bench.click(bench.place.page.decide.accept_button)
    assert heads == [f"Accept “{NAME}” without proof?"]
    assert bench.place.inquiry.on_page["verdict"] == "decide"
    bench.answer_dialog("a test fabric", press="danger")
    bench.click(bench.place.page.decide.accept_button)
    bench.verdict("accepted")
    assert bench.head == "Accepted by you, without proof."
    assert "a test fabric" in bench.place.page.banner.text
    assert green_pixels(bench.window) == 0
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert bench.guardians() == [NAME]


def test_accepting_can_be_taken_back(bench: Bench) -> None:
    bench.open(GOOD)
    bench.answer_dialog("a test fabric", press="danger")
    bench.click(bench.place.page.decide.accept_button)
    bench.verdict("accepted")
    bench.click(bench.place.page.settled.again_button)
    bench.verdict("decide")
    assert bench.mode == Mode.DECIDE


def test_a_broken_signature_is_refused_and_can_be_left_out(bench: Bench) -> None:
    bench.open(VECTORS / "bad-reindented.xml")
    assert bench.head == "Refused: this file was changed after it was signed."
    assert bench.mode == Mode.REFUSED
    assert bench.place.bar.add_button.text() == "&Close"
    bench.answer_dialog(None, press="safe")
    bench.click(bench.place.page.refused.leave_out_button)
    assert bench.mode == Mode.REFUSED
    assert bench.place.page.body.signature_check.isChecked()
    heads = bench.answer_dialog(None, press="danger")
    bench.click(bench.place.page.refused.leave_out_button)
    assert heads == ["Leave the communications signature out?"]
    bench.verdict("decide")
    assert not bench.place.page.body.signature_check.isChecked()
    assert bench.place.page.decide.radios[Way.SIGNER].isHidden()
    assert bench.place.page.decide.accept_button.isHidden()
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")


def test_the_switch_turns_the_signature_off_and_on(bench: Bench) -> None:
    bench.open(GOOD)
    check = bench.place.page.body.signature_check
    bench.qtbot.keyClick(check, Qt.Key.Key_Space)
    bench.rest()
    assert [is_off(bench), check.isChecked()] == [True, False]
    bench.qtbot.keyClick(check, Qt.Key.Key_Space)
    bench.rest()
    assert [is_off(bench), check.isChecked()] == [False, True]


def is_off(bench: Bench) -> bool:
    """Whether the signature is left out, and a signer is not asked for then."""
    left_out = bench.place.inquiry.answered.choices.ignore_signature
    assert bench.place.page.decide.radios[Way.SIGNER].isHidden() == left_out
    return left_out


def test_expired_certificates_are_a_decision_of_their_own(bench: Bench) -> None:
    bench.open(VECTORS / "decide-guardian-expired.xml")
    assert bench.head == "Your decision: 2 things are open."
    assert bench.place.bar.reason.text() == "You can add it when both are settled"
    bench.place.page.decide.expired_check.click()
    bench.until(lambda: bench.head.startswith("Your decision: nothing is wrong"))
    bench.rest()
    bench.choose_way(Way.SIGNER)
    bench.place.page.decide.signer_row.set_text(str(CERTIFICATES / "communications.cer"))
    bench.verdict("trusted")


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("decide-unsigned.xml", "Your decision: the file is not signed."),
        ("decide-sha1-signature.xml", "Your decision: the signature counts for nothing."),
        ("bad-mix-and-match.xml", "Refused: the two keys do not belong together."),
        ("bad-ec-key.xml", "Refused: the encryption certificate is not fit for its task."),
        ("bad-doctype.xml", "Refused: this is not well-formed guardian metadata."),
    ],
)
def test_each_kind_of_file_has_its_words(bench: Bench, file: str, head: str) -> None:
    bench.open(VECTORS / file)
    assert bench.head == head
    assert green_pixels(bench.window) == 0


# The library


def test_the_same_keys_are_known_already(bench: Bench) -> None:
    add(bench)
    bench.open(GOOD)
    assert bench.head == f"Already in your library: {NAME}. Nothing has changed."
    assert bench.mode == Mode.SAME
    assert bench.place.bar.add_button.text() == "&Close"
    assert green_pixels(bench.window) == 0
    bench.click(bench.place.bar.add_button)
    assert bench.place.inquiry.document is None


def test_a_name_must_be_free_and_not_empty(bench: Bench) -> None:
    add(bench)
    bench.open(VECTORS / "good-rsa3072.xml")
    bench.choose_way(Way.SIGNER)
    bench.place.page.decide.signer_row.set_text(str(CERTIFICATES / "signing-3072.cer"))
    bench.verdict("trusted")
    edit: QLineEdit = bench.place.page.settled.name_edit
    edit.selectAll()
    bench.qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert bench.place.page.settled.name_row.problem_text == "Give it a name."
    assert not bench.place.bar.add_button.isEnabled()
    bench.qtbot.keyClicks(edit, NAME.upper())
    assert "already have a guardian of that name" in bench.place.page.settled.name_row.problem_text
    bench.qtbot.keyClicks(edit, " two")
    bench.qtbot.keyClick(edit, Qt.Key.Key_Return)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert len(bench.guardians()) == 2


def test_changed_keys_keep_the_old_ones_by_default(bench: Bench) -> None:
    add(bench)
    bench.open(VECTORS / "decide-stranger.xml", expected=NAME)
    assert bench.mode == Mode.CHANGED
    assert bench.place.bar.add_button.text() == "&Keep the old keys"
    bench.click(bench.place.bar.add_button)
    assert bench.place.inquiry.document is None
    assert bench.guardians() == [NAME]


def test_changed_keys_of_a_stranger_need_proof_before_they_replace(bench: Bench) -> None:
    add(bench)
    bench.open(VECTORS / "decide-stranger.xml", expected=NAME)
    card = bench.place.page.changed.choice.cards[2]
    bench.click(card)
    assert bench.place.bar.add_button.text() == "Rep&lace"
    assert not bench.place.bar.add_button.isEnabled()
    assert bench.place.page.decide.isVisible()
    stranger = bench.place.inquiry.on_page["guardian"]["fingerprint"]["hex"]
    bench.paste_fingerprint(stranger)
    bench.until(bench.place.bar.add_button.isEnabled)
    bench.rest()
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert bench.guardians() == [NAME]
    bench.open(VECTORS / "decide-stranger.xml")
    assert bench.mode == Mode.SAME
    # The old keys come back by Edit > Undo.
    with bench.qtbot.waitSignal(bench.session.shelf_changed, timeout=PATIENCE):
        bench.place.undo()
    bench.rest()
    bench.open(GOOD)
    assert bench.mode == Mode.SAME


def test_new_keys_that_the_known_signer_signed_need_no_other_proof(bench: Bench) -> None:
    bench.open(GOOD)
    bench.choose_way(Way.SIGNER)
    bench.place.page.decide.signer_row.set_text(str(CERTIFICATES / "communications.cer"))
    bench.verdict("trusted")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    bench.open(VECTORS / "good-ca-issued-guardian.xml")
    assert bench.head == (f"Your decision: {NAME} has new keys, and the change is signed by the signer you know.")
    bench.click(bench.place.page.changed.choice.cards[1])
    assert bench.place.page.decide.isHidden()
    assert bench.place.page.changed.name_edit.text() == f"{NAME} 2"
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert bench.guardians() == [NAME, f"{NAME} 2"]


def test_the_files_of_the_old_keys_are_a_link_where_there_are_some(bench: Bench) -> None:
    add(bench)
    bench.open(VECTORS / "decide-stranger.xml", expected=NAME)
    changed = bench.place.page.changed
    assert changed.files_button.isHidden()
    changed.set_files(4)
    bench.click(changed.files_button)
    assert changed.files_button.text().endswith("(4)")
    assert [(name, errand.facts) for name, errand in bench.went] == [
        (PlaceName.LIBRARY, {"kind": "guardian", "name": NAME})
    ]


def test_changed_keys_can_stand_beside_the_old_ones(bench: Bench) -> None:
    add(bench)
    bench.open(VECTORS / "decide-stranger.xml", expected=NAME)
    bench.click(bench.place.page.changed.choice.cards[1])
    bench.paste_fingerprint(bench.place.inquiry.on_page["guardian"]["fingerprint"]["hex"])
    bench.until(bench.place.bar.add_button.isEnabled)
    bench.rest()
    edit = bench.place.page.changed.name_edit
    edit.selectAll()
    bench.qtbot.keyClicks(edit, "Woodgrove 2027")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    assert bench.guardians() == sorted([NAME, "Woodgrove 2027"])


def test_a_guardian_without_proof_can_be_proved_later(bench: Bench) -> None:
    bench.open(GOOD)
    bench.answer_dialog("a test fabric", press="danger")
    bench.click(bench.place.page.decide.accept_button)
    bench.verdict("accepted")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    bench.enter(Errand(facts={"known": NAME}, back_to=PlaceName.LIBRARY))
    assert bench.mode == Mode.DECIDE
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")
    assert bench.place.bar.add_button.text() == "Mar&k as trusted"
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bool(bench.went))
    assert bench.went[0][0] is PlaceName.LIBRARY
    bench.open(GOOD)
    assert bench.mode == Mode.SAME


# Ways in and out


def test_files_queue_and_the_errand_hears_what_was_kept(bench: Bench) -> None:
    heard: list[tuple[str, ...]] = []
    paths = (str(VECTORS / "bad-doctype.xml"), str(GOOD), str(VECTORS / "decide-unsigned.xml"))
    bench.enter(Errand(paths=paths, back_to=PlaceName.PROTECT, settled=heard.append))
    assert bench.place.bar.queue.text() == "File 1 of 3"
    assert [crumb.text for crumb in bench.place.crumbs()] == ["Protect a virtual machine", "Hosters", "bad-doctype.xml"]
    bench.click(bench.place.bar.add_button)  # Close
    bench.until(lambda: bench.place.bar.queue.text() == "File 2 of 3" and bench.mode == Mode.DECIDE)
    bench.rest()
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.bar.queue.text() == "File 3 of 3" and bool(bench.place.inquiry.examination))
    bench.rest()
    assert heard == []
    bench.click(bench.place.bar.keep_out_button)
    assert heard == [(NAME,)]
    assert [name for name, _ in bench.went] == [PlaceName.PROTECT]


def test_escape_leaves_without_deciding(bench: Bench) -> None:
    heard: list[tuple[str, ...]] = []
    bench.enter(Errand(paths=(str(GOOD),), back_to=PlaceName.PROTECT, settled=heard.append))
    bench.qtbot.keyClick(bench.place.page.decide.fingerprint.edit, Qt.Key.Key_Escape)
    assert heard == [()]
    assert [name for name, _ in bench.went] == [PlaceName.PROTECT]
    assert bench.guardians() == []


def test_escape_without_a_file_goes_to_the_start_page(bench: Bench) -> None:
    bench.place.enter(Errand())
    bench.qtbot.keyClick(bench.place.asking.file_button, Qt.Key.Key_Escape)
    assert [name for name, _ in bench.went] == [PlaceName.START]


def test_dropped_files_are_told_apart_by_their_content(bench: Bench, tmp_path: Path) -> None:
    bench.place.enter(Errand())
    zone = bench.place.asking.zone
    disguised = tmp_path / "certificate.cer"
    disguised.write_bytes(GOOD.read_bytes())
    assert drag_in(zone, mime_of([disguised]))
    assert drop(zone, mime_of([disguised]))
    bench.until(lambda: bench.place.inquiry.examination is not None)
    bench.rest()
    assert bench.place.inquiry.on_page["verdict"] == "decide"
    # On the page of a decision a certificate is the signer's.
    assert drag_in(bench.place, mime_of([CERTIFICATES / "communications.cer"]))
    assert drop(bench.place, mime_of([CERTIFICATES / "communications.cer"]))
    bench.verdict("trusted")


def test_a_certificate_instead_of_metadata_can_be_opened_elsewhere(bench: Bench) -> None:
    bench.place.enter(Errand())
    assert drag_in(bench.place.asking.zone, mime_of([CERTIFICATES / "communications.cer"]))
    assert drop(bench.place.asking.zone, mime_of([CERTIFICATES / "communications.cer"]))
    bench.until(bench.place.asking.notice.isVisible)
    assert "communications.cer is a certificate" in bench.place.asking.notice.text
    bench.click(bench.place.asking.open_button)
    assert bench.went[0][0] is PlaceName.OPEN
    assert bench.went[0][1].paths == (str(CERTIFICATES / "communications.cer"),)


def test_pasted_text_is_judged_like_a_file(bench: Bench) -> None:
    bench.place.enter(Errand())
    QApplication.clipboard().setText("   ")
    assert bench.place.take_paste()
    assert bench.place.asking.notice.text == "There is no text on the clipboard."
    QApplication.clipboard().setText(GOOD.read_text(encoding="utf-8"))
    assert bench.place.take_paste()
    bench.until(lambda: bench.place.inquiry.examination is not None)
    bench.rest()
    assert bench.place.inquiry.on_page["verdict"] == "decide"
    assert bench.place.crumbs()[-1].text.startswith("Pasted, ")


def test_a_file_that_is_not_there_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.place.enter(Errand(paths=(str(tmp_path / "{0} <b>gone.xml"),)))
    bench.until(bench.place.asking.notice.isVisible)
    assert "{0} <b>gone.xml" in bench.place.asking.notice.text
    assert bench.place.inquiry.document is None


def test_the_report_and_a_request_can_be_copied(bench: Bench) -> None:
    bench.open(GOOD)
    bench.click(bench.place.bar.report_button)
    bench.until(lambda: "YOUR DECISION" in QApplication.clipboard().text())
    bench.click(bench.place.page.decide.request_button)
    bench.until(lambda: "Do not reply to this message" in QApplication.clipboard().text())
    assert bench.place.bar.queue.text() == "The request was copied. Send it yourself."


def test_coming_back_finds_everything_as_it_was(bench: Bench) -> None:
    bench.open(GOOD)
    bench.type_fingerprint("89544e")
    bench.place.leave()
    bench.place.enter(Errand())
    assert bench.mode == Mode.DECIDE
    assert bench.place.page.decide.fingerprint.edit.text() == "89544e"


def test_leaving_before_the_first_verdict_loses_nothing(bench: Bench) -> None:
    bench.place.enter(Errand(paths=(str(GOOD),)))
    bench.place.leave()
    bench.rest()
    assert bench.place.inquiry.examination is None
    bench.place.enter(Errand())
    bench.until(lambda: bench.place.inquiry.examination is not None)


def test_files_are_chosen_in_the_systems_dialog(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(GOOD)], ""))
    bench.place.enter(Errand())
    bench.click(bench.place.asking.file_button)
    bench.until(lambda: bench.place.inquiry.examination is not None)
    bench.rest()
    assert bench.session.settings.folder == str(VECTORS)


def test_what_was_fetched_bears_the_servers_name(bench: Bench) -> None:
    bench.enter(Errand(pasted=GOOD.read_bytes(), facts={"display_name": "hgs.woodgrove.example"}))
    assert [crumb.text for crumb in bench.place.crumbs()] == ["Check metadata", "hgs.woodgrove.example"]


def test_practice_goes_on_to_the_wizard(bench: Bench) -> None:
    made = {"draft": "as made"}
    bench.open(GOOD, practice=made)
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bool(bench.went))
    assert bench.went[0] == (PlaceName.PROTECT, Errand(facts={"practice": made}))


@pytest.mark.parametrize(("name", "part"), [("it.cer", "der"), ("it.pem", "pem")])
def test_a_certificate_can_be_saved(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, part: str
) -> None:
    bench.open(GOOD)
    target = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    bench.place.page.body.tabs.tabs.setCurrentIndex(1)
    card = bench.window.findChildren(CertificateCard)[0]
    bench.click(card.save_button)
    assert target.read_bytes() == bench.place.inquiry.on_page["certificates"][0][part]


def test_paste_goes_where_a_fingerprint_is_asked_for(bench: Bench) -> None:
    bench.open(GOOD)
    QApplication.clipboard().setText(FINGERPRINT)
    assert bench.place.take_paste()
    bench.verdict("trusted")
    assert not bench.place.take_paste()


def test_the_last_answer_wins(bench: Bench) -> None:
    bench.open(GOOD)
    edit = bench.place.page.decide.fingerprint.edit
    edit.setText(FINGERPRINT[:-1] + "0")
    edit.setText(FINGERPRINT)
    bench.place.page.body.signature_check.click()
    bench.place.page.body.signature_check.click()
    bench.verdict("trusted")
    assert bench.place.inquiry.answered.choices.guardian_fingerprint == FINGERPRINT


def test_a_hostile_name_stays_plain_text(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "a {0} <i>b.xml"
    file.write_bytes(document(hoster("<b>Contoso</b> {0} **x** \u202e&T")))
    bench.open(file)
    bench.place.page.body.tabs.tabs.setCurrentIndex(1)
    shown_raw = 0
    for label in bench.window.findChildren(QLabel):
        assert "\u202e" not in label.text()
        if "Contoso" not in label.text():
            continue
        shown_raw += 1
        if label.textFormat() is Qt.TextFormat.RichText:
            assert "&lt;b" in label.text()
            assert "<b>Contoso" not in label.text()
        else:
            assert label.textFormat() is Qt.TextFormat.PlainText
    assert shown_raw >= 3
    bench.paste_fingerprint(bench.place.inquiry.on_page["guardian"]["fingerprint"]["hex"])
    bench.verdict("trusted")
    assert "<b>Contoso" in bench.head
    for crumb in bench.place.crumbs():
        assert "\u202e" not in crumb.text


@pytest.mark.parametrize("width", [860, 960])
def test_in_a_small_window_nothing_is_out_of_reach(bench: Bench, width: int) -> None:
    bench.open(GOOD)
    bench.window.resize(width, 430)
    bench.until(lambda: bench.place.width() == width)
    page = bench.place.page
    inner = page.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= page.viewport().width()
    assert page.verticalScrollBar().maximum() > 0


def test_every_control_has_a_name(bench: Bench) -> None:
    bench.open(GOOD)
    for button in bench.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button.objectName()
    for name in (
        "check_verdict_banner",
        "check_signature_check",
        "check_how_group",
        "check_fingerprint_edit",
        "check_paste_button",
        "check_digits_grid",
        "check_different_button",
        "check_signer_edit",
        "check_root_edit",
        "check_expired_check",
        "check_accept_button",
        "check_name_edit",
        "check_note_edit",
        "check_report_button",
        "check_keep_out_button",
        "check_add_button",
    ):
        assert len(bench.window.findChildren(QWidget, name)) == 1, name


def add(bench: Bench) -> None:
    """Put the sample guardian into the library, proved."""
    bench.open(GOOD)
    bench.paste_fingerprint(FINGERPRINT)
    bench.verdict("trusted")
    bench.click(bench.place.bar.add_button)
    bench.until(lambda: bench.place.inquiry.document is None)
    bench.rest()
    assert bench.guardians() == [NAME]
