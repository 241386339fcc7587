from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from accounts.roles import Permission
from committees.models import Area
from committees.querysets import Actor, InAreaQuerySet, M
from documents.enums import ReportKind
from reporting.enums import ReportState
from reporting.rules.lifecycle import may_move
from reporting.rules.versions import families, replacement

OF_VERSIONS = (
    *(
        "plan_id",
        "kind",
        "as_of",
        "version",
        "state",
        "corrects_id",
        "issued_at",
        "erratum",
        "withdrawn_at",
    ),
)
MOVED = "Somebody else has dealt with this report meanwhile. Look again."


class ReportQuerySet(InAreaQuerySet[M]):
    """Reports in preparation are for those who prepare them; issued ones for chief officers too.
    One that prints figures as they are is only for those who may see them so (ADR 235)."""

    def visible_to(self, user: Actor) -> "ReportQuerySet[M]":
        preparing = Area.objects.with_permission(user, Permission.REPORT_READ)
        reading = Area.objects.with_permission(user, Permission.REPORT_READ_ISSUED)
        issued = Q(area__in=reading, state=ReportState.ISSUED)
        exact = Area.objects.with_permission(user, Permission.FIGURE_READ)
        open_to = Q(exact_figures=False) | Q(area__in=exact)
        return self.filter(Q(area__in=preparing) | issued, open_to)

    def families(self, reports: Iterable[M]) -> dict[int, list[M]]:
        """For each report its versions, itself included, the first one first. One query."""
        of: list[Any] = list(reports)
        every: Any = self.filter(plan__in={row.plan_id for row in of}).only(*OF_VERSIONS)
        return families(of, every)

    def family(self, report: M) -> list[M]:
        """The versions of one report, itself included, the first one first. One query, and none
        for a first version in preparation, which nothing can follow."""
        row: Any = report
        if row.state == ReportState.DRAFT and row.version == 1 and row.corrects_id is None:
            return [report]
        return self.families([report])[row.pk]

    def replaced(self, reports: Iterable[M]) -> dict[int, M]:
        """By the key of each replaced report the version that replaced it. One query."""
        of: list[Any] = list(reports)
        kin: dict[int, list[Any]] = self.families(of)
        following = {row.pk: replacement(row, kin[row.pk]) for row in of}
        return {pk: row for pk, row in following.items() if row is not None}

    def last_issued(
        self, plan: Any, before: date, kind: str, besides: Collection[int] = ()
    ) -> M | None:
        """The last issued report of a kind as of a day before `before`, in its latest version.

        What dashboard, "what changed" and the next report compare with (domain.md, rule 8).
        `besides` are the keys of a report's own versions. One query.
        """
        rows = self.filter(plan=plan, kind=kind, state=ReportState.ISSUED, as_of__lt=before)
        rows = rows.exclude(pk__in=besides).select_related("snapshot")
        return rows.order_by("-as_of", "-version", "-pk").first()

    def hold(self, report: Any) -> bool:
        """Keep a report in preparation to this transaction until its end, if it still is as it was
        loaded: the conditional UPDATE is the lock."""
        same = {"pk": report.pk, "row_version": report.row_version, "state": ReportState.DRAFT}
        held = self.filter(**same).update(row_version=F("row_version") + 1)
        report.row_version += held
        return bool(held)

    def move(self, report: Any, target: ReportState, **values: Any) -> None:
        """The one place where a report changes its state, with what goes with it: one conditional
        UPDATE.

        Raises ValidationError when somebody else moved the report in the meantime, and ValueError
        for a move that the table does not have: the caller asks first and says it in words.
        """
        source = ReportState(report.state)
        if not may_move(source, target):
            raise ValueError(f"A report does not go from {source} to {target}.")
        rows = self.filter(pk=report.pk, state=source)
        if not rows.update(state=target, row_version=F("row_version") + 1, **values):
            raise ValidationError(MOVED)
        for name, value in values.items():
            setattr(report, name, value)
        report.state = target
        report.row_version += 1


class SnapshotQuerySet(InAreaQuerySet[M]):
    area_path = "plan__area"
    read_permissions = (Permission.REPORT_READ,)

    def compared_with(
        self, plan: Any, as_of: date, kind: str, besides: Collection[int] = ()
    ) -> M | None:
        """The snapshot that a report compares itself with: that of the last issued report of its
        kind, which comes with it.

        Where none was issued a quarterly report looks back to what was last frozen from the
        command line. `besides` are the keys of the report's own versions: it is not compared with
        itself, also where a later version looks at a later day. One query.
        """
        issued = Q(report__kind=kind, report__state=ReportState.ISSUED)
        issued &= ~Q(report__in=besides)
        either = issued if kind == ReportKind.ANNUAL else issued | Q(report=None)
        rows = self.filter(either, plan=plan, as_of__lt=as_of).select_related("report")
        alone = ExpressionWrapper(Q(report=None), output_field=BooleanField())
        latest = ("-as_of", "-report__version", "-report__pk", "-pk")
        return rows.order_by(alone, *latest).first()

    def of_year(self, plan: Any, start: date, until: date) -> Any:
        """The snapshots of a plan's issued quarterly reports as of a day in a year, of each day the
        latest version. One query."""
        rows: Any = self.filter(
            plan=plan, report__kind=ReportKind.QUARTERLY, report__state=ReportState.ISSUED,
            as_of__gte=start, as_of__lt=until,
        )  # fmt: skip
        latest = {row.as_of: row for row in rows.order_by("as_of", "report__version", "pk")}
        return list(latest.values())


class ByReportQuerySet(InAreaQuerySet[M]):
    """Who was sent a report and who read it: for those who prepare and release reports."""

    area_path = "report__area"
    read_permissions = (Permission.REPORT_READ,)


class DirectionQuerySet(InAreaQuerySet[M]):
    """Directions are for those who read issued reports, which print them."""

    read_permissions = (Permission.REPORT_READ_ISSUED,)
