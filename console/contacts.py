"""Who is behind a number: the operator's own contacts, looked up by E.164. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and one of its numbers, in E.164."""

    name: str
    number: str


class ContactBook:
    """Contacts as they were read from a file; ``problems`` are sentences on what was left out.

    Where two contacts share a number the first one has it.
    """

    def __init__(self, contacts: Iterable[Contact] = (), problems: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        self._contacts = tuple(dict.fromkeys(contacts))
        self._names = {one.number: one.name for one in reversed(self._contacts)}

    def __len__(self) -> int:
        return len(self._contacts)

    def name_of(self, number: str) -> str:
        """Return the name behind a number in E.164, or nothing."""
        return self._names.get(number, "")

    def search(self, text: str, most: int) -> list[Contact]:
        """Return contacts whose name has a word that begins with each word of a text.

        Those come first whose name itself begins with it. Nothing for a text without letters:
        numbers are typed, not searched.
        """
        sought = text.casefold().split()
        if not any(letter.isalpha() for letter in text):
            return []
        found = [one for one in self._contacts if _fits(one.name, sought)]
        found.sort(key=lambda one: (not one.name.casefold().startswith(sought[0]), one.name))
        return found[:most]


def _fits(name: str, sought: Sequence[str]) -> bool:
    words = name.casefold().replace("-", " ").split()
    return all(any(word.startswith(begin) for word in words) for begin in sought)


class Contacts:
    """The book that every name on the desk is looked up in; replaced whole."""

    def __init__(self) -> None:
        self.book = ContactBook()

    def name_of(self, number: str) -> str:
        return self.book.name_of(number)


CONTACTS: Final = Contacts()
"""The one that every text asks. One desk to a process, so one book."""
