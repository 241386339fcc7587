from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from committees.queries.area_argument import add_area_argument, area_called
from learning_reviews.services import hand_over


class Command(BaseCommand):
    help = (
        "Name somebody on every learning review of an area that nobody keeps any more, by the "
        "operator's word. What it prints is the same whether there is one or not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_area_argument(parser)
        parser.add_argument("email", help="of a lead officer, chair or vice-chair of the area")

    def handle(self, *args: Any, **options: Any) -> None:
        area = area_called(options["area"])
        person = User.objects.filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            hand_over(by=None, area=area, person=person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"What nobody keeps in {area} is kept by {person} now, if anything is.")
