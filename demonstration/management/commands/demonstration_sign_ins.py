from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration.queries.sign_ins import (
    FACTOR_SECRET,
    PASSWORD,
    DemonstrationRefused,
    areas_with_codes,
    code_now,
    require_demonstration,
    sign_ins,
)

CODED = (
    f"Here a second factor is needed too. Give an authenticator app {FACTOR_SECRET}, or let\n"
    "  ./dev manage demonstration_sign_ins --code say the code of this half minute."
)


class Command(BaseCommand):
    help = "Print who can sign in to the demonstration and what there is to try."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--code", action="store_true", help="print the one-time code of this half minute only"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_demonstration()
        except DemonstrationRefused as error:
            raise CommandError(str(error)) from error
        if options["code"]:
            self.stdout.write(code_now())
            return
        rows, coded = sign_ins(), areas_with_codes()
        widths = [max(len(row[column]) for row in rows) for column in (0, 2)]
        self.stdout.write(f"Password for everybody: {PASSWORD}")
        area = ""
        for row in rows:
            if row.area != area:
                area = row.area
                self.stdout.write(f"\n{area}")
                if area in coded:
                    self.stdout.write(f"  {CODED}")
            self.stdout.write(f"  {row.email:<{widths[0]}}  {row.role:<{widths[1]}}  {row.to_try}")
