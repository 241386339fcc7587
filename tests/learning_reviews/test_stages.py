"""Which stage may follow which, where a review stands, and how many stand where."""

from datetime import date, timedelta

import pytest

from learning_reviews.enums import Course, Reason, Stage
from learning_reviews.rules.counts import counted
from learning_reviews.rules.stages import (
    DECIDING,
    ENDED,
    IN_ORDER,
    Taken,
    fault_of,
    last_of,
    next_stages,
    stage_name,
)

DAY = date(2026, 6, 1)
TODAY = date(2026, 9, 1)
S, C, R = Stage, Course, Reason
NOT = (C.STOP, R.CRITERIA_NOT_MET)
YES = (C.PROCEED, R.CRITERIA_MET)


def step(stage, on=DAY, said=YES):
    course, reason = said if stage in DECIDING else (None, None)
    return Taken(stage, on, course, reason, post=1 if stage in DECIDING else None)


def up_to(stage, *beside, said=YES):
    stages = IN_ORDER[: IN_ORDER.index(stage) + 1]
    return [step(one, said=said) for one in (*stages, *beside)]


@pytest.mark.parametrize(
    ("taken", "after"),
    [
        ([], [S.NOTIFIED]),
        (up_to(S.NOTIFIED), [S.GATHERING]),
        (up_to(S.RECOMMENDED), [S.DECIDED]),
        (up_to(S.DECIDED), [S.REVIEWING, S.TOLD]),
        (up_to(S.DECIDED, said=NOT), [S.TOLD]),
        (up_to(S.DECIDED, S.TOLD, said=NOT), []),
        (up_to(S.CONSIDERED, S.TOLD), [S.PLANNED, S.PUBLISHED]),
        (up_to(S.SHARED, S.TOLD), [S.PUBLISHED]),
        (up_to(S.SHARED, S.TOLD, S.PUBLISHED), []),
    ],
)
def test_what_comes_next(taken, after):
    assert next_stages(taken) == after


@pytest.mark.parametrize(
    ("taken", "back"),
    [
        (up_to(S.NOTIFIED), []),
        (up_to(S.GATHERING), [S.GATHERING]),
        (up_to(S.DECIDED), [S.DECIDED]),
        (up_to(S.DECIDED, S.TOLD), [S.TOLD]),
        (up_to(S.REVIEWING, S.TOLD), [S.REVIEWING, S.TOLD]),
        (up_to(S.CONSIDERED, S.PUBLISHED), [S.PUBLISHED]),
    ],
)
def test_what_may_be_taken_back(taken, back):
    assert last_of(taken) == back


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], ""),
        (up_to(S.GATHERING), "Gathering enough to decide"),
        (up_to(S.DECIDED, S.TOLD, said=NOT), ENDED),
        (up_to(S.DECIDED), "Decision"),
        (up_to(S.SHARED, S.PUBLISHED), "Shared with the Care Inspectorate"),
    ],
)
def test_where_a_review_stands(taken, name):
    assert stage_name(taken) == name


@pytest.mark.parametrize(
    ("taken", "new", "fields"),
    [
        (up_to(S.NOTIFIED), step(S.GATHERING), set()),
        (up_to(S.NOTIFIED), step(S.GATHERING, TODAY), set()),
        (up_to(S.NOTIFIED), step(S.DECIDED), {"stage"}),
        (up_to(S.NOTIFIED), step(S.GATHERING, TODAY + timedelta(days=1)), {"on"}),
        (up_to(S.NOTIFIED), step(S.GATHERING, DAY - timedelta(days=1)), {"on"}),
        (up_to(S.DECIDED), step(S.TOLD, DAY - timedelta(days=1)), {"on"}),
        (up_to(S.NOTIFIED), Taken(S.GATHERING, DAY, C.STOP, R.ELSEWHERE, 1), {*"cpr"}),
        (up_to(S.RECOMMENDED), Taken(S.DECIDED, DAY), {*"cpr"}),
        (up_to(S.RECOMMENDED), Taken(S.DECIDED, DAY, C.STOP, R.CRITERIA_MET, 1), {"reason"}),
        (up_to(S.RECOMMENDED), Taken(S.DECIDED, DAY, C.STOP, R.ELSEWHERE, 1), set()),
        ([], step(S.NOTIFIED), set()),
    ],
)
def test_what_stands_in_the_way(taken, new, fields):
    short = {"c": "course", "r": "reason", "p": "post"}

    assert set(fault_of(taken, new, TODAY)) == {short.get(field, field) for field in fields}


def test_every_review_is_counted_once_as_it_stood_on_the_day():
    later = [step(S.NOTIFIED, DAY), step(S.GATHERING, TODAY)]
    reviews = [
        up_to(S.NOTIFIED),
        later,
        up_to(S.DECIDED, S.TOLD, said=NOT),
        up_to(S.SHARED, S.PUBLISHED),
        [step(S.NOTIFIED, TODAY)],
    ]

    then, now = counted(reviews, DAY), counted(reviews, TODAY)

    assert (then.total, now.total) == (4, 5)
    assert sum(number for _, number in then.stages) == then.total
    assert dict(then.stages)["Notified"] == 2
    assert dict(now.stages)["Gathering enough to decide"] == 1
    assert (dict(now.stages)[ENDED], dict(now.stages)["Decision"]) == (1, 0)
    assert (now.decided, now.told, now.published) == (2, 1, 1)
    assert len(now.stages) == len(IN_ORDER) + 1
