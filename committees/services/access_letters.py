"""The letters about a change of access: to the old address, to the chair, to who confirms."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.queries import coordinators_of
from committees.enums import AccessKind
from committees.models import AccessChange, Area
from committees.queries.access import chairs_of, confirmers_of, in_words
from committees.queries.address_links import link_of
from jobs.services import enqueue
from letters.enums import SEND_LETTERS
from letters.services import Draft, write_letters

KIND: Final = "access"


class Told(StrEnum):
    """What the letters tell of."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    DEACTIVATED = "deactivated"


SUBJECTS: Final = {
    Told.PROPOSED: "cpcplan: a change of who sees what waits for a second person",
    Told.CONFIRMED: "cpcplan: a change of who sees what was made",
    Told.REFUSED: "cpcplan: a change of who sees what was refused",
    Told.DEACTIVATED: "cpcplan: somebody can no longer sign in",
}


class Reader(NamedTuple):
    """Somebody who is told: at which address, of what, and whether they can confirm it."""

    user: User
    address: str
    changes: Sequence[AccessChange]
    confirms: bool = False
    concerned: bool = False


@transaction.atomic
def write_access_letters(
    *, by: User | None, area: Area, changes: Sequence[AccessChange], told: Told
) -> None:
    """One letter to each person and address, kept before it is sent: whoever is concerned at the
    address they had, the chairs, who can confirm what waits, and who proposed what was answered."""
    if not changes:
        return
    readers = [
        (reader, _text(by, area, reader, told)) for reader in _readers(by, area, changes, told)
    ]
    _write(by, area, f"{told}:{changes[0].pk}-{changes[-1].pk}", told, readers)


@transaction.atomic
def write_deactivation_letters(
    *, by: User | None, area: Area, user: User, posts: Sequence[str]
) -> None:
    """That `user` can no longer sign in: to them, the chairs and the coordinators, who see which
    posts have nobody to ask now."""
    now = timezone.localtime()
    told = [user, *chairs_of(area), *coordinators_of([area.pk], now.date())]
    said = {"by": by, "area": area, "user": user, "posts": posts, "now": now}
    readers = [
        (
            Reader(one, one.email, (), concerned=one == user),
            render_to_string("emails/deactivated.txt", {**said, "reader": one}),
        )
        for one in dict.fromkeys(told)
        if one != by
    ]
    _write(by, area, f"closed:{user.pk}-{user.row_version}", Told.DEACTIVATED, readers)


def send_address_link(change: AccessChange) -> None:
    """Write to the new address with the link that shows whose it is. It is kept nowhere: whoever
    reads the letters that were kept could open it."""
    link = f"{settings.SITE_URL.rstrip('/')}{link_of(change)}"
    said = {"change": change, "link": link, "until": change.expires_on}
    text = render_to_string("emails/address_link.txt", said)
    EmailMessage("cpcplan: is this your address?", text, None, [change.email]).send()


def _write(
    by: User | None, area: Area, key: str, told: Told, readers: Sequence[tuple["Reader", str]]
) -> None:
    """Each letter as a row; one job sends them all."""
    drafts = [
        Draft(
            key=f"{KIND}:{key}:{number}",
            user=reader.user,
            address=reader.address,
            subject=SUBJECTS[told],
            text=text,
            area_id=area.pk,
        )
        for number, (reader, text) in enumerate(readers)
    ]
    letters = write_letters(by=by, kind=KIND, drafts=drafts)
    if letters:
        payload = {"letters": [letter.pk for letter in letters]}
        enqueue(task=SEND_LETTERS, payload=payload, by=by, area_id=area.pk)


def _readers(
    by: User | None, area: Area, changes: Sequence[AccessChange], told: Told
) -> Iterator[Reader]:
    """Nobody is told twice of the same at one address; who did it just now is not told."""
    written = {"" if by is None else by.email}
    for reader in (*_concerned(changes, told), *_others(area, changes, told)):
        if reader.address not in written or reader.concerned:
            written.add(reader.address)
            yield reader


def _concerned(changes: Sequence[AccessChange], told: Told) -> Iterator[Reader]:
    """The persons themselves. Who never had access, and has none yet, hears of it by the invitation
    alone."""
    people: dict[int, list[AccessChange]] = {}
    for change in changes:
        people.setdefault(change.user_id, []).append(change)
    for own in people.values():
        user = own[0].user
        if user.has_usable_password() or own[0].kind == AccessKind.ADDRESS:
            yield Reader(user, own[0].former_email, own, concerned=True)
        moved = [change for change in own if change.kind == AccessKind.ADDRESS]
        if moved and told == Told.CONFIRMED:
            yield Reader(user, moved[0].email, moved, concerned=True)


def _others(area: Area, changes: Sequence[AccessChange], told: Told) -> Iterator[Reader]:
    about = {change.user_id for change in changes}
    alone = next(iter(about)) if len(about) == 1 else None
    confirmers = confirmers_of(area) if told == Told.PROPOSED else []
    proposers = [change.proposed_by for change in changes if told != Told.PROPOSED]
    able = {user.pk for user in confirmers}
    for user in (*chairs_of(area), *confirmers, *filter(None, proposers)):
        if user.pk != alone:
            yield Reader(user, user.email, changes, confirms=user.pk in able)


def _text(by: User | None, area: Area, reader: Reader, told: Told) -> str:
    site = settings.SITE_URL.rstrip("/")
    said = {
        "reader": reader,
        "by": by,
        "area": area,
        "told": told.value,
        "lines": [in_words(change) for change in reader.changes],
        "until": reader.changes[0].expires_on,
        "page": f"{site}{reverse('area_access', args=[area.slug])}",
        "chairs": [user.name for user in chairs_of(area)],
        "now": timezone.localtime(),
    }
    return render_to_string("emails/access.txt", said)
