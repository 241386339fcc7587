from django.db.models import TextChoices


class LetterState(TextChoices):
    """What became of an e-mail, as far as the program was told."""

    WAITING = "waiting", "Being sent"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Could not be delivered"
