"""Leads of a plan that comes in are joined to posts and groups that stand."""

import pytest
from django.test import Client

from accounts.roles import Role
from actions.models import Lead
from committees.enums import PostKind
from committees.models import Post
from imports.models import ImportDraft
from imports.rules.leads.joins import Join, Target, joins_of
from sheets.rules.cells import to_json
from sheets.rules.delimited import read_text
from tests import factories as make
from tests.clients import client_of

SHEET = (
    b"Outcome,Action,Lead,Timescale\n"
    b"Heard,Ask,Lead Nurse,Ongoing\n"
    b",Write,L&D Sub-group,Ongoing\n"
    b",Read,ASG,Ongoing\n"
    b",Act,Nurse in Chief and Lead Nurse,Ongoing\n"
)


class Row:
    def __init__(self, pk: int, name: str) -> None:
        self.pk, self.name = pk, name


@pytest.mark.parametrize(
    ("chosen", "join"),
    [
        ("", Join("Nurse", Target.POST, 1, "Lead Nurse")),
        ("post:2", Join("Nurse", Target.POST, 2, "Chair", chosen=True)),
        ("group:3", Join("Nurse", Target.GROUP, 3, "Audit", chosen=True)),
        ("new", Join("Nurse", chosen=True)),
        ("post:9", Join("Nurse", Target.POST, 1, "Lead Nurse")),
        ("thing:1", Join("Nurse", Target.POST, 1, "Lead Nurse")),
    ],
)
def test_choice_goes_before_the_name(chosen, join):
    posts = {"nurse": Row(1, "Lead Nurse"), "chair": Row(2, "Chair")}

    joined = joins_of({"nurse": "Nurse"}, posts, {"audit": Row(3, "Audit")}, {"nurse": chosen})

    assert joined == {"nurse": join}
    assert join.value in ("new", "post:1", "post:2", "group:3")


@pytest.fixture
def desk(area) -> Client:
    return client_of(Role.LEAD_OFFICER, area)


@pytest.fixture
def draft(area) -> ImportDraft:
    return make.ImportDraftFactory(area=area, content=to_json(read_text(SHEET)))


@pytest.fixture
def area():
    return make.AreaFactory(name="Glenfarrow", slug="glenfarrow")


def leads() -> list[tuple[str, str, bool]]:
    rows = Lead.objects.order_by("action__position", "position")
    return [(row.action.text, row.post.title, row.accountable) for row in rows]


@pytest.mark.django_db
def test_names_join_by_themselves(area, desk, draft):
    make.PostFactory(area=area, title="lead nurse", also_called="Nurse-in-chief")
    body = make.BodyFactory(area=area, name="Audit Sub-Group", short_name="ASG")

    page = desk.get(f"/plans/import/{draft.pk}/")
    joined = {line.join.name: line.join.to for line in page.context["leads"]}
    desk.post(f"/plans/import/{draft.pk}/confirm/")

    assert joined == {
        "ASG": "Audit Sub-Group",
        "L&D Sub-group": "",
        "Lead Nurse": "lead nurse",
        "Nurse in Chief": "lead nurse",
    }
    assert leads() == [
        ("Ask", "lead nurse", True),
        ("Write", "L&D Sub-group", True),
        ("Read", "Audit Sub-Group", True),
        ("Act", "lead nurse", True),
    ]
    group = Post.objects.get(title="Audit Sub-Group")
    assert (group.kind, group.body) == (PostKind.GROUP, body)


@pytest.mark.django_db
def test_what_a_person_joins_is_kept_as_another_name(area, desk, draft):
    nurse = make.PostFactory(area=area, title="Lead Nurse")
    learning = make.GroupFactory(area=area, title="Learning and Development")
    page = desk.get(f"/plans/import/{draft.pk}/leads/")
    form = page.context["form"]
    named = {form.fields[name].label: name for name in form.keys}
    sent = {name: form[name].value() for name in form.keys} | {
        named["L&D Sub-group"]: f"post:{learning.pk}",
        named["Nurse in Chief"]: f"post:{nurse.pk}",
        "expected": draft.row_version,
    }

    desk.post(f"/plans/import/{draft.pk}/leads/", sent)
    draft.refresh_from_db()
    assert draft.mapping["leads"] == {
        "l and d subgroup": f"post:{learning.pk}",
        "nurse in chief": f"post:{nurse.pk}",
    }
    desk.post(f"/plans/import/{draft.pk}/confirm/")

    learning.refresh_from_db()
    nurse.refresh_from_db()
    assert (learning.also_called, nurse.also_called) == ("L&D Sub-group", "Nurse in Chief")
    assert [post for _, post, _ in leads()] == [
        *("Lead Nurse", "Learning and Development", "ASG", "Lead Nurse"),
    ]
    again = make.ImportDraftFactory(area=area, content=to_json(read_text(SHEET)), title="Next")
    page = desk.get(f"/plans/import/{again.pk}/")
    assert {line.join.to for line in page.context["leads"]} == {
        "ASG",
        "Lead Nurse",
        "Learning and Development",
    }


@pytest.mark.django_db
def test_leads_of_a_plan_that_is_in_are_joined_no_more(area, desk, draft):
    desk.post(f"/plans/import/{draft.pk}/confirm/")

    answer = desk.get(f"/plans/import/{draft.pk}/leads/")

    draft.refresh_from_db()
    assert answer["Location"] == f"/plans/{draft.plan.slug}/"


@pytest.mark.django_db
def test_two_posts_never_answer_to_one_name(area):
    make.PostFactory(area=area, title="Lead Nurse", also_called="Nurse in chief")
    desk = client_of(Role.ADMINISTRATOR, area)
    url = f"/areas/{area.slug}/posts/add/"

    first = desk.post(url, {"title": "Nurse-in-Chief", "kind": "post"})
    second = desk.post(url, {"title": "Matron", "kind": "post", "also_called": "lead nurse"})

    assert first.context["form"].errors == {
        "title": ["“Nurse-in-Chief” is a name of the post Lead Nurse already."]
    }
    assert second.context["form"].errors == {
        "also_called": ["“lead nurse” is a name of the post Lead Nurse already."]
    }
