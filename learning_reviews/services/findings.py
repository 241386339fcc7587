"""Writes of findings, and of which actions came of them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from audit.services.edits import locked
from learning_reviews.enums import Stage, Theme
from learning_reviews.models import Review, ReviewAction, ReviewFinding
from learning_reviews.services.entries import enter

NO_REPORT = "Findings stand in the report: record first that it came."
ANSWERED = "An action has come of this finding, so it stays. Take the action off first."


@transaction.atomic
def add_finding(*, by: User, review: Review, number: int, theme: Theme) -> ReviewFinding:
    """A finding by its number in the report; where it stands alike already nothing is written.

    Raises ValidationError before there is a report, and for a number that is another finding's.
    """
    review = locked(review, "area")
    standing = review.findings.filter(number=number).first()
    if standing and standing.theme == theme:
        return standing
    if standing:
        raise ValidationError({"number": "The report has a finding of this number already."})
    if not review.steps.filter(stage=Stage.REPORTED, ended_at=None).exists():
        raise ValidationError(NO_REPORT)
    finding = ReviewFinding.objects.create(review=review, number=number, theme=theme)
    enter(review, by, "added finding of learning review", _told(finding))
    return finding


@transaction.atomic
def remove_finding(*, by: User, finding: ReviewFinding) -> None:
    """Take out a finding that was written down wrongly. Raises ValidationError once an action has
    come of it."""
    review = locked(finding.review, "area")
    finding = locked(finding)
    if finding.links.exists():
        raise ValidationError(ANSWERED)
    enter(review, by, "removed finding of learning review", _told(finding))
    finding.delete()


@transaction.atomic
def join_action(*, by: User, finding: ReviewFinding, action: Action) -> ReviewAction:
    """Say that an action came of a finding. Nothing of the action changes; where it is said already
    nothing is written. Raises ValidationError for a withdrawn action."""
    review = locked(finding.review, "area")
    if review.area_id != action.plan.area_id:
        raise ValueError("An action comes of findings of its own area only")
    standing = finding.links.filter(action_key=action.pk, ended_at=None).first()
    if standing:
        return standing
    action.refuse_withdrawn("action")
    link = ReviewAction.objects.create(
        finding=finding, action_key=action.pk, added_at=timezone.now()
    )
    enter(review, by, "joined action to learning review", _joined(link))
    return link


@transaction.atomic
def part_action(*, by: User, link: ReviewAction) -> ReviewAction:
    """An action did not come of a finding after all. The row stays, with its end."""
    review = locked(link.finding.review, "area")
    link = locked(link, "finding")
    if link.ended_at is None:
        link.ended_at = timezone.now()
        link.save(update_fields=["ended_at"])
        enter(review, by, "parted action from learning review", _joined(link))
    return link


def _told(finding: ReviewFinding) -> str:
    return f"finding {finding.number} ({finding.get_theme_display()})"


def _joined(link: ReviewAction) -> str:
    """By its key: what an action is called was typed by somebody, and may be taken out one day."""
    return f"finding {link.finding.number} and the action with the key {link.action_key}"
