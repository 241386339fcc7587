"""Secret addresses at which a calendar program reads dates."""

import secrets

from django.conf import settings
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from committees.models import Body, CalendarFeed
from committees.rules.feed_secrets import digest_of, secret_of


@transaction.atomic
def make_feed(*, by: User, body: Body | None = None, replaces: int | None = None) -> CalendarFeed:
    """A secret address of `by`'s own dates, or of `body`'s; the one before it stops.

    `replaces` is the key of the feed that the person saw, or None. When there is another by now,
    it is returned and nothing is written: a second press makes no second address. The secret is
    not in the record.
    """
    locked(by)
    former = CalendarFeed.objects.filter(user=by, body=body).first()
    if former and former.pk != replaces:
        return former
    if former:
        former.delete()
    mark = secrets.token_urlsafe(32)
    digest = digest_of(secret_of(mark, settings.SECRET_KEY))
    feed = CalendarFeed.objects.create(user=by, body=body, mark=mark, digest=digest)
    record(
        by=by,
        verb="made calendar address",
        target=feed,
        area_id=body.area_id if body else None,
        changes={"of": str(feed), "in place of another": former is not None},
    )
    return feed
