"""What changed between two snapshots, and back."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.difference import changes, records, snapshots
from tests.reporting import samples

# a busy machine is no reason to fail
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIRST_EDITION = ("status", "dates", "wording", "added", "withdrawn", "completed", "fell_silent")
DAYS = ["2026-07-31", "2027-07-31", None]
CHALLENGE = {"canonical": "at_risk", "label": "Amber", "by": "M. Sorley", "on": "2026-10-20",
             "reason": "Nobody is trained."}  # fmt: skip
ADOPTED = {"canonical": "at_risk", "label": "Amber", "lead_canonical": "on_track", "by": "E. Tait",
           "lead_label": "Green", "reason": "Due within 30 days and behind.",
           "on": "2026-10-20"}  # fmt: skip
# what the second schema brought
NEWER = {
    "adopted": st.sampled_from([None, ADOPTED]),
    "added_at_meeting": st.sampled_from([None, "2026-09-03"]),
    "sent_back": st.booleans(),
}


@st.composite
def record(draw: st.DrawFn, place: int):
    status = draw(st.sampled_from([*samples.STATUSES, "withdrawn"]))
    fields = {
        "status": status,
        "due": draw(st.sampled_from(DAYS)),
        "due_proposed": draw(st.sampled_from(DAYS)),
        "times_moved": draw(st.integers(0, 2)),
        "text": draw(st.text(max_size=5)),
        "lead": draw(st.sampled_from(["", "Nurse", "Teacher"])),
        "heading": draw(st.sampled_from([None, 3, 4])),
        "challenge": draw(st.sampled_from([None, CHALLENGE])),
        "flags": draw(st.lists(st.sampled_from(["no_lead", "no_date"]), unique=True)),
        "withdrawn_on": "2026-10-02" if status == "withdrawn" else None,
        "ongoing": draw(st.booleans()),
        "reason": draw(st.text(max_size=8)),
    }
    row = samples.action(place, status="on_track" if status == "withdrawn" else status) | fields
    # an action comes to be shared by several areas, and is theirs no longer
    shared = draw(st.sampled_from([None, ["Inverfar"], ["Inverfar", "Wolderby"]]))
    regional = {"regional": {"group": "Regional group", "areas": shared}} if shared else {}
    return row | {name: draw(newer) for name, newer in NEWER.items()} | regional


@st.composite
def actions(draw: st.DrawFn) -> list:
    places = draw(st.lists(st.integers(0, 12), unique=True, max_size=6))
    return [draw(record(place)) for place in places]


def stored(value):
    """The value as it comes back from a snapshot."""
    return json.loads(json.dumps(value))


@patient
@given(actions(), actions())
def test_what_is_stored_and_applied_to_the_first_gives_the_second(before, after):
    assert records.apply(before, stored(records.compare(before, after))) == after


@patient
@given(actions(), actions())
def test_what_is_told_follows_from_what_is_stored(before, after):
    kept = stored(records.compare(before, after))
    assert changes.between(before, records.apply(before, kept)) == changes.between(before, after)


@patient
@given(actions())
def test_nothing_changed_is_an_empty_difference(rows):
    gap = records.compare(rows, rows)
    assert (records.nothing(gap), changes.between(rows, records.apply(rows, gap))) == (True, [])


@patient
@given(actions(), actions())
def test_the_way_back_is_the_difference_turned_round(before, after):
    assert records.apply(after, records.compare(after, before)) == before


def test_an_action_that_comes_to_be_shared_by_several_areas():
    alone = samples.action(1)
    shared = alone | {"regional": {"group": "Regional group", "areas": ["Inverfar"]}}
    [then, back] = [records.compare([alone], [shared]), records.compare([shared], [alone])]

    assert then["changed"] == [
        {"id": alone["id"], "fields": {"regional": {"after": shared["regional"]}}}
    ]
    assert back["changed"] == [
        {"id": alone["id"], "fields": {"regional": {"before": shared["regional"]}}}
    ]
    assert [records.apply([alone], then), records.apply([shared], back)] == [[shared], [alone]]


def test_a_new_order_is_a_difference():
    one, two = samples.action(0), samples.action(1)
    gap = records.compare([one, two], [two, one])
    assert (gap["order"], records.nothing(gap), records.apply([one, two], gap)) == (
        [2, 1], False, [two, one],
    )  # fmt: skip


def lists_of(**fields):
    """What a report says when the third action (complete in the sample) is changed so."""
    before, after = samples.snapshot(5), samples.snapshot(5)
    before["actions"][2] = samples.action(2, status="at_risk", status_label="Amber",
                                          completed_on=None)  # fmt: skip
    after["actions"][2] = before["actions"][2] | fields
    found = snapshots.between(before, after)
    return {
        key: [(move["reference"], move["before"], move["after"]) for move in found[key]]
        for key in FIRST_EDITION
        if found[key]
    }


def test_a_status_that_moved():
    assert lists_of(status="on_track", status_label="Green") == {
        "status": [("3.1", "Amber", "Green")]
    }


def test_a_date_that_moved():
    assert lists_of(due="2028-01-31") == {"dates": [("3.1", "2027-07-31", "2028-01-31")]}


def test_completed_is_said_once():
    moved = lists_of(status="complete", status_label="Completed", completed_on="2026-10-01")
    assert moved == {"completed": [("3.1", "", "Completed")]}


def test_silence_is_not_a_change_of_status():
    moved = lists_of(status="not_updated", status_label="Not updated this quarter")
    assert moved == {"fell_silent": [("3.1", "Amber", "Not updated this quarter")]}


def test_words_that_changed():
    assert list(lists_of(text="Other words")) == ["wording"]


def test_withdrawn_and_added():
    before, after = samples.snapshot(4), samples.snapshot(5)
    after["actions"][0] = after["actions"][0] | {
        "withdrawn_on": "2026-10-01",
        "status": "withdrawn",
    }
    found = snapshots.between(before, after)
    assert [move["reference"] for move in found["added"]] == ["5.1"]
    assert [move["reference"] for move in found["withdrawn"]] == ["1.1"]
