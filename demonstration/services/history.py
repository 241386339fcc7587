"""Four quarters of what people said and decided, replayed in the order of its days."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple
from uuid import uuid4

from dateutil.relativedelta import relativedelta

from accounts.models import User
from actions.enums import Source as Said
from actions.models import Action, DeadlineRevision, ProgressUpdate
from actions.queries.interests import of_completions, of_dates, of_update
from actions.queries.occurrences import fell_due_of
from committees.models import PostHolding
from committees.rules.interests import Interest, Matter, why_own
from decisions.services import (
    accept_update,
    comment_on_action,
    decide_as_officer,
    decide_completion,
    decide_new_date,
    moderate_update,
    request_new_date,
    send_back_update,
)
from demonstration.queries.sources import Source, Table
from demonstration.rules import CONSIDERED, FROZEN, REVIEWED
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from meetings.enums import DecisionKind
from meetings.services import apply_decisions, record_decision
from plans.models import LegendEntry
from timescales.date_format import long_day
from updates.services import (
    add_evidence_link,
    answer_occurrences,
    challenge_rating,
    record_update,
)
from windows.services import open_window

WORDS = ("evidence", "difference", "reason", "recovery")


class Step(NamedTuple):
    """Something done on a day; `turn` keeps the order within it."""

    on: date
    turn: int
    do: Callable[[], object]


class Teller:
    """Tells one area's story: turns its tables into steps and takes them in order."""

    def __init__(self, source: Source, place: Place, printed: Printed) -> None:
        self.source, self.place, self.printed = source, place, printed
        self.timetable = place.timetable
        entries = LegendEntry.objects.filter(legend__plan=printed.plan).select_related("legend")
        self.entries = {entry.code: entry for entry in entries}
        self.leads = {row["key"]: row["lead"] for row in source.actions()}
        self.updates: dict[tuple[str, int], ProgressUpdate] = {}
        self.revisions: dict[tuple[str, int], DeadlineRevision] = {}

    def tell(self) -> None:
        steps = [*self._said(), *self._dates(), *self._meetings()]
        for step in sorted(steps, key=lambda step: (step.on, step.turn)):
            step.do()

    def _said(self) -> Iterator[Step]:
        for turn, story in enumerate(self.source.story["stories"]):
            for row in story["updates"]:
                yield from self._one_update(story["action"], row, turn)

    def _one_update(self, key: str, row: Table, turn: int) -> Iterator[Step]:
        quarter = row["q"]
        # a stride that shares no factor with a fortnight spreads the leads over the window
        on = self.timetable.said_on(quarter, turn * 5, late=row.get("late", False))
        yield Step(on, 0, partial(self._say, key, row, on))
        after = max(self.timetable.meeting(quarter) + REVIEWED, on)
        yield from self._checked(key, row, on)
        if "comment" in row:
            yield Step(after, 2, partial(self._comment, key, row, after))
        if "challenge" in row:
            yield Step(after, 2, partial(self._challenge, key, row, after))
        if "verified" in row:
            yield Step(after, 3, partial(self._verify, key, row, after))

    def _checked(self, key: str, row: Table, on: date) -> Iterator[Step]:
        """The coordinator reads what leads sent: all of past windows, some of the present one.

        What the coordinator recorded is checked by nobody here: an area has only one.
        """
        officer = self.place.lead_officer
        if (self._speaker(key, on) or officer) == officer:
            return
        if row["q"] > 0:
            day = max(self.timetable.closes(row["q"]) + timedelta(days=1), on)
            yield Step(day, 1, partial(self._check, key, row, day))
        elif {"check", "wording", "sent_back"} & set(row):
            day = self.timetable.today
            yield Step(day, 1, partial(self._check, key, row, day))

    def _check(self, key: str, row: Table, on: date) -> None:
        officer, update = self.place.lead_officer, self.updates[key, row["q"]]
        if _own(Matter.CHECK, officer, of_update(update, on)):
            return  # nobody else checks here, so it stands unchecked
        if "sent_back" in row:
            send_back_update(by=officer, update=update, seen=0, note=row["sent_back"], on=on)
        elif "wording" in row:
            words = row["wording"]
            moderate_update(by=officer, update=update, seen=0, what_happened=words, on=on)
        else:
            accept_update(by=officer, update=update, seen=0, on=on)

    def _comment(self, key: str, row: Table, on: date) -> None:
        comment_on_action(by=self._chair(on), action=self._action(key), text=row["comment"], on=on)

    def _say(self, key: str, row: Table, on: date) -> None:
        action = self._action(key)
        person = self._speaker(key, on)
        by = person or self.place.lead_officer
        if "done" in row:
            self._answer(key, row, on)
        if not (row.get("what") or row.get("quiet")):
            return  # the answer for recurring work is all that was said
        shown = [
            add_evidence_link(by=by, action=action, url=url, title=title)
            for title, url in row.get("links", {}).items()
        ]
        self.updates[key, row["q"]] = record_update(
            by=by,
            action=action,
            expected=action.row_version,
            entry=self.entries[row["code"]],
            as_at=on,
            what_happened=row.get("what", ""),
            nothing_to_report=row.get("quiet", False),
            source=Said.LEAD if person else Said.ON_BEHALF,
            evidence_items=shown,
            **{name: row.get(name, "") for name in WORDS},
        )

    def _answer(self, key: str, row: Table, on: date) -> None:
        """All that fell due of recurring work by the day, done; what else is said follows it."""
        action = self._action(key)
        fell = fell_due_of([action], on).get(action.pk)
        if fell is None or not fell.due:
            return
        person = self._speaker(key, on)
        tally = answer_occurrences(
            by=person or self.place.lead_officer,
            action=action,
            expected=action.row_version,
            entry=self.entries[row["code"]],
            on=on,
            done=fell.due,
            source=Said.LEAD if person else Said.ON_BEHALF,
        )
        self.updates[key, row["q"]] = tally.update_told

    def _challenge(self, key: str, row: Table, on: date) -> None:
        challenge_rating(
            by=self._chair(on),
            action=self._action(key),
            update=self.updates[key, row["q"]],
            entry=self.entries[row["challenge"]],
            reason=row["challenge_reason"],
            on=on,
        )

    def _verify(self, key: str, row: Table, on: date) -> None:
        """Whoever the story names, or else somebody whose own it is not; the committee itself
        where it is everybody's."""
        claim = self.updates[key, row["q"]].completion
        named = self._chair(on) if row["verified"] == "chair" else None
        people = [named or self.place.people[row["verified"]], self._chair(on), self._vice()]
        everybody = [*people, self.place.lead_officer]
        interest = of_completions([claim], on)[claim.pk]
        free = [one for one in everybody if not _own(Matter.COMPLETION, one, interest)]
        others = [one for one in everybody if not _own(Matter.COMPLETION, one, interest.minuted)]
        decide_completion(
            by=(free or others)[0],
            completion=claim,
            verified=True,
            on=on,
            note=row["note"],
            committee=not free,
        )

    def _dates(self) -> Iterator[Step]:
        for turn, row in enumerate(self.source.story.get("revisions", [])):
            on = self.timetable.said_on(row["q"], turn * 5)
            yield Step(on, 1, partial(self._ask, row, on))
            if row["decision"] != "requested":
                met = self.timetable.meeting(row["q"])
                if row.get("at") == "cog":
                    met += CONSIDERED
                yield Step(met, 4, partial(self._decide, row, met))

    def _ask(self, row: Table, on: date) -> None:
        action = self._action(row["action"])
        if action.first_due is None:
            raise ValueError(f"{row['action']} has no date to move")
        self.revisions[row["action"], row["q"]] = request_new_date(
            by=self._speaker(row["action"], on) or self.place.lead_officer,
            action=action,
            proposed=_later(action.first_due, row["months"]),
            reason=row["reason"],
            impact=row["impact"],
            on=on,
        )

    def _decide(self, row: Table, on: date) -> None:
        """The chair decides, the vice-chair on the chair's own, the chief officers on theirs."""
        revision = self.revisions[row["action"], row["q"]]
        approved = row["decision"] == "approved"
        if revision.to_chief_officers:
            decide_as_officer(
                by=self.place.people["chief"],
                area=self.place.area,
                answers={revision.pk: approved},
                on=on,
                note=row["note"],
            )
        else:
            decide_new_date(
                by=self._decider(revision, on),
                revision=revision,
                approved=approved,
                on=on,
                note=row["note"],
            )
        self._action(row["action"]).refresh_from_db(fields=["due"])

    def _meetings(self) -> Iterator[Step]:
        """What meetings decided: recorded in the room, applied with the chair five days later."""
        told = self.source.story.get("meetings", [])
        for turn, row in enumerate(told):
            on = self.timetable.meeting(row["q"])
            yield Step(on, 5 + turn, partial(self._record, row, on))
        for quarter in {row["q"] for row in told}:
            on = self.timetable.meeting(quarter)
            yield Step(on + FROZEN, 0, partial(self._apply, on))

    def _record(self, row: Table, on: date) -> None:
        record_decision(
            by=self.place.lead_officer,
            meeting=self.place.meetings["cpc", on],
            plan=self.printed.plan,
            kind=DecisionKind(row["kind"]),
            token=uuid4(),
            on=on,
            action=self._action(row["action"]),
            reason=row["reason"],
        )

    def _apply(self, held_on: date) -> None:
        apply_decisions(
            by=self._chair(held_on + FROZEN),
            meeting=self.place.meetings["cpc", held_on],
            plan=self.printed.plan,
            on=held_on + FROZEN,
        )

    def _action(self, key: str) -> Action:
        return self.printed.actions[key]

    def _speaker(self, key: str, on: date) -> User | None:
        """Who answers for the action on a day: the holder of its accountable post."""
        return self.place.holder(self.leads[key][0], on)

    def _decider(self, revision: DeadlineRevision, on: date) -> User:
        """The chair, unless they lead the action or asked for the date: then the vice-chair."""
        chair = self._chair(on)
        own = _own(Matter.DATE, chair, of_dates([revision], on)[revision.pk])
        return self._vice() if own else chair

    def _vice(self) -> User:
        return self.place.people.get("vice") or self.place.people["cswo"]

    def _chair(self, on: date) -> User:
        chair = self.place.holder("chair", on)
        if chair is None:
            raise ValueError(f"{self.place.area} has no chair on {on}")
        return chair


def _own(matter: Matter, user: User, interest: Interest) -> bool:
    return bool(why_own(matter, PostHolding.objects.party(user), interest))


def open_windows(place: Place, printed: Printed, earliest: int, last: int = 0) -> None:
    """A window for each meeting, from `earliest` quarters back to `last` (0: the one ahead)."""
    for quarter in range(earliest, last - 1, -1):
        day = place.timetable.meeting(quarter)
        open_window(
            by=place.lead_officer,
            plan=printed.plan,
            label=f"For the meeting of {long_day(day)}",
            opens_on=place.timetable.opens(quarter),
            closes_on=place.timetable.closes(quarter),
            meeting=place.meetings["cpc", day],
        )


def _later(day: date, months: int) -> date:
    """The end of the month that lies `months` after `day`."""
    return (day + timedelta(days=1)) + relativedelta(months=months) - timedelta(days=1)
