"""The order of the rows and the widths of the columns, without any window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.call_order import arrange
from console.ui.columns import DROPPED_FIRST, Column, Width, least, share

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(shown=IDS, wanted=IDS, pinned=st.integers(0, 10))
def test_pinned_rows_stay_and_all_others_are_those_wanted(
    shown: list[str], wanted: list[str], pinned: int
) -> None:
    rows = arrange(shown, wanted, pinned)
    head = shown[:pinned]
    assert rows[: len(head)] == head
    assert rows[len(head) :] == [one for one in wanted if one not in head]
    assert len(rows) == len(set(rows))


WANTED = {column: Width(50, 80) for column in Column}


@given(available=st.integers(0, 2000))
def test_columns_fill_the_width_there_is(available: int) -> None:
    shared = share(available, WANTED)
    if available >= least(WANTED):
        assert sum(shared.values()) == available
    assert all(width >= 50 for width in shared.values())
    dropped = [column for column in DROPPED_FIRST if column not in shared]
    assert dropped == list(DROPPED_FIRST[: len(dropped)])
    assert set(Column) - set(shared) == set(dropped)


def test_no_column_is_dropped_while_all_fit() -> None:
    assert set(share(50 * len(Column), WANTED)) == set(Column)
    assert Column.LINE not in share(50 * len(Column) - 1, WANTED)
