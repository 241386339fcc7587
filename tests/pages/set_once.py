"""While links are followed, papers are laid out where there is anything new in them.

What the engine makes of a markup has tests of its own (tests/reporting, tests/charts). To lay out
every paper of the demonstration takes more time than all its pages: here a paper is laid out when
it is built of anything that none was built of before, as a page is examined (test_accessibility).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

import pytest

from documents.files import pdf
from documents.files.made import Made

# The kinds of element in a markup of ours: tag and classes.
PART = re.compile(r'<([a-z][a-z0-9]*)\b(?:[^>]*?\bclass="([^"]*)")?')


@contextmanager
def set_once() -> Iterator[None]:
    """Papers of parts that were laid out get what was laid out last."""
    fit, one = pdf.fitted, pdf.typeset
    seen, kept = set[tuple[str, ...]](), list[Made]()

    def is_new(markup: str) -> bool:
        new = set(PART.findall(markup)) - seen
        seen.update(new)
        return bool(new)

    def typeset(markup: str, identifier: str, *also: str, logo: bytes = b"") -> Made:
        if is_new(markup):
            kept.append(one(markup, identifier, *also, logo=logo))
        return kept[-1]

    def fitted(markups: Iterable[str], *, pages: int, identifier: str) -> Made:
        tellings = iter(markups)
        first = next(tellings)
        if is_new(first):
            kept.append(fit(chain([first], tellings), pages=pages, identifier=identifier))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "typeset", typeset)
        patch.setattr(pdf, "fitted", fitted)
        yield
