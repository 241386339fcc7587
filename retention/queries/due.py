"""What an area has kept long enough. The record of what was said or issued is never among it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from actions.models import Evidence, UpdateDraft
from committees.models import Area
from imports.models import ImportDraft
from jobs.enums import JobState
from jobs.models import Job
from letters.enums import LetterState
from letters.models import Letter
from plans.models import Plan
from retention.enums import GONE
from retention.models import RetentionRule
from retention.rules.periods import has_left, kept_since


@dataclass(frozen=True)
class Due:
    """Rows that may go, by kind; `leavers` lose their account data, `letters` their words.

    `edited` has a plan once for each of its edited files that was sent in before `begun` and never
    taken over: their table lies in an app above this one.
    """

    leavers: list[User]
    letters: QuerySet[Letter]
    drafts: QuerySet[UpdateDraft]
    papers: QuerySet[Evidence]
    spreadsheets: QuerySet[ImportDraft]
    edited: QuerySet[Plan]
    begun: datetime
    jobs: QuerySet[Job]

    def counts(self) -> dict[str, int]:
        return {
            "accounts of people who left": len(self.leavers),
            "words of e-mails": self.letters.count(),
            "drafts of updates": self.drafts.count(),
            "files and links that were not sent": self.papers.count(),
            "spreadsheets that were not brought in": self.spreadsheets.count(),
            "edited files that were not taken over": self.edited.count(),
            "rows of finished jobs": self.jobs.count(),
        }


def rule_of(area: Area) -> RetentionRule:
    """The area's own, or the proposal, not saved (row_version 0): by that nothing is removed."""
    own = RetentionRule.objects.filter(area=area).first()
    return own or RetentionRule(area=area, row_version=0)


def due(area: Area, rule: RetentionRule, today: date) -> Due:
    """What `rule` lets go on `today`."""
    drafts = _moment(kept_since(today, rule.drafts))
    letters = _moment(kept_since(today, rule.letters))
    jobs = _moment(kept_since(today, rule.jobs))
    ended = [JobState.DONE, JobState.FAILED]
    written = Letter.objects.exclude(text="").exclude(state=LetterState.WAITING)
    return Due(
        leavers=leavers(area, kept_since(today, rule.leavers)),
        letters=written.filter(made_at__lt=letters, user__role_grants__area=area).distinct(),
        drafts=UpdateDraft.objects.filter(action__plan__area=area, saved_at__lt=drafts),
        papers=Evidence.objects.filter(
            action__plan__area=area, update_shown=None, added_at__lt=drafts
        ),
        spreadsheets=ImportDraft.objects.filter(area=area, plan=None, made_at__lt=drafts),
        edited=Plan.objects.filter(
            area=area, edited_files__applied_at=None, edited_files__made_at__lt=drafts
        ),
        begun=drafts,
        jobs=Job.objects.filter(area_id=area.pk, state__in=ended, finished_at__lt=jobs),
    )


def leavers(area: Area, since: date) -> list[User]:
    """Who had a role here and has had none anywhere, no seat and no post, since before `since`.

    Of somebody who also served another area that decides too: there the longer time holds, and
    where an area has no rule they are kept.
    """
    people = (
        User.objects.filter(role_grants__area=area, is_superuser=False)
        .exclude(email__endswith=GONE)
        .distinct()
        .prefetch_related("role_grants__area__retention_rule")
    )
    return [user for user in people if _left(user, area, since)]


def _left(user: User, area: Area, since: date) -> bool:
    grants = list(user.role_grants.all())
    elsewhere = {grant.area for grant in grants if grant.area_id != area.pk}
    rules = [getattr(other, "retention_rule", None) for other in elsewhere]
    if any(rule is None for rule in rules):
        return False
    today = timezone.localdate()
    days = [since, *(kept_since(today, rule.leavers) for rule in rules if rule)]
    ends = [grant.ends for grant in grants]
    current = Q(ends=None) | Q(ends__gte=min(days))
    seated = user.memberships.filter(current).exists() or user.holdings.filter(current).exists()
    return not seated and has_left(ends, min(days))


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
