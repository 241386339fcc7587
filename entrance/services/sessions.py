"""Sessions that are ended by their owner, or by an administrator of the area."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from entrance.enums import SESSIONS_ENDED
from entrance.models import Session
from entrance.services.store import hashed
from timescales.date_format import long_moment


@transaction.atomic
def end_sessions(
    *,
    by: User | None,
    user: User,
    only: str = "",
    but: str = "",
    area_id: int | None = None,
) -> int:
    """End the sessions of `user`: how many there were.

    `only` is the hash of the one that is meant; `but` the key of one that goes on. Who is in one of
    them is asked to sign in at the next press; what they had typed is kept for them.
    """
    locked(user)
    rows = Session.objects.filter(user=user)
    if only:
        rows = rows.filter(session_key=only)
    if but:
        rows = rows.exclude(session_key=hashed(but))
    ended = [f"{row.device}, last used {long_moment(timezone.localtime(row.seen))}" for row in rows]
    rows.delete()
    if ended:
        changes = {"sessions": ended}
        record(by=by, verb=SESSIONS_ENDED, target=user, area_id=area_id, changes=changes)
    return len(ended)
