from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.roles import Role
from accounts.services.invitations import set_password_link
from committees.queries.area_argument import add_area_argument, area_called
from committees.services import propose_person
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = (
        "Give somebody a role in an area by the operator's word alone, and print the link by which "
        "they choose a password. The record says so, and the area's chair is told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email")
        add_area_argument(parser)
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--until", type=day_argument, help="last day of the role (2027-03-31)")

    def handle(self, *args: Any, **options: Any) -> None:
        area = area_called(options["area"])
        try:
            change = propose_person(
                by=None,
                area=area,
                name=options["name"],
                email=options["email"],
                role=options["role"],
                ends=options["until"],
                invite=False,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{change.user} is {change.get_role_display().lower()} in {area}.")
        if not change.user.has_usable_password():
            self.stdout.write(f"Choose a password at {set_password_link(change.user)}")
