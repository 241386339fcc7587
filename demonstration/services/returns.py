"""A year's returns of an area's sub-committees: asked, written, late, silent, sent anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from accounts.models import User
from assurance.models import Activity
from demonstration.queries.sources import Source, Table
from demonstration.services.assurance import noon
from demonstration.services.people import Place
from figures.enums import Frequency, YearType
from figures.rules.periods import Period, ended_periods
from returns import services
from returns.enums import Outcome, ReturnKind
from returns.models import Duty, Return
from returns.rules.days import asking_day, question_day
from returns.rules.facts import DutyFacts, EntryFacts

TOLD: Final = 4  # quarters that have ended
CHECKED: Final = timedelta(days=2)
MONTHS: Final = timedelta(days=30)


def keep_returns(source: Source, place: Place) -> None:
    """What each group of the file owes, and what came of it until today."""
    rows = source.story.get("returns", ())
    if not rows:
        return
    today = place.timetable.today
    since = today - timedelta(days=500)
    quarters = ended_periods(Frequency.QUARTER, YearType.APRIL, since, today)[-TOLD:]
    duties = [(_duty(row, place, quarters[0]), row) for row in rows]
    for back, quarter in zip(range(TOLD, 0, -1), quarters, strict=True):
        asked = asking_day(quarter.end, 1, place.area.nation)
        if asked <= today:
            services.ask_for_returns(by=None, today=asked, area=place.area)
        for duty, row in duties:
            for told in row.get("quarters", ()):
                if told["ago"] == back:
                    _Quarter(place, duty, quarter, place.people[row["by"]]).tell(told)


def _duty(row: Table, place: Place, first: Period) -> Duty:
    facts = DutyFacts(
        body=place.bodies[row["body"]].pk,
        kind=ReturnKind(row["kind"]),
        name=row.get("name", ""),
        starts=first.start,
    )
    return services.add_duty(by=place.lead_officer, area=place.area, facts=facts, since=first.start)


class _Quarter:
    """One return of one group, by its chair."""

    def __init__(self, place: Place, duty: Duty, quarter: Period, by: User) -> None:
        self.place, self.duty, self.quarter, self.by = place, duty, quarter, by
        self.today = place.timetable.today

    def tell(self, told: Table) -> None:
        """What was to come after today has not come; a draft stays one."""
        sent_on = self.quarter.end + timedelta(days=told["after"])
        if sent_on > self.today:
            return
        row = services.begin_return(
            by=self.by, duty=self.duty, period_end=self.quarter.end, today=sent_on
        )
        services.edit_return(
            by=self.by,
            row=row,
            expected=1,
            summary=told["summary"],
            next_steps=told.get("next_steps", ""),
            strategy_review=self._ahead(told),
        )
        for thing in told.get("things", ()):
            services.add_entry(by=self.by, sending=row, facts=self._facts(thing))
        if told.get("draft"):
            return
        services.send_return(by=self.by, row=row, at=noon(sent_on))
        self._answered(told, row, sent_on)

    def _answered(self, told: Table, row: Return, sent_on: date) -> None:
        """Accepted, or sent back with words and sent anew; the latest waits for its check."""
        checked_on = sent_on + CHECKED
        if checked_on > self.today or told.get("unchecked"):
            return
        words = told.get("sent_back", "")
        outcome = Outcome.SENT_BACK if words else Outcome.ACCEPTED
        services.check_return(
            by=self.place.lead_officer, row=row, outcome=outcome, note=words, at=noon(checked_on)
        )
        again_on = checked_on + CHECKED
        if words and again_on <= self.today:
            new = services.correct_return(by=self.by, row=row)
            services.edit_return(
                by=self.by,
                row=new,
                expected=1,
                summary=told["anew"],
                next_steps=new.next_steps,
                strategy_review=new.strategy_review,
            )
            services.send_return(by=self.by, row=new, at=noon(again_on))
            self._answered({}, new, again_on)
        elif not words:
            self._asked_again(told, row)

    def _asked_again(self, told: Table, row: Return) -> None:
        """Courses that were asked about three months later, and what was answered a week on."""
        later = {thing["title"]: thing.get("later") for thing in told.get("things", ())}
        for entry in row.entries.filter(ask_again=True).order_by("starts"):
            asked_on = question_day(entry.ends or entry.starts or self.today, self.duty.area.nation)
            if asked_on > self.today:
                continue
            asked = services.ask_about_courses(by=None, today=asked_on, area=self.place.area)
            answered_on = min(asked_on + timedelta(days=7), self.today)
            for question in asked:
                if words := later.get(question.entry.title):
                    services.answer_course(
                        by=self.by,
                        question=question,
                        changed=words[0],
                        known_by=words[1],
                        at=noon(answered_on),
                    )

    def _facts(self, row: Table) -> EntryFacts:
        """`day` and `until` are days of the quarter, counted from its first."""
        days = dict(self._days(row))
        came = {self._agency(key): number for key, number in row.get("came", {}).items()}
        register = Activity.objects.filter(area=self.place.area, title=row.get("activity", ""))
        looked = register.first()
        return EntryFacts(
            title=row.get("title", ""),
            sort=row.get("sort", ""),
            starts=days.get("day"),
            ends=days.get("until"),
            offered=row.get("offered"),
            reach=row.get("reach"),
            counted=row.get("counted", ""),
            activity=looked.pk if looked else None,
            step=row.get("step", ""),
            next_review=self._ahead(row),
            words=row.get("words", ""),
            changed=row.get("changed", ""),
            known_by=row.get("known_by", ""),
            ask_again=bool(row.get("ask_again")),
            attendance=came,
        )

    def _days(self, row: Table) -> Iterator[tuple[str, date]]:
        for name in ("day", "until"):
            if name in row:
                yield name, self.quarter.start + timedelta(days=row[name])

    def _ahead(self, row: Table) -> date | None:
        """A review, so many months after the quarter."""
        months = row.get("review_in")
        return self.quarter.end + MONTHS * months if months else None

    def _agency(self, key: str) -> int | None:
        return None if key == "others" else self.place.agencies[key].pk
