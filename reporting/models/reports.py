from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from committees.models import Area, Body, Meeting
from documents.enums import ReportKind
from documents.schema.keys import KeysHere
from figures.models import Edition
from guard.fields import LineField, LinesField
from jobs.enums import FileState
from jobs.models import MadeFile
from plans.models import Plan
from reporting.enums import FileFormat, Marking, ReportState
from reporting.querysets import (
    ReportQuerySet,
    SnapshotQuerySet,
)
from timescales.date_format import long_day
from timescales.quarters import Period, covering

FROZEN = "This report is frozen and does not change. Begin its next version instead."


class Snapshot(models.Model):
    """A plan as it stood at a moment. Appended, never changed: the database refuses.

    `content` is canonical JSON text (sorted keys, no spaces, UTF-8) and `sha256` the hash of its
    bytes; every document is made from it and nothing else. Where it came with its area from another
    installation, `keys_here` says which keys the things in it have here.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="snapshots")
    as_of = models.DateField()
    made_at = models.DateTimeField()
    made_by = LineField(max_length=200)
    schema = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    keys_here: "models.JSONField[KeysHere | None, KeysHere | None]" = models.JSONField(
        null=True, editable=False
    )
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="following"
    )

    objects = SnapshotQuerySet["Snapshot"].as_manager()

    class Meta:
        ordering = ["plan", "as_of", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_has_its_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} as of {long_day(self.as_of)} ({self.sha256[:12]})"

    @property
    def fingerprint(self) -> str:
        """The hash of what it says now: `sha256`, unless words were taken out of it since."""
        return sha256(self.content.encode()).hexdigest()

    @property
    def of_report(self) -> "Report | None":
        """The report that it was frozen for; None where it was frozen from the command line."""
        return getattr(self, "report", None)


class Report(models.Model):
    """A quarterly or annual report: its words while in preparation, its snapshot once frozen.

    The period covered stands apart from the meeting that considers it.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="reports")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    next_plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ReportKind)
    title = LineField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    as_of = models.DateField()
    addressed_to = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_received"
    )
    considered_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    marking = models.CharField(max_length=30, choices=Marking)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFT)
    snapshot = models.OneToOneField(
        Snapshot, null=True, on_delete=models.PROTECT, related_name="report"
    )
    # the figures that its readers are told, and whether they are told them as they are
    figures_edition = models.OneToOneField(
        Edition, null=True, on_delete=models.PROTECT, related_name="report"
    )
    exact_figures = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    frozen_at = models.DateTimeField(null=True)
    # why it was frozen while leads were still being asked (rule 8); printed
    open_window_reason = LinesField(blank=True, max_length=2000)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    # taken back after it was issued: it was issued all the same, and its hashes stay
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    # sent back by the chair: it stays as it was, and its next version puts it right
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True)
    return_note = LinesField(blank=True, max_length=4000)
    # the version that this one follows, and what was wrong in it where it had been issued
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    erratum = LinesField(blank=True, max_length=4000)
    # the keys of its parts in printing order; empty where every part is printed
    contents: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet["Report"].as_manager()

    class Meta:
        ordering = ["area", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="report_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, snapshot__isnull=True)
                | (
                    ~Q(state=ReportState.DRAFT) & Q(snapshot__isnull=False, frozen_at__isnull=False)
                ),
                name="report_frozen_has_snapshot",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state=ReportState.ISSUED) & Q(issued_by__isnull=True, issued_at__isnull=True)
                )
                | Q(state=ReportState.ISSUED, issued_by__isnull=False, issued_at__isnull=False),
                name="report_issued_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, state=ReportState.ISSUED),
                name="report_withdrawn_was_issued",
            ),
            models.CheckConstraint(
                condition=Q(exact_figures=False) | Q(marking=Marking.OFFICIAL_SENSITIVE),
                name="report_with_exact_figures_is_sensitive",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(issued_by=F("prepared_by")),
                name="report_issued_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.RETURNED, returned_by__isnull=False)
                & Q(returned_at__isnull=False)
                & ~Q(return_note="")
                | ~Q(state=ReportState.RETURNED)
                & Q(returned_by__isnull=True, returned_at__isnull=True, return_note=""),
                name="report_sent_back_with_note",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return covering(self.kind, self.period_start, self.period_end)

    def refuse_unless_draft(self) -> None:
        """Raises ValidationError for a report that is frozen: it does not change."""
        if self.state != ReportState.DRAFT:
            raise ValidationError(FROZEN)


class Section(models.Model):
    """A narrative part of a report, written in the browser."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    heading = LineField(max_length=160)
    body = LinesField(blank=True, max_length=20000)
    position = models.PositiveSmallIntegerField()
    # whose words they are, and since when
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="section_once_in_report"),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportFile(MadeFile):
    """A document made from a report's snapshot."""

    FORMATS = FileFormat

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=10, choices=FileFormat)

    class Meta:
        ordering = ["report", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "template_version"], name="one_file_a_format"
            ),
            models.CheckConstraint(
                condition=~Q(state=FileState.READY) | (~Q(path="") & ~Q(sha256="")),
                name="ready_file_has_path_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.document}"

    @property
    def place(self) -> str:
        """Where it lies under the media folder: the same for every try at making it."""
        snapshot = self.report.snapshot
        mark = snapshot.sha256[:16] if snapshot else "none"
        return f"reports/{self.report_id}/{mark}-{self.template_version}.{self.format}"
