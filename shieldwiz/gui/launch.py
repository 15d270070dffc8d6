# SPDX-License-Identifier: Apache-2.0
"""Where the installed program `shieldwiz-gui` begins. Its worker processes run that script once more: so nothing of Qt
is imported before the window is really wanted.
"""


def main() -> int:
    """Open the window; see `gui.main.main`."""
    from shieldwiz.gui.main import main as open_window  # noqa: PLC0415 - see above

    return open_window()
