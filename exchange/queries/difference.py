"""What an edited file of a plan says otherwise than the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils import timezone

from actions.models import Action
from committees.models import Post
from committees.queries.names import names_in
from committees.rules.lead_words import lead_key
from exchange.models import EditedFile
from exchange.queries.base import lines_at
from exchange.queries.paper import plan_paper
from exchange.rules.edits import Compared, Edit, compared
from exchange.rules.lines import Lines, of_file, of_paper
from guard.refusals import Refusal
from imports.rules.columns.match import match
from imports.rules.own.columns import moment_of
from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.interpretation import interpret
from plans.models import Plan
from plans.queries import import_of
from sheets.rules.cells import Sheet, from_json
from timescales.days import Period


@dataclass(frozen=True)
class Difference:
    """The edits, the file as a draft, and `digest`: what of the plan they were found against."""

    plan: Plan
    draft: PlanDraft
    compared: Compared
    base: str
    digest: str

    @property
    def edits(self) -> Sequence[Edit]:
        return self.compared.edits


def difference_of(row: EditedFile) -> Difference:
    """The difference of a file that was sent in to the plan as it stands now."""
    return difference(row.plan, from_json(row.content))


def difference(plan: Plan, sheets: tuple[Sheet, ...]) -> Difference:
    """Raises Refusal where the file holds no table of a plan."""
    period = Period(plan.period_start, plan.period_end)
    draft = interpret(sheets, match(sheets), period)
    names = names_in(plan.area)
    posts = dict(Post.objects.filter(area=plan.area_id).values_list("pk", "title"))
    groups = {
        row.body_id: row.pk for row in Post.objects.filter(area=plan.area_id, body__isnull=False)
    }

    def joined(name: str) -> str:
        key = lead_key(name)
        if post := names.posts.get(key):
            return f"post:{post.pk}"
        group = names.groups.get(key)
        return f"post:{groups[group.pk]}" if group and group.pk in groups else name

    file = of_file(draft, joined)
    now = with_lead_words(plan, of_paper(plan_paper(plan, timezone.now()), joined))
    base, said = _base(plan, draft, now, posts)
    differs = compared(file, base, now, period, own=bool(draft.match.own))
    return Difference(plan, draft, differs, said, _digest(plan, differs))


def with_lead_words(plan: Plan, lines: Lines) -> Lines:
    words = dict(Action.objects.filter(plan=plan).values_list("pk", "lead_words"))
    return replace(
        lines,
        actions=[replace(one, lead_words=words.get(one.key or 0, "")) for one in lines.actions],
    )


def _base(plan: Plan, draft: PlanDraft, now: Lines, posts: dict[int, str]) -> tuple[Lines, str]:
    """What the file was made from, and in words what that is."""
    if draft.match.own:
        try:
            moment = moment_of(draft.match.own)
        except (OverflowError, OSError, ValueError) as error:
            raise Refusal("The references of this file are damaged: take a new file.") from error
        return lines_at(plan, moment, posts), "the plan as it stood when the file was made"
    event = import_of(plan)
    if event is not None:
        return lines_at(plan, event.at, posts), "the plan as it was brought in"
    return now, "the plan as it stands now"


def _digest(plan: Plan, differs: Compared) -> str:
    """Changes with any edit, and with any action of the plan."""
    rows = Action.objects.filter(plan=plan).order_by("pk").values_list("pk", "row_version")
    said = repr((list(rows), [(one.name, one.before, one.after, one.now) for one in differs.edits]))
    return sha256(said.encode()).hexdigest()
