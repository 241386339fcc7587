"""Hostile files sent to the two pages that take files: a sentence beside the field, in bounded
time, and nothing is kept."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.roles import Role
from actions.models import Evidence
from guard.outside.readers import TOO_LARGE, TOO_LONG
from imports.models import ImportDraft
from tests.actions.scene import scene
from tests.actions.test_evidence import address, errors, kept, paper
from tests.factories import AreaFactory, person_with
from tests.guard.scanner import EICAR, clamd
from tests.imports.books import book
from tests.imports.test_hostile import ROWS, SHEET, merged, with_parts
from tests.imports.test_views import sent

pytestmark = pytest.mark.django_db


def bomb() -> bytes:
    return with_parts(book(ROWS), **{SHEET: b"<worksheet>" + b" " * (60 * 1024 * 1024)})


def nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.zip", bomb())
    return with_parts(book(ROWS), **{"xl/embeddings/book.xlsx": inner.getvalue()})


def declared(entity: str) -> bytes:
    sheet = f"<!DOCTYPE w [<!ENTITY a {entity}>]><worksheet><v>&a;</v></worksheet>"
    return with_parts(book(ROWS), **{SHEET: sheet.encode()})


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
# each made when it is sent, not when this file is collected
HOSTILE: dict[str, Callable[[], bytes]] = {
    "archive that swells": bomb,
    "merged range of a whole sheet": lambda: merged("A1:XFD1048576"),
    "file of the machine": lambda: declared('SYSTEM "file:///etc/passwd"'),
    "address to fetch": lambda: declared('SYSTEM "http://127.0.0.1:9/"'),
    "a billion laughs": lambda: declared(f"'&l9;'><!ENTITY l0 'lol'>{LAUGHS}<!ENTITY z ''"),
    "links to other workbooks": lambda: with_parts(
        book(ROWS), **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    ),
    "cut off": lambda: book(ROWS)[:-200],
    "program with another ending": lambda: b"MZ\x90\x00\x03\x00\x00\x00" * 40,
    "depth without end": lambda: with_parts(book(ROWS), **{SHEET: b"<a>" * 400_000}),
}


@pytest.fixture
def area():
    return AreaFactory()


@pytest.fixture
def now():
    return scene()


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_import_says_no_in_bounded_time(client, area, hostile):
    data = hostile()
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    begun = time.monotonic()

    answer = sent(client, area, data)

    assert len(errors(answer)["file"]) == 1
    assert (ImportDraft.objects.count(), time.monotonic() - begun < 20) == (0, True)


@pytest.mark.parametrize(
    "hostile",
    [hostile for name, hostile in HOSTILE.items() if not name.startswith(("merged", "depth"))],
    ids=[name for name in HOSTILE if not name.startswith(("merged", "depth"))],
)
def test_evidence_says_no_in_bounded_time(client, now, hostile):
    data = hostile()
    client.force_login(now.lead)
    begun = time.monotonic()

    answer = client.post(address(now), now.form(papers=paper("minutes.xlsx", data)))

    assert len(errors(answer)["papers"]) == 1
    assert (kept(now), time.monotonic() - begun < 20) == ([], True)


def test_package_inside_a_package_is_looked_at_too(client, now):
    client.force_login(now.lead)

    answer = client.post(address(now), now.form(papers=paper("minutes.xlsx", nested())))

    assert (len(errors(answer)["papers"]), kept(now)) == (1, [])


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        # a machine that reads it in less than a second is no reason to let it pass
        ({"seconds": 1, "wall_seconds": 0.05, "megabytes": 512}, TOO_LONG),
        ({"seconds": 30, "wall_seconds": 60, "megabytes": 2}, TOO_LARGE),
    ],
)
def test_plan_that_asks_for_too_much_is_refused_and_the_form_comes_back(
    client, area, settings, limits, said
):
    settings.READING = limits
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    rows = [["Action", "Lead", "Due"], *(["Write the guidance" * 9, "Police", "Yearly"],) * 4_500]

    answer = sent(client, area, book(rows))

    assert errors(answer)["file"] == [f"This file {said}"]
    assert answer.context["form"]["title"].value() == "Improvement plan"


def test_scanner_stands_before_both_pages(client, area, now, settings):
    with clamd(None) as (settings.CLAMD_URL, scanned):
        client.force_login(person_with(Role.LEAD_OFFICER, area))
        plan = sent(client, area, EICAR)
        client.force_login(now.lead)
        evidence = client.post(address(now), now.form(papers=paper("notes.txt", EICAR)))

    assert (scanned, ImportDraft.objects.count(), Evidence.objects.count()) == ([EICAR] * 2, 0, 0)
    assert (errors(plan)["file"], errors(evidence)["papers"]) == (
        ["This file holds what the scanner knows as harmful. Nothing of it was kept."],
        ["“notes.txt” holds what the scanner knows as harmful. Nothing of it was kept."],
    )


def test_scanner_that_is_down_is_said(client, area, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    client.force_login(person_with(Role.LEAD_OFFICER, area))

    answer = sent(client, area, book(ROWS))

    assert errors(answer)["file"][0].startswith("This file could not be scanned for harmful")
    assert answer.request["PATH_INFO"] == reverse("plan_import")
