"""Letters that ask: those of a day are written together, each is sent by its own job."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Subquery
from django.urls import reverse

from accounts.models import User
from audit.models import Event, Head, Link
from audit.rules.chain import in_few_signs
from audit.services import record
from letters.enums import LetterState
from letters.models import Letter
from letters.services import Draft, send_letter, write_letters
from reminders.models import Reminder
from reminders.queries.asked import AnyAsk, Ask, all_due
from reminders.queries.words import words_for

DIGEST: Final = "digest"
Asked = Mapping[User, Sequence[AnyAsk]]


class Record(NamedTuple):
    """How far the record had come before a letter was written: the last event and the last place
    in the chain, which is given at the commit; and the areas that the letter is about."""

    event: int
    place: int
    areas: Collection[int]

    @property
    def stands(self) -> bool:
        """Whether nothing was done in these areas, or in none, since: then every word stands.

        People who sign in, and letters, change no plan.
        """
        entered = Link.objects.filter(pk__gt=self.place, table=Event._meta.db_table)
        since = Event.objects.filter(Q(pk__gt=self.event) | Q(pk__in=entered.values("key")))
        nowhere = Q(area_id=None) & ~Q(target_type="accounts.user")
        done = since.filter(Q(area_id__in=self.areas) | nowhere)
        return not done.exclude(target_type="letters.letter").exists()


def digest_key(user_id: int, day: date) -> str:
    """Names a person's letter of a day: there is one at most."""
    return f"{DIGEST}:{user_id}:{day.isoformat()}"


def record_now() -> Record:
    """The record as it stands, before anything is read that a letter is about. One query."""
    place = Subquery(Head.objects.values("position")[:1])
    last = Event.objects.order_by("-pk").annotate(place=place).values_list("pk", "place").first()
    event, reached = last or (0, 0)
    return Record(event, reached or 0, ())


def by_person(asks: Sequence[AnyAsk]) -> dict[User, list[AnyAsk]]:
    """What is asked of each, in the order of the asks."""
    people: defaultdict[User, list[AnyAsk]] = defaultdict(list)
    for ask in asks:
        people[ask.user].append(ask)
    return dict(people)


@transaction.atomic
def write_digests(
    *, by: User | None, asked: Asked, day: date, head: str | None = None
) -> list[Letter]:
    """Write everybody's letter of the day with one row for each step that it carries.

    A letter of an earlier day that never left becomes today's: nobody gets both. A number of
    queries that does not grow with people, and a row in the record for each new letter. `head` is
    where the record ends, where the caller has read it before what is asked.
    """
    _take_up(asked, day)
    if head is None:
        head = Head.objects.printed(whole=False)
    drafts = [_draft(user, asks, day, head) for user, asks in asked.items()]
    letters = write_letters(by=by, kind=DIGEST, drafts=drafts)
    _write_steps(list(zip(letters, asked.values(), strict=True)), day)
    return letters


def send_digest(
    user_id: int, day: date, written: Record, *, before_sending: Callable[[], None] = lambda: None
) -> Letter | None:
    """Hand the person's letter of the day to the mail server; None if nothing is to be said.

    Where anything was done since it was written, what is asked is worked out anew, so an answer or
    a new lead since then counts. Killed before it is known to have left, a second call sends the
    same letter, under the same Message-ID. `before_sending` may raise to keep the letter back.
    """
    waiting = Letter.objects.filter(key=digest_key(user_id, day), state=LetterState.WAITING)
    kept = waiting.select_related("user").annotate(head=Head.objects.column()).first()
    letter: Letter | None = kept
    if kept and not (_same(kept) and written.stands):
        letter = _anew(kept, day, in_few_signs(kept.head or ""))
    if letter is None:
        return None
    before_sending()
    page = settings.SITE_URL.rstrip("/") + reverse("my_mail")
    return send_letter(letter, unsubscribe=page)


def _same(letter: Letter) -> bool:
    """Whether the person still has an account, and the address that stands on the letter."""
    user = letter.user
    return isinstance(user, User) and user.is_active and user.email == letter.address


@transaction.atomic
def _anew(letter: Letter, day: date, head: str) -> Letter | None:
    """The letter with what is asked by now; one that has nothing to ask is taken back."""
    user = letter.user
    asks = all_due(day, user) if isinstance(user, User) and user.is_active else []
    if isinstance(user, User) and asks:
        [letter] = write_digests(by=None, asked={user: asks}, day=day, head=head)
        return letter
    Reminder.objects.filter(letter=letter).delete()
    record(by=None, verb="took back letter", target=letter)
    letter.delete()
    return None


def reply_to(asks: Sequence[AnyAsk]) -> list[str]:
    """The addresses of the coordinators of all that a letter is about, each once."""
    return list(dict.fromkeys(user.email for ask in asks for user in ask.coordinators))


def _draft(user: User, asks: Sequence[AnyAsk], day: date, head: str) -> Draft:
    words = words_for(user, asks, day, head)
    return Draft(
        key=digest_key(user.pk, day),
        user=user,
        address=user.email,
        subject=words.subject,
        text=words.text,
        html=words.html,
        reply_to=reply_to(asks),
        area_id=asks[0].area_id,
    )


def _take_up(asked: Asked, day: date) -> None:
    """What never left of earlier days, or of this one, waits under today's key without steps."""
    waiting = Letter.objects.filter(kind=DIGEST, state=LetterState.WAITING, user__in=asked)
    rows = {row.user_id: row for row in waiting.order_by("made_at", "pk")}
    if not rows:
        return
    Reminder.objects.filter(letter__in=rows.values()).delete()
    for user_id, row in rows.items():
        key = digest_key(user_id or 0, day)
        if row.key != key:
            Letter.objects.filter(pk=row.pk).update(key=key)


def _write_steps(written: Sequence[tuple[Letter, Sequence[AnyAsk]]], day: date) -> None:
    """Each step of each letter with the actions that it told of. Two queries."""
    steps: defaultdict[tuple[int, str], list[AnyAsk]] = defaultdict(list)
    for letter, asks in written:
        for ask in asks:
            steps[letter.pk, ask.key].append(ask)
    rows = Reminder.objects.bulk_create(
        Reminder(
            user=told[0].user,
            kind=told[0].kind,
            key=key,
            window=told[0].window,
            letter_id=letter,
            sent_on=day,
        )
        for (letter, key), told in steps.items()
    )
    link = Reminder.actions.through
    link._default_manager.bulk_create(
        link(reminder_id=row.pk, action_id=action)
        for row, told in zip(rows, steps.values(), strict=True)
        for action in dict.fromkeys(ask.row.action.pk for ask in told if isinstance(ask, Ask))
    )
