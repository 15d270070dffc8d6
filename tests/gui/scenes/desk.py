# SPDX-License-Identifier: Apache-2.0
"""The hoster's desk: before asking, with answers of every kind, and the guide through a change of keys."""

from contextlib import ExitStack

from shieldwiz.gui.places.desk import DeskPlace
from shieldwiz.gui.places.place import PlaceName
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.hoster.simulated_hgs import Answer, node, sends
from tests.simulated_fabric import document, hoster

CONTOSO = "Contoso Hosting"
KEYSET = b"<html><body><h1>Server Error</h1><p>Keyset does not exist</p></body></html>"


def desk(stage: Stage) -> DeskPlace:
    """The desk, entered."""
    place = stage.open(PlaceName.DESK)
    assert isinstance(place, DeskPlace)
    return place


def asked(stage: Stage, *answers: Answer, as_one: bool = True) -> DeskPlace:
    """The desk after asking nodes that answer so."""
    place = desk(stage)
    with ExitStack() as nodes:
        addresses = [nodes.enter_context(node(answer)).address for answer in answers]
        place.asking.edit.setPlainText("\n".join(addresses))
        place.asking.one_check.setChecked(as_one)
        stage.click("desk_ask_button")
        stage.until(lambda: not place.asking.ask_button.isVisible())
        stage.rest()
    return place


@scene()
def desk_asking(stage: Stage) -> None:
    desk(stage)


@scene()
def desk_nothing_typed(stage: Stage) -> None:
    desk(stage)
    stage.click("desk_ask_button")


@scene()
def desk_all_agree(stage: Stage) -> None:
    asked(stage, *[sends(document(hoster(CONTOSO)))] * 3)


@scene()
def desk_nodes_differ(stage: Stage) -> None:
    same, older = document(hoster(CONTOSO)), document(hoster("Contoso older"))
    asked(stage, sends(same), sends(same), sends(older), sends(KEYSET, 500, content_type="text/html"))


@scene()
def desk_nobody_answers(stage: Stage) -> None:
    asked(stage, sends(b"<html></html>", 404, content_type="text/html"))


@scene()
def desk_several_hosts(stage: Stage) -> None:
    asked(stage, sends(document(hoster(CONTOSO))), sends(b"", 503), as_one=False)


@scene()
def desk_rollover(stage: Stage) -> None:
    desk(stage)
    stage.click("desk_plan_button")
    stage.click("desk_rollover_1_check")


@scene()
def desk_files(stage: Stage) -> None:
    place = desk(stage)
    files = []
    for name, one in (("signing", hoster(CONTOSO).signing), ("encryption", hoster(CONTOSO).encryption)):
        file = stage.folder / f"{name}.cer"
        file.write_bytes(one.der)
        files.append(str(file))
    place.check_files(tuple(files))
    stage.rest()
