from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services import deactivate_person
from committees.models import RoleGrant
from committees.services import deactivate


class Command(BaseCommand):
    help = (
        "Close somebody's sign-in at once by the operator's word: sessions, calendar addresses and "
        "time in posts with it. Two people of an area let them in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        grant = RoleGrant.objects.filter(user=user).select_related("area").order_by("-pk").first()
        try:
            if grant:
                deactivate(by=None, area=grant.area, user=user)
            else:
                deactivate_person(by=None, user=user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user} can no longer sign in.")
