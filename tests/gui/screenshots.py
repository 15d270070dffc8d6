# SPDX-License-Identifier: Apache-2.0
"""Writes a picture of every scene into build/screenshots, light and dark, at 100 % and 200 %, in English, mirrored and
in a language that needs more room, with contact sheets. Names of scenes as arguments: only those, plain English.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
sys.path.append(str(Path(__file__).parents[2] / "packaging"))

from PySide6.QtCore import QRect, Qt, QTranslator
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

import translations
from shieldwiz.gui.theme import LIGHT, Scheme, Theme, install
from tests.gui.hostile import add_hostile_home
from tests.gui.scenes import SCENES, Scene
from tests.gui.stage import HeldRunner, Stage
from tests.gui.world import World, keep_world, load_world, make_world

FOLDER = translations.ROOT / "build" / "screenshots"
VARIANTS = {
    "english": {"scale": 1, "language": "en", "mirrored": False},
    "english-200": {"scale": 2, "language": "en", "mirrored": False},
    "mirrored": {"scale": 1, "language": "en", "mirrored": True},
    "mirrored-200": {"scale": 2, "language": "en", "mirrored": True},
    "long": {"scale": 1, "language": "xx", "mirrored": False},
    "long-200": {"scale": 2, "language": "xx", "mirrored": False},
}
_THUMB, _GAP, _COLUMNS, _ROWS = (400, 290), 12, 4, 5


def take(variant: str, world: World, names: list[str]) -> list[str]:
    """All pictures of one variant, in this process. Returns the scenes that could not be brought about."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    facts = VARIANTS[variant]
    translator = QTranslator(application)
    folder = translations.FOLDER if facts["language"] in translations.languages() else translations.PSEUDO
    if translator.load(str(folder / f"shieldwiz_{facts['language']}.qm")):
        application.installTranslator(translator)
    if facts["mirrored"]:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme, jobs, failed = install(application), HeldRunner(), []
    for name in names:
        try:
            _picture(SCENES[name], variant, theme, jobs, world)
        except Exception:  # noqa: BLE001 - the others are still wanted
            traceback.print_exc()
            failed.append(name)
    jobs.close()
    return failed


def _picture(scene: Scene, variant: str, theme: Theme, jobs: HeldRunner, world: World) -> None:
    theme.use(Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(world, jobs, Path(folder) / "stage", home=scene.home)
        try:
            scene.play(stage)
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                theme.use(scheme)
                stage.pause(20)
                file = FOLDER / f"{variant}-{scheme}" / f"{scene.name}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                _grab(stage).save(str(file))
        finally:
            theme.use(Scheme.LIGHT)
            stage.close()


def _grab(stage: Stage) -> QImage:
    """The window; a dialog in front of it, as a window system would show it."""
    picture = stage.window.grab().toImage()
    dialog = stage.dialog
    if dialog is None:
        return picture
    front = dialog.grab().toImage()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
    ratio = picture.devicePixelRatio()
    area = QRect(0, 0, dialog.width(), dialog.height())
    area.moveCenter(QRect(0, 0, int(picture.width() / ratio), int(picture.height() / ratio)).center())
    painter.drawImage(area, front)
    painter.end()
    return picture


def contact_sheets(folder: Path) -> None:
    """All pictures of a folder on sheets, small."""
    files = sorted(file for file in folder.glob("*.png") if not file.name.startswith("sheet-"))
    page = _COLUMNS * _ROWS
    for number, start in enumerate(range(0, len(files), page), 1):
        some = files[start : start + page]
        width, height = _THUMB[0] + _GAP, _THUMB[1] + _GAP + 16
        rows = -(-len(some) // _COLUMNS)
        sheet = QImage(_COLUMNS * width + _GAP, rows * height + _GAP, QImage.Format.Format_RGB32)
        sheet.fill(QColor(LIGHT.edge))
        painter = QPainter(sheet)
        painter.setPen(QColor(LIGHT.surface))
        for at, file in enumerate(some):
            x, y = _GAP + at % _COLUMNS * width, _GAP + at // _COLUMNS * height
            mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            painter.drawImage(x, y + 16, QImage(str(file)).scaled(*_THUMB, *mode))
            painter.drawText(x, y + 12, file.stem)
        painter.end()
        sheet.save(str(folder / f"sheet-{number}.png"))


def main() -> int:
    """Make the world, then take each variant in a process of its own: the scale is set before Qt starts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="scene", help="only these")
    options.add_argument("--variant", choices=sorted(VARIANTS), help=argparse.SUPPRESS)
    options.add_argument("--world", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    names = chosen.names or sorted(SCENES)
    if chosen.variant:
        failed = take(chosen.variant, load_world(chosen.world), names)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            contact_sheets(FOLDER / f"{chosen.variant}-{scheme}")
        print(*(f"{chosen.variant}: {name} could not be brought about" for name in failed), sep="\n", end="")  # noqa: T201
        return 1 if failed else 0
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder) / "world")
        add_hostile_home(world)
        keep_world(world)
        if not chosen.names:
            translations.make_pseudo()
        outcomes = [_variant(variant, world, chosen.names) for variant in (["english"] if chosen.names else VARIANTS)]
    return max(outcomes)


def _variant(variant: str, world: World, names: list[str]) -> int:
    began = time.monotonic()
    environment = {**os.environ, "QT_SCALE_FACTOR": str(VARIANTS[variant]["scale"])}
    command = [sys.executable, "-m", "tests.gui.screenshots", "--variant", variant, "--world", str(world.folder)]
    code = subprocess.run([*command, *names], env=environment, cwd=translations.ROOT, check=False).returncode
    print(f"{variant}: {time.monotonic() - began:.0f} s")  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
