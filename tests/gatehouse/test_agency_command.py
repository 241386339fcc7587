"""Setting an agency's sign-in on the command line: what is refused, and that no secret is shown."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import Event
from gatehouse.models import AgencySignIn, SubjectLink
from gatehouse.queries.agencies import secret_of, sign_in_for
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "a secret that nobody sees"


@pytest.fixture(autouse=True)
def agencies():
    make.AgencyFactory(name="Police Scotland")
    make.AgencyFactory(name="NHS Farrow")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    return path


def run(*words):
    out = StringIO()
    call_command("agency_sign_in", *map(str, words), stdout=out)
    return out.getvalue()


def put(agency, file, *more, issuer="https://id.police.example/", domain="Police.example"):
    fields = ("--issuer", issuer, "--client-id", "cpcplan", "--domain", domain)
    return run("set", agency, *fields, "--secret-file", file, *more)


def test_it_is_set_and_says_what_the_agency_has_to_know(file):
    said = put("police scotland", file, "--factor", "mfa", "--only-way")

    assert said == (
        "Set. Give Police Scotland this address to come back to: "
        "http://127.0.0.1:8000/account/agency/police-scotland/back/\n"
    )
    row = sign_in_for("una@police.example")
    assert (row.issuer, row.domains, row.factors, row.only_way) == (
        "https://id.police.example",
        ["police.example"],
        ["mfa"],
        True,
    )
    assert sign_in_for("una@nhs.example") is None


def test_secret_is_kept_and_nowhere_to_be_read(file, caplog):
    said = put("Police Scotland", file) + run("show")
    row = AgencySignIn.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM gatehouse_agencysignin")
        stored = str(cursor.fetchall())

    events = str(list(Event.objects.values_list()))
    assert secret_of(row) == SECRET
    assert [text for text in (said, stored, events, caplog.text, repr(row)) if SECRET in text] == []
    assert Event.objects.get(verb="set agency's sign-in").changes["secret"] == "changed, not shown"


def test_secret_stays_when_none_is_given(file):
    put("Police Scotland", file)
    run(
        *("set", "Police Scotland", "--issuer", "https://id.police.example"),
        *("--client-id", "other", "--domain", "police.example"),
    )

    row = AgencySignIn.objects.get()
    assert (secret_of(row), row.client_id) == (SECRET, "other")
    assert Event.objects.filter(verb="set agency's sign-in").latest("pk").changes == {
        "client_id": ["cpcplan", "other"]
    }


def test_another_issuer_parts_every_account(file):
    put("Police Scotland", file)
    row = AgencySignIn.objects.get()
    una = make.UserFactory(email="una@police.example")
    SubjectLink.objects.create(sign_in=row, user=una, digest="0" * 64)

    put("Police Scotland", file)
    assert SubjectLink.objects.count() == 1
    put("Police Scotland", file, issuer="https://new.police.example")
    assert SubjectLink.objects.count() == 0
    assert Event.objects.filter(target_id=una.pk, target_type="accounts.user").count() == 1


@pytest.mark.parametrize(
    ("agency", "fields", "words"),
    [
        ("Nobody", {}, "There is no agency called Nobody."),
        (
            "Police Scotland",
            {"issuer": "http://id.police.example"},
            "Write the issuer's whole address, beginning with https.",
        ),
        (
            "Police Scotland",
            {"domain": "@police"},
            "Name the domains of its addresses: police.example.",
        ),
        ("Police Scotland", {"domain": "nhs.example"}, "nhs.example belongs to NHS Farrow."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_set(file, agency, fields, words):
    put("NHS Farrow", file, domain="nhs.example")

    with pytest.raises(CommandError) as refusal:
        put(agency, file, **fields)

    assert str(refusal.value) == words
    assert AgencySignIn.objects.count() == 1


def test_without_a_secret_nothing_is_set():
    fields = ("--issuer", "https://id.example", "--client-id", "x", "--domain", "police.example")

    with pytest.raises(CommandError, match="Give the client secret"):
        run("set", "Police Scotland", *fields)


def test_show_names_all_but_the_secret(file):
    put("Police Scotland", file, "--factor", "mfa")

    assert run("show").splitlines() == [
        "Police Scotland: beside passwords, 0 accounts joined",
        "  issuer https://id.police.example for client cpcplan, back to "
        "http://127.0.0.1:8000/account/agency/police-scotland/back/",
        "  domains police.example; verified by email_verified; second factor: mfa",
    ]


def test_end_closes_it_and_set_opens_it_again(file):
    put("Police Scotland", file)
    run("end", "police scotland")
    assert sign_in_for("una@police.example") is None
    assert run("show").startswith("Police Scotland: closed")

    put("Police Scotland", file)
    assert sign_in_for("una@police.example") is not None


def test_part_lets_an_account_be_joined_anew(file):
    put("Police Scotland", file)
    una = make.UserFactory(name="Una", email="una@police.example")
    SubjectLink.objects.create(sign_in=AgencySignIn.objects.get(), user=una, digest="0" * 64)

    assert run("part", "UNA@police.example") == "Una is parted from Police Scotland.\n"
    assert SubjectLink.objects.count() == 0


def test_check_asks_the_issuer(agencies, file, provider):
    put("Police Scotland", file, issuer=provider.issuer)
    assert run("check", "Police Scotland") == f"{provider.issuer} answers.\n"

    put("Police Scotland", file, issuer=provider.issuer.replace("127.0.0.1", "localhost"))
    with pytest.raises(CommandError) as refusal:
        run("check", "Police Scotland")
    assert str(refusal.value) == f"It calls itself {provider.issuer}: set that as the issuer."


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9"])
def test_check_says_that_nobody_answers(file, issuer):
    put("Police Scotland", file, issuer=issuer)

    with pytest.raises(CommandError, match="does not answer as it should"):
        run("check", "Police Scotland")
    with pytest.raises(CommandError, match="There is no sign-in for an agency called Fire"):
        run("check", "Fire")
