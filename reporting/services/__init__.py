"""Everything that writes a report: begun, written, frozen, issued."""

from reporting.services.directions import (
    NewAction,
    answer_direction,
    close_direction,
    record_direction,
)
from reporting.services.freezing import ask_again, freeze, freeze_report, order_of
from reporting.services.releasing import issue_report
from reporting.services.writing import (
    begin_next_version,
    begin_report,
    edit_report,
    write_section,
)

__all__ = [
    "NewAction",
    "answer_direction",
    "ask_again",
    "begin_next_version",
    "begin_report",
    "close_direction",
    "edit_report",
    "freeze",
    "freeze_report",
    "issue_report",
    "order_of",
    "record_direction",
    "write_section",
]
