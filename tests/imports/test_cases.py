"""Tables as committees lay them out, in our own words: what each must give, kind by kind."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.summary import summary
from tests.imports.books import book, draft_of, text
from timescales.days import Period

CASES = Path(__file__).parent / "cases"
PERIOD = Period(date(2023, 4, 1), date(2025, 3, 31))
PERIODS = {
    "b09_bvr_ticks.csv": Period(date(2005, 12, 1), date(2007, 3, 31)),
    "b10_torbay.xlsx": Period(date(2016, 4, 1), date(2018, 3, 31)),
    "b11_dorset.csv": Period(date(2021, 1, 1), date(2022, 3, 31)),
    "b17_audit_tracker.xlsx": Period(date(2023, 1, 1), date(2024, 3, 31)),
}
MARCH = {"2024-03-31": 1}
EXPECTED: dict[str, dict[str, Any]] = {
    "b09_bvr_ticks.csv": {
        "actions": 3,
        "statuses": {"complete": 1, "not_rated": 1, "on_track": 1},
        "due": {"2007-03-31": 1},
    },
    "b10_torbay.xlsx": {
        "actions": 3,
        "levels": {"Section": 2},
        "due": {"2016-12-31": 1, "2017-03-31": 1, "2017-06-30": 1},
        "statuses": {"complete": 1, "not_rated": 1, "not_started": 1},
        "leads": {"distinct": 3, "assignments": 4},
    },
    "b11_dorset.csv": {
        "actions": 3,
        "due": {"2021-04-30": 1, "2021-07-31": 1},
        "statuses": {"complete": 1, "not_rated": 2},
        "leads": {"distinct": 4, "assignments": 4},
    },
    "b17_audit_tracker.xlsx": {
        "due": {"2023-06-30": 1, "2023-09-30": 1, "2023-12-31": 1},
        "first_due": {"2023-03-31": 1, "2023-06-30": 1, "2023-12-31": 1},
        "statuses": {"off_track": 1, "on_track": 2},
    },
    "e10_nbsp.csv": {"leads": {"distinct": 1, "assignments": 2}, "doubts": []},
    "m15_comment.xlsx": {"actions": 1, "due": MARCH},
    "m6_superscript_headers.xlsx": {
        "actions": 1,
        "levels": {"Priority": 1},
        "due": MARCH,
        "statuses": {"on_track": 1},
    },
    "n10_not_before.csv": {"due": {}, "timescales": {"from_date": 2}},
    "n11_footnote_header.xlsx": {"due": MARCH, "statuses": {"on_track": 1}},
    "n12_total.csv": {"actions": 1, "levels": {"Priority": 1}},
    "n13_revised.csv": {
        "due": {"2023-09-30": 1, "2023-12-31": 1},
        "first_due": {"2023-03-31": 1, "2023-12-31": 1},
    },
    "n14_completed_first_line.csv": {
        "statuses": {"at_risk": 1, "complete": 2, "on_track": 1},
        "doubts": [],
    },
    "n15_new_item.csv": {"actions": 2, "levels": {"Objective": 1}},
    "n16_question_headings.csv": {
        "actions": 2,
        "levels": {"How will we do this?": 1},
        "due": {"2023-09-30": 1, "2023-10-31": 1},
    },
    "n17_key_future_actions.csv": {"actions": 1, "levels": {"Area for improvement": 1}},
    "n18_us_dates.csv": {"due": {"2023-12-31": 1, "2024-04-05": 1, "2024-06-15": 1}},
    "n1_action_word.csv": {"actions": 6, "doubts": []},
    "n20_arrows.csv": {"statuses": {"at_risk": 1, "off_track": 1, "on_track": 2}, "doubts": []},
    "n21_yes_no_complete.csv": {"statuses": {"complete": 1, "not_rated": 2}},
    "n22_pct.csv": {"statuses": {"complete": 1, "not_rated": 1}},
    "n23_name_post.csv": {"leads": {"distinct": 4, "assignments": 4}},
    "n4_merge_silent.xlsx": {
        "actions": 2,
        "levels": {"Workplan theme": 1},
        "due": {"2023-11-20": 1, "2023-11-30": 1},
        "statuses": {"complete": 1, "on_track": 1},
    },
    "n5_what_who.csv": {
        "actions": 1,
        "due": {"2023-12-31": 1},
        "statuses": {"on_track": 1},
        "leads": {"distinct": 1, "assignments": 1},
    },
    "n6_titles_lost.xlsx": {"actions": 1, "levels": {"Priority": 1}},
    "n7_rag_slash.csv": {"statuses": {"off_track": 1, "on_track": 1}, "doubts": []},
    "n8_numeric_key.csv": {
        "actions": 2,
        "statuses": {"complete": 1, "on_track": 1},
        "legend": {"1": "complete", "2": "on_track", "3": "at_risk", "4": "off_track"},
    },
    "n9_tick.csv": {"statuses": {"complete": 1, "on_track": 1}},
}


def case(name: str) -> PlanDraft:
    return draft_of((CASES / name).read_bytes(), PERIODS.get(name, PERIOD))


def told(draft: PlanDraft, *keys: str) -> dict[str, Any]:
    whole = summary(draft)
    whole["levels"] = {level["name"]: level["count"] for level in whole["levels"]}
    return {key: whole[key] for key in keys}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_case_gives_its_right_values(name):
    assert told(case(name), *EXPECTED[name]) == EXPECTED[name]


def test_every_case_has_its_right_values():
    assert {path.name for path in CASES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_cells_of_a_case_balance(name):
    draft = case(name)
    cells = draft.cells
    assert cells.read == cells.kept + cells.left_out + cells.empty
    assert len(draft.left_out) == cells.left_out


def test_the_comment_on_a_cell_is_kept():
    assert (
        case("m15_comment.xlsx").actions[0].progress == "Comment: Chair agreed to move to June 2024"
    )


def test_lines_above_the_table_are_the_context_of_the_heading():
    (heading,) = case("n6_titles_lost.xlsx").headings
    assert heading.context == "OBJECTIVES:\n\nParents get help early\n\nFewer referrals"


def test_a_date_that_may_be_month_first_is_doubted():
    where = {doubt.cell: doubt.text for doubt in case("n18_us_dates.csv").doubts}
    assert where["C3"] == (
        "“04/05/2024” was read month first, as 5 April 2024, because other dates of the column can "
        "only be. Is that right?"
    )


def test_a_number_in_a_sentence_stays_in_its_words():
    first = case("n1_action_word.csv").actions[0]
    assert (first.number, first.text) == (
        "",
        "Action 5 from the learning review: complete the audit",
    )


def test_not_applicable_is_neither_lead_nor_heading():
    draft = case("b11_dorset.csv")
    names = {*draft.lead_names.values(), *(heading.text for heading in draft.headings)}
    assert "N/A" not in names


# -- others of each kind ---------------------------------------------------------------------------

HEADER = ["Action", "Lead", "Due"]
ROW = ["Write", "Police", "31/03/2024"]
BOTH = pytest.mark.parametrize(
    "made", [book, lambda rows: text(rows).encode()], ids=["xlsx", "csv"]
)


def one_of(made: Any, header: list[str], *rows: list[str]) -> PlanDraft:
    return draft_of(made([header, *rows]), PERIOD)


@BOTH
@pytest.mark.parametrize(
    "name", ["R/A/G", "R-A-G", "R A G", "R.A.G.", "RAG", "B.R.A.G.", "BRAG", "RAG²", "R/A/G status"]
)
def test_spellings_of_a_status_column(made, name):
    draft = one_of(made, [*HEADER, name], [*ROW, "A"])
    assert [action.status for action in draft.actions] == ["at_risk"]


@BOTH
@pytest.mark.parametrize(
    ("name", "mark", "state"),
    [
        ("Done?", "Yes", "complete"),
        ("Achieved (Y/N)", "Y", "complete"),
        ("Completed", "✓", "complete"),
        ("Complete (please tick)", "x", "complete"),
        ("Complete Y/N", "No", "not_rated"),
        ("On track (tick)", "✔", "on_track"),
        ("Delayed (tick)", "X", "at_risk"),
        ("Percentage complete", "100%", "complete"),
        ("% complete", "100", "complete"),
        ("Percent complete", "60%", "not_rated"),
    ],
)
def test_columns_of_ticks(made, name, mark, state):
    draft = one_of(made, [name, *HEADER], [mark, *ROW])
    assert [action.status for action in draft.actions] == [state]


@BOTH
@pytest.mark.parametrize(
    "key",
    [
        ["1 = Achieved", "2 = On track", "3 = Slipped"],
        ["1: Fully achieved", "2: On target", "3: Delayed"],
        ["Key: 1 = complete; 2 = on track; 3 = some slippage"],
        ["1 - Done", "2 - On schedule", "3 - Behind schedule"],
        ["Key: 1 = complete", "2 = on track"],
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_key_of_digits_printed_in_the_sheet(made, key, above):
    rows = [[*HEADER, "Assessment"], [*ROW, "2"], ["Train", "NHS", "31/03/2024", "1"]]
    lines = [[line] for line in key]
    draft = draft_of(made([*lines, *rows] if above else [*rows, *lines]), PERIOD)
    assert Counter(str(action.status) for action in draft.actions) == {"on_track": 1, "complete": 1}
    assert draft.left_out == ()


@BOTH
def test_a_key_beside_its_name_in_one_row(made):
    key = ["Key:", "1 Achieved", "2 On track", "3 Delayed"]
    draft = draft_of(made([key, [*HEADER, "Score"], [*ROW, "3"]]), PERIOD)
    assert [str(action.status) for action in draft.actions] == ["at_risk"]


@BOTH
def test_progress_to_date_is_no_date(made):
    (action,) = one_of(made, [*HEADER, "Progress to date"], [*ROW, "Begun"]).actions
    assert (action.progress, action.timescale_words) == ("Begun", "31/03/2024")


@BOTH
def test_letters_mean_what_the_documents_own_key_says(made):
    key = [["A", "Achieved"], ["B", "Behind schedule"], ["N", "Not started"]]
    draft = draft_of(made([*key, [*HEADER, "Status"], [*ROW, "A"], [*ROW[:2], "", "B"]]), PERIOD)
    assert [str(action.status) for action in draft.actions] == ["complete", "at_risk"]
    assert draft.key is not None


@BOTH
@pytest.mark.parametrize(
    ("first", "revised"),
    [
        ("Original date", "Revised date"),
        ("Due", "New date"),
        ("Initial deadline", "Current deadline"),
        ("Target date", "Extended date"),
        ("First agreed date", "Due date"),
        ("Timescale", "Amended timescale"),
        ("Due", "Revised date 1"),
        ("Completion date", "Revised completion date"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_first_and_revised_dates(made, first, revised, turned):
    dates = [(first, "30/06/2023"), (revised, "31/12/2023")]
    names, values = zip(*(dates[::-1] if turned else dates), strict=True)
    draft = one_of(made, ["Action", "Lead", *names], ["Write", "Police", *values])
    (action,) = draft.actions
    assert (action.first_due, action.meaning.due) == (date(2023, 6, 30), date(2023, 12, 31))


@BOTH
@pytest.mark.parametrize("words", ["TBC", "?"])
def test_a_revised_date_that_is_none_leaves_the_first(made, words):
    draft = one_of(made, [*HEADER, "Revised date"], [*ROW, words])
    (action,) = draft.actions
    assert action.meaning.due == date(2024, 3, 31)
    assert [one.words for one in draft.left_out] == [words]


@BOTH
@pytest.mark.parametrize(
    "words", ["Not before Sept 2024", "No earlier than September 2024", "Not until September 2024",
              "no sooner than Sept 2024"],
)  # fmt: skip
def test_a_start_is_no_deadline(made, words):
    (action,) = one_of(made, HEADER, [*ROW[:2], words]).actions
    assert (action.meaning.due, action.meaning.starts) == (None, date(2024, 9, 1))


@BOTH
@pytest.mark.parametrize("word", ["Total", "Totals", "Grand total", "Count", "TOTAL:", "Subtotal"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_of_totals_is_no_action(made, word, column):
    total = ["", "", "", ""]
    total[column], total[3] = word, "7"
    draft = one_of(made, ["Priority", *HEADER], ["Neglect", *ROW], total)
    assert len(draft.actions) == len(draft.headings) == 1
    assert [one.words for one in draft.left_out] == [word, "7"]


@BOTH
@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Complete; evidence held", "complete"),
        ("Complete\nNext phase begun", "complete"),
        ("Delayed due to vacancies", "at_risk"),
        ("Off track as the post is vacant", "off_track"),
        ("On track. Draft seen", "on_track"),
        ("Amber ↑", "at_risk"),
        ("↓ R", "off_track"),
        ("🟠", "at_risk"),
        ("Not complete", "not_rated"),
    ],
)
def test_a_status_with_more_words(made, words, state):
    (action,) = one_of(made, [*HEADER, "Status"], [*ROW, words]).actions
    assert action.status == state
    assert words in (action.progress, action.status_words)


@BOTH
@pytest.mark.parametrize(
    "names",
    [
        ("What", "Who", "When"),
        ("What?", "By whom?", "By when?"),
        ("What will we do?", "Who?", "When?"),
        ("Key actions for 2023/24", "Lead", "Timescale"),
        ("Agreed improvement actions", "Owner", "Deadline"),
        ("Priority actions 23-24", "Lead", "Due"),
    ],
)
def test_names_of_the_actions_column(made, names):
    draft = one_of(made, list(names), ROW)
    assert [(a.text, a.leads, a.meaning.due) for a in draft.actions] == [
        ("Write", ("Police",), date(2024, 3, 31))
    ]


@BOTH
@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Planning Manager, Jane Roe", ("Planning Manager, Jane Roe",)),
        ("Planning Manager – Jane Roe", ("Planning Manager – Jane Roe",)),
        ("Jane Roe (Planning Manager)", ("Jane Roe (Planning Manager)",)),
        ("Jane Roe, Planning Manager; Tom Low, Head of Service",
         ("Jane Roe, Planning Manager", "Tom Low, Head of Service")),
        ("Social Work, Head of Service", ("Social Work", "Head of Service")),
        ("J Roe, Head of Service", ("J Roe, Head of Service",)),
        ("Cllr Ann Poe, Convener", ("Cllr Ann Poe, Convener",)),
        ("N/A", ()),
        ("Police, N/A", ("Police",)),
    ],
)  # fmt: skip
def test_a_person_and_the_post_are_one_lead(made, words, leads):
    (action,) = one_of(made, HEADER, ["Write", words, "31/03/2024"]).actions
    assert action.leads == leads


@BOTH
def test_a_column_of_yes_and_no_is_no_level(made):
    draft = one_of(made, ["Carried over", *HEADER], ["Yes", *ROW], ["N", "Train", "NHS", ""])
    assert draft.levels == ()
    assert [one.words for one in draft.left_out] == ["Carried over", "Yes", "N"]


def test_a_table_with_leads_and_dates_and_no_action_stops_the_import():
    rows = [["Objective", "Lead", "Due"], ["", "Police", "31/03/2024"], ["", "NHS", "30/06/2024"]]
    blocks = [doubt.text for doubt in draft_of(book(rows), PERIOD).blocks]
    assert blocks[-1].startswith("This table has leads and dates, and no action was read in it")


def test_a_second_date_of_one_action_is_told():
    rows = [["Action", "Lead", "Due"], ["Write", "Police", "31/03/2024"], ["", "", "30/06/2024"]]
    draft = draft_of(book(rows), PERIOD)
    assert [one.cell for one in draft.left_out] == ["C3"]
    assert "C3" in {doubt.cell for doubt in draft.doubts}
