"""What stands beside a lead's words: others' ratings, other wording, what meetings did. Pure."""

from __future__ import annotations

from documents import phrases
from documents.papers import exceptions
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.quarter import AdoptedRecord
from documents.statuses import Palette


def moderated(content: SnapshotContent) -> list[str]:
    """The references of actions whose wording is the coordinator's."""
    return [row["reference"] for row in content["actions"] if row["worded_by"]]


def ratings(action: ActionRecord, colours: Palette) -> str:
    """The status with the lead's own rating and the chair's beside it, in plain text."""
    printed = colours.of(action)
    lines = [f"{printed.symbol} {printed.label}"]
    if row := action["adopted"]:
        lines.append(f"Lead: {row['lead_label']}; {in_force(row)}")
    if chair := exceptions.chairs_tag(action, colours):
        lines.append(f"Chair: {chair.symbol} {chair.label}")
    return "\n".join(lines)


def in_force(row: AdoptedRecord) -> str:
    """Whose rating counts beside the lead's own: the committee's, or the rules' as accepted."""
    day = phrases.day(row["on"])
    if "meeting" in row:
        return f"the committee agreed {row['label']}, meeting of {day}"
    return f"rules: {row['label']} accepted by {row['by']}, {day}"


def regional(action: ActionRecord) -> str:
    """The regional group and the other areas; "" where nobody shares the action."""
    if "regional" not in action:
        return ""
    row = action["regional"]
    return f"{row['group']}, {phrases.shared_with(row['areas'])}"


def carried(action: ActionRecord) -> str:
    """Whence it was carried forward, with its first agreed date and its moves; "" where it began
    in its plan."""
    if "carried" not in action:
        return ""
    return phrases.carried(action["carried"]["plans"], action["due_first"], action["times_moved"])


def marks(action: ActionRecord) -> list[str]:
    """With whom an action is shared, and what a meeting did to it, in words."""
    done = [f"Regional: {regional(action)}"] if "regional" in action else []
    done += filter(None, [carried(action)])
    if added := action["added_at_meeting"]:
        done.append(f"Added at the meeting of {phrases.day(added)}")
    if row := action["reopened"]:
        done.append(
            f"Reopened on {phrases.day(row['on'])} by {row['by']}; it was completed on "
            f"{phrases.day(row['completed_on'])}"
        )
    return done
