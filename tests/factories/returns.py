"""What sub-committees owe each quarter, and what they sent."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from returns.enums import Outcome, ReturnKind
from returns.models import (
    Attendance,
    Check,
    CourseAnswer,
    CourseQuestion,
    Duty,
    Entry,
    Return,
    ReturnRequest,
)
from tests.factories.people import AgencyFactory, AreaFactory, GroupFactory, UserFactory

QUARTER = {"period_start": date(2026, 4, 1), "period_end": date(2026, 6, 30)}
SENT = datetime(2026, 7, 20, 9, tzinfo=UTC)


class DutyFactory(DjangoModelFactory):
    """A sub-committee that owes an account of its courses."""

    class Meta:
        model = Duty

    area = factory.SubFactory(AreaFactory)
    body = factory.LazyAttribute(lambda row: GroupFactory(area=row.area).body)
    kind = ReturnKind.LEARNING
    starts = date(2026, 1, 1)


class ReturnRequestFactory(DjangoModelFactory):
    class Meta:
        model = ReturnRequest

    duty = factory.SubFactory(DutyFactory)
    period_start, period_end = QUARTER.values()
    asked_on = date(2026, 7, 1)
    due_on = date(2026, 7, 21)


class ReturnFactory(DjangoModelFactory):
    """A return that was sent and not checked yet."""

    class Meta:
        model = Return

    duty = factory.SubFactory(DutyFactory)
    period_start, period_end = QUARTER.values()
    number = 1
    summary = "Four courses ran."
    sent_by = factory.SubFactory(UserFactory)
    sent_at = SENT


class DraftReturnFactory(ReturnFactory):
    """One that its writers are at."""

    sent_by = None
    sent_at = None


class ReturnCheckFactory(DjangoModelFactory):
    class Meta:
        model = Check

    sending = factory.SubFactory(ReturnFactory)
    outcome = Outcome.ACCEPTED
    checked_by = factory.SubFactory(UserFactory)
    checked_at = datetime(2026, 7, 23, 9, tzinfo=UTC)


class ReturnEntryFactory(DjangoModelFactory):
    """A course."""

    class Meta:
        model = Entry

    sending = factory.SubFactory(DraftReturnFactory)
    title = factory.Sequence(lambda n: f"Course {n}")
    starts = date(2026, 5, 12)
    offered = 20
    position = factory.Sequence(lambda n: n + 1)


class CourseAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    entry = factory.SubFactory(ReturnEntryFactory)
    agency = factory.SubFactory(AgencyFactory)
    people = 12


class CourseQuestionFactory(DjangoModelFactory):
    """Asked about a course of a return that was sent."""

    class Meta:
        model = CourseQuestion

    entry = factory.SubFactory(
        ReturnEntryFactory, sending=factory.SubFactory(ReturnFactory), ask_again=True
    )
    asked_on = date(2026, 8, 12)
    due_on = date(2026, 9, 2)


class CourseAnswerFactory(DjangoModelFactory):
    class Meta:
        model = CourseAnswer

    question = factory.SubFactory(CourseQuestionFactory)
    changed = "Two teams in three meet the family first."
    known_by = "Asked by telephone."
    answered_at = datetime(2026, 8, 20, 9, tzinfo=UTC)
