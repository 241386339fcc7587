"""A table that is pasted goes the way of a file, from its words or as the page behind them."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from imports.models import ImportDraft
from plans.models import Plan
from tests.factories import AreaFactory, person_with
from tests.guard.identifiers import CHI
from tests.imports.test_views import sent

pytestmark = pytest.mark.django_db

WORDS = (
    "Outcome\tAction\tLead\tTimescale\n"
    "Heard\tAsk each child\tChair\t31 July 2026\n"
    'Heard\t"Train panels,\nthen look again"\tHead of Learning\tOngoing\n'
)
PAGE = (
    "<meta charset='utf-8'><!--StartFragment--><table><tr><td>Outcome</td><td>Action</td>"
    "<td>Lead</td></tr><tr><td rowspan=2>Heard</td><td><p>Ask each child</p><p>and write it down"
    "</p></td><td>Chair</td></tr><tr><td>Train</td><td>Chair</td></tr></table>"
)


@pytest.fixture
def area():
    return AreaFactory()


@pytest.fixture
def browser(client, area):
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    return client


def plan_of(browser, area, **pasted) -> list[tuple[str, str]]:
    sent(browser, area, b"", file="", **pasted)
    draft = ImportDraft.objects.get()
    browser.post(reverse("plan_import_confirm", args=[draft.pk]))
    assert draft.file_name == "Pasted table"
    actions = Plan.objects.get().actions.order_by("position").select_related("heading")
    ongoing = actions.order_by("kind", "position")
    return [(action.heading.text if action.heading else "", action.text) for action in ongoing]


@pytest.mark.parametrize(
    ("pasted", "actions"),
    [
        ({"paste": WORDS},
         [("Heard", "Ask each child"), ("Heard", "Train panels,\nthen look again")]),
        ({"paste": PAGE},
         [("Heard", "Ask each child\nand write it down"), ("Heard", "Train")]),
        ({"paste": "Outcome\tAction\tLead\nHeard\tAsk each child", "paste_page": PAGE},
         [("Heard", "Ask each child\nand write it down"), ("Heard", "Train")]),
        ({"paste": WORDS, "paste_page": "<p>No table</p>"},
         [("Heard", "Ask each child"), ("Heard", "Train panels,\nthen look again")]),
    ],
    ids=["words", "a page's own text", "a page behind its words", "a page without a table"],
)  # fmt: skip
def test_a_pasted_table_comes_in(browser, area, pasted, actions):
    assert plan_of(browser, area, **pasted) == actions


def test_what_was_pasted_is_kept_when_something_else_is_wrong(browser, area):
    answer = sent(browser, area, b"", file="", paste=WORDS, paste_page=PAGE, title=" ")
    form = answer.context["form"]
    assert (list(form.errors), form["paste"].value(), form["paste_page"].value()) == (
        ["title"],
        WORDS,
        PAGE,
    )


def test_a_number_by_which_a_child_is_known_is_refused_beside_the_field(browser, area):
    answer = sent(browser, area, b"", file="", paste=WORDS.replace("Chair", f"Case {CHI}"))
    assert (list(answer.context["form"].errors), ImportDraft.objects.count()) == (["paste"], 0)


@pytest.mark.parametrize("title", ["Another title", "Improvement plan"])
def test_that_it_is_in_already_stands_beside_what_was_pasted(browser, area, title):
    sent(browser, area, b"", file="", paste=WORDS, title="Improvement plan")
    browser.post(reverse("plan_import_confirm", args=[ImportDraft.objects.get().pk]))

    answer = sent(browser, area, b"", file="", paste=WORDS, title=title)

    assert list(answer.context["form"].errors) == ["paste"]
