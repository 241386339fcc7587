"""Keeps every text of the demonstration: `python -m tests.texts.keep DIRECTORY`.

At a fixed clock, in a database of its own: the pages of everybody who signs in and of somebody who
does not, what their forms answer, the letters, the documents, and what the commands print. Run
before and after the code was moved about, the two directories are the same
(`python -m tests.texts.compare OLD NEW`).

Nothing of the product is imported, so that the same tool runs on both sides of a move: models are
looked up by their names, jobs by their task's name, pages by their links. It takes ten minutes.
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import django
import time_machine

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["SECRET_KEY"] = "the-same-at-every-run-" * 3

from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from documents import sections
from tests.texts.forms import filled, values
from tests.texts.plain_text import BY_ENDING, document_text, letter_text, workbook_text
from tests.texts.walk import (
    Person,
    Walk,
    addresses,
    file_name,
    model,
    outbox,
    send,
    try_forms,
    undone,
    work,
    write,
)

NOW: Final = datetime(2026, 11, 16, 10, 30, tzinfo=ZoneInfo("Europe/London"))
SHAPES: Final = ("PK", "CL", "NL", "NA", "NLi")
QUARTER: Final = timedelta(weeks=13)
DAYS: Final = 120  # of e-mails: this window's steps, and the next one's
OFFICER, CHAIR, CHIEF = "Lead officer", "Independent chair", "Chief officer"
REPORTS: Final = re.compile(r"/(reports|directions|plans/[^/]+/reports)/")
MAIL: Final = re.compile(r"/(my-mail|my-actions|directions|plans/[^/]+/(mail|owing|windows))/")
# What is done for good with every report in preparation: the stage, by whom, with which form.
STAGES: Final = (
    ("begun", OFFICER, r"/reports/new/$"),
    ("frozen", OFFICER, r"/freeze/$"),
    ("issued", CHAIR, r"/issue/$"),
    ("received", CHIEF, r"/received/$"),
    ("directed", OFFICER, r"/directions/new/$"),
)


def begin() -> None:
    """A fresh database with the demonstration in it, every document made."""
    django.setup()
    logging.disable(logging.WARNING)
    get_resolver().url_patterns  # noqa: B018  read while DEBUG still offers the style page
    current_app.loader.import_default_modules()  # the tasks, as a worker finds them
    settings.DEBUG = False  # an error page is the one that people see
    call_command("migrate", verbosity=0)
    call_command("load_demonstration", stdout=io.StringIO())
    work()


def people() -> list[Person]:
    """Everybody whom the demonstration offers to be signed in as."""
    lines = printed("demonstration_sign_ins").splitlines()
    rows = [re.split(r"\s{2,}", line.strip()) for line in lines if line.startswith("  ")]
    return [Person(row[0], row[1]) for row in rows]


def printed(command: str, *words: str) -> str:
    """What a command prints, and what it ends with when it refuses."""
    out = io.StringIO()
    try:
        call_command(command, *words, stdout=out, stderr=out)
    except CommandError as error:
        return f"{out.getvalue()}\nrefused: {error}"
    return out.getvalue()


# -- Pages and what forms answer ------------------------------------------------------------------


def keep_pages(folder: Path) -> None:
    """Everybody's pages, and the forms of each role; nobody's way leaves a trace for the next."""
    done: set[Any] = set()
    for person in [Person("", "Nobody"), *people()]:
        with undone():
            client = person.client()
            walk = Walk(person, folder / (person.email or "nobody"))
            walk.go(client, ["/", *addresses()])
            try_forms(walk, client, done)
        tell(f"{person.email or 'nobody'}: {len(list(walk.folder.iterdir()))} texts")


def keep_stages(folder: Path) -> None:
    """What the pages of reports say on the way to chief officers, and what goes out to them."""
    for stage, role, pattern in STAGES:
        for person in [each for each in people() if each.role == role]:
            _press(person, folder / "pages" / f"then-{stage}", re.compile(pattern))
        for person in people():
            if person.role in (OFFICER, CHAIR, CHIEF):
                _look(person, folder / "pages" / f"then-{stage}", REPORTS, ["/reports/"])
        keep_letters(folder / "emails", stage)
        tell(f"reports {stage}")


def _press(person: Person, folder: Path, pattern: re.Pattern[str]) -> None:
    """Send every form of that address that the person meets among the reports."""
    walk, client = Walk(person, folder / person.email, within=REPORTS), person.client()
    walk.go(client, ["/reports/"])
    for met in walk.forms:
        if pattern.search(met.action):
            said = send(client, met, values(met.form, filled, met.form.buttons[0]))
            write(walk.folder / f"{file_name(met.page)}~pressed.txt", said)


def _look(person: Person, folder: Path, within: re.Pattern[str], starts: list[str]) -> None:
    """Open a part of the site and keep it."""
    with undone():
        Walk(person, folder / person.email, within=within).go(person.client(), starts)


# -- Letters --------------------------------------------------------------------------------------


def keep_letters(folder: Path, when: str) -> None:
    """The letters since the last time, by the day or the stage, and by whom they are to."""
    for at, letter in enumerate(outbox(), start=1):
        name = file_name(f"{when}~{at:02}~{letter.to[0]}")
        write(folder / f"{name}.txt", letter_text(letter))
    outbox().clear()


def keep_days(folder: Path, clock: Any) -> None:
    """What goes out by itself on the days that follow, and what the pages of e-mail say then."""
    for day in (NOW.date() + timedelta(days=at) for at in range(DAYS)):
        clock.move_to(NOW.replace(year=day.year, month=day.month, day=day.day))
        write(folder / "emails" / f"{day}.txt", printed("run_day"))
        work()
        keep_letters(folder / "emails", f"{day}")
    for person in people():
        _look(person, folder / "pages" / "then-later", MAIL, ["/", "/my-mail/", *_mail_pages()])
    tell("the days that followed")


def _mail_pages() -> list[str]:
    return [f"/plans/{slug}/mail/" for slug in plans()]


def plans() -> list[str]:
    """The short names of the plans."""
    return list(model("Plan").objects.order_by("pk").values_list("slug", flat=True))


# -- Documents and commands -----------------------------------------------------------------------


def keep_documents(folder: Path) -> None:
    """Every document of every report, as this code makes it."""
    files = model("ReportFile").objects.select_related("report__plan").order_by("pk")
    for file in files:
        about, path = file.report, Path(settings.MEDIA_ROOT) / file.path
        name = f"{about.plan.slug}~{about.kind}~{about.as_of}~v{about.version}.{file.format}"
        said = f"{file.state}, pages {file.pages}, SHA-256 {file.sha256}\n"
        if file.path:
            said += document_text(path.read_bytes(), BY_ENDING[file.format])
        write(folder / f"{name}.txt", said)
    tell(f"{len(files)} documents")


def keep_commands(folder: Path) -> None:
    """What the commands print about every plan, and the documents that they write."""
    for slug in plans():
        for name, *words in _questions(slug):
            write(folder / f"{file_name('~'.join([name, *words]))}.txt", printed(name, *words))
        for name in ("quarterly_report", "annual_report"):
            out = Path(settings.DATA) / f"{slug}.pdf"
            with undone():
                said = printed(name, slug, "--json", "--out", str(out), *_given(name))
            said += document_text(out.read_bytes(), BY_ENDING["pdf"]) if out.exists() else ""
            write(folder / f"{name}~{slug}.txt", said)
            out.unlink(missing_ok=True)
    tell("what commands print")


def _given(name: str) -> list[str]:
    """What a person gives beside the plan: a reason, and the sections that a year has to have."""
    words = Path(settings.DATA) / "words.txt"
    words.write_text("Words of the committee.", encoding="utf-8")
    parts = [part.key for part in sections.ANNUAL if part.required and name == "annual_report"]
    written = [text for key in parts for text in ("--section", f"{key}={words}")]
    return ["--open-window-reason", "Kept to be compared.", *written]


def _questions(slug: str) -> Iterator[tuple[str, ...]]:
    """How the plan stands, now and a quarter and two ago, and what changed in between."""
    today = NOW.date()
    for day in (today, today - QUARTER, today - 2 * QUARTER):
        for form in ((), ("--json",)):
            yield ("plan_status", slug, "--as-of", f"{day}", *form)
            yield ("what_changed", slug, "--since", f"{day - QUARTER}", "--until", f"{day}", *form)


def keep_imports(folder: Path) -> None:
    """Every demonstration plan as a spreadsheet, what bringing it in would find, and what it does
    to the pages of the area."""
    for shape in SHAPES:
        book = Path(settings.DATA) / f"{shape}.xlsx"
        told = printed("write_demonstration_workbook", "--shape", shape, "--out", str(book))
        write(folder / "imports" / f"{shape}.xlsx.txt", workbook_text(book.read_bytes()))
        area, period = told.split(": ", 1)[1].strip().split(", period ")
        asked = [str(book), "--area", area, "--title", "Brought in", "--period", period]
        for form in ("--dry-run", "--json"):
            with undone():
                said = printed("import_plan", *asked, form)
                write(folder / "imports" / f"{shape}{form}.txt", said)
                if form == "--json":
                    _look_at_imported(folder, area)
    tell("spreadsheets")


def _look_at_imported(folder: Path, area: str) -> None:
    """The pages of the plan that was brought in last, as its coordinator sees them."""
    plan = f"/plans/{plans()[-1]}/"
    officers = [each for each in people() if each.role == OFFICER and area.lower() in each.email]
    for person in officers:
        _look(person, folder / "pages" / "then-imported", re.compile(plan), [plan, f"{plan}text/"])


# -- The whole ------------------------------------------------------------------------------------


def tell(words: str) -> None:
    print(f"{os.times().user:6.0f} s  {words}", flush=True)  # noqa: T201


def keep(folder: Path) -> None:
    """Keep everything in `folder`, which is made. The same code gives the same files."""
    folder.mkdir(parents=True)
    with time_machine.travel(NOW, tick=False) as clock:
        begin()
        tell("loaded")
        keep_commands(folder / "commands")
        keep_imports(folder)
        keep_pages(folder / "pages")
        outbox().clear()
        keep_stages(folder)
        keep_documents(folder / "documents")
        keep_days(folder, clock)


if __name__ == "__main__":
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("python -m tests.texts.keep DIRECTORY: a directory that is not there yet")
    keep(Path(sys.argv[1]))
