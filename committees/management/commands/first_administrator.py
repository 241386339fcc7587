from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import appoint_area_maker
from accounts.services.invitations import set_password_link


class Command(BaseCommand):
    help = (
        "Let somebody make areas in the browser, and print the link by which they choose a "
        "password: the first account of an empty installation."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = appoint_area_maker(by=None, name=options["name"], email=options["email"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user} may make areas.")
        if not user.has_usable_password():
            self.stdout.write(f"Choose a password at {set_password_link(user)}")
