"""The committee itself: its year and seats, terms, inductions, strategies, who attended."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from governance.models import Contribution, Induction, Place, Strategy, Term, YearRule
from meetings.enums import Attended
from meetings.models import Attendance, AttendanceRecord
from tests.factories.people import (
    AgencyFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    UserFactory,
)

RECORDED = datetime(2026, 9, 11, 9, tzinfo=UTC)


class YearRuleFactory(DjangoModelFactory):
    class Meta:
        model = YearRule

    body = factory.SubFactory(BodyFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    body = factory.SubFactory(BodyFactory)
    agency = factory.SubFactory(AgencyFactory)
    number = 1


class InductionFactory(DjangoModelFactory):
    class Meta:
        model = Induction

    membership = factory.SubFactory(MembershipFactory)
    done_on = date(2026, 1, 15)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    membership = factory.SubFactory(MembershipFactory)
    starts = date(2025, 1, 1)
    ends = date(2027, 12, 31)


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = Strategy

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Communications strategy {n}")


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    body = factory.SubFactory(BodyFactory)
    agency = factory.SubFactory(AgencyFactory)
    year = 2026
    amount = Decimal("12500.00")


class AttendanceRecordFactory(DjangoModelFactory):
    class Meta:
        model = AttendanceRecord

    meeting = factory.SubFactory(MeetingFactory)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED
    row_version = 1


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    record = factory.SubFactory(AttendanceRecordFactory)
    membership = factory.SubFactory(
        MembershipFactory, body=factory.SelfAttribute("..record.meeting.body")
    )
    how = Attended.PRESENT
