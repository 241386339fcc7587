"""The append-only record and the triggers that keep it."""

from audit.models.event import Event as Event
