"""What a person says of the words of a plan that is looked over: one question for one cause."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from documents.enums import Canonical
from imports.models import ImportDraft
from tests.factories import AreaFactory, PostFactory, person_with
from tests.imports.books import book
from tests.imports.test_views import sent
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db

HEAD = ["Outcome", "Action", "Lead", "Timescale", "RAG", "Risk score"]
ROWS = [
    HEAD,
    *[["Heard", f"Ask {n}", "Chair", "When the moon is full", "Parked", "7"] for n in range(40)],
    ["Heard", "Train", "Head of Learning", "31 July 2026", "Green", "7"],
]


@pytest.fixture
def area():
    return AreaFactory(name="Glenfarrow")


@pytest.fixture
def browser(client, area):
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    return client


@pytest.fixture
def looked(browser, area):
    """The page of a plan of forty rows of one unknown word each."""
    sent(browser, area, book(ROWS))
    return reverse("plan_import_preview", args=[ImportDraft.objects.get().pk])


def asked(browser, url) -> dict[str, object]:
    """The questions of the page by their words."""
    return {one.words: one for one in browser.get(url).context["form"].asked}


def answered(browser, url, **said: str):
    """Send the form as the page shows it, with `said` in place of what it shows of these words."""
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    names = {one.words: one.name for one in form.asked}
    for words, value in said.items():
        shown[names.get(words, words)] = value
    return browser.post(url, {name: value for name, value in shown.items() if value is not None})


def test_forty_rows_of_one_word_are_one_question(browser, looked):
    page = browser.get(looked)
    assert [
        (one.subject.value, one.words, len(one.rows)) for one in page.context["form"].asked
    ] == [
        ("column", "Risk score", 41),
        ("status", "Parked", 40),
        ("timescale", "When the moon is full", 40),
        ("lead", "Chair", 40),
        ("lead", "Head of Learning", 1),
    ]
    assert [line.text for line in page.context["doubts"]] == []


def test_each_answer_holds_in_the_preview_at_once(browser, looked, area):
    post = PostFactory(area=area, title="Independent chair")
    moon = asked(browser, looked)["When the moon is full"].name
    answer = answered(
        browser,
        looked,
        **{
            "Risk score": "progress",
            "Parked": "at_risk",
            "When the moon is full": "day",
            f"{moon}-day": "30 June 2026",
            "Chair": f"post:{post.pk}",
            "Head of Learning": "words",
        },
    )
    assert answer["Location"] == looked
    shown = browser.get(looked).context
    first, *_, last = shown["plan"].actions
    assert (first.status, first.meaning.due, first.progress) == (
        Canonical.AT_RISK,
        date(2026, 6, 30),
        "Parked\n7",
    )
    assert (last.leads, last.lead_words) == ((), "Head of Learning")
    assert {line.join.name: line.join.to for line in shown["leads"]} == {
        "Chair": "Independent chair"
    }
    assert (shown["open"], len(shown["form"].asked)) == (0, 5)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("ongoing", TimescaleKind.CONTINUOUS),
        ("words", TimescaleKind.UNKNOWN),
        ("", TimescaleKind.UNKNOWN),
    ],
)
def test_words_of_a_timescale_are_kept_whatever_they_mean(browser, looked, value, kind):
    answered(browser, looked, **{"When the moon is full": value})
    action = browser.get(looked).context["plan"].actions[0]
    assert (action.timescale_words, action.meaning.kind) == ("When the moon is full", kind)


def test_a_status_kept_as_words_is_not_rated_and_no_doubt(browser, looked):
    answered(browser, looked, Parked="words")
    shown = browser.get(looked).context
    action = shown["plan"].actions[0]
    assert (action.status, action.status_words) == (Canonical.NOT_RATED, "Parked")
    assert [doubt.about for doubt in shown["plan"].doubts if "Parked" in doubt.text] == []


def test_a_date_that_is_none_stands_beside_its_field_and_nothing_is_lost(browser, looked):
    moon = asked(browser, looked)["When the moon is full"].name
    answer = answered(
        browser,
        looked,
        **{"Parked": "at_risk", "When the moon is full": "day", f"{moon}-day": "31 June"},
    )
    form = answer.context["form"]
    assert list(form.errors) == [f"{moon}-day"]
    parked = next(one for one in form.asked if one.words == "Parked")
    assert (form[parked.name].value(), form[f"{moon}-day"].value()) == ("at_risk", "31 June")
    answer = answered(browser, looked, **{"When the moon is full": "day"})
    assert answer.context["form"].errors == {
        f"{moon}-day": ["Give the date, for example 31 July 2026."]
    }


def test_a_heading_of_several_tables_is_one_question(browser, area):
    sent(browser, area, book(ROWS[:3], more={"Second": [HEAD, ROWS[1]]}))
    url = reverse("plan_import_preview", args=[ImportDraft.objects.get().pk])
    risk = asked(browser, url)["Risk score"]
    assert risk.where == "3 rows: Plan 2, Plan 3, Second 2"
    answered(browser, url, **{"Risk score": "evidence"})
    assert [one.evidence for one in browser.get(url).context["plan"].actions] == ["7"] * 3


def test_a_choice_comes_into_the_plan(browser, looked, area):
    answered(browser, looked, **{"Parked": "off_track", "Head of Learning": "words"})
    browser.post(looked + "confirm/")
    plan = area.plans.get()
    actions = list(plan.actions.order_by("position"))
    assert actions[0].updates.get().canonical == Canonical.OFF_TRACK
    assert (actions[-1].leads.count(), actions[-1].lead_words) == (0, "Head of Learning")


def test_what_was_chosen_and_not_applied_is_applied_before_the_plan_comes_in(browser, looked, area):
    form = browser.get(looked).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    parked = next(one for one in form.asked if one.words == "Parked").name
    typed |= {parked: "off_track"}

    answer = browser.post(looked + "confirm/", typed, follow=True)

    assert not area.plans.exists()
    assert "The plan is not in yet" in answer.content.decode()
    assert answer.context["plan"].actions[0].status == Canonical.OFF_TRACK
    form = answer.context["form"]
    seen = {name: form[name].value() or "" for name in form.fields}
    browser.post(looked + "confirm/", seen)
    action = area.plans.get().actions.order_by("position").first()
    assert action.updates.get().canonical == Canonical.OFF_TRACK


def test_a_choice_that_is_wrong_is_shown_and_the_plan_is_not_in(browser, looked, area):
    form = browser.get(looked).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    moon = next(one for one in form.asked if one.words == "When the moon is full").name

    answer = browser.post(looked + "confirm/", {**typed, moon: "day", f"{moon}-day": "31 June"})

    assert (list(answer.context["form"].errors), area.plans.exists()) == ([f"{moon}-day"], False)


def test_leads_kept_as_words_outlive_the_page_of_leads(browser, looked):
    answered(browser, looked, **{"Head of Learning": "words"})
    draft = ImportDraft.objects.get()
    browser.post(looked + "leads/", {"lead-0": "new", "expected": draft.row_version})
    draft.refresh_from_db()
    assert draft.mapping["leads"] == {"head of learning": "words"}
