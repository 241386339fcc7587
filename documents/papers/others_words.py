"""What stands beside a lead's words: others' ratings, other wording, what meetings did. Pure."""

from __future__ import annotations

from documents import phrases
from documents.papers import exceptions
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Palette


def moderated(content: SnapshotContent) -> list[str]:
    """The references of actions whose wording is the coordinator's."""
    return [row["reference"] for row in content["actions"] if row["worded_by"]]


def ratings(action: ActionRecord, colours: Palette) -> str:
    """The status with the lead's own rating and the chair's beside it, in plain text."""
    printed = colours.of(action)
    lines = [f"{printed.symbol} {printed.label}"]
    if row := action["adopted"]:
        accepted = f"{row['label']} accepted by {row['by']}, {phrases.day(row['on'])}"
        lines.append(f"Lead: {row['lead_label']}; rules: {accepted}")
    if chair := exceptions.chairs_tag(action, colours):
        lines.append(f"Chair: {chair.symbol} {chair.label}")
    return "\n".join(lines)


def marks(action: ActionRecord) -> list[str]:
    """What a meeting did to an action, in words."""
    done = []
    if added := action["added_at_meeting"]:
        done.append(f"Added at the meeting of {phrases.day(added)}")
    if row := action["reopened"]:
        done.append(
            f"Reopened on {phrases.day(row['on'])} by {row['by']}; it was completed on "
            f"{phrases.day(row['completed_on'])}"
        )
    return done
