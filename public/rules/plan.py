"""A plan and how it goes, as a public edition tells it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents import statuses
from documents.papers.headings import grouped
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Tag


@dataclass(frozen=True)
class PublicAction:
    """One action: who leads it by post, when it is to be done, and what became of it."""

    reference: str
    text: str
    lead: str
    timescale: str
    due: date | None
    tag: Tag | None  # none of ongoing work, which is not rated
    completed_on: date | None
    withdrawn_on: date | None
    difference: str


@dataclass(frozen=True)
class PublicHeading:
    title: str
    vision: str
    actions: Sequence[PublicAction]


@dataclass(frozen=True)
class PublicPlan:
    """`counts` are how many actions stood how, by the legend's words."""

    title: str
    vision: str
    introduction: str
    starts: date
    ends: date
    as_of: date
    counts: Sequence[tuple[Tag, int]]
    total: int
    legend: Sequence[Tag]
    headings: Sequence[PublicHeading]
    ongoing_name: str
    ongoing: Sequence[PublicAction]


def public_plan(content: SnapshotContent) -> PublicPlan:
    """The plan of an edition's record with each of its actions once."""
    plan, palette = content["plan"], statuses.palette(content)
    rated = [row for row in content["actions"] if not row["ongoing"]]
    groups = grouped(rated, content["headings"], content["levels"])
    counts = [(palette.tag(key), count) for key, count in _in_order(content["counts"])]
    return PublicPlan(
        title=plan["title"],
        vision=plan["vision"],
        introduction=plan["introduction"],
        starts=date.fromisoformat(plan["starts"]),
        ends=date.fromisoformat(plan["ends"]),
        as_of=date.fromisoformat(content["as_of"]),
        counts=counts,
        total=sum(count for _, count in counts),
        legend=[tag for tag, count in counts if tag.definition and count],
        headings=[
            PublicHeading(
                group.title,
                group.heading["vision"] if group.heading else "",
                [_action(row, palette) for row in group.actions],
            )
            for group in groups
        ],
        ongoing_name=plan["ongoing_name"],
        ongoing=[_action(row, palette) for row in content["actions"] if row["ongoing"]],
    )


def _in_order(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Those that any action has, the gravest first."""
    return [(key, counts[key]) for key in statuses.order(counts) if counts.get(key)]


def _action(row: ActionRecord, palette: statuses.Palette) -> PublicAction:
    return PublicAction(
        reference=row["reference"],
        text=row["text"],
        lead=row["lead"],
        timescale=row["timescale"],
        due=day_of(row["due"]),
        tag=tag_of(row, palette),
        completed_on=day_of(row["completed_on"]),
        withdrawn_on=day_of(row["withdrawn_on"]),
        difference=row["difference"],
    )


def tag_of(row: ActionRecord, palette: statuses.Palette) -> Tag | None:
    """How an action stands, as it is printed; None of what is not rated."""
    if row["withdrawn_on"]:
        return statuses.default_tag("withdrawn")
    return None if row["ongoing"] else palette.of(row)


def day_of(iso: str | None) -> date | None:
    """A day of the record; None where it has none."""
    return date.fromisoformat(iso) if iso else None
