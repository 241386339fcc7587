"""What a quarterly progress report says, taken from a frozen snapshot and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import contents, phrases, prose, status_bars, statuses
from documents.contents import PaperPart
from documents.enums import ReportKind
from documents.papers import appendix, exceptions, headings
from documents.papers import scope as scopes
from documents.papers.basis import basis
from documents.papers.change_lists import change_lists
from documents.papers.counts import COUNTED
from documents.papers.cover import Cover, cover, front
from documents.papers.directions import DirectionLine, direction_lines
from documents.papers.exceptions import ExceptionGroup, ExceptionTable
from documents.papers.glance import Glance, glance
from documents.papers.headline import ON_TIME, HeadlineNumber, changed, headline, silences
from documents.papers.indicators import Indicators, indicators
from documents.papers.last_words import verified_or_done
from documents.papers.measures import Measures, measures
from documents.papers.others_words import moderated
from documents.papers.progress import OutcomeLine, group_name, outcome_lines
from documents.papers.tallies import TallyLine, tallied, tally_lines
from documents.registers import MOST_IN_TEXT
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    NOT_UPDATED,
    SCHEMA,
    HeadingRecord,
    RevisionRecord,
    SnapshotContent,
)
from documents.schema.registers import RegisterRecord
from documents.sections import CHAIRS_SUMMARY
from documents.statuses import Palette, Tag

# of the appendices after the actions, the statuses and the notes; a letter that is not needed is
# the next one's
REGISTERS_LETTER = "D"
FIGURES_LETTER = "E"
MOST_COLUMNS = 7  # dates that stand side by side under a chart


@dataclass(frozen=True)
class NewDate:
    action: ActionRecord
    revision: RevisionRecord
    times_moved: int
    decision: str


@dataclass(frozen=True)
class Alike:
    """What the templates of every report print: quarterly and annual alike."""

    content: SnapshotContent
    sha256: str
    palette: Palette
    order: Sequence[Tag]
    total: int
    count_chart: status_bars.Columns | None
    group_name: str
    outcomes: Sequence[OutcomeLine]
    ongoing: Sequence[ActionRecord]
    ongoing_led: bool
    cover: Cover
    directions: Sequence[DirectionLine]
    moderated: Sequence[str]
    corrected: str
    todays_form: bool
    basis: Sequence[str]
    counted: str
    tallies: Sequence[TallyLine]
    tallied: str


@dataclass(frozen=True)
class QuarterlyPaper:
    """What the templates of the quarterly report print, beside what every report does."""

    alike: Alike
    heading: str
    summary: Sequence[prose.Block]
    answers: Sequence[prose.Block]
    scope: scopes.Scope | None
    scope_whole: str
    parts: Sequence[PaperPart]
    ongoing_below: bool
    in_full: bool
    registers_in_full: Sequence[RegisterRecord]
    registers_letter: str
    figures_letter: str
    left_out: str
    headline: Sequence[HeadlineNumber]
    brief: Sequence[str]
    changed: str
    at_a_glance: Glance
    changes: Sequence[tuple[str, list[str]]]
    exceptions: Sequence[ExceptionTable]
    printed_above: Sequence[ExceptionGroup]
    new_dates: Sequence[NewDate]
    completed: Sequence[ActionRecord]
    reconciled: str
    withdrawn: Sequence[ActionRecord]
    groups: Sequence[appendix.AppendixGroup]
    plan_text: Sequence[PlanPart]
    measured_by: Indicators | None
    measures: Measures


def paper(content: SnapshotContent, sha256: str) -> QuarterlyPaper:
    """Everything that the templates of the quarterly report print."""
    colours = statuses.palette(content)
    rated = rated_actions(content)
    standing = [action for action in rated if not action["withdrawn_on"]]
    troubles = exceptions.groups(standing, content, colours)
    completed = newly_completed(standing, content)
    longer = contents.in_full(content, rated=bool(standing))
    printed = contents.printed(content)
    unrated = sum(action["ongoing"] for action in content["actions"])
    return QuarterlyPaper(
        alike=alike(content, sha256, colours),
        heading=titled("Quarterly progress report", content),
        summary=section(content, "chairs_summary"),
        answers=section(content, "answers"),
        scope=scopes.scope(content),
        # a plan without actions has none of what the sentence names
        scope_whole=scopes.WHOLE if standing else "",
        parts=contents.parts(content, rated=bool(standing), appendix=REGISTERS_LETTER),
        ongoing_below="ongoing" in printed and unrated > MOST_IN_TEXT,
        in_full="indicators" in printed,
        registers_in_full=longer,
        registers_letter=REGISTERS_LETTER,
        figures_letter=FIGURES_LETTER if longer else REGISTERS_LETTER,
        left_out=contents.left_out(content),
        headline=headline(content, colours),
        brief=brief(content, standing),
        changed=changed(content),
        at_a_glance=glance(content, colours),
        changes=change_lists(content),
        exceptions=exceptions.tables(troubles),
        printed_above=[group for group in troubles if not group.entries],
        new_dates=new_dates(content),
        completed=completed,
        reconciled=reconciled(content, completed),
        withdrawn=[action for action in rated if action["withdrawn_on"]],
        groups=appendix.groups(rated, content, colours) if rated else [],
        plan_text=plan_parts(content),
        measured_by=indicators(content),
        measures=measures(content),
    )


def alike(content: SnapshotContent, sha256: str, colours: Palette) -> Alike:
    """What quarterly and annual reports print alike."""
    standing = [action for action in rated_actions(content) if not action["withdrawn_on"]]
    ongoing = [action for action in content["actions"] if action["ongoing"]]
    return Alike(
        content=content,
        sha256=sha256,
        palette=colours,
        order=[colours.tag(key) for key in statuses.order(content["counts"])],
        total=len(standing),
        count_chart=count_chart(content),
        group_name=group_name(content),
        outcomes=outcome_lines(standing, content, colours),
        ongoing=ongoing,
        # a column of dashes says nothing and makes the others narrow
        ongoing_led=any(row["lead"] for row in ongoing),
        cover=_cover(content),
        directions=direction_lines(content, colours),
        moderated=moderated(content),
        corrected=phrases.replaces(content),
        todays_form=content["schema"] < SCHEMA,
        basis=basis(content),
        counted=COUNTED,
        tallies=tally_lines(content),
        tallied=tallied(content),
    )


def _cover(content: SnapshotContent) -> Cover:
    if content["kind"] != ReportKind.QUARTERLY:
        return cover(content)
    words = [row["body"] for row in content["sections"] if row["key"] == CHAIRS_SUMMARY]
    standing = [action for action in rated_actions(content) if not action["withdrawn_on"]]
    return front(content, "\n".join(words), [*brief(content, standing), changed(content)])


def titled(heading: str, content: SnapshotContent) -> str:
    """The name of a paper; of an edition with whose it is."""
    return f"{heading}: {content['told_to']['name'].lower()}" if "told_to" in content else heading


def rated_actions(content: SnapshotContent) -> list[ActionRecord]:
    return [action for action in content["actions"] if not action["ongoing"]]


def section(content: SnapshotContent, key: str) -> list[prose.Block]:
    """A narrative section in pieces; empty when nobody wrote it."""
    for record in content["sections"]:
        if record["key"] == key:
            return prose.blocks(record["body"])
    return []


def _none_stands(content: SnapshotContent) -> str:
    gone = sum(bool(action["withdrawn_on"]) for action in rated_actions(content))
    return f"The plan has no actions now: {gone} withdrawn." if gone else "The plan has no actions."


def brief(content: SnapshotContent, standing: Sequence[ActionRecord]) -> list[str]:
    """The position in a few sentences that the program can vouch for."""
    total, counts = len(standing), content["counts"]
    complete = counts.get("complete", 0)
    overdue = [action for action in standing if action["overdue"]]
    share = f"{phrases.share(complete, total)} of the plan's actions are complete."
    lines = [share if total else _none_stands(content)]
    if total and not overdue:
        lines.append(ON_TIME)
    if overdue:
        worst = max(overdue, key=lambda action: action["days_overdue"])
        lines.append(
            f"{phrases.sentence(phrases.count(len(overdue), 'action'))} past the date agreed, the "
            f"longest ({worst['reference']}) by {phrases.count(worst['days_overdue'], 'day')}."
        )
    if silent := counts.get(NOT_UPDATED, 0):
        lines.append(
            f"{phrases.sentence(phrases.count(silent, 'action'))} not updated this quarter "
            f"({silences(standing)}): how {'it stands' if silent == 1 else 'they stand'} today is "
            "not known."
        )
    waiting = [revision for revision in content["revisions"] if revision["state"] == "requested"]
    if waiting:
        lines.append(f"{phrases.sentence(phrases.count(len(waiting), 'new date'))} for decision.")
    return lines


def count_chart(content: SnapshotContent) -> status_bars.Columns | None:
    """Completed of all actions by date, of many the last; a chart needs at least two dates."""
    rows = [
        (phrases.day(row["on"]), row["total"], row["completed"]) for row in content["count_rows"]
    ]
    countable = len(rows) > 1 and any(total for _, total, _ in rows)
    return status_bars.completed_by_date(rows[-MOST_COLUMNS:]) if countable else None


@dataclass(frozen=True)
class PlanPart:
    """One topmost heading of the plan with its own words and what stands below it."""

    heading: HeadingRecord
    title: str
    context: Sequence[prose.Block]
    below: Sequence[str]


def plan_parts(content: SnapshotContent) -> list[PlanPart]:
    """The plan's text by its topmost headings: what a plan without actions has to report."""
    rows, levels = content["headings"], content["levels"]
    return [
        PlanPart(
            heading=top,
            title=headings.title(top, levels),
            context=prose.blocks(top["context"]),
            below=[headings.title(row, levels) for row in rows if row["parent"] == top["id"]],
        )
        for top in rows
        if top["parent"] is None and scopes.reports_on(content, (top,))
    ]


def new_dates(content: SnapshotContent) -> list[NewDate]:
    by_id = {action["id"]: action for action in content["actions"]}
    return [
        NewDate(by_id[row["action"]], row, by_id[row["action"]]["times_moved"], _decision(row))
        for row in content["revisions"]
        if row["action"] in by_id
    ]


def _decision(row: RevisionRecord) -> str:
    if row["state"] == "requested":
        return "For decision by chief officers" if row["to_chief_officers"] else "With the chair"
    word = {"approved": "Approved", "declined": "Declined"}[row["state"]]
    return f"{word} by {row['decided_by']} on {phrases.day(row['decided_on'])}"


def newly_completed(
    standing: Sequence[ActionRecord], content: SnapshotContent
) -> list[ActionRecord]:
    """What was verified as complete since the last report; in a first report, in the period."""
    if content["changes"]:
        ids = {move["action"] for move in content["changes"]["completed"]}
        return [action for action in standing if action["id"] in ids]
    return [
        action
        for action in standing
        if action["completed_on"] and verified_or_done(action) >= content["period_start"]
    ]


def reconciled(content: SnapshotContent, completed: Sequence[ActionRecord]) -> str:
    """How the completed of the last report, those verified since and those of now add up."""
    rows = content["count_rows"]
    if not content["changes"] or len(rows) < 2:
        return ""
    before, now = rows[-2], rows[-1]
    gone = before["completed"] + len(completed) - now["completed"]
    if gone < 0:  # a snapshot that lists fewer than it counts vouches for nothing
        return ""
    left = f", {gone} reopened or withdrawn since" if gone else ""
    return (
        f"{before['completed']} complete on {phrases.day(before['on'])}, {len(completed)} "
        f"verified since{left}: {now['completed']} on {phrases.day(now['on'])}."
    )
