"""What anything was on a day: one version of it for each day on which it became something else."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.enums import Kind
from audit.models import Version
from audit.services import keep
from tests import factories as make

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 7), date(2026, 5, 4)


def at(day: date):
    return time_machine.travel(datetime(day.year, day.month, day.day, 12).astimezone(), tick=False)


@pytest.fixture
def post():
    return make.PostFactory(title="Head of Service")


def change(row, on=None, removed=False, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    keep(by=None, row=row, on=on, removed=removed)


def title_on(post, day):
    """The title of a post on a day; None where no later version says anything of it."""
    later = Version.objects.later_than(day, plan_id=0, area_id=post.area_id)
    state = later.on(day).of(Kind.POST).get(post.pk)
    return state and state["title"]


def test_first_version_has_no_lower_bound_and_later_ones_their_day(post):
    with at(MARCH):
        change(post, title="Chief Nurse")

    kept = Version.objects.filter(kind=Kind.POST, key=post.pk)
    assert [(row.valid_from, row.state["title"], row.by_label) for row in kept] == [
        (None, "Head of Service", "cpcplan"),
        (MARCH, "Chief Nurse", "cpcplan"),
    ]
    assert str(kept.last()) == f"Post {post.pk} from 2026-03-02"
    assert str(kept.first()) == f"Post {post.pk} from the beginning"


def test_day_before_reads_what_was_and_the_day_itself_what_is(post):
    with at(MARCH):
        change(post, title="Chief Nurse")
    with at(MAY):
        change(post, title="Director")

    days = (MARCH - timedelta(days=1), MARCH, MAY - timedelta(days=1), MAY)
    assert [title_on(post, day) for day in days] == [
        "Head of Service",
        "Chief Nurse",
        "Chief Nurse",
        None,
    ]


def test_of_one_day_the_last_holds(post):
    with at(MARCH):
        change(post, title="Chief Nurse")
        change(post, title="Director")
    with at(APRIL):
        change(post, title="Head of Care")

    assert title_on(post, MARCH) == "Director"


def test_nothing_is_kept_where_nothing_changed(post):
    keep(by=None, row=post)

    assert Version.objects.filter(kind=Kind.POST, key=post.pk).count() == 1


def test_fact_recorded_late_holds_from_its_day_and_leaves_later_changes(post):
    body = make.BodyFactory(area=post.area)
    with at(APRIL):
        change(post, title="Chief Nurse")
    with at(MAY):
        change(post, on=MARCH, body=body)

    later = Version.objects.later_than(date(2026, 1, 1), plan_id=0, area_id=post.area_id)
    days = (MARCH - timedelta(days=1), MARCH, APRIL)
    assert [
        (state["title"], state["body_id"])
        for day in days
        if (state := later.on(day).of(Kind.POST)[post.pk])
    ] == [("Head of Service", None), ("Head of Service", body.pk), ("Chief Nurse", body.pk)]
    newest = Version.objects.filter(kind=Kind.POST, key=post.pk).last()
    assert (newest.valid_from, newest.state) == (APRIL, post.thing().state)
    assert timezone.localdate(newest.recorded_at) == MAY


def test_a_day_to_come_counts_from_today(post):
    with at(MARCH):
        change(post, on=MAY, title="Chief Nurse")

    assert Version.objects.filter(kind=Kind.POST, key=post.pk).last().valid_from == MARCH


def test_what_is_gone_was_there_before(post):
    measure = make.MeasureFactory()
    with at(MARCH):
        change(measure, removed=True)

    later = Version.objects.later_than(date(2026, 1, 1), plan_id=measure.plan_id, area_id=0)
    states = [later.on(day).of(Kind.MEASURE)[measure.pk] for day in (date(2026, 1, 1), MARCH)]
    assert states == [measure.thing().state, None]


def test_what_came_later_was_not_there_before():
    measure = make.MeasureFactory.build(plan=make.PlanFactory())
    with at(MARCH):
        measure.save()
        keep(by=None, row=measure, since=MARCH)

    later = Version.objects.later_than(date(2026, 1, 1), plan_id=measure.plan_id, area_id=0)
    days = (date(2026, 1, 1), MARCH)
    state = measure.thing().state
    assert [later.on(day).of(Kind.MEASURE)[measure.pk] for day in days] == [None, state]
    keys = (measure.pk, 0)
    assert [later.on(days[0]).came_later(Kind.MEASURE, key) for key in keys] == [state, None]


def test_days_before_what_was_loaded_are_refused():
    later = Version.objects.later_than(MARCH, plan_id=1, area_id=1)

    with pytest.raises(ValueError, match="loaded from 2026-03-02 on, not for 2026-03-01"):
        later.on(MARCH - timedelta(days=1))


def test_another_area_is_not_read(post, django_assert_num_queries):
    with at(MARCH):
        change(post, title="Chief Nurse")

    with django_assert_num_queries(1):
        area_id = make.AreaFactory.build().pk or 0
        later = Version.objects.later_than(date(2026, 1, 1), plan_id=0, area_id=area_id)

    assert later.versions == {}
