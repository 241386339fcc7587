"""Random lives of a small plan, made by the real services, with a report frozen now and then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Action, Completion, ProgressUpdate
from actions.services import add_action, edit_action, set_leads, withdraw_action
from committees.models import PostHolding
from committees.services import end_holding, set_holder
from decisions.services import accept_update, decide_completion, reopen_completion, send_back_update
from documents.enums import ReportKind
from reporting.enums import Marking, ReportState
from reporting.models import Report
from reporting.services import begin_report, freeze_report
from tests import factories as make
from tests.reporting import histories
from tests.reporting.histories import REASON, Past, begun
from timescales.quarters import Period
from updates.services import record_update
from windows.models import UpdateWindow
from windows.services import open_window, reopen_window

FIRST = histories.FIRST
BEFORE = FIRST - timedelta(days=30)
ONE_DAY = timedelta(days=1)
# of a day: letters go out in the morning, and what was done on it counts in its report
LAST = {"mail": -1, "report": 1, "annual": 2, "page": 3}
Step = Callable[["Life", date, int], object]


@dataclass
class Life:
    """A plan that is worked on; `reports` are those frozen, oldest first."""

    past: Past
    begins: date
    reports: list[Report] = field(default_factory=list)
    events: list[tuple[str, Report | None]] = field(default_factory=list)
    said: int = 0

    @property
    def by(self) -> User:
        return self.past.leads

    def words(self, day: date, what: str) -> str:
        """A sentence that nobody has written before, so that it can be looked for on paper."""
        self.said += 1
        return f"{what} number {self.said} of {day.isoformat()}."


def life() -> Life:
    """Three actions, two of their posts held; the first is due soon."""
    past = begun()
    for post in past.posts[:2]:
        make.holder_of(post, Role.ACTION_LEAD, name=f"Holder of {post.title}")
    with time_machine.travel(datetime.combine(BEFORE, time(12), UTC), tick=False):
        late = past.action(0)
        due = f"{FIRST + timedelta(days=20):%-d %B %Y}"
        edit_action(by=past.leads, action=late, expected=late.row_version, timescale_words=due)
    make.person_with(Role.CHIEF_OFFICER, past.plan.area)
    return Life(past, BEFORE)


def lived(one: Life, steps: Iterable[tuple[int, str, int]], after: Callable[[], object]) -> None:
    """Take each step on its day; what a rule refuses is left out. A report comes at a day's end.

    `after` is called while it is still the day of what just happened: a report that was frozen, a
    page to look at, letters that went out.
    """
    for days, what, number in sorted(steps, key=lambda step: (step[0], LAST.get(step[1], 0))):
        day = FIRST + timedelta(days=days)
        with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
            happened = len(one.events)
            try:
                with transaction.atomic():
                    STEPS[what](one, day, number)
            except ValidationError:
                continue
            if len(one.events) > happened:
                after()


def _update(one: Life, day: date, number: int) -> None:
    action, entry = one.past.action(number), one.past.entries[number % len(one.past.entries)]
    record_update(
        by=one.by, action=action, expected=action.row_version, entry=entry, as_at=day,
        what_happened=one.words(day, "Progress"), evidence=one.words(day, "Evidence"),
        difference=one.words(day, "Difference"), reason=one.words(day, "Reason"),
        recovery=REASON["recovery"],
    )  # fmt: skip


def _claim(one: Life, day: date, number: int) -> None:
    action = one.past.action(number)
    entry = next(row for row in one.past.entries if row.canonical == "complete")
    record_update(
        by=one.by, action=action, expected=action.row_version, entry=entry, as_at=day,
        what_happened=one.words(day, "Progress"), evidence=one.words(day, "Evidence"),
        difference=one.words(day, "Difference"),
    )  # fmt: skip


def _quiet(one: Life, day: date, number: int) -> None:
    """Nothing to report, as rated before: what is said is said, though it says little."""
    action = one.past.action(number)
    entry = next(row for row in one.past.entries if row.canonical == "on_track")
    record_update(
        by=one.by, action=action, expected=action.row_version, entry=entry, as_at=day,
        nothing_to_report=True,
    )  # fmt: skip


def _reopen(one: Life, day: date, number: int) -> None:
    done = Completion.objects.filter(
        action__plan=one.past.plan, state=CompletionState.VERIFIED
    ).first()
    if done:
        reopen_completion(
            by=one.past.chair, completion=done, reason="The audit found gaps.", on=day
        )


def _last_word(one: Life, number: int) -> ProgressUpdate | None:
    return one.past.action(number).updates.last()


def _send_back(one: Life, day: date, number: int) -> None:
    if update := _last_word(one, number):
        send_back_update(
            by=one.past.chair,
            update=update,
            seen=update.checks.count(),
            note="Which paper?",
            on=day,
        )


def _accept(one: Life, day: date, number: int) -> None:
    if update := _last_word(one, number):
        accept_update(by=one.past.chair, update=update, seen=update.checks.count(), on=day)


def _vacate(one: Life, day: date, number: int) -> None:
    held = PostHolding.objects.filter(post=one.past.posts[number % 3], ends=None).first()
    if held:
        end_holding(by=one.by, holding=held, expected=held.row_version, ends=day - ONE_DAY)


def _fill(one: Life, day: date, number: int) -> None:
    person = make.person_with(Role.ACTION_LEAD, one.past.plan.area)
    set_holder(by=one.by, post=one.past.posts[number % 3], user=person, starts=day)


def _window(one: Life, day: date, number: int) -> None:
    open_window(
        by=one.by, plan=one.past.plan, label=f"Window of {day.isoformat()}", opens_on=day,
        closes_on=day + timedelta(days=7 + number % 8),
    )  # fmt: skip


def _more_days(one: Life, day: date, number: int) -> None:
    window = UpdateWindow.objects.filter(plan=one.past.plan, opens_on__lte=day).last()
    if window:
        until = max(window.closes_on, day) + timedelta(days=1 + number % 6)
        reopen_window(
            by=one.by,
            window=window,
            expected=window.row_version,
            until=until,
            reason="The system was down.",
            on=day,
        )


def _report(one: Life, day: date, number: int) -> None:
    """Frozen today as of today or some days ago; two of three are issued at once."""
    as_of = day - timedelta(days=number % 4)
    issued = [row for row in one.reports if row.state == ReportState.ISSUED]
    start = issued[-1].as_of + ONE_DAY if issued else one.begins
    report = begin_report(
        by=one.by, plan=one.past.plan, kind=ReportKind.QUARTERLY, as_of=as_of,
        period=Period(start, as_of, "Quarter"), marking=Marking.OFFICIAL,
    )  # fmt: skip
    report = freeze_report(by=one.by, report=report, open_window_reason="The meeting is near.")
    if number % 3:
        by = {"issued_by": one.past.chair, "issued_at": report.frozen_at}
        Report.objects.filter(pk=report.pk).update(state=ReportState.ISSUED, **by)
        report.refresh_from_db()
    one.reports.append(report)
    one.events.append(("quarter", report))


def _add(one: Life, day: date, number: int) -> Action:
    return add_action(
        by=one.by, plan=one.past.plan, text=one.words(day, "Action"), added_on=day,
        heading=one.past.headings[number % 2], timescale_words="31 May 2026",
        accountable=one.past.posts[number % 3],
    )  # fmt: skip


def _lead(one: Life, day: date, number: int) -> None:
    post = one.past.posts[number % 3] if number % 4 else None
    set_leads(by=one.by, action=one.past.action(number), accountable=post, contributing=[])


def _adopt(one: Life, day: date, number: int) -> None:
    """What the rules may propose is accepted, or declined, beside the lead's own rating."""
    action = one.past.action(number)
    rows = [row for row in one.past.entries if row.canonical in ("at_risk", "off_track")]
    entry = rows[number % len(rows)]
    if not action.proposal_decisions.filter(key=str(day)).exists():
        make.ProposalDecisionFactory.create(
            action=action, about=action.updates.last(), key=str(day), canonical=entry.canonical,
            entry=entry, entry_label=entry.label, decided_on=day, accepted=number % 4 > 0,
        )  # fmt: skip


def _as_before(name: str) -> Step:
    return lambda one, day, number: histories.STEPS[name](one.past, day, number)


def _decide_claim(one: Life, day: date, number: int) -> None:
    for claim in Completion.objects.filter(action__plan=one.past.plan, state="claimed"):
        decide_completion(
            by=one.past.chair, completion=claim, verified=number % 4 > 0, on=day, note="Seen."
        )


def _withdraw(one: Life, day: date, number: int) -> None:
    withdraw_action(by=one.by, action=one.past.action(number), reason="Done nationally.", on=day)


STEPS: dict[str, Step] = {
    "update": _update,
    "claim": _claim,
    "quiet": _quiet,
    "decide claim": _decide_claim,
    "reopen": _reopen,
    "send back": _send_back,
    "accept": _accept,
    "vacate": _vacate,
    "fill": _fill,
    "window": _window,
    "more days": _more_days,
    "adopt": _adopt,
    "add": _add,
    "lead": _lead,
    "withdraw": _withdraw,
    "report": _report,
    **{name: _as_before(name) for name in ("challenge", "ask date", "decide date", "edit")},
}
