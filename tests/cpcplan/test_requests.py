"""What a request may bring and whom it may name: bodies are bounded, no Host comes into a link."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from cpcplan.body_limits import WITH_FILES, most_of
from tests import factories as make

pytestmark = pytest.mark.django_db

HOSTILE = "evil.example.net"
SITE = "https://plans.example.org"


class Unread:
    """A body that says when somebody reads it."""

    def __init__(self) -> None:
        self.was_read = False

    def read(self, *_: int) -> bytes:
        self.was_read = True
        return b""

    readline = read


def sent(path: str, **environ) -> tuple[int, bool]:
    body = Unread()
    given = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "wsgi.input": body}
    answer = Client().generic("POST", path, **(given | environ))
    return answer.status_code, body.was_read


@pytest.mark.parametrize("path", ["/account/login/", "/no/such/page/", "/plans/import/"])
def test_too_much_is_refused_before_it_is_read(path):
    assert sent(path, CONTENT_LENGTH=str(10**12)) == (413, False)


def test_body_of_unknown_length_is_refused_before_it_is_read():
    assert sent("/account/login/", HTTP_TRANSFER_ENCODING="gzip, chunked") == (411, False)


def test_pages_that_take_files_take_more_and_are_there():
    taken = {
        name: most_of(reverse(name, args=[1] if "action" in name else [])) for name in WITH_FILES
    }

    assert taken == WITH_FILES
    assert most_of("/account/login/") == 6 * 1024 * 1024


def test_person_reads_how_much_the_page_takes(client):
    answer = client.generic("POST", "/actions/1/update/", CONTENT_LENGTH="99999999999")

    assert re.search(r"larger than the 60 MB that this page takes", answer.content.decode())


@pytest.mark.parametrize("host", [HOSTILE, f"plans.example.org@{HOSTILE}", f"{HOSTILE}:443"])
def test_unknown_host_is_answered_with_nothing(settings, host):
    settings.ALLOWED_HOSTS = ["plans.example.org"]

    assert Client().get("/account/login/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": HOSTILE},
        {"Host": "testserver", "X-Forwarded-Host": HOSTILE},
        {"Host": "testserver", "Forwarded": f"host={HOSTILE}"},
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_letter_about_a_password_leads_to_the_site_whatever_host_was_asked(
    settings, headers, known
):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], SITE
    address = make.UserFactory().email if known else "nobody@example.org"

    Client().post("/account/password/reset/", {"email": address}, headers=headers)

    [letter] = mail.outbox
    said = f"{letter.subject} {letter.body} {letter.alternatives}"
    links = re.findall(r"https?://[^/\s]+", said)
    assert (HOSTILE in said, set(links) <= {SITE}, bool(links)) == (False, True, known)


def test_calendar_page_names_the_site_whatever_host_was_asked(settings, client):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], SITE
    user = make.person_with(Role.MEMBER, make.AreaFactory())
    make.CalendarFeedFactory(user=user)
    client.force_login(user)

    page = client.get("/calendars/", headers={"Host": HOSTILE}).content.decode()

    assert (HOSTILE in page, f"{SITE}/calendar/" in page) == (False, True)


@pytest.mark.parametrize(
    "path", ["/account/login/", "/healthz", "/accessibility/", "/calendar/x.ics"]
)
def test_requests_are_not_sent_back_as_they_came(path):
    assert Client().generic("TRACE", path).status_code == 405
