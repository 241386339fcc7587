from django.db.models import TextChoices


class StepKind(TextChoices):
    """What somebody did about a part of a report, beside writing it."""

    ASKED = "asked", "Asked for"
    WITHDRAWN = "withdrawn", "Request taken back"
    CLAIMED = "claimed", "Taken on"
    HANDED_IN = "handed_in", "Handed in for review"
    SENT_BACK = "sent_back", "Sent back with a note"
    AGREED = "agreed", "Agreed"
    TO_SIGN = "to_sign", "Signature asked for"
    SIGNED = "signed", "Signed"


class PartState(TextChoices):
    """How a part of a report in preparation stands."""

    UNASKED = "unasked", "Nobody asked"
    ASKED = "asked", "Asked"
    SILENT = "silent", "Asked and silent"
    WRITING = "writing", "In writing"
    HANDED_IN = "handed_in", "Handed in"
    SENT_BACK = "sent_back", "Sent back"
    AGREED = "agreed", "Agreed"
    SIGNED = "signed", "Signed"
