"""What an annual report says."""

from __future__ import annotations

from typing import Any

from reporting.schema import SnapshotContent


def context(content: SnapshotContent, sha256: str) -> dict[str, Any]:
    return {"content": content, "sha256": sha256}
