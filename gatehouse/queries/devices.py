"""Which device somebody signs in from: a signed cookie with the accounts that were used on it.

It opens nothing: whoever brings it still needs the password. It only says that this device is none
of the strangers whose wrong guesses slow an account down.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

COOKIE: Final = "cpcplan_device"
LIFE: Final = timedelta(days=180)
SALT: Final = "gatehouse.device"
# a computer that a whole committee uses keeps the latest: a cookie has an end
MOST = 20

Entry = tuple[int, str, str]


def device_of(cookie: str, user: User | None) -> str:
    """The device's own name if `user` has signed in on it with the password of today, else ""."""
    for person, name, mark in _entries(cookie):
        if user is not None and person == user.pk and constant_time_compare(mark, _mark(user)):
            return name
    return ""


def cookie_with(cookie: str, user: User) -> str:
    """The cookie by which the device is known to `user` too from now on; its name for them stays
    until their password changes."""
    name = device_of(cookie, user) or secrets.token_urlsafe(12)
    others = [entry for entry in _entries(cookie) if entry[0] != user.pk]
    return signing.dumps([(user.pk, name, _mark(user)), *others][:MOST], salt=SALT)


def _entries(cookie: str) -> Sequence[Entry]:
    try:
        kept: Any = signing.loads(cookie, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return []
    return [(int(person), str(name), str(mark)) for person, name, mark in kept]


def _mark(user: User) -> str:
    """Changes with the password, and tells nothing of it."""
    return salted_hmac(SALT, f"{user.pk} {user.password}", algorithm="sha256").hexdigest()[:32]
