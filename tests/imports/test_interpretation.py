from datetime import date

import pytest

from guard.refusals import Refusal
from imports.rules.columns.match import match
from sheets.rules.cells import Cell, Row, from_json, to_json
from sheets.rules.source import read
from tests.imports.books import PERIOD, book, counts, doubts, draft_of, sheet, text

HEADER = ["Outcome", "Action", "Lead", "Timescale", "Status"]
UNRATED = ("", "No column of statuses was found: nothing is rated.")


def one(action: str, lead: str = "Chair", when: object = "March 2026", status: str = "") -> list:
    return ["Outcome 1: Heard", action, lead, when, status]


def only(data):
    return draft_of(data).actions[0]


def test_words_of_every_column_are_kept():
    data = book(
        [
            ["Action", "Lead", "Timescale", "Evidence", "Intended outcome", "Progress", "Source"],
            ["Ask:\n• first\n• then “why”", "Chair;\nLead Officer", "By March,\n2026", "A\nB",
             "C", "D\n\nE", "Joint inspection"],
        ]
    )  # fmt: skip
    action = only(data)
    assert action.text == "Ask:\n• first\n• then “why”"
    assert action.lead_words == "Chair;\nLead Officer"
    assert action.timescale_words == "By March,\n2026"
    assert (action.evidence, action.impact, action.progress) == ("A\nB", "C", "D\n\nE")
    assert action.origin == "Joint inspection"


@pytest.mark.parametrize(
    ("words", "number", "text"),
    [
        ("1.1: Ask", "1.1", "Ask"),
        ("1.1 Ask", "1.1", "Ask"),
        ("1.10. Ask", "1.10", "Ask"),
        ("2) Ask", "2", "Ask"),
        ("2 – Ask", "2", "Ask"),
        ("1a Ask", "1a", "Ask"),
        ("Action 4: Ask", "4", "Ask"),
        ("7 minute briefings are written", "", "7 minute briefings are written"),
        ("5 dip-samples", "", "5 dip-samples"),
        ("12–18 year olds are seen", "", "12–18 year olds are seen"),
        ("1. Ask\n2. Tell", "", "1. Ask\n2. Tell"),
        ("24/7 cover", "", "24/7 cover"),
    ],
)
def test_printed_numbers(words, number, text):
    action = only([HEADER, one(words)])
    assert (action.number, action.text, action.prefix + action.text) == (number, text, words)


def test_numbers_of_their_own_columns():
    data = book(
        [
            ["No", "Outcome", "No", "Action", "Lead"],
            [1, "Heard", 1.1, "Ask", "Chair"],
            [None, None, "1.2", "Tell", "Chair"],
            [2, "Safe", 2.1, "Act", "Chair"],
        ]
    )
    draft = draft_of(data)
    assert [(h.number, h.text) for h in draft.headings] == [("1", "Heard"), ("2", "Safe")]
    assert [action.number for action in draft.actions] == ["1.1", "1.2", "2.1"]


def test_a_number_that_excel_shortened_is_told_from_the_first():
    rows = [["Ref", "Action", "Lead"], [1.1, "Ask", "Chair"], [1.2, "Tell", "Chair"],
            [1.1, "Act", "Chair"]]  # fmt: skip
    assert doubts(book(rows)) == [
        ("", "No column of timescales was found."),
        UNRATED,
        (
            "B4",
            "Number 1.1 stands twice: also on row 2. Both were kept. A spreadsheet shows 1.10 as "
            "1.1 unless the cell is text.",
        ),
    ]


def test_a_heading_that_comes_back_later_is_the_same_heading():
    rows = [HEADER, one("Ask"), ["Outcome 2: Safe", "Act", "Chair", "March 2026"], one("Tell")]
    draft = draft_of(rows)
    assert [action.heading for action in draft.actions] == [0, 1, 0]


def test_the_same_words_under_another_priority_are_another_heading():
    rows = [
        ["Priority", "Outcome", "Action"],
        ["A", "Children are heard", "Ask"],
        ["B", "Children are heard", "Tell"],
    ]
    assert counts(rows)["levels"] == {"Priority": 2, "Outcome": 2}


def test_a_new_priority_ends_the_outcome_before_it():
    rows = [["Priority", "Outcome", "Action"], ["A", "Heard", "Ask"], ["B", "", "Tell"]]
    draft = draft_of(rows)
    assert draft.headings[draft.actions[1].heading].text == "B"


def test_the_same_action_twice_is_kept_twice():
    rows = [HEADER, one("Ask"), one("Ask")]
    assert counts(rows)["actions"] == 2
    assert doubts(rows) == [("B3", "Row 2 has the same words. Both were kept.")]


def test_an_action_over_several_rows_keeps_its_words_together():
    data = book(
        [[*HEADER, "Evidence"], [*one("Ask"), "First"], ["", "", "", "", "", "Second"]],
        merges=["A2:A3", "B2:B3", "C2:C3"],
    )
    assert counts(data)["actions"] == 1
    assert only(data).evidence == "First\nSecond"
    assert doubts(data) == []


def test_a_row_without_an_action_joins_the_one_above_and_says_so():
    rows = [[*HEADER, "Evidence"], [*one("Ask"), "First"], ["", "", "", "", "", "Second"]]
    assert only(rows).evidence == "First\nSecond"
    assert doubts(rows) == [
        ("B3", "The row has no action: its words were added to the action of row 2.")
    ]


def test_merged_leads_and_dates_hold_for_every_row_they_cover():
    data = book([HEADER, one("Ask"), ["", "Tell"]], merges=["A2:A3", "C2:C3", "D2:D3"])
    assert counts(data)["due"] == {"2026-03-31": 2}
    assert counts(data)["leads"] == {"distinct": 1, "assignments": 2}


def test_real_dates_are_read_as_they_are_shown():
    rows = [HEADER, one("Ask", when=date(2026, 3, 1)), one("Tell", when=date(2026, 3, 1))]
    data = book(rows, formats={"D2": "dd/mm/yyyy", "D3": "mmm-yy"})
    assert counts(data)["due"] == {"2026-03-01": 1, "2026-03-31": 1}
    assert [a.timescale_words for a in draft_of(data).actions] == ["01/03/2026", "Mar-26"]


def test_formulas_block_the_import_and_name_their_cell():
    data = book([HEADER, one("Ask", when="=TODAY()")])
    block = draft_of(data).blocks[0]
    assert (block.cell, block.where) == ("D2", "Row 2, column D (Timescale)")
    assert block.text.startswith("The cell holds a formula or an error (=TODAY()).")


def test_formulas_in_columns_that_are_left_out_do_no_harm():
    data = book([[*HEADER, "Weighting"], [*one("Ask"), "=1+1"]])
    assert draft_of(data).blocks == ()


def test_hidden_rows_and_struck_words_are_read_and_told():
    data = book([HEADER, one("Ask"), one("Tell")], hidden=[2], struck=["B3"])
    assert counts(data)["actions"] == 2
    assert doubts(data) == [
        ("", "The row is hidden in the spreadsheet. It was read too."),
        ("B3", "The words are struck through. They were read all the same."),
    ]


@pytest.mark.parametrize(
    ("role", "value", "doubt"),
    [
        (1, "x" * 8001, ("B2", "The action is longer than 8,000 characters.")),
        (3, "March 2026 " * 60, ("D2", "The timescale is longer than 500 characters.")),
        (2, "Lead Officer of " + "x" * 200, ("C2", "A lead's name is longer than 200 characters.")),
    ],
)
def test_words_too_long_for_a_plan_block_the_import(role, value, doubt):
    row = one("Ask")
    row[role] = value
    assert [(d.cell, d.text) for d in draft_of([HEADER, row]).blocks] == [doubt]


LONG = "2025/Committee/Action/1"


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (["", "Heard", LONG, "Ask"], f"{LONG} Ask"),
        (["", "Heard", "", "A1.22.333.44.555.66.777: Ask"], "A1.22.333.44.555.66.777: Ask"),
    ],
)
def test_a_number_too_long_to_keep_stays_in_front_of_the_words(row, printed):
    draft = draft_of([["No", "Outcome", "Action no", "Action"], row])
    text = "The number is longer than 20 characters: it was kept in front of the words."
    assert (draft.actions[0].number, draft.actions[0].prefix + draft.actions[0].text) == (
        "", printed,
    )  # fmt: skip
    assert ("D2", text, False) in [(d.cell, d.text, d.blocks) for d in draft.doubts]


def test_a_heading_s_number_too_long_to_keep_stays_in_front_of_its_words():
    draft = draft_of([["No", "Outcome", "Action"], [LONG, "Heard", "Ask"], ["", "", "Tell"]])
    assert [(h.number, h.prefix + h.text) for h in draft.headings] == [("", f"{LONG} Heard")]
    assert draft.blocks == ()


NUMBERED = ["Action no", *HEADER]


@pytest.mark.parametrize("value", ["See the annex", "7"])
@pytest.mark.parametrize("header", [NUMBERED, [*NUMBERED, ""]], ids=["ragged", "empty name"])
def test_words_beside_the_named_columns_are_told_of(header, value):
    rows = [header, ["1", *one("Ask"), value], ["2", *one("Tell")]]
    assert ("G2", f"“{value}” is left out: its column has no name.") in doubts(rows)
    assert counts(rows)["actions"] == 2


def test_words_alone_on_a_row_beside_the_named_columns_are_told_of():
    assert doubts([["Action", "Lead", "Timescale"], ["Ask", "Chair", "March 2026"],
                   ["", "", "", "See the annex"]]) == [
        UNRATED,
        ("D3", "“See the annex” is left out: its column has no name.")
    ]  # fmt: skip


@pytest.mark.parametrize("file", [book, lambda rows: text(rows).encode()], ids=["xlsx", "csv"])
def test_more_columns_than_can_be_read(file):
    rows = [["Action", "Lead", *[f"Week {n}" for n in range(198)]], ["Ask", "Chair"]]
    with pytest.raises(Refusal, match="has 200 columns, and no more than 100 can"):
        draft_of(file(rows))


def test_columns_beyond_the_last_that_can_be_read_are_told_of():
    data = book([HEADER, [*one("Ask"), *[None] * 195, "far away"]])
    told = "has 201 columns. Those after column CV are left out: 100 can be read."
    assert [told in words for _, words in doubts(data)].count(True) == 1


def test_a_date_of_completion_makes_it_complete():
    data = book([["Action", "Lead", "Timescale", "Date completed"],
                 ["Ask", "Chair", "March 2026", date(2026, 5, 1)]])  # fmt: skip
    action = only(data)
    assert (action.status, action.completed_on) == ("complete", date(2026, 5, 1))


def test_a_person_corrects_the_match():
    rows = [["Driver", "Action", "Note", "Lead"], ["Audit", "Ask", "March 2026", "Chair"]]
    given = sheet(rows)
    chosen = {"0-1-A": "ignored", "0-1-C": "timescale"}
    table = match((given,), chosen).tables[0]
    assert [str(column.role) for column in table.columns] == [
        "ignored", "action", "timescale", "lead",
    ]  # fmt: skip


def test_no_row_of_column_names():
    with pytest.raises(Exception, match="No row of column names was found"):
        draft_of([["a", "b"], ["c", "d"]])


def test_most_dates_outside_the_period():
    rows = [HEADER, one("Ask", when="March 2016"), one("Tell", when="May 2016")]
    assert doubts(rows)[0] == (
        "",
        "Most dates lie outside the plan's period. Is the period right?",
    )


def test_a_row_is_what_stands_in_it():
    row = Row(3, (Cell("a"), Cell("b", covered="above"), Cell()))
    assert (row.typed, bool(row), row[9].words) == ([0], True, "")


def test_period_is_two_years():
    assert PERIOD.start < PERIOD.end


def test_columns_cut_finer_by_a_second_row():
    data = book(
        [["Action", "Lead", "Timescale", None, "Progress", None],
         [None, None, "Start", "End", "Q1", "Q2"],
         ["Ask", "Chair", "April 2026", "May 2026", "Begun", "Done well"]],
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )  # fmt: skip
    action = only(data)
    assert (action.meaning.starts, action.meaning.due) == (date(2026, 4, 1), date(2026, 5, 31))
    assert action.progress == "Begun\nDone well"


def test_one_name_over_numbers_and_words():
    data = book(
        [["Outcome", None, "Action"], [1, "Heard", "Ask"], [2, "Safe", "Act"]], merges=["A1:B1"]
    )
    assert [(h.number, h.text) for h in draft_of(data).headings] == [("1", "Heard"), ("2", "Safe")]


def test_a_date_that_lost_its_format():
    rows = [HEADER, one("Ask", when=46112)]
    assert counts(book(rows))["due"] == {"2026-03-31": 1}
    assert doubts(book(rows)) == [("D2", "46112 was read as the date 31 March 2026.")]


TAKEN = "1 character that cannot be printed was taken out."
UNSEEN = "2 invisible characters were taken out."


@pytest.mark.parametrize("file", [book, lambda rows: text([*rows, *rows[1:]]).encode()])
def test_characters_that_were_taken_out_are_said_with_their_cell(file):
    rows = [["Action", "Lead", "Timescale"],
            ["Ask_x001B_", "Chair", "March 2026"],
            ["Tell", "The\u200b Chair\u00ad", "May 2026"]]  # fmt: skip
    if file is not book:
        rows[1][0] = "Ask\x1b"
    draft = draft_of(file(rows))
    told = [(doubt.where, doubt.text) for doubt in draft.doubts if doubt.text in (TAKEN, UNSEEN)]

    assert told[:2] == [
        ("Row 2, column A (Action)", TAKEN),
        ("Row 3, column B (Lead)", UNSEEN),
    ]
    assert (draft.actions[0].text, draft.actions[1].lead_words) == ("Ask", "The Chair")


def test_of_a_column_that_is_left_out_nothing_is_said():
    rows = [
        ["Action", "Lead", "Timescale", "Last updated"],
        ["Ask", "Chair", "May 2026", "A\u200bB"],
    ]

    assert doubts(text(rows).encode()) == [UNRATED]


def test_what_was_taken_out_waits_with_the_spreadsheet():
    sheets = read(text([["Action", "Lead"], ["Ask\u200b", "Chair"]]).encode())

    assert sheets[0].rows[1][0].taken_out == ("1 invisible character was taken out.",)
    assert from_json(to_json(sheets)) == sheets
