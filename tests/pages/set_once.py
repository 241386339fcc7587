"""Papers that several people take are set once.

The engine gives the same bytes for the same markup, which has tests of its own (tests/reporting);
to set the same page for every role again takes a quarter of the time of following all links.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain

import pytest

from documents.files import pdf
from documents.files.made import Made


@contextmanager
def set_once() -> Iterator[None]:
    """Each markup is set the first time that it is asked for."""
    fit, kept = pdf.fitted, dict[tuple[str, int, str], Made]()

    def fitted(markups: Iterable[str], *, pages: int, identifier: str) -> Made:
        tellings = iter(markups)
        first = next(tellings)
        key = (first, pages, identifier)
        if key not in kept:
            kept[key] = fit(chain([first], tellings), pages=pages, identifier=identifier)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_set", cache(pdf._set))
        patch.setattr(pdf, "fitted", fitted)
        yield
