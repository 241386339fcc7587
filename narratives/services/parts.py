"""A part of a report is asked for, taken on, handed in, sent back or agreed: a step each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked
from committees.models import Post, PostHolding
from committees.rules.interests import Matter, why_own
from narratives.enums import PartState, StepKind
from narratives.models import Step
from narratives.queries.interests import of_part
from narratives.queries.parts import standings_of
from narratives.rules.standing import Standing
from reporting.models import Report, Section
from timescales.date_format import long_day

VERBS: Final[Mapping[StepKind, str]] = {
    StepKind.ASKED: "asked for part of report",
    StepKind.WITHDRAWN: "took back request for part of report",
    StepKind.CLAIMED: "took on part of report",
    StepKind.HANDED_IN: "handed in part of report",
    StepKind.SENT_BACK: "sent part of report back",
    StepKind.AGREED: "agreed part of report",
    StepKind.TO_SIGN: "asked for signature under part of report",
    StepKind.SIGNED: "signed part of report",
}
EMPTY: Final = "Nothing is written yet. Write the part, then hand it in."
NOT_IN: Final = (
    "This part was not handed in, or its words were changed since: nothing is to review."
)
SIGNED: Final = "These words are signed already."
DID: Final[Mapping[PartState, str]] = {
    PartState.AGREED: "agreed it",
    PartState.SENT_BACK: "sent it back",
    PartState.SIGNED: "signed it",
}


class ReviewedMeanwhile(EditConflict):
    """Somebody else decided on it since the form was drawn. Nothing was written."""

    def __init__(self, standing: Standing, current: Step) -> None:
        verdict = standing.verdict
        did = DID[standing.state]
        told = f"{verdict.by} {did} on {long_day(verdict.on)}" if verdict else "It was decided"
        ValidationError.__init__(
            self, f"{told} meanwhile. Nothing of yours was written.", code="conflict"
        )
        self.current = current


@transaction.atomic
def ask_for_parts(
    *,
    by: User | None,
    report: Report,
    parts: Collection[Section],
    post: Post,
    due_on: date,
    now: datetime | None = None,
) -> list[Step]:
    """Ask a post for some parts of a report, by a day. What is asked of it by that day already is
    not asked twice (a button pressed twice).

    Raises ValidationError for a post of another area, and for a report that is frozen.
    """
    report, now = held(report), now or timezone.now()
    if post.area_id != report.area_id:
        raise ValidationError({"post": "This post is not of the report’s area."})
    standings = standings_of(report, timezone.localdate(now))
    asked = []
    for part in parts:
        request = standings[part.pk].asked
        if not (request and (request.post_key, request.due) == (post.pk, due_on)):
            asked.append(take_step(by, part, StepKind.ASKED, now, post=post, due_on=due_on))
    return asked


@transaction.atomic
def take_back_request(
    *, by: User | None, part: Section, now: datetime | None = None
) -> Step | None:
    """Nobody is asked to write the part any more, or to sign it; None where nobody was."""
    report, now = held(part.report), now or timezone.now()
    standing = standings_of(report, timezone.localdate(now))[part.pk]
    if standing.asked is None and standing.to_sign is None:
        return None
    return take_step(by, part, StepKind.WITHDRAWN, now)


@transaction.atomic
def claim_part(*, by: User, part: Section, now: datetime | None = None) -> Step | None:
    """Say that one writes it oneself, so that no second person begins; None where that is said
    already."""
    report, now = held(part.report), now or timezone.now()
    claimed = standings_of(report, timezone.localdate(now))[part.pk].claimed
    if claimed and claimed.by_key == by.pk:
        return None
    return take_step(by, part, StepKind.CLAIMED, now)


@transaction.atomic
def hand_in_part(*, by: User, part: Section, now: datetime | None = None) -> Step | None:
    """Ask a second person to read the words that stand. None where they are handed in already.

    Raises ValidationError for a part without words, and for words that are agreed.
    """
    report, now = held(part.report), now or timezone.now()
    part = current(part)
    state = standings_of(report, timezone.localdate(now))[part.pk].state
    if not part.body.strip() or part.written_at is None:
        raise ValidationError(EMPTY)
    if state == PartState.AGREED:
        raise ValidationError("These words are agreed already.")
    if state == PartState.SIGNED:
        raise ValidationError(SIGNED)
    if state == PartState.HANDED_IN:
        return None
    return take_step(by, part, StepKind.HANDED_IN, now, words_at=part.written_at)


@transaction.atomic
def review_part(
    *,
    by: User,
    part: Section,
    kind: StepKind,
    note: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Step:
    """Agree the words that were handed in, or send them back with a note. A button pressed twice
    gives the first row. `seen` is the version of the part that was read.

    Raises ValidationError for `by`'s own words, for what was not handed in, for other words than
    were read and for a missing note, ReviewedMeanwhile where somebody else decided.
    """
    report, now = held(part.report), now or timezone.now()
    part, note = current(part), note.strip()
    standing = standings_of(report, timezone.localdate(now))[part.pk]
    if standing.state in DID and standing.verdict:
        last = Step.objects.get(pk=standing.verdict.key)
        if (last.kind, last.note, last.by_id) == (kind, note, by.pk):
            return last
        raise ReviewedMeanwhile(standing, last)
    if standing.state != PartState.HANDED_IN or (seen is not None and seen != part.row_version):
        raise ValidationError(NOT_IN)
    if why := why_own(Matter.NARRATIVE, PostHolding.objects.party(by), of_part(part, standing)):
        raise ValidationError(why)
    if kind == StepKind.SENT_BACK and not note:
        raise ValidationError({"note": "Say what is still wanted, so that they can answer."})
    said = note if kind == StepKind.SENT_BACK else ""
    return take_step(by, part, kind, now, words_at=part.written_at, note=said)


@transaction.atomic
def carry_parts(*, by: User | None, before: Report, after: Report) -> list[Step]:
    """What a report's next version goes on with: agreements of words that stand in it unchanged,
    and what was asked for and is not agreed. Each stays whose it was, and of its own day. A
    signature is of the version in which it was given: it is asked for anew (ADR 364)."""
    day = timezone.localdate()
    standings = standings_of(before, day)
    keys = {row.key: row for row in after.sections.all()}
    kept = []
    for old in before.sections.all():
        standing, new = standings[old.pk], keys.get(old.key)
        if new is None:
            continue
        read = standing.state in (PartState.AGREED, PartState.SIGNED)
        wanted = (standing.agreed if read else standing.asked), standing.to_sign
        for one in filter(None, wanted):
            row = Step.objects.get(pk=one.key)
            row.pk, row.section = None, new
            row._state.adding = True
            kept.append(row)
    for row in kept:
        row.save()
    if kept:
        record(
            by=by,
            verb="carried parts of report over",
            target=after,
            area_id=after.area_id,
            changes={"parts": sorted(row.section.key for row in kept)},
        )
    return kept


def held(report: Report) -> Report:
    """The report in preparation, which nobody freezes or writes in meanwhile."""
    now = locked(report, "area", "plan")
    now.refuse_unless_draft()
    return now


def current(part: Section) -> Section:
    """The part as it stands now, in which nobody writes meanwhile."""
    return locked(part, "report__area", "written_by")


def take_step(
    actor: User | None,
    part: Section,
    kind: StepKind,
    at: datetime,
    *,
    post: Post | None = None,
    due_on: date | None = None,
    words_at: datetime | None = None,
    note: str = "",
    signature: Mapping[str, str] | None = None,
) -> Step:
    """One step of a part, entered in the record."""
    row: Step = Step.objects.create(
        section=part,
        kind=kind,
        post=post,
        due_on=due_on,
        words_at=words_at,
        note=note,
        by=actor,
        at=at,
        **(signature or {}),
    )
    about: dict[str, object] = {"post": str(post)} if post else {}
    about |= {"due_on": due_on} if due_on else {}
    about |= {"as": signature["signed_post"], "sha256": row.digest} if signature else {}
    record(by=actor, verb=VERBS[kind], target=part, area_id=part.report.area_id, changes=about)
    return row
