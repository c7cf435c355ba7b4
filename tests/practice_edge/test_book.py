"""The book of calls forgets."""

from __future__ import annotations

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from console.practice.edge.call import Book
from console.practice.edge.conditions import Conditions
from console.practice.edge.problems import Problem


def test_the_oldest_of_more_than_a_thousand_calls_go() -> None:
    def no_peer(heard: object) -> None:
        raise AssertionError("nobody is in these calls")

    book = Book(no_peer, Conditions())
    for number in range(1005):
        book.get_or_create("default", str(number))
    assert [call.id for call in book.all()] == [str(number) for number in range(5, 1005)]
    with pytest.raises(Problem):
        book.find("default:0")
    assert book.find("default:1004").id == "1004"
