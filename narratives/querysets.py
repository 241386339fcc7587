from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import reduce
from itertools import starmap
from operator import or_
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.roles import Permission, roles_with
from committees.enums import BodyKind, Seat
from committees.querysets import Actor, InAreaQuerySet, M
from documents.papers.annual.chapters import SIGNED
from narratives.enums import StepKind
from narratives.rules.signatures import Signer, signed_by_chair, words_digest
from narratives.rules.standing import Standing, StepFacts, Words, standing_of

P = Permission
REQUESTS = (StepKind.ASKED, StepKind.WITHDRAWN)
SIGNING = (StepKind.TO_SIGN, StepKind.WITHDRAWN)


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


def asked_to_sign(user: Actor) -> QuerySet[Any]:
    """The parts that `user` may be shown to sign: those of which a signature is asked for, of a
    body in whose chair they were on the last day that the report covers."""
    areas: Any = apps.get_model("committees", "Area").objects
    seats: Any = apps.get_model("committees", "Membership").objects
    steps: Any = apps.get_model("narratives", "Step").objects
    sections: Any = apps.get_model("reporting", "Section").objects
    last = steps.filter(section=OuterRef("pk"), kind__in=SIGNING).order_by("-pk")
    day = OuterRef("report__period_end")
    chaired = seats.filter(
        Q(ends=None) | Q(ends__gte=day),
        user=user.pk or 0,
        seat=Seat.CHAIR,
        starts__lte=day,
        body__area=OuterRef("report__area"),
    )
    committee = Q(body__kind=BodyKind.COMMITTEE) | Q(body=OuterRef("report__plan__body"))
    officers = Q(body__kind=BodyKind.CHIEF_OFFICERS_GROUP)
    of = {"committee": chaired.filter(committee), "chief_officers": chaired.filter(officers)}
    theirs = [Q(key=key) & Q(Exists(of[name])) for key, name in SIGNED.items()]
    asked: QuerySet[Any] = sections.filter(
        reduce(or_, theirs), report__area__in=areas.with_permission(user, P.NARRATIVE_WRITE)
    ).alias(last_kind=Subquery(last.values("kind")[:1]))
    return asked.filter(last_kind=StepKind.TO_SIGN)


def parts_visible_to(user: Actor) -> QuerySet[Any]:
    """The one door to parts of reports: those of reports that `user` sees being prepared, each that
    is asked of a post of theirs, and each that they are asked to sign."""
    areas: Any = apps.get_model("committees", "Area").objects
    reports: Any = apps.get_model("reporting", "Report").objects
    sections: Any = apps.get_model("reporting", "Section").objects
    preparing = reports.visible_to(user).filter(area__in=areas.with_permission(user, P.REPORT_READ))
    asked, signs = asked_of(user).values("pk"), asked_to_sign(user).values("pk")
    rows: QuerySet[Any] = sections.filter(
        Q(report__in=preparing.values("pk")) | Q(pk__in=asked) | Q(pk__in=signs)
    )
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
    "step_signed_name": F("steps__signed_name"),
    "step_signed_post": F("steps__signed_post"),
    "step_digest": F("steps__digest"),
    "signing_area": F("report__area"),
    "signing_plan_body": F("report__plan__body"),
    "signing_day": F("report__period_end"),
}


def _signers(parts: Collection[Any]) -> dict[int, Signer]:
    """Who signs each of some parts that are signed: whoever was in the chair of its body on the
    last day that its report covers. Which body it is, and who of several is meant, is as the paper
    has it (`chairs`). One query; none where no part is signed."""
    signed = [part for part in parts if signed_by_chair(part.key)]
    if not signed:
        return {}
    bodies: Any = apps.get_model("committees", "Body").objects
    grants: Any = apps.get_model("committees", "RoleGrant").objects
    signs = grants.filter(
        user=OuterRef("chairs__user"),
        user__is_active=True,
        area=OuterRef("area"),
        role__in=roles_with(P.NARRATIVE_WRITE),
    )
    rows = (
        bodies.filter(area__in={part.signing_area for part in signed})
        .annotate(
            chairs=FilteredRelation("memberships", condition=Q(memberships__seat=Seat.CHAIR)),
            able=Exists(signs.current()),
        )
        .order_by("position", "name", "pk", "chairs__name", "chairs__pk")
        .values_list(
            *("area", "pk", "kind", "name", "chairs__starts", "chairs__ends"),
            *("chairs__name", "chairs__designation", "chairs__user", "able"),
        )
    )
    seats = list(starmap(_Seat, rows))
    return {part.pk: _signer(part, seats) for part in signed}


class _Seat(NamedTuple):
    """A body, with one who is or was in its chair, where anybody is recorded."""

    area: int
    body: int
    kind: str
    body_name: str
    starts: date | None
    ends: date | None
    name: str | None
    post: str | None
    user: int | None
    able: bool


def _signer(part: Any, seats: Sequence[_Seat]) -> Signer:
    own = [row for row in seats if row.area == part.signing_area]
    if SIGNED[part.key] == "committee":
        of_plan = [row for row in own if row.body == part.signing_plan_body]
        own = of_plan or [row for row in own if row.kind == BodyKind.COMMITTEE]
    else:
        own = [row for row in own if row.kind == BodyKind.CHIEF_OFFICERS_GROUP]
    if not own:
        return Signer("")
    body, day = own[0], part.signing_day
    for row in own:
        then = row.starts and row.starts <= day and (row.ends is None or day <= row.ends)
        if row.body == body.body and then:
            return Signer(row.body_name, row.name or "", row.post or "", row.user, row.able)
    return Signer(body.body_name)


def with_standings(parts: QuerySet[Any], day: date) -> list[tuple[Any, Standing]]:
    """Some parts with how each stands on a day, in the order of a report. One query; one more where
    one of them is signed."""
    rows: dict[int, Any] = {}
    steps: defaultdict[int, list[StepFacts]] = defaultdict(list)
    told = parts.select_related("written_by").annotate(**_STEP)
    for row in told.order_by("report", "position", "pk", "steps__pk"):
        rows.setdefault(row.pk, row)
        if row.step_key is not None:
            steps[row.pk].append(_facts(row))
    signers = _signers(rows.values())
    return [
        (row, standing_of(steps[pk], _words(row), day, signers.get(pk))) for pk, row in rows.items()
    ]


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
        signed_name=row.step_signed_name,
        signed_post=row.step_signed_post,
        digest=row.step_digest,
    )


def _words(part: Any) -> Words:
    on = timezone.localdate(part.written_at) if part.written_at else None
    digest = words_digest(part.heading, part.body)
    return Words(bool(part.body.strip()), str(part.written_by or ""), part.written_at, on, digest)
