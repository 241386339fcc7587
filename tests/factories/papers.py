"""Factories of papers that people write and others agree."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from papers.enums import PaperKind
from papers.models import Paper, PaperPart
from tests.factories.people import MeetingFactory, UserFactory

BEGUN = datetime(2026, 9, 8, 9, tzinfo=UTC)


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    kind = PaperKind.MINUTES
    meeting = factory.SubFactory(MeetingFactory)
    area = factory.LazyAttribute(lambda row: (row.meeting.body if row.meeting else row.report).area)
    begun_by = factory.SubFactory(UserFactory)
    begun_at = BEGUN


class PaperPartFactory(DjangoModelFactory):
    class Meta:
        model = PaperPart

    paper = factory.SubFactory(PaperFactory)
    key = "other"
    words = "The chair thanked everybody."
    written_by = factory.SubFactory(UserFactory)
    written_at = BEGUN
