"""The record of how people come in, and what an operator does for somebody who lost their way."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.models import User
from audit.models import Event
from audit.services import record
from audit.services.edits import locked
from entrance.enums import FACTOR_REMOVED
from entrance.services.sessions import end_sessions


@transaction.atomic
def note_sign_in(
    *, by: User | None, user: User, verb: str, device: str = "", network: str = "", what: str = ""
) -> Event:
    """Say in the record what happened at `user`'s door: `verb` is one of `enums.OF_SIGN_IN`.

    `by` is None where nobody knows who it was. No secret, no whole address of a computer.
    """
    said = {"what": what, "device": device, "network": network}
    changes = {name: words for name, words in said.items() if words}
    return record(by=by, verb=verb, target=user, changes=changes)


@transaction.atomic
def remove_factors(*, by: User | None, user: User) -> int:
    """Take away every second factor of somebody who lost theirs and their recovery codes too; how
    many there were. Their sessions end; where their role needs one they set up another."""
    locked(user)
    rows = Authenticator.objects.filter(user_id=user.pk)
    kinds = [str(row.get_type_display()) for row in rows.order_by("pk")]
    rows.delete()
    if kinds:
        record(by=by, verb=FACTOR_REMOVED, target=user, changes={"what": kinds})
        end_sessions(by=by, user=user)
    return len(kinds)
