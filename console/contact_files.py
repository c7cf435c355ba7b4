"""Contacts out of a file: CSV as address books export it, or vCard.

What can't be read is left out and named in a sentence; it never keeps the rest away.
Reading blocks, so it belongs in a thread.
"""

from __future__ import annotations

import asyncio
import csv
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import phonenumbers

from console.contacts import Contact, ContactBook

_LOG = logging.getLogger(__name__)
FILES: Final = ("contacts.csv", "contacts.vcf")
"""What is looked for in the data folder, in this order."""
_LOOK_S: Final = 2.0
_MOST_BYTES: Final = 20_000_000
_PHONE: Final = re.compile(r"phone|number|tel|mobile|cell|handy", re.IGNORECASE)
_NAMES: Final = ("name", "full name", "display name", "contact")
_PARTS: Final = ("first name", "given name", "middle name", "last name", "family name", "surname")
_FIRMS: Final = ("organization name", "organization", "organisation", "company")
_CARD: Final = re.compile(r"^BEGIN:VCARD\s*$.*?^END:VCARD\s*$", re.I | re.M | re.S)

Stamp = tuple[str, int, int] | None


def find(data_dir: Path, named: str | None) -> Path | None:
    """Return the file of contacts: the one that is named, or the data folder's own."""
    if named:
        return Path(named).expanduser()
    return next((file for name in FILES if (file := data_dir / name).exists()), None)


def read(file: Path, region: str) -> ContactBook:
    """Read contacts; numbers without a country are of ``region`` (ISO 3166)."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return ContactBook(problems=[f"{file.name} is larger than 20 MB; it was not read."])
        text = _decoded(file.read_bytes())
    except OSError as exc:
        return ContactBook(problems=[f"{file.name} can't be read: {exc.strerror or exc}."])
    reader = _Cards if _CARD.search(text) else _Table
    reading = reader(file.name, region)
    contacts = list(reading.read(text))
    return ContactBook(contacts, reading.problems)


async def follow(
    find_file: Callable[[], Path | None],
    region: str,
    take: Callable[[ContactBook], None],
    look_s: float = _LOOK_S,
) -> None:
    """Hand over the contacts at once and whenever their file changes, until cancelled."""
    last: Stamp | object = object()
    while True:
        file = await asyncio.to_thread(find_file)
        found = await asyncio.to_thread(_stamp, file) if file else None
        if found != last:
            last = found
            book = await asyncio.to_thread(read, file, region) if file else ContactBook()
            _LOG.info("Contacts were read: %d, and %d problems", len(book), len(book.problems))
            take(book)
        await asyncio.sleep(look_s)


class _Reading:
    """What both kinds of file share: numbers, and what is wrong with them."""

    def __init__(self, file: str, region: str) -> None:
        self.problems: list[str] = []
        self._file = file
        self._region = region

    def _all(self, name: str, numbers: Iterable[str], where: str) -> Iterator[Contact]:
        given = [text for text in map(str.strip, numbers) if text]
        fine = [number for text in given if (number := e164(text, self._region))]
        if not name:
            self._complain(where, "has no name")
        elif not given:
            self._complain(where, "has no telephone number")
        elif not fine:
            self._complain(where, "has no number that can be dialled")
        else:
            yield from (Contact(name, number) for number in fine)

    def _complain(self, where: str, what: str) -> None:
        self.problems.append(f"{where} of {self._file} {what}; it was left out.")


class _Table(_Reading):
    """A table: with a line of titles, or just a name and a number in each line."""

    def read(self, text: str) -> Iterator[Contact]:
        reader = csv.reader(text.splitlines(), delimiter=_delimiter(text), strict=False)
        titles: list[str] | None = None
        try:
            for row in reader:
                cells = [" ".join(cell.split()) for cell in row]
                if not any(cells):
                    continue
                if titles is None:
                    titles = [] if any(e164(cell, self._region) for cell in cells) else cells
                    if titles:
                        continue
                name, numbers = self._parts(titles, cells)
                yield from self._all(name, numbers, f"Row {reader.line_num}")
        except csv.Error:
            self._complain(f"Row {reader.line_num}", "is not CSV, nor is what follows")

    def _parts(self, titles: Sequence[str], cells: Sequence[str]) -> tuple[str, list[str]]:
        if not titles:
            numbers = [cell for cell in cells if e164(cell, self._region)]
            names = [cell for cell in cells if cell and cell not in numbers]
            return (names[0] if names else ""), numbers
        row = {title.casefold(): cell for title, cell in zip(titles, cells, strict=False) if cell}
        name = _first(row, _NAMES)
        name = name or " ".join(row[part] for part in _PARTS if part in row) or _first(row, _FIRMS)
        phones = [row[t] for t in row if _PHONE.search(t) and not t.endswith(("type", "label"))]
        # One cell may hold several, as Google writes them.
        return name, [one for cell in phones for one in cell.split(":::")]


class _Cards(_Reading):
    """vCards of any version, one after another."""

    def read(self, text: str) -> Iterator[Contact]:
        import vobject  # late, as few have such a file

        # It would write what it can't read into the log: names and numbers.
        logging.getLogger("vobject.base").setLevel(logging.CRITICAL)
        for place, card in enumerate(_CARD.findall(text), 1):
            try:
                read = vobject.readOne(card, ignoreUnreadable=True)
            except (vobject.base.ParseError, ValueError, IndexError, KeyError):
                self._complain(f"Card {place}", "can't be read")
                continue
            name = _text(read, "fn") or _text(read, "org")
            numbers = (_value(tel).removeprefix("tel:") for tel in read.contents.get("tel", ()))
            yield from self._all(name, numbers, f"Card {place}")


def e164(text: str, region: str) -> str:
    """Return a number as it is dialled from anywhere; nothing where it is none."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number) or sum(map(str.isalpha, text)) > len("ext"):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _text(card: object, name: str) -> str:
    lines = getattr(card, "contents", {}).get(name, ())
    return " ".join(_value(lines[0]).split()) if lines else ""


def _value(line: object) -> str:
    value = getattr(line, "value", "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _first(row: dict[str, str], titles: Iterable[str]) -> str:
    return next((row[title] for title in titles if title in row), "")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=first.count)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), found.st_mtime_ns, found.st_size
