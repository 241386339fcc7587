"""What became of the e-mails that carried an issued report, person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from documents.statuses import Tag, default_tag
from jobs.enums import JobState
from jobs.models import Job
from letters.enums import LetterState
from reporting.enums import SEND_REPORT
from reporting.models import Delivery, Report

WAITING, SENT, BOUNCED, FAILED = "waiting", "sent", "bounced", "failed"
MARKS = {
    WAITING: default_tag("reprogrammed", "Being sent"),
    SENT: default_tag("complete", "Sent"),
    BOUNCED: default_tag("off_track", "Came back"),
    FAILED: default_tag("off_track", "Not sent"),
}
NO_TRACE = "The program has no trace of the e-mail."


@dataclass(frozen=True)
class Taken:
    """How often one person took one document, and when last."""

    format: str
    times: int
    last: datetime


@dataclass(frozen=True)
class SentRow:
    """One person: what they were sent (None: nothing), whether they have it, what they took."""

    user: User
    delivery: Delivery | None
    state: str
    reason: str
    taken: Sequence[Taken]

    @property
    def mark(self) -> Tag:
        return MARKS[self.state]

    @property
    def again(self) -> bool:
        """Whether it is worth sending again."""
        return self.state in (BOUNCED, FAILED)


def sent_rows(report: Report) -> list[SentRow]:
    """Everybody who was sent `report` or took a document of it. Three queries."""
    deliveries = report.deliveries.select_related("user", "letter").order_by("user__name", "pk")
    jobs, taken = _jobs(report), _taken(report)
    rows = [
        SentRow(row.user, row, *state_of(row, jobs.get(row.pk)), taken.pop(row.user, []))
        for row in deliveries
    ]
    return rows + [SentRow(user, None, "", "", files) for user, files in taken.items()]


def state_of(delivery: Delivery, job: Job | None) -> tuple[str, str]:
    """How far the latest e-mail is, and what went wrong with it."""
    letter = delivery.letter
    if job is not None and not job.is_finished:
        return WAITING, job.error and "The mail server did not take it. It is tried again soon."
    if job is not None and job.state == JobState.FAILED:
        return FAILED, job.error
    if letter is not None and letter.state == LetterState.BOUNCED:
        return BOUNCED, letter.bounce_reason
    if letter is not None and letter.state == LetterState.SENT:
        return SENT, ""
    return FAILED, NO_TRACE


def latest_job(delivery: Delivery) -> Job | None:
    """The last time that this delivery was asked to be sent."""
    return _jobs(delivery.report).get(delivery.pk)


def counted(rows: Iterable[SentRow]) -> dict[str, int]:
    """How many were sent it, and how many of them have it, or did not get it."""
    sent = [row for row in rows if row.delivery]
    return {
        "to": len(sent),
        "received": sum(1 for row in sent if row.delivery and row.delivery.received_at),
        "trouble": sum(1 for row in sent if row.again),
        "waiting": sum(1 for row in sent if row.state == WAITING),
    }


def _jobs(report: Report) -> dict[int, Job]:
    asked = Job.objects.filter(task=SEND_REPORT, area_id=report.area_id, payload__report=report.pk)
    return {job.payload["delivery"]: job for job in asked.order_by("pk")}


def _taken(report: Report) -> dict[User, list[Taken]]:
    moments: defaultdict[tuple[User, str], list[datetime]] = defaultdict(list)
    for row in report.downloads.select_related("user").order_by("at", "pk"):
        moments[row.user, row.get_format_display()].append(row.at)
    taken: defaultdict[User, list[Taken]] = defaultdict(list)
    for (user, name), at in moments.items():
        taken[user].append(Taken(name, len(at), at[-1]))
    return dict(taken)
