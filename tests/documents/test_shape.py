"""Stored text is held against the shape of a record, and what does not fit is told."""

import json
from typing import NotRequired, TypedDict

import pytest

from documents.schema.changes import FieldChange
from documents.shape import Misfit, fits, misfit_of, plain, shaped
from earlier.upgrades import read
from tests.reporting.test_frozen import FROZEN


class Lead(TypedDict):
    post: str


class Row(TypedDict):
    number: int
    due: str | None
    open: bool
    leads: list[Lead]
    counts: dict[str, int]
    chair: Lead | None
    note: NotRequired[str]


ROW = {"number": 3, "due": None, "open": True, "leads": [{"post": "Nurse"}], "counts": {"a": 1},
       "chair": None}  # fmt: skip


def test_what_fits_is_given_back_as_it_is():
    assert shaped(ROW, Row) is ROW
    assert fits(ROW | {"note": "New", "more": [1]}, Row)


@pytest.mark.parametrize(
    ("changes", "misfit"),
    [
        ({"number": "3"}, (".number", "stands a text, not a number")),
        ({"number": True}, (".number", "stands yes or no, not a number")),
        ({"due": 7}, (".due", "stands a number, not a text or nothing")),
        ({"open": None}, (".open", "stands nothing, not yes or no")),
        ({"leads": {}}, (".leads", "stands a record, not a list")),
        ({"leads": [{"post": "Nurse"}, {}]}, (".leads[1].post", "nothing is kept")),
        ({"leads": ["Nurse"]}, (".leads[0]", "stands a text, not a record")),
        ({"counts": []}, (".counts", "stands a list, not a record")),
        ({"counts": {"a": 1.5}}, (".counts.a", "stands a number with a fraction, not a number")),
        ({"chair": {"post": 1}}, (".chair.post", "stands a number, not a text")),
        ({"note": None}, (".note", "stands nothing, not a text")),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(changes, misfit):
    assert misfit_of(ROW | changes, Row) == Misfit(*misfit)


def test_no_record_at_all():
    with pytest.raises(ValueError, match="This is no Row: at the top stands a list, not a record"):
        shaped([], Row)


def test_one_side_of_a_change_may_be_anything():
    assert fits({"before": [{"a": None}]}, FieldChange)


def test_a_record_as_plain_json():
    assert plain({"rows": ({"on": None},), "number": 1}) == {"rows": [{"on": None}], "number": 1}
    with pytest.raises(TypeError, match="set is nothing that JSON can say"):
        plain({"rows": {1}})


@pytest.mark.parametrize("path", sorted(FROZEN.glob("schema_*.json")), ids=lambda path: path.name)
def test_a_stored_snapshot_that_was_meddled_with_is_not_read(path):
    content = json.loads(path.read_text("utf-8"))
    content["actions"][0]["due"] = 7
    with pytest.raises(ValueError, match=r"at \.actions\[0\]\.due stands a number"):
        read(json.dumps(content))


def test_a_schema_to_come_is_not_read():
    with pytest.raises(ValueError, match="This snapshot is of schema 8, of a later program"):
        read('{"schema": 8}')
