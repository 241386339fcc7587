from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demonstration.queries.sign_ins import (
    PASSWORD,
    DemonstrationRefused,
    require_demonstration,
    sign_ins,
)


class Command(BaseCommand):
    help = "Print who can sign in to the demonstration and what there is to try."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_demonstration()
        except DemonstrationRefused as error:
            raise CommandError(str(error)) from error
        rows = sign_ins()
        widths = [max(len(row[column]) for row in rows) for column in (0, 2)]
        self.stdout.write(f"Password for everybody: {PASSWORD}")
        area = ""
        for row in rows:
            if row.area != area:
                area = row.area
                self.stdout.write(f"\n{area}")
            self.stdout.write(f"  {row.email:<{widths[0]}}  {row.role:<{widths[1]}}  {row.to_try}")
