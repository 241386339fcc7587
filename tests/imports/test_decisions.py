"""What was decided of words is remembered, offered again, and carried in a file."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from guard.refusals import Refusal
from imports.enums import Subject
from imports.models import ImportDecision, ImportDraft
from imports.queries.decisions import remembered
from imports.rules.words.decision_file import read_decisions
from imports.rules.words.meanings import Said
from imports.services.decisions import decide
from plans.models import Plan
from tests.factories import (
    AreaFactory,
    BodyFactory,
    ImportDecisionFactory,
    PostFactory,
    UserFactory,
    person_with,
)
from tests.imports.books import PERIOD, book, text
from tests.imports.test_choices import ROWS, answered, asked
from tests.imports.test_views import sent

pytestmark = pytest.mark.django_db

A_STATUS = (
    "is not known. A status is one of complete, on_track, at_risk, off_track, not_started, "
    "not_rated, reprogrammed, withdrawn, or “words”."
)
GIVEN = ("--area", "Glenfarrow", "--title", "Plan", "--period", "2025-08-01..2027-07-31")


@pytest.fixture
def area():
    return AreaFactory(name="Glenfarrow")


@pytest.fixture
def browser(client, area):
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    return client


def preview_of(browser, area, rows=ROWS, **more) -> str:
    sent(browser, area, book(rows), **more)
    return reverse("plan_import_preview", args=[ImportDraft.objects.latest("pk").pk])


def test_a_choice_is_remembered_for_the_next_plan(browser, area):
    post = PostFactory(area=area, title="Independent chair")
    answered(
        browser,
        preview_of(browser, area),
        **{"Parked": "at_risk", "Risk score": "evidence", "Chair": f"post:{post.pk}"},
    )
    row = ImportDecision.objects.held_in(area)[Subject.LEAD, "chair"]
    url = preview_of(browser, area, title="The next plan")
    shown = asked(browser, url)
    day = timezone.localdate(row.made_at)
    said = f"Decided on {day.day} {day:%B} {day.year} by {row.made_by}."
    assert {words: (one.now, one.said) for words, one in shown.items() if one.decided} == {
        "Risk score": ("evidence", said),
        "Parked": ("at_risk", said),
        "Chair": (f"post:{post.pk}", said),
    }
    assert row.value == "post:Independent chair"
    assert browser.get(url).context["plan"].actions[0].evidence == "7"


def test_a_decision_says_its_words():
    assert str(ImportDecisionFactory()) == "When resources allow: ongoing"


def test_a_decision_is_changed_and_the_one_before_stays(browser, area):
    answered(browser, preview_of(browser, area), Parked="at_risk")
    url = preview_of(browser, area, title="The next plan")
    answered(browser, url, Parked="")
    rows = ImportDecision.objects.filter(subject=Subject.STATUS)
    assert [(row.words, row.value) for row in rows] == [("Parked", "at_risk"), ("Parked", "")]
    third = preview_of(browser, area, title="The one after")
    assert asked(browser, third)["Parked"].decided is False


def test_the_same_again_is_not_said_twice(area):
    by = UserFactory()
    said = [Said(Subject.STATUS, "parked", "Parked", "at_risk")]
    assert [len(decide(by=by, area=area, said=said)) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("subject", "value", "kept"),
    [
        (Subject.TIMESCALE, "2026-06-30", {"words": {"timescale": {"soon": "2026-06-30"}}}),
        (Subject.TIMESCALE, "2024-06-30", {}),
        (Subject.TIMESCALE, "ongoing", {"words": {"timescale": {"soon": "ongoing"}}}),
        (Subject.STATUS, "", {}),
        (Subject.LEAD, "words", {"leads": {"soon": "words"}}),
        (Subject.LEAD, "post:Nobody here", {}),
    ],
)
def test_what_holds_for_a_period(area, subject, value, kept):
    ImportDecisionFactory(area=area, subject=subject, key="soon", words="Soon", value=value)
    assert remembered(area, PERIOD) == kept


def test_another_area_decides_for_itself(browser, area):
    ImportDecisionFactory(subject=Subject.STATUS, key="parked", words="Parked", value="at_risk")
    assert asked(browser, preview_of(browser, area))["Parked"].decided is False


def test_the_file_holds_what_was_decided_and_the_command_reads_it(browser, area, tmp_path, capsys):
    group = BodyFactory(area=area, name="Practice Group")
    answered(
        browser,
        preview_of(browser, area),
        **{
            "Parked": "off_track",
            "Risk score": "progress",
            "When the moon is full": "ongoing",
            "Chair": f"group:{group.pk}",
            "Head of Learning": "words",
        },
    )
    answer = browser.get(reverse("plan_import_decisions", args=[area.slug]))
    assert json.loads(answer.content) == {
        "columns": {"Risk score": "progress"},
        "statuses": {"Parked": "off_track"},
        "timescales": {"When the moon is full": "ongoing"},
        "leads": {"Chair": "group:Practice Group", "Head of Learning": "words"},
    }
    (tmp_path / "decisions.json").write_bytes(answer.content)
    (tmp_path / "plan.xlsx").write_bytes(book(ROWS))
    call_command(
        "import_plan", tmp_path / "plan.xlsx", *GIVEN, "--json",
        "--decisions", tmp_path / "decisions.json",
    )  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert (told["statuses"], told["timescales"], told["leads"]) == (
        {"off_track": 40, "on_track": 1},
        {"by_date": 1, "continuous": 40},
        {"distinct": 1, "assignments": 40},
    )
    lead = Plan.objects.get().actions.first().leads.get()
    assert (lead.post.body, lead.post.title) == (group, "Practice Group")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("nonsense", "The file of decisions is no JSON text."),
        ("[]", "The file of decisions has to be one object with “columns”, “statuses”, "
         "“timescales” and “leads”."),
        ('{"status": {}}', "“status” is nothing that is decided. Known are “columns”, “statuses”, "
         "“timescales” and “leads”."),
        ('{"statuses": []}', "“statuses” has to be an object of words with what they mean."),
        ('{"statuses": {"Parked": "green"}}', f"“statuses”, “Parked”: “green” {A_STATUS}"),
        ('{"statuses": {"Parked": 3}}', f"“statuses”, “Parked”: “3” {A_STATUS}"),
        ('{"timescales": {"Soon": "June"}}', "“timescales”, “Soon”: “June” is not known. "
         "A timescale is a day such as 2027-06-30, “ongoing” or “words”."),
        ('{"leads": {"CP": "post:"}}', "“leads”, “CP”: “post:” is not known. A lead is “new”, "
         "“words”, or “post:” or “group:” with its name."),
        ('{"leads": {" ": "new"}}', "“leads” holds “ ”, which is no word."),
        ('{"statuses": {"Parked": "words", "parked": "at_risk"}}',
         "“statuses” decides “parked” twice, and not alike."),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_says_where(given, message):
    with pytest.raises(Refusal) as refusal:
        read_decisions(given.encode())
    assert str(refusal.value) == message


def test_a_column_that_is_no_role_names_all_roles():
    with pytest.raises(Refusal, match=r"“columns”, “Risk”: “risk” is not known. A column is one"):
        read_decisions(b'{"columns": {"Risk": "risk"}}')


def test_the_command_refuses_by_name(tmp_path, area):
    (tmp_path / "plan.csv").write_text(text([["Action", "Lead"], ["Ask", "CP"]]))
    wanted = tmp_path / "decisions.json"
    cases = {
        '{"leads": {"CP": "post:Lead Nurse"}}': "“leads”: Glenfarrow has no post “Lead Nurse”.",
        '{"lead": {}}': "decisions.json: “lead” is nothing that is decided.",
    }
    for given, message in cases.items():
        wanted.write_text(given)
        with pytest.raises(CommandError, match=message):
            call_command("import_plan", tmp_path / "plan.csv", *GIVEN, "--decisions", wanted)
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_plan", tmp_path / "plan.csv", *GIVEN, "--decisions", tmp_path / "no")


def test_what_is_remembered_is_listed_and_each_can_be_forgotten(client):
    area = AreaFactory()
    by = person_with(Role.LEAD_OFFICER, area)
    said = [
        Said(Subject.COLUMN, "risk score", "Risk score", "ignored"),
        Said(Subject.STATUS, "parked", "Parked", "at_risk"),
        Said(Subject.STATUS, "dropped", "Dropped", "words"),
        Said(Subject.TIMESCALE, "summer term", "Summer term", "2027-06-30"),
        Said(Subject.TIMESCALE, "soon", "Soon", "ongoing"),
        Said(Subject.LEAD, "cp lead", "CP lead", "new"),
    ]
    decide(by=by, area=area, said=said)
    client.force_login(by)
    address = reverse("import_decisions", args=[area.slug])

    page = client.get(address)
    assert [
        (label, [(row.words, meaning) for row, meaning in rows])
        for label, rows in page.context["subjects"]
    ] == [
        ("Column names", [("Risk score", "Leave this column out")]),
        (
            "Words of the status",
            [("Dropped", "The words are kept: not rated"), ("Parked", "At risk")],
        ),
        (
            "Words of the timescale",
            [("Soon", "Ongoing: no date"), ("Summer term", "By 30 June 2027")],
        ),
        ("Leads", [("CP lead", "A new post of this name")]),
    ]  # fmt: skip
    assert str(by) in page.content.decode()

    parked = ImportDecision.objects.get(words="Parked")
    ask = reverse("import_decision_forget", args=[parked.pk])
    assert "At risk" in client.get(ask).content.decode()
    assert client.post(ask)["Location"] == address
    assert client.post(ask).status_code == 200  # somebody was faster: said, and nothing written
    assert "Parked" not in client.get(address).content.decode()
    assert ImportDecision.objects.filter(words="Parked").count() == 2  # only added to
    event = Event.objects.get(verb="forgot what words mean")
    assert (event.changes, event.actor_label) == ({"Parked": ["At risk", ""]}, str(by))
    assert "parked" not in remembered(area, PERIOD)["words"]["status"]
    decide(by=by, area=area, said=[said[1]])
    assert "Parked" in client.get(address).content.decode()


def test_an_area_that_remembers_nothing_says_so_and_leads_on(client):
    area = AreaFactory()
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    page = client.get(reverse("import_decisions", args=[area.slug])).content.decode()

    assert "Nothing is remembered yet" in page
    assert reverse("plan_import") in page
