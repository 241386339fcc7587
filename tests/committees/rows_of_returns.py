"""A row of each table of returns, and the roles that see it; see `test_scope.py`."""

from accounts.roles import Permission
from tests import factories as make
from tests.metatests.gates import holders

READERS = holders(Permission.PLAN_READ)
INSIDE = holders(Permission.PLAN_READ_DRAFT)

RETURNS = {
    "returns.Duty": (lambda area: make.DutyFactory(area=area), READERS),
    "returns.ReturnRequest": (lambda area: make.ReturnRequestFactory(duty__area=area), INSIDE),
    "returns.Return": (lambda area: make.ReturnFactory(duty__area=area), INSIDE),
    "returns.Check": (lambda area: make.ReturnCheckFactory(sending__duty__area=area), READERS),
    "returns.Entry": (
        lambda area: make.ReturnEntryFactory(sending=make.ReturnFactory(duty__area=area)),
        INSIDE,
    ),
    "returns.Attendance": (
        lambda area: make.CourseAttendanceFactory(
            entry__sending=make.ReturnFactory(duty__area=area)
        ),
        INSIDE,
    ),
    "returns.CourseQuestion": (
        lambda area: make.CourseQuestionFactory(entry__sending__duty__area=area),
        INSIDE,
    ),
    "returns.CourseAnswer": (
        lambda area: make.CourseAnswerFactory(question__entry__sending__duty__area=area),
        INSIDE,
    ),
}
