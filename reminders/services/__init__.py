"""Asking people for their answers."""

from reminders.services.digests import MOST_JOBS as MOST_JOBS
from reminders.services.digests import queue_digests as queue_digests
