from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring and workers answer to
SEND_LETTERS: Final = "letters.send_letters"


class LetterState(TextChoices):
    """What became of an e-mail, as far as the program was told."""

    WAITING = "waiting", "Being sent"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Could not be delivered"
