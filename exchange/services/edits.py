"""Each edit of a file through the service of the page on which a person would make it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from actions.enums import ActionKind
from actions.models import Action
from actions.permissions import updates_as
from actions.rules.printed_words import reference_of
from actions.services.text import add_action, edit_action, set_leads, set_links, withdraw_action
from committees.models import Post
from committees.permissions import may
from committees.rules.lead_words import is_group, is_post
from committees.services import posts_for
from decisions.services.new_dates import request_new_date
from exchange.queries.difference import Difference
from exchange.queries.references import references_of
from exchange.rules.edits import Edit, EditKind, Picked
from exchange.rules.lines import ActionLine
from exchange.rules.told import told
from outcomes.models import Measure
from outcomes.services import add_measure
from plans.enums import PlanState
from plans.models import Heading, Level, Plan
from plans.services import add_heading, edit_heading
from timescales.date_format import long_day
from timescales.days import Period
from timescales.timescale import understand

COLUMNS: Final = {"impact": "expected_impact", "timescale": "timescale_words"}
ABOVE = "The heading above “{}” is new as well: take it over too."


@dataclass
class _Work:
    """What is at hand while edits are taken over."""

    by: User
    differs: Difference
    said: dict[str, Picked]
    levels: dict[str, Level]
    headings: dict[int, Heading] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        return self.differs.plan

    def heading(self, row: int | None) -> Heading | None:
        """The heading of a place in the file: one that stands, or was made just now."""
        if row is None:
            return None
        if row in self.headings:
            return self.headings[row]
        key = self.differs.compared.pairs.headings.get(row)
        title = self.differs.compared.file.headings[row].title
        if key is None:
            raise ValidationError(ABOVE.format(title))
        return Heading.objects.select_related("plan").get(pk=key)


@transaction.atomic
def apply(*, by: User, differs: Difference, picked: Sequence[Picked]) -> list[str]:
    """Take over the picked edits; what was done, in sentences."""
    said = {one.name: one for one in picked}
    wanted = [edit for edit in differs.edits if edit.name in said]
    levels = {row.singular.casefold(): row for row in Level.objects.filter(plan=differs.plan)}
    work = _Work(by, differs, said, levels)
    draft = differs.plan.state == PlanState.DRAFT
    references = references_of(differs.plan)
    for edit in wanted:
        if edit.kind == EditKind.NEW_HEADING:
            _add_heading(work, edit)
    for edit in wanted:
        if edit.kind == EditKind.HEADING:
            row = Heading.objects.select_related("plan").get(pk=edit.key or 0)
            edit_heading(by=by, heading=row, expected=row.row_version, **{edit.field: edit.after})
        elif edit.kind == EditKind.ADDED:
            _add_action(work, edit)
    of_actions: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in wanted:
        if edit.key is not None and edit.kind != EditKind.HEADING:
            of_actions[edit.key].append(edit)
    for key, edits in of_actions.items():
        _edit_action(work, Action.objects.select_related("plan__area").get(pk=key), edits)
    return [
        told(edit, references.get((edit.kind == EditKind.HEADING, edit.key or 0), ""),
             draft=draft).sentence
        for edit in wanted
    ]  # fmt: skip


def _add_heading(work: _Work, edit: Edit) -> None:
    row = edit.row or 0
    one = work.differs.compared.file.headings[row]
    level = work.levels.get(one.level.casefold())
    if level is None:
        raise ValidationError(f"The plan has no level that is called “{one.level}”.")
    work.headings[row] = add_heading(
        by=work.by,
        plan=work.plan,
        level=level,
        text=one.text,
        number=one.number,
        parent=work.heading(one.parent),
    )


def _add_action(work: _Work, edit: Edit) -> None:
    one = work.differs.compared.file.actions[edit.row or 0]
    posts = _posts(work, one)
    add_action(
        by=work.by,
        plan=work.plan,
        text=one.text,
        added_on=timezone.localdate(),
        heading=work.heading(one.heading),
        kind=ActionKind.ONGOING if one.ongoing else ActionKind.RATED,
        number=one.number,
        timescale_words=one.timescale,
        accountable=posts[0] if posts else None,
        contributing=posts[1:],
        expected_impact=one.impact,
        evidence=one.evidence,
        origin_note=one.origin,
        lead_words=one.lead_words,
    )


def _posts(work: _Work, one: ActionLine) -> list[Post]:
    """The posts that a row names, in its order; those that nobody here has are made."""
    keys = [int(lead.partition(":")[2]) for lead in one.leads if lead.startswith("post:")]
    held = Post.objects.in_bulk(keys)
    new = [lead for lead in one.leads if not lead.startswith("post:")]
    groups = {name for name in new if is_group(name) and not is_post(name)}
    made = posts_for(by=work.by, area=work.plan.area, titles=new, groups=groups) if new else {}
    return [
        held[int(lead.partition(":")[2])] if lead.startswith("post:") else made[lead]
        for lead in one.leads
    ]


def _edit_action(work: _Work, action: Action, edits: Sequence[Edit]) -> None:
    """All that is changed of one action: its words and place at once, then leads, measures, date;
    what is withdrawn last."""
    values: dict[str, Any] = {}
    for edit in edits:
        one = work.differs.compared.file.actions[edit.row] if edit.row is not None else None
        if edit.kind == EditKind.WORDS and one:
            values[COLUMNS.get(edit.field, edit.field)] = edit.after
            values |= {"printed_number": one.prefix} if edit.field == "number" else {}
        elif edit.kind == EditKind.PLACE and one:
            values["heading"] = work.heading(one.heading)
        elif edit.kind == EditKind.DATE and one and _sets_date(action):
            values["timescale_words"] = _words_of_date(work.plan, one, edit)
    if values:
        edit_action(by=work.by, action=action, expected=action.row_version, **values)
    for edit in edits:
        _beside(work, action, edit)


def _sets_date(action: Action) -> bool:
    """Whether the plan is a draft: nothing is agreed yet, and words may say another date."""
    return action.plan.state == PlanState.DRAFT


def _words_of_date(plan: Plan, one: ActionLine, edit: Edit) -> str:
    period = Period(plan.period_start, plan.period_end)
    says_so = understand(one.timescale, period).due == edit.due
    return one.timescale if says_so or edit.due is None else long_day(edit.due)


def _beside(work: _Work, action: Action, edit: Edit) -> None:
    said = work.said[edit.name]
    today = timezone.localdate()
    if edit.kind == EditKind.LEAD and edit.row is not None:
        one = work.differs.compared.file.actions[edit.row]
        posts = _posts(work, one)
        set_leads(
            by=work.by,
            action=action,
            accountable=posts[0] if posts else None,
            contributing=posts[1:],
            expected=action.row_version,
        )
    elif edit.kind == EditKind.MEASURES and edit.row is not None:
        _set_measures(work, action, work.differs.compared.file.actions[edit.row])
    elif edit.kind == EditKind.DATE and not _sets_date(action):
        _ask_date(work, action, edit, said)
    elif edit.kind == EditKind.MISSING:
        withdraw_action(by=work.by, action=action, reason=said.reason, on=today)


def _ask_date(work: _Work, action: Action, edit: Edit, said: Picked) -> None:
    if edit.due is None:
        raise ValidationError(
            f"{reference_of(action)} has an agreed date, which the file leaves out. Change its "
            "timescale on its own page."
        )
    asks = may(work.by, Permission.DATE_REQUEST, action.plan.area_id)
    if not asks or updates_as(work.by, action, timezone.localdate()) is None:
        raise ValidationError(f"A new date of {reference_of(action)} is for its lead to ask for.")
    request_new_date(
        by=work.by,
        action=action,
        proposed=edit.due,
        reason=said.reason,
        impact=said.impact,
        on=timezone.localdate(),
    )


def _set_measures(work: _Work, action: Action, one: ActionLine) -> None:
    held = {
        (row.text, row.evidence_sources): row
        for row in Measure.objects.filter(plan=work.plan, ended_on=None)
    }
    for text, sources in one.measures:
        if (text, sources) not in held:
            held[text, sources] = add_measure(
                by=work.by, plan=work.plan, text=text, evidence_sources=sources
            )
    set_links(
        by=work.by,
        action=action,
        expected=action.row_version,
        outcomes=action.outcomes.all(),
        measures=[held[one] for one in one.measures],
    )
