"""Reports and their documents."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from documents.enums import ReportKind
from documents.sections import PARTS
from jobs.enums import FileState
from jobs.services import made_files
from reporting.enums import FileFormat, Marking, ReportState
from reporting.models import Report, ReportFile
from reporting.services import freeze_report
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory


class ReportFactory(DjangoModelFactory[Report]):
    """A quarterly report in preparation, with its empty sections."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    area = factory.SelfAttribute("plan.area")
    kind = ReportKind.QUARTERLY
    title = factory.Sequence(lambda n: f"Quarterly progress report {n}")
    period_start = date(2026, 6, 1)
    period_end = date(2026, 8, 31)
    as_of = date(2026, 8, 31)
    marking = Marking.OFFICIAL
    prepared_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def parts(obj: Report, create: bool, extracted: None, **kwargs: Any) -> None:
        for place, part in enumerate(PARTS[obj.kind], start=1):
            obj.sections.create(key=part.key, heading=part.heading, position=place)


class ReportFileFactory(DjangoModelFactory[ReportFile]):
    """A document that is ready: a few bytes that lie where the report's PDF would."""

    class Meta:
        model = ReportFile
        skip_postgeneration_save = True
        django_get_or_create = ("report", "format")

    report = factory.SubFactory(ReportFactory)
    format = FileFormat.PDF

    @factory.post_generation
    def bytes_(obj: ReportFile, create: bool, extracted: bytes | None, **kwargs: Any) -> None:
        obj.sha256 = made_files.put(obj.place, extracted or b"%PDF-1.7")
        obj.path, obj.state = obj.place, FileState.READY
        obj.save()


def frozen_report(**fields: Any) -> Report:
    """A report frozen by its preparer, its documents not made yet."""
    report = ReportFactory.create(**fields)
    return freeze_report(by=report.prepared_by, report=report, now=datetime(2026, 9, 5, tzinfo=UTC))


def issued_report(**fields: Any) -> Report:
    """A report issued by somebody else than its preparer, without e-mail; its PDF a few bytes."""
    report = frozen_report(**fields)
    ReportFileFactory.create(report=report)
    moment = datetime(2026, 9, 8, 12, tzinfo=UTC)
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.ISSUED, issued_by=UserFactory.create(), issued_at=moment
    )
    report.refresh_from_db()
    return report
