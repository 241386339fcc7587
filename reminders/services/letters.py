"""One letter to one person on a day: built when it is sent, written before it goes out."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from django.db import transaction

from accounts.models import User
from letters.enums import LetterState
from letters.models import Letter
from letters.services import send_letter, write_letter
from reminders.models import Reminder
from reminders.queries.asked import Ask, asks_due
from reminders.queries.words.letter import Words, words_for

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
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None or _was_sent(user, day):
            return None
        asks = asks_due(day, user)
        if not asks:
            return None
        words = words_for(user, asks, day)
        letter = _write(user, asks, words, day)
    before_sending()
    return send_letter(letter, html=words.html)


def _was_sent(user: User, day: date) -> bool:
    written = Letter.objects.filter(key=digest_key(user.pk, day))
    return written.exclude(state=LetterState.WAITING).exists()


def _write(user: User, asks: Sequence[Ask], words: Words, day: date) -> Letter:
    """The letter's row and one row for each step that it carries."""
    key = digest_key(user.pk, day)
    _carry_over(user, key)
    Reminder.objects.filter(user=user, letter__state=LetterState.WAITING).delete()
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
    for step in dict.fromkeys(ask.key for ask in asks):
        told = [ask for ask in asks if ask.key == step]
        reminder = Reminder.objects.create(
            user=user,
            kind=told[0].kind,
            key=step,
            window=told[0].window,
            letter=letter,
            sent_on=day,
        )
        reminder.actions.set({ask.row.action.pk for ask in told})
    return letter


def _carry_over(user: User, key: str) -> None:
    """A letter of an earlier day that never left becomes today's: nobody gets both."""
    waiting = Letter.objects.filter(kind=DIGEST, user=user, state=LetterState.WAITING)
    if waiting.filter(key=key).exists():
        return
    latest = waiting.order_by("-made_at", "-pk").first()
    if latest is not None:
        Letter.objects.filter(pk=latest.pk).update(key=key)
