# SPDX-License-Identifier: Apache-2.0
"""The metadata check: all verdicts, all ways to prove, all that can go wrong."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from shieldwiz.gui.places.check import CheckPlace
from shieldwiz.gui.places.check_parts.decide import Way
from shieldwiz.gui.places.place import Errand, PlaceName
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.gui.world import NO_PROOF, TRUSTED, VECTORS, fingerprint_of

# A hoster that an empty library does not know yet.
NEW = VECTORS / "good-ca-issued-guardian.xml"
CERTIFICATES = VECTORS / "certs"


def _decide(stage: Stage, way: Way = Way.FINGERPRINT, file: Path = NEW) -> CheckPlace:
    place = stage.check(file)
    if way is not Way.FINGERPRINT:
        place.page.decide.radios[way].click()
        stage.rest()
    return place


def _paste(stage: Stage, place: CheckPlace, text: str) -> None:
    stage.tell(text)
    stage.click(place.page.decide.fingerprint.paste_button)
    stage.pause(450)  # a value that differs is judged once no more keys are pressed
    stage.rest()


@scene()
def check_asking(stage: Stage) -> None:
    stage.check()


@scene()
def check_asking_wrong_kind(stage: Stage) -> None:
    place = stage.check()
    place._take_drop([CERTIFICATES / "communications.cer"])
    stage.rest()


@scene()
def check_unreadable(stage: Stage) -> None:
    stage.check(stage.folder / "nothing.xml")


@scene(empty=True)
def check_decide(stage: Stage) -> None:
    _decide(stage)


@scene(empty=True)
def check_fingerprint_incomplete(stage: Stage) -> None:
    place = _decide(stage)
    stage.type(place.page.decide.fingerprint.edit, fingerprint_of(NEW)[:20])


@scene(empty=True)
def check_fingerprint_own_copy(stage: Stage) -> None:
    place = _decide(stage)
    stage.session.copy(fingerprint_of(NEW))
    stage.click(place.page.decide.fingerprint.paste_button)


@scene(empty=True)
def check_fingerprint_of_a_certificate(stage: Stage) -> None:
    place = _decide(stage)
    _paste(stage, place, place.inquiry.on_page["fingerprints"]["signing"])


@scene(empty=True)
def check_fingerprint_different(stage: Stage) -> None:
    _paste(stage, _decide(stage), "0" * 64)


@scene(empty=True)
def check_phone(stage: Stage) -> None:
    place = _decide(stage, Way.PHONE)
    for cell in place.page.decide.digits.cells[:5]:
        stage.click(cell)


@scene(empty=True)
def check_phone_different(stage: Stage) -> None:
    place = _decide(stage, Way.PHONE)
    stage.click(place.page.decide.digits.cells[0])
    stage.click(place.page.decide.digits.different_button)


@scene(empty=True)
def check_signer_wrong(stage: Stage) -> None:
    place = _decide(stage, Way.SIGNER)
    place.page.decide.signer_row.set_text(str(CERTIFICATES / "private-ca.cer"))
    stage.rest()


@scene(empty=True)
def check_signer_missing(stage: Stage) -> None:
    place = _decide(stage, Way.SIGNER)
    place.page.decide.signer_row.set_text(str(CERTIFICATES / "not there.cer"))
    stage.rest()


@scene(green=True, empty=True)
def check_trusted_by_root(stage: Stage) -> None:
    place = _decide(stage, Way.ROOT)
    place.page.decide.root_row.set_text(str(CERTIFICATES / "private-ca.cer"))
    stage.rest()


@scene(green=True, empty=True)
def check_trusted(stage: Stage) -> None:
    _paste(stage, _decide(stage), fingerprint_of(NEW))


@scene(green=True, empty=True)
def check_trusted_without_name(stage: Stage) -> None:
    place = _decide(stage)
    _paste(stage, place, fingerprint_of(NEW))
    place.page.settled.name_edit.clear()
    stage.rest()


@scene(empty=True)
def check_accepted(stage: Stage) -> None:
    place = _decide(stage)
    stage.answer_next(lambda dialog: dialog.edit.setText("The hoster's phone was not answered"))
    stage.click(place.page.decide.accept_button)


@scene()
def check_refused(stage: Stage) -> None:
    stage.check(VECTORS / "bad-tampered-certificate.xml")


@scene()
def check_refused_not_metadata(stage: Stage) -> None:
    stage.check(VECTORS / "bad-doctype.xml")


@scene()
def check_refused_signature(stage: Stage) -> None:
    stage.check(VECTORS / "bad-reindented.xml")


@scene()
def check_leave_signature_out(stage: Stage) -> None:
    place = stage.check(VECTORS / "bad-reindented.xml")
    stage.click(place.page.refused.leave_out_button)


@scene(empty=True)
def check_signature_left_out(stage: Stage) -> None:
    place = stage.check(VECTORS / "bad-reindented.xml")
    stage.answer_next(lambda _: None)
    stage.click(place.page.refused.leave_out_button)


@scene(empty=True)
def check_accept_dialog(stage: Stage) -> None:
    place = _decide(stage)
    stage.click(place.page.decide.accept_button)


@scene()
def check_unsigned(stage: Stage) -> None:
    stage.check(VECTORS / "decide-unsigned.xml")


@scene()
def check_stranger(stage: Stage) -> None:
    stage.check(VECTORS / "decide-stranger.xml", expected=TRUSTED)


@scene()
def check_changed_replace(stage: Stage) -> None:
    place = stage.check(VECTORS / "decide-stranger.xml", expected=TRUSTED)
    place.page.changed.choice.cards[-1].click()
    stage.rest()


@scene(empty=True)
def check_expired(stage: Stage) -> None:
    stage.check(VECTORS / "decide-guardian-expired.xml")


@scene()
def check_same(stage: Stage) -> None:
    stage.check(VECTORS / "good-mono-inclusive-id.xml")


@scene()
def check_known_without_proof(stage: Stage) -> None:
    stage.check(known=NO_PROOF)


@scene(empty=True)
def check_busy(stage: Stage) -> None:
    place = _decide(stage)
    stage.hold()
    stage.tell(fingerprint_of(NEW))
    place.page.decide.fingerprint.paste_button.click()
    stage.pause(900)


@scene(empty=True)
def check_queue(stage: Stage) -> None:
    stage.check(VECTORS / "decide-unsigned.xml", NEW, VECTORS / "bad-doctype.xml")


@scene(empty=True)
def check_certificates(stage: Stage) -> None:
    place = _decide(stage)
    place.page.body.tabs.tabs.setCurrentIndex(1)
    stage.rest()


@scene(empty=True)
def check_the_file(stage: Stage) -> None:
    place = _decide(stage)
    place.page.body.tabs.tabs.setCurrentIndex(2)
    stage.rest()


@scene(empty=True)
def check_in_the_wizard(stage: Stage) -> None:
    stage.enter(PlaceName.CHECK, Errand(paths=(str(NEW),), back_to=PlaceName.PROTECT, settled=lambda _: None))


@scene()
def address(stage: Stage) -> None:
    place = stage.check()
    stage.click(place.asking.address_button)


@scene()
def address_typed(stage: Stage) -> None:
    address(stage)
    stage.type(stage.find(QLineEdit, "address_edit"), "hgs.contoso.example")


@scene()
def address_wrong(stage: Stage) -> None:
    address(stage)
    stage.click("address_get_button")


@scene()
def address_busy(stage: Stage) -> None:
    address_typed(stage)
    stage.hold()
    stage.find(QLineEdit, "address_edit").setText("127.0.0.1:9")
    stage.click("address_get_button")
    stage.pause(1100)
