"""A snapshot as bytes, and the bytes as a fingerprint."""

from __future__ import annotations

import hashlib
import json

from documents.schema.content import SnapshotContent


def canonical_bytes(content: SnapshotContent) -> bytes:
    """The one way to write a snapshot down: sorted keys, no spaces, UTF-8, no NaN."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def digest(content: SnapshotContent) -> str:
    """SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(content)).hexdigest()
