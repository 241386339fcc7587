"""One letter to one person on a day: built when it is sent, written before it goes out."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from audit.services.edits import locked_rows
from letters.enums import LetterState
from letters.models import Letter
from letters.services import send_letter, write_letter
from reminders.models import Reminder
from reminders.queries.asked import Ask, asks_due
from reminders.queries.words import Words, words_for

DIGEST: Final = "digest"


def digest_key(user_id: int, day: date) -> str:
    """Names a person's letter of a day: there is one at most."""
    return f"{DIGEST}:{user_id}:{day.isoformat()}"


def send_digest(
    user_id: int, day: date, *, before_sending: Callable[[], None] = lambda: None
) -> Letter | None:
    """Write what `user` is asked today and hand it to the mail server; None if nothing is.

    What is asked is worked out now, so an answer or a new lead since the morning counts. Killed
    between the writing and the sending, a second call sends the same letter, with the words of
    that moment and the same Message-ID. `before_sending` may raise to keep the letter back.
    """
    with transaction.atomic():
        people = locked_rows(User.objects.filter(pk=user_id, is_active=True))
        letters = _letters(people[0], day) if people else []
        if not people or any(row.state != LetterState.WAITING for row in letters):
            return None
        user = people[0]
        asks = asks_due(day, user)
        if not asks:
            return None
        words = words_for(user, asks, day)
        letter = _write(user, asks, words, day, letters)
    before_sending()
    return send_letter(
        letter,
        html=words.html,
        reply_to=reply_to(asks),
        unsubscribe=settings.SITE_URL.rstrip("/") + reverse("my_mail"),
    )


def reply_to(asks: Sequence[Ask]) -> list[str]:
    """The addresses of the coordinators of every plan that a letter is about, each once."""
    return list(dict.fromkeys(user.email for ask in asks for user in ask.coordinators))


def _letters(user: User, day: date) -> list[Letter]:
    """The person's letter of the day, and those of other days that wait; the latest last."""
    own = Letter.objects.filter(kind=DIGEST, user=user)
    wanted = Q(key=digest_key(user.pk, day)) | Q(state=LetterState.WAITING)
    return list(own.filter(wanted).order_by("made_at", "pk"))


def _write(
    user: User, asks: Sequence[Ask], words: Words, day: date, waiting: Sequence[Letter]
) -> Letter:
    """The letter's row and one row for each step that it carries."""
    key = digest_key(user.pk, day)
    if waiting:
        _carry_over(waiting, key)
        Reminder.objects.filter(letter__in=waiting).delete()
    letter = write_letter(
        by=None,
        kind=DIGEST,
        key=key,
        user=user,
        address=user.email,
        subject=words.subject,
        text=words.text,
        area_id=asks[0].plan.area_id,
    )
    _write_steps(user, asks, letter, day)
    return letter


def _write_steps(user: User, asks: Sequence[Ask], letter: Letter, day: date) -> None:
    """Each step with the actions that it told of. Two queries."""
    steps: defaultdict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        steps[ask.key].append(ask)
    rows = Reminder.objects.bulk_create(
        Reminder(
            user=user, kind=told[0].kind, key=key, window=told[0].window, letter=letter, sent_on=day
        )
        for key, told in steps.items()
    )
    link = Reminder.actions.through
    link._default_manager.bulk_create(
        link(reminder_id=row.pk, action_id=action)
        for row, told in zip(rows, steps.values(), strict=True)
        for action in dict.fromkeys(ask.row.action.pk for ask in told)
    )


def _carry_over(waiting: Sequence[Letter], key: str) -> None:
    """A letter of an earlier day that never left becomes today's: nobody gets both."""
    if all(row.key != key for row in waiting):
        Letter.objects.filter(pk=waiting[-1].pk).update(key=key)
