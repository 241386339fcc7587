"""Where the files of evidence lie: under CPCPLAN_DATA/evidence, by area and by content.

A file is written whole or not at all, under a name of its own, before the row that names it. A row
that is then not written leaves a file that nobody is led to: that does no harm.
"""

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings


def mark_of(data: bytes) -> str:
    """The SHA-256 of a file's content."""
    return sha256(data).hexdigest()


def write(area_id: int, data: bytes) -> str:
    """Keep `data`; returns its path relative to CPCPLAN_DATA. OSError when it cannot be kept.

    The path ends in a part of its own, so that taking one row's file away never takes another's.
    """
    relative = f"evidence/{area_id}/{mark_of(data)}-{secrets.token_hex(4)}"
    target = absolute(relative)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    half = target.with_name(f"{target.name}.part")
    with half.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.chmod(0o640)
    half.replace(target)
    return relative


def absolute(relative: str) -> Path:
    """The place of a kept file. Raises ValueError for a path that leads out of the folder."""
    kept = _root() / "evidence"
    target = (_root() / relative).resolve()
    if not target.is_relative_to(kept):
        raise ValueError("Not a file of evidence")
    return target


def forget(relative: str) -> None:
    """Take a file away; one that is gone already is no fault."""
    absolute(relative).unlink(missing_ok=True)


def _root() -> Path:
    data: Any = settings.DATA
    return Path(data).resolve()
