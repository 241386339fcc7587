"""A row of each table of narratives, and the roles that see it; see `test_scope.py`."""

from accounts.roles import Permission
from tests import factories as make
from tests.committees.rows_of_returns import RETURNS
from tests.metatests.gates import holders

PREPARING = holders(Permission.REPORT_READ)

RETURNS_AND_NARRATIVES = {
    **RETURNS,
    "narratives.Step": (
        lambda area: make.PartStepFactory(section__report__plan__area=area),
        PREPARING,
    ),
    "narratives.Taken": (
        lambda area: make.TakenFactory(section__report__plan__area=area),
        PREPARING,
    ),
}
