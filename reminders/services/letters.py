"""One letter to one person on a day: built when it is sent, written before it goes out."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse

from accounts.models import User
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
        sent = _sent(user_id)
        if sent is None or digest_key(user_id, day) in sent.keys:
            return None
        asks = asks_due(day, sent.user, sent.told)
        if not asks:
            return None
        words = words_for(sent.user, asks, day)
        letter = _write(sent, asks, words, day)
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


@dataclass(frozen=True)
class Sent:
    """What a person was written before: the keys of the letters that left and the steps that they
    carried, and those that still wait, by their key, the latest last."""

    user: User
    keys: Collection[str]
    told: Collection[str]
    waiting: Mapping[str, int]


def _sent(user_id: int) -> Sent | None:
    """The person with their digests; None for whoever has no account any more. One query.

    Nobody is locked: a person has one job of a day at most, one worker has it, and a letter's and
    a step's key stand once.
    """
    digests = FilteredRelation("letters", condition=Q(letters__kind=DIGEST))
    rows = User.objects.filter(pk=user_id, is_active=True).annotate(
        digests=digests,
        letter=F("digests__pk"),
        letter_key=F("digests__key"),
        letter_state=F("digests__state"),
        step=F("digests__reminders__key"),
    )
    read = list(rows.order_by("digests__made_at", "digests__pk"))
    if not read:
        return None
    waits = [row for row in read if row.letter_state == LetterState.WAITING]
    left = [row for row in read if row.letter and row.letter_state != LetterState.WAITING]
    return Sent(
        user=read[0],
        keys={row.letter_key for row in left},
        told={row.step for row in left if row.step},
        waiting={row.letter_key: row.letter for row in waits},
    )


def _write(sent: Sent, asks: Sequence[Ask], words: Words, day: date) -> Letter:
    """The letter's row and one row for each step that it carries."""
    user, key = sent.user, digest_key(sent.user.pk, day)
    if sent.waiting:
        _carry_over(sent.waiting, key)
        Reminder.objects.filter(letter__in=sent.waiting.values()).delete()
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


def _carry_over(waiting: Mapping[str, int], key: str) -> None:
    """A letter of an earlier day that never left becomes today's: nobody gets both."""
    if key not in waiting:
        Letter.objects.filter(pk=list(waiting.values())[-1]).update(key=key)
