"""Two chairs press at the same moment: the database lets one through."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.roles import Role
from audit.models import Event
from reporting.enums import ReportState
from reporting.models import Delivery, Report
from reporting.services import issue_report, return_report
from tests.reporting.posted import waiting
from tests.reporting.scene import scene

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*writes: Callable[[], Any]) -> list[str]:
    """Each write in a thread of its own, let go together; "done" or the refusal's words."""
    start, said = Barrier(len(writes)), []

    def press(write: Callable[[], Any]) -> None:
        start.wait()
        try:
            write()
            said.append("done")
        except ValidationError as refusal:
            said.append(refusal.messages[0][:44])
        finally:
            connection.close()

    threads = [Thread(target=press, args=(write,)) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said, reverse=True)


def test_issued_once():
    stage = scene()
    report, chairs = waiting(stage), [stage.chair, stage.person(Role.CHAIR)]

    said = at_once(*(lambda by=by: issue_report(by=by, report=report) for by in chairs))

    assert said == ["done", "Only a frozen report that was not issued yet"]
    assert Delivery.objects.count() == 1
    assert Event.objects.filter(verb="issued report").count() == 1


def test_issued_or_sent_back_and_never_both():
    stage = scene()
    report, other = waiting(stage), stage.person(Role.CHAIR)

    said = at_once(
        lambda: issue_report(by=stage.chair, report=report),
        lambda: return_report(by=other, report=report, note="Add the figures."),
    )

    assert said == ["done", "Only a frozen report that was not issued yet"]
    report.refresh_from_db()
    issued = report.state == ReportState.ISSUED
    assert (Delivery.objects.count(), Report.objects.count()) == ((1, 1) if issued else (0, 2))
