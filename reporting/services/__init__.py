"""Everything that writes a report: begun, written, frozen, issued."""

from reporting.services.freezing import ask_again, freeze, freeze_report, order_of
from reporting.services.releasing import issue_report
from reporting.services.writing import (
    begin_next_version,
    begin_report,
    edit_report,
    write_section,
)

__all__ = [
    "ask_again",
    "begin_next_version",
    "begin_report",
    "edit_report",
    "freeze",
    "freeze_report",
    "issue_report",
    "order_of",
    "write_section",
]
