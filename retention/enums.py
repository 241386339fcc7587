"""Names that the broker rings, and what an erased account is called."""

from typing import Final

REMOVE_DUE: Final = "retention.remove_due"
# of a name that can never be anybody's mailbox (RFC 2606)
GONE: Final = "@left.invalid"
