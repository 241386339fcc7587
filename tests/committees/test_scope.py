"""Areas are sealed: `visible_to` is the only door, tried for every model and every role."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.models import Area
from committees.permissions import may, may_anywhere, require
from plans.enums import PlanState
from plans.models import Plan
from tests import factories as make
from tests.committees.rows_of_narratives import RETURNS_AND_NARRATIVES
from tests.factories.figures import RuleChangeFactory

pytestmark = pytest.mark.django_db

P = Permission
# who reads published editions sees nothing else of an area
ANY_ROLE = frozenset(Role) - {Role.ELECTED_MEMBER}


def with_(permission: Permission) -> frozenset[Role]:
    return frozenset(role for role in Role if permission in ROLE_PERMISSIONS[role])


FOUND = "finding__activity__area"
READERS = with_(P.PLAN_READ)
EXACT = with_(P.FIGURE_READ)
COMMITTEE = with_(P.COMMITTEE_READ)
DEFINED = READERS | EXACT

# Model: how to make a row in an area, and the roles that see it.
ROWS = {
    "committees.Area": (lambda area: area, ANY_ROLE),
    "committees.RoleGrant": (lambda area: make.RoleGrantFactory(area=area), ANY_ROLE),
    "committees.Body": (lambda area: make.BodyFactory(area=area), ANY_ROLE),
    "committees.Post": (lambda area: make.PostFactory(area=area), ANY_ROLE),
    "committees.PostHolding": (lambda area: make.PostHoldingFactory(post__area=area), ANY_ROLE),
    "committees.Membership": (lambda area: make.MembershipFactory(body__area=area), ANY_ROLE),
    "committees.Meeting": (lambda area: make.MeetingFactory(body__area=area), ANY_ROLE),
    "committees.Offsets": (lambda area: make.OffsetsFactory(body__area=area), ANY_ROLE),
    "committees.DateRule": (lambda area: make.DateRuleFactory(body__area=area), ANY_ROLE),
    "committees.Logo": (lambda area: make.LogoFactory(area=area), ANY_ROLE),
    "committees.GroupOffer": (lambda area: make.GroupOfferFactory(area=area), ANY_ROLE),
    "committees.AccessChange": (
        lambda area: make.AccessChangeFactory(area=area),
        with_(P.ACCESS_CONFIRM) | with_(P.ROLE_GRANT),
    ),
    "plans.Plan": (lambda area: make.PlanFactory(area=area), READERS),
    "plans.Legend": (lambda area: make.PlanFactory(area=area).legend, READERS),
    "plans.Level": (lambda area: make.LevelFactory(plan__area=area), READERS),
    "plans.Heading": (lambda area: make.HeadingFactory(plan__area=area), READERS),
    "plans.PlanReview": (lambda area: make.PlanReviewFactory(plan__area=area), READERS),
    "plans.PlanVersion": (lambda area: make.PlanVersionFactory(plan__area=area), READERS),
    "plans.SignOff": (lambda area: make.SignOffFactory(plan__area=area), READERS),
    "outcomes.HighLevelOutcome": (
        lambda area: make.HighLevelOutcomeFactory(plan__area=area),
        READERS,
    ),
    "outcomes.Measure": (lambda area: make.MeasureFactory(plan__area=area), READERS),
    "outcomes.Reading": (lambda area: make.ReadingFactory(measure__plan__area=area), READERS),
    "actions.ActionIndicator": (
        lambda area: make.ActionIndicatorFactory(action__plan__area=area, indicator__area=area),
        READERS,
    ),
    "impact.Statement": (lambda area: make.StatementFactory(plan__area=area), READERS),
    "evaluation.Framework": (lambda area: make.FrameworkFactory(area=area), READERS),
    "evaluation.Domain": (lambda area: make.DomainFactory(framework__area=area), READERS),
    "evaluation.QualityIndicator": (
        lambda area: make.QualityIndicatorFactory(domain__framework__area=area),
        READERS,
    ),
    "evaluation.Planned": (
        lambda area: make.PlannedFactory(indicator__domain__framework__area=area),
        READERS,
    ),
    "evaluation.Evaluation": (
        lambda area: make.EvaluationFactory(indicator__domain__framework__area=area),
        READERS,
    ),
    "evaluation.Evidence": (
        lambda area: make.ShownFactory(evaluation__indicator__domain__framework__area=area),
        READERS,
    ),
    "impact.Chosen": (lambda area: make.ChosenFactory(statement__plan__area=area), READERS),
    "voices.VoiceGroup": (lambda area: make.VoiceGroupFactory(area=area), ANY_ROLE),
    "voices.Voice": (lambda area: make.VoiceFactory(area=area), READERS),
    "voices.Quotation": (lambda area: make.QuotationFactory(voice__area=area), READERS),
    "voices.VoiceLink": (
        lambda area: make.VoiceLinkFactory(voice__area=area, heading__plan__area=area),
        READERS,
    ),
    "actions.ActionRisk": (
        lambda area: make.ActionRiskFactory(risk__area=area, action__plan__area=area),
        READERS,
    ),
    "risks.Risk": (lambda area: make.RiskFactory(area=area), READERS),
    "risks.RiskStep": (lambda area: make.RiskStepFactory(risk__area=area), READERS),
    "risks.RiskScale": (lambda area: make.RiskScaleFactory(area=area), READERS),
    "risks.ReviewRequest": (lambda area: make.ReviewRequestFactory(risk__area=area), READERS),
    "assurance.Activity": (lambda area: make.ActivityFactory(area=area), READERS),
    "assurance.Judgement": (lambda area: make.JudgementFactory(activity__area=area), READERS),
    "assurance.Finding": (lambda area: make.FindingFactory(activity__area=area), READERS),
    "assurance.FindingAction": (lambda at: make.FindingActionFactory(**{FOUND: at}), READERS),
    "assurance.FindingDecision": (lambda at: make.FindingDecisionFactory(**{FOUND: at}), READERS),
    # nobody, whatever their role: who sees them is named (tests/learning_reviews)
    "learning_reviews.Review": (lambda area: make.ReviewFactory(area=area), frozenset()),
    "learning_reviews.NamedPerson": (
        lambda area: make.NamedPersonFactory(review__area=area),
        frozenset(),
    ),
    "learning_reviews.Step": (lambda area: make.StepFactory(review__area=area), frozenset()),
    "learning_reviews.ReviewFinding": (
        lambda area: make.ReviewFindingFactory(review__area=area),
        frozenset(),
    ),
    "learning_reviews.ReviewAction": (
        lambda area: make.ReviewActionFactory(finding__review__area=area),
        frozenset(),
    ),
    "learning_reviews.Entry": (
        lambda area: make.review_entry(make.ReviewFactory(area=area)),
        frozenset(),
    ),
    **RETURNS_AND_NARRATIVES,
    "actions.Action": (lambda area: make.ActionFactory(plan__area=area), READERS),
    "actions.Lead": (lambda area: make.LeadFactory(action__plan__area=area), READERS),
    "actions.RegionalAction": (
        lambda area: make.TieOfferFactory(area=area).regional,
        READERS,
    ),
    "actions.Tie": (lambda area: make.TieFactory(action__plan__area=area), READERS),
    "actions.RegionalUpdate": (
        lambda area: make.RegionalUpdateFactory(tie__action__plan__area=area),
        READERS,
    ),
    "windows.UpdateWindow": (lambda area: make.UpdateWindowFactory(plan__area=area), READERS),
    "actions.ProgressUpdate": (
        lambda area: make.ProgressUpdateFactory(action__plan__area=area),
        READERS,
    ),
    "actions.Challenge": (lambda area: make.ChallengeFactory(action__plan__area=area), READERS),
    "actions.DeadlineRevision": (
        lambda area: make.DeadlineRevisionFactory(action__plan__area=area),
        READERS,
    ),
    "actions.Tally": (lambda area: make.TallyFactory(action__plan__area=area), READERS),
    "actions.Disposal": (lambda area: make.DisposalFactory(action__plan__area=area), READERS),
    "actions.Lineage": (lambda area: make.LineageFactory(target__plan__area=area), READERS),
    "actions.OfficersDecision": (
        lambda area: make.OfficersDecisionFactory(area=area),
        with_(P.REPORT_READ_ISSUED),
    ),
    "actions.Completion": (lambda area: make.CompletionFactory(action__plan__area=area), READERS),
    "imports.ImportDecision": (
        lambda area: make.ImportDecisionFactory(area=area),
        with_(P.PLAN_IMPORT),
    ),
    "exchange.EditedFile": (
        lambda area: make.EditedFileFactory(plan__area=area),
        with_(P.PLAN_EDIT),
    ),
    "imports.ImportDraft": (
        lambda area: make.ImportDraftFactory(area=area),
        with_(P.PLAN_IMPORT),
    ),
    "actions.UpdateCheck": (lambda area: make.UpdateCheckFactory(action__plan__area=area), READERS),
    "actions.Comment": (lambda area: make.CommentFactory(action__plan__area=area), READERS),
    "actions.ProposalDecision": (
        lambda area: make.ProposalDecisionFactory(action__plan__area=area),
        READERS,
    ),
    "windows.WindowReopening": (
        lambda area: make.WindowReopeningFactory(window__plan__area=area),
        READERS,
    ),
    "actions.Evidence": (lambda area: make.EvidenceFactory(action__plan__area=area), READERS),
    "meetings.MeetingDecision": (
        lambda area: make.MeetingDecisionFactory(plan__area=area),
        READERS,
    ),
    "papers.Paper": (lambda area: make.PaperFactory(meeting__body__area=area), COMMITTEE),
    "meetings.AttendanceRecord": (
        lambda area: make.AttendanceRecordFactory(meeting__body__area=area),
        with_(P.COMMITTEE_READ),
    ),
    "meetings.Attendance": (
        lambda area: make.AttendanceFactory(record__meeting__body__area=area),
        with_(P.COMMITTEE_READ),
    ),
    "connections.OtherPlan": (lambda area: make.OtherPlanFactory(area=area), READERS),
    "connections.Connection": (
        lambda area: make.ConnectionFactory(other_plan__area=area, action__plan__area=area),
        READERS,
    ),
    "governance.YearRule": (lambda area: make.YearRuleFactory(body__area=area), ANY_ROLE),
    "governance.Place": (lambda area: make.PlaceFactory(body__area=area), ANY_ROLE),
    "governance.Strategy": (lambda area: make.StrategyFactory(body__area=area), ANY_ROLE),
    "governance.Contribution": (lambda area: make.ContributionFactory(body__area=area), ANY_ROLE),
    "governance.Term": (lambda area: make.TermFactory(membership__body__area=area), ANY_ROLE),
    "governance.Induction": (
        lambda area: make.InductionFactory(membership__body__area=area),
        with_(P.COMMITTEE_READ),
    ),
    "reminders.Reminder": (
        lambda area: make.ReminderFactory(window__plan__area=area),
        with_(P.WINDOW_MANAGE),
    ),
    "reporting.Delivery": (
        lambda area: make.DeliveryFactory(report__plan__area=area),
        with_(P.REPORT_READ),
    ),
    "reporting.Download": (
        lambda area: make.DownloadFactory(report__plan__area=area),
        with_(P.REPORT_READ),
    ),
    "reporting.Direction": (
        lambda area: make.DirectionFactory(report__plan__area=area),
        with_(P.REPORT_READ_ISSUED),
    ),
    "editions.ReportEdition": (make.waiting_edition, with_(P.REPORT_READ)),
    "reporting.Report": (lambda area: make.ReportFactory(plan__area=area), with_(P.REPORT_READ)),
    "archive.Departure": (
        lambda area: make.DepartureFactory(area=area),
        with_(P.ARCHIVE_ASK) | with_(P.ARCHIVE_CONFIRM),
    ),
    "figures.IndicatorSet": (lambda area: make.IndicatorSetFactory(area=area), DEFINED),
    "figures.Indicator": (lambda area: make.IndicatorFactory(area=area), DEFINED),
    "figures.Category": (lambda area: make.CategoryFactory(indicator__area=area), DEFINED),
    "figures.IndicatorLink": (
        lambda area: make.IndicatorLinkFactory(
            indicator__area=area, to=make.IndicatorFactory(area=area)
        ),
        DEFINED,
    ),
    "figures.Benchmark": (lambda area: make.BenchmarkFactory(indicator__area=area), DEFINED),
    "figures.Goal": (lambda area: make.GoalFactory(indicator__area=area), DEFINED),
    "figures.FigureRequest": (
        lambda area: make.FigureRequestFactory(indicator__area=area),
        DEFINED,
    ),
    "figures.Observation": (lambda area: make.ObservationFactory(indicator__area=area), EXACT),
    "figures.Sentence": (lambda area: make.SentenceFactory(indicator__area=area), EXACT),
    "figures.Answer": (lambda area: make.AnswerFactory(indicator__area=area), EXACT),
    "figures.Lifting": (lambda area: make.LiftingFactory(indicator__area=area), EXACT),
    "figures.Edition": (lambda area: make.EditionFactory(area=area), EXACT),
    "figures.AudienceRule": (lambda area: make.AudienceRuleFactory(area=area), ANY_ROLE),
    "figures.RuleChange": (lambda area: RuleChangeFactory(area=area), ANY_ROLE),
    "reporting.Snapshot": (
        lambda area: make.frozen_report(plan=make.PlanFactory(area=area)).snapshot,
        with_(P.REPORT_READ),
    ),
}

WITHIN = {  # reached only through the row that they belong to
    "plans.LegendEntry": "plans.Legend",
    "reporting.Section": "reporting.Report",
    "papers.PaperPart": "papers.Paper",
    "reporting.ReportFile": "reporting.Report",
    "editions.EditionFile": "editions.ReportEdition",
    "reporting.DirectionAnswer": "reporting.Direction",
    "archive.Arrival": "committees.Area",
}

OWN = {  # one person's own, seen by nobody else in any role
    "committees.CalendarFeed": lambda user, area: make.CalendarFeedFactory(user=user),
    "actions.UpdateDraft": lambda user, area: make.UpdateDraftFactory(
        user=user, action__plan__area=area
    ),
}


ROOMS = (
    *("committees", "plans", "outcomes", "windows", "risks", "actions", "assurance", "evaluation"),
    *("imports", "meetings", "outline", "reporting", "reminders", "figures", "archive", "exchange"),
    *("connections", "governance", "editions", "papers", "narratives"),
    *("learning_reviews", "voices", "impact", "returns"),
)


def test_every_model_of_an_area_has_its_row():
    labels = {model._meta.label for app in ROOMS for model in apps.get_app_config(app).get_models()}

    assert labels == set(ROWS) | set(WITHIN) | set(OWN)


@pytest.mark.parametrize("label", OWN)
def test_own_row_is_seen_by_nobody_else(label):
    area = make.AreaFactory()
    owner = make.person_with(Role.ACTION_LEAD, area)
    row = OWN[label](owner, area)
    rows = type(row).objects.filter(pk=row.pk)

    others = [make.person_with(role, area) for role in Role]

    assert rows.visible_to(owner).exists()
    assert [user for user in others if rows.visible_to(user).exists()] == []
    assert not rows.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("label", ROWS)
def test_row_is_seen_by_these_roles(label):
    area = make.AreaFactory()
    row = ROWS[label][0](area)
    rows = type(row).objects.filter(pk=row.pk)
    # an inspector reads no draft (ADR 118)
    Plan.objects.filter(area=area).update(state=PlanState.AGREED)

    seeing = {role for role in Role if rows.visible_to(make.person_with(role, area)).exists()}

    assert seeing == ROWS[label][1]


@pytest.mark.parametrize("label", ROWS)
def test_row_is_seen_by_nobody_else(label):
    row = ROWS[label][0](make.AreaFactory())
    elsewhere = make.AreaFactory()
    stranger = make.UserFactory(is_superuser=True)
    for role in Role:
        make.RoleGrantFactory(user=stranger, area=elsewhere, role=role)
    rows = type(row).objects.filter(pk=row.pk)

    assert [list(rows.visible_to(user)) for user in (stranger, AnonymousUser())] == [[], []]


@pytest.mark.parametrize(
    ("starts", "ends", "current"),
    [
        (-10, None, True),
        (0, None, True),
        (1, None, False),
        (-10, -1, False),
        (-10, 0, True),
        (0, 0, True),
    ],
)
def test_role_counts_on_its_first_and_last_day(starts, ends, current):
    today, area, user = timezone.localdate(), make.AreaFactory(), make.UserFactory()
    make.RoleGrantFactory(
        user=user,
        area=area,
        role=Role.MEMBER,
        starts=today + timedelta(days=starts),
        ends=None if ends is None else today + timedelta(days=ends),
    )

    assert Area.objects.visible_to(user).exists() == current
    assert may(user, P.PLAN_READ, area) == current


def test_two_roles_in_an_area_add_up():
    area = make.AreaFactory()
    user = make.person_with(Role.ADMINISTRATOR, area)
    make.RoleGrantFactory(user=user, area=area, role=Role.MEMBER)

    assert (may(user, P.PLAN_READ, area), may(user, P.ROLE_GRANT, area.pk)) == (True, True)


def test_permission_in_one_area_is_none_in_another():
    here, there = make.AreaFactory(), make.AreaFactory()
    user = make.person_with(Role.LEAD_OFFICER, here)
    make.RoleGrantFactory(user=user, area=there, role=Role.MEMBER)

    assert (may(user, P.PLAN_EDIT, here), may(user, P.PLAN_EDIT, there)) == (True, False)
    assert list(Area.objects.with_permission(user, P.PLAN_EDIT)) == [here]


def test_permissions_are_asked_of_the_database_once(django_assert_num_queries):
    area = make.AreaFactory()
    user = make.person_with(Role.MEMBER, area)

    with django_assert_num_queries(1):
        assert may(user, P.PLAN_READ, area)
        assert may_anywhere(user, P.REPORT_READ_ISSUED)


def test_what_is_required_and_missing_is_said():
    area = make.AreaFactory()
    user = make.person_with(Role.MEMBER, area)

    with pytest.raises(PermissionDenied) as refusal:
        require(user, P.PLAN_EDIT, area)

    assert str(refusal.value) == (
        "Edit a plan's text, headings and actions is not part of your role here."
    )


def test_nobody_signed_in_has_nothing():
    area = make.AreaFactory()

    assert may(AnonymousUser(), P.PLAN_READ, area) is False
    assert list(Area.objects.with_permission(AnonymousUser(), *P)) == []
