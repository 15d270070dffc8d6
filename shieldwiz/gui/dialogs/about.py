# SPDX-License-Identifier: Apache-2.0
"""Version, licences, and where things are kept."""

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from shieldwiz import __version__
from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.widgets.buttons import primary_button
from shieldwiz.gui.widgets.text import FixedLabel, Para, Small, Title, whole

if TYPE_CHECKING:
    from shieldwiz.gui.window import Window


class AboutDialog(Dialog):
    """Help > About."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window, self.tr("About shieldwiz"))
        self.setObjectName("about_dialog")
        self.body.addWidget(Title(f"shieldwiz {__version__}"))
        self.body.addWidget(
            Para(
                self.tr(
                    "Decide whom to let into a virtual machine: judge a hoster's guardian metadata, keep your owner "
                    "key, make and open shielding data files."
                )
            )
        )
        self.body.addWidget(
            Para(
                self.tr(
                    "Windows does not read .pdkx files. A Microsoft .pdk is made on Windows, by Microsoft's own module."
                )
            )
        )
        self.body.addWidget(Small(self.tr("What is kept on this computer is in this folder:")))
        self.body.addWidget(FixedLabel(whole(window.session.home)))
        self.body.addWidget(
            Small(
                self.tr("Apache License 2.0. Icons: Lucide (ISC) and Feather (MIT). Qt {0} under LGPL 3.").format(
                    qVersion()
                )
            )
        )
        close = primary_button(self.tr("&Close"), object_name="about_close_button")
        close.clicked.connect(self.accept)
        self.set_buttons(close, default=close)
