"""Secrets at rest: Fernet (AES-128-CBC with HMAC-SHA256) under a key that is derived from the
site's by HKDF, another for each purpose. Who has a copy of the database alone reads none. Pure."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def encrypted(text: str, key: str, *, purpose: str) -> str:
    return _fernet(key, purpose).encrypt(text.encode()).decode("ascii")


def decrypted(text: str, key: str, *, purpose: str) -> str:
    """Raises cryptography.fernet.InvalidToken where `text` was encrypted under another key."""
    return _fernet(key, purpose).decrypt(text.encode("ascii")).decode()


def _fernet(key: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=f"cpcplan {purpose}".encode())
    return Fernet(urlsafe_b64encode(derived.derive(key.encode())))
