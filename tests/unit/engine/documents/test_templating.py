"""What a template may say, and everything it may not."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from engine.documents.templating import MAX_TEXT, compile_text
from engine.errors import Invalid, TooLarge

HOSTILE = [
    "{{ ''.__class__ }}",
    "{{ case.__class__.__mro__ }}",
    "{{ case['number'] }}",
    "{{ case.keys() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 2 ** 999999 }}",
    "{% set x = 1 %}",
    "{% macro m() %}{% endmacro %}",
    "{% include 'other' %}",
    "{% import 'other' as o %}",
    "{% extends 'other' %}",
    "{% for a in b recursive %}{% endfor %}",
    "{% for a in b if a %}{% endfor %}",
    "{% for a, c in b %}{% endfor %}",
    "{% for a in b %}{% for c in b %}{% for d in b %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ case|attr('number') }}",
    "{{ case|safe }}",
    "{{ case|map('upper') }}",
    "{{ range(10) }}",
    "{% call case() %}{% endcall %}",
    "{% raw %}{% endraw %}{{ lipsum() }}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{{ a ~ b }}",
    "{{ [a for a in b] }}",
    "{{ unclosed",
    "{% endfor %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_on_the_list_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        compile_text(text)
    assert refused.value.fields


def test_values_are_escaped_and_their_line_ends_are_breaks() -> None:
    template, _ = compile_text("<w:t>{{ a }}</w:t>")
    said = template.render({"a": "<w:p/>&\"'\r\n二\x00\x0b\ud800"})
    assert said == '<w:t>&lt;w:p/&gt;&amp;&#34;&#39;</w:t><w:br/><w:t xml:space="preserve">二</w:t>'


def test_a_value_that_looks_like_a_tag_stays_text() -> None:
    template, _ = compile_text("{{ a }}")
    assert template.render({"a": "{{ b }}{% for x in y %}"}) == "{{ b }}{% for x in y %}"


def test_dots_reach_members_and_nothing_else() -> None:
    template, _ = compile_text("{{ a.items }}|{{ a.b }}")
    assert template.render({"a": {"items": "甲", "b": "乙"}}) == "甲|乙"


def test_a_field_that_an_older_form_lacks_is_blank_and_a_whole_form_is_not() -> None:
    template, _ = compile_text("[{{ a.later }}]{% if b.c %}{% endif %}")
    assert template.render({"a": {}, "b": {}}) == "[]"
    with pytest.raises(UndefinedError):
        template.render({"a": {}})


def test_every_name_is_told_by_its_path() -> None:
    _, names = compile_text(
        "{% for one in decisions %}{{ one.lead }}{{ loop.index }}{% for u in one.supports %}{{ u }}{% endfor %}"
        "{% endfor %}{% if case.number == 'x' %}{{ review.reason|lines|joined }}{% endif %}"
    )
    assert {"decisions", "decisions[].lead", "decisions[].supports", "decisions[].supports[]", "case.number"} <= names
    assert "review.reason" in names


def test_the_output_ends_at_a_limit() -> None:
    template, _ = compile_text("{% for a in b %}{% for c in b %}" + "文" * 1000 + "{% endfor %}{% endfor %}")
    with pytest.raises(TooLarge):
        template.render({"b": list(range(1000))})
    assert MAX_TEXT < 1000 * 1000 * 1000


def test_paragraphs_lose_blank_lines_and_the_blanks_they_begin_with() -> None:
    template, _ = compile_text("{% for line in a|lines %}[{{ line }}]{% endfor %}{{ b|bare }}")
    assert template.render({"a": "　　一\n\n  二\r\n三", "b": "到此为止。；"}) == "[一][二][三]到此为止"
