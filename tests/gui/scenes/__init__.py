# SPDX-License-Identifier: Apache-2.0
"""Every page, dialog and state of the window, each as a function that brings a real window into it.

The pictures and the sweeps go through all of them; other tests take single ones.
"""

from tests.gui.scenes import check, desk, hostile, inspector, library, others, start, wizard
from tests.gui.scenes.scene import SCENES, Scene

__all__ = ["SCENES", "Scene", "check", "desk", "hostile", "inspector", "library", "others", "start", "wizard"]
