"""For whom what a register tells may be printed."""

import pytest

from documents.enums import Readers
from handouts.audiences import BEYOND, Extent, extent, registers_for
from reporting.queries.registers import REGISTERS

OUTSIDE = {"told": ["2 came."], "tables": [], "notes": ["As sent."]}
TABLE = {"title": "", "heads": ["Who"], "widths": [100], "rows": [["Police"]], "empty": ""}


def part(register, **more):
    return {
        "register": register, "key": "learning", "title": "Named", "told": ["3 asked."],
        "tables": [TABLE], "notes": ["A note."], **more,
    }  # fmt: skip


def printed(readers, *parts):
    return registers_for({"registers": list(parts)}, readers)


def test_each_register_has_its_row_for_all_who_are_outside():
    assert set(BEYOND) == {row.name for row in REGISTERS}
    assert {frozenset(row) for row in BEYOND.values()} == {
        frozenset({Readers.COUNCIL, Readers.PUBLIC})
    }


@pytest.mark.parametrize("readers", [Readers.CHIEF_OFFICERS, Readers.MEMBERS])
def test_committee_and_chief_officers_read_everything(readers):
    rows = [part(row.name, outside=OUTSIDE) for row in REGISTERS]

    assert printed(readers, *rows) == rows


@pytest.mark.parametrize(
    ("readers", "names"),
    [
        (Readers.COUNCIL, ["assurance", "evaluation", "difference", "voices", "other_plans"]),
        (
            Readers.PUBLIC,
            [
                "assurance",
                "evaluation",
                "committee",
                "difference",
                "voices",
                "learning_reviews",
                "other_plans",
            ],
        ),
    ],
)
def test_what_others_read_of_words_that_were_written_for_the_committee(readers, names):
    told = printed(readers, *(part(row.name) for row in REGISTERS))

    assert sorted(row["register"] for row in told) == sorted(names)


def test_where_sentences_are_read_no_table_and_no_note_is_printed():
    assert printed(Readers.PUBLIC, part("assurance")) == [
        {**part("assurance"), "tables": [], "notes": []}
    ]


def test_of_returns_the_public_reads_what_was_written_for_it():
    assert printed(Readers.PUBLIC, part("returns"), part("returns", outside=OUTSIDE)) == [
        {"register": "returns", "key": "learning", "title": "Named", **OUTSIDE}
    ]


@pytest.mark.parametrize("name", ["", "unknown"])
def test_what_has_no_row_stays_inside(name):
    assert extent(name, Readers.PUBLIC) == extent(name, Readers.COUNCIL) == Extent.NOTHING
    assert extent(name, Readers.MEMBERS) == Extent.WHOLE
