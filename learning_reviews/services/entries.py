"""The one writer of the record of a review. Whoever calls it has locked the review."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from audit.services import SYSTEM
from documents.text import printable
from learning_reviews.models import Entry, Review
from learning_reviews.rules.record import following


def enter(review: Review, actor: User | None, verb: str, label: str = "") -> Entry:
    """Append one entry inside the caller's transaction: write and record stand or fall together.
    `label` is what it was done to, where that is not the review itself."""
    last = review.entries.order_by("number").last()
    entry = Entry(
        review=review,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        verb=verb,
        actor_id=actor.pk if actor else None,
        actor_label=printable(str(actor) if actor else SYSTEM)[:200],
        target_label=printable(f"{review}, {label}" if label else str(review))[:300],
    )
    entry.hash = following(last.hash if last else "", entry)
    entry.save(force_insert=True)
    return entry
