# SPDX-License-Identifier: Apache-2.0
"""Which folder is the home folder. Apart from `home`, so that the window can say it without opening it."""

import os
from pathlib import Path

from shieldwiz.workflow.organisation import current


def home_folder(folder: str | None = None) -> Path:
    """`folder`, else what SHIELDWIZ_HOME names, else the user's data folder. Nothing is made.

    Where the organisation has fixed it, none of these is asked.
    """
    fixed = current().home
    if fixed:
        return Path(fixed)
    chosen = folder or os.environ.get("SHIELDWIZ_HOME")
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - beside its one use: the window is painted sooner where a folder is named

    return platformdirs.user_data_path("shieldwiz", appauthor=False)
