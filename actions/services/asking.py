"""Asking people for their answers, one e-mail a person and day."""

from datetime import date

from accounts.models import User


def queue_digests(*, by: User | None, today: date) -> int:
    """Ask for the e-mails that are due today; the number of people who get one."""
    return 0
