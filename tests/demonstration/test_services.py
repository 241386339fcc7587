from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from committees.models import Area, RoleGrant
from demonstration.queries.sign_ins import (
    FACTOR_SECRET,
    PASSWORD,
    DemonstrationRefused,
    email_of,
    sign_ins,
)
from demonstration.queries.sources import SHAPES, read_chains, read_source, read_sources
from demonstration.services import load_area
from tests.audit.newest import newest_versions, rows_now
from tests.demonstration.conftest import TODAY


def every_row():
    models = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


ROOMS = ("accounts", "audit", "committees", "plans", "outcomes", "actions", "reporting")


@pytest.mark.usefixtures("areas")
def test_loading_again_changes_nothing_and_keeps_what_people_did():
    Action.objects.filter(number="1.1").update(text="Somebody's own words")
    before = every_row()

    assert [load_area(source=source, today=TODAY) for source in read_sources()] == [False] * 5
    assert every_row() == before


def test_all_five_are_made(areas):
    assert areas == [True] * 5
    assert set(Area.objects.values_list("slug", flat=True)) == set(SHAPES.values())


@pytest.mark.usefixtures("areas")
def test_every_row_equals_its_newest_version():
    assert rows_now() == newest_versions()


@pytest.fixture
def elsewhere():
    """A source whose area is not loaded yet."""
    source = read_source("glenfarrow")
    source.people["area"] |= {"slug": "elsewhere", "name": "Elsewhere"}
    return source


@pytest.mark.django_db
def test_a_site_that_is_no_demonstration_refuses(settings, elsewhere):
    settings.DEMONSTRATION = False

    with pytest.raises(DemonstrationRefused):
        load_area(source=elsewhere, today=TODAY)

    assert not Area.objects.filter(slug="elsewhere").exists()


@pytest.mark.django_db
def test_an_area_is_loaded_whole_or_not_at_all(elsewhere):
    elsewhere.people["seats"][-1]["agency"] = "an agency that is not there"

    with pytest.raises(KeyError):
        load_area(source=elsewhere, today=TODAY)

    assert not Area.objects.filter(slug="elsewhere").exists()
    assert not User.objects.filter(email__endswith="@elsewhere.example").exists()


@pytest.mark.django_db
def test_an_area_by_itself_is_loaded():
    """On PostgreSQL: elsewhere all five are."""
    assert load_area(source=read_source("strathmorlich"), today=TODAY)
    assert rows_now() == newest_versions()


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize("slug", SHAPES.values())
def test_every_role_can_be_tried_in_every_area(slug):
    grants = RoleGrant.objects.current(TODAY).filter(area__slug=slug)

    assert set(grants.values_list("role", flat=True)) == set(Role.values)


@pytest.mark.usefixtures("areas")
def test_everybody_in_the_table_of_sign_ins_can_sign_in(client):
    rows = sign_ins(read_sources())
    signed = [client.login(email=row.email, password=PASSWORD) for row in rows]

    assert signed == [True] * len(rows)
    assert len(signed) == 48


@pytest.mark.usefixtures("areas")
def test_nobody_has_a_role_in_two_areas():
    for user in User.objects.all():
        waits = user.access_changes.exists() if not user.role_grants.exists() else False
        assert user.role_grants.values("area").distinct().count() == (0 if waits else 1)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ailsa Drummond", "ailsa.drummond@inverlaw.example"),
        ("Dr Annis Rutherford", "annis.rutherford@inverlaw.example"),
        ("Sally Ann Docherty", "sally.ann.docherty@inverlaw.example"),
    ],
)
def test_addresses_are_of_a_domain_that_nobody_can_own(name, email):
    assert email_of({"name": name}, "inverlaw") == email


@pytest.mark.usefixtures("areas")
def test_the_table_of_sign_ins_is_printed():
    out = StringIO()

    call_command("demonstration_sign_ins", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == f"Password for everybody: {PASSWORD}"
    names = [source.name for source in [*read_sources(), *read_chains()]]
    assert [line for line in lines if line in names] == names
    assert len([line for line in lines if "@" in line]) == len(sign_ins())
    assert lines[lines.index("Wolderby") + 1].endswith(f"app {FACTOR_SECRET}, or let")
    assert out.getvalue().count(FACTOR_SECRET) == 1


@pytest.mark.usefixtures("areas")
def test_one_area_asks_for_a_code_too_and_says_which(client):
    out = StringIO()
    call_command("demonstration_sign_ins", "--code", stdout=out)
    email = "joanna.thackray@wolderby.example"

    asked = client.post("/account/login/", {"login": email, "password": PASSWORD})
    inside = client.post(asked["Location"], {"code": out.getvalue().strip()})

    assert (asked["Location"], inside["Location"]) == ("/account/second-factor/authenticate/", "/")


def test_no_password_is_printed_where_there_is_no_demonstration(settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError):
        call_command("demonstration_sign_ins", stdout=StringIO())


def test_a_place_that_is_not_ours_is_unknown():
    with pytest.raises(ValueError, match="No demonstration area"):
        read_source("perth")
