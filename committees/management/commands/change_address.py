from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services import correct_address
from committees.models import RoleGrant
from committees.services import propose_address


class Command(BaseCommand):
    help = (
        "Change somebody's e-mail address by the operator's word alone, where nobody of their area "
        "could confirm it. The record says so; the old address and the area's chair are told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old")
        parser.add_argument("new")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["old"].strip()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['old']}.")
        grant = RoleGrant.objects.filter(user=user).current().select_related("area").first()
        try:
            if grant:
                propose_address(by=None, area=grant.area, user=user, email=options["new"])
            else:
                expected = user.row_version
                correct_address(by=None, user=user, expected=expected, email=options["new"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user} signs in with {options['new'].strip().lower()} from now on.")
