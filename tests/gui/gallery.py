# SPDX-License-Identifier: Apache-2.0
"""All the window's parts on one page each, light and dark, as pictures to look at.

Run: QT_QPA_PLATFORM=offscreen python -m tests.gui.gallery build/gallery
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.gui import theme as themes
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import (
    IconButton,
    LinkButton,
    danger_button,
    normal_button,
    primary_button,
    quiet_button,
)
from shieldwiz.gui.widgets.cards import Card, ChoiceCard, ChoiceGroup
from shieldwiz.gui.widgets.certificate_card import CertificateCard
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.drop_zone import DropZone
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.fingerprint_box import FingerprintBox
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.phone_digits import PhoneDigits
from shieldwiz.gui.widgets.place_bar import PlaceBar
from shieldwiz.gui.widgets.qr import QrPicture
from shieldwiz.gui.widgets.questions import Answer, Question, QuestionList
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.size_bar import SizeBar
from shieldwiz.gui.widgets.step_rail import Step, StepRail, StepState
from shieldwiz.gui.widgets.text import Caption, FixedLabel, ForeignLabel, Heading, Para, Small, Title
from shieldwiz.gui.widgets.undo_bar import UndoBar

HEX = "9f3c51d8a07e44b26d19e5c013f8b7ab" * 2
SENTENCE = "Tick every hoster whose hosts may start this VM. Each one can read the disk keys inside this file."


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setProperty("kind", "page")
    body = QVBoxLayout(page)
    body.setContentsMargins(24, 16, 24, 16)
    body.setSpacing(12)
    return page, body


def _line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return holder


def texts_and_buttons() -> QWidget:
    """Type, buttons, badges, cards to choose from."""
    page, body = _page()
    body.addWidget(Title("Purpose and policy"))
    body.addWidget(Small(SENTENCE))
    group = ChoiceGroup(
        "What is this file for",
        (
            ChoiceCard("new", "A new VM, shielded template", "You choose which disks may be used.", "disc-3"),
            ChoiceCard(
                "old",
                "An existing VM, or plain template",
                "Template disk and answer file are left out: the VM is already set up.",
                "hard-drive",
            ),
        ),
    )
    group.choose("new")
    body.addWidget(group)
    card = Card()
    card.add_heading("Buttons and badges", LinkButton("Where is this from?"))
    for is_on in (True, False):
        buttons = (
            primary_button("&Primary"),
            normal_button("&Normal"),
            normal_button("P&aste", "clipboard-paste"),
            quiet_button("&Quiet", "copy"),
            danger_button("&Danger", "trash-2"),
            LinkButton("Copy a request to the hoster", "copy"),
            IconButton("ellipsis", "Menu"),
        )
        for button in buttons:
            button.setEnabled(is_on)
        card.add(_line(*buttons))
    kinds = tuple(BadgeKind)
    card.add(_line(*(Badge(kind) for kind in kinds[:6])))
    card.add(_line(*(Badge(kind) for kind in kinds[6:13])))
    card.add(_line(*(Badge(kind) for kind in kinds[13:])))
    body.addWidget(card)
    body.addWidget(Heading("Foreign text"))
    body.addWidget(ForeignLabel("CN=<b>Contoso</b>\u202e" + "x" * 300))
    body.addWidget(FixedLabel("9f3c51d8 a07e44b2 6d19e5c0 13f8b7ab"))
    body.addWidget(Caption("Draft saved, 14:02"))
    body.addWidget(Para(SENTENCE * 2))
    body.addStretch(1)
    return page


def verdicts() -> QWidget:
    """Banners and notices."""
    page, body = _page()
    for tone, head, text, icon in (
        (Tone.TRUSTED, "Trusted: these are {0}'s keys.", "You compared the guardian fingerprint today.", ""),
        (
            Tone.DECIDE,
            "Your decision: nothing is wrong, but nothing proves yet whose keys these are.",
            "The file says **“{0}”**. Anybody can write that name. Answer question 3 to settle it.",
            "",
        ),
        (Tone.REFUSED, "Refused: this file was changed after it was signed.", "Do not use the file.", ""),
        (Tone.INFO, "Already in your library: {0}. Nothing has changed.", "", ""),
        (Tone.DECIDE, "Your decision: {0} has new keys.", "Existing files keep working.", "git-compare"),
    ):
        banner = VerdictBanner()
        banner.set_verdict(tone, head, text, values=("Contoso Hosting",), icon=icon)
        body.addWidget(banner)
    body.addWidget(InlineNotice(Tone.INFO, "Plain http can be read and changed on the way. That is normal for HGS."))
    body.addWidget(
        InlineNotice(
            Tone.DECIDE,
            "**The owner can never be changed later.** Whoever has the owner's key can open the VM.",
            action=LinkButton("Why?"),
        )
    )
    body.addWidget(InlineNotice(Tone.REFUSED, "There is no file x.xml in that folder."))
    body.addWidget(InlineNotice(Tone.DECIDE, "Caps Lock is on", plain=True))
    body.addStretch(1)
    return page


def checks() -> QWidget:
    """The three questions and the checks."""
    page, body = _page()
    questions = QuestionList()
    questions.set_questions(
        (
            Question(
                number=1,
                question="Is the file unchanged since it was signed?",
                answer="Yes",
                outcome=Answer.YES,
                text="Signed by **{0}**, a signer this computer does not know.",
                values=("CN=Contoso HGS Communications",),
            ),
            Question(
                number=2,
                question="Do its two keys belong together?",
                answer="Yes",
                outcome=Answer.YES,
                text="The signing key vouches for the encryption key.",
            ),
            Question(
                number=3,
                question="Are they really the keys of “{0}”?",
                answer="Not known yet",
                outcome=Answer.OPEN,
                text="Only something from outside the file can tell.",
                values=("Contoso Hosting",),
            ),
        )
    )
    body.addWidget(questions)
    found = CheckList()
    found.set_checks(
        (
            CheckLine(id="V01", outcome=Outcome.PASS, sentence="The file is within limits", detail="4.2 KB, UTF-8"),
            CheckLine(id="key", outcome=Outcome.FAIL, sentence="RSA 1024 is too short (2048 or more)"),
            CheckLine(id="validity", outcome=Outcome.WARN, sentence="Expired. Low risk.", detail=SENTENCE),
            CheckLine(id="revocation", outcome=Outcome.NOT_EVALUATED, sentence="No revocation list was given."),
            CheckLine(id="subject", outcome=Outcome.NOTE, sentence="Tenants will see “hgs01”."),
        )
    )
    card = Card(heading=found.heading())
    card.add(found)
    body.addWidget(card)
    body.addStretch(1)
    return page


def lists() -> QWidget:
    """Place bar, rail and rows."""
    page = QWidget()
    page.setProperty("kind", "page")
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    bar = PlaceBar()
    bar.set_crumbs((("wizard", "Protect a virtual machine"), ("hosters", "Hosters"), ("", "contoso-metadata.xml")))
    bar.set_practice(True)
    outer.addWidget(bar)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    outer.addLayout(middle)
    rail = StepRail("Shielding data file")
    rail.set_steps(
        (
            Step(name="Purpose and policy", state=StepState.DONE, second="Shielded, new VM", is_open=True),
            Step(name="Owner", state=StepState.WARNING, second="Finance, key has no backup", is_open=True),
            Step(name="Hosters", state=StepState.CURRENT, is_open=True),
            Step(name="Template disks", state=StepState.NOT_NEEDED, second="Not needed for an existing VM"),
            Step(name="What goes inside", state=StepState.TODO, is_open=True),
            Step(name="Review", state=StepState.TODO),
        )
    )
    rail.set_saved_line("Draft saved, 14:02")
    middle.addWidget(rail)
    body = QVBoxLayout()
    body.setContentsMargins(24, 16, 24, 16)
    middle.addLayout(body, 1)
    body.addWidget(Title("Hosters"))
    body.addWidget(_hosters())
    owners = RowList("Owners", exclusive=True)
    for name, second in (("HR department", "Made 2 May 2026"), ("Finance", "Made 3 May 2026")):
        owners.add(ListRow(name, icon="key-round", second=second, radio=True, key=name))
    owners.rows()[0].set_ticked(True)
    owners.rows()[0].set_badge(BadgeKind.BACKED_UP)
    owners.rows()[1].set_badge(BadgeKind.NO_BACKUP)
    body.addWidget(owners)
    body.addStretch(1)
    return page


def _hosters() -> RowList:
    hosters = RowList("Hosters", selectable=True)
    for name, second, badge in (
        (
            "Contoso Hosting",
            "Guardian · fingerprint compared 24 November 2026 · certificates until June 2031",
            BadgeKind.TRUSTED,
        ),
        ("Fabrikam DC North", "Guardian · accepted without proof 2 May 2026", BadgeKind.NO_PROOF),
        ("Northwind" * 8, "Guardian · metadata was refused", BadgeKind.REFUSED),
    ):
        row = ListRow(name, icon="server", second=second, is_foreign=True, tickable=True, key=name)
        row.set_badge(badge)
        row.set_menu([QAction("Show", row)])
        row.set_ticked(badge is BadgeKind.TRUSTED)
        hosters.add(row)
    hosters.rows()[1].set_notice("You let it in without proof.", Tone.DECIDE, LinkButton("Compare its fingerprint…"))
    hosters.rows()[2].setEnabled(False)
    return hosters


def fields() -> QWidget:
    """Fields that compare, weigh and look."""
    page, body = _page()
    columns = QHBoxLayout()
    body.addLayout(columns)
    left, right = Card(heading="FingerprintBox"), Card(heading="PassphraseRow")
    columns.addWidget(left, 1)
    columns.addWidget(right, 1)
    for text in ("", HEX[:20], HEX, "0" * 64, "1d" * 32, "7b21" * 10):
        box = FingerprintBox()
        box.set_expected(HEX, "0" * 60, {"1d" * 32: "signing"})
        box.edit.setText(text)
        left.add(box)
    left.body.addStretch(1)
    for text in ("tulip", "tulip-lantern-maple-river"):
        row = PassphraseRow("&Passphrase for the backup")
        row.edit.setText(text)
        right.add(row)
    made = PassphraseRow("Passphrase")
    made.set_generated("bedot-hanit-golen-fidan-kulot-pamin-sevut")
    right.add(made)
    path = PathRow("&Answer file", placeholder="unattend.xml", hint="One .xml file")
    right.add(path)
    wrong = PathRow("&Save as")
    wrong.set_result("There is no file x.xml in C:\\folder.", Tone.REFUSED)
    right.add(wrong)
    for parts in ((("a", 8 * 1_024), ("b", 64 * 1_024)), (("a", 200 * 1_024), ("b", 196 * 1_024))):
        bar = SizeBar()
        bar.set_parts(parts)
        right.add(bar)
    right.body.addStretch(1)
    body.addStretch(1)
    return page


def proofs() -> QWidget:
    """Digits by phone, a certificate, a QR code, a drop zone, an empty state, progress."""
    page, body = _page()
    columns = QHBoxLayout()
    body.addLayout(columns)
    phone = Card(heading="By phone")
    digits = PhoneDigits()
    digits.set_groups([f"{at * 7_919:05d}" for at in range(1, 13)])
    for cell in digits.cells[:5]:
        cell.click()
    phone.add(digits)
    phone.add(QrPicture(HEX, accessible="QR code", size=150))
    columns.addWidget(phone, 1)
    right = QVBoxLayout()
    columns.addLayout(right, 1)
    report = {
        "subject": "CN=Contoso Hosting HGS Signing, O=Contoso",
        "issuer": "CN=Contoso Hosting HGS Signing, O=Contoso",
        "sha256": HEX,
        "thumbprint": HEX[:40],
        "not_before": "2026-06-09T12:00:00Z",
        "not_after": "2031-06-09T12:00:00Z",
        "rsa_bits": 4096,
    }
    now = datetime(2026, 11, 24, tzinfo=UTC)
    right.addWidget(CertificateCard("Signing certificate", report, now=now, uses="may sign"))
    zone = DropZone("Drop metadata files here, or paste")
    zone.add_button(normal_button("From a f&ile…", "file-badge"))
    zone.add_button(normal_button("&Paste", "clipboard-paste"))
    right.addWidget(zone)
    empty = Card()
    empty.add(
        EmptyState(
            "server",
            "No hosters yet",
            "A hoster gives you a metadata file or an address.",
            primary_button("&Add a hoster…"),
        )
    )
    right.addWidget(empty)
    progress = ProgressPanel()
    progress.set_phase("Locking the content for 2 hosters and the owner")
    progress.set_fraction(0.4)
    right.addWidget(progress)
    right.addStretch(1)
    UndoBar(page).offer("Removed “Fabrikam DC North”.", lambda: None)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "texts": texts_and_buttons,
    "verdicts": verdicts,
    "checks": checks,
    "lists": lists,
    "fields": fields,
    "proofs": proofs,
}


def main() -> None:
    """Write a picture of every page in both themes into the folder that is given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    theme = themes.install(application)
    wanted = sys.argv[2:] or list(PAGES)
    for scheme in (themes.Scheme.LIGHT, themes.Scheme.DARK):
        theme.use(scheme)
        for name in wanted:
            page = PAGES[name]()
            page.resize(760, 680)
            page.show()
            for _ in range(5):
                application.processEvents()
            page.grab().save(str(folder / f"{name}-{scheme}.png"))
            page.close()


if __name__ == "__main__":
    main()
