"""What was taken out of a text and put in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.difference.texts import IN, OUT, SAME, parts


@settings(deadline=None)
@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_the_parts_join_up_to_both_texts(before, after):
    found = parts(before, after)
    assert "".join(part.text for part in found if part.kind != IN) == before
    assert "".join(part.text for part in found if part.kind != OUT) == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Train all staff", "Train most staff",
         [(SAME, "Train "), (OUT, "all "), (IN, "most "), (SAME, "staff")]),
        ("Train staff", "Train staff soon", [(SAME, "Train "), (SAME, "staff"), (IN, " "),
                                             (IN, "soon")]),
        ("One thing and more", "Quite another and less",
         [(OUT, "One thing and more"), (IN, "Quite another and less")]),
        ("", "New", [(IN, "New")]),
        ("Old", "", [(OUT, "Old")]),
        ("Same", "Same", [(SAME, "Same")]),
        ("", "", []),
        ("a " * 900, "b " * 900, [(OUT, "a " * 900), (IN, "b " * 900)]),
    ],
)  # fmt: skip
def test_words_taken_out_and_put_in(before, after, expected):
    assert parts(before, after) == expected
