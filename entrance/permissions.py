"""What a session has shown of the person in it."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from entrance.enums import STAMP
from entrance.rules.limits import Stamp

SECOND_FACTOR = "mfa"


def stamp_of(session: SessionBase) -> Stamp | None:
    return session.get(STAMP)


def proved(session: SessionBase) -> bool:
    """Whether a second factor was shown in this session: at sign-in, since, or when it was made."""
    return any(one.get("method") == SECOND_FACTOR for one in _records(session))


def shown_lately(session: SessionBase, now: float, *, within: float) -> bool:
    """Whether the person showed who they are, with a password or a factor, in the last `within`
    seconds: by signing in, or again since."""
    stamp = stamp_of(session)
    moments = [float(one["at"]) for one in _records(session)]
    return now - max([stamp["began"] if stamp else 0.0, *moments]) <= within


def _records(session: SessionBase) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return records
