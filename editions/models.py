"""The members' and the public edition of a report: a record of its own, and the files made of it.

Not `figures.models.Edition`, which is all figures that an audience was told at once; a report's
edition that tells figures points at one.
"""

from django.db import models
from django.db.models import F, Q

from committees.models import Area
from editions.enums import AUDIENCES, EditionFormat
from editions.querysets import ReportEditionQuerySet
from figures.enums import Audience, EditionState
from figures.models import Edition
from figures.models.issue import Issue
from guard.fields import LinesField
from jobs.enums import FileState
from jobs.models import MadeFile
from reporting.enums import Marking
from reporting.models import Report


class ReportEdition(Issue):
    """What one audience is told of a report. `content` is canonical JSON in the shape of a
    snapshot (`editions.rules.audience`), `sha256` the hash of its bytes; neither ever changes.
    Prepared by one person, issued by another."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="report_editions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    audience = models.CharField(
        max_length=20, choices=[(one.value, one.label) for one in AUDIENCES]
    )
    number = models.PositiveSmallIntegerField()
    marking = models.CharField(max_length=30, choices=Marking)
    content = models.TextField()
    # the keys of the parts that were chosen (`editions.rules.parts`)
    parts: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    figures_edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="report_edition"
    )
    # why small numbers of children that stand in its words may be told
    numbers_reason = LinesField(blank=True, max_length=2000)

    objects = ReportEditionQuerySet["ReportEdition"].as_manager()

    class Meta:
        ordering = ["report", "audience", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "audience", "number"], name="report_edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["report", "audience"],
                condition=Q(state=EditionState.PREPARED),
                name="one_report_edition_waits",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="report_edition_has_its_hash"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=AUDIENCES), name="report_edition_for_an_audience"
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.PUBLIC) | Q(marking=Marking.OFFICIAL),
                name="public_edition_is_official",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=(EditionState.PREPARED, EditionState.DISCARDED),
                    issued_by__isnull=True,
                    issued_at__isnull=True,
                )
                | Q(
                    state__in=(EditionState.ISSUED, EditionState.WITHDRAWN),
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                ),
                name="report_edition_issued_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(issued_by=F("prepared_by")),
                name="report_edition_issued_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.WITHDRAWN)
                | ~Q(reason="") & Q(ended_at__isnull=False),
                name="report_edition_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.name.lower()} {self.number}"

    @property
    def name(self) -> str:
        return "Public edition" if self.audience == Audience.PUBLIC else "Members’ edition"


class EditionFile(MadeFile):
    """A document made from an edition's record."""

    FORMATS = EditionFormat

    edition = models.ForeignKey(ReportEdition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=10, choices=EditionFormat)

    class Meta:
        ordering = ["edition", "format"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="one_edition_file_a_format"),
            models.CheckConstraint(
                condition=~Q(state=FileState.READY) | (~Q(path="") & ~Q(sha256="")),
                name="ready_edition_file_has_path_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.document}"

    @property
    def place(self) -> str:
        """Where it lies under the media folder: the same for every try at making it."""
        mark = f"{self.edition.sha256[:16]}-{self.template_version}"
        return f"editions/{self.edition_id}/{mark}.{self.ending}"

    @property
    def ending(self) -> str:
        """How the file's name ends."""
        return "large.pdf" if self.format == EditionFormat.LARGE else str(self.format)
