"""What becomes of a file that was asked for."""

from django.db.models import TextChoices

MAKE_FILE = "archive.make_file"
REMOVE_FILES = "archive.remove_files"
# so many days a file can be fetched, and so many a request waits for a second person
DAYS_KEPT = 7
DAYS_OPEN = 14


class State(TextChoices):
    ASKED = "asked", "Waits for a second person"
    CONFIRMED = "confirmed", "Being made"
    READY = "ready", "Ready to be fetched"
    DECLINED = "declined", "Declined"
    FAILED = "failed", "Could not be made"
    GONE = "gone", "Taken away after its time"
