"""Contacts out of files, as address books write them and as people do."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.contact_files import FILES, find, follow, read
from console.contacts import Contact, ContactBook

ADA = Contact("Ada Lovelace", "+14155550142")


def written(tmp_path: Path, text: str | bytes, name: str = "contacts.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    "text",
    [
        "name,phone\nAda Lovelace,+1 415 555 0142\n",
        "Ada Lovelace;(415) 555-0142",
        "+14155550142\tAda Lovelace",
        "First Name,Last Name,Company,Mobile Phone,E-mail\nAda,Lovelace,Acme,415-555-0142,a@b.c",
        "First Name,Middle Name,Last Name,Phone 1 - Label,Phone 1 - Value\n"
        "Ada,,Lovelace,Work,+1 415-555-0142",
        "\ufeffName,Telephone\r\n\r\n Ada  Lovelace ,415.555.0142\r\n",
        'Organization Name,Tel\n"Ada Lovelace",4155550142',
    ],
)
def test_tables_are_read_with_titles_and_without(tmp_path: Path, text: str) -> None:
    book = read(written(tmp_path, text), "US")
    assert book.problems == ()
    assert book.name_of("+14155550142") == "Ada Lovelace"
    assert len(book) == 1


def test_several_numbers_of_one_are_all_known(tmp_path: Path) -> None:
    text = "name,work phone,mobile\nAda,+442079460123,+14155550142 ::: +14155550143\n"
    book = read(written(tmp_path, text), "US")
    for number in ("+442079460123", "+14155550142", "+14155550143"):
        assert book.name_of(number) == "Ada"


def test_what_cant_be_read_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    text = "name,phone\nBob,12\n,+14155550199\nEve,\nAda Lovelace,4155550142\n"
    book = read(written(tmp_path, text), "US")
    assert book.name_of(ADA.number) == ADA.name
    assert len(book) == 1
    assert book.problems == (
        "Row 2 of contacts.csv has no number that can be dialled; it was left out.",
        "Row 3 of contacts.csv has no name; it was left out.",
        "Row 4 of contacts.csv has no telephone number; it was left out.",
    )


def test_old_encodings_are_read(tmp_path: Path) -> None:
    book = read(written(tmp_path, "J\xf6rg;+4930123456".encode("cp1252")), "DE")
    assert book.name_of("+4930123456") == "J\xf6rg"


CARDS = """BEGIN:VCARD
VERSION:3.0
N:Lovelace;Ada;;;
FN:Ada Lovelace
TEL;TYPE=CELL:(415) 555-0142
TEL;TYPE=WORK,VOICE:+44 20 7946 0123
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:J\u00f6rg M\u00fcller
TEL;VALUE=uri;TYPE=home:tel:+4930123456
END:VCARD
BEGIN:VCARD
VERSION:2.1
ORG:Harbour Dental
TEL:+14155550177
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Nobody
END:VCARD
BEGIN:VCARD
this is no card
END:VCARD
"""


def test_cards_of_all_versions_are_read_and_bad_ones_named(tmp_path: Path) -> None:
    book = read(written(tmp_path, CARDS.replace("\n", "\r\n"), "contacts.vcf"), "US")
    assert book.name_of("+14155550142") == book.name_of("+442079460123") == "Ada Lovelace"
    assert book.name_of("+4930123456") == "J\u00f6rg M\u00fcller"
    assert book.name_of("+14155550177") == "Harbour Dental"
    assert [problem.split(" of ")[0] for problem in book.problems] == ["Card 4", "Card 5"]


@given(st.binary(max_size=300))
def test_no_file_is_fatal(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "anything.csv"
    file.write_bytes(raw)
    book = read(file, "US")
    assert all("anything.csv" in problem for problem in book.problems)


@given(st.text(max_size=200))
def test_no_card_is_fatal(tmp_path_factory: pytest.TempPathFactory, inside: str) -> None:
    file = tmp_path_factory.getbasetemp() / "anything.vcf"
    file.write_text(f"BEGIN:VCARD\n{inside}\nEND:VCARD\n{CARDS}", "utf-8")
    assert read(file, "US").name_of(ADA.number) == ADA.name


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    book = read(tmp_path / "gone.csv", "US")
    assert book.problems == ("gone.csv can't be read: No such file or directory.",)


def test_the_named_file_comes_before_the_data_folders(tmp_path: Path) -> None:
    assert find(tmp_path, None) is None
    for name in reversed(FILES):
        (tmp_path / name).touch()
        assert find(tmp_path, None) == tmp_path / name
    assert find(tmp_path, "/some/where.csv") == Path("/some/where.csv")


def test_names_are_found_by_the_beginnings_of_their_words() -> None:
    book = ContactBook(
        [ADA, Contact("Bea Ada-Smith", "+14155550143"), Contact("Carl", "+14155550144"), ADA]
    )
    assert [one.name for one in book.search("ad", 9)] == ["Ada Lovelace", "Bea Ada-Smith"]
    assert [one.name for one in book.search("love ad", 9)] == ["Ada Lovelace"]
    assert [one.name for one in book.search("ad", 1)] == ["Ada Lovelace"]
    assert book.search("", 9) == book.search("415", 9) == book.search("zzz", 9) == []


async def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    taken: asyncio.Queue[ContactBook] = asyncio.Queue()
    following = asyncio.create_task(
        follow(lambda: find(tmp_path, None), "US", taken.put_nowait, look_s=0.01)
    )
    try:
        async with asyncio.timeout(60):
            assert len(await taken.get()) == 0
            file = written(tmp_path, "Ada,+14155550142")
            while (await taken.get()).name_of(ADA.number) != "Ada":
                pass  # it may be found before anything stands in it
            file.write_text("Augusta,+14155550142")
            os.utime(file, ns=(1, 1))
            while (await taken.get()).name_of(ADA.number) != "Augusta":
                pass
            file.unlink()
            while len(await taken.get()):
                pass
    finally:
        following.cancel()
        await asyncio.wait({following})
