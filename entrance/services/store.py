"""Where sessions are kept: in the database, each beside the person in it, under a hash of its key.

`settings.SESSION_ENGINE` names this module. Who reads the table can take over no session.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from entrance.enums import STAMP
from entrance.models import Session
from entrance.rules.limits import Stamp


def hashed(session_key: str) -> str:
    """What the table holds in place of a session's key: 40 hexadecimal digits."""
    return hashlib.blake2b(session_key.encode(), digest_size=20).hexdigest()


class SessionStore(db.SessionStore):
    """Django's own store of sessions, which asks for the hash wherever it asked for the key."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        rows = Session.objects.filter(expire_date__gt=timezone.now())
        row = rows.filter(session_key=hashed(self.session_key or "")).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        stamp: Stamp | None = data.get(STAMP)
        row = Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
        )
        if SESSION_KEY in data and stamp:
            row.user_id = int(data[SESSION_KEY])
            row.began, row.seen = _moment(stamp["began"]), _moment(stamp["seen"])
            row.device, row.network = stamp["device"], stamp["network"]
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=hashed(key)).delete()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
