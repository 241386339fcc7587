from typing import Any

from accounts.roles import Permission
from committees.models import Area
from committees.querysets import InAreaQuerySet, M
from imports.enums import Subject


class ImportDraftQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_IMPORT,)


class ImportDecisionQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_IMPORT,)

    def held_in(self, area: Area) -> dict[tuple[Subject, str], M]:
        """The last decision on each word, by subject and key, in the order first decided."""
        rows: Any = self.filter(area=area).select_related("made_by")
        return {(Subject(row.subject), row.key): row for row in rows}
