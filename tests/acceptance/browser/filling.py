"""Fills in the forms of tasks as people do, from values written down by field: with the mouse, or by keyboard alone.

A field is found by the id its component has in the form's file, so a label may change without breaking a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.browser.stage import PROCEDURE

Component = Mapping[str, Any]
#: milliseconds that a form may take to come
PATIENCE = 15_000


class Hand:
    """Somebody with mouse and keyboard before one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, place: Locator) -> None:
        """Use a button or a link."""
        place.click()

    def send(self) -> None:
        """Send the one form that this page is about."""
        self.press(self.page.locator("[data-submits]"))

    def write(self, place: Locator, text: str) -> None:
        """Put this text into a field."""
        place.fill(text)

    def write_day(self, place: Locator, day: str) -> None:
        """Put a day into a date field, and leave it so that its calendar closes."""
        place.fill(day)
        place.blur()

    def tick(self, place: Locator) -> None:
        """Choose one of several, or say yes."""
        place.check()

    def pick(self, place: Locator, value: str) -> None:
        """Choose an option of a plain list."""
        place.select_option(value)

    def choose(self, place: Locator, label: str) -> None:
        """Choose one of a list that opens below its field."""
        place.locator("xpath=..").click()
        self._options(place).get_by_text(label, exact=True).first.click()

    def add_tag(self, place: Locator, label: str) -> None:
        """Choose one more of a list of tags."""
        place.click()
        place.fill(label)
        self._options(place).get_by_text(label, exact=True).first.click()
        place.blur()

    def _options(self, place: Locator) -> Locator:
        return place.locator("xpath=ancestor::*[contains(@class, 'fjs-form-field')][1]").locator(".fjs-dropdownlist")


class Keys(Hand):
    """Somebody who has no mouse: everything is reached by Tab and done by keys."""

    #: stops of Tab before a place counts as out of reach
    MOST = 400
    #: a fault of the console, should anything be done with a mouse after all
    NO_MOUSE = "addEventListener('pointerdown', () => console.error('a mouse was used'), true)"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        page.add_init_script(self.NO_MOUSE)

    def reach(self, place: Locator) -> None:
        """Go on by Tab until this place has the focus. Fails where the keyboard never gets there."""
        expect(place.first).to_be_attached()
        for _ in range(self.MOST):
            if place.first.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {place}")

    def press(self, place: Locator) -> None:
        self.reach(place)
        self.page.keyboard.press("Enter")

    def send(self) -> None:
        self.page.keyboard.press("Control+Enter")

    def write(self, place: Locator, text: str) -> None:
        self.reach(place)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def write_day(self, place: Locator, day: str) -> None:
        self.write(place, day)
        self.page.keyboard.press("Tab")

    def tick(self, place: Locator) -> None:
        """Tab stops once in a group of radio buttons; arrows go on inside."""
        if place.is_checked():
            return
        if place.get_attribute("type") != "radio":
            self.reach(place)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f'input[type="radio"][name="{place.get_attribute("name")}"]')
        chosen = [index for index in range(group.count()) if group.nth(index).is_checked()]
        self.reach(group.nth(chosen[0] if chosen else 0))
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if place.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not choose {place}")

    def pick(self, place: Locator, value: str) -> None:
        self.reach(place)
        for key in ("Home", *["ArrowDown"] * 60):
            if place.input_value() == value:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not pick {value}")

    def choose(self, place: Locator, label: str) -> None:
        self.reach(place)
        self._step_to(place, label)

    def add_tag(self, place: Locator, label: str) -> None:
        self.reach(place)
        self.page.keyboard.insert_text(label)
        self._step_to(place, label)

    def _step_to(self, place: Locator, label: str) -> None:
        """Down the open list until this option is in focus. The list draws itself a moment after each key."""
        focused = self._options(place).locator(".fjs-dropdownlist-item.focused")
        for _ in range(60):
            self.page.wait_for_timeout(40)
            if focused.count() and focused.first.inner_text().strip() == label:
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard finds no {label}")


class Sheet:
    """The form of the page that is open now."""

    def __init__(self, hand: Hand, form: str) -> None:
        self.hand = hand
        self.place = hand.page.locator(".fjs-form").first
        self.place.wait_for(timeout=PATIENCE)
        self.components = orjson.loads((PROCEDURE / "forms" / f"{form}.form").read_bytes())["components"]
        texts = hand.page.locator("#sheet-data").text_content() if hand.page.locator("#sheet-data").count() else "{}"
        self.choices: Mapping[str, Sequence[Any]] = orjson.loads(texts or "{}").get("choices", {})

    def fill(self, values: Mapping[str, Any]) -> None:
        """Fill in these fields, in the order of the form."""
        for component in _fields(self.components):
            if component["key"] in values:
                self._put(component, values[component["key"]], "")

    def _put(self, component: Component, value: Any, row: str) -> None:
        field = f"{component['id']}{row}"
        match component["type"]:
            case "radio" | "checklist":
                for one in value if isinstance(value, list) else [value]:
                    index = [str(known["value"]) for known in component["values"]].index(_text(one))
                    self.hand.tick(self._at(f"{field}-{index}"))
            case "checkbox":
                self.hand.tick(self._at(field))
            case "select":
                self.hand.choose(self._at(field), self._label(component, value))
            case "taglist":
                for one in value:
                    self.hand.add_tag(self._at(field), self._label(component, one))
            case "dynamiclist":
                self._put_rows(component, value)
            case "datetime":
                self.hand.write_day(self._at(field), _text(value))
            case _:
                self.hand.write(self._at(field), _text(value))

    def _put_rows(self, component: Component, rows: Sequence[Mapping[str, Any]]) -> None:
        """As many rows as are wanted: some are there, more are added, those left over are taken away."""
        group = self.place.locator(f'[role="group"][aria-labelledby$="-{component["id"]}"]')
        first = next(iter(_fields(component["components"])))
        for _ in range(len(rows) - self._count(first)):
            self.hand.press(group.locator(".fjs-repeat-render-add"))
        while self._count(first) > len(rows):
            self.hand.press(group.locator(".fjs-repeat-row-remove").last)
        for index, row in enumerate(rows):
            for field in _fields(component["components"]):
                if field["key"] in row:
                    self._put(field, row[field["key"]], f"_{index}")

    def _count(self, first: Component) -> int:
        return sum(self._at(f"{first['id']}_{index}", "*").count() for index in range(40))

    def _at(self, end: str, kind: str = "input, textarea, select") -> Locator:
        ids = ", ".join(f'{one.strip()}[id$="-{end}"]' for one in kind.split(","))
        return self.place.locator(ids)

    def _label(self, component: Component, value: Any) -> str:
        """What the list shows for this value."""
        known = component.get("values") or self.choices[component["valuesKey"]]
        return next(str(one["label"]) for one in known if str(one["value"]) == _text(value))


class Written:
    """A form of ours, without form-js: fields by their names, rows by numbers. What is hidden is not asked for."""

    def __init__(self, hand: Hand, form: Locator) -> None:
        self.hand = hand
        self.form = form

    def fill(self, values: Mapping[str, Any], before: str = "") -> None:
        """Fill in these fields, as far as the page asks for them."""
        for name, value in values.items():
            if isinstance(value, list) and value and isinstance(value[0], Mapping):
                self._put_rows(f"{before}{name}", value)
            else:
                self._put(self.form.locator(f'[name="{before}{name}"]'), value)

    def _put_rows(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        group = self.form.locator(f'[data-rows="{name}"]')
        for _ in range(len(rows) - group.locator("[data-row-list] > [data-row]").count()):
            self.hand.press(group.locator("[data-row-add]"))
        for index, row in enumerate(rows):
            self.fill(row, f"{name}.{index}.")

    def _put(self, fields: Locator, value: Any) -> None:
        shown = [one for one in fields.all() if one.is_visible()]
        wanted = [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
        for field in shown:
            kind = field.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                if field.get_attribute("value") in wanted:
                    self.hand.tick(field)
            elif kind == "select-one":
                self.hand.pick(field, wanted[0])
            elif field.get_attribute("data-date-field") is not None:
                self.hand.write_day(field, wanted[0])
            else:
                self.hand.write(field, wanted[0])


def _fields(components: Sequence[Component]) -> Iterator[Component]:
    """Those that hold a value, groups opened, in their order."""
    for one in components:
        if one["type"] == "group":
            yield from _fields(one["components"])
        elif one.get("key") or one["type"] == "dynamiclist":
            yield one if "key" in one else {**one, "key": one["path"]}


def _text(value: Any) -> str:
    """A value of a scenario as it is typed: YAML has made yes and no into booleans."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
