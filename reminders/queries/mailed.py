"""What was mailed about a plan: to whom, at which step, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from documents.enums import Canonical
from documents.statuses import Tag, default_tag
from letters.enums import LetterState
from letters.models import Letter
from plans.models import Plan
from reminders.models import Reminder

RECENT = timedelta(days=92)


@dataclass(frozen=True)
class Mailed:
    """One e-mail, as the coordinator sees it: only what it said about this plan."""

    letter: Letter
    reminders: Sequence[Reminder]
    tag: Tag

    @property
    def bounced(self) -> bool:
        return self.letter.state == LetterState.BOUNCED

    @property
    def corrected(self) -> bool:
        """Whether the person's address has been changed since this e-mail came back."""
        user = self.letter.user
        return self.bounced and user is not None and user.email != self.letter.address


def letters_about(plan: Plan) -> QuerySet[Letter]:
    """The letters that asked somebody about the plan, the latest first."""
    about = Reminder.objects.filter(actions__plan=plan)
    steps = about.select_related("window").prefetch_related("actions").distinct().order_by("pk")
    return (
        Letter.objects.filter(pk__in=about.values("letter"))
        .select_related("user")
        .prefetch_related(Prefetch("reminders", queryset=steps, to_attr="about_plan"))
        .order_by("-made_at", "-pk")
    )


def narrowed(
    letters: QuerySet[Letter], *, person: str = "", state: str = "", kind: str = ""
) -> QuerySet[Letter]:
    """Those to a person whose name or address has these words, in a state, of a step."""
    if person:
        named = Q(user__name__icontains=person) | Q(address__icontains=person)
        letters = letters.filter(named)
    if state:
        letters = letters.filter(state=state)
    if kind:
        letters = letters.filter(pk__in=Reminder.objects.filter(kind=kind).values("letter"))
    return letters


def undelivered(plan: Plan) -> int:
    """E-mails of the last quarter that came back, from addresses that were not changed since."""
    since = timezone.now() - RECENT
    rows = letters_about(plan).filter(state=LetterState.BOUNCED, bounced_at__gte=since)
    return sum(not told(letter, timezone.localdate()).corrected for letter in rows)


def told(letter: Letter, today: date) -> Mailed:
    """A letter of `letters_about` with what became of it, as a status."""
    return Mailed(letter, getattr(letter, "about_plan", ()), _status(letter, today))


def _status(letter: Letter, today: date) -> Tag:
    if letter.state == LetterState.SENT:
        return default_tag(Canonical.COMPLETE, "Sent")
    if letter.state == LetterState.BOUNCED:
        return default_tag(Canonical.OFF_TRACK, "Came back")
    over = timezone.localtime(letter.made_at).date() < today
    # a letter that waits is taken up again as long as something is owed
    return default_tag(Canonical.NOT_STARTED, "Not sent yet" if not over else "Not sent")
