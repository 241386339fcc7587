"""One call of every service that writes: what `tests/metatests/test_audit.py` goes through.

A row prepares the arguments of the service in a world with one of everything; the actor is added.
`tests/metatests/test_audit.py` fails until a new service has its row.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.roles import Role
from committees.models import Offsets
from committees.queries.grid import known_in
from committees.rules.grid.lines import Line, digest, read_lines
from committees.rules.grid.paste import GridRow
from entrance.models import Session
from guard.enums import Purpose
from letters.services import Draft
from outline.queries.tree import outline_of
from outline.rules.parts import Part
from plans.enums import Decision
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, Prepare
from tests.metatests.writes_of_access import ACCESS
from tests.metatests.writes_of_actions import ACTIONS
from tests.metatests.writes_of_archive import ARCHIVE
from tests.metatests.writes_of_assurance import ASSURANCE
from tests.metatests.writes_of_connections import CONNECTIONS
from tests.metatests.writes_of_editions import EDITIONS
from tests.metatests.writes_of_ends import ENDS
from tests.metatests.writes_of_evaluation import EVALUATION
from tests.metatests.writes_of_exchange import EXCHANGE
from tests.metatests.writes_of_figures import FIGURES
from tests.metatests.writes_of_gatehouse import GATEHOUSE
from tests.metatests.writes_of_governance import GOVERNANCE
from tests.metatests.writes_of_narratives import NARRATIVES
from tests.metatests.writes_of_reporting import REPORTING
from tests.metatests.writes_of_risks import RISKS
from tests.metatests.writes_of_voices import VOICES
from tests.metatests.writes_of_written import WRITTEN


def _agency_line(w: World) -> list[Line]:
    known = known_in(w.area, make.UserFactory())
    return read_lines([GridRow(w.post.title, agency="NHS Farrow")], known, DAY)


def _uninvited(w: World) -> dict[str, Any]:
    make.RoleGrantFactory(area=w.area, user__password=None)
    return {"area": w.area}


ACCOUNTS: dict[str, Prepare] = {
    "accounts.add_person": lambda w: {"name": "Una Ross", "email": "una@example.test"},
    "accounts.appoint_area_maker": lambda w: {"name": "Una Ross", "email": "u@example.test"},
    "accounts.choose_mail_day": lambda w: {"user": w.holding.user, "day": 1},
    "accounts.correct_address": lambda w: {
        "user": w.holding.user,
        "expected": 1,
        "email": "una@example.test",
    },
    "accounts.deactivate_person": lambda w: {"user": make.UserFactory()},
    "accounts.let_in_again": lambda w: {"user": make.UserFactory(is_active=False)},
    "accounts.send_invitation": lambda w: {"user": make.UserFactory(password=None)},
    "accounts.find_or_make_agency": lambda w: {"name": "NHS Farrow", "kind": "health"},
}

ENTRANCE: dict[str, Prepare] = {
    "entrance.set_policy": lambda w: {"area": w.area, "expected": 1, "roles": [Role.CHAIR]},
    "entrance.end_sessions": lambda w: {"user": _signed_in(w)},
    "entrance.note_sign_in": lambda w: {"user": w.holding.user, "verb": "signed in"},
    "entrance.remove_factors": lambda w: {"user": _with_factor(w)},
}


def _area_with_leaver(w: World) -> dict[str, Any]:
    """An area with a rule, and somebody whose role ended long ago."""
    make.RetentionRuleFactory(area=w.area)
    make.RoleGrantFactory(area=w.area, ends=make.LONG_AGO)
    return {"area": w.area, "today": timezone.localdate()}


RETENTION: dict[str, Prepare] = {
    "retention.set_retention": lambda w: {
        "area": w.area,
        "expected": 0,
        "leavers": 6,
        "letters": 12,
        "drafts": 6,
        "jobs": 3,
    },
    "retention.remove_due": _area_with_leaver,
    "retention.erase_account": lambda w: {
        "user": make.RoleGrantFactory(area=w.area, ends=make.LONG_AGO).user
    },
}

LETTERS: dict[str, Prepare] = {
    "letters.write_letters": lambda w: {"kind": "digest", "drafts": [_letter(w)]},
    "letters.send_once": lambda w: {"kind": "digest", "draft": _letter(w)},
}


def _letter(world: World) -> Draft:
    return Draft(
        key="digest:of-una",
        user=world.holding.user,
        address="una@example.test",
        subject="Your actions",
        text="Two actions wait.",
    )


COMMITTEES: dict[str, Prepare] = {
    **ACCESS,
    "committees.create_area": lambda w: {"name": "Inverfar"},
    "committees.found_area": lambda w: {
        "name": "Inverfar",
        "nation": "scotland",
        "committee": "Child Protection Committee",
    },
    "committees.add_agency_to_area": lambda w: {"area": w.area, "name": "NHS Farrow"},
    "committees.add_body": lambda w: {"area": w.area, "name": "Audit", "kind": "sub_committee"},
    "committees.add_bodies": lambda w: {
        "area": w.area,
        "names": ["Audit", "Training"],
        "kind": "sub_committee",
    },
    "committees.edit_body": lambda w: {
        "body": w.body,
        "expected": 1,
        "remit": "Oversees the plan.",
    },
    "committees.offer_group": lambda w: {"body": w.regional, "area": make.AreaFactory()},
    "committees.answer_offer": lambda w: {"offer": w.offer, "accepted": True},
    "committees.end_serving": lambda w: {
        "body": w.regional,
        "area": w.regional.also_serves.get(),
    },
    "committees.add_meeting": lambda w: {"body": w.body, "held_on": LATER},
    "committees.add_meetings": lambda w: {"body": w.body, "days": [DAY, LATER]},
    "committees.edit_meeting": lambda w: {
        "meeting": w.meeting,
        "expected": 1,
        "held_on": LATER,
        "title": "Special meeting",
    },
    "committees.add_member": lambda w: {
        "body": w.body,
        "name": "Una Ross",
        "designation": "Head of Service",
        "starts": DAY,
    },
    "committees.edit_member": lambda w: {
        "membership": w.member,
        "expected": 1,
        "name": "Una Ross",
        "designation": "Director",
        "agency": None,
        "user": None,
        "seat": "chair",
    },
    "committees.end_membership": lambda w: {"membership": w.member, "expected": 1, "ends": DAY},
    "committees.add_post": lambda w: {"area": w.area, "title": "Chief Nurse"},
    "committees.add_names": lambda w: {"post": w.post, "names": ["Nurse in chief"]},
    "committees.edit_post": lambda w: {
        "post": w.post,
        "expected": 1,
        "title": "Chief Nurse",
        "kind": "post",
        "agency": None,
        "body": None,
    },
    "committees.put_under_agency": lambda w: {
        "post": w.post,
        "expected": 1,
        "agency": make.AgencyFactory(),
    },
    "committees.set_holder": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.set_deputy": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.end_holding": lambda w: {"holding": w.holding, "expected": 1, "ends": DAY},
    "committees.posts_for": lambda w: {"area": w.area, "titles": ["Chief Nurse", "Reporter"]},
    "committees.give_role": lambda w: {
        "user": make.UserFactory(),
        "area": w.area,
        "role": Role.CHAIR,
        "starts": DAY,
    },
    "committees.fill_grid": lambda w: {
        "area": w.area,
        "rows": [GridRow(w.post.title, agency="NHS Farrow")],
        "starts": DAY,
        "seen": digest(_agency_line(w)),
    },
    "committees.invite_all": _uninvited,
    "committees.end_role": lambda w: {"grant": w.grant, "expected": 1},
    "committees.set_logo": lambda w: {
        "area": w.area,
        "expected": make.LogoFactory(area=w.area).pk,
        "alt": "Our logo",
    },
    "committees.take_logo_away": lambda w: {
        "area": w.area,
        "logo": make.LogoFactory(area=w.area),
    },
    "committees.set_offsets": lambda w: {"body": w.body, "expected": 0, "opens_before": 35},
    "committees.set_own": lambda w: {
        "row_type": Offsets,
        "body": w.body,
        "expected": 0,
        "values": {"opens_before": 35},
        "verb": "set quarter",
    },
    "committees.set_date_rule": lambda w: {
        "body": w.body,
        "expected": 0,
        "officers_after_days": 60,
    },
    "committees.correspondence_of": lambda w: {"body": w.body, "on": LATER},
    "committees.make_feed": lambda w: {"body": w.body},
}

PLANS: dict[str, Prepare] = {
    "plans.create_plan": lambda w: {
        "area": w.area,
        "title": "Next plan",
        "period_start": date(2027, 8, 1),
        "period_end": date(2029, 7, 31),
        "legend": "rag-blue",
    },
    "plans.edit_plan": lambda w: {"plan": w.plan, "expected": 1, "vision": "Safe at home."},
    "plans.edit_heading": lambda w: {"heading": w.heading, "expected": 1, "text": "Heard."},
    "plans.set_calendar": lambda w: {
        "plan": w.plan,
        "expected": w.plan.row_version,
        "quarters": {row.pk: "13" for row in w.plan.headings.filter(parent=None)},
    },
    "plans.add_heading": lambda w: {"plan": w.plan, "level": w.level, "text": "Heard."},
    "plans.remove_heading": lambda w: {"heading": _second_heading(w)},
    "plans.add_level": lambda w: {
        "plan": w.plan,
        "singular": "Impact",
        "plural": "Impacts",
        "role": "objective",
        "above": w.level,
    },
    "plans.remove_level": lambda w: {"level": make.LevelFactory(plan=w.plan)},
    "plans.add_legend_entry": lambda w: {
        "plan": w.plan,
        "code": "N",
        "label": "Not begun",
        "colour": "#4a5560",
        "symbol": "□",
        "canonical": "not_started",
    },
    "plans.edit_level": lambda w: {"level": w.level, "expected": 1, "singular": "Aim"},
    "plans.edit_legend_entry": lambda w: {
        "entry": w.entry,
        "expected": 1,
        "label": "Stopped",
        "definition": "Nothing moves.",
    },
    "plans.decide_on_plan": lambda w: {
        "plan": w.plan,
        "decision": Decision.AGREED,
        "decided_by": "Chief Officers Group",
        "on": DAY,
    },
    "plans.begin_review": lambda w: {"plan": make.PlanFactory(area=w.area, state="published")},
    "plans.keep_version": lambda w: {"plan": w.plan, "label": "Reviewed", "dated": DAY},
}

OUTCOMES: dict[str, Prepare] = {
    "outcomes.add_outcome": lambda w: {"plan": w.plan, "number": "09", "text": "Heard."},
    "outcomes.edit_outcome": lambda w: {
        "outcome": w.outcome,
        "expected": 1,
        "number": "09",
        "text": "Heard.",
        "headings": [w.heading],
    },
    "outcomes.remove_outcome": lambda w: {"outcome": w.outcome},
    "outcomes.add_measure": lambda w: {"plan": w.plan, "text": "Fewer moves."},
    "outcomes.edit_measure": lambda w: {
        "measure": w.measure,
        "expected": 1,
        "text": "Fewer moves.",
        "evidence_sources": "Files read each quarter.",
    },
    "outcomes.remove_measure": lambda w: {"measure": w.measure},
    "outcomes.add_reading": lambda w: {
        "measure": w.counted,
        "value": Decimal(58),
        "on": DAY,
        "today": LATER,
    },
}

GUARD: dict[str, Prepare] = {
    "guard.add_pattern": lambda w: {
        "area": w.area,
        "purpose": Purpose.REFERENCE,
        "text": "SW-######",
    },
    "guard.remove_pattern": lambda w: {"pattern": w.pattern},
}

OUTLINE: dict[str, Prepare] = {
    "outline.step_line": lambda w: _in_outline(w, up=True),
    "outline.renumber_plan": lambda w: _numbered(w, styles={w.level.position: "blank"}),
    "outline.write_numbers": lambda w: {
        "lines": list(outline_of(w.plan, timezone.localdate())),
        "given": {f"h{w.heading.pk}": "7", f"a{w.action.pk}": "7.1"},
    },
    "outline.split_action": lambda w: {
        "action": w.own_action,
        "parts": [Part("7a", "Ask."), Part("7b", "Answer.")],
        "reason": "Two leads.",
        "on": DAY,
        "seen": {w.own_action.pk: 1},
    },
    "outline.merge_actions": lambda w: {
        "base": w.own_action,
        "others": [w.action],
        "part": Part("7", "Ask and answer."),
        "reason": "One lead.",
        "on": DAY,
        "seen": {w.own_action.pk: 1, w.action.pk: 1},
    },
    "outline.arrange": lambda w: {
        "plan": w.plan,
        "keys": [f"h{_second_heading(w).pk}", f"h{w.heading.pk}"],
    },
    "outline.move_line": lambda w: _in_outline(w, place=".", renumber=True, expected=1),
}

WRITES = (
    (
        GUARD
        | LETTERS
        | RETENTION
        | ACCOUNTS
        | ENTRANCE
        | FIGURES
        | (ASSURANCE | GOVERNANCE | VOICES | CONNECTIONS | RISKS | EVALUATION)
        | GATEHOUSE
        | COMMITTEES
        | PLANS
        | OUTCOMES
        | OUTLINE
        | ACTIONS
    )
    | REPORTING
    | ARCHIVE
    | EDITIONS
    | ENDS
    | EXCHANGE
    | WRITTEN
    | NARRATIVES
)


def _signed_in(w: World) -> Any:
    user = w.holding.user
    Session.objects.create(session_key="7" * 40, user=user, expire_date=timezone.now())
    return user


def _with_factor(w: World) -> Any:
    user = w.holding.user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def _in_outline(w: World, **given: Any) -> dict[str, Any]:
    """A second heading, and the tree as it is seen then."""
    key = f"h{_second_heading(w).pk}"
    seen = outline_of(w.plan, timezone.localdate()).digest
    return {"plan": w.plan, "line": key, "seen": seen, **given}


def _numbered(w: World, **given: Any) -> dict[str, Any]:
    seen = outline_of(w.plan, timezone.localdate()).digest
    return {"plan": w.plan, "seen": seen, "reason": "A new year.", **given}


def _second_heading(world: World) -> Any:
    return make.HeadingFactory(plan=world.plan, level=world.level)
