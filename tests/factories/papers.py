"""Factories of papers that people write and others agree."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from papers.enums import PaperKind
from papers.models import Paper, PaperPart
from reporting.enums import Marking
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


class AgreedPaperFactory(PaperFactory):
    """Minutes that a later meeting agreed."""

    marking = Marking.OFFICIAL
    agreed_by = factory.SubFactory(UserFactory)
    agreed_at = BEGUN
    agreed_meeting = factory.SubFactory(MeetingFactory)
    content = factory.LazyFunction(dict)
    sha256 = "0" * 64


class PaperPartFactory(DjangoModelFactory):
    class Meta:
        model = PaperPart

    paper = factory.SubFactory(PaperFactory)
    key = "other"
    words = "The chair thanked everybody."
    written_by = factory.SubFactory(UserFactory)
    written_at = BEGUN
