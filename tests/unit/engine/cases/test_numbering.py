"""Numbers of papers under prefixes that change."""

from __future__ import annotations

from datetime import date

import pytest

from engine.cases.numbering import Numbering
from engine.errors import Invalid

OLD = {
    "kind": "application",
    "pattern": "豫未保会商申〔{year}〕{serial}号",
    "from": "2022-01-01",
    "until": "2024-05-01",
}
NEW = {"kind": "application", "pattern": "豫妇儿会商申〔{year}〕{serial}号", "from": date(2024, 5, 1)}


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2022, 3, 28), "豫未保会商申〔2022〕1号"),
        (date(2024, 4, 30), "豫未保会商申〔2024〕1号"),
        (date(2024, 5, 1), "豫妇儿会商申〔2024〕1号"),
    ],
)
def test_the_prefix_of_the_day(day, number):
    assert Numbering.parse([OLD, NEW]).number("application", day, 1) == number


def test_the_register_goes_on_under_a_new_prefix():
    numbering = Numbering.parse([OLD, NEW])
    assert numbering.register("application", date(2024, 4, 30)) == numbering.register("application", date(2024, 5, 1))
    assert numbering.register("application", date(2025, 1, 1)) != numbering.register("application", date(2024, 5, 1))
    assert numbering.kinds == {"application"}


@pytest.mark.parametrize(("kind", "day"), [("minutes", date(2022, 1, 1)), ("application", date(2021, 12, 31))])
def test_no_series_no_number(kind, day):
    with pytest.raises(Invalid) as refused:
        Numbering.parse([OLD]).number(kind, day, 1)
    assert refused.value.key == "cases.numbering.no_series"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([{**OLD, "from": "soon"}], "unreadable"),
        ([{"kind": "x"}], "unreadable"),
        ([{**OLD, "pattern": "〔{year}〕号"}], "pattern"),
        ([{**OLD, "pattern": "〔{year}〕{serial}{other}号"}], "pattern"),
        ([{**OLD, "until": None}, NEW], "overlap"),
    ],
)
def test_unusable_rows(rows, key):
    with pytest.raises(Invalid) as refused:
        Numbering.parse(rows)
    assert refused.value.key == f"cases.numbering.{key}"


def test_a_number_on_paper_is_read_by_the_prefix_of_its_day():
    numbering = Numbering.parse([OLD, NEW])
    assert numbering.serial("application", date(2022, 3, 28), "豫未保会商申〔2022〕12号") == 12
    assert numbering.serial("application", date(2024, 5, 1), "豫妇儿会商申〔2024〕7号") == 7


@pytest.mark.parametrize(
    "number",
    [
        "豫未保会商申〔2021〕12号",
        "豫未保会商申〔2022〕0号",
        "豫未保会商申〔2022〕012号",
        "豫妇儿会商申〔2022〕1号",
        "12",
        "",
    ],
)
def test_a_number_of_another_form_is_refused_with_an_example(number):
    with pytest.raises(Invalid) as refused:
        Numbering.parse([OLD, NEW]).serial("application", date(2022, 3, 28), number)
    assert refused.value.params["example"] == "豫未保会商申〔2022〕12号"
