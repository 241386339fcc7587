"""What runs by itself: each day's windows and e-mails. Beat and the command `run_day` call it."""

from datetime import date

from figures.services import ask_for_figures
from reminders.services.digests import queue_digests
from returns.services import ask_about_courses, ask_for_returns
from risks.services import ask_for_reviews
from windows.services import keep_windows


def run_day(today: date) -> tuple[int, int]:
    """Everything that a day asks for: the windows made or moved, posts asked for their figures
    and for reviews of their risks, sub-committees for their returns, and the people written to.

    Run twice on a day, or by two at once, it does nothing twice.
    """
    windows = keep_windows(by=None, today=today)
    ask_for_figures(by=None, today=today)
    ask_for_reviews(by=None, today=today)
    ask_for_returns(by=None, today=today)
    ask_about_courses(by=None, today=today)
    return len(windows), queue_digests(by=None, today=today)
