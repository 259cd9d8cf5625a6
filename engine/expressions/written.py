"""Which notation a designer meant: `${…}` speaks for itself, a declared language is believed, all else is Python."""

from __future__ import annotations

from engine.expressions.expression import Expression, compile_expression
from engine.expressions.notation import Notation
from engine.expressions.placeholders import has_placeholder

#: Before FEEL, where the text has no language attribute beside it.
FEEL_MARK = "="
#: Words in a language attribute, of whatever spelling or address, and what they mean.
_LANGUAGES = {"feel": Notation.FEEL, "juel": Notation.JUEL, "python": Notation.PYTHON}


def notation_of(source: str, language: str | None = None) -> Notation:
    """The notation of this text; `language` is the attribute beside it, such as a FEEL address."""
    if has_placeholder(source):
        return Notation.JUEL
    if source.lstrip().startswith(FEEL_MARK):
        return Notation.FEEL
    declared = (language or "").lower()
    return next((notation for word, notation in _LANGUAGES.items() if word in declared), Notation.PYTHON)


def compile_written(source: str, language: str | None = None) -> Expression:
    """Compile this text in the notation it is written in. Raises ExpressionRefused."""
    notation = notation_of(source, language)
    if notation is Notation.FEEL and source.lstrip().startswith(FEEL_MARK):
        source = source.lstrip()[len(FEEL_MARK) :]
    return compile_expression(source, notation)
