"""Ratings put in force by others than the lead, beside the lead's own: what the rules propose is
never set silently (rules 1 and 2), what the committee agrees never overwrites (rule 7)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action, ProgressUpdate, ProposalDecision
from actions.queries.interests import of_action, of_words
from actions.queries.record import action_detail
from actions.rules.detail import ActionDetail
from actions.rules.overdue import CLOSED
from audit.services import record
from audit.services.edits import locked
from committees.models import Meeting, PostHolding
from committees.rules.interests import Matter, why_own
from documents.enums import Canonical
from plans.models import LegendEntry
from timescales.date_format import long_day

MOST_LETTERS = 500


@transaction.atomic
def decide_proposal(
    *,
    by: User,
    action: Action,
    canonical: str,
    accepted: bool,
    on: date,
    note: str = "",
    seen: int | None = None,
) -> ProposalDecision:
    """Accept or decline a rating that the rules propose; accepted, it counts until the lead speaks.

    The proposal and its reason are worked out again from the record, never taken from a form.
    `seen` is the key of the lead's word that the person read (0 for none); not given, any is good.
    Raises ValidationError when the lead has spoken since, when it is `by`'s own update or action,
    when somebody else has decided, or when the rules propose it no longer. The same answer sent
    twice gives the first row back.
    """
    action = locked(action, "plan__area")
    detail = action_detail(action, on)
    said = detail.standing.said
    about = said.pk if said else None
    if seen is not None and seen != (about or 0):
        raise ValidationError("The lead has said something new about this action. Read it first.")
    interest = of_words({action.pk: said}, on)[action.pk]
    if why := why_own(Matter.PROPOSAL, PostHolding.objects.party(by), interest):
        raise ValidationError(why)
    earlier = _decided_in_window(action, about, canonical, detail.asked_from)
    if earlier:
        if earlier.decided_by_id == by.pk and earlier.accepted == accepted:
            return earlier
        verb = "accepted" if earlier.accepted else "declined"
        raise ValidationError(
            f"{earlier.decided_by} {verb} this proposal on {long_day(earlier.decided_on)} already."
        )
    proposal = next((item for item in detail.proposals if item.canonical == canonical), None)
    if proposal is None or action.withdrawn_on:
        raise ValidationError("The rules no longer propose this. Look at the action as it is now.")
    entry = next((row for row in detail.entries if row.canonical == canonical), None)
    decision = ProposalDecision.objects.create(
        action=action,
        about_id=about,
        key=f"{about or 0}:{canonical}:{detail.asked_from}",
        canonical=canonical,
        entry_id=entry.pk if entry else None,
        entry_label=entry.label if entry else Canonical(canonical).label,
        reason=proposal.reason,
        accepted=accepted,
        note=note.strip(),
        decided_by=by,
        decided_on=on,
    )
    verb = f"{'accepted' if accepted else 'declined'} proposed rating"
    changes = {"rating": [_rating(detail), decision.entry_label], "reason": proposal.reason}
    record(by=by, verb=verb, target=action, area_id=action.plan.area_id, changes=changes)
    return decision


@transaction.atomic
def agree_rating(
    *,
    by: User,
    action: Action,
    entry: LegendEntry,
    reason: str,
    meeting: Meeting,
    key: str,
    committee: bool = False,
) -> ProposalDecision:
    """Put the rating that the committee agreed at a meeting beside the lead's and the chair's.

    It counts from the day of the meeting until the lead's next word, and ends no silence: nobody
    was asked, and nobody answered. It is about what the lead had said by then. `key` names the
    decision: the same one again gives the first row back; `committee` says that everybody here
    leads the action, so that anybody writes it down. Raises ValidationError without a reason, for
    what has left the plan, for a rating that has a decision of its own, and where `by` leads it.
    """
    words = " ".join(reason.split())
    if not words:
        raise ValidationError({"reason": "Say why the committee agreed on it."})
    if len(words) > MOST_LETTERS:
        raise ValidationError({"reason": f"Say it in {MOST_LETTERS} letters: it is printed."})
    if entry.canonical in CLOSED:
        raise ValidationError({"entry": "That is no rating of open work. Decide on it by itself."})
    if entry.legend.plan_id != action.plan_id:
        raise ValueError("A rating comes from the plan's own legend")
    action = locked(action, "plan__area")
    if earlier := ProposalDecision.objects.filter(action=action, key=key).first():
        return earlier
    action.refuse_withdrawn()
    interest = of_action(action, meeting.held_on, timezone.localdate())
    party, asked = PostHolding.objects.party(by), interest.minuted if committee else interest
    if why := why_own(Matter.RATING, party, asked):
        raise ValidationError(why)
    decision = ProposalDecision.objects.create(
        action=action,
        about=_said_by(action, meeting.held_on),
        key=key,
        canonical=entry.canonical,
        entry=entry,
        entry_label=entry.label,
        reason=words,
        accepted=True,
        decided_by=by,
        decided_on=meeting.held_on,
        agreed_at=meeting,
    )
    changes = {"rating": entry.label, "reason": words, "meeting": str(meeting)}
    record(by=by, verb="agreed rating", target=action, area_id=action.plan.area_id, changes=changes)
    return decision


def _said_by(action: Action, day: date) -> ProgressUpdate | None:
    """The lead's last word by a day."""
    rows = ProgressUpdate.objects.filter(action=action, as_at__lte=day)
    return rows.order_by("as_at", "made_at", "pk").last()


def _decided_in_window(
    action: Action, about: int | None, canonical: str, asked_from: date
) -> ProposalDecision | None:
    rows = ProposalDecision.objects.filter(
        action=action, about=about, canonical=canonical, decided_on__gte=asked_from
    )
    return rows.select_related("decided_by").last()


def _rating(detail: ActionDetail) -> str:
    return detail.adopted.label if detail.adopted else detail.rating.label
