"""Looks at one page in a real browser and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Page, Request, ViewportSize

from tests.browser import AXE

SIZES: Final = ((1280, 900), (390, 844))
Widths = frozenset[int]
WIDTHS: Final[Widths] = frozenset(width for width, _ in SIZES)
WIDE: Final[Widths] = frozenset({SIZES[0][0]})
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What is looked at in the whole page, once: its headings, its title, its words.
FRAME: Final = """() => ({
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  words: document.querySelector("main").innerText,
})"""

# Things that stick out of the window, and texts that stick out of their boxes. Targets under 24
# pixels, which WCAG 2.5.8 lets pass where enough room is left around them: whether it is left hangs
# on fonts and on the next line's length. Ours are large enough, wherever they are.
MEASURES: Final = """() => {
  const wide = document.documentElement.clientWidth, out = [], small = [];
  const seen = (e) => {
    if (!e.checkVisibility()) return null;  // folded away: laid out for another width, if at all
    const box = e.getBoundingClientRect();
    return box.width < 2 || box.height < 2 ? null : box;
  };
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest(".govuk-visually-hidden, svg, .cpc-scroll > *, thead, .govuk-button")) continue;
    const box = seen(e);
    if (!box) continue;
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const inline = getComputedStyle(e).display === "inline";
    if (box.right > wide + 1 || (text && !inline && e.scrollWidth > e.clientWidth + 1)) {
      out.push(`${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 40)}"`);
    }
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, button, summary")) {
    const box = seen(e);
    if (box && (box.width < 23.5 || box.height < 23.5)) {
      small.push(`${e.tagName}.${e.className}#${e.id} ${box.width}×${box.height}`);
    }
  }
  const sideways = document.documentElement.scrollWidth > window.innerWidth;
  return {sideways, small: small.slice(0, 5), out: out.slice(0, 5)};
}"""

# What axe finds wrong. All that it finds right stays in the page: to carry it here costs too.
VIOLATIONS: Final = """async (rules) => {
  const options = {runOnly: rules, resultTypes: ["violations"]};
  return (await axe.run(document, options)).violations;
}"""

# A bar that sticks to the window's edge covers what can be scrolled away from under it: how much of
# a target is free then hangs on fonts and on the window's height. It is examined in its own place.
UNSTICK: Final = """() => {
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || getComputedStyle(e).position !== "sticky") continue;
    e.style.position = "relative";
    e.style.inset = "auto";
  }
}"""

# What a template prints when nobody thought of the value that is missing.
RAW_WORDS: Final = (
    (re.compile(r"(?<![\w’'-])None(?![\w-])(?!:| (?:of|the|is|given|yet)\b)"), "None"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "a raw date"),
    (re.compile(r"<QuerySet|object at 0x|\{\{|\{%"), "a programmer's words"),
)


# Empties a form that is refused when it is empty. False where the page has no such form.
EMPTY: Final = """() => {
  const words = ":not([type=hidden], [type=radio], [type=checkbox])[required]";
  const must = `textarea[required], input${words}`;
  const form = document.querySelector("main form[method=post]:has(textarea, input)");
  if (!form || !form.querySelector(must)) return false;
  for (const e of form.querySelectorAll("textarea, input:not([type=hidden])")) {
    if (["radio", "checkbox"].includes(e.type)) e.checked = false; else e.value = "";
  }
  form.id = "emptied";
  return true;
}"""


def look_at(page: Page, path: str, *, axe_at: Widths = WIDTHS) -> list[str]:
    """Everything wrong with the page at `path`, at both sizes; an empty list when it is right.

    The next address is best looked at in the same `page`: a new one costs as much as it is to see.
    """
    with _noise(page) as noise:
        resize(page, SIZES[0])
        response = page.goto(path, wait_until="load")
        status = response.status if response else 0
        faults = [] if status == 200 else [f"status {status}"]
        faults += faults_here(page, axe_at=axe_at)
    return [f"{path}: {fault}" for fault in (*faults, *noise)]


@contextmanager
def _noise(page: Page) -> Iterator[list[str]]:
    """What the console reports and what could not be loaded, meanwhile."""
    noise: list[str] = []

    def said(message: ConsoleMessage) -> None:
        noise.extend([message.text] if message.type == "error" else [])

    def failed(request: Request) -> None:
        noise.extend(_failed(request))

    page.on("console", said)
    page.on("requestfailed", failed)
    yield noise
    page.remove_listener("console", said)
    page.remove_listener("requestfailed", failed)


def _failed(request: Request) -> list[str]:
    """What could not be loaded. One that the next page cut short says nothing."""
    cut_short = request.failure == "net::ERR_ABORTED"
    return [] if cut_short else [f"not loaded: {request.url}"]


def look_at_errors(
    page: Page, path: str, *, axe_at: Callable[[str], Widths] = lambda markup: WIDTHS
) -> list[str]:
    """Send the page's form empty, where that is refused; what is wrong with the page of errors."""
    resize(page, SIZES[0])
    page.goto(path, wait_until="load")
    if not page.evaluate(EMPTY):
        return []
    with page.expect_navigation():
        page.locator("#emptied button[type=submit]").first.click()
    summary = page.locator(".govuk-error-summary")
    summary.wait_for(timeout=5_000)
    faults = [] if page.title().startswith("Error: ") else [f"title “{page.title()}”"]
    faults += [
        f"the summary links to nothing: {target}"
        for target in summary.locator("a").evaluate_all(
            "links => links.map((a) => a.hash).filter((hash) => !document.querySelector(hash))"
        )
    ]
    faults += faults_here(page, axe_at=axe_at(page.content()))
    return [f"{path} sent empty: {fault}" for fault in faults]


def faults_here(page: Page, *, axe_at: Widths = WIDTHS) -> list[str]:
    """Everything wrong with the page as it stands, after what was pressed, at both sizes; what axe
    finds wrong, at the widths `axe_at`."""
    page.wait_for_load_state("load")  # who pressed a link to come here did not wait for its end
    faults = _frame(page)
    page.evaluate(UNSTICK)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for size in SIZES:
        resize(page, size)
        here = (_violations(page) if size[0] in axe_at else []) + _measures(page)
        faults += [f"{size[0]}: {fault}" for fault in here]
    return faults


def resize(page: Page, size: tuple[int, int]) -> None:
    wanted: ViewportSize = {"width": size[0], "height": size[1]}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


def _frame(page: Page) -> list[str]:
    """One h1, a title that names the page, words that people understand."""
    faults, frame = [], page.evaluate(FRAME)
    if frame["headings"] != 1:
        faults.append(f"{frame['headings']} h1")
    if not re.fullmatch(r"(Error: )?\S.* – cpcplan", frame["title"]):
        faults.append(f"title “{frame['title']}”")
    return faults + [f"prints {what}" for shape, what in RAW_WORDS if shape.search(frame["words"])]


def _violations(page: Page) -> list[str]:
    violations: list[dict[str, Any]] = page.evaluate(VIOLATIONS, RULES)
    return [
        f"{violation['id']} – {node['html'][:150]} – {node['failureSummary'][:200]}"
        for violation in violations
        for node in violation["nodes"][:3]
    ]


def _measures(page: Page) -> list[str]:
    measured = page.evaluate(MEASURES)
    faults = ["scrolls sideways"] if measured["sideways"] else []
    faults += [f"too small to press: {what}" for what in measured["small"]]
    return faults + [f"sticks out: {what}" for what in measured["out"]]
