"""Which reviews of risks are wanted, and who was asked for them. Listed, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from documents.enums import Silence
from figures.queries.gaps import Givers, givers_of
from risks.models import ReviewRequest, Risk
from risks.queries.course import steps_by_risk
from risks.rules.course import RiskStanding, standing_on
from risks.rules.reviews import review_silence
from timescales.date_format import long_day

REVIEWS = frozenset(r for r in Role if Permission.RISK_REVIEW_OWN in ROLE_PERMISSIONS[r])


@dataclass(frozen=True)
class WantedReview:
    """A review that is wanted and not there; `givers` are who may be asked for it."""

    risk: Risk
    review_by: date
    silence: Silence
    request: ReviewRequest | None = None
    givers: Givers = field(default_factory=Givers)

    @property
    def words(self) -> str:
        """Why it is not there: asked and silent, asked and open, nobody to ask, not asked."""
        match self.silence:
            case Silence.AWAITED if self.request:
                return f"Asked, has until {long_day(self.request.due_on)}"
            case Silence.UNANSWERED if self.request:
                return f"Asked on {long_day(self.request.asked_on)}, and silent"
            case Silence.NOBODY:
                return "Nobody to ask"
        return "Not asked yet"


def wanted_reviews(risks: Sequence[Risk], today: date) -> list[WantedReview]:
    """What is wanted of `risks`, which come with their area and post. Four queries."""
    steps = steps_by_risk([row.pk for row in risks])
    standings = {row.pk: standing_on(steps.get(row.pk, ()), [], today) for row in risks}
    return reviews_of(risks, standings, today)


def reviews_of(
    risks: Sequence[Risk], standings: Mapping[int, RiskStanding], today: date
) -> list[WantedReview]:
    """The same where it is known how each of `risks` stands. Three queries."""
    due = {pk: now.review_by for pk, now in standings.items() if now.review_by}
    rows = [row for row in risks if row.pk in due and row.shared_on and row.shared_on <= today]
    givers = givers_of({row.post_id: row.area_id for row in rows if row.post_id}, today, REVIEWS)
    requests = {
        (one.risk_id, one.review_by, one.post_id): one
        for one in ReviewRequest.objects.filter(risk__in=rows, asked_on__lte=today)
    }
    wanted = []
    for row in rows:
        request = requests.get((row.pk, due[row.pk], row.post_id or 0))
        behind = givers.get(row.post_id or 0, Givers())
        silence = review_silence(
            review_by=due[row.pk],
            nation=row.area.nation,
            due_on=request.due_on if request else None,
            anybody=bool(behind.first),
            today=today,
        )
        if silence is not None:
            wanted.append(WantedReview(row, due[row.pk], silence, request, behind))
    return wanted
