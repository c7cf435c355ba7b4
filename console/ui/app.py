"""The Qt application, made once, before any widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from console.paths import resource
from console.ui import icons


def make_application(argv: Sequence[str], language: str = "en") -> QApplication:
    """Make the application. The window chooses its theme; quitting is the composition's.

    ``language`` is an ISO 639 code, or ``system``; where there is no translation the desk
    speaks English.

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
    speak(app, language)
    return app


def speak(app: QApplication, language: str) -> list[QTranslator]:
    """Have every text written from now on in a language; return what to remove to end that.

    Qt's own words are the names of keys and the menu of a line to type into.
    """
    code = QLocale.system().name()[:2] if language == "system" else language
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = []
    for name, folder in (
        (f"console_{code}", str(resource("translations"))),
        (f"qtbase_{code}", qts),
    ):
        translator = QTranslator(app)
        if not translator.load(name, folder):
            break  # Qt's words alone would make a desk of two languages
        app.installTranslator(translator)
        found.append(translator)
    return found


def tabular(font: QFont) -> QFont:
    """Return a font whose figures all have one width, so that running times stand still."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures
