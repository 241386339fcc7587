"""An area with a row in each register, and every step that writes over one after a report's day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine

from accounts.models import User
from actions.services import edit_action, join_risk
from assurance import services as assurance
from assurance.enums import ActivityKind, Grade
from assurance.rules.facts import ActivityFacts
from committees.enums import BodyKind
from committees.services import edit_body, edit_post
from connections import services as connections
from documents.enums import ReportKind
from documents.registers import ReportDay, report_day
from evaluation import services as evaluation
from evaluation.rules.facts import DomainFile, EvaluationFacts, FrameworkFile
from figures.services import edit_indicator
from governance import services as governance
from impact import services as impact
from impact.enums import Ground
from impact.rules.evidence import Evidence
from outcomes.services import edit_measure, edit_outcome
from plans.services import edit_heading, edit_level
from reporting.queries.registers import told
from reporting.queries.reports import content_of
from returns import services as returns
from returns.enums import ReturnKind
from risks import services as risks
from risks.enums import StepKind
from risks.rules.facts import Rating
from tests import factories as make
from tests.reporting.scene import AS_OF, NOW, scene
from voices import services as voices
from voices.enums import Answer, Feedback, LinkKind, Method
from voices.rules.facts import AnswerFacts, FeedbackFacts

START = date(2026, 6, 1)


@dataclass
class World:
    """An area with a row in each register, shared before the report's day, and that report."""

    by: User
    rows: dict[str, Any]
    day: ReportDay

    def __getitem__(self, name: str) -> Any:
        """The row as it stands, with nothing in memory."""
        row = self.rows[name]
        return type(row)._base_manager.get(pk=row.pk)

    @property
    def told(self) -> Any:
        """What the quarterly and the annual report of that day tell now."""
        annual = replace(self.day, kind=ReportKind.ANNUAL.value, since=None)
        with time_machine.travel(NOW + timedelta(days=60), tick=False):
            return [told(self.day, None), told(annual, None)]


def world_of_registers() -> World:
    """Called while it is `NOW`."""
    known = scene()
    plan, area = known.plan, known.plan.area
    action = plan.actions.order_by("pk")[0]
    body = make.BodyFactory.create(area=area, kind=BodyKind.COMMITTEE)
    post = make.PostFactory.create(area=area)
    risk = make.rated_risk(area, post=post, mitigation="Two posts are filled.")
    make.ActionRiskFactory.create(action=action, risk=risk)
    activity = make.ActivityFactory.create(area=area, reported_on=START, sample=20)
    finding = make.FindingFactory.create(activity=activity)
    loose = make.FindingFactory.create(activity=activity)
    make.FindingActionFactory.create(finding=finding, action=action)
    voice = make.VoiceFactory.create(area=area, heard_on=START, took_part=7)
    outcome = make.HighLevelOutcomeFactory.create(plan=plan)
    make.VoiceLinkFactory.create(voice=voice, heading=None, outcome=outcome)
    make.VoiceLinkFactory.create(voice=voice, heading=action.heading)
    link = make.VoiceLinkFactory.create(
        voice=voice, heading=None, action=action, kind=LinkKind.CAME_OF
    )
    framework = make.FrameworkFactory.create(area=area)
    indicator = make.QualityIndicatorFactory.create(domain__framework=framework)
    judged = make.EvaluationFactory.create(indicator=indicator)
    make.ShownFactory.create(evaluation=judged, activity=activity)
    planned = make.PlannedFactory.create(indicator=indicator, on=date(2026, 10, 1))
    statement = make.StatementFactory.create(plan=plan, heading=action.heading)
    measure = make.MeasureFactory.create(plan=plan)
    figure = make.IndicatorFactory.create(area=area)
    for shown in ({"activity": activity}, {"voice": voice}, {"measure": measure}):
        make.ChosenFactory.create(statement=statement, action=None, **shown)
    make.ChosenFactory.create(statement=statement, action=action)
    make.ChosenFactory.create(statement=statement, action=None, indicator=figure)
    duty = make.DutyFactory.create(area=area)
    sending = make.ReturnFactory.create(duty=duty)
    entry = make.ReturnEntryFactory.create(sending=sending, title="", activity=activity)
    make.CourseAttendanceFactory.create(entry=entry)
    served = make.ConnectionFactory.create(action=action, other_plan__area=area)
    member = make.MembershipFactory.create(body=body)
    rows = {
        "action": action, "heading": action.heading, "level": action.heading.level,
        "outcome": outcome, "measure": measure,
        "figure": figure, "body": duty.body, "post": post, "risk": risk, "activity": activity,
        "finding": finding, "loose": loose, "voice": voice, "link": link,
        "other_plan": served.other_plan, "framework": framework,
        "judgement": make.JudgementFactory.create(activity=activity, grade=5),
        "indicator": indicator, "planned": planned, "duty": duty,
        "term": make.TermFactory.create(membership=member),
        "place": make.PlaceFactory.create(body=body),
        "strategy": make.StrategyFactory.create(body=body, post=post),
        "year": make.YearRuleFactory.create(body=body), "committee": body,
        "another": make.PostFactory.create(area=area),
        "elsewhere": make.HeadingFactory.create(plan=plan, level=action.heading.level),
    }  # fmt: skip
    content = content_of(known.frozen().snapshot)
    day = report_day(content, area=area.pk, frozen_at=NOW, since=START)
    return World(known.officer, rows, day)


Step = Callable[[World, str], Any]


def edit(of: str, service: Any, /, **more: Any) -> Step:
    """A row is written over with what `more` says of some words."""

    def step(w: World, words: str) -> Any:
        row = w[of]
        values = {key: value(w, words) for key, value in more.items()}
        kind = {"year": "body", "planned": "indicator"}.get(of, of)
        target = {"year": w["committee"], "planned": w["indicator"]}.get(of, row)
        known = {"another": "post", "figure": "indicator"}.get(kind, kind)
        return service(by=w.by, expected=row.row_version, **{known: target}, **values)

    return step


def facts(of: str, /, **more: Any) -> Any:
    """The facts of a row with others in the place of some."""

    def made(w: World, words: str) -> Any:
        return replace(w[of].facts(), **{key: value(w, words) for key, value in more.items()})

    return made


def said(w: World, words: str) -> str:
    return words


def always(value: Any) -> Any:
    return lambda w, words: value


def today(w: World, words: str) -> date:
    return AS_OF + timedelta(days=1)


def finding(w: World, words: str) -> Any:
    return assurance.add_finding(by=w.by, activity=w["activity"], number="9", text=words)


def removed(w: World, words: str) -> Any:
    return assurance.remove_finding(by=w.by, finding=w["loose"])


def activity(w: World, words: str) -> Any:
    row = assurance.add_activity(
        by=w.by, area=w["activity"].area,
        facts=ActivityFacts(ActivityKind.AUDIT, words, reported_on=START),
    )  # fmt: skip
    return assurance.share_activity(by=w.by, activity=row)


def duty(w: World, words: str) -> Any:
    duty_facts = replace(w["duty"].facts(), kind=ReturnKind.OTHER, name=words)
    return returns.add_duty(by=w.by, area=w["duty"].area, facts=duty_facts)


def framework(w: World, words: str) -> Any:
    sent = FrameworkFile(words, "Ours", "Second", date(2026, 8, 1), [DomainFile("A", [("1", "B")])])
    return evaluation.import_framework(by=w.by, area=w["framework"].area, sent=sent)


def judge(w: World, words: str) -> Any:
    row = evaluation.write_evaluation(
        by=w.by, indicator=w["indicator"], expected=0,
        facts=EvaluationFacts(START, None, known=words), activities=[w["activity"]], actions=[],
        today=date(2026, 12, 1),
    )  # fmt: skip
    return evaluation.share_evaluation(by=w.by, evaluation=row)


def state(w: World, words: str) -> Any:
    row = impact.write_statement(
        by=w.by, priority=w["heading"], expected=0, text=words,
        evidence=[Evidence(Ground.COMPLETED, w["action"].pk)],
    )  # fmt: skip
    return impact.share_statement(by=w.by, statement=row)


def rate(w: World, words: str) -> Any:
    """Whatever came before: one that was closed is opened again."""
    if w["risk"].steps.order_by("-pk")[0].kind == StepKind.CLOSED:
        risks.reopen_risk(by=w.by, risk=w["risk"], reason=words)
    return risks.rate_risk(
        by=w.by, risk=w["risk"], rating=Rating(5, 5, 5, 5), review_by=date(2027, 6, 1),
        reason=words,
    )  # fmt: skip


def body(w: World, words: str) -> Any:
    return edit_body(by=w.by, body=w["body"], expected=w["body"].row_version, name=words)


def post(w: World, words: str) -> Any:
    row = w["post"]
    return edit_post(
        by=w.by, post=row, expected=row.row_version, title=words, kind=row.kind, agency=None,
        body=None,
    )  # fmt: skip


STEPS: dict[str, Step] = {
    "risk": edit("risk", risks.edit_risk, facts=facts(
        "risk", event=said, mitigation=said, number=always("77"),
        post=lambda w, _: w["another"].pk)),
    "risk rated": rate,
    "risk closed": lambda w, words: risks.close_risk(by=w.by, risk=w["risk"], reason=words),
    "risk joined": lambda w, words: join_risk(
        by=w.by, action=w["action"].plan.actions.order_by("-pk")[0], risk=w["risk"]),
    "activity": edit("activity", assurance.edit_activity, facts=facts(
        "activity", title=said, went_well=said, to_improve=said, sample=always(40),
        reported_on=today)),
    "another activity": activity,
    "finding": edit("finding", assurance.edit_finding, number=always("8"), text=said),
    "another finding": finding,
    "finding removed": removed,
    "judgement of an entry": lambda w, words: assurance.add_judgement(
        by=w.by, activity=w["activity"], statement=words, grade=Grade.GOOD),
    "judgement removed": lambda w, words: assurance.remove_judgement(
        by=w.by, judgement=w["judgement"]),
    "other plan": edit("other_plan", connections.edit_other_plan, facts=facts(
        "other_plan", name=said, owner=said)),
    "voice": edit("voice", voices.edit_voice, facts=facts(
        "voice", said=said, took_part=always(90), method=always(Method.SURVEY),
        heard_on=always(AS_OF))),
    "voice answered": edit("voice", voices.answer_voice, facts=lambda w, words: AnswerFacts(
        Answer.DECIDED, words, AS_OF)),
    "voice told": edit("voice", voices.tell_back, facts=lambda w, words: FeedbackFacts(
        Feedback.TOLD, words, AS_OF)),
    "voice parted": lambda w, words: voices.part_voice(by=w.by, link=w["link"]),
    "programme": edit("planned", evaluation.plan_evaluation, on=always(date(2026, 7, 1))),
    "framework": framework,
    "self-evaluation": judge,
    "statement": state,
    "duty": edit("duty", returns.edit_duty, facts=facts("duty", name=said)),
    "another duty": duty,
    "term": edit("term", governance.edit_term, starts=always(date(2026, 8, 2)),
                 ends=always(date(2031, 8, 1))),
    "place": edit("place", governance.edit_place, number=lambda w, words: len(words) + 3),
    "strategy": edit("strategy", governance.edit_strategy, title=said,
                     post=lambda w, _: w["another"], reviewed_on=today, due_on=always(None)),
    "another strategy": lambda w, words: governance.add_strategy(
        by=w.by, body=w["committee"], title=words, post=None, reviewed_on=None, due_on=None),
    "year": edit("year", governance.set_year, first_month=always(9), least_meetings=always(7)),
    "body": body,
    "post": post,
    "level": edit("level", edit_level, singular=said),
    "heading": edit("heading", edit_heading, text=said, number=always("7")),
    "outcome": edit("outcome", edit_outcome, number=always("7"), text=said,
                    headings=always(())),
    "measure": edit("measure", edit_measure, text=said, evidence_sources=said),
    "action": edit("action", edit_action, text=said, number=always("7.7"),
                   heading_id=lambda w, _: w["elsewhere"].pk),
    "figure": edit("figure", edit_indicator, name=said),
}  # fmt: skip
WORDS = ("Words of a later day.", "Other words again.")


def take(w: World, name: str, after: int) -> None:
    moment = datetime.combine(AS_OF + timedelta(days=after), NOW.time(), UTC)
    with time_machine.travel(moment, tick=False):
        STEPS[name](w, f"{WORDS[after % 2]} {after}")
