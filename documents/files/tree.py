"""The elements of a paper's markup.

The library reads any page there is, letter by letter in Python: that took a twentieth of a paper's
time. What our templates write is well formed but for what HTML alone has, tags without an end and
letters by their names, so once these are written out the parser of XML reads it, in C.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser

START: Final = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
# in an attribute a sign that ends a tag is written by its name
ALONE: Final = re.compile(r"<((?:br|col|hr|img|meta|wbr)\b[^>]*?)/?>")
NAMED: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w*;)")
WHOLE: Final = ["html", "head", "body"]


def tree(markup: str) -> Element | None:
    """The root, or None where the markup is no whole and well formed page: the library reads that
    and adds what is missing."""
    text = START.sub("", markup, count=1)
    if "<!DOCTYPE" in text:  # which could name entities of its own
        return None
    text = NAMED.sub(lambda name: html5.get(name[1], name[0]), ALONE.sub(r"<\1/>", text))
    # of our own templates, in which every word from outside is escaped: no entity but XML's five
    parser = XMLParser()  # noqa: S314
    try:
        parser.feed(text)
        root = parser.close()
    except ParseError:
        return None
    return root if [root.tag, *(part.tag for part in root)] == WHOLE else None
