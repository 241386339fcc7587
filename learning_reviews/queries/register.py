"""The register of an area as one person sees it, and one review with all that hangs from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assurance.queries.trace import became_of
from assurance.rules.trace import Became
from committees.models import Area, Post
from committees.querysets import Actor
from learning_reviews.enums import Stage
from learning_reviews.models import Entry, Review, ReviewAction, ReviewFinding, Step
from learning_reviews.queries.people import READ
from learning_reviews.rules.record import broken_at
from learning_reviews.rules.stages import IN_ORDER, Taken, last_of, next_stages, reached, stage_name

LAST_ENTRIES = 40


@dataclass(frozen=True)
class Line:
    """A review in the list: where it stands, since when, and its findings; `without` are those
    that no action came of."""

    review: Review
    stage: str
    since: date | None
    findings: int
    without: int


@dataclass(frozen=True)
class StepLine:
    """A stage as it is shown: who decided, and whether it may be taken back now."""

    row: Step
    post: str
    last: bool


@dataclass(frozen=True)
class FindingLine:
    """A finding, each link with the action and what took its place."""

    row: ReviewFinding
    became: Sequence[tuple[ReviewAction, Sequence[Became]]]


@dataclass(frozen=True)
class Story:
    """What is recorded of a review beside who may know of it. `onward` is what may be recorded now;
    findings may be once it is `reported`. `broken` is the number of the first
    entry that is not what it was, 0 where the record holds together."""

    stage: str
    onward: Sequence[Stage]
    reported: bool
    steps: Sequence[StepLine]
    findings: Sequence[FindingLine]
    entries: Sequence[Entry]
    broken: int


def register(user: Actor, area: Area) -> list[Line]:
    """The reviews that `user` is named on, by when they were notified. Four queries."""
    rows = list(Review.objects.visible_to(user).filter(area=area))
    steps = _taken(rows)
    findings: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for key, review in ReviewFinding.objects.filter(review__in=rows).values_list("pk", "review"):
        findings[review].add(key)
    links = ReviewAction.objects.filter(finding__review__in=rows, ended_at=None)
    joined = set(links.order_by().values_list("finding", flat=True))
    lines = [_line(row, steps[row.pk], findings[row.pk], joined) for row in rows]
    return sorted(lines, key=lambda line: (line.since or date.min, line.review.pk), reverse=True)


def taken_of(review: Review) -> list[Taken]:
    """The stages that a review came to and that were not taken back. One query."""
    return [row.taken() for row in review.steps.filter(ended_at=None)]


def story_of(user: Actor, review: Review, today: date) -> Story:
    """A review as it stands today, for somebody who is named on it."""
    rows = list(review.steps.filter(ended_at=None))
    taken = [row.taken() for row in rows]
    posts = Post.objects.in_bulk([row.post_key for row in rows if row.post_key])
    back = last_of(taken)
    entries = list(review.entries.order_by("number"))
    return Story(
        stage=stage_name(taken),
        onward=next_stages(taken),
        reported=any(one.stage == Stage.REPORTED for one in taken),
        steps=[_step(row, posts, back) for row in sorted(rows, key=_place)],
        findings=_findings(user, review, today),
        entries=[row for row in reversed(entries) if row.verb != READ][:LAST_ENTRIES],
        broken=broken_at((row, row.hash) for row in entries),
    )


def _line(row: Review, taken: Sequence[Taken], findings: set[UUID], joined: set[UUID]) -> Line:
    last = reached(taken)
    return Line(
        review=row,
        stage=stage_name(taken),
        since=last.on if last else None,
        findings=len(findings),
        without=len(findings - joined),
    )


def _taken(rows: Sequence[Review]) -> defaultdict[UUID, list[Taken]]:
    taken: defaultdict[UUID, list[Taken]] = defaultdict(list)
    for row in Step.objects.filter(review__in=rows, ended_at=None):
        taken[row.review_id].append(row.taken())
    return taken


def _place(row: Step) -> tuple[date, int]:
    stage = Stage(row.stage)
    return row.on, IN_ORDER.index(stage) if stage in IN_ORDER else len(IN_ORDER)


def _step(row: Step, posts: Mapping[int, Post], back: Sequence[Stage]) -> StepLine:
    post = posts.get(row.post_key or 0)
    return StepLine(row, post.title if post else "", Stage(row.stage) in back)


def _findings(user: Actor, review: Review, today: date) -> list[FindingLine]:
    links = ReviewAction.objects.visible_to(user).standing().filter(finding__review=review)
    rows = list(links)
    # tied by the keys of the actions themselves: a link of ours has no number
    became = became_of(user, {(row.action_key, row.action_key) for row in rows}, today)
    joined: defaultdict[UUID, list[tuple[ReviewAction, Sequence[Became]]]] = defaultdict(list)
    for row in rows:
        joined[row.finding_id].append((row, became[row.action_key]))
    return [FindingLine(row, joined[row.pk]) for row in review.findings.all()]
