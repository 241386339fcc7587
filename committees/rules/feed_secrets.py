"""Secrets of calendar addresses: the database keeps only what can be compared with one."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256


def secret_of(mark: str, key: str) -> str:
    """The secret that belongs to a row's `mark`, worked out with the site's `key`."""
    made = hmac.digest(key.encode(), f"calendar address {mark}".encode(), sha256)
    return urlsafe_b64encode(made).decode("ascii").rstrip("=")


def digest_of(secret: str) -> str:
    """What a row keeps of its secret. It is long and random, so one pass suffices."""
    return sha256(secret.encode()).hexdigest()
