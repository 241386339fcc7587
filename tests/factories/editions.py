"""Editions of reports and their files."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from editions.enums import EditionFormat
from editions.models import EditionFile, ReportEdition
from figures.enums import Audience
from jobs.enums import FileState
from jobs.services import made_files
from reporting.enums import Marking
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory
from tests.factories.reports import issued_report


class ReportEditionFactory(DjangoModelFactory[ReportEdition]):
    """A public edition that waits: its record is the report's own, which no service would make."""

    class Meta:
        model = ReportEdition

    report = factory.LazyFunction(issued_report)
    area = factory.SelfAttribute("report.area")
    audience = Audience.PUBLIC
    number = 1
    marking = Marking.OFFICIAL
    content = factory.SelfAttribute("report.snapshot.content")
    sha256 = factory.SelfAttribute("report.snapshot.sha256")
    prepared_by = factory.SubFactory(UserFactory)
    prepared_at = datetime(2026, 9, 9, 12, tzinfo=UTC)


class EditionFileFactory(DjangoModelFactory[EditionFile]):
    """A document that is ready: a few bytes that lie where the edition's PDF would."""

    class Meta:
        model = EditionFile
        skip_postgeneration_save = True
        django_get_or_create = ("edition", "format")

    edition = factory.SubFactory(ReportEditionFactory)
    format = EditionFormat.PDF

    @factory.post_generation
    def bytes_(obj: EditionFile, create: bool, extracted: bytes | None, **kwargs: Any) -> None:
        obj.path, obj.state = obj.place, FileState.READY
        obj.sha256 = made_files.put(obj.path, extracted or b"%PDF-1.7 edition")
        obj.save()


def waiting_edition(area: Any) -> ReportEdition:
    """A public edition of an issued report of an area."""
    report = issued_report(plan=PlanFactory(area=area))
    edition: ReportEdition = ReportEditionFactory.create(report=report)
    return edition
