"""Parts of reports that wait for one person: to be written, read and agreed, or signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from committees.models import Area, PostHolding
from committees.rules.interests import Matter, why_own
from narratives.enums import PartState
from narratives.permissions import in_office
from narratives.queries.interests import of_part
from narratives.querysets import asked_of, with_standings
from narratives.rules.standing import OPEN, Standing
from reporting.enums import ReportState
from reporting.models import Section

S = PartState


@dataclass(frozen=True)
class PartDue:
    """A part with how it stands."""

    part: Section
    standing: Standing

    @property
    def due(self) -> date | None:
        return self.standing.asked.due if self.standing.asked else None


@dataclass(frozen=True)
class PartsWaiting:
    to_write: Sequence[PartDue] = ()
    to_review: Sequence[PartDue] = ()
    to_sign: Sequence[PartDue] = ()

    def __bool__(self) -> bool:
        return bool(self.to_write or self.to_review or self.to_sign)


def parts_everywhere(user: User, today: date) -> PartsWaiting:
    """The same of all areas that `user` sees, of those alone in which something is prepared."""
    asked = Section.objects.filter(report__state=ReportState.DRAFT, steps__isnull=False)
    areas = Area.objects.visible_to(user).filter(pk__in=asked.values("report__area"))
    return parts_waiting(user, list(areas), today)


def parts_waiting(user: User, areas: Sequence[Area], today: date) -> PartsWaiting:
    """What `user` is asked for or took on and has not handed in, what is wanted first coming first;
    what others handed in that `user` may agree, and what they are asked to sign. No query where no
    area is given, one where nothing is prepared in `areas`."""
    if not areas:
        return PartsWaiting()
    drafts = Section.objects.filter(report__area__in=areas, report__state=ReportState.DRAFT)
    used = drafts.filter(steps__isnull=False).select_related("report__area")
    due = [PartDue(part, now) for part, now in with_standings(used, today)]
    if not due:
        return PartsWaiting()
    keys = [one.part.pk for one in due]
    own = set(asked_of(user).filter(pk__in=keys).values_list("pk", flat=True))
    to_write = [one for one in due if one.standing.state in OPEN and _is_theirs(one, own, user)]
    return PartsWaiting(
        sorted(to_write, key=lambda one: (one.due or date.max, one.part.report_id, one.part.pk)),
        list(_to_review(user, due)),
        [
            one
            for one in due
            if one.standing.owes_signature and one.standing.may_be_signed_by(user.pk)
        ],
    )


def _is_theirs(one: PartDue, own: set[int], user: User) -> bool:
    claimed = one.standing.claimed
    if claimed and claimed.by_key == user.pk:
        return True
    return one.part.pk in own


def _to_review(user: User, due: Iterable[PartDue]) -> Iterable[PartDue]:
    """Two queries for each part that was handed in, for those who read them."""
    handed = [
        one
        for one in due
        if one.standing.state == S.HANDED_IN and in_office(user, one.part.report.area_id)
    ]
    party = PostHolding.objects.party(user) if handed else None
    for one in handed:
        interest = of_part(one.part, one.standing)
        if party and not why_own(Matter.NARRATIVE, party, interest):
            yield one
