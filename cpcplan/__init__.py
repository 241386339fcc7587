"""Wiring only: settings, addresses, the Celery application and start-up checks."""

from cpcplan.celery import app as celery_app

__all__ = ["celery_app"]
