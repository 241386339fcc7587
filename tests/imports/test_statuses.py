import pytest

from imports.rules.columns.state_words import says_complete
from imports.rules.plan.statuses import understand_status
from plans.rules.legends import PRESETS
from tests.imports.books import book, counts, doubts, draft_of

HEADER = ["Outcome", "Action", "Lead", "Timescale", "Status"]


def one(action: str, status: str = "") -> list:
    return ["Outcome 1: Heard", action, "Chair", "March 2026", status]


@pytest.mark.parametrize(
    ("words", "legend", "canonical", "code"),
    [
        ("G", "rag-judgement", "on_track", "G"),
        ("g", "rag-judgement", "on_track", "G"),
        ("(A)", "rag-judgement", "at_risk", "A"),
        ("Green", "rag-judgement", "on_track", "G"),
        ("GREEN: nothing stands in the way", "rag-judgement", "on_track", "G"),
        ("Red – a decision is needed", "rag-judgement", "off_track", "R"),
        ("Complete", "rag-judgement", "complete", "C"),
        ("Completed June 2026", "rag-judgement", "complete", "C"),
        ("P", "traffic-light-date", "complete", "P"),
        ("On target", "traffic-light-date", "on_track", "G"),
        ("Progress delayed", "traffic-light-date", "at_risk", "A"),
        ("Outwith deadline, revision required", "traffic-light-date", "off_track", "R"),
        ("Blue", "rag-blue", "complete", "B"),
        ("2 on track", "rag-blue", "on_track", "G"),
        ("1 fully achieved", "rag-blue", "complete", "B"),
        ("Not started", "rag-judgement", "not_started", ""),
        ("", "rag-judgement", "not_rated", ""),
        ("In progress", "rag-judgement", "not_rated", ""),
        ("Amber/Green", "rag-judgement", "not_rated", ""),
        ("G/A", "rag-judgement", "not_rated", ""),
        ("R / A", "rag-judgement", "not_rated", ""),
        ("A - G", "rag-judgement", "not_rated", ""),
        ("G - a good start", "rag-judgement", "on_track", "G"),
        ("Not complete", "rag-judgement", "not_rated", ""),
    ],
)
def test_status_words(words, legend, canonical, code):
    status = understand_status(words, PRESETS[legend])
    assert (status.canonical, status.code) == (canonical, code)


def test_unknown_status_words_are_said():
    assert doubts([HEADER, one("Ask", status="In progress")]) == [
        ("E2", "“In progress” is not a status of the plan's legend: not rated.")
    ]


def test_forty_rows_of_one_unknown_word_are_one_doubt():
    rows = [one(f"Ask {number}", status="In progress") for number in range(40)]
    assert doubts([HEADER, *rows]) == [
        (
            "E2",
            "“In progress” is not a status of the plan's legend: not rated. On 40 rows: 2, 3, 4, "
            "5, 6, 7, 8, 9, 10, 11, 12, 13 ….",
        )
    ]


def test_a_colour_without_words_is_read_and_said():
    data = book([HEADER, one("Ask")], fills={"E2": "FFC000"})
    assert counts(data)["statuses"] == {"at_risk": 1}
    assert doubts(data) == [
        ("E2", "The cell has no words: its colour, amber, was read as “Amber”.")
    ]


@pytest.mark.parametrize(
    ("words", "complete"),
    [("Complete", True), ("Completed – May 2026", True), ("Completed.", True),
     ("To be completed", False), ("Complete by May", False), ("Incomplete", False),
     ("90% complete", False), ("Completed the first of three reviews in May 2026", False)],
)  # fmt: skip
def test_progress_that_says_only_complete(words, complete):
    assert says_complete(words) == complete


def test_progress_that_says_complete_is_the_status():
    rows = [
        ["Action", "Lead", "Timescale", "Progress report"],
        ["Ask", "Chair", "March 2026", "Complete"],
        ["Tell", "Chair", "Ongoing", "Ongoing"],
    ]
    assert counts(rows)["statuses"] == {"complete": 1, "not_rated": 1}


@pytest.mark.parametrize(
    ("words", "state"), [("Yes", "complete"), ("5 May 2026", "complete"), ("No", "not_rated")]
)
def test_a_column_that_says_whether_it_is_completed(words, state):
    rows = [["Action", "Lead", "Timescale", "Completed"], ["Ask", "Chair", "March 2026", words]]
    assert draft_of(rows).actions[0].status == state
