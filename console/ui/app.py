"""The Qt application, made once, before any widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from console.ui import icons


def make_application(argv: Sequence[str]) -> QApplication:
    """Make the application. The window chooses its theme; quitting is the composition's.

    The last window does not end it: qasync would tear its loop from under the tasks that
    still shut the engine down.
    """
    app = QApplication(list(argv))
    app.setStyle("Fusion")
    app.setApplicationName("operator-console")
    app.setApplicationDisplayName("Operator console")
    app.setDesktopFileName("operator-console")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(icons.app_icon())
    app.setFont(tabular(app.font()))
    return app


def tabular(font: QFont) -> QFont:
    """Return a font whose figures all have one width, so that running times stand still."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures
