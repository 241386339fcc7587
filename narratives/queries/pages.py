"""What the pages of a report's parts show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from accounts.roles import Permission, Role, roles_with
from committees.models import Area, Body, Meeting, Offsets, Post
from documents import sections
from documents.statuses import Tag
from figures.queries.gaps import Givers, givers_of
from narratives.models import Step
from narratives.queries.parts import outdated, standing_of_part
from narratives.querysets import with_standings
from narratives.rules.due import wanted_by
from narratives.rules.facts import Fact
from narratives.rules.standing import Standing, not_signed
from reporting.models import Report, Section
from timescales.date_format import long_day

WRITES: frozenset[Role] = frozenset(roles_with(Permission.NARRATIVE_WRITE))


@dataclass(frozen=True)
class StepRow:
    """One step in the history of a part, as a timeline prints it."""

    title: str
    when: datetime
    who: str
    parts: Sequence[tuple[str, str]]
    kind: str = ""
    status: Tag | None = None


@dataclass(frozen=True)
class PartPage:
    """A part with how it stands, what was done about it, and who is asked."""

    part: Section
    standing: Standing
    hint: str
    history: Sequence[StepRow]
    asked: Givers | None = None  # those who hold the post, where one is asked
    unsigned: str = ""  # why the words are not signed, where somebody should sign them

    @property
    def note(self) -> str:
        """What a reviewer still wants, where the words stand as they were sent back."""
        verdict = self.standing.verdict
        return verdict.note if verdict else ""


@dataclass(frozen=True)
class Beside:
    """What the record says for a part, by what it tells of; and what stands in the text that the
    record says no more."""

    day: date
    groups: Sequence[tuple[str, Sequence[Fact]]] = ()
    outdated: Sequence[tuple[str, date]] = field(default_factory=list)


def part_page(part: Section, today: date) -> PartPage:
    """Five queries at most."""
    standing = standing_of_part(part, today)
    rows = Step.objects.filter(section=part).select_related("by", "post").order_by("-pk")
    post = standing.asked.post_key if standing.asked else None
    return PartPage(
        part=part,
        standing=standing,
        hint=sections.part(part.report.kind, part.key).hint,
        history=[_row(row) for row in rows],
        asked=able([post], part.report.area_id, today)[post] if post else None,
        unsigned=_unsigned(part, standing),
    )


def _unsigned(part: Section, standing: Standing) -> str:
    """Said beside how the part stands, which tells of whoever is asked and can answer."""
    signer = standing.signer
    if standing.owes_signature and signer and signer.able:
        return ""
    return " ".join(not_signed([(part.heading, standing)], part.report.period_end))


def able(posts: Sequence[int], area_id: int, today: date) -> Mapping[int, Givers]:
    """Who may be asked of each post on a day: with a role that writes what is asked of it. Two
    queries."""
    return givers_of(dict.fromkeys(posts, area_id), today, WRITES)


def beside(part: Section, said: Sequence[Fact]) -> Beside:
    """One query."""
    groups = [(name, list(rows)) for name, rows in groupby(said, key=lambda one: one.group)]
    old = [(row.sentence, row.of_day) for row in outdated(part, said)]
    return Beside(part.report.as_of, groups, old)


def holders(area: Area, today: date) -> dict[int, str]:
    """Who may be asked of each post of an area, in words. Three queries."""
    posts = list(Post.objects.filter(area=area).values_list("pk", flat=True))
    return {
        pk: ", ".join(str(one) for one in givers.first)
        for pk, givers in able(posts, area.pk, today).items()
    }


def default_due(report: Report, today: date) -> date:
    """By when a part is wanted, from the quarter's calendar. Two queries at most."""
    meeting = report.considered_at
    body: Body | None = meeting.body if meeting else report.plan.body
    if meeting is None and body is not None:
        coming = Meeting.objects.sittings().filter(body=body, held_on__gte=today)
        meeting = coming.order_by("held_on", "pk").first()
    offsets: Offsets = getattr(body, "offsets", None) or Offsets()
    on = meeting.held_on if meeting else None
    return wanted_by(on, offsets.review_before, today, report.area.nation)


def asked_parts(report: Report, today: date) -> dict[str, str]:
    """How each part stands, in words, by the key of its row: said where somebody is asked."""
    return {
        str(part.pk): " ".join([f"{now.label}.", *now.sentences])
        for part, now in with_standings(Section.objects.filter(report=report), today)
        if now.in_use or now.written.stand
    }


def step_words(row: Step) -> list[tuple[str, str]]:
    """What came with a step, each with what it is: of which post and by when, as whom it was
    signed, the mark of the words, the note."""
    due = f"by {long_day(row.due_on)}" if row.due_on else ""
    signed = ", ".join(filter(None, (row.signed_name, row.signed_post)))
    told = [
        ("Of" if row.post else "", f"{row.post}, {due}" if row.post else due),
        ("As", signed),
        ("Mark of the words", row.digest[:12]),
        ("", row.note),
    ]
    return [(what, words) for what, words in told if words]


def _row(row: Step) -> StepRow:
    return StepRow(
        title=row.get_kind_display(),
        when=row.at,
        who=str(row.by or "cpcplan"),
        parts=step_words(row),
    )
