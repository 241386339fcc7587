"""Own means own: every button that decides, pressed by everybody who may be concerned.

The table is made of two lists: the buttons, and the ways in which what they decide can be
somebody's own. `tests/metatests/test_deciders.py` finds a service that decides without asking.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Action
from actions.services import set_leads, withdraw_action
from audit.services import record
from committees.enums import Capacity
from committees.models import Post
from committees.rules.interests import WORDS, Matter
from decisions.services import (
    accept_update,
    agree_rating,
    decide_as_officer,
    decide_completion,
    decide_new_date,
    moderate_update,
    record_officers_decision,
    reopen_completion,
    send_back_update,
)
from documents.enums import Canonical
from regional.services import answer_tie
from reporting.services import close_direction, issue_report, record_closing, return_report
from tests import factories as make
from updates.services import challenge_rating

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SAID = TODAY - timedelta(days=10)
LONG_AGO = TODAY - timedelta(days=900)


@dataclass
class Stage:
    """One action in force, the post that leads it, and somebody whose own it may be."""

    action: Action
    post: Post
    user: User
    other: User
    report: Any = field(default=None)


Press = Callable[[User], Any]
Button = Callable[[Stage, User], Press]


@pytest.fixture
def stage() -> Stage:
    plan = make.PlanFactory.create(state="published", under_review=True)
    action = make.ActionFactory.create(plan=plan, due=TODAY + timedelta(days=90))
    lead = make.LeadFactory.create(action=action)
    return Stage(action, lead.post, make.UserFactory(), make.UserFactory())


def _update(s: Stage, author: User, **fields: Any) -> Any:
    moment = timezone.now() - timedelta(days=10)
    return make.ProgressUpdateFactory.create(
        action=s.action, as_at=SAID, made_at=moment, author=author, **fields
    )


def _claim(s: Stage, presser: User, **fields: Any) -> Any:
    said = _update(
        s, presser, canonical=Canonical.COMPLETE, evidence="Minutes.", difference="Shorter."
    )
    return make.CompletionFactory.create(
        action=s.action, update_claiming=said, claimed_by=presser, completed_on=SAID, **fields
    )


def _asked(s: Stage, presser: User, **fields: Any) -> Any:
    return make.DeadlineRevisionFactory.create(
        action=s.action, requested_by=presser, requested_on=SAID, **fields
    )


def _group(s: Stage) -> Any:
    body = make.BodyFactory.create(area=s.action.plan.area, kind="chief_officers_group")
    return make.MeetingFactory.create(body=body, held_on=TODAY - timedelta(days=1))


def _verify(verified: bool) -> Button:
    def button(s: Stage, presser: User) -> Press:
        claim = _claim(s, presser)
        return lambda by: decide_completion(
            by=by, completion=claim, verified=verified, on=TODAY, note="Seen."
        )

    return button


def _reopen(s: Stage, presser: User) -> Press:
    done = _claim(s, presser, state=CompletionState.VERIFIED)
    return lambda by: reopen_completion(by=by, completion=done, reason="Not so.", on=TODAY)


def _date(approved: bool) -> Button:
    def button(s: Stage, presser: User) -> Press:
        asked = _asked(s, presser)
        return lambda by: decide_new_date(
            by=by, revision=asked, approved=approved, on=TODAY, note="Seen."
        )

    return button


def _officer(s: Stage, presser: User) -> Press:
    asked = _asked(s, presser, to_chief_officers=True)
    area = s.action.plan.area
    return lambda by: decide_as_officer(
        by=by, area=area, answers={asked.pk: True}, note="Seen.", on=TODAY
    )


def _officers_recorded(s: Stage, presser: User) -> Press:
    asked, met = _asked(s, presser, to_chief_officers=True), _group(s)
    area = s.action.plan.area
    return lambda by: record_officers_decision(
        by=by,
        area=area,
        answers={asked.pk: True},
        note="Seen.",
        on=TODAY,
        decider="Chief Executive",
        meeting=met,
    )


def _challenge(s: Stage, presser: User) -> Press:
    said = _update(s, presser, canonical=Canonical.ON_TRACK)
    entry = make.entry_of(s.action.plan, Canonical.AT_RISK)
    return lambda by: challenge_rating(
        by=by, action=s.action, update=said, entry=entry, reason="No trainer.", on=TODAY
    )


def _check(service: Callable[..., Any], **fields: Any) -> Button:
    def button(s: Stage, presser: User) -> Press:
        said = _update(s, presser)
        return lambda by: service(by=by, update=said, seen=0, on=TODAY, **fields)

    return button


def _rating(s: Stage, presser: User) -> Press:
    meeting = make.MeetingFactory.create(held_on=TODAY)
    entry = make.entry_of(s.action.plan, Canonical.AT_RISK)
    return lambda by: agree_rating(
        by=by, action=s.action, entry=entry, reason="Late.", meeting=meeting, key="meeting:1"
    )


def _withdraw(s: Stage, presser: User) -> Press:
    return lambda by: withdraw_action(by=by, action=s.action, reason="Merged.", on=TODAY)


def _lead(s: Stage, presser: User) -> Press:
    other = make.PostFactory.create(area=s.action.plan.area)
    return lambda by: set_leads(by=by, action=s.action, accountable=other, contributing=[])


def _direction(s: Stage, presser: User) -> Any:
    report = make.issued_report(plan=s.action.plan)
    given = make.DirectionFactory.create(report=report, given_on=SAID)
    make.DirectionAnswerFactory.create(
        direction=given, answered_by=presser, answered_on=SAID, action=s.action
    )
    return given


def _close(s: Stage, presser: User) -> Press:
    given = _direction(s, presser)
    return lambda by: close_direction(
        by=by, direction=given, expected=1, closing_note="Settled.", on=TODAY
    )


def _closing(s: Stage, presser: User) -> Press:
    given, met = _direction(s, presser), _group(s)
    return lambda by: record_closing(
        by=by,
        direction=given,
        expected=1,
        closing_note="Settled.",
        on=TODAY,
        decider="Chief Executive",
        meeting=met,
    )


ASKED: dict[str, tuple[Matter, Button]] = {
    "verify": (Matter.COMPLETION, _verify(True)),
    "return a claim": (Matter.COMPLETION, _verify(False)),
    "reopen": (Matter.REOPENING, _reopen),
    "approve a date": (Matter.DATE, _date(True)),
    "decline a date": (Matter.DATE, _date(False)),
    "decide as chief officer": (Matter.OFFICERS_DATE, _officer),
    "challenge": (Matter.CHALLENGE, _challenge),
    "accept": (Matter.CHECK, _check(accept_update)),
    "send back": (Matter.CHECK, _check(send_back_update, note="Which?")),
    "moderate": (Matter.CHECK, _check(moderate_update, what_happened="It met.")),
    "close a direction": (Matter.DIRECTION, _close),
    "record a closing": (Matter.DIRECTION, _closing),
}
# nobody asks for these: they concern those who lead the action now
UNASKED: dict[str, tuple[Matter, Button]] = {
    "agree a rating": (Matter.RATING, _rating),
    "change the lead": (Matter.LEAD, _lead),
    "withdraw": (Matter.WITHDRAWAL, _withdraw),
}


def _holding(capacity: Capacity, *, then: bool) -> Callable[[Stage], None]:
    def hold(s: Stage) -> None:
        ends = SAID + timedelta(days=2) if then else None
        make.PostHoldingFactory.create(
            post=s.post, user=s.user, capacity=capacity, starts=LONG_AGO, ends=ends
        )

    return hold


def _led_then(s: Stage) -> None:
    """They hold the post that led it on the day, and it was handed on since."""
    make.PostHoldingFactory.create(post=s.post, user=s.user, starts=LONG_AGO)
    other = make.PostFactory.create(area=s.action.plan.area)
    set_leads(by=s.other, action=s.action, accountable=other, contributing=[])


def _elsewhere(s: Stage) -> None:
    make.PostHoldingFactory.create(
        post=make.PostFactory.create(area=s.post.area), user=s.user, starts=LONG_AGO
    )


HELD = {
    "holds the post": _holding(Capacity.HOLDER, then=False),
    "deputises for the post": _holding(Capacity.DEPUTY, then=False),
}
HELD_THEN = {
    "held the post then": _holding(Capacity.HOLDER, then=True),
    "deputised for the post then": _holding(Capacity.DEPUTY, then=True),
    "held what led it then": _led_then,
}
NOBODY = {"holds another post": _elsewhere, "holds nothing": lambda s: None}


def refused(matter: Matter, press: Press, by: User) -> bool:
    """Whether the rule's words were the refusal; anything else that goes wrong is raised."""
    try:
        press(by)
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
        assert any(words in said for words in WORDS[matter].values()), said
        return True
    return False


@pytest.mark.parametrize("name", [*ASKED])
@pytest.mark.parametrize("way", ["pressed it", *HELD, *HELD_THEN, *NOBODY])
def test_what_was_asked_is_decided_by_somebody_whose_own_it_is_not(stage, name, way):
    matter, button = ASKED[name]
    ways = HELD | HELD_THEN | NOBODY
    press = button(stage, stage.user if way == "pressed it" else stage.other)
    ways.get(way, ways["holds nothing"])(stage)

    assert refused(matter, press, stage.user) == (way not in NOBODY)


@pytest.mark.parametrize("name", [*UNASKED])
@pytest.mark.parametrize("way", [*HELD, *NOBODY])
def test_what_nobody_asked_for_is_decided_by_somebody_who_does_not_lead_it(stage, name, way):
    matter, button = UNASKED[name]
    (HELD | NOBODY)[way](stage)

    assert refused(matter, button(stage, stage.other), stage.user) == (way in HELD)


@pytest.mark.parametrize("way", ["pressed it", *HELD, *NOBODY])
def test_what_officers_decided_is_recorded_by_whoever_did_not_ask(stage, way):
    press = _officers_recorded(stage, stage.user if way == "pressed it" else stage.other)
    (HELD | NOBODY).get(way, NOBODY["holds nothing"])(stage)

    assert refused(Matter.OFFICERS_RECORD, press, stage.user) == (way == "pressed it")


def _event(verb: str, target: models.Model, by: User) -> None:
    record(by=by, verb=verb, target=target)


def _deputy_of(s: Stage, preparer: User) -> None:
    post = make.PostFactory.create(area=s.action.plan.area)
    make.PostHoldingFactory.create(post=post, user=preparer, starts=LONG_AGO)
    make.PostHoldingFactory.create(
        post=post, user=s.user, capacity=Capacity.DEPUTY, starts=LONG_AGO
    )


REPORTED: dict[str, Callable[[Stage], None]] = {
    "prepared it": lambda s: None,  # a frozen report's preparer stands (`_frozen`)
    "began it": lambda s: _event("began report", s.report, s.user),
    "changed it": lambda s: _event("changed report", s.report, s.user),
    "froze it": lambda s: _event("froze report", s.report, s.user),
    "wrote a section": lambda s: _event("wrote section", s.report.sections.first(), s.user),
    "wrote the erratum": lambda s: _event("wrote erratum", s.report, s.user),
    "deputises for who prepared it": lambda s: _deputy_of(s, s.other),
    "did nothing": lambda s: None,
}


def _frozen(s: Stage, way: str) -> None:
    preparer = s.user if way == "prepared it" else s.other
    s.report = make.frozen_report(plan=s.action.plan, prepared_by=preparer)
    make.ReportFileFactory(report=s.report)
    REPORTED[way](s)
    s.report.refresh_from_db()


@pytest.mark.parametrize("way", REPORTED)
def test_a_report_is_released_by_somebody_who_had_no_part_in_it(stage, way):
    _frozen(stage, way)

    def press(by: User) -> Any:
        return issue_report(by=by, report=stage.report, send=False)

    assert refused(Matter.RELEASE, press, stage.user) == (way != "did nothing")


@pytest.mark.parametrize("way", REPORTED)
def test_a_report_is_sent_back_by_whoever_did_not_prepare_it(stage, way):
    _frozen(stage, way)

    def press(by: User) -> Any:
        return return_report(by=by, report=stage.report, note="Add the risks.")

    assert refused(Matter.RETURN, press, stage.user) == (way == "prepared it")


@pytest.mark.parametrize("colleague", [True, False])
def test_two_areas_agree_by_two_people_where_there_are_two(stage, colleague):
    tie = make.TieOfferFactory.create()
    record(by=stage.user, verb="offered regional action", target=tie.regional, area_id=tie.area_id)
    if colleague:
        make.person_with(Role.LEAD_OFFICER, tie.area)
    plan = make.PlanFactory.create(area=tie.area)

    def press(by: User) -> Any:
        return answer_tie(by=by, tie=tie, plan=plan)

    assert refused(Matter.REGIONAL, press, stage.user) == colleague
