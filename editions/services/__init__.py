"""Everything that writes an edition: prepared, issued, put aside, withdrawn, its files."""

from editions.services.editions import (
    discard_report_edition,
    end_edition,
    end_editions,
    issue_report_edition,
    prepare_report_edition,
    withdraw_report_edition,
)
from editions.services.files import ask_edition_file_again
from editions.services.large_print import take_large_print

__all__ = [
    "ask_edition_file_again",
    "discard_report_edition",
    "end_edition",
    "end_editions",
    "issue_report_edition",
    "prepare_report_edition",
    "take_large_print",
    "withdraw_report_edition",
]
