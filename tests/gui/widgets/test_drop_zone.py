# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.drop_zone import DropTarget, DropZone, paths_of
from tests.gui.conftest import Show
from tests.gui.dragging import drag_in, drag_out, drop, mime_of

FILES = (Path("/tmp/a.xml"), Path("/tmp/b.xml"))


def _only_xml(paths: list[Path]) -> str:
    return f"Add {len(paths)} files" if paths and all(path.suffix == ".xml" for path in paths) else ""


def test_a_zone_says_what_a_drop_does_and_does_it(show: Show, qtbot: QtBot) -> None:
    zone = DropZone("Drop metadata files here, or paste", accepts=_only_xml)
    button = normal_button("From a f&ile…", "file-badge")
    zone.add_button(button)
    show(zone, 500, 90)
    assert drag_in(zone, mime_of(FILES))
    assert zone.text == "Add 2 files"
    assert zone.property("over") == "true"
    drag_out(zone)
    assert zone.text == "Drop metadata files here, or paste"
    drag_in(zone, mime_of(FILES))
    with qtbot.waitSignal(zone.dropped) as told:
        assert drop(zone, mime_of(FILES))
    assert told.args == [list(FILES)]
    assert zone.property("over") == "false"
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_zone_refuses_what_it_has_no_use_for(show: Show, qtbot: QtBot) -> None:
    zone = DropZone("Drop here", accepts=_only_xml)
    show(zone, 500, 90)
    other = mime_of((Path("/tmp/a.png"),))
    assert not drag_in(zone, other)
    with qtbot.assertNotEmitted(zone.dropped):
        drop(zone, other)
    plain = DropZone("Drop here")
    qtbot.addWidget(plain)
    assert drag_in(plain, other)
    assert plain.text == "Drop here"


def test_a_whole_widget_takes_drops(show: Show) -> None:
    page = QWidget()
    got: list[Path] = []
    target = DropTarget(page, _only_xml, got.extend)
    show(page, 400, 300)
    assert drag_in(page, mime_of(FILES))
    assert target.says == "Add 2 files"
    framed = page.grab().toImage()
    drag_out(page)
    assert target.says == ""
    assert page.grab().toImage() != framed
    assert not drag_in(page, mime_of((Path("/tmp/a.png"),)))
    drag_in(page, mime_of(FILES))
    assert drop(page, mime_of(FILES))
    assert got == list(FILES)
    assert not drop(page, mime_of((Path("/tmp/a.png"),)))
    assert len(got) == 2


def test_only_files_of_this_computer_count() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://contoso.example/a.xml"), QUrl.fromLocalFile("/tmp/a.xml")])
    assert paths_of(mime) == [Path("/tmp/a.xml")]
