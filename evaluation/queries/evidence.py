"""What the evidence of an evaluation says: kept when it is joined, and read again beside that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from actions.enums import CheckOutcome
from actions.models import ProgressUpdate, UpdateCheck
from assurance.models import Activity
from assurance.queries.trace import standing_today
from charts.alternative import said as printed
from committees.models import Area
from committees.querysets import Actor
from evaluation.models import Evidence
from figures.enums import Audience, EditionState
from figures.models import Edition
from figures.queries.record import figure_record
from figures.queries.told import told_in
from figures.rules.record import IndicatorRecord
from figures.rules.told import Told
from voices.enums import Answer
from voices.models import Voice

MOST: Final = 2000
YEAR: Final = timedelta(days=366)
# who reads an evaluation reads what members are told, and what is public
TOLD: Final = (Audience.MEMBERS, Audience.PUBLIC)
SENT_BACK: Final = "It was sent back since."


@dataclass(frozen=True)
class Shown:
    """A piece of evidence; `now` is what it says today where that is not what it said."""

    evidence: Evidence
    now: str = ""


@dataclass(frozen=True)
class Figure:
    """An indicator as an edition told it, with the period and the printed value in words."""

    indicator: int
    name: str
    edition: Edition
    words: str


def shown(rows: Sequence[Evidence], area: Area, today: date) -> dict[int, Shown]:
    """By its key each piece with what it says today. One query for each kind that is among them,
    those of an action's standing, and those of figures."""
    now = words_of(rows, area, today)
    return {
        row.pk: Shown(row, now[place] if row.said and now[place] != row.said else "")
        for place, row in enumerate(rows)
    }


def words_of(rows: Sequence[Evidence], area: Area, today: date) -> list[str]:
    """What each says on a day, in words that all may read who may see it."""
    actions = {row.action_id for row in rows if row.action_id}
    stood = standing_today(actions, today) if actions else {}
    checked = _checked([row.update_id for row in rows if row.update_id])
    figures = [row for row in rows if row.indicator_id]
    told = {(one.indicator, one.edition.audience): one for one in _figures(area, figures)}

    def words(row: Evidence) -> str:
        if row.action_id:
            one = stood[row.action_id]
            return ". ".join(filter(None, (one.tag.label, one.words)))
        if row.update_id:
            return checked.get(row.update_id, SENT_BACK)
        if row.voice:
            return of_voice(row.voice)
        if row.edition and row.indicator_id:
            figure = told.get((row.indicator_id, row.edition.audience))
            return figure.words if figure else "No edition tells it any more."
        return of_activity(row.activity) if row.activity else ""

    return [cut(words(row)) for row in rows]


def of_activity(row: Activity) -> str:
    """What an entry judged and found in short; no number of its sample."""
    judged = [f"{one}: {one.graded}." for one in row.judgements.all() if one.graded]
    return "\n".join(filter(None, (*judged, row.went_well, row.to_improve)))


def of_voice(row: Voice) -> str:
    """What was said, and what was decided because of it."""
    label = "" if row.answer == Answer.NOTHING_YET else row.get_answer_display()
    decided = ": ".join(filter(None, (label, row.answer_words)))
    return "\n".join(filter(None, (row.said, decided)))


def figures_told(area: Area) -> list[Figure]:
    """Every figure that an edition told to members or the public, from the newest that tells of
    it."""
    newest: dict[int, Figure] = {}
    for one in _told(area):
        known = newest.get(one.indicator)
        if known is None or (one.edition.issued_at, one.edition.pk) > (
            known.edition.issued_at,
            known.edition.pk,
        ):
            newest[one.indicator] = one
    return sorted(newest.values(), key=lambda one: (one.name, one.indicator))


def checked_updates(user: Actor, area: Area, today: date) -> QuerySet[ProgressUpdate]:
    """Those of a year whose check accepted them, by action, the newest first."""
    newest = UpdateCheck.objects.filter(update_checked=OuterRef("pk")).order_by("-sequence")
    rows = ProgressUpdate.objects.visible_to(user).filter(
        action__plan__area=area, as_at__gt=today - YEAR, nothing_to_report=False
    )
    checked = rows.annotate(outcome=Subquery(newest.values("outcome")[:1]))
    return (
        checked.filter(outcome=CheckOutcome.ACCEPTED)
        .select_related("action__plan")
        .order_by("action__plan", "action__position", "-as_at", "-pk")
    )


def cut(words: str) -> str:
    """No longer than is kept, with a mark where something was left out."""
    words = words.strip()
    return words if len(words) <= MOST else f"{words[: MOST - 2].rstrip()} …"


def _checked(keys: Iterable[int]) -> Mapping[int, str]:
    """Of checked updates the words that stand: what the check wrote in their place, else the
    lead's own. Those that were sent back are not among them."""
    newest = UpdateCheck.objects.filter(update_checked=OuterRef("pk")).order_by("-sequence")
    rows = ProgressUpdate.objects.filter(pk__in=list(keys)).annotate(
        outcome=Subquery(newest.values("outcome")[:1]),
        instead=Subquery(newest.values("what_happened")[:1]),
        difference_instead=Subquery(newest.values("difference")[:1]),
    )
    return {
        row.pk: "\n".join(
            filter(
                None, (row.instead or row.what_happened, row.difference_instead or row.difference)
            )
        )
        for row in rows.filter(outcome=CheckOutcome.ACCEPTED)
    }


def _figures(area: Area, rows: Sequence[Evidence]) -> Iterator[Figure]:
    if rows:
        yield from _told(area)


def _told(area: Area) -> Iterator[Figure]:
    """Of each audience each indicator, from the newest issued edition that tells of it."""
    editions = Edition.objects.filter(
        area=area, state=EditionState.ISSUED, audience__in=TOLD
    ).order_by("-issued_at", "-pk")
    seen: set[tuple[int, str]] = set()
    indicators = figure_record(area).indicators
    for edition in editions:
        told = told_in(edition)
        for one in indicators:
            place = (one.pk, edition.audience)
            if one.pk in told.indicators and place not in seen and (words := _value(one, told)):
                seen.add(place)
                yield Figure(one.pk, one.name, edition, words)


def _value(one: IndicatorRecord, told: Told) -> str:
    """The newest period with what is printed for it."""
    periods = told.periods(one)
    return f"{periods[-1].name}: {printed(told.value(one, periods[-1]))}" if periods else ""
