"""What changed between two snapshots, and back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting import diff
from tests.reporting import samples

# a busy machine is no reason to fail
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def actions(draw: st.DrawFn) -> list:
    places = draw(st.lists(st.integers(0, 12), unique=True, max_size=8))
    return [
        samples.action(
            place,
            status=draw(st.sampled_from(samples.STATUSES)),
            due=draw(st.sampled_from(["2026-07-31", "2027-07-31", None])),
            text=draw(st.text(max_size=5)),
            flags=draw(st.lists(st.sampled_from(["no_lead", "no_date"]), unique=True)),
        )
        for place in places
    ]


@patient
@given(actions(), actions())
def test_a_difference_applied_to_the_first_gives_the_second(before, after):
    replayed = diff.apply(before, diff.compare(before, after))
    assert replayed == {row["id"]: row for row in after}


@patient
@given(actions())
def test_nothing_changed_is_an_empty_difference(rows):
    assert not diff.compare(rows, rows)


def changes(**fields):
    """What a report says when the third action (complete in the sample) is changed so."""
    before, after = samples.snapshot(5), samples.snapshot(5)
    before["actions"][2] = samples.action(2, status="at_risk", status_label="Amber",
                                          completed_on=None)  # fmt: skip
    after["actions"][2] = before["actions"][2] | fields
    found = diff.changes(before, after)
    return {
        key: [(move["reference"], move["before"], move["after"]) for move in moves]
        for key, moves in found.items()
        if key != "since" and moves
    }


def test_a_status_that_moved():
    assert changes(status="on_track", status_label="Green") == {
        "status": [("3.1", "Amber", "Green")]
    }


def test_a_date_that_moved():
    assert changes(due="2028-01-31") == {"dates": [("3.1", "2027-07-31", "2028-01-31")]}


def test_completed_is_said_once():
    moved = changes(status="complete", status_label="Completed", completed_on="2026-10-01")
    assert moved == {"completed": [("3.1", "", "Completed")]}


def test_silence_is_not_a_change_of_status():
    moved = changes(status="not_updated", status_label="Not updated this quarter")
    assert moved == {"fell_silent": [("3.1", "Amber", "Not updated this quarter")]}


def test_words_that_changed():
    assert list(changes(text="Other words")) == ["wording"]


def test_withdrawn_and_added():
    before, after = samples.snapshot(4), samples.snapshot(5)
    after["actions"][0] = after["actions"][0] | {
        "withdrawn_on": "2026-10-01",
        "status": "withdrawn",
    }
    found = diff.changes(before, after)
    assert [move["reference"] for move in found["added"]] == ["5.1"]
    assert [move["reference"] for move in found["withdrawn"]] == ["1.1"]
