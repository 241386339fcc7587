"""Which readers of files from outside are loaded before the first file comes."""

from guard.outside.readers import warm
from imports.rules.sent_file import sheets_sent
from updates.rules.evidence.files import look


def start() -> None:
    """Start the process that reads them (`guard.outside`); returns at once."""
    warm(sheets_sent, look)
