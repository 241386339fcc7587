"""Asking people for their answers, one e-mail a person and day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import transaction

from accounts.models import User
from audit.services.edits import locked_rows
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import enqueue_all
from letters.enums import LetterState
from letters.models import Letter
from reminders.enums import SEND_DIGEST
from reminders.queries.asked import all_due
from reminders.services.letters import (
    DIGEST,
    by_person,
    digest_key,
    record_now,
    write_digests,
)

# a mail server that is down is tried again with every beat, for about two hours of a day
MOST_JOBS: Final = 12


@transaction.atomic
def queue_digests(*, by: User | None, today: date) -> int:
    """Write the e-mails that are due today and ask for them to be sent; how many they are.

    A person who has a job or a letter of today gets no other, however often and by however many
    this is called; only where the mail server took nothing is it tried again. What happens between
    the writing and the sending counts (`reminders.services.letters`).
    """
    before = record_now()
    due = by_person(all_due(today))
    # whoever comes second waits here until the first one's jobs can be seen
    people = locked_rows(User.objects.filter(pk__in=[user.pk for user in due]))
    done = _answered([user.pk for user in people], today)
    wanted = {user: due[user] for user in people if user.pk not in done}
    if not wanted:
        return 0
    payloads: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    write_digests(by=by, asked=wanted, day=today)
    for user, asks in wanted.items():
        written = before._replace(areas=sorted({ask.area_id for ask in asks}))
        payload = {"user": user.pk, "day": today.isoformat(), **written._asdict()}
        payloads[asks[0].area_id].append(payload)
    for area_id, of_area in payloads.items():
        enqueue_all(task=SEND_DIGEST, payloads=of_area, by=by, area_id=area_id)
    return len(wanted)


def _answered(people: Iterable[int], today: date) -> set[int]:
    """Who has today's letter, or a job that will send it or has found nothing to send."""
    keys = {digest_key(pk, today): pk for pk in people}
    letters = Letter.objects.filter(kind=DIGEST, key__in=keys).exclude(state=LetterState.WAITING)
    answered = {keys[key] for key in letters.values_list("key", flat=True)}
    tries: Counter[int] = Counter()
    jobs = Job.objects.filter(task=SEND_DIGEST, payload__day=today.isoformat()).order_by()
    for payload, state in jobs.values_list("payload", "state"):
        tries[payload["user"]] += 1
        if state != JobState.FAILED:
            answered.add(payload["user"])
    return answered | {pk for pk, count in tries.items() if count >= MOST_JOBS}
