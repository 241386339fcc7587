"""The half of a key that locks a file; it opens nothing."""

from __future__ import annotations

from pyrage import RecipientError, x25519


def is_lock(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True
