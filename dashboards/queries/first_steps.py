"""How far an area is on its way from nothing to its first update window, and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.enums import INVITED
from accounts.models import User
from accounts.roles import Permission, Role, roles_with
from actions.models import Lead
from audit.models import Event
from committees.enums import BodyKind, Capacity, MeetingKind
from committees.models import AccessChange, Area, Body, Meeting, Post, PostHolding, RoleGrant
from committees.permissions import may
from dashboards.rules.first_steps import Step, in_order
from plans.enums import OVER, PlanState
from plans.models import LegendEntry, Plan
from windows.models import UpdateWindow

P = Permission
A_YEAR: Final = timedelta(days=366)
MEETINGS_A_YEAR: Final = 4  # "Functions of a committee", domain.md section 7
WITHOUT_WHOM_NOTHING: Final = (Role.LEAD_OFFICER, Role.CHAIR, Role.CHIEF_OFFICER)


@dataclass(frozen=True)
class Standing:
    """What an area has of all that a plan needs. `vacant` counts the posts that nobody holds,
    `strangers` who chose no password yet, `uninvited` those of them who were sent no link,
    `proposed` the changes of access that wait."""

    bodies: Sequence[Body]
    meetings: int
    roles: frozenset[str]
    uninvited: int
    proposed: int
    strangers: int
    posts: int
    vacant: int
    plan: Plan | None
    undefined: int
    windows: int

    @property
    def committee(self) -> Body | None:
        return next((body for body in self.bodies if body.kind == BodyKind.COMMITTEE), None)

    @property
    def chief_officers(self) -> bool:
        return any(body.kind == BodyKind.CHIEF_OFFICERS_GROUP for body in self.bodies)


def first_steps(area: Area, user: User, today: date) -> list[Step]:
    """The steps in their order, with what is there, and a link where `user` may take it."""
    stands = _standing(area, today)
    steps = [
        _groups(area, stands),
        _meetings(stands),
        _plan(area, stands, reads=may(user, P.PLAN_READ, area)),
        _people(area, stands),
        _invitations(area, stands),
        *_of_plan(stands.plan, stands),
    ]
    return in_order([_for(user, area, step) for step in steps])


def vacant_posts(areas: Sequence[Area], today: date) -> dict[int, int]:
    """How many posts that lead something nobody holds, by the area's key. One query."""
    rows = Post.objects.filter(area__in=areas).filter(_leads(), ~_held(today))
    counts: dict[int, int] = {}
    for area_id in rows.order_by().values_list("area_id", flat=True):
        counts[area_id] = counts.get(area_id, 0) + 1
    return counts


def _held(today: date) -> Exists:
    holders = PostHolding.objects.current(today).filter(capacity=Capacity.HOLDER)
    return Exists(holders.filter(post=OuterRef("pk")))


def _leads() -> Exists:
    led = Lead.objects.filter(post=OuterRef("pk"), action__withdrawn_on=None)
    return Exists(led.exclude(action__plan__state=PlanState.TAKEN_BACK))


def _standing(area: Area, today: date) -> Standing:
    """Eight queries."""
    bodies = list(Body.objects.serving(area))
    committees = [body.pk for body in bodies if body.kind == BodyKind.COMMITTEE]
    ahead = (today, today + A_YEAR)
    grants = list(
        RoleGrant.objects.filter(area=area).current(today).select_related("user").order_by()
    )
    posts = Post.objects.filter(area=area).order_by().annotate(held=_held(today))
    held = list(posts.values_list("held", flat=True))
    plans = Plan.objects.filter(area=area).exclude(state__in=OVER)
    plan = plans.order_by("-period_start").first()
    entries = LegendEntry.objects.filter(legend__plan=plan, definition="") if plan else None
    strangers = {row.user_id for row in grants if not row.user.has_usable_password()}
    return Standing(
        bodies=bodies,
        meetings=Meeting.objects.filter(
            body__in=committees, held_on__range=ahead, kind=MeetingKind.ORDINARY
        ).count(),
        roles=frozenset(row.role for row in grants),
        uninvited=len(strangers - _invited(strangers)),
        strangers=len(strangers),
        proposed=AccessChange.objects.filter(area=area).waiting(today).count(),
        posts=len(held),
        vacant=held.count(False),
        plan=plan,
        undefined=entries.count() if entries is not None else 0,
        windows=UpdateWindow.objects.filter(plan=plan).count() if plan else 0,
    )


def _invited(people: set[int]) -> set[int]:
    """Those of `people` who were sent a link to choose a password. One query, if any."""
    if not people:
        return set()
    sent = Event.objects.filter(verb=INVITED, target_type="accounts.user", target_id__in=people)
    return {key for key in sent.values_list("target_id", flat=True) if key is not None}


def _for(user: User, area: Area, step: Step) -> Step:
    """The step as `user` sees it: its links, or whose it is."""
    if may(user, step.permission, area):
        return step
    who = " or ".join(role.label.lower() for role in roles_with(step.permission))
    return replace(step, links=(), whose=f"This is for the {who}.")


def _groups(area: Area, stands: Standing) -> Step:
    groups = sum(body.kind not in _HEADS for body in stands.bodies)
    missing = [
        words
        for words, there in (
            ("the committee", stands.committee),
            ("the chief officers group", stands.chief_officers),
        )
        if not there
    ]
    below = _several(groups, "group") if groups else "no group"
    told = f"The committee, the group it answers to and {below} below it."
    return Step(
        "Groups",
        f"Missing: {' and '.join(missing)}." if missing else told,
        P.PEOPLE_MANAGE,
        done=not missing,
        links=(
            _to("Add a group", "body_add", area.slug),
            _to("Add several groups", "bodies_add", area.slug),
            _to("Add a partner agency", "agency_add", area.slug),
            _to("See groups and agencies", "area", area.slug),
        ),
    )


def _meetings(stands: Standing) -> Step:
    body = stands.committee
    told = f"{_several(stands.meetings, 'meeting')} of the committee in the year to come."
    if stands.meetings < MEETINGS_A_YEAR:
        told += f" A committee meets at least {MEETINGS_A_YEAR} times a year."
    return Step(
        "Calendar of meetings",
        told if body else "After the committee is there.",
        P.PEOPLE_MANAGE,
        done=stands.meetings > 0,
        links=(
            _to("Add several meetings", "meetings_add", body.pk),
            _to("Days before and after a meeting", "quarter", body.pk),
        )
        if body
        else (),
    )


def _people(area: Area, stands: Standing) -> Step:
    missing = [role.label.lower() for role in WITHOUT_WHOM_NOTHING if role not in stands.roles]
    parts = [f"{_several(stands.posts, 'post')}, {stands.vacant} vacant."]
    if missing:
        parts.append(f"Nobody is {', '.join(missing)} yet.")
    if stands.proposed:
        parts.append(f"{_several(stands.proposed, 'change')} of who sees what to be confirmed.")
    label, url = _to("Fill the vacant posts", "people_grid", area.slug)
    vacant = ((label, f"{url}?vacant=1"),)
    waiting = (_to("What waits for a second person", "area_access", area.slug),)
    return Step(
        "Posts and people",
        " ".join(parts),
        P.PEOPLE_MANAGE,
        done=not missing and not stands.vacant,
        links=(
            *(vacant if stands.vacant else ()),
            *(waiting if stands.proposed else ()),
            _to("Paste posts and people from Excel", "people_grid", area.slug),
            _to("People and roles, and their invitations", "area_people", area.slug),
        ),
    )


def _invitations(area: Area, stands: Standing) -> Step:
    told = "Everybody with a role here has chosen a password."
    if stands.uninvited:
        who = _several(stands.uninvited, "person has", "people have")
        told = f"{who} not been sent a link yet. Nobody is written to before you say so."
    elif stands.strangers:
        who = _several(stands.strangers, "person has", "people have")
        told = f"All are invited; {who} chosen no password yet."
    return Step(
        "Invitations",
        told,
        P.ROLE_GRANT,
        done=not stands.uninvited,
        links=(_to("People and roles: invite them all", "area_people", area.slug),),
    )


def _plan(area: Area, stands: Standing, *, reads: bool) -> Step:
    plan = stands.plan
    if plan is not None:
        return Step(
            "Plan",
            f"“{plan.title}” is in." if reads else "A plan is in.",
            P.PLAN_READ,
            done=True,
            links=(
                _to("See the plan", "plan_dashboard", plan.slug),
                _to("What needs a person's eye", "plan_data_quality", plan.slug),
            ),
        )
    if Role.LEAD_OFFICER not in stands.roles:
        return Step(
            "Plan",
            "No plan yet, and nobody is lead officer, who brings it in.",
            P.ROLE_GRANT,
            links=(_to("Add the lead officer", "person_add", area.slug),),
        )
    return Step(
        "Plan",
        "No plan yet. The posts and groups that it names come in with it.",
        P.PLAN_IMPORT,
        links=(
            _to("Bring a plan in from a spreadsheet", "plan_import"),
            _to("Write a plan by hand", "plan_add", area.slug),
        ),
    )


def _of_plan(plan: Plan | None, stands: Standing) -> list[Step]:
    if plan is None:
        return [Step(title, "After the plan is in.", permission) for title, permission in _AFTER]
    return [
        _legend(plan, stands.undefined),
        _agreement(plan),
        _publication(plan),
        _window(plan, stands.windows),
    ]


def _legend(plan: Plan, undefined: int) -> Step:
    told = f"{_several(undefined, 'entry', 'entries')} without a definition."
    return Step(
        "Legend",
        told if undefined else "Each entry has a definition. Read them through once.",
        P.PLAN_EDIT,
        done=not undefined,
        links=(_to("The legend, under Edit plan", "plan_edit", plan.slug),),
    )


def _agreement(plan: Plan) -> Step:
    done = plan.state != PlanState.DRAFT
    return Step(
        "Agreement",
        "The chief officers group has agreed the plan."
        if done
        else "The plan is a draft. Record here that the chief officers group has agreed it.",
        P.PLAN_AGREE,
        done=done,
        links=() if done else (_to("Record the agreement", "plan_decide", plan.slug),),
    )


def _publication(plan: Plan) -> Step:
    done, draft = plan.state == PlanState.PUBLISHED, plan.state == PlanState.DRAFT
    ready = "Record that it is published. Updates are asked for already."
    return Step(
        "Publication",
        "The plan is published." if done else "After it is agreed." if draft else ready,
        P.PLAN_AGREE,
        done=done,
        links=(_to("Record the publication", "plan_decide", plan.slug),)
        if not done and not draft
        else (),
    )


def _window(plan: Plan, windows: int) -> Step:
    told = "Once the plan is agreed, a window is set by itself for each meeting of the committee."
    return Step(
        "First update window",
        f"{_several(windows, 'window')} set." if windows else told,
        P.WINDOW_MANAGE,
        done=windows > 0,
        links=(_to("Update windows", "plan_windows", plan.slug),),
    )


def _to(label: str, name: str, *arguments: object) -> tuple[str, str]:
    return label, reverse(name, args=arguments)


def _several(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


_HEADS = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
_AFTER = (
    ("Legend", P.PLAN_EDIT),
    ("Agreement", P.PLAN_AGREE),
    ("Publication", P.PLAN_AGREE),
    ("First update window", P.WINDOW_MANAGE),
)
