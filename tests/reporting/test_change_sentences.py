"""Each kind of change in a plain sentence."""

import pytest

from documents.difference import changes, sentences
from documents.papers import quarterly
from tests.reporting import samples
from tests.reporting.test_difference import ADOPTED, CHALLENGE


def stands(status, label, **fields):
    return {
        "status": status, "status_label": label, "rating": status, "rating_label": label,
        "completed_on": None, "days_late": 0, "verified_by": "",
    } | fields  # fmt: skip


GREEN = stands("on_track", "Green")
AMBER = stands("at_risk", "Amber", reason="The second post is still vacant. We ask.")
SILENT = stands("not_updated", "Not updated this quarter", rating="on_track", rating_label="Green")
DONE = stands("complete", "Completed", completed_on="2026-09-14", days_late=45)
UNRATED = stands("not_rated", "Not rated")
MOVED = {"due": "2027-09-30", "times_moved": 1}
ASKED = {"due_proposed": "2027-09-30"}


def told(before, after):
    """(kind, sentence) of what changed of action 3.1 between two sets of its fields."""
    base = samples.action(2, **GREEN)
    rows = changes.between([base | before], [base | after])
    return [(row["kind"], row["sentence"].replace("\N{NO-BREAK SPACE}", " ")) for row in rows]


@pytest.mark.parametrize(
    ("before", "after", "kind", "sentence"),
    [
        (GREEN, AMBER, "worsened",
         "3.1 moved from Green to Amber: the second post is still vacant."),
        (AMBER, GREEN, "improved", "3.1 moved from Amber to Green."),
        (UNRATED, AMBER, "rerated",
         "3.1 was rated Amber, for the first time: the second post is still vacant."),
        (GREEN, DONE, "completed", "3.1 was completed on 14 September 2026, 45 days late."),
        (GREEN, DONE | {"days_late": 0}, "completed", "3.1 was completed on 14 September 2026."),
        (DONE, GREEN, "reopened", "3.1 was complete and is open again, as Green."),
        (DONE, GREEN | {"reopened": {"reason": "The audit failed."}}, "reopened",
         "3.1 was complete and is open again, as Green: the audit failed."),
        (GREEN, SILENT, "fell_silent", "3.1 was not updated; its last rating was Green."),
        (GREEN, SILENT | {"silence_words": "Asked, and the window is open until 2 December 2026"},
         "fell_silent", "3.1 was not updated (asked, and the window is open until 2 December 2026);"
         " its last rating was Green."),
        (GREEN, SILENT | {"silence_words": "Nobody to ask: no lead is named"}, "fell_silent",
         "3.1 was not updated (nobody to ask: no lead is named); its last rating was Green."),
        (SILENT, GREEN, "heard_again", "3.1 is updated again: Green."),
        ({}, MOVED, "date_moved",
         "3.1 moved from 31 July 2027 to 30 September 2027, as was decided."),
        ({}, {"due": None}, "date_moved", "3.1 moved from 31 July 2027 to no date."),
        ({}, ASKED, "date_asked", "3.1 asks to move from 31 July 2027 to 30 September 2027."),
        (ASKED, {}, "date_declined",
         "3.1 keeps its date, 31 July 2027: 30 September 2027 was asked for and not agreed."),
        (ASKED, MOVED, "date_moved",
         "3.1 moved from 31 July 2027 to 30 September 2027, as was decided."),
        ({}, {"challenge": CHALLENGE}, "challenged",
         "3.1 is rated Amber by the chair, beside the lead's Green: nobody is trained."),
        ({}, {"challenge": CHALLENGE | {"reason": "It is welcome. The second post is empty."}},
         "challenged", "3.1 is rated Amber by the chair, beside the lead's Green: it is welcome. "
         "The second post is empty."),
        (AMBER | {"adopted": ADOPTED}, AMBER | {"adopted": ADOPTED, "challenge": CHALLENGE},
         "challenged",
         "3.1 is rated Amber by the chair, beside the lead's Green: nobody is trained."),
        ({"challenge": CHALLENGE}, {}, "challenge_answered",
         "3.1 has a new word of its lead since the chair rated it Amber."),
        ({"adopted": None}, {"adopted": ADOPTED}, "adopted",
         "3.1 stands as Amber, as the rules proposed, beside the lead's Green: "
         "due within 30 days and behind."),
        ({"lead": "Nurse"}, {"lead": ""}, "lead", "3.1 is led by nobody; before, by Nurse."),
        ({}, {"contributing": ["Police"]}, "lead", "3.1 has other contributing leads."),
        ({}, {"heading": 99}, "place", "3.1 stands in another part of the plan."),
        ({}, {"text": "Other"}, "wording", "3.1 has changed: the action's text."),
        ({}, {"timescale": "Soon"}, "wording", "3.1 has changed: the words of the timescale."),
        ({}, {"withdrawn_on": "2026-10-02", "withdrawn_reason": "Done nationally."}, "withdrawn",
         "3.1 was withdrawn on 2 October 2026: Done nationally."),
        ({"withdrawn_on": "2026-10-02"}, {}, "added", "3.1 was put back into the plan."),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(before, after, kind, sentence):
    assert told(before, after) == [(kind, sentence)]


def test_heard_from_again_with_a_worse_rating_is_both():
    assert told(SILENT, AMBER) == [
        ("worsened", "3.1 moved from Green (not updated then) to Amber: "
         "the second post is still vacant."),
        ("heard_again", "3.1 is updated again: Amber."),
    ]  # fmt: skip


def test_what_is_left_of_a_withdrawn_action_is_not_told():
    gone = {"withdrawn_on": "2026-10-02", "withdrawn_reason": "Merged.", "lead": "", "due": None}
    assert [kind for kind, _ in told({}, gone)] == ["withdrawn"]
    assert told(gone, gone | {"text": "Other"}) == []


def test_a_person_who_is_called_otherwise_now_challenged_nothing():
    named = {
        "challenge": CHALLENGE | {"by": "M. Sorley-Bain"},
        "adopted": ADOPTED | {"by": "E. T."},
    }
    assert told({"challenge": CHALLENGE, "adopted": ADOPTED}, named) == []


def test_a_proposal_that_was_accepted_again_is_told():
    again = ADOPTED | {"on": "2026-11-20"}
    assert [kind for kind, _ in told({"adopted": ADOPTED}, {"adopted": again})] == ["adopted"]


def test_what_came_and_went_is_told_as_both():
    gone = samples.action(2, withdrawn_on="2026-10-02", withdrawn_reason="Typed twice.")
    assert [row["kind"] for row in changes.between([], [gone])] == ["added", "withdrawn"]


def test_added_at_a_meeting():
    [row] = changes.between([], [samples.action(2, **GREEN, added_at_meeting="2026-09-03")])
    said = row["sentence"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "3.1 was added to the plan on 1 August 2025, at the meeting of 3 September 2026."


def test_a_row_that_is_gone_for_good_is_told():
    [row] = changes.between([samples.action(2)], [])
    assert (row["kind"], row["sentence"]) == ("withdrawn", "3.1 is no longer in the plan.")


def test_ongoing_items_stand_apart_and_last():
    item, action = samples.ongoing(1), samples.action(2, **GREEN)
    rows = changes.between([item, action], [item | {"text": "New"}, action | {"text": "New"}])
    assert {kind: len(found) for kind, found in changes.by_kind(rows).items()} == {
        "wording": 1, "ongoing": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("", ""),
        ("...", ""),
        ("No trainer", "no trainer."),
        ("NHS is late. More follows.", "NHS is late."),
        ("Dr. Marr has left. Cover comes.", "Dr. Marr has left."),
        ("Who leads? Nobody knows.", "Who leads?"),
        ("The\n\ngroup met", "the group met."),
        ("word " * 40, "word " * 22 + "…"),
    ],
)
def test_a_reason_in_short(words, short):
    assert sentences.first_sentence(words) == short


def lists(changes):
    found = quarterly.change_lists(samples.snapshot(3, changes=changes))
    return [(name, [item.replace("\N{NO-BREAK SPACE}", " ") for item in rows])
            for name, rows in found]  # fmt: skip


def test_a_snapshot_of_before_prints_as_it_did():
    move = {"action": 2, "reference": "2.1", "before": "Green", "after": "Amber"}
    dates = move | {"before": "2026-07-31", "after": "2026-09-29"}
    old = {"since": "2026-07-31", "status": [move], "dates": [dates], "wording": [move],
           "added": [move], "withdrawn": [move], "completed": [move],
           "fell_silent": [move]}  # fmt: skip
    assert lists(old) == [
        ("Completed", ["2.1"]),
        ("Status changed", ["2.1: Green to Amber"]),
        ("Date moved", ["2.1: 31 July 2026 to 29 September 2026"]),
        ("Added to the plan", ["2.1"]),
        ("Withdrawn", ["2.1"]),
        ("Now without an update", ["2.1"]),
        ("Wording changed", ["2.1"]),
    ]


def test_a_new_snapshot_prints_its_sentences():
    base = samples.action(2, **GREEN)
    found = {"since": "2026-07-31", "told": changes.between([base], [base | AMBER | ASKED])}
    assert lists(found) == [
        ("Worsened", ["3.1 moved from Green to Amber: the second post is still vacant"]),
        ("New date asked for", ["3.1 asks to move from 31 July 2027 to 30 September 2027"]),
    ]
