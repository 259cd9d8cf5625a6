"""Groups and recipients are texts with placeholders; a value can never add a group."""

from __future__ import annotations

import pytest

from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.template import compile_template

DATA = {"decision": {"lead": "education", "supports": ["health", "justice"]}, "unit": "a, sysadmin", "n": 3}


@pytest.mark.parametrize(
    ("source", "tokens"),
    [
        ("case_officer", ("case_officer",)),
        ("case_officer@province_office, director", ("case_officer@province_office", "director")),
        ("liaison@${decision['lead']}", ("liaison@education",)),
        ("participant@p${n},reviewer", ("participant@p3", "reviewer")),
        ("${for_each('liaison@*', decision.supports)}", ("liaison@health", "liaison@justice")),
        ("${decision.supports}", ("health", "justice")),
        ("x , ${join(['a', 'b'], ',')} ", ("x", "a", "b")),
        ("liaison@${{'a': 'b}'}['a']}", ("liaison@b}",)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_it_lists_its_pieces(source: str, tokens: tuple[str, ...]) -> None:
    assert compile_template(source).list(DATA) == tokens


def test_a_value_inside_a_piece_cannot_add_a_group() -> None:
    with pytest.raises(ExpressionFailed) as failed:
        compile_template("liaison@${unit}").list(DATA)
    assert failed.value.key == "expressions.comma_in_piece"


@pytest.mark.parametrize("source", ["liaison@${decision}", "liaison@${null}", "liaison@${true}", "${decision['x']}"])
def test_a_placeholder_without_a_text_is_refused(source: str) -> None:
    with pytest.raises(ExpressionFailed):
        compile_template(source).list(DATA)


@pytest.mark.parametrize(
    ("source", "column"),
    [("a@${decision.lead()}", 5), ("a@${open", 3), ("a@${}", 5), ("x" * 5000, 1), ("a,${1 +}", None)],
)
def test_what_cannot_be_compiled_is_told_in_the_whole_text(source: str, column: int | None) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_template(source)
    assert column is None or refused.value.column == column


def test_it_tells_what_it_reads() -> None:
    template = compile_template("a@${unit}, b@${fact('office_unit')}")
    assert template.names == {"unit"}
    assert [call.name for call in template.calls] == ["fact"]
