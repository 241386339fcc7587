"""Every page: what stands at its foot, and how much of it is used."""

import re

import pytest
from weasyprint.formatting_structure import boxes

from documents.files import pdf
from documents.hash import digest
from tests.reporting import samples
from tests.reporting.printed import made
from tests.reporting.test_frozen import kept

NEARLY_EMPTY = 0.2  # of the height between the margins


def squeezed(words):
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("content", [samples.snapshot(25), kept("schema_7_annual")],
                         ids=["quarterly", "annual"])  # fmt: skip
def test_legend_position_version_and_short_hash_stand_on_every_page(content):
    pages = [squeezed(text) for text in made(content).pages]
    pages = pages[1:] if content["kind"] == "annual" else pages  # its cover says them in full
    foot = squeezed(f"Position at 31 October 2026 · version 1 · {digest(content)[:12]}")
    labels = [squeezed(f"{row['symbol']} {row['label']}") for row in content["legend"]]

    for number, text in enumerate(pages, start=1):
        assert (number, foot in text) == (number, True)
        assert [label for label in labels if label not in text] == []
        assert text.count("OFFICIAL-SENSITIVE") >= 2


def inside(box):
    """The boxes of a page but for those in its margins."""
    box = getattr(box, "_box", box)
    yield box
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from inside(child)


def used(page):
    """How much of the height between a page's margins has words or drawings on it."""
    lines = [box for box in inside(page._page_box) if isinstance(box, boxes.LineBox)]
    top, height = page._page_box.content_box_y(), page._page_box.height
    return (max((box.position_y + box.height for box in lines), default=top) - top) / height


def reason(pages, number):
    """Why a page may be short: it is the last, or what follows has to begin a page of its own."""
    if number == len(pages) - 1:
        return "the last page"
    here, following = (page._page_box for page in pages[number : number + 2])
    if here.page_type.name != following.page_type.name:
        return "the next page lies the other way"
    opens = [box for box in inside(following) if box.element is not None
             and "opens" in box.element.get("class", "")]  # fmt: skip
    return "what follows opens a page" if opens else ""


def short_pages(markup):
    pages = pdf.laid_out(markup).pages
    shares = [(number, round(used(page), 2)) for number, page in enumerate(pages)]
    return {
        number + 1: (share, reason(pages, number))
        for number, share in shares
        if share < NEARLY_EMPTY
    }


SHORT = {
    "quarterly": samples.snapshot(25), "no actions": samples.snapshot(0),
    "annual": kept("schema_7_annual"),
}  # fmt: skip


@pytest.mark.parametrize("content", SHORT.values(), ids=SHORT)
def test_no_page_is_nearly_empty_without_reason(content):
    short = short_pages(pdf.html(content, digest(content)))

    assert {number: why for number, (_, why) in short.items() if not why} == {}
    assert len(short) <= 1  # and with reason, one at most
