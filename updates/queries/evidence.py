"""Files and links: what a person has kept for their next update, and what was sent with others."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.models import User
from actions.models import Action, Evidence


def kept_evidence_of(user: User, actions: Iterable[Action]) -> dict[int, list[Evidence]]:
    """What `user` has kept for their next updates, by the action's key. One query."""
    kept: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in Evidence.objects.kept_by(user).filter(action__in=list(actions)):
        kept[row.action_id].append(row)
    return dict(kept)


def evidence_by_update(action: Action) -> dict[int, list[Evidence]]:
    """Files and links of the updates of `action` that were sent, by the update's key. One query."""
    sent: defaultdict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(action=action, update_shown__isnull=False)
    for row in rows.select_related("update_shown").order_by("-update_shown", "pk"):
        sent[row.update_shown_id or 0].append(row)
    return dict(sent)
