"""Neighbours put together until each can be said."""

import pytest

from disclosure import Band, pooled

AGES = ("unborn", "0-4", "5-10", "11-15", "16+")


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([[5, 6, 7, 8, 9]], [("unborn",), ("0-4",), ("5-10",), ("11-15",), ("16+",)]),
        ([[1, 6, 7, 8, 2]], [("unborn", "0-4"), ("5-10",), ("11-15", "16+")]),
        ([[0, 6, 7, 8, 0]], [("unborn",), ("0-4",), ("5-10",), ("11-15",), ("16+",)]),
        ([[9, 9, 9, 9, 9], [1, 9, 9, 9, 9]], [("unborn", "0-4"), ("5-10",), ("11-15",), ("16+",)]),
        ([[1, 1, 1, 1, 1]], [AGES]),
        ([[1, 0, 0, 0, 0]], []),
        ([[0, 0, 0, 0, 0]], [(age,) for age in AGES]),
    ],
)
def test_as_many_bands_as_can_be_said(rows, labels):
    assert [band.labels for band in pooled(AGES, rows)] == labels


def test_values_are_the_sums_of_each_row():
    assert pooled(["q1", "q2", "q3"], [[3, 4, 9], [0, 5, 6]]) == (
        Band(("q1", "q2"), (7, 5)),
        Band(("q3",), (9, 6)),
    )


def test_threshold_is_the_audience_s():
    assert [band.labels for band in pooled(["a", "b"], [[3, 3]], threshold=2)] == [("a",), ("b",)]


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="rows: one number is needed for each label"):
        pooled(["a", "b"], [[1]])
