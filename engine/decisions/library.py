"""The decisions of a bundle, found by id or name, each with everything it requires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.decisions.elements import Decision, Element, Key, Knowledge, Reference, Service
from engine.decisions.evaluation import Evaluation
from engine.decisions.limits import MAX_CHAIN
from engine.decisions.outcome import Outcome
from engine.decisions.refusals import DecisionRefused, DecisionUnknown, found
from engine.decisions.run import Functions
from engine.expressions.compiling import NO_FUNCTIONS
from engine.findings import Finding


@dataclass(frozen=True)
class Library:
    """Immutable once read, so threads may share it. `findings` tell everything that is wrong in its files."""

    elements: Mapping[Key, Element] = field(repr=False)
    spaces: Mapping[str, str]  #: name space of each file's model
    findings: tuple[Finding, ...]
    names: frozenset[str] = frozenset()  #: every name that the files declare

    @classmethod
    def of(
        cls,
        elements: Iterable[Element],
        spaces: Mapping[str, str],
        findings: Iterable[Finding],
        names: frozenset[str] = frozenset(),
    ) -> Library:
        """A library of these elements, its references looked up: what is missing, doubled or circular is a finding."""
        known: dict[Key, Element] = {}
        wrong = list(findings)
        for element in elements:
            if element.key in known and element.id:
                wrong.append(found("element_twice", element.file, element.line, element.id))
            known.setdefault(element.key, element)
        library = cls(known, spaces, ())
        wrong += library._unresolved()
        wrong += library._circles()
        return cls(known, spaces, tuple(wrong), names)

    @property
    def decisions(self) -> list[Decision]:
        """All decisions, in the order of files and lines."""
        return [element for element in self.elements.values() if isinstance(element, Decision)]

    @property
    def ids(self) -> frozenset[str]:
        """What a business rule task may ask for: the ids of all decisions and services."""
        return frozenset(one.id for one in self.elements.values() if isinstance(one, Decision | Service))

    @property
    def callable_names(self) -> frozenset[str]:
        """What expressions may call: declared functions and services, and whatever else has a name."""
        return self.names.union(
            element.name for element in self.elements.values() if isinstance(element, Knowledge | Service)
        )

    def find(self, asked: str, file: str | None = None) -> Decision | Service:
        """The decision or service of this id, or of this name, in this file or any. Raises DecisionUnknown."""
        answerable = [
            element
            for element in self.elements.values()
            if isinstance(element, Decision | Service) and file in (None, element.file)
        ]
        for matches in (
            [element for element in answerable if element.id == asked],
            [element for element in answerable if element.name == asked],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                files = ", ".join(sorted({element.file for element in matches}))
                raise DecisionUnknown("decisions.several", decision=asked, files=files)
        known = ", ".join(element.id for element in answerable[:20])
        raise DecisionUnknown("decisions.unknown", decision=asked, known=known)

    def resolve(self, reference: Reference, file: str) -> Element | None:
        """What this reference of this file means."""
        if not reference.namespace:
            return self.elements.get(Key(file, reference.id))
        for other, space in self.spaces.items():
            if space == reference.namespace and (element := self.elements.get(Key(other, reference.id))) is not None:
                return element
        return None

    def evaluate(
        self,
        asked: str,
        names: Mapping[str, Any],
        functions: Functions = NO_FUNCTIONS,
        *,
        strict: bool = False,
        file: str | None = None,
    ) -> Outcome:
        """The answer of the decision with this id or name (of this file), for these data, with all that it requires.

        `strict` is how a case asks: a missing input, and a table of single answers of which no rule matches, are
        refused, where the standard answers null. Raises DecisionUnknown, DecisionRefused, ExpressionFailed, and
        whatever a function refuses.
        """
        element = self.find(asked, file)
        try:
            return Evaluation(self, names, functions, strict).outcome(element)
        except RecursionError:
            raise DecisionRefused("decisions.too_deep", limit=MAX_CHAIN) from None
        except (ArithmeticError, MemoryError) as error:  # a second line behind what expressions refuse themselves
            raise DecisionRefused("decisions.failed", detail=type(error).__name__) from error

    def required(self, element: Element) -> Iterator[tuple[Reference, Element | None]]:
        """What this element refers to."""
        references: tuple[Reference, ...] = ()
        if isinstance(element, Decision):
            references = (*element.requires, *element.knows)
        elif isinstance(element, Knowledge):
            references = element.knows
        elif isinstance(element, Service):
            references = (*element.gives, *element.given)
        return ((reference, self.resolve(reference, element.file)) for reference in references)

    def usable(self, element: Element) -> None:
        """Raises DecisionRefused with the first finding of an element that has one."""
        if element.findings:
            first = element.findings[0]
            raise DecisionRefused("decisions.not_usable", decision=element.id, line=first.line, detail=first)

    def _unresolved(self) -> Iterator[Finding]:
        for element in self.elements.values():
            for reference, meant in self.required(element):
                if meant is None:
                    shown = f"{reference.namespace}#{reference.id}" if reference.namespace else reference.id
                    yield found("requires_unknown", element.file, reference.line, element.id, required=shown)

    def _circles(self) -> Iterator[Finding]:
        """Decisions that require themselves, and chains that are too long. Functions may call themselves."""
        depth: dict[Key, int] = {}
        for start in self.decisions:
            for element in self._after_required(start, depth):
                if isinstance(element, Finding):
                    yield element
                    return
        for decision in self.decisions:
            if depth.get(decision.key, 0) > MAX_CHAIN:
                yield found("chain_too_long", decision.file, decision.line, decision.id, limit=MAX_CHAIN)
                return

    def _after_required(self, start: Decision, depth: dict[Key, int]) -> Iterator[Finding]:
        """Visits what a decision requires before the decision, without calling itself: models may be long chains."""
        waiting: list[tuple[Decision, bool]] = [(start, False)]
        open_: set[Key] = set()
        while waiting:
            decision, done = waiting.pop()
            below = [one for _, one in self.required(decision) if isinstance(one, Decision)]
            if done:
                open_.discard(decision.key)
                depth[decision.key] = 1 + max((depth.get(one.key, 0) for one in below), default=0)
            elif decision.key in open_:
                yield found("requires_itself", decision.file, decision.line, decision.id)
                return
            elif decision.key not in depth:
                open_.add(decision.key)
                waiting.append((decision, True))
                waiting += [(one, False) for one in below]
