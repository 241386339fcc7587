"""What the comparison of two keepings prints."""

import pytest

from tests.texts.compare import compare


@pytest.fixture
def sides(tmp_path):
    """Two directories, from what stands in each by name."""

    def write(old, new):
        for side, texts in (("old", old), ("new", new)):
            (tmp_path / side).mkdir()
            for name, text in texts.items():
                (tmp_path / side / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path / "old", tmp_path / "new"

    return write


def test_the_same_is_nothing(sides):
    assert list(compare(*sides({"home": "Plans\n"}, {"home": "Plans\n"}))) == []


def test_what_one_side_has_is_named(sides):
    old, new = sides({"home": "", "plan": ""}, {"home": "", "area": ""})

    assert list(compare(old, new)) == [f"only in {old}: plan.txt", f"only in {new}: area.txt"]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "Due 3 May\nOwed\nDue 4 May",
            "By 3 May\nOwed\nBy 4 May",
            ["\n2 times in 1 texts, first in home.txt", "- Due 3 May", "+ By 3 May"],
        ),
        (
            "Actions: 3\nThe end",
            "Actions: 4\nThe end",
            ["\n1 times in 1 texts, first in home.txt", "- Actions: 3", "+ Actions: 4"],
        ),
        (
            "Plans",
            "Plans\nReports",
            ["\n1 times in 1 texts, first in home.txt", "+ Reports"],
        ),
        (
            "1 plan\nAll\n1 action",
            "2 plan\nAll\n2 action",
            [
                "\n1 times in 1 texts, first in home.txt",
                "- 1 plan",
                "+ 2 plan",
                "\n1 times in 1 texts, first in home.txt",
                "- 1 action",
                "+ 2 action",
            ],
        ),
    ],
)
def test_each_kind_of_difference_is_printed_once(sides, was, now, said):
    assert list(compare(*sides({"home": was}, {"home": now}))) == said
