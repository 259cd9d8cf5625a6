"""What a test sees of a page: faults of the console, what axe finds, words that are missing, pictures."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page

ROOT = Path(__file__).parents[3]
AXE = ROOT / "webhooks" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: pictures of every page are kept here, outside git
PICTURES = Path(os.environ.get("HUISHANG_SCREENSHOTS", ROOT / "build" / "screenshots"))
#: width and height of the screens that offices have
SIZES = {"1366x768": (1366, 768), "1920x1080": (1920, 1080)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: a key of the catalogues that reached the screen, or a gap nobody filled
UNSPOKEN = re.compile(r"\b[a-z_]+\.[a-z0-9_]+\.[a-z0-9_.]+\b|\{[a-z_]+\}")
#: foreign words that Chinese pages may show: names of keys, formats, programs and the language switch
FOREIGN_WORDS = frozenset(
    {
        "English",
        "Ctrl",
        "Alt",
        "Enter",
        "Esc",
        "PDF",
        "Word",
        "WPS",
        "PowerPoint",
        "docx",
        "xlsx",
        "zip",
        "BPMN",
        "bpmn",
    }
    # algorithms and protocols that the security settings name
    | {"io", "Powered", "SHA", "AES", "GCM", "Cookie", "https"}
)
LATIN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{3,}(?![0-9A-Za-z])")


@dataclass
class Watch:
    """Listens to one page from its beginning."""

    faults: list[str] = field(default_factory=list)
    #: what a test expects to be complained about, such as the 404 it asks for
    excused: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Note errors of scripts and of the console, which tells of policy violations and missing sentences too."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert") or "Content Security Policy" in message.text:
            self.faults.append(f"{message.location.get('url', '')}: {message.text}")

    def excuse(self, part: str) -> None:
        """Complaints that hold this text are expected."""
        self.excused.append(part)

    @property
    def unexcused(self) -> list[str]:
        return [fault for fault in self.faults if not any(part in fault for part in self.excused)]


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line for each place."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: Any = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", WCAG
    )
    return [
        f"{page.url} {one['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
        if one["id"] != "target-size" or _is_too_small(page, node["target"][0])
    ]


def _is_too_small(page: Page, target: str) -> bool:
    """Whether this place is too small to be hit also when nothing that stays on the screen lies over it."""
    page.locator(target).first.scroll_into_view_if_needed()
    page.locator(target).first.evaluate("one => one.scrollIntoView({block: 'center'})")
    again: Any = page.evaluate("target => axe.run(target, {runOnly: ['target-size']})", target)
    return bool(again["violations"])


def words(page: Page) -> str:
    """Everything a reader is told but code: visible text, names for screen readers, hints and placeholders."""
    told: str = page.evaluate(
        """() => [document.title, ...[...document.querySelectorAll('body *')]
                    .filter(one => !one.closest('code, kbd, samp, script, style, svg'))
                    .filter(one => one.checkVisibility?.() !== false)
                    .flatMap(one => [...one.childNodes].filter(text => text.nodeType === 3).map(text => text.data)),
                  ...[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap(one =>
                    ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) ?? ''))
                 ].join('\\n')"""
    )
    return told


def unspoken(page: Page) -> list[str]:
    """Keys and gaps that reached the screen."""
    return sorted(set(UNSPOKEN.findall(words(page))))


def foreign(page: Page, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Latin words on a Chinese page that nobody allowed."""
    return sorted(set(LATIN.findall(words(page))) - FOREIGN_WORDS - allowed)


def picture(page: Page, name: str) -> Path:
    """Keep a picture of what the page shows now, under a name that says page, person and size."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0, "height": 0}
    path = PICTURES / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name).strip('-')}-{size['width']}x{size['height']}.png"
    page.screenshot(path=path)
    return path


def is_mark_visible(diagram: Locator) -> bool:
    """Whether the bpmn.io mark in this element is in sight and nothing lies over it, as its licence wants."""
    mark = diagram.locator(".bjs-powered-by, .fjs-powered-by").first
    if not mark.is_visible():
        return False
    mark.scroll_into_view_if_needed()
    seen: bool = mark.evaluate(
        """one => {
            const box = one.getBoundingClientRect();
            const points = [[.5, .5], [.1, .1], [.9, .9]].map(([x, y]) =>
                document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
            const looks = getComputedStyle(one);
            return box.width > 20 && box.height > 8 && Number(looks.opacity) > .9
                && points.every(point => point && (one.contains(point) || point.contains(one)));
        }"""
    )
    return seen
