"""Self-evaluation: a framework's file, judgements and what shows them, the programme, drafts."""

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.roles import Role
from actions.enums import CheckOutcome
from assurance.enums import Grade
from audit.models import Event
from audit.services.edits import EditConflict
from committees.queries.history import events_seen
from evaluation.models import Domain, Evaluation, Evidence, Framework, QualityIndicator
from evaluation.queries.evidence import figures_told
from evaluation.queries.programme import frameworks, line_of, programme
from evaluation.rules.facts import EvaluationFacts
from evaluation.services import (
    add_evidence,
    plan_evaluation,
    remove_evidence,
    share_evaluation,
    write_evaluation,
)
from plans.enums import PlanState
from tests import factories as make
from tests.figures.scene import scene

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
FACTS = EvaluationFacts(date(2026, 11, 3), Grade.GOOD, "Leaders read audits.", "Say it to teams.")
FILE = """
name = "A framework of ours"
source = "Written for tests"
edition = "First"
dated = 2026-01-31
[[domains]]
name = "Leadership"
indicators = [["9.1", "Leaders learn."], ["9.2", "Leaders are seen."]]
[[domains]]
name = "Capacity for improvement"
indicators = []
"""


@pytest.fixture
def indicator():
    return make.QualityIndicatorFactory()


@pytest.fixture
def area(indicator):
    return indicator.domain.framework.area


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


def bring_in(folder, text, area):
    file = folder / "framework.toml"
    file.write_text(text, encoding="utf-8")
    said = StringIO()
    call_command("import_framework", str(file), "--area", area.slug, stdout=said)
    return said.getvalue()


def write(officer, indicator, expected=0, facts=FACTS, **evidence):
    shown = {"activities": [], "actions": [], **evidence}
    return write_evaluation(
        by=officer, indicator=indicator, expected=expected, facts=facts, today=TODAY, **shown
    )


def line(user, indicator):
    lines = programme(user, indicator.domain.framework, TODAY).lines
    return next(one for one in lines if one.indicator == indicator)


def test_framework_comes_in_once_with_all_that_its_file_says(tmp_path):
    area = make.AreaFactory()

    said = bring_in(tmp_path, FILE, area)
    again = bring_in(tmp_path, FILE, area)

    framework = Framework.objects.get(area=area)
    assert said == again == "A framework of ours (First): 2 domains, 2 quality indicators.\n"
    assert (framework.source, framework.dated) == ("Written for tests", date(2026, 1, 31))
    assert list(framework.domains.values_list("name", "indicators__number")) == [
        ("Leadership", "9.1"),
        ("Leadership", "9.2"),
        ("Capacity for improvement", None),
    ]
    assert Event.objects.filter(verb="imported framework").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Leaders are seen.", "Leaders hear.", "a new edition"),
        ('"9.2"', '"9.1"', "stands twice: number 9.1"),
        ('name = "A framework of ours"', 'name = ""', "The file’s name is not written"),
        ("dated = 2026-01-31", "", "no date"),
        ('["9.1", "Leaders learn."], ["9.2", "Leaders are seen."]', "", "No domain has a quality"),
        ('["9.1", "Leaders learn."]', '"9.1"', "not a number and a text"),
        ("[[domains]]", "[[domains", "This is not TOML"),
        ("Leaders are seen.", "CHI 0101011237", "CHI"),
    ],
)
def test_file_that_cannot_be_is_refused_whole(tmp_path, old, new, words):
    area = make.AreaFactory()
    if words == "a new edition":
        bring_in(tmp_path, FILE, area)
    stood = [model.objects.count() for model in (Framework, Domain, QualityIndicator)]

    with pytest.raises(CommandError, match=words):
        bring_in(tmp_path, FILE.replace(old, new), area)

    assert [model.objects.count() for model in (Framework, Domain, QualityIndicator)] == stood


def test_frame_that_is_shipped_has_the_six_domains_and_no_indicator(tmp_path):
    frame = (ROOT / "docs/quality-framework.toml").read_text(encoding="utf-8")
    area = make.AreaFactory()

    with pytest.raises(CommandError, match="name is not written"):
        bring_in(tmp_path, frame, area)
    filled = frame.replace('= ""', '= "Ours"').replace("# dated", "dated")
    with pytest.raises(CommandError, match="No domain has a quality indicator"):
        bring_in(tmp_path, filled, area)

    assert (frame.count("[[domains]]"), frame.count("indicators = []")) == (6, 6)


def test_new_edition_stands_first_beside_the_old(tmp_path, client):
    area = make.AreaFactory()
    bring_in(tmp_path, FILE, area)
    bring_in(tmp_path, FILE.replace("First", "Second").replace("2026-01", "2026-07"), area)
    officer = make.person_with(Role.LEAD_OFFICER, area)
    newest, old = frameworks(officer, area)
    client.force_login(officer)

    page = client.get(reverse("evaluation_list", args=[area.slug])).content.decode()

    assert (newest.edition, old.edition) == ("Second", "First")
    assert reverse("evaluation_framework", args=[old.pk]) in page
    assert "2 quality indicators: 0 evaluated, 2 never evaluated." in page


def test_draft_is_kept_with_evidence_and_shared_for_good(officer, indicator, area):
    activity = make.ActivityFactory(area=area)
    action = make.ActionFactory(plan__area=area)
    draft = write(officer, indicator, activities=[activity])
    same = write(officer, indicator, activities=[activity])
    assert (same, same.row_version) == (draft, 1)
    with pytest.raises(EditConflict):
        write(officer, indicator, activities=[activity], actions=[action])

    write(officer, indicator, expected=1, activities=[activity], actions=[action])
    share_evaluation(by=officer, evaluation=draft)
    share_evaluation(by=officer, evaluation=draft)
    with pytest.raises(ValidationError):
        write(officer, indicator, expected=2, actions=[action])
    later = write(officer, indicator, facts=EvaluationFacts(TODAY, None, "We know less."))

    shown = line(officer, indicator)
    assert (shown.said.evaluation, shown.draft.evaluation) == (draft, later)
    assert {one.evidence.name for one in shown.said.evidence} == {
        str(activity), f"Action {action.reference}"
    }  # fmt: skip
    share_evaluation(by=officer, evaluation=later)
    shown = line(officer, indicator)
    assert (shown.said.evaluation.judged, [one.evaluation for one in shown.earlier]) == (
        "No judgement",
        [draft],
    )
    verbs = [*Event.objects.order_by("pk").values_list("verb", flat=True)]
    assert verbs == [
        "began evaluation",
        "edited evaluation",
        "shared evaluation",
        "began evaluation",
        "shared evaluation",
    ]


def test_day_to_come_and_what_another_area_has_are_refused(officer, indicator):
    with pytest.raises(ValidationError):
        write(officer, indicator, facts=EvaluationFacts(date(2026, 11, 21), None, "Soon."))
    with pytest.raises(ValueError, match="its own area"):
        write(officer, indicator, activities=[make.ActivityFactory()])

    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("planned", "evaluated", "words", "late"),
    [
        (None, None, "Not planned", False),
        (date(2026, 11, 1), None, "Planned for November 2026", False),
        (date(2026, 10, 31), None, "Overdue: planned for October 2026", True),
        (date(2026, 10, 31), date(2026, 9, 30), "Overdue: planned for October 2026", True),
        (date(2026, 10, 31), date(2026, 10, 1), "Done: planned for October 2026", False),
    ],
)
def test_programme_says_what_is_overdue(officer, indicator, planned, evaluated, words, late):
    plan_evaluation(by=officer, indicator=indicator, expected=0, on=planned)
    if evaluated:
        make.EvaluationFactory(indicator=indicator, on=evaluated)
    make.EvaluationFactory(indicator=indicator, on=TODAY, shared_at=None, shared_by=None)

    shown = line(officer, QualityIndicator.objects.get(pk=indicator.pk))

    assert (shown.planned, shown.overdue) == (words, late)


def test_programme_is_planned_by_one_person_at_a_time(officer, indicator):
    plan_evaluation(by=officer, indicator=indicator, expected=0, on=TODAY)
    plan_evaluation(by=officer, indicator=indicator, expected=0, on=TODAY)

    with pytest.raises(EditConflict):
        plan_evaluation(by=officer, indicator=indicator, expected=0, on=date(2027, 1, 1))

    assert Event.objects.count() == 1


def test_inspector_learns_nothing_of_a_draft_nor_of_what_is_hidden(
    officer, indicator, area, client
):
    draft = write(officer, indicator)
    unseen = make.ActionFactory(plan__area=area, plan__state=PlanState.DRAFT)
    make.ShownFactory(evaluation=draft, activity=None, action=unseen)
    hidden = make.ActivityFactory(area=area, shared_at=None, shared_by=None)
    make.ShownFactory(evaluation=draft, activity=hidden)
    inspector = make.person_with(Role.INSPECTOR, area)
    client.force_login(inspector)
    addresses = [
        reverse("evaluation_list", args=[area.slug]),
        reverse("evaluation_indicator", args=[indicator.pk]),
    ]

    for address in addresses:
        page = client.get(address).content.decode()
        assert ("Never evaluated" in page, "draft" in page) == (True, False)
    assert list(events_seen(inspector, area)) == []

    share_evaluation(by=officer, evaluation=draft)

    assert FACTS.known in client.get(addresses[1]).content.decode()
    assert list(Evidence.objects.visible_to(inspector)) == []
    assert events_seen(inspector, area).exists()


def test_empty_page_says_how_a_framework_comes_in(client):
    area = make.AreaFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, area))

    page = client.get(reverse("evaluation_list", args=[area.slug])).content.decode()

    assert "import_framework" in page
    register = client.get(reverse("assurance_list", args=[area.slug])).content.decode()
    assert reverse("evaluation_list", args=[area.slug]) in register


def test_page_costs_the_same_for_one_indicator_and_many(
    officer, indicator, django_assert_num_queries
):
    for _ in range(4):
        one = make.QualityIndicatorFactory(domain=indicator.domain)
        make.ShownFactory(evaluation__indicator=one)

    with django_assert_num_queries(4):
        assert len(programme(officer, indicator.domain.framework, TODAY).lines) == 5


def test_what_a_draft_rests_on_stays_in_its_form_after_its_end(officer, indicator, area, client):
    ended = make.ActionFactory(plan__area=area, withdrawn_on=TODAY, withdrawn_reason="Done.")
    other = make.ActionFactory(plan__area=area, withdrawn_on=TODAY, withdrawn_reason="Done.")
    draft = write(officer, indicator, actions=[ended])
    client.force_login(officer)

    form = client.get(reverse("evaluation_write", args=[indicator.pk])).context["form"]

    assert list(form.fields["actions"].queryset) == [ended] != [other]
    assert form.initial["expected"] == draft.row_version


def test_evidence_keeps_what_it_said_and_says_what_changed(indicator, area, officer):
    plan = make.PlanFactory(area=area, state=PlanState.PUBLISHED)
    action = make.ActionFactory(plan=plan, number="2.1")
    update = make.ProgressUpdateFactory(
        action=action, as_at=date(2026, 11, 1), what_happened="Half are trained.", difference=""
    )
    voice = make.VoiceFactory(area=area, said="Meetings are long.")
    draft = write_evaluation(
        by=officer, indicator=indicator, expected=0, facts=FACTS, activities=[], actions=[action],
        today=TODAY,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Only an update that was checked"):
        add_evidence(by=officer, evaluation=draft, update=update, today=TODAY)
    make.UpdateCheckFactory(action=action, update_checked=update, what_happened="A half is.")
    for _ in range(2):
        add_evidence(by=officer, evaluation=draft, update=update, voice=voice, today=TODAY)

    def stands():
        line = line_of(officer, indicator, TODAY)
        return {one.evidence.name: (one.evidence.said, one.now) for one in line.draft.evidence}

    assert stands() == {
        "Action 2.1": ("Green. Half are trained.", "Green. A half is."),
        "Update of action 2.1, 1 November 2026": ("A half is.", ""),
        str(voice): ("Meetings are long.", ""),
    }
    make.UpdateCheckFactory(
        action=action, update_checked=update, sequence=2, outcome=CheckOutcome.RETURNED
    )
    type(voice).objects.filter(pk=voice.pk).update(said="Meetings are too long.")
    assert stands()["Update of action 2.1, 1 November 2026"] == (
        "A half is.",
        "It was sent back since.",
    )
    assert stands()[str(voice)] == ("Meetings are long.", "Meetings are too long.")

    # who edits the draft takes nothing of that off, and new words are not kept over old ones
    write_evaluation(
        by=officer, indicator=indicator, expected=1, facts=replace(FACTS, known="More."),
        activities=[], actions=[action], today=TODAY,
    )  # fmt: skip
    assert stands()[str(voice)][0] == "Meetings are long."
    share_evaluation(by=officer, evaluation=draft)
    for write in (
        lambda: add_evidence(by=officer, evaluation=draft, voice=voice, today=TODAY),
        lambda: remove_evidence(by=officer, evidence=draft.evidence.first()),
    ):
        with pytest.raises(ValidationError, match="was shared, and stays"):
            write()


def test_figure_is_evidence_as_its_edition_told_it(client):
    """Its period and printed value; who may not read that edition does not see it."""
    at = scene()
    edition = at.issued()
    officer = make.person_with(Role.LEAD_OFFICER, at.area)
    figure = next(one for one in figures_told(at.area) if one.indicator == at.indicator.pk)
    assert (figure.edition, figure.words) == (edition, "1 August 2026 to 31 October 2026: 32")
    draft = make.EvaluationFactory(
        indicator__domain__framework__area=at.area, shared_at=None, shared_by=None
    )
    client.force_login(officer)
    address = reverse("evaluation_evidence", args=[draft.pk])
    client.post(address, {"figure": str(at.indicator.pk)})
    row = Evidence.objects.get()
    assert (row.indicator, row.edition, row.said) == (at.indicator, edition, figure.words)
    share_evaluation(by=officer, evaluation=draft)
    lead, member = (make.person_with(role, at.area) for role in (Role.ACTION_LEAD, Role.MEMBER))
    seen = [line_of(one, draft.indicator, TODAY).said.evidence for one in (lead, member)]
    assert [len(rows) for rows in seen] == [0, 1]
