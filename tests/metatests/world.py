"""An area with one of everything, for the tests that walk every address."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Action, ActionIndicator, ActionRisk, Evidence, Tie
from archive.enums import State
from archive.models import Departure
from assurance.models import Activity, Finding, FindingAction, FindingDecision, Judgement
from audit.services import keep
from committees.enums import Capacity
from committees.models import (
    AccessChange,
    Area,
    Body,
    GroupOffer,
    Meeting,
    Membership,
    Post,
    PostHolding,
    RoleGrant,
)
from connections.models import Connection, OtherPlan
from documents.enums import Canonical
from evaluation.models import Evaluation, Framework, QualityIndicator
from evaluation.models import Evidence as Shown
from exchange.models import EditedFile
from figures.models import Indicator, IndicatorLink
from governance.models import Contribution, Place, Strategy, Term
from guard.models import GuardPattern
from impact.models import Statement
from imports.models import ImportDecision, ImportDraft
from learning_reviews.models import Review, ReviewAction, ReviewFinding
from meetings.models import MeetingDecision
from outcomes.models import HighLevelOutcome, Measure, Reading
from papers.models import Paper
from plans.enums import PlanState
from plans.models import Heading, LegendEntry, Level, Plan, PlanVersion
from redactions import services as redactions
from redactions.enums import Kind, Reason, SeenIn
from redactions.models import Redaction
from reporting.models import Delivery, Direction, Report, ReportFile
from returns.models import CourseQuestion, Duty, Entry, Return
from risks.models import Risk
from tests import factories as make
from voices.models import Quotation, Voice, VoiceLink
from windows.models import UpdateWindow


@dataclass
class World:
    area: Area
    body: Body
    member: Membership
    meeting: Meeting
    post: Post
    holding: PostHolding
    grant: RoleGrant
    pattern: GuardPattern
    plan: Plan
    level: Level
    heading: Heading
    entry: LegendEntry
    version: PlanVersion
    outcome: HighLevelOutcome
    measure: Measure
    counted: Measure
    reading: Reading
    action: Action  # nobody leads it
    own_action: Action  # led by the group that everybody in the test deputises for
    rated_action: Action
    claimed_action: Action
    dated_action: Action
    window: UpdateWindow
    group: Post
    draft: Report
    frozen: Report
    file: ReportFile  # of the frozen report
    issued: Report
    delivery: Delivery  # of the issued report: its letter came back
    spreadsheet: ImportDraft
    edited_file: EditedFile
    decided_words: ImportDecision
    direction: Direction  # on an issued report
    evidence: Evidence  # a file of an update that was sent
    decision: MeetingDecision  # recorded at the meeting, not applied
    done_action: Action  # verified complete
    later_action: Action  # its new date is for the chief officers
    regional: Body  # the area's regional group, which serves one other area
    shared_action: Action  # led by the group, and tied to a regional action
    tie: Tie  # a regional action that waits for this area's answer
    redaction: Redaction  # proposed by somebody who is not among the test's people
    departure: Departure  # a file that somebody else asked for
    access: AccessChange  # a role that waits for a second person
    indicator: Indicator
    indicator_tie: IndicatorLink
    action_indicator: ActionIndicator
    activity: Activity  # an inspection that was shared
    judgement: Judgement
    finding: Finding  # no action came of it
    finding_action: FindingAction
    finding_decision: FindingDecision
    voice: Voice  # was shared
    voice_link: VoiceLink
    quotation: Quotation
    other_plan: OtherPlan
    connection: Connection
    place: Place
    term: Term
    strategy: Strategy
    contribution: Contribution
    risk: Risk  # owned by the group, in the register
    action_risk: ActionRisk
    review: Review  # its report came; everybody in the test is named on it
    review_finding: ReviewFinding
    review_action: ReviewAction
    return_duty: Duty  # of the group that everybody deputises for
    return_draft: Return
    return_entry: Entry  # of the draft
    sent_return: Return  # nobody has checked it
    course_question: CourseQuestion  # about a course of what was sent
    statement: Statement  # was shared
    unshared: Statement
    framework: Framework
    quality_indicator: QualityIndicator
    evaluation: Evaluation  # was shared
    evaluation_draft: Evaluation
    written: Paper  # the draft of a meeting's minutes, with words
    evaluation_evidence: Shown
    offer: GroupOffer  # another area's, which waits for this area's answer

    def person(self, role: Role) -> User:
        """Somebody with `role` here who deputises for the group that leads `own_action`."""
        user = make.person_with(role, self.area)
        make.PostHoldingFactory(post=self.group, user=user, capacity=Capacity.DEPUTY)
        make.NamedPersonFactory(review=self.review, person_key=user.pk)
        if role == Role.INSPECTOR:  # who reads no draft
            Plan.objects.filter(pk=self.plan.pk).update(state=PlanState.AGREED)
        return user


def _draft(frozen: Report) -> Report:
    """A report in preparation: as the frozen one it goes on from the last that was issued."""
    day = frozen.as_of + timedelta(days=1)
    return make.ReportFactory(
        plan=frozen.plan, period_start=frozen.as_of, period_end=day, as_of=day
    )


def _open_window(plan: Plan) -> UpdateWindow:
    opens, closes = (timezone.localdate() + timedelta(days=days) for days in (-3, 3))
    return make.UpdateWindowFactory(plan=plan, opens_on=opens, closes_on=closes)


def _dated(plan: Plan, heading: Heading) -> Action:
    """A new date is asked for. The date is ahead on whatever day the tests run: what is overdue is
    proposed another rating."""
    due = timezone.localdate() + timedelta(days=400)
    dated = make.ActionFactory(plan=plan, heading=heading, due=due)
    make.DeadlineRevisionFactory(action=dated)
    return dated


def _measured(plan: Plan, own: Action) -> dict[str, Any]:
    """A measure that is counted, of the action that everybody leads, with a reading."""
    counted = make.MeasureFactory(plan=plan, unit="% of plans")
    own.measures.add(counted)
    keep(by=None, row=own, on=make.PERIOD_START)
    return {"counted": counted, "reading": make.ReadingFactory(measure=counted)}


def _regional(area: Area, plan: Plan, group: Post) -> dict[str, Any]:
    """What the area shares with others, what others offer to it, and a role that waits."""
    shared = make.TieFactory(action__plan=plan).action
    make.LeadFactory(action=shared, post=group)
    return {
        "regional": make.RegionalGroupFactory(area=area, serves=[make.AreaFactory()]),
        "shared_action": shared,
        "tie": make.TieOfferFactory(area=area),
        "offer": make.GroupOfferFactory(area=area),
        "access": make.AccessChangeFactory(area=area),
        "departure": departure(area),
        **_returns(area, group),
    }


def _returns(area: Area, group: Post) -> dict[str, Any]:
    """What a group owes: one quarter was sent, the next is a draft."""
    duty = make.DutyFactory(area=area, body=group.body)
    later = {"period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30)}
    sent = make.ReturnFactory(duty=duty)
    draft = make.DraftReturnFactory(duty=duty, **later)
    course = make.ReturnEntryFactory(sending=sent, ask_again=True)
    return {
        "return_duty": duty,
        "sent_return": sent,
        "return_draft": draft,
        "return_entry": make.ReturnEntryFactory(sending=draft),
        "course_question": make.CourseQuestionFactory(entry=course),
    }


def _figures(area: Area, action: Action) -> dict[str, Any]:
    """An indicator with its questions and a figure, what it belongs to, and an inspection."""
    row = make.ObservationFactory(
        indicator__area=area, indicator__questions="Were they held in time?"
    ).indicator
    return {
        "indicator": row,
        "indicator_tie": make.IndicatorLinkFactory(indicator=row, to__area=area),
        "action_indicator": make.ActionIndicatorFactory(action=action, indicator=row),
        **_assurance(area, action),
        **_review(area, action),
    }


def _risks(area: Area, group: Post, action: Action) -> dict[str, Any]:
    """A risk that the group owns, with an action against another."""
    return {
        "risk": make.rated_risk(area, post=group),
        "action_risk": make.ActionRiskFactory(risk=make.rated_risk(area), action=action),
    }


def _assurance(area: Area, action: Action) -> dict[str, Any]:
    """An inspection with a judgement and three findings: nothing came of one, of another an action
    that serves another plan, and on one it was decided."""
    activity = make.ActivityFactory(area=area)
    connection = make.ConnectionFactory(other_plan__area=area, action=action)
    joined = make.FindingFactory(activity=activity)
    return {
        "activity": activity,
        **_evaluation(activity),
        "judgement": make.JudgementFactory(activity=activity),
        "finding": make.FindingFactory(activity=activity),
        "finding_action": make.FindingActionFactory(finding=joined, action=action),
        "finding_decision": make.FindingDecisionFactory(finding__activity=activity),
        "other_plan": connection.other_plan,
        "connection": connection,
    }


def _minutes(body: Body) -> Paper:
    """Minutes of an earlier meeting, with words under their last part."""
    meeting = make.MeetingFactory(body=body, held_on=date(2024, 6, 4))
    return make.PaperPartFactory(paper__meeting=meeting).paper


def _evaluation(activity: Activity) -> dict[str, Any]:
    """An indicator that was evaluated, is planned, and has a draft with evidence."""
    indicator = make.QualityIndicatorFactory(domain__framework__area=activity.area)
    shared = make.EvaluationFactory(indicator=indicator)
    make.PlannedFactory(indicator=indicator)
    draft = make.EvaluationFactory(indicator=indicator, shared_at=None, shared_by=None)
    make.ShownFactory(evaluation=draft, activity=activity)
    return {
        "framework": indicator.domain.framework,
        "quality_indicator": indicator,
        "evaluation": shared,
        "evaluation_draft": draft,
        "evaluation_evidence": make.ShownFactory(evaluation=shared, activity=activity),
    }


def _itself(body: Body) -> dict[str, Any]:
    """A member with a term, and what else is recorded of the committee itself."""
    member = make.MembershipFactory(body=body)
    return {
        "written": _minutes(body),
        "member": member,
        "place": make.PlaceFactory(body=body),
        "term": make.TermFactory(membership=member),
        "strategy": make.StrategyFactory(body=body),
        "contribution": make.ContributionFactory(body=body),
    }


def _voices(heading: Heading) -> dict[str, Any]:
    """What was said about a priority, with a quotation, and what difference that made."""
    voice = make.VoiceFactory(area=heading.plan.area)
    statement = make.StatementFactory(
        plan=heading.plan, heading=heading, shared_at=None, shared_by=None
    )
    make.ChosenFactory(statement=statement, action=None, voice=voice)
    return {
        "voice": voice,
        "voice_link": make.VoiceLinkFactory(voice=voice, heading=heading),
        "quotation": make.QuotationFactory(voice=voice),
        "statement": make.StatementFactory(plan=heading.plan, heading=heading),
        "unshared": statement,
    }


def _review(area: Area, action: Action) -> dict[str, Any]:
    """A learning review with its report and a finding, of which an action came."""
    finding = make.ReviewFindingFactory(review=make.reported_review(area), number=1)
    link = make.ReviewActionFactory(finding=finding, action_key=action.pk)
    return {"review": finding.review, "review_finding": finding, "review_action": link}


def departure(area: Area) -> Departure:
    """Waits for a second person."""
    nobody = {"decided_by": None, "decided_at": None, "made_at": None, "path": "", "sha256": ""}
    return make.DepartureFactory(area=area, state=State.ASKED, **nobody)


def proposal(plan: Plan, words: str = "Wexilda Tarnbrook") -> Redaction:
    """Words in the context of a heading of its own wait to be taken out."""
    make.HeadingFactory(
        plan=plan, level=plan.levels.first(), context="Seen with Wexilda Tarnbrook."
    )
    return redactions.propose(
        by=make.person_with(Role.LEAD_OFFICER, plan.area),
        area=plan.area,
        words=words,
        kind=Kind.NAME,
        reason=Reason.CHILD,
        seen_in=SeenIn.ELSEWHERE,
    )


def _files(plan: Plan) -> dict[str, Any]:
    """What came in from files and waits, and what their words were decided to mean."""
    return {
        "spreadsheet": make.ImportDraftFactory(area=plan.area),
        "edited_file": make.EditedFileFactory(plan=plan),
        "decided_words": make.ImportDecisionFactory(area=plan.area),
    }


def build() -> World:
    body = make.BodyFactory()
    area, plan = body.area, make.PlanFactory(area=body.area, body=body)
    heading = make.HeadingFactory(plan=plan, level=make.LevelFactory(plan=plan))
    group = make.GroupFactory(area=area)
    actions = make.ActionFactory.create_batch(4, plan=plan, heading=heading)
    _free, own, rated, claimed = actions
    dated = _dated(plan, heading)
    make.LeadFactory(action=own, post=group)
    make.ProgressUpdateFactory(action=rated, canonical=Canonical.ON_TRACK)
    make.CompletionFactory(action=claimed)
    post = make.PostFactory(area=area)
    done, later = (make.ActionFactory(plan=plan, heading=heading) for _ in range(2))
    make.CompletionFactory(action=done, state=CompletionState.VERIFIED)
    make.DeadlineRevisionFactory(action=later, to_chief_officers=True)
    shared = {**_regional(area, plan, group), **_figures(area, rated), **_measured(plan, own)}
    shared |= _voices(heading) | _risks(area, group, rated)
    meeting = make.MeetingFactory(body=body)
    frozen = make.frozen_report(plan=plan, period_start=date(2026, 8, 31))
    issued = make.issued_report(plan=plan, as_of=frozen.as_of - timedelta(days=1))
    return World(
        area=area,
        body=body,
        **_itself(body),
        meeting=meeting,
        post=post,
        holding=make.PostHoldingFactory(post=post, user=make.person_with(Role.MEMBER, area)),
        grant=make.RoleGrantFactory(area=area),
        pattern=make.GuardPatternFactory(area=area),
        plan=plan,
        level=heading.level,
        heading=heading,
        entry=plan.legend.entries.first(),
        version=make.PlanVersionFactory(plan=plan, content=TEXT),
        outcome=make.HighLevelOutcomeFactory(plan=plan),
        measure=make.MeasureFactory(plan=plan),
        action=actions[0],
        own_action=own,
        rated_action=rated,
        claimed_action=claimed,
        dated_action=dated,
        window=_open_window(plan),
        group=group,
        draft=make.report_in_parts(_draft(frozen), group),
        frozen=frozen,
        file=make.ReportFileFactory(report=frozen),
        issued=issued,
        delivery=make.DeliveryFactory(report=issued, letter=make.bounced_letter()),
        **_files(plan),
        direction=make.DirectionFactory(
            report=make.issued_report(plan=plan, as_of=frozen.as_of - timedelta(days=30)),
            given_on=frozen.as_of,
        ),
        evidence=make.evidence_file(action=rated, update_shown=rated.updates.get()),
        decision=make.MeetingDecisionFactory(plan=plan, meeting=meeting, action=actions[0]),
        done_action=done,
        later_action=later,
        redaction=proposal(plan),
        **shared,
    )


TEXT = {"title": "Improvement plan", "headings": [], "legend": [], "levels": []}
