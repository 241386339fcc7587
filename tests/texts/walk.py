"""Walks the site as one person: what each page says, and what each form answers.

Of pages and forms of one kind a few are looked at, of those that tell a whole thing (an action, a
report) every one. Nothing that a form does lasts.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urljoin, urlsplit

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.crawl import _kind, _without_fragment
from tests.texts.forms import Form, Values, as_it_stands, emptied, filled, values
from tests.texts.plain_text import letter_text, masked, read

EVERY_ONE: Final = re.compile(r"/(actions|reports|directions|versions)/\d+/")
FEED: Final = re.compile(r"/calendar/[\w-]+\.ics")
LONGEST: Final = 180


# -- The site, by its names and not by its modules ------------------------------------------------


def model(name: str) -> Any:
    """The model of that name, in whichever app it lives. Raises LookupError when there is none."""
    named = [each for each in apps.get_models() if each.__name__ == name]
    if len(named) != 1:
        raise LookupError(f"{len(named)} models are called {name}")
    return named[0]


def work() -> None:
    """Do the jobs that wait, in their order, as a worker would."""
    jobs = model("Job").objects.filter(state="queued").order_by("pk")
    for pk, task in list(jobs.values_list("pk", "task")):
        current_app.tasks[task](pk)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in the block is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def addresses() -> list[str]:
    """Every address that needs no argument, whether or not a link leads to it."""
    return sorted(set(_plain("/", get_resolver().url_patterns)))


def _plain(before: str, patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in patterns:
        route = str(getattr(entry.pattern, "_route", "<"))
        if "<" in route:
            continue
        if isinstance(entry, URLResolver):
            yield from _plain(before + route, entry.url_patterns)
        else:
            yield before + route


def write(path: Path, text: str) -> None:
    """Keep a text; where this run has its own folder, that is named by its kind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = masked(text).replace(str(settings.DATA), "<data>")
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


def file_name(address: str) -> str:
    """An address as the name of a file; one that is too long ends in a mark of the whole."""
    plain = re.sub(r"[^\w.=&?+@~-]", "_", masked(address).strip("/").replace("/", "~")) or "home"
    if len(plain) > LONGEST:
        plain = f"{plain[:LONGEST]}-{sha256(address.encode()).hexdigest()[:8]}"
    return plain


# -- Pages ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """Somebody who signs in, and as what."""

    email: str
    role: str

    def client(self) -> Client:
        """A browser of this person's; nobody's when there is no address."""
        cache.clear()  # the rate limits of one person are not those of the next
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        if self.email:
            client.force_login(model("User").objects.get(email=self.email))
            session = client.session  # a second factor was shown, where one is needed
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
            session.save()
        return client


@dataclass(frozen=True)
class Met:
    """A form that writes, where it was met: the page, and which one of it."""

    page: str
    at: int
    form: Form

    @property
    def action(self) -> str:
        return urljoin(self.page, self.form.action)


@dataclass
class Walk:
    """One person's way through the site. `forms` are those that write."""

    person: Person
    folder: Path
    most: int = 4
    within: re.Pattern[str] = re.compile("")
    forms: list[Met] = field(default_factory=list)

    def go(self, client: Client, starts: list[str]) -> None:
        """Open what links lead to from `starts`, and keep what it says."""
        opened, seen, queue = Counter[Any](), set(starts), deque(starts)
        while queue:
            path = queue.popleft()
            kind = _kind(path)
            if opened[kind] >= self.most and not EVERY_ONE.fullmatch(path):
                continue
            opened[kind] += 1
            links = self._open(client, path)
            fresh = [link for link in dict.fromkeys(links) if link not in seen]
            queue += [link for link in fresh if not _leads_out(link) and self.within.match(link)]
            seen |= set(fresh)

    def _open(self, client: Client, path: str) -> list[str]:
        response = client.get(path)
        said, page = read(response)
        write(self.folder / f"{file_name(path)}.txt", f"{path}\n{said}")
        if page is None:
            return [urljoin(path, response["Location"])] if "Location" in response else []
        self.forms += [Met(path, at, form) for at, form in enumerate(page.sheets) if form.post]
        asked = [link for form in page.sheets if not form.post for link in _asked(form)]
        return [_without_fragment(urljoin(path, link)) for link in [*page.links, *asked]]


def _leads_out(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc)


def _asked(form: Form) -> list[str]:
    """Where a form that only reads leads: as it stands, and with every question answered."""
    sent = [urlencode(values(form, choose), doseq=True) for choose in (as_it_stands, filled)]
    return [f"{form.action.partition('?')[0]}?{words}" for words in sent]


# -- Forms ----------------------------------------------------------------------------------------


def send(client: Client, met: Met, sent: Values) -> str:
    """Send a form, follow where it leads, do the jobs it asked for: all that was said, letters too.

    What it writes stays.
    """
    before = len(outbox())
    response = client.post(met.action, sent, follow=True)
    ways = [f"{status} {way}" for way, status in response.redirect_chain]
    said, _ = read(response)
    feeds = [read(client.get(feed))[0] for feed in dict.fromkeys(FEED.findall(_raw(response)))]
    work()
    letters = [f"-- letter\n{letter_text(letter)}" for letter in outbox()[before:]]
    return "\n".join([f"post {met.action}", _told(met.form, sent), *ways, said, *feeds, *letters])


def _raw(response: HttpResponse) -> str:
    return response.content.decode("utf-8", "replace") if not response.streaming else ""


def _told(form: Form, sent: Values) -> str:
    names = {one.name for one in form.seen}
    return "\n".join(
        f"sent {name}: {said}" for name in sent if name in names for said in sent[name]
    )


def outbox() -> list[Any]:
    """Every letter that went out so far."""
    return getattr(mail, "outbox", [])


def try_forms(walk: Walk, client: Client, done: set[Any]) -> None:
    """Send every form that was met, empty and filled in, unless one of its kind is in `done`; what
    it does is undone."""
    for met in walk.forms:
        for button in met.form.buttons:
            kind = (walk.person.role, _kind(met.action)[0], met.form.names, button)
            if kind not in done:
                done.add(kind)
                _try(walk, client, met, button)


def _try(walk: Walk, client: Client, met: Met, button: str) -> None:
    cookies = deepcopy(client.cookies)
    for choose in (emptied, filled):
        with undone():
            said = send(client, met, values(met.form, choose, button))
        client.cookies = deepcopy(cookies)
        name = file_name(f"{met.page}~form-{met.at}-{button}-{choose.__name__}")
        write(walk.folder / f"{name}.txt", said)
