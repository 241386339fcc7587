"""Of a sheet of styles a paper is asked what can hold in it, and nothing else changes."""

from xml.etree.ElementTree import Element, SubElement

import pytest
import weasyprint

from documents.files.rules import Rules, words_of

PAPER = frozenset({"a", "b", "[dir"})


def kept(sheet, words=PAPER):
    """How many of a sheet's rules are left for a paper with these words."""
    return Rules(weasyprint.CSS(string=sheet), sheet).of(words).matcher.order


@pytest.mark.parametrize(
    ("selector", "left"),
    [
        ("td", 1),
        (".a", 1),
        (".c", 0),
        (".a td", 1),
        (".c td", 0),
        (".a > .c + td", 0),
        ("td.a.b", 1),
        ("td.a.c", 0),
        ("td.c::before", 0),
        (".a td, .c td, td", 2),
        ("td:not(.c)", 1),
        ("td:is(.a, .c)", 1),
        ("tr:last-child:not(:first-child)", 1),
        ("[dir] td", 1),
        ("[DIR=rtl i] td", 1),
        ("[hidden] td", 0),
        ("td[hidden]", 0),
    ],
)
def test_a_rule_is_left_out_where_what_it_asks_for_stands_nowhere(selector, left):
    assert kept(f"/* of a paper */ @page {{ margin: 0 }} {selector} {{ color: red }}") == left


def test_a_rule_that_sets_nothing_is_none():
    assert kept("td { color: } .a { colour: red }") == 0


def test_the_pages_of_a_sheet_stay():
    sheet = "@page wide { margin: 0 } .c { page: wide }"
    assert len(Rules(weasyprint.CSS(string=sheet), sheet).of(PAPER).page_rules) == 1


def test_the_words_of_a_paper():
    root = Element("html", lang="en")
    SubElement(root, "p", {"class": " a  b "})
    SubElement(root, "td")
    assert words_of(root) == {"a", "b", "[lang", "[class"}
