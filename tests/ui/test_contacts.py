"""Names instead of numbers, everywhere, and dialling by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.contacts import Contact, ContactBook
from console.switchboard.call import Direction
from console.ui.columns import Column
from tests.ui.conftest import Desk, until
from tests.ui.stage import LINE, call

BOOK = ContactBook(
    [
        Contact("Ada Lovelace", "+14155550142"),
        Contact("Adam Smith", "+442079460123"),
        Contact("Emergency desk", "+14155550911"),
    ]
)


def party(desk: Desk) -> str:
    return desk.cell("a", Column.PARTY)


async def test_a_name_is_shown_as_soon_as_it_is_known(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    assert party(desk) == "+1 415-555-0142"
    desk.window.use_contacts(BOOK)
    assert party(desk) == desk.detail._head._party.text() == "Ada Lovelace"
    assert "+1 415-555-0142" in desk.detail._head._about.text()
    desk.stage.change("a", caller_name="ADA L")
    await desk.settle()
    assert party(desk) == "Ada Lovelace"
    desk.window.use_contacts(ContactBook())
    assert party(desk) == "ADA L"


async def test_names_are_masked_with_numbers_and_found_by_the_filter(desk: Desk) -> None:
    desk.window.use_contacts(BOOK)
    desk.stage.put(call("a"))
    desk.stage.put(call("b", direction=Direction.OUTBOUND, from_=LINE.number, to="+442079460123"))
    await desk.settle()
    assert desk.cell("b", Column.PARTY) == "Adam Smith"
    desk.workspace.model.seek("lovelace")
    assert desk.rows() == ["a"]
    desk.run("mask")
    assert party(desk) == "••• ••••••••"


async def test_lines_that_could_not_be_read_are_named(desk: Desk) -> None:
    desk.window.use_contacts(ContactBook([], ["Row 3 of contacts.csv has no name; left out."]))
    assert desk.window._banner.sentence() == "Row 3 of contacts.csv has no name; left out."
    desk.window.use_contacts(ContactBook([], ["Line 3 is odd.", "Line 4 is odd."]))
    assert desk.window._banner.sentence().startswith("Line 3 is odd. 1 more")


@pytest.mark.parametrize(("downs", "dialled"), [(0, "+14155550142"), (1, "+442079460123")])
async def test_a_name_is_dialled(desk: Desk, downs: int, dialled: str) -> None:
    desk.window.use_contacts(BOOK)
    desk.run("dial")
    panel = desk.window.panels.dial
    QTest.keyClicks(panel.field, "ad")
    assert panel.contacts.names() == ["Ada Lovelace", "Adam Smith"]
    for _ in range(downs):
        QTest.keyClick(panel.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    await until(lambda: ("dial", dialled) in desk.stage.asked)


async def test_a_click_dials_too_and_digits_find_nobody(desk: Desk) -> None:
    desk.window.use_contacts(BOOK)
    desk.run("dial")
    panel = desk.window.panels.dial
    QTest.keyClicks(panel.field, "415")
    assert panel.contacts.isHidden()
    panel.field.clear()
    QTest.keyClicks(panel.field, "lov")
    panel.contacts._rows[0].click()
    await until(lambda: ("dial", "+14155550142") in desk.stage.asked)


async def test_the_verdict_is_about_the_contact_that_is_chosen(desk: Desk) -> None:
    desk.window.use_contacts(ContactBook([Contact("Police", "+14155550142")]))
    desk.run("dial")
    panel = desk.window.panels.dial
    QTest.keyClicks(panel.field, "pol")
    panel.refresh()
    assert panel.verdict.sentence() == desk.stage.readiness("+14155550142").sentence
    QTest.keyClicks(panel.field, "x")
    panel.refresh()
    assert panel.verdict.sentence() == desk.stage.readiness("polx").sentence
