"""The rules of a style sheet that can concern a paper.

The library asks every rule that ends in a cell of every cell, and each climbs to the page to look
for its class. A rule is left out where a class or an attribute that it asks for stands nowhere in
the paper: it cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2
import weasyprint
from cssselect2 import parser

Needs = frozenset[str]  # classes by their name, attributes by their name after a bracket
Rule = tuple[Needs, "cssselect2.CompiledSelector", "cssselect2.Payload"]


class Given(cssselect2.Matcher):
    """Keeps what it is given, and finds nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[cssselect2.CompiledSelector, cssselect2.Payload]] = []

    def add_selector(
        self, selector: cssselect2.CompiledSelector, payload: cssselect2.Payload
    ) -> None:
        self.given.append((selector, payload))


class Rules:
    """A sheet as the library read it, and what each of its rules asks for."""

    def __init__(self, sheet: weasyprint.CSS, text: str) -> None:
        self.sheet = sheet
        self.rules = [rule for part in _parts(text) for rule in part]

    def of(self, words: Needs) -> weasyprint.CSS:
        """The sheet for a paper in which these stand."""
        narrow = copy(self.sheet)
        narrow.matcher = cssselect2.Matcher()
        for needs, selector, payload in self.rules:
            if needs <= words:
                narrow.matcher.add_selector(selector, payload)
        return narrow


def words_of(root: Element) -> Needs:
    """Every class and attribute of a paper."""
    words: set[str] = set()
    for element in root.iter():
        words.update(element.get("class", "").split(), (f"[{name}" for name in element.attrib))
    return frozenset(words)


def _parts(text: str) -> Iterator[list[Rule]]:
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            kept = Given()
            weasyprint.CSS(string=rule.serialize(), matcher=kept)
            if kept.given:
                needs = [_needs(one.parsed_tree) for one in parser.parse(rule.prelude)]
                pairs = zip(needs, kept.given, strict=True)
                yield [(asked, selector, payload) for asked, (selector, payload) in pairs]


def _needs(tree: parser.Tree) -> Needs:
    """What must stand in the paper; what stands in brackets of a rule may be one of several."""
    if isinstance(tree, parser.CombinedSelector):
        return _needs(tree.left) | _needs(tree.right)
    return frozenset(
        part.class_name if isinstance(part, parser.ClassSelector) else f"[{part.lower_name}"
        for part in tree.simple_selectors
        if isinstance(part, parser.ClassSelector | parser.AttributeSelector)
    )
