from returns.models.duties import Duty as Duty
from returns.models.duties import ReturnRequest as ReturnRequest
from returns.models.entries import Attendance as Attendance
from returns.models.entries import CourseAnswer as CourseAnswer
from returns.models.entries import CourseQuestion as CourseQuestion
from returns.models.entries import Entry as Entry
from returns.models.returns import Check as Check
from returns.models.returns import Return as Return
