"""Looks at one page in a real browser and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser import AXE

SIZES: Final = ((1280, 900), (390, 844))
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Things that stick out of the window, and texts that stick out of their boxes.
OVERFLOW: Final = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest(".govuk-visually-hidden, svg, .cpc-scroll > *, thead, .govuk-button")) continue;
    if (!e.checkVisibility()) continue;  // folded away: laid out for another width, if at all
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const inline = getComputedStyle(e).display === "inline";
    if (box.right > wide + 1 || (text && !inline && e.scrollWidth > e.clientWidth + 1)) {
      found.push(`${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 40)}"`);
    }
  }
  return found;
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

# Targets under 24 pixels, which WCAG 2.5.8 lets pass where enough room is left around them: whether
# it is left hangs on fonts and on the next line's length. Ours are large enough, wherever they are.
SMALL: Final = """() => {
  const found = [];
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, button, summary")) {
    if (!e.checkVisibility()) continue;
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    if (box.width < 23.5 || box.height < 23.5) {
      found.push(`${e.tagName}.${e.className}#${e.id} ${box.width}×${box.height}`);
    }
  }
  return found;
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


def look_at(page: Page, path: str) -> list[str]:
    """Everything wrong with the page at `path`, at both sizes; an empty list when it is right.

    The next address is best looked at in the same `page`: a new one costs as much as it is to see.
    """
    with _noise(page) as noise:
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        response = page.goto(path, wait_until="load")
        status = response.status if response else 0
        faults = [] if status == 200 else [f"status {status}"]
        faults += faults_here(page)
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


def look_at_errors(page: Page, path: str) -> list[str]:
    """Send the page's form empty, where that is refused; what is wrong with the page of errors."""
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
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
    return [f"{path} sent empty: {fault}" for fault in (*faults, *faults_here(page))]


def faults_here(page: Page) -> list[str]:
    """Everything wrong with the page as it stands, after what was pressed, at both sizes."""
    faults = _frame(page)
    page.evaluate(UNSTICK)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width}: {fault}" for fault in _at_this_size(page)]
    return faults


def _frame(page: Page) -> list[str]:
    """One h1, a title that names the page, words that people understand."""
    faults = []
    if (headings := page.locator("h1").count()) != 1:
        faults.append(f"{headings} h1")
    if not re.fullmatch(r"(Error: )?\S.* – cpcplan", page.title()):
        faults.append(f"title “{page.title()}”")
    words = page.locator("main").inner_text()
    faults += [f"prints {what}" for pattern, what in RAW_WORDS if pattern.search(words)]
    return faults


def _at_this_size(page: Page) -> list[str]:
    violations: list[dict[str, Any]] = page.evaluate(VIOLATIONS, RULES)
    faults = [
        f"{violation['id']} – {node['html'][:150]} – {node['failureSummary'][:200]}"
        for violation in violations
        for node in violation["nodes"][:3]
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append("scrolls sideways")
    faults += [f"too small to press: {what}" for what in page.evaluate(SMALL)[:5]]
    return faults + [f"sticks out: {what}" for what in page.evaluate(OVERFLOW)[:5]]
