"""Asking for work outside the request."""

from jobs.services.queue import enqueue as enqueue
