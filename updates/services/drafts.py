"""What somebody is writing and has not sent: kept for them alone, counting for nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.models import Action, ProgressUpdate, UpdateDraft
from audit.services import record
from audit.services.edits import locked

MOST_CHARACTERS = 40_000


@transaction.atomic
def save_draft(
    *,
    by: User,
    action: Action,
    fields: Mapping[str, str],
    base_version: int,
    seen: int,
    now: datetime,
) -> UpdateDraft:
    """Keep what `by` has typed about `action`, in place of what was kept before.

    `base_version` and `seen` are the version and the last update that the form was drawn from. The
    beginning of a draft is recorded once; the form saving itself every few seconds is not, since a
    draft is nobody's word yet. Raises ValidationError when it is longer than the form takes, or
    when `by` has sent an update since the form was drawn (a late save of what is sent already).
    """
    if sum(len(value) for value in fields.values()) > MOST_CHARACTERS:
        raise ValidationError("This is longer than the form takes, so it is not kept as a draft.")
    locked(action)
    if ProgressUpdate.objects.filter(action=action, author=by, pk__gt=seen).exists():
        raise ValidationError("You have sent an update of this action since you opened this page.")
    kept = {**fields, "seen": str(seen)}
    values = {"fields": kept, "base_version": base_version, "saved_at": now}
    draft, begun = UpdateDraft.objects.update_or_create(user=by, action=action, defaults=values)
    if begun:
        record(by=by, verb="began draft", target=action, area_id=action.plan.area_id)
    return draft


@transaction.atomic
def discard_draft(*, by: User, draft: UpdateDraft) -> None:
    """Throw a draft away; one that is gone already is no fault. ValueError for somebody else's."""
    if draft.user_id != by.pk:
        raise ValueError("A draft is its writer's own")
    gone, _ = UpdateDraft.objects.filter(pk=draft.pk).delete()
    if gone:
        area_id = draft.action.plan.area_id
        record(by=by, verb="discarded draft", target=draft.action, area_id=area_id)
