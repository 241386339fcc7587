"""Reports waiting for their release, and the e-mails that carry them, for the tests of both."""

from datetime import UTC, datetime
from typing import Any

from jobs.models import Job
from reporting.enums import SEND_REPORT
from reporting.models import Delivery, Report
from reporting.services import issue_report
from reporting.tasks import send_report
from tests import factories as make
from tests.reporting.scene import Scene

LATER = datetime(2026, 9, 8, 14, tzinfo=UTC)


def waiting(stage: Scene, **fields: Any) -> Report:
    """A frozen report whose PDF is a few bytes: nothing is drawn."""
    report = stage.frozen(**fields)
    make.ReportFileFactory.create(report=report)
    return report


def issued(stage: Scene, **fields: Any) -> Report:
    return issue_report(by=stage.chair, report=waiting(stage, **fields), now=LATER)


def work() -> None:
    """Do what a worker would: every e-mail that is asked for."""
    for job in Job.objects.filter(task=SEND_REPORT, state="queued").order_by("pk"):
        send_report(job.pk)


def delivery_of(stage: Scene, report: Report) -> Delivery:
    return Delivery.objects.select_related("letter").get(report=report, user=stage.chief)
