"""What anybody may read without signing in, and what became of it."""

import json
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editions.enums import EditionFormat
from editions.models import ReportEdition
from figures.enums import Audience, EditionState
from public.queries.releases import printed
from tests.factories.editions import EditionFileFactory, ReportEditionFactory
from tests.factories.people import LogoFactory, UserFactory, drawn_logo
from tests.reporting.scene import scene

pytestmark = pytest.mark.django_db
ISSUED = {
    "state": EditionState.ISSUED,
    "issued_at": datetime(2026, 10, 5, 9, tzinfo=UTC),
}


@pytest.fixture
def edition():
    row = ReportEditionFactory.create(
        **ISSUED, issued_by=UserFactory.create(), report=scene(4).issued()
    )
    EditionFileFactory.create(edition=row, format=EditionFormat.PDF)
    return row


@pytest.fixture
def anybody():
    return Client()


def withdrawn(edition: ReportEdition, reason: str = "A number was told.") -> None:
    edition.state, edition.reason = EditionState.WITHDRAWN, reason
    edition.ended_at = datetime(2026, 10, 9, 9, tzinfo=UTC)
    edition.save()


def addresses(edition: ReportEdition) -> list[str]:
    """Every address of an edition."""
    here = [edition.area.slug, edition.pk]
    tables = (("report", "json"), ("actions", "csv"), ("definitions", "csv"))
    return [
        reverse("public_report", args=here),
        reverse("public_data", args=here),
        reverse("public_file", args=[*here, "pdf"]),
        *(reverse("public_table", args=[*here, *table]) for table in tables),
    ]


def test_everything_of_an_issued_public_edition_opens_to_anybody(anybody, edition):
    slug = edition.area.slug
    pages = ["/public/", f"/public/{slug}/", f"/public/{slug}/plan/", *addresses(edition)]
    assert {path: anybody.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)


def test_the_logo_that_a_report_was_frozen_with_heads_the_areas_page_and_its_own(anybody):
    stage = scene(4)
    logo = LogoFactory.create(area=stage.plan.area)
    row = ReportEditionFactory.create(
        **ISSUED, issued_by=UserFactory.create(), report=stage.issued()
    )
    LogoFactory.create(area=row.area, image=drawn_logo("teal"))
    slug, here = row.area.slug, reverse("public_logo", args=[row.area.slug, logo.sha256])

    for page in (f"/public/{slug}/", addresses(row)[0]):
        assert f'src="{here}"' in anybody.get(page).text
    picture = anybody.get(here)
    assert (picture.content, picture["Content-Type"]) == (drawn_logo(), "image/png")
    assert anybody.get(here.replace(logo.sha256, "0" * 64)).status_code == 404
    elsewhere = LogoFactory.create()
    here = reverse("public_logo", args=[elsewhere.area.slug, elsewhere.sha256])
    assert anybody.get(here).status_code == 404  # nothing was released there


@pytest.mark.parametrize("state", [EditionState.PREPARED, EditionState.DISCARDED])
def test_nothing_is_known_of_what_was_not_issued(anybody, state):
    row = ReportEditionFactory.create(state=state)
    slug = row.area.slug
    assert slug not in anybody.get("/public/").text
    paths = [f"/public/{slug}/", f"/public/{slug}/plan/", *addresses(row)]
    assert {anybody.get(path).status_code for path in paths} == {404}


def test_the_members_edition_is_not_the_publics(anybody):
    row = ReportEditionFactory.create(
        **ISSUED, issued_by=UserFactory.create(), audience=Audience.MEMBERS
    )
    assert {anybody.get(path).status_code for path in addresses(row)} == {404}


def test_an_edition_stands_at_the_address_of_its_own_area_alone(anybody, edition):
    other = ReportEditionFactory.create(**ISSUED, issued_by=UserFactory.create())
    path = reverse("public_report", args=[other.area.slug, edition.pk])
    assert anybody.get(path).status_code == 404


def test_what_was_withdrawn_is_gone_at_each_of_its_addresses(anybody, edition):
    before = anybody.get(addresses(edition)[0])
    withdrawn(edition)
    after = [anybody.get(path) for path in addresses(edition)]
    assert {answer.status_code for answer in after} == {410}
    assert {answer["Cache-Control"] for answer in after} == {"no-store"}
    assert before.context["printed"] not in after[0].text
    assert "A number was told." not in after[0].text  # the reason may tell what was taken back
    again = anybody.get(addresses(edition)[0], headers={"if-none-match": before["ETag"]})
    assert again.status_code == 410


def test_what_is_kept_of_a_page_goes_with_the_edition(anybody, edition):
    printed(edition)
    kept = [key for key in cache._cache if "public-" in key]
    withdrawn(edition)
    anybody.get(addresses(edition)[0])
    left = [key for key in cache._cache if "public-" in key]
    assert (len(kept), left) == (1, [])


def test_what_was_replaced_stays_and_names_what_took_its_place(anybody, edition):
    later = ReportEditionFactory.create(
        **ISSUED, issued_by=UserFactory.create(), report=edition.report, number=2
    )
    answer = anybody.get(addresses(edition)[0])
    assert answer.status_code == 200
    assert answer.text.count(f'href="{addresses(later)[0]}"') == 1
    assert "Replaced." not in anybody.get(addresses(later)[0]).text
    newest = anybody.get(f"/public/{edition.area.slug}/").context["shelf"].newest
    assert newest.edition == later


def test_pages_are_kept_and_asked_for_again(anybody, edition):
    for path in ["/public/", f"/public/{edition.area.slug}/", *addresses(edition)]:
        first = anybody.get(path)
        assert first["Cache-Control"] == "public, no-cache"
        again = anybody.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert not first.cookies


def test_a_page_is_the_same_for_whoever_is_signed_in(anybody, edition):
    person = UserFactory.create()
    anonymous = anybody.get(f"/public/{edition.area.slug}/").content
    anybody.force_login(person)
    assert anybody.get(f"/public/{edition.area.slug}/").content == anonymous


def test_a_document_has_the_bytes_that_were_issued(anybody, edition):
    answer = anybody.get(reverse("public_file", args=[edition.area.slug, edition.pk, "pdf"]))
    assert answer.content == b"%PDF-1.7 edition"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    missing = reverse("public_file", args=[edition.area.slug, edition.pk, "docx"])
    assert anybody.get(missing).status_code == 404


def test_all_tables_in_one_document_are_the_tables_one_by_one(anybody, edition):
    here = [edition.area.slug, edition.pk]
    told = json.loads(anybody.get(reverse("public_table", args=[*here, "report", "json"])).text)
    assert told["about"]["sha256"] == edition.sha256
    content = json.loads(edition.content)
    actions = told["tables"]["actions"]["rows"]
    assert [row["action"] for row in actions] == [row["reference"] for row in content["actions"]]
    for name, table in told["tables"].items():
        lines = anybody.get(reverse("public_table", args=[*here, name, "csv"])).text.splitlines()
        assert lines[0].lstrip("\ufeff").split(",") == list(table["columns"])
    meanings = {(row["table"], row["column"]) for row in told["tables"]["definitions"]["rows"]}
    others = {name: table for name, table in told["tables"].items() if name != "definitions"}
    assert meanings == {(name, column) for name, row in others.items() for column in row["columns"]}


def test_queries_do_not_grow_with_what_was_released(anybody, edition):
    slug = edition.area.slug
    paths = ["/public/", f"/public/{slug}/", addresses(edition)[0]]
    for path in paths:
        anybody.get(path)
    few = [_asked(anybody, path) for path in paths]
    for number in range(2, 12):
        ReportEditionFactory.create(
            **ISSUED, issued_by=edition.issued_by, report=edition.report, number=number
        )
    assert [_asked(anybody, path) for path in paths] == few
    assert max(few) <= 6


def _asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{mark}", "It was released."),
        ("{other}", "Not known."),
        ("3f", "Give at least the first 8 characters."),
        ("no mark at all", "A mark holds only the digits"),
    ],
)
def test_the_mark_of_a_page_is_compared_with_what_was_released(anybody, edition, typed, said):
    waiting = ReportEditionFactory.create()
    mark = typed.format(mark=edition.sha256[:12], other=waiting.sha256[:12])
    assert anybody.get("/public/check/", {"mark": mark}).text.count(said) == 1
