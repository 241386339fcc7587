"""Areas and people from the command line."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from committees.models import Area, RoleGrant
from jobs.models import Job
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_first_administrator_of_a_new_area(capsys):
    call_command("add_area", "Glenfarrow", "--nation", "england")
    call_command(
        *("add_person", "Una Ross", "una@example.test"),
        *("--area", "glenfarrow", "--role", "administrator"),
    )

    assert Area.objects.get().nation == "england"
    assert str(RoleGrant.objects.get()) == "Una Ross, Administrator, Glenfarrow"
    printed = capsys.readouterr().out
    assert "Choose a password at http://127.0.0.1:8000/account/password/reset/key/" in printed
    assert (User.objects.get().has_usable_password(), Job.objects.count()) == (False, 0)


def test_somebody_with_a_password_gets_no_link(capsys):
    area = make.AreaFactory()
    make.UserFactory(email="una@example.test")

    call_command("add_person", "Una", "una@example.test", "--area", area.name, "--role", "member")

    assert "password" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--area", "Nowhere", "--role", "member"], "No area is called Nowhere."),
        (
            ["--area", "Glenfarrow", "--role", "inspector"],
            "An inspector's access needs a last day.",
        ),
    ],
)
def test_what_cannot_be_is_said(arguments, words):
    make.AreaFactory(name="Glenfarrow")

    with pytest.raises(CommandError, match=words):
        call_command("add_person", "Una", "una@example.test", *arguments)

    assert User.objects.count() == 0


def test_area_that_is_there_is_said():
    make.AreaFactory(name="Glenfarrow")

    with pytest.raises(CommandError, match="There is an area called glenfarrow already"):
        call_command("add_area", "glenfarrow")
