"""What is printed of an action: dated words, silence without blame, nothing that was sent back."""

import pytest

from documents.papers.basis import basis
from documents.papers.exceptions import matters
from documents.papers.last_words import completed_words, date_words, last_known, last_words
from documents.papers.quarterly import brief, newly_completed, reconciled
from documents.phrases import per_cent
from documents.statuses import palette
from tests.reporting.samples import action, snapshot


def plain(lines):
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


SAID = {"progress": "Drafted.", "said_on": "2026-05-03", "evidence_items": []}
BACK = {"sent_back": True, "sent_back_on": "2026-10-20", "rated_on": "2026-10-12"}
SILENT = {
    "silent": True, "status": "not_updated", "silence": "nobody", "rating_label": "Green",
    "silence_words": "Nobody to ask: the lead’s post is vacant", "rated_on": "2026-05-03",
}  # fmt: skip
DONE = {
    "completed_on": "2026-09-14", "verified_on": "2026-09-30", "verified_by": "M. Sorley",
    "difference": "Handovers are shorter.", "evidence": "Audit of 24 records.",
    "evidence_items": [], "days_late": 45, "status": "complete",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        (SAID, ["Said on 3 May 2026: Drafted."]),
        ({**SAID, "said_on": None}, ["Said (day not known): Drafted."]),
        ({"progress": "", "evidence_items": []}, ["–"]),
        (
            {**SAID, **BACK},
            [
                "Sent back on 20 October 2026, and not answered",
                "Last known: Green, 12 October 2026",
            ],
        ),
        (
            {**SAID, **BACK, "sent_back_on": None},
            ["Sent back for more, and not answered", "Last known: Green, 12 October 2026"],
        ),
        (
            {**SAID, **SILENT},
            ["Nobody to ask: the lead’s post is vacant", "Last known: Green, 3 May 2026"],
        ),
        (DONE, ["Handovers are shorter.", "Evidence: Audit of 24 records"]),
        (
            {**DONE, "difference": "", "evidence": ""},
            ["The difference that it made is not recorded."],
        ),
        (
            {**DONE, "difference": "", "evidence": "", "untold": True},
            ["What was written of the difference is not in this edition."],
        ),
        (
            {**SAID, "awaiting_verification": True, "claimed_on": "2026-10-01", "difference": "X"},
            ["Said to be complete on 1 October 2026, and not yet verified"],
        ),
        (
            {
                **DONE,
                "completed_on": None,
                "withdrawn_on": "2026-09-01",
                "withdrawn_reason": "Why.",
            },
            ["Withdrawn 1 September 2026: Why."],
        ),
    ],
)
def test_what_was_said_last(changes, printed):
    assert plain(last_words(action(0, challenge=None, **changes))) == printed


def test_what_was_never_rated_says_so():
    assert last_known(action(0, rated_on=None)) == "Never rated"


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        (DONE, ["Done 14 September 2026, 45 days late", "Verified 30 September 2026 by M. Sorley"]),
        (
            {**DONE, "days_late": 1, "verified_on": None},
            ["Done 14 September 2026, 1 day late", "Verified (day not known) by M. Sorley"],
        ),
        (
            {**DONE, "days_late": 0, "verified_on": None, "verified_by": ""},
            [
                "Done 14 September 2026",
                "Taken over from the plan as complete; who verified it is not known",
            ],
        ),
        ({"completed_on": None}, []),
    ],
)
def test_both_days_and_the_days_late_stand_side_by_side(changes, printed):
    assert plain(completed_words(action(0, **changes))) == printed


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        (
            {"times_moved": 1, "due_first": "2026-07-31", "due": "2027-01-31", "overdue": False},
            ["First agreed 31 July 2026, moved once", "Now due 31 January 2027"],
        ),
        (
            {"due": "2026-07-31", "overdue": True, "days_overdue": 1, "timescale": "Summer"},
            ["Due 31 July 2026", "1 day past"],
        ),
        ({"due": "2026-07-31", "timescale": "By 31 July 2026"}, ["By 31 July 2026"]),
        ({"due": None, "timescale": ""}, ["No timescale"]),
    ],
)
def test_the_dates_hide_no_lateness(changes, printed):
    assert plain(date_words(action(0, due_proposed=None, **changes))) == printed


def test_each_silence_has_a_group_of_its_own():
    rows = [
        action(4, silent=True, silence=kind, silence_words="…", status="not_updated")
        for kind in ("unanswered", "awaited", "nobody", "not_asked", "")
    ]
    content = snapshot()
    tests = [row for row in matters(content, palette(content)) if row.test(rows[0]) or row.brief]
    hits = {row.title: [row.test(one) for one in rows].index(True) for row in tests[:5]}
    assert hits == {
        "Asked and silent": 0,
        "Not answered yet": 1,
        "Nobody to ask": 2,
        "Not asked yet": 3,
        "Not updated this quarter": 4,
    }


@pytest.mark.parametrize(
    ("silences", "said"),
    [
        (["unanswered"], "1 action not updated this quarter (asked and silent: 1): how it stands"),
        (
            ["unanswered", "nobody", ""],
            "3 actions not updated this quarter (asked and silent: 1; nobody to ask: 1; not known "
            "whether anybody was asked: 1): how they stand",
        ),
    ],
)
def test_one_action_is_one(silences, said):
    rows = [action(4, silent=True, silence=kind) for kind in silences]
    content = snapshot(counts={"not_updated": len(rows)}, revisions=[])
    assert brief(content, rows)[-1] == f"{said} today is not known."


def test_it_is_said_what_a_report_is_compared_with_and_which_window_was_open():
    window = {"label": "Autumn", "until": "2026-11-05", "reason": "The group meets early"}
    lines = plain(basis(snapshot(open_window=window)))
    assert lines == [
        "Compared with the last issued report, “Quarterly progress report, quarter to 31 July "
        "2026”, issued on 12 August 2026: the position on 31 July 2026.",
        "Made from the plan’s version 1.",
        "Frozen while leads were still being asked: “Autumn” was open until 5 November 2026. The "
        "reason given: The group meets early.",
    ]


def test_a_first_report_says_that_it_is_the_first():
    assert basis(snapshot(changes=None)) == [
        "This is the first report of its kind: there is none to compare with.",
        "Made from the plan’s version 1.",
    ]


def counted(on, completed):
    return {"on": on, "total": 9, "completed": completed, "added": 0, "withdrawn": 0,
            "ongoing": 9 - completed, "first": False}  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now", "verified", "said"),
    [
        (2, 5, 3, "2 complete on 31 July 2026, 3 verified since: 5 on 31 October 2026."),
        (
            *(2, 4, 3),
            "2 complete on 31 July 2026, 3 verified since, 1 reopened or withdrawn since: 4 on 31 "
            "October 2026.",
        ),
        (2, 6, 3, ""),
    ],
)
def test_counts_and_list_reconcile(then, now, verified, said):
    content = snapshot(count_rows=[counted("2026-07-31", then), counted("2026-10-31", now)])
    assert plain([reconciled(content, [action(2)] * verified)]) == [said]


def test_a_first_report_lists_by_the_day_of_verification():
    rows = [
        action(2, completed_on="2026-07-30", verified_on="2026-08-02"),
        action(2, completed_on="2026-07-30", verified_on="2026-07-31"),
    ]
    assert newly_completed(rows, snapshot(changes=None)) == rows[:1]


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 8, "13%"), (1, 3, "33%"), (0, 5, "0%")])
def test_per_cents_are_rounded_as_people_round(part, whole, said):
    assert per_cent(part, whole) == said
