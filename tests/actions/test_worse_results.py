"""Actions that are said to go well beside a figure that grows worse."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.enums import IndicatorKind
from actions.queries.worse_results import joined_to
from actions.rules.worse_results import Joined, green_with_worse, worse_of
from actions.services import add_to_indicator, take_off_indicator
from audit.models import Event
from figures.enums import Good, Unit
from figures.rules.publication import Extent
from figures.rules.told import Told
from tests import factories as make
from tests.figures.records import indicator, quarter, record, row, with_

ALL = Extent(date(2000, 1, 1), date(2100, 1, 1))
UNTIL = date(2026, 11, 28)


def share(*numbers, good=Good.UP):
    rows = [row(at, number, 100) for at, number in enumerate(numbers) if number is not None]
    return with_(indicator(1, rows, unit=Unit.PERCENT), name="In time", good=good)


def worse(one, report=None, until=UNTIL):
    made = worse_of(one, Told.exact(record(one), ALL), until, report)
    return made and made.words


def test_the_newest_is_held_against_a_year_before():
    assert worse(share(80, 82, 81, 79, 72)) == (
        "72% in August to October 2025, worse than a year before (80%)"
    )


@pytest.mark.parametrize(
    ("numbers", "good", "is_worse"),
    [
        ((80, 0, 0, 0, 72), Good.UP, True),
        ((80, 0, 0, 0, 80), Good.UP, False),
        ((80, 0, 0, 0, 85), Good.UP, False),
        ((80, 0, 0, 0, 72), Good.DOWN, False),
        ((80, 0, 0, 0, 85), Good.DOWN, True),
        ((80, 0, 0, 0, 72), Good.NEITHER, False),
        ((None, 80, 80, 80, 72), Good.UP, False),
        ((80, 72), Good.UP, False),
        ((), Good.UP, False),
    ],
)
def test_worse_is_what_the_indicator_calls_so(numbers, good, is_worse):
    assert (worse(share(*numbers, good=good)) is not None) == is_worse


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            85,
            "72% in August to October 2025, worse than a year before (80%) and than in May to July "
            "2025 (85%), the newest that had ended at the last report",
        ),
        (70, "72% in August to October 2025, worse than a year before (80%)"),
    ],
)
def test_the_last_report_is_said_beside_it_where_it_was_better(last, said):
    assert worse(share(80, 82, 81, last, 72), report=quarter(3).end) == said


def test_a_period_that_has_not_ended_is_not_told():
    assert worse(share(80, 82, 81, 79, 72), until=quarter(3).end) is None


def test_green_actions_alone_and_each_once():
    told = Told.exact(record(one := share(80, 82, 81, 79, 72)), ALL)
    found = worse_of(one, told, UNTIL)
    kinds = (IndicatorKind.CAME_OF, IndicatorKind.MEASURED_BY)
    joined = [Joined(key, 1, kind) for key in (1, 2, 3, 4) for kind in kinds]
    buckets = {3: "complete", 1: "on_track", 2: "off_track", 4: "not_updated", 5: "on_track"}

    rows = green_with_worse(buckets, joined, [found])

    assert [(made.action, made.words.split(":")[0]) for made in rows] == [
        (3, "is measured by “In time”"),
        (1, "is measured by “In time”"),
    ]


@pytest.mark.django_db
def test_an_action_is_joined_and_taken_off_and_the_record_keeps_both():
    action = make.ActionFactory()
    figure = make.IndicatorFactory(area=action.plan.area)
    given = {"action": action, "indicator": figure, "kind": IndicatorKind.CAME_OF}

    link = add_to_indicator(by=None, **given, origin="Committee, 16 December 2026")
    assert add_to_indicator(by=None, **given) == link
    assert joined_to([action.pk]) == [Joined(action.pk, figure.pk, IndicatorKind.CAME_OF)]
    take_off_indicator(by=None, link=link)
    take_off_indicator(by=None, link=link)

    assert joined_to([action.pk]) == []
    assert joined_to([action.pk], at=link.added_at) != []
    assert [event.verb for event in Event.objects.order_by("pk")][-2:] == [
        "joined action to indicator",
        "parted action from indicator",
    ]


@pytest.mark.django_db
def test_what_cannot_be_joined():
    action = make.ActionFactory(withdrawn_on=date(2026, 9, 1), withdrawn_reason="Merged.")
    kind = IndicatorKind.CAME_OF

    with pytest.raises(ValidationError) as refused:
        figure = make.IndicatorFactory(area=action.plan.area)
        add_to_indicator(by=None, action=action, indicator=figure, kind=kind)
    assert refused.value.message_dict == {"action": ["This action was withdrawn from the plan."]}
    with pytest.raises(ValueError, match="its own area"):
        add_to_indicator(by=None, action=action, indicator=make.IndicatorFactory(), kind=kind)
