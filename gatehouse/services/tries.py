"""Counting wrong passwords and letters, over all processes: in the database, in short transactions.

A try is counted before the password is looked at, so that a hundred at once are not all let
through, and taken back when it was right.

A stranger who has to wait gets a time of their own. Whatever others do until then does not move it:
so no flood of guesses shuts anybody out for ever.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from audit.services import record
from audit.services.edits import locked, locked_rows
from gatehouse.enums import SLOWED, SLOWED_ADDRESS, TELL_OWNER, Scope
from gatehouse.models import TryCount
from gatehouse.rules.delays import COME_BACK, FORGOTTEN, NOTED
from jobs.services import enqueue

logger = structlog.get_logger(__name__)
NOTHING = timedelta(0)
# what is nobody else's
OWN = {Scope.PAIR, Scope.DEVICE}


class Try(NamedTuple):
    """A try that began: where it was counted, or until when it is not looked at."""

    account: str
    address: str
    counted: tuple[int, ...] = ()
    until: datetime | None = None


@transaction.atomic
def begin_try(*, account: str, address: str, device: str, now: datetime) -> Try:
    """Count one try of a password for `account`, an e-mail address whoever's it is.

    `device` is the name of a device that the account knows, or "". With `until` in the answer the
    password must not be looked at: nothing was counted.
    """
    if device:
        own = _row(Scope.DEVICE, f"{device} {account}", now)
        if own.delay == NOTHING:
            own.count += 1
            own.save()
            return Try(account, address, (own.pk,))
    return _of_stranger(account, address, now)


@transaction.atomic
def end_try(*, begun: Try, right: bool, now: datetime) -> None:
    """What became of it. A right password is no guess, and forgives the guesses before it that came
    from the same device or the same address for the same account; nobody else's."""
    if not right:
        _note_if_slowed(begun, now)
        return
    rows = locked_rows(TryCount.objects.filter(pk__in=begun.counted))
    mine = max((row.count for row in rows if row.scope in OWN), default=1)
    for row in rows:
        row.count = 0 if row.scope in OWN else max(0, row.count - mine)
        row.until = None
        row.save()


@transaction.atomic
def begin_letter(*, account: str, address: str, now: datetime) -> Try:
    """Count one letter with a link for a new password.

    With `until` in the answer too many were asked for from this network address, whoever's they
    were. Without it and without `counted` the account has had its letters: the page says what it
    always says, and no further letter goes out.
    """
    asked = _row(Scope.LETTERS, address, now)
    if asked.until and asked.until > now:
        return Try(account, address, until=asked.until)
    asked.count += 1
    asked.until = now + asked.delay if asked.delay else None
    asked.save()
    letters = _row(Scope.LETTER, account, now)
    if letters.delay:
        return Try(account, address)
    letters.count += 1
    letters.save()
    return Try(account, address, (letters.pk,))


def forget_tries(*, now: datetime) -> int:
    """Delete counts that say nothing any more; returns how many."""
    old = TryCount.objects.filter(since__lt=now - FORGOTTEN)
    return old.exclude(until__gt=now).delete()[0]


def _of_stranger(account: str, address: str, now: datetime) -> Try:
    # always in this order: of two at once neither holds what the other waits for
    of_address = _row(Scope.ADDRESS, address, now)
    of_account = _row(Scope.ACCOUNT, account, now)
    pair = _row(Scope.PAIR, f"{address} {account}", now)
    if pair.until and pair.until > now:
        return Try(account, address, until=pair.until)
    pressure = max(of_address.delay, of_account.delay)
    waited = pair.until is not None and now - pair.until < COME_BACK
    if pressure and not waited:
        pair.until = now + pressure
        pair.save()
        _note(account, address, now)
        return Try(account, address, until=pair.until)
    rows = (of_address, of_account, pair)
    for row in rows:
        row.count += 1
    wait = max(pair.delay, pressure)
    pair.until = now + wait if wait else None
    for row in rows:
        row.save()
    return Try(account, address, tuple(row.pk for row in rows))


def _row(scope: Scope, of: str, now: datetime) -> TryCount:
    """The count as it stands at `now`, locked."""
    key = salted_hmac("gatehouse.tries", f"{scope} {of}", algorithm="sha256").hexdigest()
    row, _ = TryCount.objects.get_or_create(scope=scope, key=key, defaults={"since": now})
    row = locked(row)
    row.run_down(now)
    return row


def _note_if_slowed(begun: Try, now: datetime) -> None:
    rows = TryCount.objects.filter(pk__in=begun.counted, scope=Scope.PAIR, until__gt=now)
    if rows.exists():
        _note(begun.account, begun.address, now)


def _note(account: str, address: str, now: datetime) -> None:
    """Write in the record that an account, or a network address, is slowed down; tell the account's
    owner. Once a day for each, whatever happens: the record is no target either.

    The network address itself stands in the log alone, where the operator can act on it.
    """
    of_address = _row(Scope.ADDRESS, address, now)
    of_account = _row(Scope.ACCOUNT, account, now)
    if of_address.delay and _first_today(of_address, now):
        logger.warning("sign-ins from one network address are slowed", network_address=address)
        changes = {"wrong passwords": of_address.count}
        record(by=None, verb=SLOWED_ADDRESS, target=of_address, changes=changes)
    owner = User.objects.filter(email__iexact=account, is_active=True).first()
    if owner is not None and _first_today(of_account, now):
        logger.warning("sign-in to an account is slowed", user=owner.pk, network_address=address)
        changes = {"wrong passwords": of_account.count}
        record(by=None, verb=SLOWED, target=owner, changes=changes, area_id=_only_area(owner))
        enqueue(task=TELL_OWNER, payload={"user": owner.pk, "at": now.isoformat()}, by=None)


def _first_today(row: TryCount, now: datetime) -> bool:
    if row.noted_at is not None and now - row.noted_at < NOTED:
        return False
    row.noted_at = now
    row.save()
    return True


def _only_area(owner: User) -> int | None:
    """The area in whose history it stands, where the person has roles in one."""
    areas = set(owner.role_grants.values_list("area_id", flat=True))
    return areas.pop() if len(areas) == 1 else None
