"""What is looked at before Qt is loaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from console.early import NoDesk, check_display, check_libraries, has_display


@pytest.mark.parametrize(
    ("environ", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_window_can_be_shown(environ: dict[str, str], platform: str, there: bool) -> None:
    assert has_display(environ, platform) is there


def lacking(*names: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if name in names:
            raise OSError(name)
        return object()

    return load


def test_the_line_to_run_names_every_package_that_is_missing() -> None:
    load = lacking("libxcb-cursor.so.0", "libEGL.so.1")
    with pytest.raises(NoDesk, match=r"Run: sudo apt-get install libegl1 libxcb-cursor0$"):
        check_libraries({"DISPLAY": ":0"}, "linux", load)


@pytest.mark.parametrize(
    "environ", [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}]
)
def test_without_x11_its_libraries_are_not_asked_for(environ: dict[str, str]) -> None:
    check_libraries(environ, "linux", lacking("libxcb-cursor.so.0"))


def test_x11_chosen_under_wayland_needs_its_libraries() -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}
    with pytest.raises(NoDesk, match="libxcb-icccm4"):
        check_libraries(environ, "linux", lacking("libxcb-icccm.so.4"))


def test_other_systems_bring_their_own() -> None:
    check_libraries({}, "darwin", lacking("libGL.so.1"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is for Linux")
def test_a_display_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(NoDesk, match=r"^The display :987 can't be reached\. Set DISPLAY to one"):
        check_display({"DISPLAY": ":987"}, "linux")


def test_only_x11_is_tried() -> None:
    check_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    check_display({}, "darwin")


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb")
def test_a_display_that_answers_is_good() -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x8"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            check_display({"DISPLAY": f":{number}"}, "linux")
        finally:
            server.terminate()
