"""What must hold of a page in a browser. Each check says what it found."""

from __future__ import annotations

import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import TimeoutError as Late

from tests.browser.visiting import Visit

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LOOK = """element => {
  const style = getComputedStyle(element);
  const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "" : style.outline;
  return [outline, style.boxShadow, style.backgroundColor, style.borderColor].join(" ");
}"""
SHOWN = """selector => [...document.querySelectorAll(selector)].filter(row => {
  for (let box = row; box; box = box.parentElement) if (getComputedStyle(box).display === "none") return false;
  return true;
}).map(row => row.textContent)"""
WORDS = """selector => {
  const words = [];
  for (const row of document.querySelectorAll(selector)) {
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) words.push(...texts.currentNode.data.split(/\\s+/));
  }
  return words;
}"""
OPEN_OUTER = "it => { for (let outer = it; (outer = outer.parentElement.closest('details')); ) outer.open = true; }"
REACHED = """it => {
  const summary = it.querySelector("summary");
  summary?.focus();
  return summary !== null && document.activeElement === summary;
}"""
UNSHOWN = """within => [...document.querySelectorAll(within + " details > :not(summary)")]
  .filter(part => !part.checkVisibility() || part.getBoundingClientRect().height === 0)
  .map(part => part.outerHTML.slice(0, 200))"""


def no_noise(visit: Visit) -> None:
    """No error, no warning, nothing that was not found, and nothing asked of the network."""
    assert not visit.noise, "\n".join(visit.noise)


def accessible(visit: Visit) -> None:
    """axe-core finds nothing, by its rules for WCAG 2 (A and AA) and those of best practice."""
    visit.page.evaluate(AXE)
    # Without `preload` style sheets are not fetched again, which a page from a file may not do.
    found = visit.page.evaluate("axe.run({ resultTypes: ['violations'], preload: false })")
    assert not found["violations"], "\n".join(
        f"{wrong['id']}: {wrong['help']}: {node['html'][:200]}"
        for wrong in found["violations"]
        for node in wrong["nodes"]
    )


def fits_width(visit: Visit) -> None:
    """The page does not scroll sideways; what is wide scrolls on its own."""
    needed, given = visit.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert needed <= given, f"{needed} px are needed, of {given}"


def focus_is_seen(visit: Visit, steps: int = 8) -> None:
    """What the Tab key reaches looks other than it did."""
    reached = set()
    for _ in range(steps):
        visit.page.keyboard.press("Tab")
        focused = visit.page.evaluate_handle("document.activeElement").as_element()
        if focused is None or focused.evaluate("it => it === document.body"):
            break
        name = focused.evaluate("it => it.outerHTML.slice(0, 160)")
        seen = focused.evaluate(LOOK)
        focused.evaluate("it => it.blur()")
        assert focused.evaluate(LOOK) != seen, f"the focus is not seen on {name}"
        reached.add(name)
    assert reached, "the Tab key reaches nothing"


def folds_open_by_keyboard(visit: Visit, most: int | None = None) -> None:
    """Each fold, or of the first `most`, is reached, opened and closed with the keyboard, and shows what it holds."""
    folds = visit.page.query_selector_all("details")
    assert folds, "there is no fold"
    for fold in folds[:most]:
        name = fold.evaluate("it => it.outerHTML.slice(0, 160)")
        fold.evaluate(OPEN_OUTER)
        was = fold.evaluate("it => it.open")
        assert fold.evaluate(REACHED), f"the keyboard does not reach {name}"
        visit.page.keyboard.press("Enter")
        assert fold.evaluate("it => it.open") != was, f"the Enter key does nothing to {name}"
        if was:
            visit.page.keyboard.press("Enter")
        hidden = fold.evaluate("it => [...it.children].slice(1).every(part => part.offsetHeight === 0)")
        assert not hidden, f"nothing is shown by {name}"
        visit.page.keyboard.press("Space")
        assert not fold.evaluate("it => it.open"), f"the space bar does not close {name}"
        fold.evaluate("(it, was) => { it.open = was; }", was)


def filter_works(visit: Visit, box: str, rows: str) -> None:
    """What is typed into a box leaves the rows that hold it, in either case; an empty box brings all back."""
    everything = visit.page.evaluate(SHOWN, rows)
    assert len(everything) > 1, f"fewer than two rows are {rows}"
    held = {
        word: [row for row in everything if word.lower() in row.lower()]
        for word in visit.page.evaluate(WORDS, rows)
        if re.fullmatch(r"\w{3,}", word)
    }
    word = min(sorted(held), key=lambda word: len(held[word]))
    for typed, left in ((word, held[word]), (word.upper(), held[word]), ("\u2603 nowhere", []), ("", everything)):
        visit.page.fill(box, typed)
        try:
            visit.page.wait_for_function(
                f"([rows, left]) => JSON.stringify(({SHOWN})(rows)) === JSON.stringify(left)",
                arg=[rows, left],
                timeout=1000,
            )
        except Late:
            shown = visit.page.evaluate(SHOWN, rows)
            raise AssertionError(f"{typed!r} leaves {len(shown)} rows, and {len(left)} hold it") from None


def printable(visit: Visit, within: str = "body") -> None:
    """On paper, where nothing can be opened, what is folded in a part of the page is shown."""
    visit.page.emulate_media(media="print")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded = visit.page.evaluate(UNSHOWN, within)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    visit.page.emulate_media(media="screen")
    assert not folded, "not shown on paper:\n" + "\n".join(folded)
