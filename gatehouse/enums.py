from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring, and beat, and workers answer to
TELL_OWNER: Final = "gatehouse.tell_owner"
TELL_JOINED: Final = "gatehouse.tell_joined"
FORGET_TRIES: Final = "gatehouse.forget_tries"

# verbs in the record
SLOWED: Final = "slowed sign-in to account"
SLOWED_ADDRESS: Final = "slowed sign-ins from one network address"
SET_AGENCY: Final = "set agency's sign-in"
ENDED_AGENCY: Final = "ended agency's sign-in"
JOINED: Final = "joined account to agency's sign-in"
PARTED: Final = "parted account from agency's sign-in"
CAME_BY_AGENCY: Final = "signed in through agency"
REFUSED_BY_AGENCY: Final = "refused sign-in through agency"


class Scope(TextChoices):
    """Of what tries are counted."""

    ADDRESS = "address", "One network address"
    ACCOUNT = "account", "One account, by devices that it does not know"
    PAIR = "pair", "One account from one network address"
    DEVICE = "device", "One account from a device that it knows"
    LETTER = "letter", "Letters with a link for a new password, to one account"
    LETTERS = "letters", "Such letters asked for from one network address"


class VerifiedBy(TextChoices):
    """The claim by which an agency says that an address is verified."""

    STANDARD = "email_verified", "the standard claim that it is"
    ENTRA = "xms_edov", "Microsoft Entra ID’s claim that it is"


class Refusal(TextChoices):
    """Why somebody does not come in by their agency's sign-in, as the record has it."""

    NO_ADDRESS = "no_address", "the agency names no e-mail address"
    UNVERIFIED = "unverified", "the agency has not verified the address"
    OTHER_DOMAIN = "other_domain", "the address is none of the agency's"
    UNKNOWN = "unknown", "nobody was invited with this address"
    OTHER_ACCOUNT = "other_account", "the identity is joined to another account"
    OTHER_SUBJECT = "other_subject", "the account is joined to another identity"
    MOVED = "moved", "the account's address is not the agency's any more"
    CLOSED = "closed", "the account is closed"
    UNTRUSTED = "untrusted", "the agency's answer could not be trusted"
