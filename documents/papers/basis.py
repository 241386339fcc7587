"""On what a report rests: what it is compared with, the plan's version, an open window. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from documents import phrases
from documents.schema.content import OpenWindowRecord, SnapshotContent


def basis(content: SnapshotContent) -> list[str]:
    """On what the report rests: the report it is compared with, the version of the plan that it is
    made from, and a window still open."""
    lines = list(_audience(content))
    if content["changes"]:
        lines.append(f"Compared with {_baseline(content)}.")
    else:
        lines.append("This is the first report of its kind: there is none to compare with.")
    if version := content["plan"]["version"]:
        lines.append(f"Made from the plan’s version {version}.")
    if row := content["open_window"]:
        lines.append(_open_window(row))
    return lines


def _audience(content: SnapshotContent) -> Iterator[str]:
    """For whom an edition is and what is not in it; nothing in a report's own papers."""
    if "told_to" in content:
        told = content["told_to"]
        yield f"{told['name']}, number {told['number']}: made from the committee’s report."
        yield from told["left_out"]


def _open_window(row: OpenWindowRecord) -> str:
    """A proof has no reason yet: it is asked for where the report is frozen."""
    until, reason = phrases.day(row["until"]), row["reason"]
    if not reason:
        return (
            f"Leads are still being asked: “{row['label']}” is open until {until}. Why it is not "
            "waited for is asked when the report is frozen, and printed here."
        )
    stop = "" if reason.endswith((".", "!", "?")) else "."
    return (
        f"Frozen while leads were still being asked: “{row['label']}” was open until {until}. "
        f"The reason given: {reason}{stop}"
    )


def _baseline(content: SnapshotContent) -> str:
    """The report that this one is compared with, by name and day."""
    since = phrases.day(content["changes"]["since"]) if content["changes"] else ""
    row = content["baseline"]
    if row is None or not row["title"]:
        return f"the position frozen as of {since}"
    version = f", version {row['version']}" if row["version"] > 1 else ""
    issued = f", issued on {phrases.day(row['issued_on'])}" if row["issued_on"] else ""
    return f"the last issued report, “{row['title']}”{version}{issued}: the position on {since}"
