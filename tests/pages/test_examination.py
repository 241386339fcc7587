"""The examination of pages finds what is planted: each kind of fault, where it is looked for."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.crawl import Links
from tests.pages.examination import WIDE, WIDTHS, faults_here, resize

GOOD = """<!doctype html><html lang="en-GB"><head><title>A page – cpcplan</title>
<style>body {{ font: 16px sans-serif; color: #111; background: #fff }}
input {{ width: 24px; height: 24px }} .wide {{ width: 600px; background: #eee }}
@media (max-width: 600px) {{ .pale {{ color: #ccc }} }}</style></head>
<body><main><h1>A page</h1>{}</main></body></html>"""
LABELLED = '<label><input type="radio" name="a"> Yes</label>'
# What is planted, and how what is said of it begins: at the wide size, then at the narrow one.
PLANTED = {
    "nothing": (LABELLED, []),
    "a field without a label": ('<input type="radio" name="a">', ["1280: label", "390: label"]),
    "a picture without words": ('<img src="data:," width="30">', ["1280: image-alt", "390: image"]),
    "pale on the narrow one alone": ('<p class="pale">Read this</p>', ["390: color-contrast"]),
    "a radio of 22 pixels": (
        '<label><input type="radio" style="width: 22px; height: 22px"> Yes</label>',
        ["1280: too small", "390: too small"],
    ),
    "wider than a telephone": (
        '<div class="wide">Wide</div>',
        ["390: scrolls sideways", "390: sticks out"],
    ),
    "a second heading": ("<h1>Another page</h1>", ["2 h1"]),
    "a raw date": ("<p>Due on 2026-11-30</p>", ["prints a raw date"]),
    "a missing value": ("<p>Led by None</p>", ["prints None"]),
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shown(page: Page, body: str) -> Page:
    resize(page, (1280, 900))
    page.set_content(GOOD.format(body))
    return page


def begins(faults: list[str], expected: list[str]) -> bool:
    return all(any(fault.startswith(one) for fault in faults) for one in expected)


@pytest.mark.parametrize(("body", "expected"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_is_found_at_its_size(page, body, expected):
    faults = faults_here(shown(page, body), axe_at=WIDTHS)

    assert begins(faults, expected), faults
    assert bool(faults) == bool(expected)


@pytest.mark.parametrize(("body", "expected"), PLANTED.values(), ids=PLANTED)
def test_where_axe_looks_once_only_what_the_narrow_size_pales_is_left_to_its_styles(
    page, body, expected
):
    by_axe = ("390: label", "390: image", "390: color")

    faults = faults_here(shown(page, body), axe_at=WIDE)

    assert begins(faults, [one for one in expected if not one.startswith(by_axe)]), faults


def test_a_page_is_built_of_its_elements_and_of_what_each_stands_in():
    page = Links('<ul class="a"><li>One<li><a href="/x/">Two</a></ul><p><br><input type="text">')

    assert page.parts == {
        *("ul.a[NoneNone]", "li.None[NoneNone]", "a.None[NoneNone]"),
        *("p.None[NoneNone]", "br.None[NoneNone]", "input.None[textNone]"),
    }
    assert Counter(outer for outer, _ in page.nests) == {
        "": 2, "ul.a[NoneNone]": 1, "li.None[NoneNone]": 2, "p.None[NoneNone]": 2,
    }  # fmt: skip
