"""How a risk stands on a day, how it moved, what scores mean, when a review is asked for."""

from datetime import date

import pytest

from actions.rules.linked_risks import LinkedRisk, high_risks, high_words
from actions.rules.overdue import Proposal, proposals
from documents.enums import Canonical, Silence
from risks.enums import Level, Movement, StepKind
from risks.rules.course import (
    USUAL,
    Scale,
    Step,
    movement_of,
    movement_words,
    refusal_of,
    scale_on,
    standing_on,
)
from risks.rules.facts import Rating
from risks.rules.heat import heat_map
from risks.rules.reviews import asking_day, due_day, review_silence

K = StepKind
START, MIDDLE, LAST = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)


def rated(on, likelihood, impact, review_by=date(2026, 12, 1)):
    rating = Rating(5, 5, likelihood, impact)
    return Step(1, K.RATED, on, rating, review_by)


def step(kind, on):
    return Step(2, kind, on, reason="Because.")


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1, Level.LOW),
        (5, Level.LOW),
        (6, Level.MEDIUM),
        (14, Level.MEDIUM),
        (15, Level.HIGH),
        (25, Level.HIGH),
    ],
)
def test_usual_scale(score, level):
    assert USUAL.level(score) == level


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (USUAL, "Low 1 to 5, medium 6 to 14, high 15 to 25"),
        (Scale(START, 2, 3), "Low 1, medium 2, high 3 to 25"),
        (Scale(START, 10, 25), "Low 1 to 9, medium 10 to 24, high 25"),
    ],
)
def test_scale_words(scale, words):
    assert scale.words == words


def test_scale_on_is_the_newest_that_held():
    scales = [Scale(START, 4, 10), Scale(LAST, 5, 12)]

    held = [scale_on(scales, day) for day in (date(2026, 1, 1), START, MIDDLE, LAST)]

    assert held == [USUAL, scales[0], scales[0], scales[1]]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ((4, 5, 4, 5), set()),
        ((4, 5, 5, 5), {"likelihood_after"}),
        ((4, 4, 4, 5), {"impact_after"}),
        ((3, 3, 4, 4), {"likelihood_after", "impact_after"}),
    ],
)
def test_mitigation_makes_nothing_worse(changes, names):
    assert set(Rating(*changes).faults()) == names


def test_standing_of_a_day_is_not_changed_by_later_days():
    steps = [
        rated(START, 4, 4),
        step(K.ESCALATED, MIDDLE),
        rated(LAST, 2, 4),
        step(K.CLOSED, date(2026, 10, 1)),
    ]

    told = []
    for day in (date(2026, 3, 1), START, MIDDLE, LAST, date(2026, 10, 1)):
        now = standing_on(steps, [], day)
        told.append((now.level, now.open, now.escalated is not None, now.high))

    assert told == [
        (None, True, False, False),
        (Level.HIGH, True, False, True),
        (Level.HIGH, True, True, True),
        (Level.MEDIUM, True, True, False),
        (Level.MEDIUM, False, False, False),
    ]


@pytest.mark.parametrize(
    ("kinds", "asked", "refused"),
    [
        ([], K.RATED, ""),
        ([], K.ESCALATED, "Rate this risk first."),
        ([], K.CLOSED, "Rate this risk first."),
        ([K.RATED], K.CLOSED, ""),
        ([K.RATED], K.ESCALATED, ""),
        ([K.RATED], K.RETURNED, "This risk is not with chief officers."),
        ([K.RATED], K.REOPENED, "This risk is open."),
        (
            [K.RATED, K.ESCALATED],
            K.ESCALATED,
            "This risk was escalated to chief officers already.",
        ),
        ([K.RATED, K.ESCALATED], K.RETURNED, ""),
        ([K.RATED, K.ESCALATED, K.RETURNED], K.ESCALATED, ""),
        ([K.RATED, K.CLOSED], K.REOPENED, ""),
        ([K.RATED, K.CLOSED], K.RATED, "This risk was closed. Open it again first."),
        ([K.RATED, K.CLOSED], K.CLOSED, "This risk was closed. Open it again first."),
        ([K.RATED, K.ESCALATED, K.CLOSED, K.REOPENED], K.RETURNED,
         "This risk is not with chief officers."),
    ],
)  # fmt: skip
def test_refusal_of(kinds, asked, refused):
    steps = [rated(START, 3, 3) if kind == K.RATED else step(kind, START) for kind in kinds]

    assert refusal_of(asked, standing_on(steps, [], LAST)) == refused


@pytest.mark.parametrize(
    ("steps", "entered", "movement", "words"),
    [
        ([rated(START, 3, 3), rated(LAST, 3, 4)], START, Movement.UP, "Up, from 9 to 12"),
        ([rated(START, 3, 4), rated(LAST, 3, 3)], START, Movement.DOWN, "Down, from 12 to 9"),
        ([rated(START, 2, 3), rated(LAST, 3, 2)], START, Movement.UNCHANGED, "Unchanged"),
        ([rated(START, 3, 3)], START, Movement.NOT_REVIEWED, "Not reviewed"),
        ([rated(START, 3, 3), rated(LAST, 3, 3)], LAST, Movement.NEW, "New"),
        ([rated(LAST, 3, 3)], START, Movement.NEW, "New"),
        ([rated(START, 3, 3), step(K.CLOSED, LAST)], START, Movement.CLOSED, "Closed"),
        ([rated(LAST, 3, 3), step(K.CLOSED, LAST)], LAST, Movement.CLOSED, "Closed"),
        (
            [rated(START, 3, 3), step(K.CLOSED, START), step(K.REOPENED, LAST)],
            START,
            Movement.REOPENED,
            "Open again",
        ),
    ],
)
def test_movement(steps, entered, movement, words):
    before, now = (standing_on(steps, [], day) for day in (MIDDLE, LAST))

    told = movement_of(entered, before, now)

    assert (told, movement_words(told, before, now)) == (movement, words)


@pytest.mark.parametrize(
    ("today", "due_on", "anybody", "silence"),
    [
        (date(2026, 8, 17), None, True, None),
        (date(2026, 8, 18), None, True, Silence.NOT_ASKED),
        (date(2026, 8, 18), None, False, Silence.NOBODY),
        (date(2026, 9, 1), date(2026, 9, 1), True, Silence.AWAITED),
        (date(2026, 9, 2), date(2026, 9, 1), True, Silence.UNANSWERED),
        (date(2026, 9, 2), date(2026, 9, 1), False, Silence.NOBODY),
    ],
)
def test_review_silence(today, due_on, anybody, silence):
    told = review_silence(
        review_by=LAST, nation="scotland", due_on=due_on, anybody=anybody, today=today
    )

    assert told == silence


def test_who_is_asked_late_has_two_weeks():
    assert asking_day(LAST, "scotland") == date(2026, 8, 18)
    assert due_day(LAST, date(2026, 8, 18), "scotland") == LAST
    assert due_day(LAST, date(2026, 9, 10), "scotland") == date(2026, 9, 24)


def test_heat_map_has_every_place_once():
    lines = heat_map(
        [("a", Rating(5, 5, 2, 3)), ("b", Rating(5, 5, 2, 3)), ("c", Rating(4, 2, 1, 1))],
        USUAL,
        after=True,
    )

    assert [line.likelihood for line in lines] == [5, 4, 3, 2, 1]
    assert [cell.score for cell in lines[0].cells] == [5, 10, 15, 20, 25]
    standing = {
        (line.likelihood, place): cell.risks
        for line in lines
        for place, cell in enumerate(line.cells, start=1)
        if cell.risks
    }
    assert standing == {(2, 3): ["a", "b"], (1, 1): ["c"]}


def linked(**fields):
    given = {"number": "3", "starts": START, "ends": None, "shared_on": START, **fields}
    return LinkedRisk(steps=[rated(START, 4, 4)], **given)


@pytest.mark.parametrize(
    ("fields", "day", "high"),
    [
        ({}, START, True),
        ({"starts": MIDDLE}, START, False),
        ({"shared_on": MIDDLE}, START, False),
        ({"ends": MIDDLE}, START, True),
        ({"ends": MIDDLE}, MIDDLE, False),
        ({"scales": [Scale(START, 5, 20)]}, START, False),
        ({"scales": [Scale(MIDDLE, 5, 20)]}, START, True),
    ],
)
def test_high_on(fields, day, high):
    assert high_risks([linked(**fields)], day) == (["3"] if high else [])


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["3"], "its risk 3 is high"),
        (["3", "5"], "its risks 3 and 5 are high"),
        (["3", "5", "7"], "its risks 3, 5 and 7 are high"),
    ],
)
def test_high_words(numbers, words):
    assert high_words(numbers) == words


def test_high_risk_is_a_reason_for_amber():
    told = proposals(
        rating=Canonical.ON_TRACK,
        date_based=False,
        due=None,
        today=LAST,
        blocked=True,
        high_risks=["3"],
    )

    words = "The lead says that it is blocked; its risk 3 is high"
    assert told == [Proposal(Canonical.AT_RISK, words)]
