"""Who took all that was said about a subject, and for which request: kept in the record."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.services import record
from audit.services.edits import locked
from dashboards.queries.information import Subject
from documents.text import line
from guard.door import refuse

TOOK = "took information"
MOST_LETTERS = 300
SAME_PRESS = timedelta(minutes=5)


@transaction.atomic
def take_information(
    *, by: User, subject: Subject, request: str, counts: Mapping[str, int]
) -> Event:
    """Write down that somebody takes all that was said about `subject`, and for which request.

    `counts` are what they were shown, by kind of words. A button pressed twice writes it once.
    Raises ValidationError without a request, and for days out of order.
    """
    request = line(request).text
    if not request:
        raise ValidationError({"request": "Say which request it is for, and who asked."})
    if len(request) > MOST_LETTERS:
        raise ValidationError({"request": f"Say it in {MOST_LETTERS} letters."})
    refuse({"request": request, "words": subject.words})
    if subject.until < subject.since:
        raise ValidationError({"until": "This day is before the first one."})
    area = locked(subject.area)
    changes = {
        "request": request,
        "about": subject.about,
        "since": subject.since.isoformat(),
        "until": subject.until.isoformat(),
        "words": subject.words,
        "plan_key": subject.plan.pk if subject.plan else None,
        "action_key": subject.action.pk if subject.action else None,
        "post_key": subject.post.pk if subject.post else None,
        "counts": dict(counts),
    }
    last = Event.objects.filter(
        actor_id=by.pk, verb=TOOK, area_id=area.pk, at__gte=timezone.now() - SAME_PRESS
    ).first()
    if last and last.changes == changes:
        return last
    return record(by=by, verb=TOOK, target=area, area_id=area.pk, changes=changes)
