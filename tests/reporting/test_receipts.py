"""Received and taken: who says so, once, and what is kept of a download."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from dashboards.queries.home import home_of
from letters.services import note_bounce
from reporting.models import Download
from reporting.queries.deliveries import sent_rows
from reporting.services import confirm_receipt
from tests import factories as make
from tests.reporting.posted import LATER, delivery_of, issued, waiting, work
from tests.reporting.scene import NOW, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def file_url(report, format_="pdf"):
    return reverse("report_file", args=[report.files.get(format=format_).pk])


def test_one_press_says_it_and_the_second_changes_nothing(client, stage):
    report = issued(stage)
    client.force_login(stage.chief)
    page = reverse("report_received", args=[report.pk])

    client.post(page)
    first = delivery_of(stage, report).received_at
    answer = client.post(page, follow=True)

    assert first is not None
    assert delivery_of(stage, report).received_at == first
    assert Event.objects.filter(verb="received report").count() == 1
    assert [str(row) for row in answer.context["messages"]][-1].startswith("Thank you.")


def test_first_moment_stays(stage):
    delivery = delivery_of(stage, issued(stage))
    confirm_receipt(by=stage.chief, delivery=delivery, now=NOW)

    assert confirm_receipt(by=stage.chief, delivery=delivery, now=LATER).received_at == NOW


def test_nobody_says_it_for_somebody_else(stage):
    with pytest.raises(ValueError, match="Only the person who was sent a report"):
        confirm_receipt(by=stage.chair, delivery=delivery_of(stage, issued(stage)))


def test_reader_who_was_not_sent_it_is_refused(client, stage):
    report = issued(stage)
    client.force_login(stage.person(Role.MEMBER))

    answer = client.post(reverse("report_received", args=[report.pk]))

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_chief_officer_of_another_area_knows_nothing_of_it(client, stage):
    report = issued(stage)
    work()
    client.force_login(make.person_with(Role.CHIEF_OFFICER, make.AreaFactory()))
    urls = [reverse(name, args=[report.pk]) for name in ("report_detail", "report_received")] + [
        file_url(report)
    ]

    assert {client.get(url).status_code for url in urls} == {HTTPStatus.NOT_FOUND}
    assert Download.objects.count() == 0


def test_each_download_is_kept_with_the_hash_of_the_file(client, stage):
    report = issued(stage)
    client.force_login(stage.chief)
    for _ in range(2):
        client.get(file_url(report))

    file = report.files.get(format="pdf")
    assert [(row.user, row.format, row.sha256) for row in Download.objects.all()] == [
        (stage.chief, "pdf", file.sha256)
    ] * 2
    assert Event.objects.filter(verb="downloaded report").count() == 2


def test_head_takes_nothing_and_a_range_gets_the_whole(client, stage):
    report = issued(stage)
    client.force_login(stage.chief)

    asked = client.head(file_url(report))
    part = client.get(file_url(report), headers={"range": "bytes=2-4"})

    assert (asked.status_code, asked["Accept-Ranges"]) == (HTTPStatus.OK, "none")
    assert b"".join(part.streaming_content) == b"%PDF-1.7"
    assert Download.objects.count() == 1


def test_download_before_the_release_is_kept_too(client, stage):
    report = waiting(stage)
    client.force_login(stage.chair)
    client.get(file_url(report))

    [row] = sent_rows(report)
    assert (row.user, row.delivery, [(taken.format, taken.times) for taken in row.taken]) == (
        stage.chair, None, [("PDF", 1)],
    )  # fmt: skip


def test_changed_file_is_not_handed_out(client, stage):
    report = issued(stage)
    report.files.filter(format="pdf").update(sha256="0" * 64)
    client.force_login(stage.chief)

    answer = client.get(file_url(report), follow=True)

    [said] = [str(message) for message in answer.context["messages"]]
    assert said.startswith("The PDF on the server is not the one that was made")
    assert Download.objects.count() == 0


@pytest.mark.parametrize("who", ["officer", "chair"])
def test_table_shows_what_became_of_each_e_mail(client, stage, who):
    other = stage.person(Role.CHIEF_OFFICER)
    report = issued(stage)
    work()
    note_bounce(report.deliveries.get(user=other).letter, "550 no such mailbox")
    confirm_receipt(by=stage.chief, delivery=delivery_of(stage, report), now=LATER)
    client.force_login(getattr(stage, who))

    page = client.get(reverse("report_detail", args=[report.pk]))

    rows = {row.user: row for row in page.context["sent"]}
    assert (rows[other].state, rows[stage.chief].delivery.received_at) == ("bounced", LATER)
    assert reverse("report_send_again", args=[rows[other].delivery.pk]) in page.content.decode()
    assert [step.title for step in page.context["steps"]][-2:] == [
        "E-mailed to 2",
        "Received by 1 of 2",
    ]


def test_chief_officer_sees_their_own_e_mail_only(client, stage):
    stage.person(Role.CHIEF_OFFICER)
    report = issued(stage)
    work()
    client.force_login(stage.chief)

    page = client.get(reverse("report_detail", args=[report.pk]))

    assert page.context["sent"] == []
    assert [step.title for step in page.context["steps"]][-2:] == [
        "E-mailed to you",
        "You say that you have it",
    ]


@pytest.mark.parametrize("role", [Role.LEAD_OFFICER, Role.CHAIR])
def test_who_prepares_or_releases_sends_again(client, stage, role):
    report = issued(stage)
    work()
    delivery = delivery_of(stage, report)
    note_bounce(delivery.letter, "550 no such mailbox")
    client.force_login(stage.person(role))
    url = reverse("report_send_again", args=[delivery.pk])

    said = [
        [str(message) for message in client.post(url, follow=True).context["messages"]][-1]
        for _ in range(2)
    ]

    assert said == [
        "The e-mail is on its way again.",
        f"The e-mail to {stage.chief} is on its way or was sent.",
    ]


def test_home_asks_each_recipient_until_they_say_so(stage):
    report = issued(stage)
    today = LATER.date()
    assert (home_of(stage.chief, today).to_confirm, home_of(stage.chair, today).to_confirm) == (
        [report], [],
    )  # fmt: skip

    confirm_receipt(by=stage.chief, delivery=delivery_of(stage, report))

    assert home_of(stage.chief, today).to_confirm == []


@pytest.mark.parametrize("more", [0, 12])
def test_queries_do_not_grow_with_recipients(client, stage, more, django_assert_num_queries):
    for _ in range(more):
        stage.person(Role.CHIEF_OFFICER)
    report = issued(stage)
    work()
    client.force_login(stage.officer)
    page = reverse("report_detail", args=[report.pk])

    with django_assert_num_queries(12):
        client.get(page)
