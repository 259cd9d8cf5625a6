"""The three notations in which a designer may write the same thing."""

from __future__ import annotations

from enum import StrEnum


class Notation(StrEnum):
    """How a text is to be read, and what its operators mean."""

    PYTHON = "python"  #: the Python subset of our own diagrams and scripts
    JUEL = "juel"  #: `${…}` and `#{…}` of Camunda-7 style diagrams: Jakarta Expression Language
    FEEL = "feel"  #: the language of DMN tables and of form conditions
