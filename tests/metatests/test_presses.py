"""Every form that changes something is sent twice at once: it is done once, and that is said.

What each form is sent: tests/metatests/presses.py. What it does is counted from one press that is
rolled back; then two presses at once have to leave the very same number of rows in every table.
"""

import copy
from collections import Counter
from collections.abc import Container, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import Barrier, Event
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.metatests.addresses import GATES
from tests.metatests.edits import EDITS, STEPS
from tests.metatests.press import Press
from tests.metatests.presses import PRESSES
from tests.metatests.world import World, build
from tests.metatests.written import written_tables

# whoever signs in; the chain of the record, which is entered when a press is committed
UNCOUNTED = {"entrance_session", "audit_link", "audit_shape"}
TOLD = {HTTPStatus.OK, HTTPStatus.FOUND}
# What the first press ended, though its row stays, is no longer at its address either.
ENDED = {"plan_import_discard", "action_untie"}
# An answer about what was typed: nothing is kept, however often it is sent.
ASKING = {"guard_try", "session_stay", "paper_check"}


def changes_something(name: str, world: World, client: Client) -> bool:
    """Whether the page at this address takes a POST: a method it does not know it answers so."""
    gate = GATES[name]
    url = reverse(name.split(":")[0], args=gate.made(world) if gate.made else [])
    return "POST" in client.options(url).get("Allow", "")


def rows() -> Counter[str]:
    """How many rows every table has."""
    with connection.cursor() as cursor:
        cursor.execute(_counted(cursor))
        return Counter(dict(cursor.fetchall()))


def _counted(cursor: CursorWrapper) -> str:
    """The statement that counts, which PostgreSQL plans once: that takes longer than to count."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    counts = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in sorted(tables - UNCOUNTED))
    statement = " UNION ALL ".join(counts)
    if connection.vendor != "postgresql":
        return statement
    cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = 'counted'")
    if cursor.fetchone() is None:
        cursor.execute(f"PREPARE counted AS {statement}")
    return "EXECUTE counted"


Cells = dict[tuple[str, Any], tuple[Any, ...]]


def cells(tables: Container[str] | None = None) -> Cells:
    """What every row holds, of all tables or of some, by table and key."""
    held: Cells = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            if table not in UNCOUNTED and (tables is None or table in tables):
                cursor.execute(f'SELECT "{key}", t.* FROM "{table}" t')
                held |= {(table, row[0]): row for row in cursor.fetchall()}
    return held


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def shown(client: Client, url: str, press: Press) -> dict[str, Any]:
    """What the browser would send: what stands in the form, and what is typed over it."""
    page = client.get(url)
    form = page.context.get("form") if page.status_code == HTTPStatus.OK else None
    drawn = {field.html_name: field.value() for field in form} if form else {}
    kept = {name: value for name, value in drawn.items() if value not in (None, False)}
    return kept | press.typed


def send(client: Client, url: str, data: dict[str, Any], start: Barrier | None = None) -> Any:
    """One press; with `start`, at the same time as another."""
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    if start:
        start.wait()
    return client.post(url, data)


@contextmanager
def two_hands() -> Iterator[ThreadPoolExecutor]:
    """Two threads, each with a connection of its own for as long as it lives: to open one for each
    form takes longer than to press it."""
    with ThreadPoolExecutor(2) as threads:
        yield threads
        both = Barrier(2)
        for closed in [threads.submit(_closed, both) for _ in range(2)]:
            closed.result()


def _closed(both: Barrier) -> None:
    both.wait()  # each by a thread of its own
    connection.close()


@contextmanager
def held_at_the_record(answers: list[Future[Any]]) -> Iterator[None]:
    """On PostgreSQL both presses get as far as they can: neither appends its event before the other
    has asked what it asks, or waits for it. On SQLite one waits for the other's end by itself."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_event, learning_reviews_entry IN SHARE ROW EXCLUSIVE MODE")
        yield
        for _ in range(200):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] + sum(one.done() for one in answers) >= 2:
                break
            Event().wait(0.005)


@dataclass(frozen=True)
class Once:
    """What one press does: how many rows it adds, by table, and which it writes over."""

    answer: Any
    added: Counter[str]
    changed: set[str]


def recorded(once: Once) -> bool:
    """Whether a press stands in the record: the area's, or that of a learning review."""
    return bool(once.added["audit_event"] or once.added["learning_reviews_entry"])


def pressed_once(client: Client, url: str, data: dict[str, Any], *, compared: bool) -> Once:
    """One press, of which nothing stays; which rows it wrote over only where they are compared."""
    before = rows()
    with transaction.atomic():
        with written_tables() as tables:
            answer = send(client, url, data)
        added, holds = rows(), cells(tables) if compared else {}
        added.subtract(before)
        transaction.set_rollback(True)
    held = cells(tables) if compared else {}
    changed = {key[0] for key in held.keys() & holds.keys() if held[key] != holds[key]}
    return Once(answer, Counter({name: n for name, n in added.items() if n}), changed)


def pressed_twice(
    hands: ThreadPoolExecutor, user: User, url: str, data: list[dict[str, Any]]
) -> tuple[Counter[str], Any]:
    clients, start, answers = [signed_in(user) for _ in data], Barrier(2), []
    before = rows()
    with held_at_the_record(answers):
        for client, one in zip(clients, data, strict=True):
            answers.append(hands.submit(send, client, url, one, start))
    told = [answer.result() for answer in answers]
    added = rows()
    added.subtract(before)
    return Counter({name: number for name, number in added.items() if number}), told


def said(answer: Any) -> str:
    form = (answer.context or {}).get("form")
    return f"{answer.status_code} {form.errors.as_text() if form else ''}"


def conflict(answer: Any) -> bool:
    """Whether the page holds two texts against each other."""
    form = (answer.context or {}).get("form")
    return getattr(form, "conflict", None) is not None


def copied(data: dict[str, Any]) -> dict[str, Any]:
    """The same again; a file is a file of its own."""
    return {name: copy.deepcopy(value) for name, value in data.items()}


def faults_of(name: str, world: World, hands: ThreadPoolExecutor) -> str:
    """What went otherwise than once, "" if nothing did."""
    gate, press = GATES[name], PRESSES[name](world)
    role = press.by or next(one for one in Role if one in (gate.writers or gate.allowed))
    user = role if isinstance(role, User) else world.person(role)
    made = gate.made(world) if gate.made else []
    url = reverse(name.split(":")[0], args=press.at or made)
    client = signed_in(user)
    data = shown(client, url, press)
    known = name in EDITS.keys() | STEPS.keys()
    once = pressed_once(client, url, data, compared=not known)
    if once.answer.status_code != HTTPStatus.FOUND or not recorded(once):
        return f"{name}: one press did nothing: {said(once.answer)}"
    if once.changed:
        return f"{name}: writes over rows of {once.changed}: give it its row in edits.py"
    twice, told = pressed_twice(hands, user, url, [data, copied(data)])
    if any(map(conflict, told)):
        return f"{name}: the same press again is shown as somebody else's"
    statuses = {one.status_code for one in told}
    gone = name in ENDED or any(number < 0 for number in once.added.values())
    # Of a row that the first press took away the second finds nothing, if it comes late enough.
    allowed = TOLD | {HTTPStatus.NOT_FOUND} if gone else TOLD
    late = send(client, url, copied(data)).status_code
    if late not in allowed:
        return f"{name}: pressed once more, when it is done: {late}"
    if once.added == twice and statuses <= allowed and HTTPStatus.FOUND in statuses:
        return ""
    return f"{name}: once {dict(once.added)}, twice {dict(twice)}: {[said(one) for one in told]}"


@pytest.mark.django_db(transaction=True)
def test_every_form_sent_twice_at_once_is_done_once():
    world = build()
    client = signed_in(world.person(Role.LEAD_OFFICER))
    forms = {name for name in GATES if changes_something(name, world, client)}

    with two_hands() as hands:
        faults = [fault for name in PRESSES if (fault := faults_of(name, world, hands))]

    assert not faults, "\n".join(faults)
    assert set(PRESSES) == forms - ASKING
