"""Asking for work outside the request."""

from jobs.services.queue import enqueue as enqueue
from jobs.services.queue import enqueue_all as enqueue_all
