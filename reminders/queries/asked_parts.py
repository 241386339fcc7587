"""Which parts of reports are asked of whom on a day, to be written or to be signed: the steps and
the letter of updates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from committees.models import Area
from figures.queries.gaps import Givers, givers_of
from narratives.enums import PartState
from narratives.queries.pages import WRITES
from narratives.querysets import with_standings
from narratives.rules.standing import Standing, StepFacts
from reminders.enums import ReminderKind, Why
from reminders.queries.area_lines import AreaLine, area_lines
from reminders.rules.steps import due_step, sent_back_due
from reporting.enums import ReportState
from reporting.models import Section

Step = tuple[User, Why, ReminderKind, str]


@dataclass(frozen=True)
class PartAsk:
    """One part of a report that one person is to hear of today. `key` names the step."""

    user: User
    why: Why
    kind: ReminderKind
    key: str
    part: Section
    post: str
    due_on: date
    coordinators: Sequence[User] = ()
    window: None = None

    @property
    def area_id(self) -> int:
        return self.part.report.area_id

    @property
    def committee(self) -> str:
        return str(self.part.report.area)


@dataclass(frozen=True)
class SignatureAsk(PartAsk):
    """One part that one person is to sign, or to hear of that it is not signed. `post` is whoever
    signs it."""


def part_asks(today: date, areas: Sequence[Area], user: User | None = None) -> list[PartAsk]:
    """Everything about the parts of reports of `areas` that is to be told on a day, told already or
    not: to everybody, or to `user`. Six queries at most; one where nothing is owed."""
    drafts = Section.objects.filter(
        report__area__in=areas, report__state=ReportState.DRAFT, steps__isnull=False
    )
    told = with_standings(drafts.select_related("report__area"), today)
    owed = [(part, now, now.asked) for part, now in told if now.owed and now.asked]
    unsigned = [(part, now) for part, now in told if now.owes_signature or now.returned_unsigned]
    if not owed and not unsigned:
        return []
    waiting = [part for part, *_ in owed] + [part for part, _ in unsigned]
    lines = area_lines({part.report.area_id for part in waiting}, today)
    asks = [*_to_write(owed, lines, today), *_to_sign(unsigned, lines, today)]
    return [ask for ask in asks if user is None or ask.user == user]


def _to_write(
    owed: Sequence[tuple[Section, Standing, StepFacts]], lines: Mapping[int, AreaLine], today: date
) -> list[PartAsk]:
    """Two queries; none where nothing is to be written."""
    if not owed:
        return []
    posts = {asked.post_key or 0: part.report.area_id for part, _, asked in owed}
    givers = givers_of(posts, today, WRITES)
    return [
        PartAsk(
            *step,
            part=part,
            post=asked.post,
            due_on=asked.due or today,
            coordinators=lines[part.report.area_id].coordinators,
        )
        for part, now, asked in owed
        for step in _steps(
            part, now, asked, givers[asked.post_key or 0], lines[part.report.area_id], today
        )
    ]


def _to_sign(
    unsigned: Sequence[tuple[Section, Standing]], lines: Mapping[int, AreaLine], today: date
) -> Iterator[SignatureAsk]:
    """One query; none where nothing is to be signed."""
    keys = {now.signer.user for _, now in unsigned if now.signer and now.signer.user}
    people = User.objects.in_bulk(keys) if keys else {}
    for part, now in unsigned:
        line, signer, asked = lines[part.report.area_id], now.signer, now.to_sign
        if signer is None or asked is None:
            continue
        able = [people[signer.user]] if signer.able and signer.user in people else []
        due = asked.due or today
        for step in _signing(part, now, able, line, due, today):
            yield SignatureAsk(
                *step,
                part=part,
                post=signer.told or signer.body,
                due_on=due,
                coordinators=line.coordinators,
            )


def _signing(
    part: Section, now: Standing, able: Sequence[User], line: AreaLine, due: date, today: date
) -> Iterator[Step]:
    """Who hears of one signature; where the words came back without one, whoever prepares the
    report. Who signed words that were changed since is asked from the beginning."""
    nation, asked = part.report.area.nation, now.to_sign
    if now.returned_unsigned and now.verdict:
        if sent_back_due(now.verdict.on, today, nation):
            for person in line.coordinators:
                key = f"part-unsigned:{now.verdict.key}"
                yield person, Why.SENT_BACK, ReminderKind.SENT_BACK, key
        return
    if asked is None:
        return
    late = today > due
    whom = line.whom(able, (), late=late) if able else line.nobody(late=late)
    words = now.void.key if now.void else 0
    for person, why, kinds in whom:
        if step := due_step(line.asking(asked.on, due, nation), kinds, today, person.mail_day):
            yield person, why, step.kind, f"part-sign:{asked.key}:{words}:{due}:{step.kind}"


def _steps(
    part: Section, now: Standing, asked: StepFacts, givers: Givers, line: AreaLine, today: date
) -> Iterator[Step]:
    """Who hears of one part; of one that was sent back its writers alone, on the next working day,
    once."""
    nation, closes = part.report.area.nation, asked.due or today
    if now.state == PartState.SENT_BACK and now.verdict:
        if sent_back_due(now.verdict.on, today, nation):
            for person in givers.first:
                key = f"part-back:{now.verdict.key}"
                yield person, Why.SENT_BACK, ReminderKind.SENT_BACK, key
        return
    asking, late = line.asking(asked.on, closes, nation), today > closes
    whom = (
        line.whom(givers.holders, givers.deputies, late=late)
        if givers.first
        else line.nobody(late=late)
    )
    for person, why, kinds in whom:
        if step := due_step(asking, kinds, today, person.mail_day):
            yield person, why, step.kind, f"part:{asked.key}:{closes}:{step.kind}"
