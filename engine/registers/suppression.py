"""Which numbers of a table may be told so that no small one can be worked out from the others.

A small number is hidden; then more are hidden, until each hidden one has at least two values that fit everything that
is shown: sums of rows and columns, and that a hidden number is never nought. (For tables with sums a hidden cell is
safe exactly if some ring of hidden cells, taken up and down by turns, leads through it.) Noughts are shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its sums: the last row and the last column. None is a number that is not told."""

    cells: tuple[tuple[int | None, ...], ...]


def with_sums(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with the sums of its rows, of its columns and of all."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def told(counts: Sequence[Sequence[int]], least: int) -> Table:
    """The table as it may be told: no number from one to below `least`, and none that would give such a one away."""
    table = with_sums(counts)
    hidden = {cell for cell, value in _cells(table) if 0 < value < least}
    while (open_ := next((cell for cell in sorted(hidden) if not _is_safe(table, hidden, cell)), None)) is not None:
        hidden.add(_next_hidden(table, hidden, open_))
    return Table(
        tuple(
            tuple(None if (row, column) in hidden else value for column, value in enumerate(values))
            for row, values in enumerate(table)
        )
    )


def _cells(table: Sequence[Sequence[int]]) -> Iterator[tuple[Cell, int]]:
    return (((row, column), value) for row, values in enumerate(table) for column, value in enumerate(values))


def _next_hidden(table: Sequence[Sequence[int]], hidden: set[Cell], beside: Cell) -> Cell:
    """The smallest number that is told so far: of the lines of this cell, else of any hidden one; sums last."""
    free = [(cell, value) for cell, value in _cells(table) if value and cell not in hidden]
    last = (len(table) - 1, len(table[0]) - 1)
    rows, columns = {row for row, _ in hidden}, {column for _, column in hidden}

    def cost(one: tuple[Cell, int]) -> tuple[int, bool, bool, int, Cell]:
        (row, column), value = one
        is_near = row == beside[0] or column == beside[1]
        return (
            _sums((row, column), last),
            not is_near,
            row not in rows and column not in columns,
            value,
            (row, column),
        )

    return min(free, key=cost)[0]


def _sums(cell: Cell, last: Cell) -> int:
    """Nought for a number of its own, one for the sum of a line, two for the sum of all."""
    return (cell[0] == last[0]) + (cell[1] == last[1])


def _is_safe(table: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell) -> bool:
    """Whether this number could be another one: one more or one less, with others changed to make up for it."""
    return _has_ring(table, hidden, cell, up=True) or (
        table[cell[0]][cell[1]] > 1 and _has_ring(table, hidden, cell, up=False)
    )


def _has_ring(table: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell, *, up: bool) -> bool:
    """Whether hidden cells can take a change of this one up, each line's sum staying what it is.

    Lines are nodes; a cell joins its row and its column. A cell that goes up leads from its row to its column, one that
    goes down leads back; a sum counts against its line and leads the other way round.
    """
    steps: dict[tuple[str, int], list[tuple[tuple[str, int], Cell]]] = {}
    last = (len(table) - 1, len(table[0]) - 1)
    for one in hidden - {cell}:
        row, column = ("row", one[0]), ("column", one[1])
        is_turned = _sums(one, last) == 1
        ways = [True, False] if table[one[0]][one[1]] > 1 else [True]
        for goes_up in ways:
            source, target = (row, column) if goes_up != is_turned else (column, row)
            steps.setdefault(source, []).append((target, one))
    row, column = ("row", cell[0]), ("column", cell[1])
    begin, end = (column, row) if up != (_sums(cell, last) == 1) else (row, column)
    return _leads(steps, begin, end)


def _leads(
    steps: dict[tuple[str, int], list[tuple[tuple[str, int], Cell]]], begin: tuple[str, int], end: tuple[str, int]
) -> bool:
    """Whether a way leads from one line to the other; a way without a repeated line uses each cell once."""
    waiting, seen = deque([begin]), {begin}
    while waiting:
        here = waiting.popleft()
        if here == end:
            return True
        for target, _ in steps.get(here, ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False
