"""Everything that writes a report: begun, written, frozen, issued, sent, received."""

from reporting.models.new_action import NewAction
from reporting.services.corrections import begin_next_version, edit_erratum
from reporting.services.deliveries import confirm_receipt, log_download, log_reading, send_again
from reporting.services.directions import (
    answer_direction,
    close_direction,
    record_closing,
    record_direction,
)
from reporting.services.drafts import begin_report, choose_contents, edit_report, write_section
from reporting.services.freeze import ask_again, freeze, freeze_report, order_of
from reporting.services.proofs import make_proof
from reporting.services.release import issue_report, return_report
from reporting.services.withdrawal import make_anew, withdraw_report

__all__ = [
    "NewAction",
    "answer_direction",
    "ask_again",
    "begin_next_version",
    "begin_report",
    "choose_contents",
    "close_direction",
    "confirm_receipt",
    "edit_erratum",
    "edit_report",
    "freeze",
    "freeze_report",
    "issue_report",
    "log_download",
    "log_reading",
    "make_anew",
    "make_proof",
    "order_of",
    "record_closing",
    "record_direction",
    "return_report",
    "send_again",
    "withdraw_report",
    "write_section",
]
