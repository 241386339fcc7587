"""What each of five plans came of is entered through the pages, and found again: on the actions, on
the origins' own pages, among open commitments, in the report, in the scrutiny pack."""

import io
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from actions.models import Action
from assurance.models import Activity, Finding
from connections.models import OtherPlan
from documents.files import pdf
from documents.hash import digest
from handouts import files as short_papers
from plans.enums import PlanState
from reporting.models import Direction
from reporting.queries.reports import content_of
from risks.models import Risk
from tests import factories as make
from tests.assurance.seeds import SHAPES
from tests.reporting import pdf_tree
from tests.reporting.scene import NEXT, scene
from tests.reporting.visible import text_of
from voices.models import Voice

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)


@pytest.fixture(params=list(SHAPES), ids=list(SHAPES))
def shape(request):
    with time_machine.travel(NOW, tick=False):
        yield SHAPES[request.param]


class Desk:
    """A lead officer at a plan of four actions, the last of which is complete."""

    def __init__(self, client, shape):
        self.client, self.shape, self.known = client, shape, scene()
        self.plan = self.known.plan
        type(self.plan).objects.filter(pk=self.plan.pk).update(state=PlanState.PUBLISHED)
        self.actions = list(Action.objects.filter(plan=self.plan).order_by("position"))
        Action.objects.filter(pk=self.actions[2].pk).update(origin=shape.word)
        client.force_login(self.known.officer)

    def press(self, name, /, *at, **typed):
        answer = self.client.post(reverse(name, args=at), typed)
        assert answer.status_code == 302, (
            name,
            typed,
            text_of(answer.content.decode()).partition("There is a problem")[2],
        )

    def page(self, name, *at):
        return unescape(self.client.get(reverse(name, args=at)).content.decode())


@pytest.fixture
def desk(client, shape):
    """All that the shape names is entered; every origin but the newest finding has an action."""
    desk = Desk(client, shape)
    area, first, second = desk.plan.area.slug, desk.actions[0].pk, desk.actions[1].pk
    for place, one in enumerate(shape.entries):
        key = _entered(desk, one, place)
        finding = Finding.objects.get(activity=key)
        if place:
            desk.press("finding_join", finding.pk, action=desk.actions[place % 4].pk)
            desk.press("action_findings", first, finding=finding.pk)
    heard = {"speakers": "young_people", "method": "group", "heard_on": "2026-09-01"}
    desk.press("voice_add", area, **heard, took_part="12", said=shape.voice)
    voice = Voice.objects.get().pk
    desk.press("voice_share", voice)
    desk.press("voice_came_of", voice, action=first)
    desk.press("risk_add", area, number="R1", event=shape.risk)
    risk = Risk.objects.get().pk
    graded = {"likelihood": "4", "impact": "5", "likelihood_after": "3", "impact_after": "4"}
    desk.press("risk_rate", risk, **graded, review_by="2026-10-01", reason="As we see it.")
    desk.press("risk_share", risk)
    desk.press("risk_join", risk, action=second)
    desk.press("other_plan_add", area, name=shape.other_plan)
    desk.press("other_plan_connect", OtherPlan.objects.get().pk, action=first)
    report = make.issued_report(plan=desk.plan)
    given = {"given_by": "Chief Officers Group", "given_on": "2026-09-02"}
    desk.press("direction_record", report.pk, text=shape.direction, **given)
    desk.press("direction_answer", Direction.objects.get().pk, how="existing", action=first)
    return desk


def _entered(desk, one, place):
    dated = one.when.count("-") == 2
    when = {"reported_on": one.when} if dated else {"dated": one.when}
    typed = {"kind": one.kind, "title": one.title, "looked_by": one.by, **when}
    desk.press("activity_add", desk.plan.area.slug, **typed)
    key = Activity.objects.get(title=one.title).pk
    if one.graded:
        statement, grade = one.graded
        scale = {"grade": grade} if grade.isdigit() else {"in_words": grade}
        desk.press("judgement_add", key, statement=statement, **scale)
    desk.press("finding_add", key, number=f"F{place}", text=one.finding)
    desk.press("activity_share", key)
    return key


def test_all_that_a_plan_came_of_is_found_again(desk, shape):
    entries = {one.title: Activity.objects.get(title=one.title) for one in shape.entries}
    others = (
        ("voice", Voice.objects.get(), shape.voice),
        ("risk", Risk.objects.get(), shape.risk),
        ("other_plan", OtherPlan.objects.get(), shape.other_plan),
        ("direction_detail", Direction.objects.get(), shape.direction),
    )
    _on_the_actions(desk, entries, others)
    _among_commitments(desk, shape)
    for one in shape.entries[1:]:
        page = desk.page("activity", entries[one.title].pk)
        assert one.finding in page
        assert reverse("action_detail", args=[desk.actions[0].pk]) in page
        assert (one.when if not one.when.startswith("2026-") else "2026") in page
        assert not one.graded or one.graded[1] in page or "5 Very good" in page
    for name, row, words in others:
        page = desk.page(name, row.pk)
        tied = desk.actions[name == "risk"]
        assert words in page
        assert reverse("action_detail", args=[tied.pk]) in page

    with time_machine.travel(datetime(2026, 9, 5, 9, tzinfo=UTC), tick=False):
        content = content_of(desk.known.frozen(period=NEXT, as_of=date(2026, 9, 5)).snapshot)
    said = [words for one in shape.entries for words in (one.title, one.finding)]
    said += [words for _, _, words in others]
    report = text_of(pdf.html(content, digest(content)))
    assert [words for words in said if words not in report] == []
    _in_the_pack(content, said)


def _on_the_actions(desk, entries, others):
    """Several origins on one action; each named with a way to its own page."""
    first, second = (desk.page("action_detail", row.pk) for row in desk.actions[:2])
    for one in desk.shape.entries[1:]:
        assert f"{one.title}, finding F" in first
        assert reverse("activity", args=[entries[one.title].pk]) in first
    for name, row, words in others:
        page = second if name == "risk" else first
        assert reverse(name, args=[row.pk]) in page
        assert words in page


def _among_commitments(desk, shape):
    """By origin and age; what nothing answers stands there by itself. Three presses from the
    area's page."""
    page = desk.page("commitments", desk.plan.area.slug)
    register = reverse("assurance_list", args=[desk.plan.area.slug])
    assert register in desk.page("area", desk.plan.area.slug)
    listed = desk.page("assurance_list", desk.plan.area.slug)
    assert reverse("commitments", args=[desk.plan.area.slug]) in listed
    waiting, *joined = shape.entries
    assert waiting.finding in page
    assert f">{Action(origin=shape.word).get_origin_display()} <" in page
    for one in joined:
        assert f"{one.title}, finding F" in page
    for one in shape.entries:
        key = Activity.objects.get(title=one.title).pk
        assert reverse("activity", args=[key]) in listed


def _in_the_pack(content, said):
    book = load_workbook(
        io.BytesIO(short_papers.scrutiny_pack_workbook(content, digest(content)).data)
    )
    cells = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    assert [words for words in said if words not in cells] == []
    made = short_papers.scrutiny_pack(content, digest(content))
    printed = pdf_tree.squeezed(pdf_tree.read(made.data).root.words())
    assert [words for words in said if pdf_tree.squeezed(words) not in printed] == []


def test_day_of_a_report_stays_unknown_when_an_entry_is_changed(client):
    area = make.PlanFactory(state=PlanState.PUBLISHED).area
    client.force_login(make.person_with(Role.LEAD_OFFICER, area))
    row = make.ActivityFactory(area=area, undated=True, dated="2019", reported_on=date(2026, 1, 5))
    address = reverse("activity_edit", args=[row.pk])
    shown = client.get(address).context["form"]
    assert (shown["reported_on"].value(), shown["dated"].value()) == (None, "2019")
    typed = {"kind": row.kind, "title": "Another name", "dated": "2019", "expected": "1"}
    client.post(address, typed)
    row.refresh_from_db()
    assert (row.title, row.when, row.reported_on) == ("Another name", "2019", date(2026, 1, 5))
    client.post(address, {**typed, "reported_on": "2026-02-01", "expected": "2"})
    row.refresh_from_db()
    assert row.undated is True  # a day and words of it contradict each other
    client.post(address, {**typed, "dated": "", "reported_on": "2026-02-01", "expected": "2"})
    row.refresh_from_db()
    assert (row.when, row.undated) == ("1 February 2026", False)
