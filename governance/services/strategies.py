"""Strategies that a committee keeps, and their reviews."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, keep_edit, record
from audit.services.edits import edit, locked
from committees.models import Body, Post
from governance.models import Strategy


@transaction.atomic
def add_strategy(
    *,
    by: User | None,
    body: Body,
    title: str,
    post: Post | None,
    reviewed_on: date | None,
    due_on: date | None,
) -> Strategy:
    """A strategy with the post that reviews it. Raises ValidationError beside the field for one of
    that name, and for a review that is due before the last one.

    It counts from its last review, where there was one: what was written down late. Else from
    today.
    """
    body = locked(body)
    strategy = Strategy(
        body=body, title=title.strip(), post=post, reviewed_on=reviewed_on, due_on=due_on
    )
    _check(strategy)
    strategy.save()
    today = timezone.localdate()
    keep(by=by, row=strategy, since=min(reviewed_on or today, today))
    record(by=by, verb="added strategy", target=strategy, area_id=body.area_id)
    return strategy


@transaction.atomic
def edit_strategy(
    *,
    by: User | None,
    strategy: Strategy,
    expected: int,
    title: str,
    post: Post | None,
    reviewed_on: date | None,
    due_on: date | None,
) -> Strategy:
    """Change it, or say when it was reviewed. Raises as `add_strategy`, and EditConflict when
    somebody else saved it after version `expected`."""
    locked(strategy.body)
    values = {"title": title.strip(), "post": post, "reviewed_on": reviewed_on, "due_on": due_on}
    if changes := edit(strategy, values, expected=expected, check=_check):
        keep_edit(by=by, row=strategy, changes=changes)
        area_id = strategy.body.area_id
        record(by=by, verb="edited strategy", target=strategy, area_id=area_id, changes=changes)
    return strategy


def _check(strategy: Strategy) -> None:
    others = Strategy.objects.filter(body=strategy.body, title=strategy.title)
    if others.exclude(pk=strategy.pk).exists():
        raise ValidationError({"title": "This strategy stands here already."})
    last, due = strategy.reviewed_on, strategy.due_on
    if last is not None and due is not None and due <= last:
        raise ValidationError({"due_on": "The next review is due after the last one."})
    strategy.full_clean(exclude=["body", "post"])
