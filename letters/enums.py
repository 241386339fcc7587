from django.db import models


class LetterState(models.TextChoices):
    """What became of an e-mail, as far as the program was told."""

    WAITING = "waiting", "Being sent"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Could not be delivered"
