"""No small number can be worked out: against a search through every table that fits what is told."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.registers.suppression import told, with_sums

LEAST = 5


def possible(cells: tuple[tuple[int | None, ...], ...], most: int) -> dict[tuple[int, int], set[int]]:
    """What each hidden cell may be, of all tables that agree with what is told; what is hidden is not nought."""
    rows, columns = len(cells) - 1, len(cells[0]) - 1
    inner = [(row, column) for row in range(rows) for column in range(columns) if cells[row][column] is None]
    hidden = [(row, column) for row in range(rows + 1) for column in range(columns + 1) if cells[row][column] is None]
    found: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    for values in product(range(1, most + 1), repeat=len(inner)):
        tried = [[cells[row][column] or 0 for column in range(columns)] for row in range(rows)]
        for (row, column), value in zip(inner, values, strict=True):
            tried[row][column] = value
        whole = with_sums(tried)
        if all(_fits(one, value) for pair in zip(cells, whole, strict=True) for one, value in zip(*pair, strict=True)):
            for row, column in hidden:
                found[row, column].add(whole[row][column])
    return found


def _fits(shown: int | None, value: int) -> bool:
    return value > 0 if shown is None else shown == value


COUNTS = st.sampled_from([(1, 1), (1, 2), (1, 3), (1, 4), (2, 2)]).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 6), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@settings(max_examples=150, deadline=None)
@given(counts=COUNTS)
def test_every_hidden_number_could_be_another(counts: list[list[int]]) -> None:
    table = told(counts, LEAST)

    assert all(len(values) > 1 for values in possible(table.cells, 8).values())


@given(counts=st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=6))
def test_no_small_number_is_told_and_nothing_is_told_wrongly(counts: list[list[int]]) -> None:
    table, whole = told(counts, LEAST), with_sums(counts)

    for shown, true in zip(table.cells, whole, strict=True):
        for one, value in zip(shown, true, strict=True):
            assert one is None or (one == value and (one == 0 or one >= LEAST))


@given(counts=st.lists(st.lists(st.one_of(st.just(0), st.integers(5, 40)), min_size=3, max_size=3), min_size=1))
def test_where_nothing_is_small_all_is_told(counts: list[list[int]]) -> None:
    table = told(counts, LEAST)

    assert [list(row) for row in table.cells] == with_sums(counts)


def test_a_larger_table_is_safe_as_well() -> None:
    table = told([[1, 6, 2], [6, 0, 1]], LEAST)

    assert all(len(values) > 1 for values in possible(table.cells, 8).values())


def test_two_ones_whose_sum_is_told_are_not_hidden_enough() -> None:
    # given a row of two ones: their sum would tell both
    cells = told([[1, 1, 9], [20, 20, 20]], LEAST).cells

    # then not the two alone are hidden
    assert sum(value is None for value in cells[0]) > 2
    assert [value for value in cells[1] if value is not None]


def test_a_whole_table_of_one_small_number_tells_nothing() -> None:
    assert told([[2]], LEAST).cells == ((None, None), (None, None))


def test_an_empty_table_stays_empty() -> None:
    assert told([], LEAST).cells == ()
