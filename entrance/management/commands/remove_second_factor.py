from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from entrance.services import remove_factors


class Command(BaseCommand):
    help = (
        "Take away the second factor of somebody who lost it and their recovery codes too. Know "
        "first that it is they who ask: ring them. It stands in the record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("Nobody has this e-mail address.")
        removed = remove_factors(by=None, user=user)
        if not removed:
            self.stdout.write(f"{user} has no second factor.")
            return
        self.stdout.write(f"{user} has none any more and is signed out everywhere.")
