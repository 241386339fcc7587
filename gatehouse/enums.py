from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring, and beat, and workers answer to
TELL_OWNER: Final = "gatehouse.tell_owner"
FORGET_TRIES: Final = "gatehouse.forget_tries"

# verbs in the record
SLOWED: Final = "slowed sign-in to account"
SLOWED_ADDRESS: Final = "slowed sign-ins from one network address"


class Scope(TextChoices):
    """Of what tries are counted."""

    ADDRESS = "address", "One network address"
    ACCOUNT = "account", "One account, by devices that it does not know"
    PAIR = "pair", "One account from one network address"
    DEVICE = "device", "One account from a device that it knows"
    LETTER = "letter", "Letters with a link for a new password, to one account"
    LETTERS = "letters", "Such letters asked for from one network address"
