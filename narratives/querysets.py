from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M
from narratives.enums import StepKind
from narratives.rules.standing import Standing, StepFacts, Words, standing_of

P = Permission
REQUESTS = (StepKind.ASKED, StepKind.WITHDRAWN)


def _held(user: Actor) -> Any:
    holdings: Any = apps.get_model("committees", "PostHolding").objects
    return holdings.current().filter(user=user.pk or 0)


def asked_of(user: Actor) -> QuerySet[Any]:
    """The parts that are asked of a post which `user` holds or deputises for today, where they have
    a role that may write what is asked of it."""
    areas: Any = apps.get_model("committees", "Area").objects
    steps: Any = apps.get_model("narratives", "Step").objects
    sections: Any = apps.get_model("reporting", "Section").objects
    last = steps.filter(section=OuterRef("section"), kind__in=REQUESTS).order_by("-pk")
    asked = steps.filter(
        pk=Subquery(last.values("pk")[:1]),
        kind=StepKind.ASKED,
        post__in=_held(user).values("post"),
        section__report__area__in=areas.with_permission(user, P.NARRATIVE_WRITE),
    )
    kept: QuerySet[Any] = sections.filter(pk__in=asked.values("section"))
    return kept


def parts_visible_to(user: Actor) -> QuerySet[Any]:
    """The one door to parts of reports: those of reports that `user` sees being prepared, and each
    that is asked of a post of theirs."""
    areas: Any = apps.get_model("committees", "Area").objects
    reports: Any = apps.get_model("reporting", "Report").objects
    sections: Any = apps.get_model("reporting", "Section").objects
    preparing = reports.visible_to(user).filter(area__in=areas.with_permission(user, P.REPORT_READ))
    asked = asked_of(user).values("pk")
    rows: QuerySet[Any] = sections.filter(Q(report__in=preparing.values("pk")) | Q(pk__in=asked))
    return rows


class OfPartQuerySet(InAreaQuerySet[M]):
    """What was done about a part: for whoever may see the part while it is prepared."""

    area_path = "section__report__area"
    read_permissions: Iterable[Permission] = (P.REPORT_READ,)

    def visible_to(self, user: Actor) -> Self:
        return self.filter(section__in=parts_visible_to(user).values("pk"))


# what is told of a step, beside the part that it is of: a row for each step in one query
_STEP = {
    "step_key": F("steps__pk"),
    "step_kind": F("steps__kind"),
    "step_at": F("steps__at"),
    "step_by": F("steps__by"),
    "step_by_name": F("steps__by__name"),
    "step_by_email": F("steps__by__email"),
    "step_post": F("steps__post"),
    "step_post_title": F("steps__post__title"),
    "step_due": F("steps__due_on"),
    "step_words_at": F("steps__words_at"),
    "step_note": F("steps__note"),
}


def with_standings(parts: QuerySet[Any], day: date) -> list[tuple[Any, Standing]]:
    """Some parts with how each stands on a day, in the order of a report. One query."""
    rows: dict[int, Any] = {}
    steps: defaultdict[int, list[StepFacts]] = defaultdict(list)
    told = parts.select_related("written_by").annotate(**_STEP)
    for row in told.order_by("report", "position", "pk", "steps__pk"):
        rows.setdefault(row.pk, row)
        if row.step_key is not None:
            steps[row.pk].append(_facts(row))
    return [(row, standing_of(steps[pk], _words(row), day)) for pk, row in rows.items()]


def _facts(row: Any) -> StepFacts:
    return StepFacts(
        kind=StepKind(row.step_kind),
        on=timezone.localdate(row.step_at),
        at=row.step_at,
        by=row.step_by_name or row.step_by_email or "cpcplan",
        by_key=row.step_by,
        post=row.step_post_title or "",
        post_key=row.step_post,
        due=row.step_due,
        words_at=row.step_words_at,
        note=row.step_note,
        key=row.step_key,
    )


def _words(part: Any) -> Words:
    on = timezone.localdate(part.written_at) if part.written_at else None
    return Words(bool(part.body.strip()), str(part.written_by or ""), part.written_at, on)
