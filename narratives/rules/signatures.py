"""Who is to sign a preface or a foreword, and of which words a signature is. Pure.

The one who signs is whoever was in the chair on the last day that the report covers (ADR 328).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from documents import phrases
from documents.papers.annual.chapters import SIGNED


@dataclass(frozen=True)
class Signer:
    """The one in the chair of a body on that day: as the register of members names them ("" where
    nobody was), with the key of their account, where they have one that may sign."""

    body: str
    name: str = ""
    post: str = ""
    user: int | None = None
    able: bool = False

    @property
    def told(self) -> str:
        return ", ".join(filter(None, (self.name, self.post)))

    @property
    def whoever(self) -> str:
        return self.told or f"Whoever was {self.seat}"

    @property
    def seat(self) -> str:
        return f"in the chair of {self.body}"


def signed_by_chair(key: str) -> bool:
    """Whether a part of an annual report is one under which a name stands."""
    return key in SIGNED


def words_digest(heading: str, body: str) -> str:
    """The SHA-256 of the words of a part, which a signature of them keeps."""
    return sha256(f"{heading}\n{body}".encode()).hexdigest()


def nobody_to_sign(signer: Signer, day: str) -> str:
    """Why nobody can be asked to sign, and what to do; "" where somebody can. `day` is the last
    that the report covers."""
    if not signer.body:
        return "The area has no group of chief officers. Add it among its groups."
    if not signer.name:
        return (
            f"Nobody is recorded {signer.seat} on {phrases.day(day)}. Record on the group’s page "
            "who was."
        )
    if not signer.able:
        return (
            f"{signer.name} was {signer.seat} on {phrases.day(day)} and cannot be asked: no "
            "account is named with the seat, or it has no role here that signs."
        )
    return ""
